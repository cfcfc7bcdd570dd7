from __future__ import annotations

from datetime import date

import pytest

from onrecord.compare import compare
from onrecord.domain.entries import Status
from onrecord.domain.errors import NotInRecord
from onrecord.record.asking import Asked, actors_called, changes, encounters, said, search, timeline
from onrecord.record.entry import report, show
from onrecord.record.store import Store
from tests.record.by_hand import reading

HELD = (Status.HELD, Status.ONGOING)


@pytest.fixture(scope="module")
def connection(new_place, tmp_path_factory):
    with Store.open(new_place(tmp_path_factory.mktemp("asked"), "asked"), create=True) as store:
        store.add(reading(1, published=date(2025, 10, 8), url="https://news.example/a?b=1"))
        store.add(reading(2, published=date(2025, 10, 9), outlet="Evening Post"))
        store.bring_up_to_date(compare)
        yield store.connection


def ask(**narrowed):
    return Asked(**narrowed)


def test_who_said_what(connection):
    rows = said(connection, "Silva", asked=ask())
    assert {row["speakers"] for row in rows} == {"Ana Silva"}
    assert [row["outlet"] for row in rows] == ["Evening Post", "Morning Wire"]


@pytest.mark.parametrize("name", ["Ana Silva", "ana silva", "Silva", "SILVA"])
def test_a_name_is_found_in_any_case_and_by_its_surname(connection, name):
    assert len(actors_called(connection, name)) == 1


@pytest.mark.parametrize("name", ["Silv", "Ana Novak", "'", "", '"', "Silva OR Novak", "*"])
def test_nobody_is_called_so(connection, name):
    with pytest.raises(NotInRecord):
        actors_called(connection, name)


@pytest.mark.parametrize(
    ("about", "number"), [("minister's", 2), ("minister's door", 2), ("door AND", 0), ("doo", 0), ("OPEN", 2)]
)
def test_words_are_taken_as_words(connection, about, number):
    assert len(said(connection, "Silva", about=about, asked=ask())) == number


@pytest.mark.parametrize("words", ["minister's", 'say "door', "a-b", "NEAR(", "col:umn", "^start", "100%", "(", "x*"])
def test_no_word_of_a_user_is_an_operator(connection, words):
    said(connection, "Silva", about=f"door {words}", asked=ask())
    search(connection, f"door {words}", asked=ask())


def test_words_without_a_letter_are_refused(connection):
    with pytest.raises(NotInRecord, match="no word"):
        search(connection, "'\" -", asked=ask())


def test_to_whom(connection):
    assert len(said(connection, "Silva", to="reporters", asked=ask())) == 2
    assert said(connection, "aide", to="reporters", asked=ask()) == []


@pytest.mark.parametrize(
    ("narrowed", "number"),
    [
        ({}, 2),
        ({"since": date(2025, 10, 7)}, 2),
        ({"since": date(2025, 10, 8)}, 0),
        ({"until": date(2025, 10, 6)}, 0),
        ({"until": date(2025, 10, 7)}, 2),
        ({"outlet": "evening post"}, 1),
        ({"outlet": "Nobody"}, 0),
        ({"actors": ("reporters",)}, None),
        ({"limit": 1}, 1),
    ],
)
def test_days_are_of_saying_not_of_publication(connection, narrowed, number):
    """Silva spoke on 7 October; the reports are of the 8th and 9th."""
    rows = said(connection, "Silva", asked=ask(**narrowed))
    assert len(rows) == (2 if number is None else number)


def test_who_met(connection):
    rows = encounters(connection, ["Silva", "Novak"], HELD, soonest=False, asked=ask())
    assert {(row["status"], row["place"]) for row in rows} == {("held", "Oslo")}
    assert encounters(connection, ["Silva"], (Status.SCHEDULED,), soonest=True, asked=ask()) == []
    assert encounters(connection, ["Silva", "reporters"], HELD, soonest=False, asked=ask()) == []


def test_both_reports_tell_of_one_encounter(connection):
    (row,) = encounters(connection, [], HELD, soonest=False, asked=ask())
    assert row["accounts"] == 2


def test_the_timeline_is_oldest_first(connection):
    days = [row["day"] for row in timeline(connection, asked=ask())]
    assert days == sorted(days)
    assert len(days) == 6


def test_a_search_finds_statements_and_reports(connection):
    found = search(connection, "minister's", asked=ask())
    assert sorted({row["what"] for row in found}) == ["report", "statement"]
    assert [row["day"] for row in found] == sorted((row["day"] for row in found), reverse=True)


@pytest.mark.parametrize(
    ("days", "reports", "statements"),
    [
        ({"since": date(2025, 10, 9)}, 1, 0),
        ({"until": date(2025, 10, 8)}, 1, 2),
        ({"since": date(2025, 10, 7), "until": date(2025, 10, 7)}, 0, 2),
        ({"since": date(2025, 10, 10)}, 0, 0),
    ],
)
def test_a_search_is_narrowed_by_the_day_of_publication_or_of_saying(connection, days, reports, statements):
    found = [row["what"] for row in search(connection, "minister's door", asked=ask(**days))]
    assert (found.count("report"), found.count("statement")) == (reports, statements)
    assert len(search(connection, "minister's door", asked=ask(**days, bare=True))) == len(found)


@pytest.mark.parametrize("days", [{}, {"since": date(2025, 10, 8)}, {"until": date(2025, 10, 9)}])
def test_no_change_where_nothing_changed(connection, days):
    assert changes(connection, asked=ask(**days)) == []


def test_every_id_of_an_answer_can_be_shown(connection):
    rows = said(connection, "Silva", asked=ask()) + encounters(connection, [], HELD, soonest=False, asked=ask())
    rows += search(connection, "door", asked=ask()) + timeline(connection, asked=ask())
    for row in rows:
        assert show(connection, row["id"])[0][1]


def test_a_report_is_found_by_its_address_and_its_outlets_id(connection):
    by_address = report(connection, "https://news.example/a?b=1")
    assert by_address == report(connection, "n1") == show(connection, by_address[0][1][0]["id"])
    assert [heading for heading, rows in by_address if rows] == ["Report", "Statements", "Encounters", "Doubts"]


@pytest.mark.parametrize("id", ["", "X1", "R000000000000", "R0/S1", "E", "'; --"])
def test_what_is_not_there_is_not_shown(connection, id):
    with pytest.raises(NotInRecord):
        show(connection, id)
