"""One annotated text in the form that training takes."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.domain.marks import Token
from onrecord.mark.pieces import Fed

IGNORED = -100
"""The label of a token that teaches nothing (as torch's cross entropy has it)."""

NO_CUE = -1
"""In ``Lesson.cue_of``: words that are said without a cue of their own."""

ATTRIBUTION = ("O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT")
NAMES = ("O", *(f"{p}-{n}" for n in ("PERSON", "ORG", "PLACE", "NATIONALITY") for p in "BI"))
CUE = ("O", "B-CUE", "I-CUE")
CONTENT = ("O", "B-CONTENT", "I-CONTENT")
ENCOUNTER = ("O", "B-ENCOUNTER", "I-ENCOUNTER")
KINDS = ("meeting", "call", "talks", "summit", "visit")
STATUSES = ("held", "ongoing", "scheduled", "proposed", "postponed", "off")
UPOS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
        "SYM", "VERB", "X")  # fmt: skip
SENTENCE = ("inside", "start")
TIES = ("speaker", "addressee", "relayed_by", "participant", "place", "time", "same", "said_by", "coref")

TAGS: dict[str, tuple[str, ...]] = {
    "attribution": ATTRIBUTION,
    "name": NAMES,
    "cue": CUE,
    "content": CONTENT,
    "encounter": ENCOUNTER,
    "kind": KINDS,
    "status": STATUSES,
    "upos": UPOS,
    "sentence": SENTENCE,
}
"""The heads that label single tokens, with their labels."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What one anchor token teaches about others: of ``candidates`` (token indices) those in ``right`` stand to
    ``anchor`` as ``label`` says, the rest do not."""

    label: str
    anchor: int
    right: frozenset[int]
    candidates: frozenset[int]


@dataclass(slots=True)
class Lesson:
    """One text: its tokens, the sentences to pack windows from (half-open token ranges), and what is known of it.

    ``tags`` maps a head of TAGS to one label index per token (IGNORED where nothing is known). ``heads`` and
    ``relations`` are the dependency tree (head -1 for a root). ``cue_of`` gives, for each token of a source or
    content, the first token of its cue (NO_CUE if it has none, IGNORED elsewhere).
    """

    id: str
    tokens: list[Token]
    fed: Fed
    sentences: list[tuple[int, int]]
    tags: dict[str, list[int]] = field(default_factory=dict)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    cue_of: list[int] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)


def bio(
    count: int, spans: list[tuple[int, int, str]], labels: tuple[str, ...], *, last_wins: bool = False
) -> list[int]:
    """Label indices for ``count`` tokens from spans ``(first, past, name)``; of two that overlap the first one in
    order of start, then the longer one, is kept (as CofeNet's metric does), unless ``last_wins``."""
    tags = [0] * count
    for first, past, name in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not last_wins and any(tags[first:past]):
            continue
        tags[first:past] = [labels.index("I-" + name)] * (past - first)
        tags[first] = labels.index("B-" + name)
    return tags


def sentences_of(tokens: list[Token]) -> list[tuple[int, int]]:
    """Half-open token ranges by ``Token.sentence``."""
    starts = [t.index for t in tokens if t.index == 0 or t.sentence != tokens[t.index - 1].sentence]
    return list(zip(starts, [*starts[1:], len(tokens)], strict=True))
