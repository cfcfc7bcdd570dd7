from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.bring.dates import EARLIEST, LATEST, parse_published
from onrecord.domain.errors import WrongDate

DAY = date(2025, 10, 21)


@pytest.mark.parametrize(
    "text",
    [
        "2025-10-21",
        "20251021",
        "2025/10/21",
        "2025-10-21T08:00Z",
        "2025-10-21T08:00:00.000Z",
        "2025-10-21 08:00:00+02:00",
        "2025-10-21T080000+0000",
        "20251021T080000Z",
        "21 October 2025",
        "21st October, 2025",
        "21 Oct 2025",
        "October 21, 2025",
        "Oct. 21, 2025",
        "october 21 2025",
        "Tuesday, October 21, 2025",
        "Tue, 21 Oct 2025 08:00:00 GMT",
        "October 21, 2025 at 9:30 p.m. EDT",
        "  2025-10-21\n",
    ],
)
def test_a_day_is_taken_in_every_form_with_one_meaning(text):
    assert parse_published(text) == DAY


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_known_by_name_and_by_its_first_letters(month):
    day = date(2025, month, 3)
    assert parse_published(f"{day:%d %B %Y}") == parse_published(f"{day:%b %d, %Y}") == day


@pytest.mark.parametrize("day", range(1, 8))
def test_every_weekday_is_known(day):
    when = date(2025, 9, day)
    assert parse_published(f"{when:%A}, {when:%d %B %Y}") == parse_published(f"{when:%a} {when:%B %d, %Y}") == when


@pytest.mark.parametrize("text", ["10/11/2025", "10.11.2025", "10-11-2025", "10/11/25", "21/10/2025"])
def test_figures_with_the_year_last_are_refused_as_ambiguous(text):
    with pytest.raises(WrongDate, match=r"two ways.*2025-10-21"):
        parse_published(text)


@pytest.mark.parametrize("text", ["2025-02-30", "20251301", "31 April 2025", "2025-00-10"])
def test_a_day_that_does_not_exist_is_refused(text):
    with pytest.raises(WrongDate, match="no such day"):
        parse_published(text)


def test_a_weekday_that_does_not_fit_is_refused_with_the_right_one():
    with pytest.raises(WrongDate, match="2025-10-21 was a Tuesday"):
        parse_published("Wednesday, October 21, 2025")


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2025", "2025-10", "2025-W43", "2025-W43-2", "October 2025", "1761033600"]
)
def test_anything_else_is_refused_and_the_right_forms_are_named(text):
    with pytest.raises(WrongDate, match="21 October 2025 or October 21, 2025"):
        parse_published(text)


@pytest.mark.parametrize(
    "text", ["2025-10-21T25:00", "2025-10-21T08:61", "2025-10/21", "２０２５-10-21", "octopus 21 2025"]
)
def test_near_misses_of_a_form_are_refused(text):
    with pytest.raises(WrongDate):
        parse_published(text)


@pytest.mark.parametrize("text", ["1599-12-31", "2100-01-01", "3025-10-21"])
def test_a_day_before_newspapers_or_far_ahead_is_refused(text):
    with pytest.raises(WrongDate, match="between 1600 and 2099"):
        parse_published(text)


def test_a_date_object_is_its_own_day_and_a_time_the_day_it_names_where_it_was_written():
    late = datetime(2025, 10, 21, 23, 30, tzinfo=timezone(timedelta(hours=-4)))
    assert parse_published(DAY) == parse_published(late) == parse_published("2025-10-21T23:30-04:00") == DAY


@given(st.dates(min_value=EARLIEST, max_value=LATEST))
def test_every_iso_day_comes_back(day):
    assert parse_published(day.isoformat()) == parse_published(f"{day:%Y%m%d}") == parse_published(day) == day


@given(st.text())
def test_any_string_is_a_day_or_a_wrong_date(text):
    with suppress(WrongDate):
        assert EARLIEST <= parse_published(text) <= LATEST
