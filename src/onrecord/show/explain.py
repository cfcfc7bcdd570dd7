"""Why an entry is what it is: the grounds it was given, the words it rests on, what the encoder's heads marked there
and how strongly they tied the candidates; for a Doubt, what was seen and why it was not decided."""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from onrecord.domain.actors import Actor
from onrecord.domain.entries import Doubt, Encounter, Ground, Statement
from onrecord.domain.marks import EncounterMark, Mark, StatementMark
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.domain.when import When
from onrecord.show.characters import one_line
from onrecord.show.outline import Outline, excerpt, outline, quoted
from onrecord.show.wording import names, parties, published, speakers, when

Entry = Statement | Encounter | Doubt

CANDIDATES = 5
"""How many candidates of a tie are shown, the strongest first."""
FAINT = 0.01
"""Probabilities below this are not shown."""

_LABEL = 14
"""Columns of the label that a line of explanation begins with."""


def explain(reading: Reading, *, entry: str = "", width: int = 80) -> str:
    """Why the entries of a reading are what they are, as plain text with lines of at most ``width`` characters (a
    single longer word stands alone).

    ``entry`` picks one by its id ("S2", "E1", or "D3" for the third doubt) or everything of that number ("2");
    "" explains all.

    Raises:
        LookupError: no entry of that name; the message lists those there are.
    """
    arranged = outline(reading)
    blocks = [
        "\n".join(_explained(reading, arranged, name, of, width)) for name, of in _picked(reading, arranged, entry)
    ]
    if not entry:
        blocks.insert(0, "\n".join(_head(reading, arranged, width)))
    return "\n\n".join(blocks)


def _picked(reading: Reading, arranged: Outline, wanted: str) -> list[tuple[str, Entry]]:
    every: list[tuple[str, Entry]] = [(statement.id, statement) for statement in reading.statements]
    every += [(encounter.id, encounter) for encounter in reading.encounters]
    every += arranged.doubts
    if not wanted:
        return every
    name = wanted.strip().upper()
    picked = [(known, of) for known, of in every if name in (known.upper(), re.sub(r"^\D+", "", known))]
    if not picked:
        known = ", ".join(name for name, _ in every) or "none"
        message = f"There is no entry {one_line(wanted)} in this report; there are: {known}."
        raise LookupError(message)
    return picked


def _head(reading: Reading, arranged: Outline, width: int) -> Iterator[str]:
    report = reading.report
    told = [report.title, report.outlet, published(report)]
    yield from _wrapped("", ", ".join(part for part in told if part), width, indent=0)
    yield from _wrapped("", f"{arranged.sum()}. Onrecord {reading.version}, model {reading.model}.", width, indent=0)


def _explained(reading: Reading, arranged: Outline, name: str, entry: Entry, width: int) -> Iterator[str]:
    """The lines that explain one entry."""
    for indent, label, text in _lines(reading, arranged, name, entry):
        yield from _wrapped(label, text, width, indent=indent)


Line = tuple[int, str, str]
"""Indentation, label and text of one line before it is wrapped."""


def _lines(reading: Reading, arranged: Outline, name: str, entry: Entry) -> Iterator[Line]:
    if isinstance(entry, Doubt):
        yield from _doubt_lines(reading, name, entry)
        return
    if isinstance(entry, Statement):
        said = f", {when(entry.said)}" if entry.said else ""
        yield 0, "", f"{name}  {speakers(entry)}{said}: {quoted(entry)}"
        words, marked, ties = _statement_words(entry), _statement_marks(reading, entry), _statement_ties(reading, entry)
    else:
        at = f", {when(entry.when)}" if entry.when else ""
        yield 0, "", f"{name}  {entry.status.value}: {entry.kind.value}, {parties(entry)}{at}"
        words, marked, ties = _encounter_words(entry), _encounter_marks(reading, entry), _encounter_ties(reading, entry)
    yield from _titled("Why", _grounds(entry.grounds), otherwise="No rule or head left its reasons.")
    yield from _titled("Words it rests on", words)
    yield from _titled("What the heads and rules marked there", marked)
    yield from _titled("How strongly the encoder tied the candidates", ties)
    about = (f"{doubt.kind}: {doubt.message}" for number, doubt in arranged.doubts if doubt.entry == entry.id)
    numbers = arranged.doubts_about.get(entry.id, ())
    yield from _titled("Left in doubt", zip(numbers, about, strict=True))


def _titled(title: str, lines: Iterable[tuple[str, str]], otherwise: str = "") -> Iterator[Line]:
    listed = list(lines)
    if listed or otherwise:
        yield 2, "", title
    if not listed and otherwise:
        yield 4, "", otherwise
    for label, text in listed:
        yield 4, label, text


