from __future__ import annotations

import inspect
from datetime import date

import pytest
from typer.main import get_command

import onrecord
from onrecord import cli
from onrecord.compare import compare
from onrecord.domain.errors import NotInRecord, WrongDate, WrongRecord
from onrecord.record.store import Store
from tests.record.by_hand import reading


@pytest.fixture
def record(place):
    with Store.open(place, create=True) as store:
        for number in (1, 2, 3):
            store.add(reading(number, url=f"https://news.example/{number}"))
        store.bring_up_to_date(compare)
    with onrecord.Record(place) as opened:
        yield opened


def test_every_question_of_the_command_line_can_be_asked(record):
    names = {"actor": "actors"}
    questions = {"said", "met", "planned", "changes", "timeline", "search", "show", "report", "actors"}
    commands = get_command(cli.app).commands
    for name in questions:
        method = inspect.signature(getattr(record, name)).parameters
        options = [parameter.name for parameter in getattr(commands[name], "params", ())]
        wanted = {names.get(option, option) for option in options} - {"record", "format"}
        assert wanted <= set(method), name


def test_what_was_said_is_found_by_whom_about_what_and_when(record):
    assert len(record.said("Silva")) == 3
    assert record.said("Silva", about="door", to="reporters", limit=1)[0]["speakers"] == "Ana Silva"
    assert record.said("Silva", until=date(2020, 1, 1)) == record.said("Silva", until="2020-01-01") == []
    assert record.said("Silva", outlet="Morning wire", actors=["Silva"]) == record.said("Silva")


def test_the_other_questions_are_answered(record):
    assert record.met("Silva", "Novak")[0]["place"] == "Oslo"
    assert record.planned() == []
    assert record.changes(likely=True) == record.changes() == []
    assert {row["who"] for row in record.timeline(actors=["Novak"])} == {"Ana Silva; Pavel Novak"}
    assert "statement" in {row["what"] for row in record.search("door")}
    assert record.report("https://news.example/1")["report"][0]["outlet"] == "Morning Wire"
    assert record.show(str(record.met()[0]["id"]))["encounter"][0]["kind"] == "meeting"


def test_actors_are_merged_split_and_left_again(record):
    ruling = record.merge("Silva", "Novak", because="a test")
    assert len(record.actors()) == 1
    record.undo(ruling.id)
    assert [row["name"] for row in record.actors()] == ["Ana Silva", "Pavel Novak"]
    record.split("Silva", str(record.actor("Silva")["passages"][0]["id"]))
    assert len(record.actors("Silva")) == 2


def test_what_is_not_there_is_an_error_of_its_own(record, tmp_path):
    with pytest.raises(NotInRecord):
        record.said("Nobody")
    with pytest.raises(WrongDate):
        record.met(since="yesterday")
    with pytest.raises(WrongRecord, match="there is no record"):
        onrecord.Record(tmp_path / "none.db")


def test_a_record_is_made_and_filled(place, tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"")
    with onrecord.Record(place, create=True) as record:
        (step,) = record.add(tmp_path / "bad.txt", published="2025-10-21")
        assert step.refused
        assert record.actors() == []
