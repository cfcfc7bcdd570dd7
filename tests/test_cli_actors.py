from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from onrecord import cli
from onrecord.compare import compare
from onrecord.record.store import Store
from tests.record.by_hand import reading

HEAD = "name,variants,office,country,start,end,source\n"


@pytest.fixture
def record(place, monkeypatch):
    with Store.open(place, create=True) as store:
        for number in (1, 2, 3):
            store.add(reading(number))
        store.bring_up_to_date(compare)
    monkeypatch.setenv("ONRECORD_RECORD", str(place))
    monkeypatch.setenv("COLUMNS", "160")


def run(*arguments, code=0):
    result = CliRunner().invoke(cli.app, ["actors", *arguments])
    assert result.exit_code == code, result.output
    return result


def listed(*arguments):
    return json.loads(run("list", *arguments, "--format", "json").stdout)


@pytest.mark.usefixtures("record")
def test_actors_are_listed_by_number_of_statements():
    assert [(row["name"], row["statements"]) for row in listed()] == [("Ana Silva", 3), ("Pavel Novak", 0)]
    assert [row["name"] for row in listed("novak")] == ["Pavel Novak"]
    assert {row["kind"] for row in listed("--kind", "unnamed")} == {"unnamed"}
    assert "Pavel Novak" in run("list", "--by", "name").stdout
    assert "1 of 2 shown" in run("list", "--limit", "1").stderr
    assert "nobody of the kind" in run("list", "--undecided").stderr


@pytest.mark.usefixtures("record")
def test_a_merge_is_shown_listed_and_undone():
    made = run("merge", "Silva", "Novak", "--because", "a test").stderr
    id = made.split("onrecord: J")[1].split(":")[0]
    assert f"onrecord actors undo J{id}" in made
    same = json.loads(run("show", "Silva", "--format", "json").stdout)["judged the same"]
    assert [row["because"].endswith(": a test") for row in same if row["rule"] == "judged by a user"] == [True]
    assert [row["id"] for row in json.loads(run("judged", "--format", "json").stdout)] == [f"J{id}"]
    assert len(listed()) == 1
    run("undo", f"J{id}")
    assert len(listed()) == 2


@pytest.mark.usefixtures("record")
def test_a_split_takes_entries_and_can_be_undone():
    entry = json.loads(run("show", "Silva", "--format", "json").stdout)["passages"][0]["id"]
    made = run("split", "Silva", entry).stderr
    assert "are two" in made
    assert sorted(row["reports"] for row in listed("silva")) == [1, 2]
    one, other = (row["id"] for row in listed("silva"))
    assert "contradicts what you judged before" in run("merge", one, other, code=2).stderr


@pytest.mark.usefixtures("record")
def test_two_looked_at_are_listed_as_undecided():
    run("apart", "Silva", "Novak", "--unsure")
    assert len(listed("--undecided")) == 2
    run("apart", "Silva", "Novak")
    assert listed("--undecided") == []


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("show", "Nobody"), 8, "nobody called 'Nobody'"),
        (("merge", "Silva", "Ana Silva"), 2, "are one already"),
        (("apart", "Silva", "Ana Silva"), 2, "onrecord actors split"),
        (("undo", "J0"), 8, "onrecord actors judged lists them"),
        (("offices", "none.csv"), 2, "none.csv cannot be read: No such file or directory"),
        (("offices", "--named", "Nobody"), 8, "no row"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(arguments, code, said):
    assert said in run(*arguments, code=code).stderr


@pytest.mark.usefixtures("record")
def test_a_table_of_office_holders_is_kept_listed_and_forgotten(tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text(
        f"{HEAD}Ana Silva,Silva the Elder,foreign minister,Portugal,2020-01-01,,me\n", encoding="utf-8-sig"
    )
    assert "1 rows" in run("offices", str(table)).stderr
    assert "2020-01-01 to now" in run("show", "Silva the Elder").stdout
    rows = json.loads(run("offices", "--format", "json").stdout)
    assert (rows[0]["name"], rows[0]["table"], rows[1]["table"]) == ("Ana Silva", "yours", "Onrecord's")
    run("offices", "--forget")
    assert "yours" not in run("offices", "--format", "json").stdout
    assert "not several" in run("offices", str(table), "--forget", code=2).stderr


@pytest.mark.usefixtures("record")
def test_a_bad_table_is_refused_line_by_line(tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text(f"{HEAD}Ana,,king,Chile,soon,,\n,,king,Chile,2020-01-01,,\n", encoding="utf-8")
    said = run("offices", str(table), code=2).stderr
    assert f"{table}, line 2, column start: 'soon' is no day" in said
    assert f"{table}, line 3, column name: it is empty" in said


@pytest.mark.usefixtures("record")
def test_a_table_can_be_given_while_adding(tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text(f"{HEAD}Ana Silva,,foreign minister,Portugal,2020-01-01,,me\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    CliRunner().invoke(cli.app, ["add", str(tmp_path / "empty"), "--offices", str(table)])
    assert "yours" in run("offices", "--format", "json").stdout
