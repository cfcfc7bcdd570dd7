"""From name marks to the Cast of a report: who is named, under which forms, with which offices.

The rules of naming are those of the project's annotation guide: a person bears the fullest name that the report gives,
without title; a country, organisation or armed group its usual English name, and what stands for a government
("Moscow", "the Kremlin", "the North") counts as the country where it acts; as a place it is the city.

``Mention.rule`` says why a passage points to its actor:

    person.name, person.surname, person.part        a name, alone or with the title before it
    country.name, .place, .adjective, .people       the country's name; as a place; "Russian"; "Russians"
    country.capital, .seat, .ellipsis, .government  "Moscow", "the Kremlin", "the North", "the Russian government"
    body.name, body.members, body.acronym           an organisation; "Democrats"; an acronym that the text introduces
    office.apposition, office.description           "the US envoy to the talks"; "the Ukrainian leader"
    office.lede                                     "a Danish diplomat" in the first paragraph, named in the second
    body.description                                "the ministry"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from onrecord.domain.actors import Actor, ActorKind, Cast, Mention, Office
from onrecord.domain.entries import Doubt, Place
from onrecord.domain.marks import Marks
from onrecord.domain.passage import Passage
from onrecord.domain.report import Report
from onrecord.gazetteer import posts
from onrecord.gazetteer.lists import words
from onrecord.gazetteer.names import Kind, Role
from onrecord.resolve import bodies, countries, persons
from onrecord.resolve.home import home_country
from onrecord.resolve.lede import named_later
from onrecord.resolve.nominals import holder, nominals, too_vague, unnamed_meanwhile
from onrecord.resolve.offices import Titled, address_before, offices_at
from onrecord.resolve.scene import Scene

_HALF = re.compile(r"\b[Tt]he (North|South)\b(?![-’'] ?[A-Z]|\s+[A-Z]|-)")
_GOVERNMENT = re.compile(r"(?:['’]s)?\s+([a-z]+)")
_BODY_WORD = re.compile(r"\b[Tt]he ([a-z]+)\b")


@dataclass(slots=True)
class _Draft:
    """An actor while it is put together."""

    name: str
    kind: ActorKind
    forms: list[str] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def add(self, text: str, start: int, end: int, rule: str, form: str = "name") -> None:
        """Add a mention; ``start``/``end`` are code points."""
        self.mentions.append(Mention(Passage.of(text, start, end), form, rule))


def cast_of(marks: Marks, *, report: Report) -> tuple[Cast, tuple[Doubt, ...]]:
    """The actors that a report names, in the order of their first mention ("A1", "A2", ...), and the names that fit
    several of them.

    Reads ``marks.text`` and ``marks.names``, and the dateline of ``report``, which they were made from. A name that
    cannot be told apart is no mention of anybody but a Doubt of kind "name".
    """
    scene = Scene.of(marks)
    home = home_country(report)
    people, titles, doubts = _people(scene)
    found = _bodies(scene, home)
    named = {form: draft.name for draft in [*people, *found] for form in draft.forms}
    cast = _numbered([*people, *_countries(scene), *found], named)
    return _with_descriptions(scene, cast, titles, home=home, named=named), tuple(doubts)


def places_of(marks: Marks) -> tuple[Place, ...]:
    """The places of a text in order: name marks labelled PLACE that are no capital or seat acting for its country."""
    found = []
    for mark in marks.names:
        if mark.label != "PLACE":
            continue
        stands = countries.standing(marks.text, mark)
        if stands is None or stands.rule in ("country.name", "country.place"):
            form = persons.clean(marks.text[mark.start : mark.end])
            name = form.title() if form.isupper() and len(form) > 3 else form
            found.append(Place(name, Passage.of(marks.text, mark.start, mark.end)))
    return tuple(found)


# --- people ----------------------------------------------------------------------------------------------------------


def _people(scene: Scene) -> tuple[list[_Draft], list[tuple[int, int]], list[Doubt]]:
    """Drafts of the people, the stretches (code points) that their titles take, and the doubtful names."""
    indices = [index for index, mark in enumerate(scene.names) if mark.label == "PERSON"]
    people, unclear = persons.chained([scene.form(index) for index in indices])
    titles: list[tuple[int, int]] = []
    drafts = []
    for person in people:
        draft = _Draft(person.name, ActorKind.PERSON)
        for at in sorted(person.at):
            titles.extend(_mention_person(scene, indices[at], person, draft))
        drafts.append(draft)
    _describe_from_lede(scene, indices, people, drafts)
    doubts: list[Doubt] = []
    known: dict[str, persons.Person] = {}
    for at, found in sorted(unclear.items()):
        told = _told_by_title(scene, indices[at], [(person, drafts[people.index(person)]) for person in found])
        told = told or _told_by_order(scene.form(indices[at]), at, found, known)
        if told is None:
            doubts.append(_doubt(scene, indices[at], found))
        else:
            titles.extend(_mention_person(scene, indices[at], told, drafts[people.index(told)]))
    return drafts, titles, doubts


def _describe_from_lede(scene: Scene, indices: list[int], people: list[persons.Person], drafts: list[_Draft]) -> None:
    """Give the description in the first paragraph to whom the next ones name."""
    whose = {indices[min(person.at)]: draft for person, draft in zip(people, drafts, strict=True)}
    found = named_later(scene, {index: draft.offices for index, draft in whose.items()})
    if found is None or found[0].office.passage is None:
        return
    described, index = found
    whose[index].offices.append(described.office)
    whose[index].mentions.append(Mention(found[0].office.passage, "nominal", "office.lede"))


def _told_by_title(scene: Scene, index: int, found: list[tuple[persons.Person, _Draft]]) -> persons.Person | None:
    """Which of several people a name means by the title before it: "Defence Minister Kim"."""
    titles = [titled.office.title for titled in offices_at(scene, index) if titled.rule == "title"]
    fitting = [
        person
        for person, draft in found
        if any(posts.fits(title, office.title) for title in titles for office in draft.offices)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _told_by_order(
    form: str, at: int, found: list[persons.Person], known: dict[str, persons.Person]
) -> persons.Person | None:
    """Which of several people a name means by the order of the text: the only one named before it; and once a surname
    alone has stood for one of them, it goes on doing so. ``known`` keeps who that was."""
    before = [person for person in found if min(person.at) < at]
    if len(before) == 1:
        known.setdefault(form, before[0])
    person = known.get(form)
    return person if person in found else None


def _mention_person(scene: Scene, index: int, person: persons.Person, draft: _Draft) -> Iterator[tuple[int, int]]:
    """Add the mention by mark ``index`` with its title and appositions; yields the stretches of these."""
    mark = scene.names[index]
    start = scene.cut[address_before(scene, scene.span_of[index][0])].start
    form = persons.clean(scene.form(index))
    appositions: list[Titled] = []
    for titled in offices_at(scene, index):
        draft.offices.append(titled.office)
        first, last = scene.cut[titled.first].start, scene.cut[titled.last - 1].end
        yield first, last
        if titled.rule == "title":
            start = first
        else:
            appositions.append(titled)
    key = persons.key_of(form)
    whole = key == person.key
    rule = "person.name" if whole else "person.surname" if key[-1] == person.key[-1] else "person.part"
    draft.forms.append(form)
    draft.add(scene.text, start, mark.end, rule)
    for titled in appositions:
        if titled.office.passage is not None:
            draft.mentions.append(Mention(titled.office.passage, "nominal", "office.apposition"))


def _doubt(scene: Scene, index: int, found: list[persons.Person]) -> Doubt:
    mark = scene.names[index]
    names = " or ".join(sorted(person.name for person in found))
    return Doubt("name", f"“{scene.form(index)}” may be {names}.", Passage.of(scene.text, mark.start, mark.end))


# --- countries -------------------------------------------------------------------------------------------------------


def _countries(scene: Scene) -> list[_Draft]:
    """Drafts of the countries."""
    drafts: dict[str, _Draft] = {}
    for mark in scene.names:
        if mark.label == "PERSON":
            continue
        stands = countries.standing(scene.text, mark)
        if stands is None:
            continue
        draft = drafts.setdefault(stands.country, _Draft(stands.country, ActorKind.COUNTRY))
        end, rule = mark.end, stands.rule
        match = _GOVERNMENT.match(scene.text, mark.end)
        if match is not None and match.group(1) in words("governments"):
            end, rule = match.end(), "country.government"
        draft.forms.append(persons.clean(scene.text[mark.start : mark.end]))
        draft.add(scene.text, mark.start, end, rule)
    _halves(scene, drafts)
    return list(drafts.values())


def _halves(scene: Scene, drafts: dict[str, _Draft]) -> None:
    """Add "the North" and "the South" in a report that names North or South Korea."""
    if not {"North Korea", "South Korea"} & drafts.keys():
        return
    for match in _HALF.finditer(scene.text):
        country = f"{match.group(1)} Korea"
        draft = drafts.setdefault(country, _Draft(country, ActorKind.COUNTRY))
        draft.forms.append(f"the {match.group(1)}")
        draft.add(scene.text, match.start(1), match.end(), "country.ellipsis")


# --- bodies ----------------------------------------------------------------------------------------------------------


def _bodies(scene: Scene, home: str) -> list[_Draft]:
    """Drafts of the organisations."""
    drafts: dict[str, _Draft] = {}
    acronyms: dict[str, str] = {}
    before: tuple[int, str] | None = None
    for index, mark in enumerate(scene.names):
        if mark.label != "ORG" or countries.standing(scene.text, mark) is not None:
            before = None
            continue
        form = persons.clean(scene.form(index))
        entry = bodies.listed(form)
        name, start = entry.name if entry is not None else bodies.plain_name(form), mark.start
        rule = "body.members" if entry is not None and entry.role is Role.MEMBERS else "body.name"
        country, institution = bodies.owned_institution(form)
        if form in words("shared_names"):
            name, start = _shared(scene, index, form) or (name, start)
        if institution:
            name, start = _institution(scene, index, country, institution)
        elif before is not None and bodies.stands_in_brackets(scene.text, before[0], mark.start):
            acronyms.setdefault(form, before[1])
        if form in acronyms:
            name, rule = acronyms[form], "body.acronym"
        group = entry is not None and entry.kind is Kind.GROUP
        draft = drafts.setdefault(name, _Draft(name, ActorKind.GROUP if group else ActorKind.ORGANISATION))
        draft.forms.append(form)
        draft.add(scene.text, start, mark.end, rule)
        before = (mark.end, name)
    _join_bare(drafts, home)
    _name_by_members(drafts)
    _describe_bodies(scene, drafts)
    return list(drafts.values())


def _shared(scene: Scene, index: int, form: str) -> tuple[str, int] | None:
    """The name of a body that bears a name which others bear too, by the country right before it, and where its
    mention begins; None where no country stands there: "the Russian Security Council"."""
    owner = _owner_before(scene, index)
    if owner is None:
        return None
    country, start = owner
    return bodies.institution_name(country, form), start


def _owner_before(scene: Scene, index: int) -> tuple[str, int] | None:
    """The country whose name, adjective or genitive stands right before mark ``index``, and where that begins."""
    if not index:
        return None
    owner, mark = scene.names[index - 1], scene.names[index]
    stands = countries.standing(scene.text, owner)
    gap = scene.text[owner.end : mark.start]
    return (stands.country, owner.start) if stands is not None and gap.strip() in ("", "'s", "’s", "'", "’") else None


def _institution(scene: Scene, index: int, country: str, institution: str) -> tuple[str, int]:
    """The name of a state's institution and where its mention begins: "Russia's foreign ministry" as one."""
    owner = _owner_before(scene, index) if not country else None
    country, start = owner if owner is not None else (country, scene.names[index].start)
    return bodies.institution_name(country, institution), start


