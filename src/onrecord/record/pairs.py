"""Pairs of known actors that may be one: what was looked at and not decided, decided against, or not looked at.

Only actors that share a family name, or the given name and the beginning of the family name, are compared. Where so
many share one that comparing all of them would take long, each of them is left open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from onrecord.domain.actors import ActorKind
from onrecord.domain.rulings import Ruling
from onrecord.record.judgement import Judgement, Verdict
from onrecord.record.persons import same_name, surnames
from onrecord.record.rulings import AGAINST, RULE, places_of
from onrecord.record.seen import OneActor, countries_of
from onrecord.record.spellings import folded, name_words, suffix_of

MOST = 60
"""Bearers of one name that are compared with each other, 1,770 pairs; of more, each is left open."""

CLOSE = frozenset({"father and son", "other initials"})
"""Rules by which two of nearly one name are two: these are kept, that a user can see why."""

Pair = tuple[int, int, Judgement]
"""Two places in the list of groups, the lower first, and what is held of the two."""


def pairs(groups: Sequence[OneActor], rulings: Sequence[Ruling] = ()) -> list[Pair]:
    """What is held of groups that are near each other, each pair once, in the order of the groups."""
    found: dict[tuple[int, int], Judgement] = {}
    for key, block in sorted(_blocks(groups).items()):
        if len(block) > MOST:
            others = f"{len(block)} actors are called so: {key}"
            for place in block[1:]:
                found.setdefault((block[0], place), Judgement(Verdict.OPEN, "too many of one name", others))
            continue
        for first, second in combinations(block, 2):
            if (first, second) not in found:
                judged = _judged(groups[first], groups[second])
                if judged is not None:
                    found[first, second] = judged
    found.update(_of_users(groups, rulings))
    return [(first, second, judged) for (first, second), judged in sorted(found.items(), key=lambda pair: pair[0])]


def _blocks(groups: Sequence[OneActor]) -> dict[str, list[int]]:
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        if group.kind is ActorKind.PERSON:
            for key in _keys(group.name):
                blocks[key].append(place)
    return blocks


def _keys(name: str) -> list[str]:
    """The family names, and the given name with the first two letters of the family name: "Lavrov", "Larov"."""
    words = name_words(name)
    near = {f"{folded(words[0])} {folded(words[-1])[:2]}"} if len(words) > 1 else set[str]()
    return sorted(surnames(name) | near)


def _judged(first: OneActor, second: OneActor) -> Judgement | None:
    by_name = same_name(first.name, second.name)
    where = sorted(_countries(first)), sorted(_countries(second))
    places = (
        f": {', '.join(where[0])} and {', '.join(where[1])}" if all(where) and not {*where[0]} & {*where[1]} else ""
    )
    if by_name.verdict is Verdict.NO:
        fathers = bool(suffix_of(first.name) or suffix_of(second.name))
        return by_name if by_name.rule in CLOSE and (fathers or by_name.rule == "other initials") else None
    rule = "namesakes of two countries" if places else by_name.rule
    return Judgement(Verdict.UNSURE, rule, f"{by_name.because}{places}")


def _countries(group: OneActor) -> set[str]:
    return {country for seen in group.members for country in countries_of(seen.actor)}


def _of_users(groups: Sequence[OneActor], rulings: Sequence[Ruling]) -> Iterator[tuple[tuple[int, int], Judgement]]:
    """What users judged not to be one, or unsure; and what could not be put through."""
    place = places_of(groups)
    for each in sorted(rulings, key=lambda ruling: ruling.id):
        reason = f"{each.first} and {each.second} ({each.id}){': ' if each.reason else ''}{each.reason}"
        for first in place(each.first):
            for second in place(each.second):
                if first == second:
                    continue
                verdict = Verdict.UNSURE if each.verdict is Verdict.YES else each.verdict
                rule = AGAINST if each.verdict is Verdict.YES else RULE
                yield (min(first, second), max(first, second)), Judgement(verdict, rule, reason)
