"""What stands in the text before anything is interpreted: tokens, quotations, names, time expressions, and what the
encoder's heads say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Token:
    """One word or punctuation mark, as Universal Dependencies cuts English ("Russia" + "'s", "do" + "n't").

    ``start``/``end`` are code points into the report's text. ``sentence`` and ``paragraph`` count from 0.
    ``pos`` is a UPOS tag ("" before the encoder has read the text), ``head`` the index of the governing token in
    the report (-1 for a root), ``relation`` a UD relation such as "nsubj".
    """

    index: int
    start: int
    end: int
    text: str
    sentence: int = 0
    paragraph: int = 0
    pos: str = ""
    head: int = -1
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled stretch of text. ``score`` is the probability a head gave it (1.0 for a rule), ``by`` names the
    head or rule that set it."""

    label: str
    start: int
    end: int
    score: float = 1.0
    by: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    ``start``/``end`` include the marks, ``inner_start``/``inner_end`` leave them out. ``depth`` is 0 for an outer
    quotation, 1 for one inside it. ``closed`` is False where a mark is missing and the end of the paragraph was
    taken. ``continues`` is the index (in ``Marks.quotations``) of the quotation of the paragraph before that this
    one carries on, when that one was left open as newspapers do.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int = 0
    closed: bool = True
    continues: int | None = None


@dataclass(frozen=True, slots=True)
class TimeMark:
    """A time expression as it stands, before it is resolved against the day of publication.

    ``type`` is the TIMEX3 type (DATE, TIME, DURATION, SET), ``rule`` the rule that found it, ``parts`` what the
    rule read ({"weekday": "2", "direction": "last"}).
    """

    start: int
    end: int
    type: str
    rule: str
    parts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content that belong together, in PolNeAR's sense (wider than a statement: thoughts count).

    Each is a tuple of Marks in the order of the text; source and cue may be empty.
    """

    source: tuple[Mark, ...]
    cue: tuple[Mark, ...]
    content: tuple[Mark, ...]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class StatementMark:
    """Words said, as the statement heads mark them: ``cue`` (None where a quotation bears no cue of its own) and
    the stretches of ``content``. ``anchor`` is the index of the token that ties are asked from."""

    cue: Mark | None
    content: tuple[Mark, ...]
    anchor: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class EncounterMark:
    """A word that speaks of an encounter ("met", "talks").

    ``anchor`` is its first token's index; ``kinds`` and ``statuses`` give a probability for each kind and status.
    """

    start: int
    end: int
    anchor: int
    score: float
    kinds: dict[str, float]
    statuses: dict[str, float]


class Ties(Protocol):
    """How strongly two tokens belong together."""

    def score(self, label: str, anchor: int, tokens: Sequence[int]) -> list[float]:
        """The probability, for each of ``tokens``, that it stands to the token ``anchor`` as ``label`` says.

        Labels: "speaker", "addressee", "relayed_by" (anchor: a statement's anchor; tokens: of a name or
        description), "participant", "place", "said_by" (anchor: an encounter mark's), "time" (either anchor; tokens
        of a time expression), "same" (both encounter marks), "coref" (anchor: a pronoun or description; token: of
        an earlier name). 0.0 where the two never stood in one window of the encoder.
        """
        ...


class NoTies:
    """Ties of a text that no encoder has read: every score is 0."""

    def score(self, label: str, anchor: int, tokens: Sequence[int]) -> list[float]:
        """Zero for every token."""
        del label, anchor
        return [0.0] * len(tokens)


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything marked in one report's text. ``sentences`` and ``paragraphs`` are half-open ranges of token
    indices; ``names`` bear the labels PERSON, ORG, PLACE, NATIONALITY."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...] = ()
    paragraphs: tuple[tuple[int, int], ...] = ()
    quotations: tuple[Quotation, ...] = ()
    names: tuple[Mark, ...] = ()
    times: tuple[TimeMark, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[StatementMark, ...] = ()
    encounters: tuple[EncounterMark, ...] = ()
    ties: Ties = field(default_factory=NoTies)
