"""A Reading as one self-contained HTML page: the marked-up text, and beside it the entries it gave.

The page asks nothing of any server and runs no script: its Content-Security-Policy allows the page's own style sheet
(by hash) and nothing else. Pointing at words lights up their entry and the other way round by CSS alone. Everything
from outside is escaped by Jinja2 and freed of control characters and direction marks (``characters.harmless``).
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from onrecord.domain.actors import Actor
from onrecord.domain.entries import Encounter, Statement
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.domain.when import When
from onrecord.show import wording
from onrecord.show.characters import harmless, one_line
from onrecord.show.outline import Outline, outline, quoted
from onrecord.show.segments import Segment, Stretch, segments
from onrecord.show.wording import AHEAD, HAPPENED

_CLOSING = ",.;:!?”’»\"')"
"""Marks that a reference to an entry is put behind, so that it does not stand between a word and its full stop."""

BELONGING = ("cue", "part")
"""What passages are to an entry that light up with it but do not lead to it."""

_WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Card:
    """An entry beside the text. ``of`` is its name in the page ("s1"), ``label`` its number for a reader ("S1"),
    ``heading`` and ``lines`` what it says, ``quote`` the words said, ``mark`` a status in one word, ``tone`` what it
    looks like, ``why`` the grounds, ``doubts`` (name in the page, number) of the doubts about it."""

    of: str
    label: str
    heading: str
    tone: str
    beside: str = ""
    lines: tuple[str, ...] = ()
    quote: str = ""
    mark: str = ""
    why: tuple[str, ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()
    passages: tuple[tuple[str, Passage], ...] = field(default=(), repr=False)
    """The passages it rests on, each with what it is to the entry: those that lead to it first ("said", "met ahead",
    "doubt", "name", "time"), then those that only belong to it ("cue", "part")."""

    @property
    def located(self) -> bool:
        """Whether there are words in the text to go to."""
        return bool(self.passages)


@dataclass(frozen=True, slots=True)
class Section:
    """Cards of one sort under a heading; ``of`` is the section's name in the page."""

    of: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment of the text as the page has it: ``anchors`` are set before it, ``references`` behind it."""

    text: str
    classes: str
    of: str
    title: str
    anchors: tuple[str, ...]
    references: tuple[Card, ...]


def page(reading: Reading) -> str:
    """The whole page, ready to be written as UTF-8."""
    arranged = outline(reading)
    sections = [section for section in _sections(reading, arranged) if section.cards]
    cards = [card for section in sections for card in section.cards]
    style = _style(card.of for card in cards)
    report = reading.report
    return _template().render(
        title=one_line(report.title) or "A report without a title",
        report=report,
        published=wording.published(report),
        link=report.url if _WEB.match(report.url) else "",
        sections=sections,
        sum=arranged.sum(),
        paragraphs=_paragraphs(reading, cards),
        reading=reading,
        sha256=sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest(),
        style=Markup(style),  # noqa: S704 - the style sheet is ours, and names nothing from outside
        style_hash=b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii"),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("onrecord.show"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    return environment.get_template("page.html")


def _harmless(value: object) -> object:
    """Every string on its way into the page, but for those that are the page's own markup."""
    return harmless(value) if type(value) is str else value


def _style(names: Iterable[str]) -> str:
    """The style sheet, with a rule for every entry that ties it to its words."""
    sheet = (resources.files("onrecord.show") / "templates" / "page.css").read_text(encoding="utf-8")
    rules = [sheet]
    for name in names:
        here, there = f"#{name}", f'[data-of~="{name}"]'
        pointed = f":is({there}:hover,#at-{name}:target,.to-{name}:is(:hover,:focus-visible),{here}:target)"
        rules.append(f"body:has({pointed}) {here}" + "{--lit:var(--ring);position:var(--hold);z-index:2}\n")
        chosen = f":is({here}:hover,{here}:focus-within,{here}:target,#at-{name}:target,.to-{name}:focus-visible)"
        rules.append(f"body:has({chosen}) {there}" + "{background:var(--glow);color:var(--glow-ink)}\n")
    return "".join(rules)


def _sections(reading: Reading, arranged: Outline) -> Iterator[Section]:
    names = {encounter.id: f"e{number}" for number, encounter in enumerate(reading.encounters, 1)}

    def encounters(listed: Sequence[Encounter]) -> tuple[Card, ...]:
        return tuple(_encounter(arranged, names[encounter.id], encounter) for encounter in listed)

    said = (_statement(arranged, f"s{number}", entry) for number, entry in enumerate(arranged.said, 1))
    yield Section("said", "Who said what", tuple(said))
    yield Section("happened", "Who met whom", encounters(arranged.happened))
    yield Section("ahead", "Planned, not yet held", encounters(arranged.ahead))
    yield Section("fallen", "Off or put off", encounters(arranged.fallen))
    yield Section("doubts", "In doubt", tuple(_doubts(arranged)))
    yield Section("who", "Who is who", tuple(_who(reading.actors)))
    yield Section("times", "Times", tuple(_times(reading.times)))


def _statement(arranged: Outline, of: str, statement: Statement) -> Card:
    """A statement's card."""
    several = len(statement.speakers) != 1
    offices = () if several else statement.speakers[0].offices
    told = [
        f"to {wording.names(statement.audience)}" if statement.audience else "",
        wording.when_as_read(statement.said) if statement.said else "",
        f"relayed by {wording.names(statement.relayed_by)}" if statement.relayed_by else "",
        statement.manner.value,
        statement.act if statement.act != "say" else "",
    ]
    passages = [("said", piece) for piece in statement.content]
    passages += [("cue", part) for part in (statement.source, statement.cue) if part]
    passages += [("part", statement.said.passage)] if statement.said and statement.said.passage else []
    return Card(
        of,
        statement.id,
        wording.speakers(statement),
        "said" if statement.speakers else "said open",
        beside=wording.office(offices[0]) if offices else "",
        lines=(" · ".join(part for part in told if part),),
        quote=quoted(statement),
        why=tuple(_why(statement)),
        doubts=_doubt_links(arranged, statement.id),
        passages=tuple(passages),
    )


