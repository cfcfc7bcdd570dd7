"""The same actor across reports.

Countries, organisations and groups go by name; persons by name, and where the name is not enough by office and country;
sources left unnamed are never taken for one another. Two persons who cannot be told apart stay two: a wrong merge puts
words into somebody's mouth, a missed one only leaves two entries.

The outcome depends on what is given only, not on its order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from onrecord.domain.actors import Actor, ActorKind
from onrecord.gazetteer.names import country_of, look_up
from onrecord.record.judgement import Judgement, Verdict
from onrecord.record.parties import countries_in
from onrecord.record.persons import letters, same_name, surnames
from onrecord.record.spellings import name_words, plain

NEAR = 30
"""Days within which a family name alone, without an office, is taken for its only bearer in the record."""

FIRST = Judgement(Verdict.YES, "first seen")


@dataclass(frozen=True, slots=True)
class Seen:
    """An actor as one report has it: the report's id and day."""

    report: str
    published: date
    actor: Actor


@dataclass(slots=True)
class OneActor:
    """Appearances held to be one actor's, each with the reason why it belongs to those before it."""

    kind: ActorKind
    name: str
    members: list[Seen] = field(default_factory=list)
    grounds: list[Judgement] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)

    def add(self, seen: Seen, ground: Judgement) -> None:
        """One more appearance."""
        self.members.append(seen)
        self.grounds.append(ground)
        self.countries |= countries_of(seen.actor)
        self.posts |= posts_of(seen.actor)

    def days_from(self, day: date) -> int:
        """Days to the nearest appearance."""
        return min(abs((each.published - day).days) for each in self.members)


def countries_of(actor: Actor) -> frozenset[str]:
    """The countries in whose offices a report has the actor."""
    return frozenset(_country(office.of) for office in actor.offices if office.of) - {""}


def posts_of(actor: Actor) -> frozenset[str]:
    """The titles a report gives the actor, in small letters."""
    return frozenset(office.title.lower() for office in actor.offices)


@cache
def _country(of: str) -> str:
    """The country that an office belongs to: of "Russian foreign ministry" Russia, of "United Nations" none."""
    words = of.split()
    return next((c for n in range(len(words), 0, -1) if (c := country_of(" ".join(words[:n])))), "")


def stands_for(one: OneActor) -> frozenset[str]:
    """The countries and bodies, by their usual names as compared, whose word the actor carries: itself, or those in
    whose offices somebody is or was said to be (former offices left out)."""
    if one.kind in {ActorKind.COUNTRY, ActorKind.ORGANISATION}:
        return frozenset({usual_name(one.name)}) | countries_in(one.name)
    if one.kind is ActorKind.PERSON:
        offices = [office for seen in one.members for office in seen.actor.offices if office.of and not office.former]
        return frozenset(usual_name(_country(office.of) or office.of) for office in offices)
    return countries_in(one.name)


@cache
def usual_name(name: str) -> str:
    """The listed name that a country's, organisation's or group's name stands for, as compared.

    >>> usual_name("APEC") == usual_name("Asia-Pacific Economic Cooperation"), usual_name("the Elders")
    (True, 'elders')
    """
    entry = look_up(name)
    if entry is not None:
        return plain(entry.name)
    bare = name.partition(" ")[2] if name.lower().startswith("the ") else name
    return plain(bare)


def acronym_of(name: str) -> str:
    """The capital letters that a name's words begin with, "" for a name of fewer than three such words.

    >>> acronym_of("Alliance of Democratic Forces for the Liberation of Congo")
    'ADFLC'
    """
    initials = [w[0] for part in name.replace("-", " ").split() if (w := part.strip("'’()")) and w[0].isupper()]
    return "".join(initials) if len(initials) > 2 else ""


def same_actor(first: Actor, second: Actor) -> Judgement:
    """Whether two actors of different reports are one, as far as the two alone tell."""
    because = f"{first.name!r} and {second.name!r}"
    if ActorKind.UNNAMED in {first.kind, second.kind}:
        return Judgement(Verdict.NO, "a source left unnamed", because)
    if (first.kind is ActorKind.PERSON) != (second.kind is ActorKind.PERSON):
        return Judgement(Verdict.NO, "a person and a body", because)
    if first.kind is not ActorKind.PERSON:
        if usual_name(first.name) == usual_name(second.name):
            return Judgement(Verdict.YES, "the same usual name", because)
        return Judgement(Verdict.NO, "another name", because)
    by_name = same_name(first.name, second.name)
    return _weighed(
        by_name,
        countries_of(first),
        countries_of(second),
        same_post=bool(posts_of(first) & posts_of(second)),
        because=because,
    )


def _weighed(
    by_name: Judgement, mine: Iterable[str], others: Iterable[str], *, same_post: bool, because: str
) -> Judgement:
    """A judgement by name, weighed with the countries and posts of the two."""
    mine, others = set(mine), set(others)
    if by_name.verdict is Verdict.NO:
        return by_name
    if mine and others and not mine & others:
        where = f"{because}: {', '.join(sorted(mine))} and {', '.join(sorted(others))}"
        return Judgement(Verdict.UNSURE, "namesakes of two countries", where)
    if by_name.verdict is Verdict.YES:
        return by_name
    if mine & others or same_post:
        shared = "the same country" if mine & others else "the same post"
        return Judgement(Verdict.YES, f"{by_name.rule}, {shared}", because)
    return by_name


# ------------------------------------------------------------------------------------------------------- all of them


