"""Lengths of time as TIMEX3 writes them, after ISO 8601: "P2D", "PT1H30M", "PXY" for some years."""

from __future__ import annotations

from collections.abc import Mapping

_HALVES = {"TH": "PT30M", "TM": "PT30S", "D": "PT12H", "M": "P15D", "Y": "P6M", "E": "P5Y", "C": "P50Y"}
"""Half of each unit, in a smaller one."""
_SMALLER = {"TH": (60, "M"), "TM": (60, "S"), "Y": (12, "M"), "M": (30, "D")}
"""How many of which smaller unit make one of each."""
_SAME = {"2W": (2, "W"), "E": (10, "Y"), "C": (100, "Y")}
"""Units that are written as so many of another."""


def length(parts: Mapping[str, str]) -> str:
    """The length that the parts of a time mark name: ``n`` units ("X" for some), with ``half`` "only" half a unit,
    with ``half`` "plus" half a unit more. Units are Y, M, W, D, E (decade), C (century), Q (quarter), 2W, and TH, TM,
    TS for hours, minutes and seconds.

    >>> length({"n": "2.5", "unit": "TH"})
    'PT2H30M'
    >>> length({"n": "X", "unit": "Y"})
    'PXY'
    """
    n, unit = parts.get("n", "1"), parts["unit"]
    head = "PT" if unit.startswith("T") else "P"
    if parts.get("half") == "only":
        return _HALVES.get(unit, f"P0.5{unit[-1]}")
    if n == "X":
        return f"{head}X{unit[-1]}"
    times, unit = _SAME.get(unit, (1, unit))
    number = (float(n) + (0.5 if parts.get("half") == "plus" else 0)) * times
    whole, rest = int(number), number - int(number)
    if not rest:
        return f"{head}{whole}{unit[-1]}"
    if unit not in _SMALLER:
        return f"{head}{number:g}{unit[-1]}"
    per_unit, smaller = _SMALLER[unit]
    return f"{head}{f'{whole}{unit[-1]}' if whole else ''}{round(rest * per_unit)}{smaller}"
