from __future__ import annotations

import json
from datetime import date

import pytest

from benchmarks import stories
from benchmarks.stories import gold_readings, gold_when, tell_all
from onrecord.domain.actors import Actor, ActorKind
from onrecord.domain.entries import Encounter, EncounterKind, Ground, Status
from onrecord.domain.marks import Marks
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.domain.report import Report

SPOT = Passage(0, 1, "x")
TEXTS = {
    "one": ("2025-03-03", "Romania and Poland want a meeting."),
    "two": ("2025-03-05", "The meeting of Romania and Poland opened."),
}


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-02-03", "2025-02-03", "2025-02-03"),
        ("2025-02", "2025-02-01", "2025-02-28"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-W01", "2024-12-30", "2025-01-05"),
        ("2025-02-03/2025-02-05", "2025-02-03", "2025-02-05"),
    ],
)
def test_a_gold_time_has_its_bounds(value, first, last):
    when = gold_when(value, SPOT)
    assert (when.first, when.last) == (date.fromisoformat(first), date.fromisoformat(last))


def test_no_gold_time_is_none():
    assert gold_when(None, SPOT) is None


def test_a_field_can_be_taken_as_it_is_read(monkeypatch):
    def read(report):
        start = report.text.index("meeting")
        mention = Passage.of(report.text, start, start + 7)
        actors = (Actor("A1", "Norway", ActorKind.COUNTRY), Actor("A2", "Poland", ActorKind.COUNTRY))
        grounds = (Ground("participants", "", "Norway", 0.4), Ground("status", "", "held", 0.6))
        found = Encounter("E1", EncounterKind.TALKS, actors, Status.HELD, (mention,), grounds=grounds)
        return Reading(report, (), (found,), actors, (), (), Marks(report.text, ()), version="1", model="none")

    monkeypatch.setattr(stories, "read_report", read)
    account = {
        "report": "one",
        "status": "proposed",
        "when": None,
        "said_by": [],
        "mention": {"exact": "meeting", "nth": 1},
    }
    encounter = {"kind": "meeting", "participants": ["Romania", "Poland"], "place": None, "accounts": [account]}
    report = Report(TEXTS["one"][1], date(2025, 3, 3), id="one")
    (reading,) = gold_readings({"encounters": [encounter]}, [report], ["participants"])
    (found,) = reading.encounters
    assert [actor.name for actor in found.participants] == ["Norway", "Poland"]
    assert len({actor.id for actor in reading.actors}) == 3
    assert (found.kind, found.status) == (EncounterKind.MEETING, Status.PROPOSED)
    assert [ground.field for ground in found.grounds] == ["participants"]


def test_a_story_is_told_from_gold_accounts(tmp_path):
    accounts = [
        {"report": id, "status": status, "when": None, "said_by": [], "mention": {"exact": "meeting", "nth": 1}}
        for id, status in (("one", "proposed"), ("two", "ongoing"))
    ]
    encounter = {
        "key": "k",
        "kind": "meeting",
        "participants": ["Romania", "Poland"],
        "place": None,
        "accounts": accounts,
    }
    story = {"story": "A border", "reports": ["one", "two"], "encounters": [encounter], "changes": []}
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories/border.json").write_text(json.dumps(story))
    reports = [{"id": id, "published": day, "text": text} for id, (day, text) in TEXTS.items()]
    (tmp_path / "reports.jsonl").write_text("".join(json.dumps(each) + "\n" for each in reports))
    assert tell_all(tmp_path / "stories", tmp_path / "reports.jsonl", tmp_path / "out", gold=True) == 1
    told = json.loads((tmp_path / "out/border.json").read_text())
    (found,) = told["encounters"]
    assert [(a["report"], a["status"], a["mention"]) for a in found["accounts"]] == [
        ("one", "proposed", [26, 33]),
        ("two", "ongoing", [4, 11]),
    ]
    assert [(c["kind"], c["earlier"], c["later"], c["encounter"]) for c in told["changes"]] == [
        ("begun", "one", "two", found["key"])
    ]
