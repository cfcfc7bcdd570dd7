"""Time expressions resolved against the day of publication and against each other.

Marks are resolved in the order of the text. Each kind of expression (``TimeMark.parts["kind"]``, set by the time
grammar) has one function here, which makes of it a stretch of the calendar (``calendar.Period``), a duration, a
set or a mere reference (PAST_REF). Three things decide where the words leave a choice:

* the day of publication: "last week", "Tuesday", "in August" are counted from it;
* the leaning of the clause (``tense``): back, "Tuesday" is that day or the most recent one, ahead it is the next one;
  a date without a year is the nearest, unless the leaning forbids it;
* the expressions before: "a day earlier", "the following week", "that month" are counted from the one before them,
  "a year ago" in a report on a quarter means the same quarter of the year before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from onrecord.domain.marks import TimeMark, Token
from onrecord.domain.passage import Passage
from onrecord.domain.when import When
from onrecord.resolve.calendar import Period, add_months, day_range, period
from onrecord.resolve.feasts import feast
from onrecord.resolve.known_days import known_year
from onrecord.resolve.lengths import length
from onrecord.resolve.narrative import Found, Narrative
from onrecord.resolve.spans import tie_spans
from onrecord.resolve.tense import Lean

__all__ = ["Period", "day_range", "period", "resolve_times"]

_WRONG_WAY_MONTHS = 7
"""How many months a date against the clause's leaning must be nearer, to be taken all the same."""
_WRONG_WAY_DAYS = 120


def resolve_times(
    text: str, times: Sequence[TimeMark], tokens: Sequence[Token], *, published: date
) -> tuple[When, ...]:
    """One ``When`` for each of ``times``, in the same order.

    ``published`` is the day of publication. ``tokens`` are the tokens of ``text``; their part of speech and heads are
    used where an encoder has given them, and an empty sequence will do.
    """
    narrative = Narrative(text, tokens, published)
    return tie_spans(text, times, [_when(narrative, mark) for mark in times], narrative.tense.sentence)


def _when(narrative: Narrative, mark: TimeMark) -> When:
    """The mark resolved; remembered for those that follow."""
    found = _KINDS[mark.parts["kind"]](narrative, mark)
    narrative.history.append((mark, found))
    passage = Passage.of(narrative.text, mark.start, mark.end)
    timed = "T" in found.timex[10:11] and found.period is not None
    kind = "TIME" if timed else ("DATE" if mark.type == "TIME" else mark.type)
    if found.period is None:
        return When(None, None, None, passage, kind, found.timex, mark.rule)
    last = found.until or found.period
    value = found.period.iso()
    if last != found.period:
        value = f"{value.partition('/')[0]}/{last.iso().rpartition('/')[2]}"
    return When(value, found.period.first, last.last, passage, kind, found.timex or found.period.timex(), mark.rule)


# ---- one function for each kind ---------------------------------------------------------------------------------


def _timed(day: Period, parts: dict[str, str]) -> Found:
    """A day, with the time of day or part of the day that the parts name."""
    clock = parts.get("clock") or (f"{int(parts['hour']):02d}:00" if "hour" in parts else "")
    part = parts.get("part", "")
    if not clock:
        return Found(day, f"{day.timex()}T{part}" if part else "")
    hour, minute = int(clock[:2]), clock[3:5]
    if (parts.get("ampm") == "pm" or part in {"AF", "EV"}) and hour < 12:
        hour += 12
    if parts.get("ampm") == "am" and hour == 12:
        hour = 0
    return Found(day, f"{day.timex()}T{hour:02d}:{minute}")


def _date(narrative: Narrative, mark: TimeMark) -> Found:
    """A day of the calendar, with or without its year."""
    parts = mark.parts
    if "iso" in parts:
        return Found(period(parts["iso"]))
    day = _day_of_month(narrative, mark)
    return _timed(day, parts) if day else Found()


