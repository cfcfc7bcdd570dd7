"""Days that news names without their year because everybody knows it: "the Oct. 7 attack" is of 2023."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+")
_WORDS_ON = 4


@cache
def _days() -> dict[tuple[int, int], tuple[int, frozenset[str]]]:
    text = resources.files("onrecord.resolve").joinpath("lists/known_days.toml").read_text("utf-8")
    return {(day["month"], day["day"]): (day["year"], frozenset(day["words"])) for day in tomllib.loads(text)["day"]}


def known_year(month: int, day: int, after: str) -> int | None:
    """The year of a known day, if one of its words is among the first four of ``after``, the text that follows it.

    >>> known_year(10, 7, " attack on Israel")
    2023
    >>> known_year(10, 7, " meeting in Rome")
    """
    year, words = _days().get((month, day), (None, frozenset()))
    return year if words.intersection(_WORD.findall(after.lower())[:_WORDS_ON]) else None
