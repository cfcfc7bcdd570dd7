"""Who takes part, as far as it matters for telling encounters apart: somebody may appear by name in one report and as
his country in another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.domain.actors import ActorKind
from onrecord.gazetteer.names import Kind, find
from onrecord.record.spellings import lines, plain

OF_ALL = 0.55
"""Dice of the numbers of participants: two are no meeting of six (0.5), though they may be of five (0.57), for reports
leave some out."""


@dataclass(frozen=True, slots=True)
class Party:
    """One participant: ``id`` of the known actor, its kind, the description (unnamed sources), and the countries and
    bodies (usual names, as compared) whose word the participant carries."""

    id: str
    kind: ActorKind
    name: str
    stands_for: frozenset[str] = frozenset()


@cache
def countries_in(description: str) -> frozenset[str]:
    """The countries and bodies whose people a description names: "South Korean officials" -> South Korea; none for
    those who are anything but the government ("Chechen rebels").

    >>> countries_in("South Korean officials"), countries_in("Zairean rebels")
    (frozenset({'southkorea'}), frozenset())
    """
    words = {plain(word) for word in description.split()}
    if any(opponent in words for opponent, _ in lines("opponents")):
        return frozenset()
    return frozenset(
        plain(each.entry.name) for each in find(description) if each.entry.kind in {Kind.COUNTRY, Kind.BODY}
    )


def likeness(a: Party, b: Party) -> float:
    """How far two participants can be one: 1 for the same actor, less where one stands for the other."""
    if a.id == b.id:
        return 1.0
    if a.kind is b.kind is ActorKind.PERSON:
        return 0.0
    if a.kind is b.kind is ActorKind.UNNAMED and plain(a.name) == plain(b.name):
        return 0.7
    if not a.stands_for & b.stands_for:
        return 0.0
    bodies = {ActorKind.COUNTRY, ActorKind.ORGANISATION}
    if ActorKind.COUNTRY in {a.kind, b.kind}:
        return 0.7
    return 0.6 if bodies & {a.kind, b.kind} else 0.5


def without_doubles(parties: Sequence[Party]) -> list[Party]:
    """The parties without countries that are there already in the person of somebody ("Bush", "United States")."""
    persons = [p for p in parties if p.kind is ActorKind.PERSON]
    covered = frozenset(c for p in persons for c in p.stands_for)
    kept = [p for p in parties if not (p.kind is ActorKind.COUNTRY and p.stands_for & covered)]
    return kept if len(kept) > 1 else list(parties)


def shared(first: Sequence[Party], second: Sequence[Party]) -> float:
    """The sum of likenesses, each party paired with one at most, the likeliest first."""
    pairs = [(likeness(a, b), i, j) for i, a in enumerate(first) for j, b in enumerate(second)]
    left, right, total = set[int](), set[int](), 0.0
    for score, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if score and i not in left and j not in right:
            left.add(i)
            right.add(j)
            total += score
    return total


def party_fit(first: Sequence[Party], second: Sequence[Party]) -> float:
    """How well two lists of participants go together, from 0 to 1.

    The mean of how much of both lists is shared and how much of the shorter one. A single shared participant says
    little (half of the world meets the United Nations): a fifth less where nobody else is named, more where others are.
    Where many take part in one and few in the other, a meeting of some is no meeting of all: 0.
    """
    first, second = without_doubles(first), without_doubles(second)
    if not first or not second:
        return 0.0
    total = shared(first, second)
    fewer = min(len(first), len(second))
    fit = total / (len(first) + len(second)) + total / fewer / 2
    if len(first) == len(second) == 1:
        return fit * (0.8 if first[0].kind in {ActorKind.ORGANISATION, ActorKind.GROUP} else 0.66)
    if fewer == 1 or total <= 1.0:
        return fit * 0.55
    return fit if 2 * fewer / (len(first) + len(second)) >= OF_ALL else 0.0
