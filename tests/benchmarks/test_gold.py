"""The record of a report in the form of the gold standard."""

from __future__ import annotations

from datetime import date

from benchmarks.gold import record, report_of
from onrecord.domain.actors import Actor, ActorKind
from onrecord.domain.entries import Encounter, EncounterKind, Manner, Place, Statement, Status
from onrecord.domain.marks import Marks
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.domain.when import When

TEXT = "Sara Lund met Omar Haddad in Oslo on Monday. “It went well,” she told reporters, Radio Nord said."


def at(words: str) -> Passage:
    start = TEXT.index(words)
    return Passage.of(TEXT, start, start + len(words))


def actor(number: int, name: str) -> Actor:
    return Actor(f"A{number}", name, ActorKind.PERSON)


LUND, HADDAD, REPORTERS, RADIO = (
    actor(1, "Sara Lund"),
    actor(2, "Omar Haddad"),
    actor(3, "reporters"),
    actor(4, "Radio Nord"),
)
MONDAY = When("2025-10-20", date(2025, 10, 20), date(2025, 10, 20), at("Monday"))


def reading(*, statements: tuple[Statement, ...] = (), encounters: tuple[Encounter, ...] = ()) -> Reading:
    report = report_of({"id": "x", "published": "2025-10-21", "text": TEXT})
    return Reading(report, statements, encounters, (), (), (), Marks(TEXT, ()), "0", "none")


def test_a_statement_keeps_its_offsets_and_names():
    said = Statement(
        "S1",
        (LUND,),
        at("told"),
        (at("It went well"),),
        Manner.DIRECT,
        said=MONDAY,
        audience=(REPORTERS,),
        relayed_by=(RADIO,),
    )
    (written,) = record(reading(statements=(said,)))["statements"]
    start, end = written["content"][0]
    assert TEXT[start:end] == "It went well"
    assert TEXT[slice(*written["cue"])] == "told"
    assert {key: written[key] for key in ("source", "mode", "when", "addressee", "relayed_by")} == {
        "source": ["Sara Lund"],
        "mode": "direct",
        "when": "2025-10-20",
        "addressee": ["reporters"],
        "relayed_by": ["Radio Nord"],
    }


def test_what_is_not_known_is_null_and_not_a_guess():
    said = Statement("S1", (), None, (at("It went well"),), Manner.DIRECT)
    (written,) = record(reading(statements=(said,)))["statements"]
    assert written["source"] == []
    assert written["cue"] is None
    assert written["when"] is None


def test_an_encounter_keeps_its_offsets_and_names():
    met = Encounter(
        "E1",
        EncounterKind.MEETING,
        (LUND, HADDAD),
        Status.HELD,
        (at("met"),),
        place=Place("Oslo", at("Oslo")),
        when=MONDAY,
        according_to=(RADIO,),
    )
    (written,) = record(reading(encounters=(met,)))["encounters"]
    assert written == {
        "kind": "meeting",
        "participants": ["Sara Lund", "Omar Haddad"],
        "place": "Oslo",
        "when": "2025-10-20",
        "status": "held",
        "said_by": ["Radio Nord"],
        "mentions": [[TEXT.index("met"), TEXT.index("met") + 3]],
    }


def test_the_text_is_taken_letter_for_letter():
    text = "  two spaces, a tab\t, a line\r\nand an end \n"
    assert report_of({"id": "x", "published": "2025-10-21", "text": text}).text == text
