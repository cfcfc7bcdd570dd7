"""Accounts written by hand, for tests of matching and comparing."""

from __future__ import annotations

from datetime import date

from onrecord.domain.actors import Actor, ActorKind
from onrecord.domain.entries import Encounter, EncounterKind, Ground, Place, Status
from onrecord.domain.passage import Passage
from onrecord.domain.record import Ref
from onrecord.domain.when import When
from onrecord.gazetteer.names import Kind, look_up
from onrecord.record.parties import Party, countries_in
from onrecord.record.spellings import plain
from onrecord.record.told import Told

OF = {"Mara Oltean": "Romania", "Pavel Krasny": "Czech Republic", "Ilse Brandt": "Germany"}


def when(value):
    """A day, or two with a slash."""
    if value is None:
        return None
    first, _, last = value.partition("/")
    return When(value, date.fromisoformat(first), date.fromisoformat(last or first))


def party(name):
    entry = look_up(name)
    if entry is not None and entry.kind is Kind.COUNTRY:
        return Party(plain(entry.name), ActorKind.COUNTRY, name, frozenset({plain(entry.name)}))
    if entry is not None and entry.kind is Kind.BODY:
        return Party(plain(entry.name), ActorKind.ORGANISATION, name, frozenset({plain(entry.name)}))
    if name[0].islower():
        return Party(name, ActorKind.UNNAMED, name, countries_in(name))
    return Party(name, ActorKind.PERSON, name, frozenset({plain(OF[name])}) if name in OF else frozenset())


def told(report, day, text, *names, kind="meeting", status="scheduled", on=None, at=None, unsure=()):
    """The account of ``text``, whose mention stands between square brackets; ``unsure`` are "when", "place" and the
    names that the reading gives a low probability."""
    start, end = text.index("["), text.index("]") - 1
    text = text.replace("[", "").replace("]", "")
    mention = Passage.of(text, start, end)
    place = Place(at, mention) if at else None
    actors = tuple(Actor(f"A{n}", name, ActorKind.PERSON) for n, name in enumerate(names, 1))
    grounds = tuple(
        Ground(name if name in {"when", "place"} else "participants", "", name, 0.4 if name in unsure else 0.9)
        for name in ("when", "place", *names)
    )
    encounter = Encounter(
        f"E{start}", EncounterKind(kind), actors, Status(status), (mention,), place, when(on), (), grounds
    )
    return Told.of(Ref(report, encounter.id), date.fromisoformat(day), encounter, [party(n) for n in names], text)