def _join_bare(drafts: dict[str, _Draft], home: str) -> None:
    """Give "the foreign ministry" to that of the country the report is written from; where that is not known, to the
    one foreign ministry that the report names with its country."""
    for name in list(drafts):
        if name not in words("institutions"):
            continue
        owned = [other for other in drafts if other.endswith(f" {name}") and bodies.owned_institution(other)[0]]
        whole = bodies.institution_name(home, name) if home else owned[0] if len(owned) == 1 else name
        if whole != name:
            bare = drafts.pop(name)
            draft = drafts.setdefault(whole, _Draft(whole, ActorKind.ORGANISATION))
            draft.forms.extend(bare.forms)
            draft.mentions.extend(bare.mentions)


def _name_by_members(drafts: dict[str, _Draft]) -> None:
    """Call "Republicans" so, and not by their party, in a report that never names the party."""
    for draft in drafts.values():
        plural = [form for form in draft.forms if form.endswith("s")]
        if plural and all(mention.rule == "body.members" for mention in draft.mentions):
            draft.name, draft.kind = plural[0], ActorKind.GROUP


def _describe_bodies(scene: Scene, drafts: dict[str, _Draft]) -> None:
    """Give "the ministry", "the agency" to the one body named before whose name ends with that word."""
    for match in _BODY_WORD.finditer(scene.text):
        word = match.group(1).capitalize()
        if word not in words("org_words"):
            continue
        found = [
            draft
            for draft in drafts.values()
            if any(word.lower() in form.lower().split() for form in (draft.name, *draft.forms))
            and any(mention.passage.start < match.start() for mention in draft.mentions)
        ]
        covered = any(m.passage.start <= match.start(1) < m.passage.end for d in drafts.values() for m in d.mentions)
        if len(found) == 1 and not covered:
            found[0].add(scene.text, match.start(), match.end(), "body.description", "nominal")