def _wrapped(label: str, text: str, width: int, *, indent: int) -> list[str]:
    """``text`` beside its label, wrapped and hanging."""
    margin = " " * indent + (f"{one_line(label):<{_LABEL}}" if label else "")
    hanging = " " * (indent + (_LABEL if label else 2 * (indent == 0)))
    room = max(width, len(hanging) + 20)
    return textwrap.wrap(
        margin + _spaced(text),
        room,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    )


def _spaced(text: str) -> str:
    """One harmless line that keeps the two spaces after an entry's name."""
    return "  ".join(one_line(part) for part in text.split("  ", 1))


def _doubt_lines(reading: Reading, name: str, doubt: Doubt) -> Iterator[Line]:
    about = f" of {doubt.entry}" if doubt.entry else ""
    yield 0, "", f"{name}  {doubt.kind}{about} left in doubt: {doubt.message}"
    yield from _titled("Why", _grounds(doubt.grounds), otherwise="No rule or head left its reasons.")
    if doubt.passage:
        words = [("passage", _passage(doubt.passage)), ("sentence", f"“{excerpt(reading, doubt.passage, length=300)}”")]
        yield from _titled("Words it rests on", words)


def _grounds(grounds: Iterable[Ground]) -> Iterator[tuple[str, str]]:
    for ground in grounds:
        because = f": {ground.because}" if ground.because else ""
        score = "" if ground.score is None else f" ({ground.score:.2f})"
        yield ground.field, f"{ground.rule}{because}{score}"


def _passage(passage: Passage) -> str:
    return f"“{one_line(passage.exact)}” at {passage.start}:{passage.end}"


def _time(time: When) -> str:
    """The words of a time, what they were read as, and the rule."""
    value = " ".join(part for part in (time.type, time.timex or time.value or "no calendar time") if part)
    rule = f", rule {time.rule}" if time.rule else ""
    words = f"{_passage(time.passage)}, " if time.passage else ""
    return f"{words}read as {when(time) or 'no calendar time'} ({value}{rule})"


def _statement_words(statement: Statement) -> Iterator[tuple[str, str]]:
    for piece in statement.content:
        yield "content", _passage(piece)
    if statement.cue:
        yield "cue", _passage(statement.cue)
    if statement.source:
        yield "source", _passage(statement.source)
    if statement.source and statement.speakers:
        yield from _pointing("speaker", statement.speakers, [statement.source])
    yield from (("audience", names([actor])) for actor in statement.audience)
    yield from (("relayed by", names([actor])) for actor in statement.relayed_by)
    if statement.said:
        yield "said", _time(statement.said)


