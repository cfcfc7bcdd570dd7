"""Days that no single expression names: ranges of two, and lengths tied to the day they begin or end on.

"From May 30 to June 2", "Nov. 18 and 19", "between Monday and Wednesday": two marks, one stretch of time. Both get its
value; their TIMEX3 values stay those of their own words. Not so where something is moved from one day to another.

"Arrived Monday for a *three-day* visit" is Monday to Wednesday: most visits and summits are told in this way. A length
of days or weeks that qualifies a noun ("a three-day visit", not "for three days") takes a day named next to it in the
same sentence, if a word of ``lists/spans.toml`` between sentence start and length or day says that something begins
or ends and none that sets them apart ("said") stands between the two.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from importlib import resources

from onrecord.domain.marks import TimeMark
from onrecord.domain.when import When

_TO = {"to", "through", "until", "till", "-", "–", "—"}
_OPENING = {"from", "between"}
_REACH = 400
"""Characters on either side within which the words of a sentence are looked at."""
_DAY = len("2025-10-21")
_LONGEST = 31
"""Days beyond which a length is no stay that a reader counts in days."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    text = resources.files("onrecord.resolve").joinpath("lists/spans.toml").read_text("utf-8")
    return {
        name: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
        for name, words in tomllib.loads(text).items()
    }


def tie_spans(
    text: str, marks: Sequence[TimeMark], whens: Sequence[When], sentence: Callable[[int], tuple[int, int]]
) -> tuple[When, ...]:
    """The times, with the value of the stretch for those that name its two ends or its length and one end.

    ``whens`` are the times of ``marks``, one each; ``sentence`` gives the bounds of the sentence around an offset.
    """
    tied = list(whens)
    for at, mark in enumerate(marks):
        days = _days(text, mark)
        first, last = sentence(mark.start)
        bounds = max(first, mark.start - _REACH), min(last, mark.end + _REACH)
        for other in (at - 1, at + 1) if days else ():
            if 0 <= other < len(marks) and bounds[0] <= marks[other].start < bounds[1]:
                found = _stay(text, bounds[0], (mark, whens[at]), (marks[other], whens[other]), days)
                if found is not None:
                    tied[at] = found
                    break
        if at and _is_range(text, (marks[at - 1], whens[at - 1]), (mark, whens[at]), bounds[0]):
            tied[at - 1 : at + 1] = _range(whens[at - 1], whens[at])
    return tuple(tied)


def _is_range(text: str, first: tuple[TimeMark, When], second: tuple[TimeMark, When], start: int) -> bool:
    """Whether two neighbouring times are the ends of one stretch; ``start`` is where their sentence begins."""
    (left, early), (right, late) = first, second
    between = text[left.end : right.start].strip().lower()
    if between not in _TO and between != "and":
        return False
    if "DURATION" in {left.type, right.type} or early.value is None or late.value is None or late.last is None:
        return False
    if early.last is None or not early.last < late.last or len(early.value) != len(late.value):
        return False
    before = text[max(start, 0) : left.start].split()
    opened = bool(before) and before[-1].lower() in _OPENING
    follows = len(early.value) == _DAY and late.first == early.last + timedelta(days=1)
    if not opened and not follows and not (between in _TO and len(early.value) == _DAY):
        return False
    return not _patterns()["moves"].search(text, start, left.start)


def _range(early: When, late: When) -> list[When]:
    value = f"{early.value}/{late.value}"
    return [
        replace(when, value=value, first=early.first, last=late.last, rule=f"{when.rule}+range")
        for when in (early, late)
    ]


def _days(text: str, mark: TimeMark) -> int:
    """How many days a length that qualifies a noun has; 0 for anything else."""
    parts = mark.parts
    if mark.type != "DURATION" or "-" not in text[mark.start : mark.end] or "way" in parts or "dir" in parts:
        return 0
    number, unit = parts.get("n", ""), parts.get("unit", "")
    if not number.isdigit() or unit not in {"D", "W"}:
        return 0
    days = int(number) * (7 if unit == "W" else 1)
    return days if days <= _LONGEST else 0


def _stay(text: str, start: int, length: tuple[TimeMark, When], other: tuple[TimeMark, When], days: int) -> When | None:
    """The length with its days, if the other time is a day that it begins or ends on."""
    day = other[1]
    if day.type not in {"DATE", "TIME"} or day.first is None or day.first != day.last:
        return None
    first, second = sorted((length[0], other[0]), key=lambda mark: mark.start)
    known = _patterns()
    if known["apart"].search(text, first.end, second.start):
        return None
    begins = [match.end() for match in known["begins"].finditer(text, start, second.start)]
    ends = [match.end() for match in known["ends"].finditer(text, start, second.start)]
    if not begins and not ends:
        return None
    step = timedelta(days=days - 1)
    from_here = max(begins, default=-1) > max(ends, default=-1)
    left, right = (day.first, day.first + step) if from_here else (day.first - step, day.first)
    value = f"{left.isoformat()}/{right.isoformat()}" if days > 1 else left.isoformat()
    return replace(length[1], value=value, first=left, last=right, rule=f"{length[1].rule}+stay")