def _encounter(arranged: Outline, of: str, encounter: Encounter) -> Card:
    """An encounter's card."""
    tone = "happened" if encounter.status in HAPPENED else "ahead" if encounter.status in AHEAD else "fallen"
    told = [
        wording.when_as_read(encounter.when) if encounter.when else "no date given",
        encounter.place.name if encounter.place else "",
        f"according to {wording.names(encounter.according_to)}" if encounter.according_to else "",
    ]
    passages = [(f"met {tone}", mention) for mention in encounter.mentions]
    passages += [("part", encounter.place.passage)] if encounter.place else []
    passages += [("part", encounter.when.passage)] if encounter.when and encounter.when.passage else []
    return Card(
        of,
        encounter.id,
        wording.parties(encounter),
        f"met {tone}",
        beside=encounter.kind.value,
        lines=(" · ".join(part for part in told if part),),
        mark=encounter.status.value,
        why=tuple(_why(encounter)),
        doubts=_doubt_links(arranged, encounter.id),
        passages=tuple(passages),
    )


def _why(entry: Statement | Encounter) -> Iterator[str]:
    """The grounds of an entry, one a line."""
    for ground in entry.grounds:
        because = f": {ground.because}" if ground.because else ""
        score = "" if ground.score is None else f" ({ground.score:.2f})"
        yield f"{ground.field} – {ground.rule}{because}{score}"


def _doubt_links(arranged: Outline, entry: str) -> tuple[tuple[str, str], ...]:
    return tuple((number.lower(), number) for number in arranged.doubts_about.get(entry, ()))


def _doubts(arranged: Outline) -> Iterator[Card]:
    for number, doubt in arranged.doubts:
        about = f"{doubt.kind} of {doubt.entry}" if doubt.entry else doubt.kind
        passages = (("doubt", doubt.passage),) if doubt.passage else ()
        yield Card(number.lower(), number, about, "doubt", lines=(doubt.message,), passages=passages)


def _who(actors: Sequence[Actor]) -> Iterator[Card]:
    for number, actor in enumerate(actors, 1):
        told = [wording.office(office) for office in actor.offices]
        told += [f"also {wording.joined(actor.also)}"] if actor.also else []
        passages = tuple(("name", mention.passage) for mention in actor.mentions)
        yield Card(
            f"a{number}",
            "",
            actor.name,
            "name",
            beside=actor.kind.value,
            lines=("; ".join(told),) if told else (),
            passages=passages,
        )


def _times(times: Sequence[When]) -> Iterator[Card]:
    for number, time in enumerate(times, 1):
        if time.passage is None:
            continue
        words = wording.when(time)
        told = "no calendar time" if words == f"“{time.passage.exact}”" else words
        yield Card(
            f"t{number}", "", f"“{one_line(time.passage.exact)}”", "time", told, passages=(("time", time.passage),)
        )


def _paragraphs(reading: Reading, cards: Sequence[Card]) -> list[list[Piece]]:
    """The text as pieces, by paragraph."""
    text = reading.report.text
    bounds = _paragraph_bounds(reading)
    references: dict[int, list[Card]] = {}
    anchors: dict[int, list[str]] = {}
    stretches: list[Stretch] = []
    for card in cards:
        leading = [passage.start for kind, passage in card.passages if kind not in BELONGING]
        if leading:
            anchors.setdefault(min(leading), []).append(card.of)
        for kind, passage in card.passages:
            stretches.append(Stretch(passage.start, passage.end, kind, card.of))
            if card.label and kind not in BELONGING:
                references.setdefault(_behind(text, passage.end), []).append(card)
    titles = {card.of: card.beside for card in cards if card.tone == "time"}
    cuts = sorted({*references, *anchors, *(start for start, _ in bounds), *(end for _, end in bounds)})
    every = segments(stretches, 0, len(text), cuts=cuts) if text else []
    found: list[list[Piece]] = [[] for _ in bounds]
    place = 0
    for segment in every:
        while place < len(bounds) and segment.start >= bounds[place][1]:
            place += 1
        if place < len(bounds) and bounds[place][0] <= segment.start:
            found[place].append(_piece(text, segment, titles, anchors, references))
    return found


def _piece(
    text: str,
    segment: Segment,
    titles: dict[str, str],
    anchors: dict[int, list[str]],
    references: dict[int, list[Card]],
) -> Piece:
    return Piece(
        text=text[segment.start : segment.end],
        classes=" ".join(dict.fromkeys(" ".join(segment.kinds).split())),
        of=" ".join(segment.of),
        title="; ".join(titles[of] for of in segment.of if of in titles),
        anchors=tuple(anchors.get(segment.start, ())),
        references=tuple(references.get(segment.end, ())),
    )


def _behind(text: str, end: int) -> int:
    """The place behind the closing marks that follow ``end``."""
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return end


def _paragraph_bounds(reading: Reading) -> list[tuple[int, int]]:
    """Where the paragraphs begin and end: as the marks have them, else at blank lines."""
    marks, text = reading.marks, reading.report.text
    starts = [marks.tokens[first].start for first, _ in marks.paragraphs]
    if not starts:
        starts = [0, *(blank.end() for blank in re.finditer(r"\n[ \t]*\n\s*", text))]
    starts = [0, *(start for start in starts[1:] if start < len(text))]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))