def gather_actors(seen: Iterable[Seen]) -> list[OneActor]:
    """Every appearance in one of the groups, in the order of their first appearance.

    Persons named in full come first, the fullest names before others; then family names alone go to the only bearer who
    fits. So a group's extent depends on what is given and not on its order.
    """
    ordered = sorted(seen, key=_order)
    bodies = _bodies([s for s in ordered if s.actor.kind not in {ActorKind.PERSON, ActorKind.UNNAMED}])
    persons = _persons([s for s in ordered if s.actor.kind is ActorKind.PERSON])
    unnamed = [_begun(s) for s in ordered if s.actor.kind is ActorKind.UNNAMED]
    groups = [*bodies, *persons, *unnamed]
    for group in groups:
        pairs = sorted(zip(group.members, group.grounds, strict=True), key=lambda pair: _order(pair[0]))
        group.members = [each for each, _ in pairs]
        group.grounds = [ground for _, ground in pairs]
        group.name = _best_name(group)
    return sorted(groups, key=lambda group: _order(group.members[0]))


def _order(seen: Seen) -> tuple[date, str, int, str]:
    return seen.published, seen.report, len(seen.actor.id), seen.actor.id


def _begun(seen: Seen) -> OneActor:
    group = OneActor(seen.actor.kind, seen.actor.name)
    group.add(seen, FIRST)
    return group


def _best_name(group: OneActor) -> str:
    """The usual name of a body; of a person the form with most words, then the most frequent, then by the alphabet."""
    if group.kind is not ActorKind.PERSON:
        entry = look_up(group.members[0].actor.name)
        if entry is not None:
            return entry.name
    counted = Counter(each.actor.name for each in group.members)
    return min(counted, key=lambda name: (-len(name_words(name)), -counted[name], name))


def _bodies(seen: Sequence[Seen]) -> list[OneActor]:
    """Countries, organisations and groups by their usual name; an acronym joins the only body that it abbreviates."""
    groups: dict[str, OneActor] = {}
    for each in seen:
        key = usual_name(each.actor.name)
        if key in groups:
            because = f"{each.actor.name!r} and {groups[key].name!r}"
            groups[key].add(each, Judgement(Verdict.YES, "the same usual name", because))
        else:
            groups[key] = _begun(each)
    long_forms: defaultdict[str, list[str]] = defaultdict(list)
    for key, group in groups.items():
        if acronym := acronym_of(group.name):
            long_forms[plain(acronym)].append(key)
    for key in list(groups):
        meant = [other for other in long_forms.get(key, []) if other != key]
        if len(meant) == 1 and groups[key].name.isupper() and meant[0] in groups:
            short = groups.pop(key)
            ground = Judgement(Verdict.YES, "its acronym", f"{short.name!r} and {groups[meant[0]].name!r}")
            for each in short.members:
                groups[meant[0]].add(each, ground)
    return list(groups.values())


def _persons(seen: Sequence[Seen]) -> list[OneActor]:
    by_form: defaultdict[str, list[Seen]] = defaultdict(list)
    for each in seen:
        by_form[each.actor.name].append(each)
    groups: list[OneActor] = []
    index: defaultdict[str, list[OneActor]] = defaultdict(list)
    for name in sorted(by_form, key=lambda form: (-len(name_words(form)), -len(letters(form)), form)):
        alone = len(name_words(name)) == 1
        for each in by_form[name]:
            found = _bearer(each, _candidates(name, index), alone=alone)
            if isinstance(found, tuple):
                found[0].add(each, found[1])
                continue
            group = _begun(each)
            groups.append(group)
            for key in _keys(name):
                index[key].append(group)
    return groups


@cache
def _keys(name: str) -> tuple[str, ...]:
    """What a person's name is looked up by: its possible family names, and its letters."""
    return tuple(sorted({*surnames(name), letters(name), *(letters(w) for w in name_words(name)[:1])}))


def _candidates(name: str, index: dict[str, list[OneActor]]) -> list[OneActor]:
    found: dict[int, OneActor] = {}
    for key in _keys(name):
        for group in index.get(key, []):
            found.setdefault(id(group), group)
    return list(found.values())


def _bearer(seen: Seen, groups: Sequence[OneActor], *, alone: bool) -> tuple[OneActor, Judgement] | None:
    """The one group to which an appearance belongs, and why; None if there is none, or more than one."""
    fits: list[tuple[OneActor, Judgement]] = []
    likely: list[tuple[OneActor, Judgement]] = []
    countries, posts = countries_of(seen.actor), posts_of(seen.actor)
    for group in groups:
        because = f"{seen.actor.name!r} and {group.name!r}"
        by_name = same_name(seen.actor.name, group.name)
        judged = _weighed(by_name, countries, group.countries, same_post=bool(posts & group.posts), because=because)
        if judged.verdict is Verdict.YES:
            fits.append((group, judged))
        elif alone and judged.verdict is Verdict.UNSURE and judged.rule == by_name.rule:
            likely.append((group, judged))
    if len(fits) == 1:
        return fits[0]
    if fits:
        exact = [pair for pair in fits if pair[1].rule == "the same name" and countries & pair[0].countries]
        return exact[0] if len(exact) == 1 else _nearest(seen, fits)
    near = [group for group, _ in likely if group.days_from(seen.published) <= NEAR]
    if len(near) == 1:
        because = f"{seen.actor.name!r} and {near[0].name!r}, at most {NEAR} days apart"
        return near[0], Judgement(Verdict.YES, "the only bearer of the family name", because)
    return None


def _nearest(seen: Seen, fits: Sequence[tuple[OneActor, Judgement]]) -> tuple[OneActor, Judgement] | None:
    """Of several who fit by name, the only one in the news at the time."""
    near = [pair for pair in fits if pair[0].days_from(seen.published) <= NEAR]
    if len(near) != 1:
        return None
    group, judged = near[0]
    return group, Judgement(Verdict.YES, f"{judged.rule}, in the news at the time", judged.because)