# --- the cast --------------------------------------------------------------------------------------------------------


def _numbered(drafts: list[_Draft], named: dict[str, str]) -> Cast:
    """Actors in the order of their first mention; ``named`` gives for the forms of bodies their names, by which the
    offices call them."""
    for draft in drafts:
        draft.mentions.sort(key=lambda mention: (mention.passage.start, mention.passage.end))
        draft.offices = [replace(office, of=named.get(office.of, office.of)) for office in draft.offices]
    drafts = sorted(drafts, key=lambda draft: (draft.mentions[0].passage, draft.kind, draft.name))
    return Cast(tuple(_actor(f"A{number}", draft) for number, draft in enumerate(drafts, 1)))


def _actor(number: str, draft: _Draft) -> Actor:
    also = tuple(dict.fromkeys(form for form in draft.forms if form != draft.name))
    return Actor(number, draft.name, draft.kind, also, _distinct(draft.offices), tuple(draft.mentions))


def _distinct(offices: list[Office]) -> tuple[Office, ...]:
    """Offices without repetition; "president" adds nothing to "president of Russia"."""
    kept: dict[tuple[str, str, bool], Office] = {}
    for office in offices:
        kept.setdefault((office.title, office.of, office.former), office)
    owned = {(title, former) for title, of, former in kept if of}
    return tuple(o for (title, of, former), o in kept.items() if of or (title, former) not in owned)


def _with_descriptions(
    scene: Scene, cast: Cast, titles: list[tuple[int, int]], *, home: str, named: dict[str, str]
) -> Cast:
    """The cast with the descriptions by office that point to one of its people."""
    added: dict[str, list[Mention]] = {}
    for nominal in nominals(scene, titles):
        start = nominal.passage.start
        of = named.get(nominal.of, nominal.of)
        actor = holder(cast, nominal.title, of=of, former=nominal.former, before=start, home=home)
        if actor is None or too_vague(nominal, actor):
            continue
        if not unnamed_meanwhile(scene.text, nominal, actor):
            added.setdefault(actor.id, []).append(Mention(nominal.passage, "nominal", "office.description"))
    return Cast(tuple(_with_mentions(actor, added.get(actor.id, [])) for actor in cast.actors))


def _with_mentions(actor: Actor, added: list[Mention]) -> Actor:
    mentions = sorted((*actor.mentions, *added), key=lambda mention: (mention.passage.start, mention.passage.end))
    return replace(actor, mentions=tuple(mentions))
