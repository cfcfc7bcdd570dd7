"""What users judged about actors, put through: who is taken out of a group, and which groups become one.

A judgement names appearances by report and name (``Appearance``), so it holds after the reports are read again, added
again, or added in another order. Those that speak of a report which is not in the record wait for it. Where judgements
contradict each other, being two goes before being one, for a wrong merge puts words into somebody's mouth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from onrecord.domain.actors import ActorKind
from onrecord.domain.record import address
from onrecord.domain.rulings import Appearance, Ruling
from onrecord.record.judgement import Judgement, Verdict
from onrecord.record.seen import OneActor, Seen

RULE = "judged by a user"
AGAINST = "judgements of users contradict each other"
"""The rules of judgements that users made, and that could not be put through."""


def ruling(verdict: Verdict, first: Appearance, second: Appearance, reason: str = "") -> Ruling:
    """A judgement with its id, which follows from what it is about: judging the same again changes the reason only. Of
    a YES the order does not matter."""
    if verdict is not Verdict.NO and second < first:
        first, second = second, first
    parts = [f"{each.report}\x1e{each.name}\x1e{each.nth}" for each in (first, second)]
    return Ruling(address("J", str(verdict is Verdict.NO), *parts), verdict, first, second, reason)


def appearances(members: Iterable[Seen]) -> dict[tuple[str, str], Appearance]:
    """By report and id of the actor in its reading, how a judgement names it. ``members`` must hold all actors of the
    reports they come from."""
    count: defaultdict[tuple[str, str], int] = defaultdict(int)
    found: dict[tuple[str, str], Appearance] = {}
    for seen in sorted(members, key=lambda each: (each.report, len(each.actor.id), each.actor.id)):
        nth = count[seen.report, seen.actor.name]
        count[seen.report, seen.actor.name] += 1
        found[seen.report, seen.actor.id] = Appearance(seen.series or seen.report, seen.actor.name, nth)
    return found


def apply(groups: Sequence[OneActor], rulings: Sequence[Ruling]) -> list[OneActor]:
    """The groups after the judgements, in whatever order these are given."""
    if not rulings:
        return list(groups)
    ordered = sorted(rulings, key=lambda each: each.id)
    work = _Work(groups)
    one = [each for each in ordered if each.verdict is Verdict.YES]
    apart = [each for each in ordered if each.verdict is Verdict.NO]
    linked = work.linked(one)
    for each in apart:
        work.take_out(each, linked)
    for each in one:
        work.join(each, apart)
    return [group for group in work.groups if group.members]


def places_of(groups: Sequence[OneActor]) -> Callable[[Appearance], list[int]]:
    """Which of the groups hold what a judgement names."""
    return _Work(groups).places


class _Work:
    """Groups while judgements are put through."""

    def __init__(self, groups: Sequence[OneActor]) -> None:
        self.groups = list(groups)
        self.home = {(s.report, s.actor.id): n for n, group in enumerate(self.groups) for s in group.members}
        named = appearances([s for group in self.groups for s in group.members])
        self.meant: defaultdict[Appearance, list[tuple[str, str]]] = defaultdict(list)
        for key, appearance in sorted(named.items()):
            self.meant[appearance].append(key)
            self.meant[Appearance("", appearance.name)].append(key)

    def places(self, appearance: Appearance) -> list[int]:
        """The groups that an appearance stands in, each once, in order."""
        return sorted({self.home[key] for key in self.meant.get(appearance, ())})

    def linked(self, one: Sequence[Ruling]) -> list[int]:
        """For each group the first of those that it would be one with if nobody had judged any to be two."""
        first = list(range(len(self.groups)))

        def top(place: int) -> int:
            while first[place] != place:
                first[place] = first[first[place]]
                place = first[place]
            return place

        for each in one:
            left, right = self.places(each.first), self.places(each.second)
            tops = sorted({top(place) for place in (*left, *right)}) if left and right else []
            for other in tops[1:]:
                first[other] = tops[0]
        return [top(place) for place in first]

    def take_out(self, ruling: Ruling, linked: list[int]) -> None:
        """Where the two would be one, make a group of the first alone."""
        reached = {linked[place] for place in self.places(ruling.second)}
        for place in self.places(ruling.first):
            group = self.groups[place]
            moved = {key for key in self.meant[ruling.first] if self.home[key] == place}
            if linked[place] not in reached or len(moved) == len(group.members):
                continue
            alone = OneActor(group.kind, ruling.first.name)
            pairs = list(zip(group.members, group.grounds, strict=True))
            group.members, group.grounds = [], []
            because = Judgement(Verdict.YES, RULE, _because(ruling, "two"))
            for seen, ground in pairs:
                out = (seen.report, seen.actor.id) in moved
                (alone if out else group).add(seen, because if out else ground)
            if all(seen.actor.kind is ActorKind.UNNAMED for seen in alone.members):
                alone.kind = ActorKind.UNNAMED
            self.home.update(dict.fromkeys(moved, len(self.groups)))
            self.groups.append(alone)
            linked.append(linked[place])

    def join(self, ruling: Ruling, apart: Sequence[Ruling]) -> None:
        """Make the groups of the two one, unless somebody judged that two in them are not."""
        places = sorted({*self.places(ruling.first), *self.places(ruling.second)}, key=self._rank)
        if len(places) == 1 or not self.places(ruling.first) or not self.places(ruling.second):
            return
        if any(self._would_join(each, set(places)) for each in apart):
            return  # stays a doubt: see ``pairs.py``
        target = self.groups[places[0]]
        for place in places[1:]:
            other = self.groups[place]
            for number, seen in enumerate(other.members):
                joined = Judgement(Verdict.YES, RULE, _because(ruling, "one"))
                target.add(seen, other.grounds[number] if number and other.grounds[number].because else joined)
                self.home[seen.report, seen.actor.id] = places[0]
            target.holders = target.holders or other.holders
            other.members, other.grounds = [], []

    def _would_join(self, apart: Ruling, places: set[int]) -> bool:
        first, second = set(self.places(apart.first)), set(self.places(apart.second))
        return bool(first & places) and bool(second & places) and not first & second

    def _rank(self, place: int) -> tuple[bool, int]:
        return self.groups[place].kind is ActorKind.UNNAMED, place


def _because(ruling: Ruling, what: str) -> str:
    reason = f": {ruling.reason}" if ruling.reason else ""
    return f"{ruling.first} and {ruling.second}, {what} ({ruling.id}){reason}"
