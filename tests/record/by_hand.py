"""Reports read by hand: a record needs readings, not an encoder."""

from __future__ import annotations

import re
from datetime import date

from onrecord.domain.actors import Actor, ActorKind, Mention, Office
from onrecord.domain.entries import Doubt, Encounter, EncounterKind, Ground, Manner, Place, Statement, Status
from onrecord.domain.marks import Marks
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.domain.report import Report
from onrecord.domain.when import When

TEXT = (
    "Foreign Minister Ana Silva met Pavel Novak in Oslo on Tuesday. “The minister's door is open,” Silva told "
    "reporters. Novak's visit is over, an aide said."
)


def reading(number: int = 1, **fields: object) -> Reading:
    """A reading with every kind of entry; ``number`` makes its report another one, ``fields`` are the report's."""
    given: dict[str, object] = {
        "text": f"{TEXT} This was report number {number}.",
        "published": date(2025, 10, 1 + number % 28),
        "outlet": "Morning Wire",
        "id": f"n{number}",
    }
    return read(Report(**{**given, **fields}))


def read(report: Report) -> Reading:
    """The reading of a report whose text begins with ``TEXT``."""
    text = report.text

    def at(words: str, nth: int = 1) -> Passage:
        found = list(re.finditer(re.escape(words), text))[nth - 1]
        return Passage.of(text, found.start(), found.end())

    silva = Actor(
        "A1",
        "Ana Silva",
        ActorKind.PERSON,
        ("Silva",),
        (Office("foreign minister", "Portugal", passage=at("Foreign Minister")),),
        (Mention(at("Ana Silva"), "name", "person.name"), Mention(at("Silva", 2), "name", "person.surname", 0.5)),
    )
    novak = Actor("A2", "Pavel Novak", ActorKind.PERSON, mentions=(Mention(at("Pavel Novak")),))
    aide = Actor("A3", "aide", ActorKind.UNNAMED, mentions=(Mention(at("an aide"), "nominal"),))
    press = Actor("A4", "reporters", ActorKind.UNNAMED, mentions=(Mention(at("reporters"), "nominal"),))
    tuesday = When(
        "2025-10-07", date(2025, 10, 7), date(2025, 10, 7), at("Tuesday"), timex="2025-10-07", rule="weekday"
    )
    door = Statement(
        "S1",
        (silva,),
        at("told"),
        (at("The minister's door is open"),),
        Manner.DIRECT,
        source=at("Silva", 2),
        said=tuesday,
        audience=(press,),
        grounds=(Ground("speakers", "name", "named", 0.75),),
    )
    over = Statement("S2", (aide,), at("said"), (at("Novak's visit is over"),), Manner.INDIRECT, "announce")
    met = Encounter(
        "E1", EncounterKind.MEETING, (silva, novak), Status.HELD, (at("met"),), Place("Oslo", at("Oslo")), tuesday
    )
    doubt = Doubt("speaker", "Two people could be meant.", at("an aide"), "S2")
    actors, marks = (silva, novak, aide, press), Marks(text, ())
    return Reading(report, (door, over), (met,), actors, (tuesday,), (doubt,), marks, "0.2", "hand")
