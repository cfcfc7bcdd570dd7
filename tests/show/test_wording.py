from __future__ import annotations

from datetime import date

import pytest

from onrecord.domain.actors import Actor, ActorKind, Office
from onrecord.domain.passage import Passage
from onrecord.domain.report import Report
from onrecord.domain.when import When
from onrecord.show import wording

D = date


@pytest.mark.parametrize(
    ("value", "first", "last", "words"),
    [
        ("2025-10-21", D(2025, 10, 21), D(2025, 10, 21), "Tue 21 Oct 2025"),
        ("2025-10-21TEV", D(2025, 10, 21), D(2025, 10, 21), "Tue 21 Oct 2025"),
        ("2025-W42", D(2025, 10, 13), D(2025, 10, 19), "week of 13–19 Oct 2025"),
        ("2025-W40", D(2025, 9, 29), D(2025, 10, 5), "week of 29 Sep – 5 Oct 2025"),
        ("2026-W01", D(2025, 12, 29), D(2026, 1, 4), "week of 29 Dec 2025 – 4 Jan 2026"),
        ("2025-W42-WE", D(2025, 10, 18), D(2025, 10, 19), "weekend of 18–19 Oct 2025"),
        ("2025-10", D(2025, 10, 1), D(2025, 10, 31), "October 2025"),
        ("2025-Q3", D(2025, 7, 1), D(2025, 9, 30), "third quarter of 2025"),
        ("2025-SU", D(2025, 6, 1), D(2025, 8, 31), "summer 2025"),
        ("2025", D(2025, 1, 1), D(2025, 12, 31), "2025"),
        ("199", D(1990, 1, 1), D(1999, 12, 31), "1990s"),
        ("199X", D(1990, 1, 1), D(1999, 12, 31), "1990s"),
        ("2025-11-18/2025-11-19", D(2025, 11, 18), D(2025, 11, 19), "18–19 Nov 2025"),
    ],
)
def test_a_value_is_put_in_words_as_coarse_as_it_is(value, first, last, words):
    assert wording.when(When(value, first, last)) == words


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (When("2025-W60", D(2025, 10, 1), D(2025, 10, 2)), "1–2 Oct 2025"),
        (When("2025-13", None, None), "2025-13"),
        (When("2025-XX", None, None), "2025-XX"),
        (When(None, D(2022, 2, 24), None), "from 24 Feb 2022 on"),
        (When(None, None, D(2022, 2, 24)), "until 24 Feb 2022"),
        (When(None, None, None, Passage(3, 11, "recently")), "“recently”"),
        (When(None, None, None), ""),
    ],
)
def test_what_no_calendar_has_is_left_as_it_stands(time, words):
    assert wording.when(time) == words


def test_a_time_is_shown_with_the_words_it_was_read_from():
    passage = Passage(0, 10, "on\n Monday")
    assert wording.when_as_read(When("2025-10-20", D(2025, 10, 20), D(2025, 10, 20), passage)) == (
        "Mon 20 Oct 2025 (“on Monday”)"
    )


def test_words_without_a_calendar_time_are_not_repeated():
    assert wording.when_as_read(When(None, None, None, Passage(0, 8, "recently"))) == "“recently”"


@pytest.mark.parametrize(
    ("office", "words"),
    [
        (Office("foreign minister", "Russia"), "foreign minister, Russia"),
        (Office("president"), "president"),
        (Office("president", "Ukraine", former=True), "former president, Ukraine"),
        (Office("ex-president", "Ukraine", former=True), "ex-president, Ukraine"),
        (Office("Russian ambassador"), "Russian ambassador"),
        (Office("prime minister of Hungary", "Hungary"), "prime minister of Hungary"),
    ],
)
def test_an_office_is_named_once(office, words):
    assert wording.office(office) == words


@pytest.mark.parametrize(("count", "words"), [(0, ""), (1, "A"), (2, "A and B"), (3, "A, B and C")])
def test_actors_are_listed_as_in_a_sentence(count, words):
    actors = [Actor(name, name, ActorKind.PERSON) for name in "ABC"[:count]]
    assert wording.names(actors) == words


def test_a_day_that_the_user_gave_needs_no_explanation():
    assert wording.published(Report("x", D(2025, 10, 21))) == "published Tue 21 Oct 2025"


@pytest.mark.parametrize("way", [*wording.WAYS_OF_DATING, "a new way"])
def test_a_day_that_was_found_is_never_silent(way):
    words = wording.published(Report("x", D(2025, 10, 21), dated_by=way))
    assert words.startswith("published Tue 21 Oct 2025, a date ")
    assert wording.WAYS_OF_DATING.get(way, way) in words


def test_every_status_has_its_place_once():
    from onrecord.domain.entries import Status

    placed = [*wording.HAPPENED, *wording.AHEAD, *wording.FALLEN]
    assert sorted(placed) == sorted(Status)


def test_only_held_and_ongoing_have_happened():
    assert [status.value for status in wording.HAPPENED] == ["held", "ongoing"]