def _day_of_month(narrative: Narrative, mark: TimeMark) -> Period | None:
    parts = mark.parts
    month, number = int(parts["month"]), int(parts["day"])
    here = narrative.published.year
    known = known_year(month, number, narrative.text[mark.end : mark.end + 60])
    if "year" in parts:
        years = [int(parts["year"])]
    elif known is not None and known < here:
        years = [known]
    else:
        years = [here - 1, here, here + 1]
    days = [Period("D", date(year, month, number)) for year in years if _exists(year, month, number)]
    if "wd" in parts and len(days) > 1:
        days = [day for day in days if day.first.isoweekday() == int(parts["wd"])] or days
    start = narrative.range_start(mark)
    if start is not None and len(days) > 1:
        days = [day for day in days if day.first >= start.first][:1] or days
    return narrative.nearest(mark, days, wrong_way=_WRONG_WAY_DAYS) if days else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _days(narrative: Narrative, mark: TimeMark) -> Found:
    """Several days of one month."""
    day = _day_of_month(narrative, mark)
    until = int(mark.parts["until"])
    if day is None or not _exists(day.first.year, day.first.month, until) or until < day.first.day:
        return Found()
    last = day.first.replace(day=until)
    return Found(day, f"P{(last - day.first).days + 1}D", Period("D", last))


def _day(narrative: Narrative, mark: TimeMark) -> Found:
    """A number after a date: "April 24 and *25*"."""
    before = narrative.anchor(mark, unit="D")
    number = int(mark.parts["day"])
    if before is None or not _exists(before.first.year, before.first.month, number):
        return Found()
    return Found(Period("D", before.first.replace(day=number)))


def _weekday(narrative: Narrative, mark: TimeMark) -> Found:
    """A day of the week: the nearest in the direction that a word or the clause gives."""
    parts = mark.parts
    number, way = int(parts["wd"]), parts.get("dir", "")
    base = narrative.published
    if way in {"previous", "following", "that", "same"}:
        anchor = narrative.anchor(mark, unit="W")
        base = anchor.first if anchor else base
    back = (base.isoweekday() - number) % 7
    start = narrative.range_start(mark)
    if start is not None:
        return _timed(Period("D", start.first + timedelta(days=(number - start.first.isoweekday()) % 7)), parts)
    lean = narrative.lean(mark) if way in {"", "this"} else Lean.UNKNOWN
    if way == "this" and lean is Lean.UNKNOWN:
        lean = Lean.AHEAD
    ahead = way in {"next", "coming", "following"} or lean is Lean.AHEAD or (lean is Lean.EITHER and back > 3)
    if ahead:
        days = (-back) % 7 or (0 if way in {"", "this"} else 7)
    else:
        days = -(back or (7 if way in {"last", "past", "previous"} else 0))
    return _timed(Period("D", base + timedelta(days=days)), parts)


def _deictic(narrative: Narrative, mark: TimeMark) -> Found:
    """Today, yesterday, tomorrow, tonight, this morning."""
    return _timed(Period("D", narrative.published).moved(int(mark.parts.get("deictic", "0"))), mark.parts)


def _part(narrative: Narrative, mark: TimeMark) -> Found:
    """A part of a day that is named before or is the day of publication."""
    if "deictic" in mark.parts:
        return _deictic(narrative, mark)
    if "wd" in mark.parts:
        return _weekday(narrative, mark)
    step = mark.parts.get("step")
    if step is None:
        return _timed(narrative.day_told_of(mark), mark.parts)
    day = narrative.anchor(mark, unit="D") or Period("D", narrative.published)
    return _timed(day if step == "same" else day.moved(1), mark.parts)


def _month(narrative: Narrative, mark: TimeMark) -> Found:
    """A month, with or without its year."""
    number, here = int(mark.parts["month"]), narrative.published
    year = _year_named(narrative, mark)
    if year is not None:
        return Found(Period("M", date(year, number, 1)))
    options = [Period("M", date(here.year + n, number, 1)) for n in (-1, 0, 1)]
    return Found(_directed(narrative, mark, options))


