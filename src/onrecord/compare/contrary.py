"""Statements that say the opposite of one thing: of the same speaker (reversed), or of two (at odds)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from onrecord.compare.matter import Matter, likeness, matter
from onrecord.domain.entries import Doubt
from onrecord.domain.record import Change, ChangeKind, OpenQuestion, Side, address
from onrecord.record.statements import OneStatement, Said

ALIKE = 0.75
"""Likeness from which two statements are of one matter; between ``NEAR`` and this it is an open question."""
NEAR = 0.6
ENOUGH = 3
"""Words with a meaning that two statements must share at least."""
REVERSED_WITHIN = 365
"""Days within which a speaker can be held to what was said before."""
ODDS_WITHIN = 14
"""Days within which two speakers speak of one state of things."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A statement with its matter, and the id of the same words."""

    id: str
    said: Said
    matter: Matter


def contrary(groups: Sequence[tuple[str, OneStatement]]) -> tuple[tuple[Change, ...], tuple[OpenQuestion, ...]]:
    """The changes between statements, and those that are likely but not proven. ``groups`` are the same words with
    their ids, in the order in which they were first told; of each the first telling counts."""
    changes: list[Change] = []
    questions: list[OpenQuestion] = []
    index: defaultdict[str, list[_Held]] = defaultdict(list)
    for id, group in groups:
        first = group.members[0]
        statement = first.statement
        found = matter(" ".join(passage.exact for passage in statement.content), statement.act)
        if found is None or len(found.words) < ENOUGH or not first.speakers:
            continue
        later = _Held(id, first, found)
        best: dict[ChangeKind, tuple[float, _Held]] = {}
        for earlier in _near(later, index):
            kind, score = _opposite(earlier, later)
            if kind and (kind not in best or score >= best[kind][0]):
                best[kind] = score, earlier
        for kind, (score, earlier) in sorted(best.items()):
            if score >= ALIKE:
                changes.append(_change(kind, earlier, later))
            else:
                questions.append(_question(kind, earlier, later))
        for word in _keys(found):
            index[word].append(later)
    return tuple(changes), tuple(questions)


def _keys(found: Matter) -> list[str]:
    """The words that a statement is looked up by: of two sets as alike as ``NEAR`` one of so many is always shared.
    Long words come first, for few statements have them."""
    ordered = sorted(found.words, key=lambda word: (-len(word), word))
    return ordered[: len(ordered) - ceil(NEAR * len(ordered)) + 1]


def _near(later: _Held, index: dict[str, list[_Held]]) -> Iterator[_Held]:
    """Earlier statements that share a key, in the order in which they were told, each once."""
    seen: dict[str, _Held] = {}
    for word in _keys(later.matter):
        for held in index.get(word, ()):
            if (later.said.published - held.said.published).days <= REVERSED_WITHIN:
                seen.setdefault(held.id, held)
    yield from sorted(seen.values(), key=lambda held: (held.said.published, held.id))


def _opposite(earlier: _Held, later: _Held) -> tuple[ChangeKind | None, float]:
    """How two statements stand to each other, and how far they are of one matter; None if they are not opposite."""
    a, b = earlier.matter, later.matter
    if a.denies == b.denies or len(a.words & b.words) < ENOUGH:
        return None, 0.0
    score = likeness(a, b)
    days = (later.said.published - earlier.said.published).days
    if score < NEAR:
        return None, 0.0
    one, other = set(earlier.said.speakers), set(later.said.speakers)
    if one == other:
        return (ChangeKind.REVERSED if earlier.said.ref.report != later.said.ref.report else None), score
    return (ChangeKind.AT_ODDS if not one & other and days <= ODDS_WITHIN else None), score


_BECAUSE = {
    ChangeKind.REVERSED: "the same speaker now says the opposite",
    ChangeKind.AT_ODDS: "two speakers say the opposite of one thing",
}


def _change(kind: ChangeKind, earlier: _Held, later: _Held) -> Change:
    a, b = earlier.said, later.said
    return Change(
        id=address("C", str(kind), str(a.ref), str(b.ref)),
        kind=kind,
        of=later.id,
        earlier=Side(a.ref, a.statement.content[0]),
        later=Side(b.ref, b.statement.content[0]),
        rule="one matter, one negation more",
        because=f"{_BECAUSE[kind]}: {', '.join(shown(earlier.matter, later.matter))}",
        according_to=b.speakers,
    )


def shown(a: Matter, b: Matter) -> list[str]:
    """The words that two statements share, for a reader."""
    return sorted(word for word in a.words & b.words if not word.startswith("="))


def _question(kind: ChangeKind, earlier: _Held, later: _Held) -> OpenQuestion:
    a, b = earlier.said, later.said
    message = f"this may be {kind}: {_BECAUSE[kind]}, if both are of one matter"
    return OpenQuestion((a.ref, b.ref), Doubt(str(kind), message, b.statement.content[0]))