def _pointing(label: str, actors: Sequence[Actor], passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    """The mentions of the actors within the passages, with how each was resolved."""
    for actor in actors:
        for mention in actor.mentions:
            if any(mention.passage.overlaps(passage) for passage in passages):
                rule = f" by {mention.rule}" if mention.rule else ""
                told = f"{mention.form} “{one_line(mention.passage.exact)}” is {actor.name}{rule}"
                yield label, f"{told} ({mention.score:.2f})"


def _encounter_words(encounter: Encounter) -> Iterator[tuple[str, str]]:
    for mention in encounter.mentions:
        yield "mention", _passage(mention)
    if encounter.place:
        yield "place", _passage(encounter.place.passage)
    if encounter.when:
        yield "when", _time(encounter.when)
    if encounter.according_to:
        yield "according to", names(encounter.according_to)


def _statement_mark(reading: Reading, statement: Statement) -> StatementMark | None:
    """The statement mark whose cue or content the statement was made from: of several, the one that shares most."""
    passages = [*statement.content, *([statement.cue] if statement.cue else [])]

    def shared(mark: StatementMark) -> int:
        return sum(_shared(part, passage) for part in _parts(mark) for passage in passages)

    best = max(reading.marks.statements, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def _parts(mark: StatementMark) -> tuple[Mark, ...]:
    return (*mark.content, *((mark.cue,) if mark.cue else ()))


def _shared(mark: Mark | EncounterMark, passage: Passage) -> int:
    """How many characters a mark and a passage have in common."""
    return max(0, min(mark.end, passage.end) - max(mark.start, passage.start))


def _statement_marks(reading: Reading, statement: Statement) -> Iterator[tuple[str, str]]:
    passages = [*statement.content, *(part for part in (statement.cue, statement.source) if part)]
    mark = _statement_mark(reading, statement)
    if mark:
        parts = ", ".join(_marked(reading, part) for part in _parts(mark))
        yield "statement", f"{parts}; together {mark.score:.2f}"
    for attribution in reading.marks.attributions:
        parts_of = (*attribution.source, *attribution.cue, *attribution.content)
        if any(_shared(part, passage) for part in attribution.content for passage in statement.content):
            parts = ", ".join(_marked(reading, part) for part in parts_of)
            yield "attribution", f"{parts}; together {attribution.score:.2f}"
    for quotation in reading.marks.quotations:
        if any(quotation.start < piece.end and piece.start < quotation.end for piece in statement.content):
            closed = "closed" if quotation.closed else "never closed"
            carried = "" if quotation.continues is None else ", carries on the quotation of the paragraph before"
            yield "quotation", f"at {quotation.start}:{quotation.end}, {closed}{carried}"
    yield from _names_in(reading, passages)


def _marked(reading: Reading, mark: Mark) -> str:
    words = one_line(reading.report.text[mark.start : mark.end])
    return f"{mark.label} “{words}” {mark.score:.2f}"


def _names_in(reading: Reading, passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    for name in reading.marks.names:
        if any(_shared(name, passage) for passage in passages):
            yield "name", _marked(reading, name)


def _encounter_marks(reading: Reading, encounter: Encounter) -> Iterator[tuple[str, str]]:
    for mark in _encounter_heads(reading, encounter):
        words = one_line(reading.report.text[mark.start : mark.end])
        kinds, statuses = _ranked(mark.kinds), _ranked(mark.statuses)
        yield "encounter", f"“{words}” {mark.score:.2f}; kind: {kinds}; status: {statuses}"
    yield from _names_in(reading, [encounter.place.passage] if encounter.place else [])


def _encounter_heads(reading: Reading, encounter: Encounter) -> Iterator[EncounterMark]:
    for mark in reading.marks.encounters:
        if any(_shared(mark, mention) for mention in encounter.mentions):
            yield mark


def _ranked(scores: dict[str, float]) -> str:
    """The likeliest names with their probabilities, the likeliest first."""
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]
    return ", ".join(f"{name} {score:.2f}" for name, score in best if score >= FAINT) or "none"


def _statement_ties(reading: Reading, statement: Statement) -> Iterator[tuple[str, str]]:
    mark = _statement_mark(reading, statement)
    if mark is None:
        return
    people = _actor_candidates(reading)
    for label in ("speaker", "addressee", "relayed_by"):
        yield from _tied(reading, label, mark.anchor, people)
    yield from _tied(reading, "time", mark.anchor, _time_candidates(reading))
    source = _tokens_in(reading, statement.source) if statement.source else range(0)
    if len(source) == 1:  # a pronoun, or a name that may stand for an earlier one
        start = reading.marks.tokens[source[0]].start
        yield from _tied(reading, "coref", source[0], [one for one in people if one[2] <= start])


def _tokens_in(reading: Reading, passage: Passage) -> range:
    """The indices of the tokens that begin within the passage."""
    return _tokens_between(reading, passage.start, passage.end)


def _tokens_between(reading: Reading, start: int, end: int) -> range:
    """The indices of the tokens that begin within ``start:end`` of the text."""
    tokens = reading.marks.tokens
    return range(*(bisect_left(tokens, edge, key=lambda token: token.start) for edge in (start, end)))


def _encounter_ties(reading: Reading, encounter: Encounter) -> Iterator[tuple[str, str]]:
    people, times = _actor_candidates(reading), _time_candidates(reading)
    places = [(one_line(reading.report.text[name.start : name.end]), name.start, name.end) for name in _places(reading)]
    for mark in _encounter_heads(reading, encounter):
        for label, candidates in (("participant", people), ("said_by", people), ("place", places), ("time", times)):
            yield from _tied(reading, label, mark.anchor, candidates)


_TIES = {"said_by": "said by", "relayed_by": "relayed by", "coref": "stands for"}
"""Ties by the name a reader knows them by, where that is another."""

Candidate = tuple[str, int, int]
"""A name for a reader, and the half-open stretch of text it stands in."""


def _actor_candidates(reading: Reading) -> list[Candidate]:
    return [
        (actor.name, mention.passage.start, mention.passage.end)
        for actor in reading.actors
        for mention in actor.mentions
    ]


def _time_candidates(reading: Reading) -> list[Candidate]:
    return [
        (f"“{one_line(time.passage.exact)}”", time.passage.start, time.passage.end)
        for time in reading.times
        if time.passage
    ]


def _places(reading: Reading) -> Iterator[Mark]:
    return (name for name in reading.marks.names if name.label == "PLACE")


def _tied(reading: Reading, label: str, anchor: int, candidates: Sequence[Candidate]) -> Iterator[tuple[str, str]]:
    """The candidates that the anchor is tied to most strongly; each counts with its strongest token."""
    tokens = reading.marks.tokens
    asked = [(name, index) for name, start, end in candidates for index in _tokens_between(reading, start, end)]
    if not asked:
        return
    scores: dict[str, float] = {}
    answers = reading.marks.ties.score(label, anchor, [index for _, index in asked])
    for (name, _), score in zip(asked, answers, strict=True):
        scores[name] = max(score, scores.get(name, 0.0))
    ranked = _ranked(scores)
    if ranked != "none":
        yield _TIES.get(label, label), f"“{one_line(tokens[anchor].text)}” – {ranked}"
