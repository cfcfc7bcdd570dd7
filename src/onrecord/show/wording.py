"""Dates, statuses and names in a reader's words.

The same words serve the terminal, the page and ``onrecord explain``. Names of days and months are written out here
because ``strftime`` follows the machine's locale, and the same reading must print the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.domain.actors import Actor, Office
from onrecord.domain.entries import Encounter, Statement, Status
from onrecord.domain.report import Report
from onrecord.domain.when import When

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "AU": "autumn", "WI": "winter"}
QUARTERS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}

HAPPENED = (Status.HELD, Status.ONGOING)
"""Statuses of an encounter that took place or is going on."""
AHEAD = (Status.SCHEDULED, Status.PROPOSED)
"""Statuses of an encounter that has not been held yet."""
FALLEN = (Status.POSTPONED, Status.OFF)
"""Statuses of an encounter that will not be held, or not when it was to be."""

WAYS_OF_DATING = {
    "json-ld": "found in the page's own data (JSON-LD)",
    "meta": "found in the page's own data (meta tags)",
    "file": "named in the file itself",
    "feed": "named in the feed",
    "url": "found in the page's address",
    "htmldate": "estimated from the page",
}
"""Where a day of publication came from (``Report.dated_by``), for a reader; other ways are named as they are."""


def joined(words: Sequence[str]) -> str:
    """The words as a list in a sentence.

    >>> joined(["Rubio", "Lavrov", "Szijjarto"])
    'Rubio, Lavrov and Szijjarto'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def names(actors: Sequence[Actor]) -> str:
    """The actors' names as a list in a sentence; "" for none."""
    return joined([actor.name for actor in actors])


def office(of: Office) -> str:
    """An office in words.

    >>> office(Office("foreign minister", "Russia", former=True))
    'former foreign minister, Russia'
    """
    title = of.title
    if of.former and not title.lower().startswith(("ex-", "former")):
        title = f"former {title}"
    return f"{title}, {of.of}" if of.of and of.of.lower() not in title.lower() else title


def day(of: date) -> str:
    """A day with its weekday.

    >>> day(date(2025, 10, 21))
    'Tue 21 Oct 2025'
    """
    return f"{WEEKDAYS[of.weekday()]} {short_day(of)}"


def short_day(of: date) -> str:
    """A day without its weekday.

    >>> short_day(date(2025, 10, 21))
    '21 Oct 2025'
    """
    return f"{of.day} {MONTHS[of.month - 1][:3]} {of.year}"


def days(first: date, last: date) -> str:
    """The days from ``first`` to ``last``, both included.

    >>> days(date(2025, 10, 13), date(2025, 10, 19))
    '13–19 Oct 2025'
    """
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1][:3]} – {short_day(last)}"
    return f"{short_day(first)} – {short_day(last)}"


_COARSE = re.compile(
    r"(?P<decade>\d{3})X?"
    r"|(?P<year>\d{4})(?:-(?:(?P<month>\d\d)|W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|(?P<season>[A-Z]{2})))?"
)


def when(time: When) -> str:
    """When, as exactly as the value says: a day, a week, a month, a season, a stretch of days.

    Where the words name no calendar time ("recently", "three hours"), the words themselves in quotation marks; ""
    if there are none.

    >>> when(When("2025-W42", date(2025, 10, 13), date(2025, 10, 19)))
    'week of 13–19 Oct 2025'
    >>> when(When("2025-10", date(2025, 10, 1), date(2025, 10, 31)))
    'October 2025'
    """
    shape = _COARSE.fullmatch(time.value or "")
    if shape is not None:
        coarse = _coarse(shape)
        if coarse:
            return coarse
    if time.first is not None and time.last is not None:
        return days(time.first, time.last)
    if time.first is not None:
        return f"from {short_day(time.first)} on"
    if time.last is not None:
        return f"until {short_day(time.last)}"
    return time.value or (f"“{time.passage.exact}”" if time.passage else "")


def _coarse(shape: re.Match[str]) -> str:
    """A value coarser than a day in words; "" for a month or week that no calendar has."""
    part = shape.groupdict()
    if part["decade"]:
        return f"{part['decade']}0s"
    year = int(part["year"])
    if part["week"]:
        return _week(year, int(part["week"]), weekend=bool(part["weekend"]))
    if part["month"]:
        month = int(part["month"])
        return f"{MONTHS[month - 1]} {year}" if 1 <= month <= 12 else ""
    if part["quarter"]:
        return f"{QUARTERS[part['quarter']]} quarter of {year}"
    if part["season"]:
        return f"{SEASONS[part['season']]} {year}" if part["season"] in SEASONS else ""
    return str(year)


def _week(year: int, week: int, *, weekend: bool) -> str:
    """A week, or the weekend that ends it, by its days; "" for a week that the year does not have."""
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return ""
    first = monday + timedelta(days=5) if weekend else monday
    return f"{'weekend' if weekend else 'week'} of {days(first, monday + timedelta(days=6))}"


def when_as_read(time: When) -> str:
    """When, with the words it was read from: ``Mon 20 Oct 2025 (“on Monday”)``."""
    words = when(time)
    if time.passage is None or words == f"“{time.passage.exact}”":
        return words
    return f"{words} (“{' '.join(time.passage.exact.split())}”)"


def published(report: Report) -> str:
    """The day of publication, and where it came from unless the user gave it."""
    words = f"published {day(report.published)}"
    if report.dated_by == "given":
        return words
    return f"{words}, a date {WAYS_OF_DATING.get(report.dated_by, f'taken from: {report.dated_by}')}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "doubt"), counted(3, "doubt"), counted(0, "person", "people")
    ('1 doubt', '3 doubts', '0 people')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def speakers(statement: Statement) -> str:
    """Who said it, or that this was left open."""
    return names(statement.speakers) or "speaker left open"


def parties(encounter: Encounter) -> str:
    """Who met whom, or that the report does not say."""
    return names(encounter.participants) or "participants not named"