def _year_named(narrative: Narrative, mark: TimeMark) -> int | None:
    """The year that the expression itself names, in digits or by "last year"."""
    if "year" in mark.parts:
        return int(mark.parts["year"])
    way = mark.parts.get("yeardir")
    return narrative.published.year + {"last": -1, "this": 0, "next": 1}[way] if way else None


def _directed(narrative: Narrative, mark: TimeMark, options: Sequence[Period]) -> Period:
    """Of one stretch in several years that which "last", "this", "next" or the clause means. "Last" passes over a
    stretch that has only just ended: in March, "last February" is the year before's."""
    here, way = narrative.published, mark.parts.get("dir", "")
    if way in {"last", "past", "previous"}:
        return next((o for o in reversed(options) if o.last < here - timedelta(days=27)), options[0])
    if way in {"next", "coming", "following"}:  # in winter, "the coming winter" is this one
        return next((o for o in options if (o.last if way == "coming" else o.first) > here), options[-1])
    if way in {"same", "that"}:
        anchor = narrative.anchor(mark)
        return next((option for option in options if anchor and option.first.year == anchor.first.year), options[1])
    if way == "this":
        return next(option for option in options if option.first.year == here.year)
    return narrative.nearest(mark, options, wrong_way=_WRONG_WAY_MONTHS * 30)


def _season(narrative: Narrative, mark: TimeMark) -> Found:
    """A season, with or without its year."""
    name = mark.parts["season"]
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    year = _year_named(narrative, mark)
    if year is not None:
        return Found(Period("S", date(year, first, 1)))
    here = narrative.published
    return Found(_directed(narrative, mark, [Period("S", date(here.year + n, first, 1)) for n in (-2, -1, 0, 1)]))


def _quarter(narrative: Narrative, mark: TimeMark) -> Found:
    """A numbered quarter: of the year named, or the nearest."""
    first = int(mark.parts["n"]) * 3 - 2
    year = _year_named(narrative, mark)
    here = narrative.published
    years = [year] if year is not None else [here.year - 1, here.year, here.year + 1]
    options = [Period("Q", date(year, first, 1)) for year in years]
    if "fiscal" in mark.parts:  # every company counts its own way: no days
        return Found(timex=Period("Q", date(year if year is not None else here.year, first, 1)).timex())
    found = narrative.nearest(mark, options, wrong_way=_WRONG_WAY_DAYS)
    return Found(found.moved(-1, "Y") if "back" in mark.parts else found)


def _half(narrative: Narrative, mark: TimeMark) -> Found:
    """A half-year, of the year named or this one."""
    number = int(mark.parts["n"])
    if number > 2:
        return Found()
    year = _year_named(narrative, mark) or narrative.published.year
    return Found(Period("H", date(year, number * 6 - 5, 1)))


def _year(narrative: Narrative, mark: TimeMark) -> Found:
    """A year in digits."""
    del narrative
    return Found(Period("Y", date(int(mark.parts["year"]), 1, 1)))


def _decade(narrative: Narrative, mark: TimeMark) -> Found:
    """A decade: "the 1970s" or "the nineties", which are those of the century before this one is far on."""
    digits = mark.parts["decade"]
    if len(digits) == 1:
        year = narrative.published.year
        digits = f"{year // 100 if int(digits) * 10 + year // 100 * 100 <= year else year // 100 - 1}{digits}"
    return Found(Period("E", date(int(digits) * 10, 1, 1)))


def _century(narrative: Narrative, mark: TimeMark) -> Found:
    """A century by its number."""
    del narrative
    number = int(mark.parts["n"])
    return Found(Period("C", date((number - 1) * 100, 1, 1))) if 2 <= number <= 30 else Found()


