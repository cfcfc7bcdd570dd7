"""Readings written by hand: a report per call, with its encounters and statements."""

from __future__ import annotations

from datetime import date

from onrecord.domain.actors import Actor, ActorKind
from onrecord.domain.entries import Encounter, EncounterKind, Ground, Manner, Place, Statement, Status
from onrecord.domain.marks import Marks
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.domain.record import Kept
from onrecord.domain.report import Report
from onrecord.domain.when import When

OLTEAN = Actor("A1", "Mara Oltean", ActorKind.PERSON)
KRASNY = Actor("A2", "Pavel Krasny", ActorKind.PERSON)
SPOKESMAN = Actor("A3", "Jan Novotny", ActorKind.PERSON)


def passage(text, words):
    start = text.index(words)
    return Passage.of(text, start, start + len(words))


def kept(
    id,
    day,
    text,
    *,
    status=None,
    word="meeting",
    on=None,
    at=None,
    voice=(),
    says=(),
    outlet="",
    score=1.0,
    place_score=1.0,
):
    """A report of ``day``: one meeting of Oltean and Krasny spoken of by ``word`` if it has a ``status`` (read with the
    probability ``score``), and what Oltean ``says``, in quotation marks."""
    encounters = ()
    if status:
        first, _, last = (on or "").partition("/")
        mention = passage(text, word)
        when = When(on, date.fromisoformat(first), date.fromisoformat(last or first)) if on else None
        place = Place(at, passage(text, at)) if at else None
        kind, grounds = EncounterKind.MEETING, (Ground("status", "", "", score), Ground("place", "", "", place_score))
        encounters = (Encounter("E1", kind, (OLTEAN, KRASNY), Status(status), (mention,), place, when, voice, grounds),)
    statements = tuple(
        Statement(f"S{n}", (OLTEAN,), None, (passage(text, words),), Manner.DIRECT) for n, words in enumerate(says, 1)
    )
    report = Report(text, date.fromisoformat(day), id=id, outlet=outlet)
    cast = (OLTEAN, KRASNY, SPOKESMAN)
    return Kept(id, Reading(report, statements, encounters, cast, (), (), Marks(text, ()), version="1", model="none"))
