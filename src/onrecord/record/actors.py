"""The same actor across reports.

Countries, organisations and groups go by name; persons by name, and where the name is not enough by office and country;
sources left unnamed are never taken for one another. Two persons who cannot be told apart stay two: a wrong merge puts
words into somebody's mouth, a missed one only leaves two entries.

A table of who held which office when (``holders.py``) tells who "the Russian president" was on a day, and which of two
presidents called Bush is meant; what users judged (``rulings.py``) goes before everything else.

The outcome depends on what is given only, not on its order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache

from onrecord.domain.actors import Actor, ActorKind, Office
from onrecord.domain.rulings import Given, Holder
from onrecord.gazetteer.lists import spread, words
from onrecord.gazetteer.names import look_up
from onrecord.gazetteer.posts import fits
from onrecord.record.holders import HANDOVER, Holders, owner
from onrecord.record.judgement import Judgement, Verdict
from onrecord.record.parties import countries_in
from onrecord.record.persons import eastern, letters, same_name, surnames
from onrecord.record.rulings import apply
from onrecord.record.seen import FIRST, OneActor, Seen, countries_of, country_owning, posts_of
from onrecord.record.spellings import folded, name_words, plain

NEAR = 30
"""Days within which a family name with a form of address ("Mr. Kabila") is taken for its only bearer in the record who
has an office; but not one that stands first in Korean, Chinese and Vietnamese names: too many are called Kim. Without
the form of address 11 of 14 looked at (newswire of 1997 to 2006) were somebody else: players, firms, places."""

YEAR = timedelta(days=365)
"""For so long before and after an office its holder may be called by his family name alone."""


def stands_for(one: OneActor) -> frozenset[str]:
    """The countries and bodies, by their usual names as compared, whose word the actor carries: itself, or those in
    whose offices somebody is or was said to be (former offices left out)."""
    if one.kind in {ActorKind.COUNTRY, ActorKind.ORGANISATION}:
        return frozenset({usual_name(one.name)}) | countries_in(one.name)
    if one.kind is ActorKind.PERSON:
        offices = [office for seen in one.members for office in seen.actor.offices if office.of and not office.former]
        described = [seen.actor.name for seen in one.members if seen.actor.kind is ActorKind.UNNAMED]
        own = frozenset(usual_name(country_owning(office.of) or office.of) for office in offices)
        return own.union(*map(countries_in, described))
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
        common=any(_common(each.name) for each in (first, second)),
        because=because,
    )


def _weighed(
    by_name: Judgement, mine: Iterable[str], others: Iterable[str], *, same_post: bool, common: bool, because: str
) -> Judgement:
    """A judgement by name, weighed with the countries and posts of the two. The same country is enough for a family
    name that is not ``common``; a spelling or a given name that differs takes the same post; nothing tells a father
    from a son of his name."""
    mine, others = set(mine), set(others)
    if by_name.verdict is Verdict.NO:
        return by_name
    if mine and others and not mine & others:
        where = f"{because}: {', '.join(sorted(mine))} and {', '.join(sorted(others))}"
        return Judgement(Verdict.UNSURE, "namesakes of two countries", where)
    if by_name.verdict is Verdict.YES or by_name.rule == "father or son":
        return by_name
    same_country = bool(mine & others) and by_name.rule == "a family name alone" and not common
    if same_country or same_post:
        shared = "the same post" if same_post else "the same country"
        return Judgement(Verdict.YES, f"{by_name.rule}, {shared}", because)
    return by_name


# ------------------------------------------------------------------------------------------------------- all of them


def gather_actors(seen: Iterable[Seen], given: Given | None = None) -> list[OneActor]:
    """Every appearance in one of the groups, in the order of their first appearance.

    Persons named in full come first, the fullest names before others; then family names alone go to the only bearer who
    fits. So a group's extent depends on what is given and not on its order. What users judged comes last and wins.
    """
    given = given or Given()
    ordered = sorted(seen, key=_order)
    bodies = _bodies([s for s in ordered if s.actor.kind not in {ActorKind.PERSON, ActorKind.UNNAMED}])
    table = Holders(given.holders)
    listed = _listed(table)
    persons = _persons([s for s in ordered if s.actor.kind is ActorKind.PERSON], listed)
    unnamed = _unnamed([s for s in ordered if s.actor.kind is ActorKind.UNNAMED], table, listed)
    groups = apply([*bodies, *(group for group in persons if group.members), *unnamed], given.rulings)
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
    """The usual name of a body or of a listed office-holder; of another person the form with most words, then the most
    frequent, then by the alphabet."""
    if group.holders:
        return group.holders[0].name
    if group.kind is not ActorKind.PERSON:
        entry = look_up(group.members[0].actor.name)
        if entry is not None:
            return entry.name
    named = [each.actor.name for each in group.members if each.actor.kind is group.kind]
    counted = Counter(named or [each.actor.name for each in group.members])
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


def _listed(table: Holders) -> list[OneActor]:
    """A group without members for each person of the table of office-holders."""
    rows: defaultdict[str, list[Holder]] = defaultdict(list)
    for holder in table.rows:
        rows[letters(holder.name)].append(holder)
    groups = []
    for held in rows.values():
        countries = {country for each in held if (country := country_owning(each.country))}
        groups.append(OneActor(ActorKind.PERSON, held[0].name, countries=countries, holders=tuple(held)))
    return groups


def _unnamed(seen: Sequence[Seen], table: Holders, listed: Sequence[OneActor]) -> list[OneActor]:
    """Those described by an office that one person held on the day join him; each of the others stays alone."""
    by_name = {letters(group.name): group for group in listed}
    rest: list[OneActor] = []
    for each in seen:
        descriptions = [m.passage.exact for m in each.actor.mentions if m.form == "nominal"]
        found = [table.described(words, each.published) for words in descriptions]
        meant = {letters(holder.name): holder for holder in found if holder is not None}
        if len(meant) != 1:
            rest.append(_begun(each))
            continue
        ((key, holder),) = meant.items()
        because = f"{each.actor.name!r} on {each.published}: {holder.name}, {_held(holder)}"
        by_name[key].add(each, Judgement(Verdict.YES, "in the office on the day", because))
    return rest


def _held(holder: Holder) -> str:
    source = f" ({holder.source})" if holder.source else ""
    return f"{holder.office} of {holder.country} {holder.term()}{source}"


def _persons(seen: Sequence[Seen], listed: Sequence[OneActor] = ()) -> list[OneActor]:
    by_form: defaultdict[str, list[Seen]] = defaultdict(list)
    for each in seen:
        by_form[each.actor.name].append(each)
    groups = list(listed)
    index: defaultdict[str, list[OneActor]] = defaultdict(list)
    for group in groups:
        _put(group, index)
    for name in sorted(by_form, key=lambda form: (-len(name_words(form)), -len(letters(form)), form)):
        alike = [(group, judged) for group in _candidates(name, index) if (judged := _by_name(name, group)) is not None]
        for each in by_form[name]:
            found = _bearer(each, alike)
            if found is not None:
                found[0].add(each, found[1])
                continue
            group = _begun(each)
            groups.append(group)
            _put(group, index)
            alike.append((group, same_name(name, name)))
    return groups


def _put(group: OneActor, index: dict[str, list[OneActor]]) -> None:
    for key in sorted({key for name in group.names for key in block_keys(name)}):
        index[key].append(group)


@cache
def block_keys(name: str) -> tuple[str, ...]:
    """What a person's name is looked up by, so that not all are compared with all: its possible family names, its
    letters, and its first two words (for names that go on behind them)."""
    as_compared = plain if eastern(name) else folded
    first_two = " ".join(as_compared(word) for word in name_words(name)[:2])
    return tuple(sorted({*surnames(name), letters(name), first_two}))


def _candidates(name: str, index: dict[str, list[OneActor]]) -> list[OneActor]:
    found: dict[int, OneActor] = {}
    for key in block_keys(name):
        for group in index.get(key, []):
            found.setdefault(id(group), group)
    return list(found.values())


def _by_name(name: str, group: OneActor) -> Judgement | None:
    """The best judgement of a name and any name of a group, None if they cannot be one. Of the names that the table of
    office-holders gives it beside the usual one only the very name counts, no fuller form of it."""
    judged = [same_name(name, other) for other in group.names]
    judged = [each for n, each in enumerate(judged) if not n or each.rule != "a fuller form of the name"]
    sure = [each for each in judged if each.verdict is Verdict.YES]
    unsure = [each for each in judged if each.verdict is Verdict.UNSURE]
    return next(iter(sure or unsure), None)


def _bearer(seen: Seen, alike: Sequence[tuple[OneActor, Judgement]]) -> tuple[OneActor, Judgement] | None:
    """The one group to which an appearance belongs, and why; None if there is none, or more than one."""
    alone = len(name_words(seen.actor.name)) == 1
    fit: list[tuple[OneActor, Judgement]] = []
    likely: list[OneActor] = []
    countries, posts, common = countries_of(seen.actor), posts_of(seen.actor), _common(seen.actor.name)
    for group, by_name in alike:
        because = f"{seen.actor.name!r} and {group.name!r}"
        here = _of_the_time(seen, group, by_name, alone=alone)
        same_post = bool(posts & group.posts) or any(_holds(seen, office, group) for office in seen.actor.offices)
        judged = _weighed(here, countries, group.countries, same_post=same_post, common=common, because=because)
        if judged.verdict is Verdict.YES and not _two_terms(seen, group, by_name):
            fit.append((group, judged))
        elif alone and judged.verdict is Verdict.UNSURE and judged.rule == here.rule:
            likely.append(group)
    if len(fit) > 1:
        return _by_office(seen, fit) or _of_several(seen, fit)
    if fit:
        return fit[0]
    near = [group for group in likely if group.days_from(seen.published) <= NEAR]
    if len(near) == 1 and near[0].posts and not common and _addressed(seen.actor):
        because = f"{seen.actor.name!r} and {near[0].name!r}, at most {NEAR} days apart"
        return near[0], Judgement(Verdict.YES, "the only bearer of the family name", because)
    return None


def _addressed(actor: Actor) -> bool:
    """Whether a report uses a form of address: "Mr. Kabila"."""
    return any(mention.passage.exact.split()[0] in words("honorifics") for mention in actor.mentions)


def _common(name: str) -> bool:
    """Whether a name is a family name that very many bear: those that come first in Korean, Chinese and Vietnamese
    names."""
    return name in spread("surname_first")


def _of_the_time(seen: Seen, group: OneActor, by_name: Judgement, *, alone: bool) -> Judgement:
    """A judgement by name; a listed family name alone means its holder only around his time in office."""
    if not alone or not group.holders or by_name.verdict is not Verdict.YES:
        return by_name
    held = group.held_on(seen.published - YEAR, seen.published + YEAR)
    if not held:
        return Judgement(Verdict.UNSURE, "a family name alone", by_name.because)
    because = f"{seen.actor.name!r} on {seen.published}: {group.name}, {_held(held[0])}"
    return Judgement(Verdict.YES, "a family name that means one office-holder", because)


def _two_terms(seen: Seen, group: OneActor, by_name: Judgement) -> bool:
    """Whether a family name with a title is said of an office that the listed person did not hold on the day:
    "President Lee" of 1999 is not the one of 2009."""
    if not group.holders or by_name.verdict is not Verdict.UNSURE:
        return False
    if any(_holds(seen, office, group) for office in seen.actor.offices):
        return False
    listed = (fits(office.title, each.office) for office in seen.actor.offices for each in group.holders)
    return not group.members or any(listed)


def _holds(seen: Seen, office: Office, group: OneActor) -> bool:
    """Whether the table gives a group the office that a report speaks of, on the day or, if it is a former one, ended
    before it."""
    day = seen.published
    for holder in group.holders:
        if not fits(office.title, holder.office) or (office.of and owner(office.of) != owner(holder.country)):
            continue
        over = holder.end is not None and holder.end < day and not group.held_on(day, day)
        if over if office.former else holder.on(day - HANDOVER, day):
            return True
    return False


def _by_office(seen: Seen, fit: Sequence[tuple[OneActor, Judgement]]) -> tuple[OneActor, Judgement] | None:
    """Of several who fit by name, the only one who held the office on the day; where no office is told, the only one
    who held any."""
    day = seen.published
    if seen.actor.offices:
        held = [pair for pair in fit if any(_holds(seen, office, pair[0]) for office in seen.actor.offices)]
    else:
        held = [pair for pair in fit if pair[0].held_on(day, day)]
    if len(held) != 1:
        return None
    group, judged = held[0]
    offices = group.held_on(day, day) or group.holders
    return group, Judgement(
        Verdict.YES, f"{judged.rule}, in office on the day", f"{judged.because}: {_held(offices[0])}"
    )


def _of_several(seen: Seen, fit: Sequence[tuple[OneActor, Judgement]]) -> tuple[OneActor, Judgement] | None:
    """Of several who fit by name, the one of the very name and country, or the only one in the news at the time."""
    countries = countries_of(seen.actor)
    exact = [pair for pair in fit if pair[1].rule == "the same name" and countries & pair[0].countries]
    return exact[0] if len(exact) == 1 else _nearest(seen, fit)


def _nearest(seen: Seen, fit: Sequence[tuple[OneActor, Judgement]]) -> tuple[OneActor, Judgement] | None:
    """Of several who fit by name, the only one in the news at the time."""
    near = [pair for pair in fit if pair[0].days_from(seen.published) <= NEAR]
    if len(near) != 1:
        return None
    group, judged = near[0]
    return group, Judgement(Verdict.YES, f"{judged.rule}, in the news at the time", judged.because)