def _unit(narrative: Narrative, mark: TimeMark) -> Found:
    """This, last, next, the following week, month, year."""
    unit, way = mark.parts["unit"], mark.parts.get("dir", "the")
    unit = "W" if unit == "2W" else unit
    if unit == "WE" and way in {"the", "this", "past"}:
        return Found(_weekend(narrative, mark))
    if unit == "Q" and way in {"the", "that", "same"}:
        return _latest(narrative, mark)
    here = Period.around(unit, narrative.published)
    if unit == "D" and way == "recent":
        return Found(narrative.day_told_of(mark))
    steps = {"recent": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "this": 0, "the": 0}
    if way in steps and not (unit == "D" and way in {"next", "last"}):
        return Found(here.moved(steps[way]))
    anchor = narrative.anchor(mark)
    if anchor is not None and anchor.fineness > here.fineness:  # a day of last month, as far as anyone can tell
        return Found(anchor)
    base = Period.around(unit, anchor.first) if anchor else here
    return Found(base.moved({"previous": -1, "last": -1, "following": 1, "next": 1}.get(way, 0)))


def _weekend(narrative: Narrative, mark: TimeMark) -> Period:
    """The weekend past, or, where the clause looks ahead, the one to come."""
    here = Period.around("WE", narrative.published)
    lean = narrative.lean(mark)
    ahead = lean is Lean.AHEAD or (mark.parts.get("dir") == "this" and lean is Lean.UNKNOWN)
    if ahead or here.first <= narrative.published:
        return here
    return here.moved(-1)


def _week_of(narrative: Narrative, mark: TimeMark) -> Found:
    """The week in which a date lies."""
    day = _day_of_month(narrative, mark)
    return Found(Period.around("W", day.first)) if day else Found()


def _day_before(narrative: Narrative, mark: TimeMark) -> Found:
    """The day before yesterday, the day after tomorrow."""
    step = -1 if mark.parts["way"] == "before" else 1
    return Found(Period("D", narrative.published).moved(int(mark.parts["deictic"]) + step))


def _latest(narrative: Narrative, mark: TimeMark) -> Found:
    """The stretch that the report is about: the quarter, or the week, month, year just ended; "the 1988 quarter" is
    the same quarter of another year."""
    unit = {"week": "W", "month": "M", "year": "Y"}.get(mark.parts.get("what", ""), "Q")
    if unit != "Q":
        return Found(Period.around(unit, narrative.published).moved(-1))
    quarter = narrative.quarter()
    year = _year_named(narrative, mark)
    if year is not None:
        if not narrative.compares_quarters() and mark.parts.get("what") == "period":
            return Found(Period("Y", date(year, 1, 1)))
        quarter = quarter.moved(year - quarter.first.year, "Y")
    return Found(quarter)


def _ago(narrative: Narrative, mark: TimeMark) -> Found:
    """So long ago, or so long before or after what was named last."""
    parts = mark.parts
    unit, way = parts["unit"], parts["way"]
    if parts["n"] == "X":
        return Found(timex="FUTURE_REF" if way == "hence" else "PAST_REF")
    if unit.startswith("T") or unit == "X":
        return Found(Period("D", narrative.published))
    n = float(parts["n"]) * (1 if way == "hence" else -1)
    if (unit, n) == ("Y", -1) and (parts.get("what") == "quarter" or narrative.compares_quarters()):
        return Found(narrative.quarter().moved(-1, "Y"))
    anchor = narrative.anchor(mark) if way == "earlier" else None
    base = anchor or Period("D", narrative.published)
    return Found(_stepped(base, n, unit))


