"""The days of feasts, fixed and moving."""

from __future__ import annotations

from datetime import date, timedelta


def feast(name: str, year: int) -> date:
    """The day of a feast in a year. ``name`` is "easter", "good friday", "thanksgiving" (of the United States) or month
    and day ("12-25").

    >>> feast("easter", 2025)
    datetime.date(2025, 4, 20)
    """
    if name == "thanksgiving":  # the fourth Thursday of November
        first = date(year, 11, 1)
        return first + timedelta(days=(4 - first.isoweekday()) % 7 + 21)
    if name == "easter":
        return _easter(year)
    if name == "good friday":
        return _easter(year) - timedelta(days=2)
    return date.fromisoformat(f"{year:04d}-{name}")


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
