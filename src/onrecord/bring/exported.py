"""Lines that ``onrecord export`` writes of anything but a report.

What users gave a record (rulings on actors, their own table of office-holders) is brought in; what was known across
reports is passed over, for it is made again from the reports and from what users gave.

    {"entry": "ruling", "id": "J…", "verdict": "yes", "first": {"report": "url https://…", "name": "…", "nth": 0},
     "second": {…}, "reason": "…"}
    {"entry": "holder", "name": "…", "office": "…", "country": "…", "start": "2019-05-20", "end": "", "variants": [],
     "source": "…"}
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from onrecord.domain.errors import UnreadableReport
from onrecord.domain.rulings import Appearance, Holder, Ruling, Verdict

KNOWN = "no report, but what was known across reports"
"""Why a line is passed over."""

_PASSED = frozenset({"record", "judgement", "actor", "encounter", "statement", "change", "question"})
_BEGIN = re.compile(r'\s*\{\s*"entry"\s*:\s*"([a-z]+)"')
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_VERDICTS = (Verdict.YES, Verdict.NO, Verdict.UNSURE)
_MOST = 1_000_000
"""Of one name in one report: more than any has, and small enough for every database."""


def of_export(text: str) -> Ruling | Holder | str | None:
    """What ``text``, a line of JSON lines, gives if it is no report but a line of an export: a ruling, an
    office-holder, or the words that say why it is passed over; None for any other line, reports of an export included.

    >>> of_export('{"entry": "actor", "name": "Ana Silva"}')
    'no report, but what was known across reports'
    >>> of_export('{"entry": "report", "text": "Talks."}')

    Raises:
        UnreadableReport: it is a ruling or an office-holder that cannot be taken.
    """
    begun = _BEGIN.match(text)
    entry = begun[1] if begun else ""
    if entry not in {*_PASSED, "ruling", "holder"}:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None  # what reads reports says what is wrong with it
    if "text" in value:
        return None
    if entry in _PASSED:
        return KNOWN
    try:
        return _ruling(value) if entry == "ruling" else _holder(value)
    except (KeyError, TypeError, ValueError) as error:
        message = f"this is a {entry} of an export that was damaged or changed ({type(error).__name__}: {error})"
        raise UnreadableReport(message) from None


def _ruling(value: dict[str, Any]) -> Ruling:
    verdict = Verdict(value["verdict"])
    if verdict not in _VERDICTS:
        message = f"verdict {verdict.value!r}"
        raise ValueError(message)
    first, second = _appearance(value["first"]), _appearance(value["second"])
    return Ruling(_words(value["id"]), verdict, first, second, _words(value["reason"]))


def _appearance(value: dict[str, Any]) -> Appearance:
    nth = value["nth"]
    if not isinstance(nth, int) or isinstance(nth, bool) or not 0 <= nth < _MOST:
        message = f"nth {nth!r}"
        raise ValueError(message)
    return Appearance(_words(value["report"]), _needed(value["name"]), nth)


def _holder(value: dict[str, Any]) -> Holder:
    start, end = _day(value["start"]), _day(value["end"]) if value["end"] else None
    if end and end < start:
        message = f"end {end} before start {start}"
        raise ValueError(message)
    if not isinstance(value["variants"], Sequence) or isinstance(value["variants"], str):
        message = "variants are no list"
        raise TypeError(message)
    variants = tuple(map(_needed, value["variants"]))
    name, office, country = (_needed(value[key]) for key in ("name", "office", "country"))
    return Holder(name, office, country, start, end, variants, _words(value["source"]))


def _day(value: object) -> date:
    words = _words(value)
    if not _DAY.fullmatch(words):
        message = f"day {words!r}"
        raise ValueError(message)
    return date.fromisoformat(words)


def _words(value: object) -> str:
    """A string that both databases can keep: no NUL, no half of a surrogate pair."""
    if not isinstance(value, str):
        message = f"{value!r} is no string"
        raise TypeError(message)
    if "\0" in value:
        message = "a NUL character"
        raise ValueError(message)
    value.encode()  # UnicodeEncodeError is a ValueError
    return value


def _needed(value: object) -> str:
    words = _words(value)
    if not words:
        message = "an empty name"
        raise ValueError(message)
    return words
