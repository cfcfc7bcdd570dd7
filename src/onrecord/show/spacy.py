"""A Reading as a spaCy ``Doc``, so that users can go on with their own spaCy tools.

spaCy is an optional extra (``pip install onrecord[spacy]``) and is imported only when a Doc is asked for; no trained
pipeline is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.domain.errors import OnrecordError
from onrecord.domain.marks import Marks, Token
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.show.data import to_data

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

ENTITY_LABELS = {"PERSON": "PERSON", "ORG": "ORG", "PLACE": "LOC", "NATIONALITY": "NORP"}
"""Our names for names, and the ones that spaCy's English pipelines use. Ours do not tell a country or city (GPE) from
a mountain (LOC)."""

_RUN = re.compile(r"\s+|\S+")

GROUPS = ("statements", "sources", "cues", "encounters", "times", "actors")
"""The span groups of a Doc."""


def to_spacy(reading: Reading) -> Doc:
    """A ``spacy.tokens.Doc`` with everything that was marked and written down.

    - Tokens are ours, with UPOS (``pos_``), heads and Universal Dependencies (``dep_``, "ROOT" for a root); runs of
      white space that are more than one space are tokens of their own (``pos_`` "SPACE"), as everywhere in spaCy, so
      that ``doc.text == reading.report.text`` and character offsets stay what they are.
    - ``doc.ents``: names, with spaCy's labels (``ENTITY_LABELS``).
    - ``doc.spans``: "statements" (a span for each piece of content; label: manner; id: "S1"), "sources" and "cues"
      (label: SOURCE, CUE; id: the statement's), "encounters" (a span for each mention; label: kind; id: "E1"),
      "times" (label: TIMEX3 type; id: the ISO value, "" for none), "actors" (a span for each mention; label: the kind
      of actor; id: "A1"). A passage that ends within a token takes the whole token.
    - ``doc.user_data["onrecord"]``: the reading as data (``data.to_data``).

    Raises:
        OnrecordError: spaCy is not installed.
    """
    try:
        from spacy.tokens import Doc
        from spacy.vocab import Vocab
    except ImportError:
        message = "to_spacy needs spaCy; install it with: pip install 'onrecord[spacy]'"
        raise OnrecordError(message) from None
    words = _words(reading.marks, reading.report.text)
    parsed = any(word.token and word.token.relation for word in words)
    heads = _heads(words) if parsed else []
    doc = Doc(
        Vocab(),
        words=[word.text for word in words],
        spaces=[word.space for word in words],
        pos=[word.pos for word in words],
        heads=heads if parsed else None,
        deps=[_relation(word, heads[place] == place) for place, word in enumerate(words)] if parsed else None,
        sent_starts=None if parsed else _sentence_starts(words),
    )
    _set_names(doc, reading)
    _set_spans(doc, reading)
    doc.user_data["onrecord"] = to_data(reading)
    return doc


@dataclass(frozen=True, slots=True)
class _Word:
    """A token of spaCy's. ``space``: whether a single space follows that is no token; ``token``: ours, None for white
    space and for what no token of ours covers; ``sentence``: that of the token, or of the one before."""

    text: str
    pos: str
    token: Token | None
    sentence: int
    space: bool = False


def _words(marks: Marks, text: str) -> list[_Word]:
    """Our tokens, and tokens for all that stands between them; together with the spaces they are exactly ``text``."""
    pieces = list(_pieces(marks, text))
    words: list[_Word] = []
    sentence = 0
    for start, end, token in pieces:
        exact = text[start:end]
        if token is not None:
            sentence = token.sentence
            words.append(_Word(exact, token.pos, token, sentence))
        elif not exact.isspace():
            words.append(_Word(exact, "X", None, sentence))
        else:
            if exact[0] == " " and words:
                words[-1] = replace(words[-1], space=True)
                exact = exact[1:]
            if exact:
                words.append(_Word(exact, "SPACE", None, sentence))
    return words


def _pieces(marks: Marks, text: str) -> Iterator[tuple[int, int, Token | None]]:
    """The text cut into our tokens and the runs of white space, and of anything else, between them."""
    at = 0
    for token in marks.tokens:
        yield from _gaps(text, at, token.start)
        yield token.start, token.end, token
        at = token.end
    yield from _gaps(text, at, len(text))


def _gaps(text: str, start: int, end: int) -> Iterator[tuple[int, int, None]]:
    for run in _RUN.finditer(text, start, end):
        yield run.start(), run.end(), None


def _sentence_starts(words: Sequence[_Word]) -> list[bool | int | None]:
    return [place == 0 or word.sentence != words[place - 1].sentence for place, word in enumerate(words)]


def _heads(words: Sequence[_Word]) -> list[int]:
    """For every word the index of its head, its own for a root. Every sentence of ours becomes one tree, as spaCy
    takes its sentences from the trees: what has no head in its sentence, or a circle of heads, hangs on its first
    root."""
    place_of = {word.token.index: place for place, word in enumerate(words) if word.token}
    heads: list[int] = []
    root: dict[int, int] = {}
    for place, word in enumerate(words):
        head = place_of.get(word.token.head, -1) if word.token else -1
        inside = head >= 0 and words[head].sentence == word.sentence and head != place
        heads.append(head if inside else -1)
        if word.token and not inside:
            root.setdefault(word.sentence, place)
    for place, word in enumerate(words):
        if heads[place] < 0 or _turns_in_a_circle(heads, place):
            heads[place] = root.setdefault(word.sentence, place)
    return heads


def _turns_in_a_circle(heads: Sequence[int], place: int) -> bool:
    """Whether following heads from ``place`` comes back to it."""
    at = heads[place]
    for _ in range(len(heads)):
        if at == place:
            return True
        if at < 0 or heads[at] == at:
            return False
        at = heads[at]
    return False


def _relation(word: _Word, is_root: bool) -> str:  # noqa: FBT001
    """The word's relation: "ROOT" for a root, "dep" where ours had none or was a root that became none."""
    if is_root:
        return "ROOT"
    relation = word.token.relation if word.token else ""
    return relation if relation.lower() not in {"", "root"} else "dep"


def _set_names(doc: Doc, reading: Reading) -> None:
    """Names as entities; of two that overlap the longer, since spaCy's entities do not."""
    from spacy.util import filter_spans

    spans = [
        doc.char_span(name.start, name.end, label=ENTITY_LABELS.get(name.label, name.label), alignment_mode="expand")
        for name in reading.marks.names
    ]
    doc.ents = tuple(filter_spans([span for span in spans if span is not None]))


def _set_spans(doc: Doc, reading: Reading) -> None:
    groups: dict[str, list[Span]] = {group: [] for group in GROUPS}
    for group, passage, label, name in (*_statement_spans(reading), *_other_spans(reading)):
        span = doc.char_span(passage.start, passage.end, label=label, alignment_mode="expand", span_id=name)
        if span is not None:
            groups[group].append(span)
    for group, spans in groups.items():
        doc.spans[group] = spans


def _statement_spans(reading: Reading) -> Iterator[tuple[str, Passage, str, str]]:
    """Group, passage, label and id of every span that a statement gives."""
    for statement in reading.statements:
        for piece in statement.content:
            yield "statements", piece, statement.manner.value, statement.id
        if statement.source:
            yield "sources", statement.source, "SOURCE", statement.id
        if statement.cue:
            yield "cues", statement.cue, "CUE", statement.id


def _other_spans(reading: Reading) -> Iterator[tuple[str, Passage, str, str]]:
    """Group, passage, label and id of every span that an encounter, a time or an actor gives."""
    for encounter in reading.encounters:
        for mention in encounter.mentions:
            yield "encounters", mention, encounter.kind.value, encounter.id
    for time in reading.times:
        if time.passage:
            yield "times", time.passage, time.type, time.value or ""
    for actor in reading.actors:
        for pointed in actor.mentions:
            yield "actors", pointed.passage, actor.kind.value, actor.id