def _stepped(base: Period, n: float, unit: str) -> Period:
    """``n`` units from ``base``, as fine as the unit, or as the base where that is coarser."""
    if n != int(n):
        n, unit = (n * 12, "M") if unit == "Y" else (round(n * 7), "D") if unit == "W" else (round(n), unit)
    grain = {"E": "Y", "C": "E", "2W": "W"}.get(unit, unit)
    start = base if base.fineness > Period(grain, base.first).fineness else Period.around(grain, base.first)
    if unit in {"D", "W", "2W"}:
        moved = base.moved(int(n), unit)
        return moved if moved.fineness > Period(grain, moved.first).fineness else Period.around(grain, moved.first)
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit]
    return Period.around(start.unit, add_months(start.first, int(n) * months))


def _duration(narrative: Narrative, mark: TimeMark) -> Found:
    """A length of time; where it is counted from a day ("the past two days", "two days later"), that day too."""
    parts = mark.parts
    timex = length(parts)
    n, unit = parts.get("n", "1"), parts["unit"]
    if n == "X" or unit.startswith("T") or unit == "X" or float(n) != int(float(n)):
        return Found(timex=timex)
    count, here = int(float(n)), Period("D", narrative.published)
    if "way" in parts:
        return Found(_counted(narrative, mark, count), timex)
    if parts.get("dir") in {"last", "past"} and unit in {"D", "W", "M", "Y"}:
        start = _stepped(here, -count, unit)
        return Found(start, timex, Period.around(start.unit, here.first))
    return Found(timex=timex)


def _counted(narrative: Narrative, mark: TimeMark, count: int) -> Period | None:
    """The time that "two days later", "two days before he left" lead to, counted from the time named before.

    "Before" and "after" lead from what is told to what it is compared with: in "They met on Friday, two days after he
    had left" the days lead back to his leaving. That holds if the time before stands in the same sentence; else there
    is a value only if it is too coarse for the days to matter ("last week ... It came one day before ...").
    """
    anchor = narrative.anchor(mark)
    if anchor is None:
        return None
    way, unit = mark.parts["way"], mark.parts["unit"]
    moved = _stepped(anchor, count if way in {"later", "before"} else -count, unit)
    first, _ = narrative.tense.sentence(mark.start)
    return moved if way == "later" or moved == anchor or narrative.history[-1][0].start >= first else None


def _set(narrative: Narrative, mark: TimeMark) -> Found:
    """Again and again: a period (P1W) or a place in the calendar (every Thursday: XXXX-WXX-4)."""
    del narrative
    parts = mark.parts
    if "often" in parts:
        return Found(timex=parts["often"])
    if "unit" in parts:
        return Found(timex=length(parts).replace("P10Y", "P1E"))
    part = f"T{parts['part']}" if "part" in parts else ""
    if "wd" in parts:
        return Found(timex=f"XXXX-WXX-{parts['wd']}{part}")
    if "month" in parts:
        return Found(timex=f"XXXX-{parts['month']}")
    return Found(timex=f"XXXX-{parts['season']}" if "season" in parts else f"XXXX-XX-XX{part}")


def _reference(narrative: Narrative, mark: TimeMark) -> Found:
    """Now, once, one day: no calendar time."""
    del narrative
    return Found(timex=mark.parts["value"])


def _holiday(narrative: Narrative, mark: TimeMark) -> Found:
    """A feast: of the year named, or the nearest."""
    year = _year_named(narrative, mark)
    here = narrative.published.year
    years = [year] if year is not None else [here - 1, here, here + 1]
    eve = 1 if mark.parts.get("day") == "eve" else 0
    options = [Period("D", feast(mark.parts["holiday"], year)).moved(-eve) for year in years]
    return Found(_directed(narrative, mark, options) if len(options) > 1 else options[0])


_KINDS: dict[str, Callable[[Narrative, TimeMark], Found]] = {
    "date": _date,
    "days": _days,
    "day": _day,
    "weekday": _weekday,
    "deictic": _deictic,
    "part": _part,
    "clock": _part,
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "unit": _unit,
    "week_of": _week_of,
    "day_before": _day_before,
    "latest": _latest,
    "ago": _ago,
    "duration": _duration,
    "set": _set,
    "ref": _reference,
    "holiday": _holiday,
}
