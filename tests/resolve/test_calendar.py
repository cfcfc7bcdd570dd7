from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.calendar import Period, add_months, day_range, period

UNITS = ["D", "WE", "W", "M", "S", "Q", "H", "Y", "E", "C"]
DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-10-21", "2025-10-21", "2025-10-21"),
        ("2025-10-21T14:30", "2025-10-21", "2025-10-21"),
        ("2025-10-21TEV", "2025-10-21", "2025-10-21"),
        ("2025-W42", "2025-10-13", "2025-10-19"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2025-W42-WE", "2025-10-18", "2025-10-19"),
        ("2025-W42-3", "2025-10-15", "2025-10-15"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("1989-Q3", "1989-07-01", "1989-09-30"),
        ("1989-H2", "1989-07-01", "1989-12-31"),
        ("1997-FA", "1997-09-01", "1997-11-30"),
        ("1997-WI", "1997-12-01", "1998-02-28"),
        ("198", "1980-01-01", "1989-12-31"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("2005-11-18/2005-11-19", "2005-11-18", "2005-11-19"),
        ("1997-09/1997-11", "1997-09-01", "1997-11-30"),
        ("1980/1989", "1980-01-01", "1989-12-31"),
    ],
)
def test_a_value_covers_these_days(value: str, first: str, last: str) -> None:
    assert day_range(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "value", ["", "P2D", "PT2H", "PAST_REF", "XXXX-WXX-4", "2025-13", "2025-02-30", "2025-W60", "x/y"]
)
def test_what_is_no_calendar_value_covers_no_days(value: str) -> None:
    assert day_range(value) == (None, None)


def test_an_open_end_is_none() -> None:
    assert day_range("2025-10-21/..") == (date(2025, 10, 21), None)
    assert day_range("../2025-10-21") == (None, date(2025, 10, 21))


def test_months_are_added_within_the_month() -> None:
    assert add_months(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2025, 3, 15), -3) == date(2024, 12, 15)


def test_a_stretch_stays_where_it_is_when_moved_by_less_than_itself() -> None:
    week = Period.around("W", date(2025, 10, 14))
    assert week.moved(-1, "D") == week
    assert week.moved(-1, "W") != week


def test_january_belongs_to_the_winter_that_began_before() -> None:
    assert Period.around("S", date(1998, 1, 20)).timex() == "1997-WI"
    assert Period.around("S", date(1998, 12, 20)).timex() == "1998-WI"


@given(unit=st.sampled_from(UNITS), day=DAYS)
def test_a_stretch_holds_its_day_and_is_read_back_as_it_is_written(unit: str, day: date) -> None:
    made = Period.around(unit, day)
    assert made.first <= made.last
    assert unit == "WE" or made.first <= day <= made.last
    assert day_range(made.iso()) == (made.first, made.last)
    assert period(made.timex()) == made


@given(unit=st.sampled_from(UNITS), day=DAYS, n=st.integers(-5, 5))
def test_neighbours_touch(unit: str, day: date, n: int) -> None:
    made = Period.around(unit, day).moved(n)
    if unit != "WE":
        assert made.moved(1).first == made.last + timedelta(days=1)
    assert made.moved(1).moved(-1) == made


@given(text=st.text(alphabet="0123456789-WQXT/.:", max_size=16))
def test_any_text_has_a_range_or_none(text: str) -> None:
    first, last = day_range(text)
    assert first is None or first.year >= 1
    assert last is None or last.year >= 1
