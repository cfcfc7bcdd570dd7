"""Days of publication as people and pages write them.

Only forms with one meaning are taken. ``10/11/2025`` is the tenth of November in London and the eleventh of October in
New York, so no form with the year last and the month in figures is taken, not even ``21/10/2025``.
A date with a time is the day it names where it was written: ``2025-10-21T23:30-04:00`` is 21 October.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from onrecord.domain.errors import WrongDate

EARLIEST = date(1600, 1, 1)
"""No earlier day is taken: the first newspapers are of 1605 (Strasbourg)."""

LATEST = date(2099, 12, 31)
"""No later day is taken. There is no check against today's date: the same call gives the same answer next year, and a
report under embargo may be read before its day."""

RIGHT_FORMS = "2025-10-21, 20251021, 2025-10-21T08:00Z, 21 October 2025 or October 21, 2025"
"""The forms named to whoever gave another one."""

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_TIME = (
    r"(?:(?:T|,?\s+)(?:at\s+)?(?:[01]?\d|2[0-4])(?::?[0-5]\d){0,2}(?:[.,]\d{1,9})?\s*(?:[ap]\.?m\.?\s*)?"
    r"(?:[A-Z]{1,4}|[+-](?:[01]\d|2[0-3]):?(?:[0-5]\d)?)?)?"
)
_WEEKDAY = r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FLAGS = re.ASCII | re.IGNORECASE
_FORMS = tuple(
    re.compile(form + _TIME, _FLAGS)
    for form in (
        r"(?P<year>\d{4})(?P<sign>[-/])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        _WEEKDAY + _DAY + r"\s+" + _MONTH + r",?\s+" + _YEAR,
        _WEEKDAY + _MONTH + r"\s+" + _DAY + r",?\s+" + _YEAR,
    )
)
_FIGURES = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})", re.ASCII)
_LONGEST = 80


def parse_published(value: str | date) -> date:
    """The day that ``value`` names: a ``date``, a ``datetime`` (its own day), or a string in ISO 8601
    (``2025-10-21``, ``20251021``, either with a time) or in English words (``21 October 2025``, ``Oct. 21, 2025``,
    with or without the weekday).

    Raises:
        WrongDate: ``value`` is in another form, is ambiguous (``10/11/2025``), names a day that does not exist or
            that is not the weekday it says, or lies before 1600 or after 2099.

    >>> parse_published("2025-10-21T08:00Z")
    datetime.date(2025, 10, 21)
    >>> parse_published("Tuesday, October 21, 2025")
    datetime.date(2025, 10, 21)
    """
    if isinstance(value, datetime):
        return _plausible(value.date(), str(value))
    if isinstance(value, date):
        return _plausible(value, str(value))
    text = value.strip()
    for form in _FORMS:
        found = form.fullmatch(text) if len(text) <= _LONGEST else None
        if found:
            return _day_of(found, text)
    if _FIGURES.fullmatch(text):
        reason = f'"{text}" puts day and month in figures before the year, which people read in two ways'
    else:
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        reason = f'"{shown}" is no date that Onrecord takes'
    message = f"{reason}; write it as {RIGHT_FORMS}"
    raise WrongDate(message)


def _day_of(found: re.Match[str], text: str) -> date:
    parts = found.groupdict()
    month = parts["month"]
    number = int(month) if month.isdigit() else _position(_MONTHS, month)
    try:
        day = date(int(parts["year"]), number, int(parts["day"]))
    except ValueError:
        message = f'there is no such day as "{text}"; write a day as 2025-10-21'
        raise WrongDate(message) from None
    weekday = parts.get("weekday")
    if weekday and _position(_WEEKDAYS, weekday) != day.isoweekday():
        message = f'"{text}" is wrong: {day.isoformat()} was a {_WEEKDAYS[day.weekday()].title()}'
        raise WrongDate(message)
    return _plausible(day, text)


def _position(names: tuple[str, ...], start: str) -> int:
    """Counted from 1, the one of ``names`` that begins like ``start``."""
    key = start.lower()[:3]
    return next(index for index, name in enumerate(names, 1) if name.startswith(key))


def _plausible(day: date, text: str) -> date:
    if EARLIEST <= day <= LATEST:
        return day
    message = f'"{text}" is no day of publication: it must lie between {EARLIEST.year} and {LATEST.year}'
    raise WrongDate(message)
