"""What docs/record.md says of the views is so, in both kinds of database."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.compare import compare
from onrecord.record.store import Store
from tests.record.by_hand import reading

DOCUMENT = (Path(__file__).parents[2] / "docs" / "record.md").read_text("utf-8")
VIEWS = re.findall(r"^## ([a-z]+)\n", DOCUMENT, re.MULTILINE)
EXAMPLES = re.findall(r"^```sql\n(.*?)^```", DOCUMENT, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def connection(new_place, tmp_path_factory):
    with Store.open(new_place(tmp_path_factory.mktemp("viewed"), "viewed"), create=True) as store:
        store.add(reading(1))
        store.add(reading(2))
        store.bring_up_to_date(compare)
        yield store.connection


def described(view):
    """The columns of a view in the document."""
    (section,) = re.findall(rf"^## {view}\n(.*?)(?=^## )", DOCUMENT, re.DOTALL | re.MULTILINE)
    return [name for name in re.findall(r"^\| (\w+) \|", section, re.MULTILINE) if name != "column"]


def test_every_view_is_described(connection):
    sqlite = "SELECT name FROM sqlite_master WHERE type = 'view'"
    postgresql = "SELECT viewname FROM pg_views WHERE schemaname = 'onrecord'"
    found = connection.execute(postgresql if connection.name.startswith("postgresql:") else sqlite)
    assert sorted(name for (name,) in found) == sorted(VIEWS)


@pytest.mark.parametrize("view", VIEWS)
def test_every_column_is_described(connection, view):
    columns = [column[0] for column in connection.execute(f"SELECT * FROM {view}").description]
    assert columns == described(view)


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "changes"])
def test_every_view_but_that_of_changes_has_rows(connection, view):
    assert connection.execute(f"SELECT * FROM {view}").fetchall() != []


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_runs(connection, example):
    connection.execute(example).fetchall()


def test_the_words_are_those_of_the_statement(connection):
    cut = connection.execute(EXAMPLES[-1]).fetchall()
    assert ("Ana Silva", "The minister's door is open") in cut
