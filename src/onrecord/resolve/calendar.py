"""Stretches of the calendar, from a day to a century, and how they are written.

Two ways of writing meet here. TIMEX3 writes seasons, quarters, weekends, decades and centuries in its own manner
("1997-FA", "1989-Q3", "1990-W32-WE", "198", "19"). An entry's value is ISO 8601: what ISO has no form for becomes an
interval of months or years ("1997-09/1997-11", "1980/1989").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}
"""The month in which each season begins (northern, meteorological)."""

_MONTHS = {"M": 1, "Q": 3, "S": 3, "H": 6, "Y": 12, "E": 120, "C": 1200}
_DAYS = {"D": 1, "W": 7, "2W": 14}
_FINENESS = ("D", "WE", "W", "M", "S", "Q", "H", "Y", "E", "C")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar. ``unit`` is D(ay), WE (weekend), W(eek, from Monday), M(onth), S(eason), Q(uarter),
    H (half-year), Y(ear), E (decade) or C(entury); ``first`` its first day."""

    unit: str
    first: date

    @classmethod
    def around(cls, unit: str, day: date) -> Period:
        """The stretch of that unit in which ``day`` lies; a weekend is that of the week of ``day``."""
        if unit == "D":
            return cls(unit, day)
        monday = day - timedelta(days=day.weekday())
        if unit == "WE":
            return cls(unit, monday + timedelta(days=5))
        if unit in {"W", "2W"}:
            return cls("W", monday)
        if unit == "S":
            return cls(unit, add_months(date(day.year, day.month, 1), -(day.month % 3)))
        if unit in {"M", "Q", "H"}:
            size = _MONTHS[unit]
            return cls(unit, date(day.year, (day.month - 1) // size * size + 1, 1))
        years = _MONTHS[unit] // 12
        return cls(unit, date(max(1, day.year // years * years), 1, 1))

    @property
    def last(self) -> date:
        """The last day, included."""
        if self.unit in {"D", "WE", "W"}:
            return self.first + timedelta(days={"D": 0, "WE": 1, "W": 6}[self.unit])
        return add_months(self.first, _MONTHS[self.unit]) - timedelta(days=1)

    @property
    def fineness(self) -> int:
        """0 for a day, more the longer the unit."""
        return _FINENESS.index(self.unit)

    def moved(self, n: int, unit: str | None = None) -> Period:
        """The stretch as long as this one that begins ``n`` units (its own by default) later, or earlier if negative.
        Moved by a unit finer than itself it stays where it is: a day before some day of last week is still in it, as
        far as anyone can tell."""
        unit = unit or self.unit
        if unit == "WE":
            unit = "W"
        if self.fineness > _FINENESS.index("W" if unit == "2W" else unit):
            return self
        if unit in _DAYS:
            return Period.around(self.unit, add_days(self.first, _DAYS[unit] * n))
        return Period.around(self.unit, add_months(self.first, _MONTHS[unit] * n))

    def timex(self) -> str:
        """As TIMEX3 writes it."""
        return _TIMEX[self.unit](self.first)

    def iso(self) -> str:
        """As ISO 8601 writes it."""
        if self.unit in {"D", "W", "M", "Y"}:
            return self.timex()
        if self.unit == "WE":
            return f"{self.first.isoformat()}/{self.last.isoformat()}"
        if self.unit in {"E", "C"}:
            return f"{self.first.year:04d}/{self.last.year:04d}"
        return f"{self.first.year:04d}-{self.first.month:02d}/{self.last.year:04d}-{self.last.month:02d}"


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _season(month: int) -> str:
    return next(name for name, first in SEASONS.items() if first == month)


_TIMEX: dict[str, Callable[[date], str]] = {
    "D": date.isoformat,
    "W": _week,
    "WE": lambda day: f"{_week(day)}-WE",
    "M": lambda day: f"{day.year:04d}-{day.month:02d}",
    "S": lambda day: f"{day.year:04d}-{_season(day.month)}",
    "Q": lambda day: f"{day.year:04d}-Q{(day.month + 2) // 3}",
    "H": lambda day: f"{day.year:04d}-H{1 if day.month < 7 else 2}",
    "Y": lambda day: f"{day.year:04d}",
    "E": lambda day: f"{day.year // 10:03d}",
    "C": lambda day: f"{day.year // 100:02d}",
}


def add_days(day: date, n: int) -> date:
    """The day ``n`` days later (earlier if negative); the first or last day of the calendar for one beyond it."""
    return date.fromordinal(min(max(day.toordinal() + n, 1), date.max.toordinal()))


def add_months(day: date, n: int) -> date:
    """The same day ``n`` months later (earlier if negative), or the month's last day where it has no such day. Years
    outside 1 to 9999 become the nearest of these."""
    months = day.year * 12 + day.month - 1 + n
    year, month = min(max(months // 12, 1), 9999), months % 12 + 1
    for number in (day.day, 30, 29, 28):
        if number <= day.day:
            try:
                return date(year, month, number)
            except ValueError:
                continue
    return date(year, month, 28)


_VALUE = re.compile(
    r"""
      (?P<year>\d{4})
      (?: -(?P<month>[01]\d) (?: -(?P<day>[0-3]\d) (?:T[\d:]*\w*)? )?
        | -W(?P<week>\d\d) (?: -(?P<weekend>WE) | -(?P<weekday>[1-7]) )?
        | -Q(?P<quarter>[1-4])
        | -H(?P<half>[12])
        | -(?P<season>SP|SU|FA|AU|WI)
      )?
    | (?P<decade>\d{3})X?
    | (?P<century>\d\d)(?:XX)?
    """,
    re.VERBOSE,
)


def period(value: str) -> Period | None:
    """The stretch that a calendar value names, in ISO 8601's or in TIMEX3's way of writing; a time of day is passed
    over. None for an interval and for what is no calendar value.

    >>> period("1989-Q3").last
    datetime.date(1989, 9, 30)
    """
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    got = match.groupdict()
    try:
        return _period(got)
    except ValueError:
        return None


def _period(got: dict[str, str | None]) -> Period:
    """As ``period``; raises ValueError for a day that the calendar does not have."""
    if got["decade"]:
        return Period("E", date(int(got["decade"]) * 10, 1, 1))
    if got["century"]:
        return Period("C", date(int(got["century"]) * 100, 1, 1))
    year = int(got["year"] or 0)
    if got["week"]:
        monday = date.fromisocalendar(year, int(got["week"]), int(got["weekday"] or 1))
        return Period.around("D" if got["weekday"] else got["weekend"] or "W", monday)
    if got["day"]:
        return Period("D", date(year, int(got["month"] or 0), int(got["day"])))
    for name, unit, size in (("month", "M", 1), ("quarter", "Q", 3), ("half", "H", 6)):
        number = got[name]
        if number:
            return Period(unit, date(year, (int(number) - 1) * size + 1, 1))
    season = got["season"]
    return Period("S", date(year, SEASONS[season], 1)) if season else Period("Y", date(year, 1, 1))


def day_range(value: str) -> tuple[date | None, date | None]:
    """The first and the last day that a calendar value can mean, both included.

    ``value`` is ISO 8601 ("2025-10-21", "2025-W43", "2025-10", "2025", "2005-11-18/2005-11-19", also with an open end
    as in "2025-10-21/..") or a TIMEX3 calendar value ("1989-Q3", "1997-FA", "198", "1990-W32-WE"). An end that is
    open, or no calendar value, is None.

    >>> day_range("2005-11-18/2005-11-19")
    (datetime.date(2005, 11, 18), datetime.date(2005, 11, 19))
    >>> day_range("PT2H")
    (None, None)
    """
    begin, slash, end = value.partition("/")
    first = period(begin)
    last = period(end) if slash else first
    return (first.first if first else None, last.last if last else None)
