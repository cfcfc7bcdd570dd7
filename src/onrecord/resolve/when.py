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
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from onrecord.domain.marks import TimeMark, Token
from onrecord.domain.passage import Passage
from onrecord.domain.when import When
from onrecord.resolve.calendar import Period, add_months, day_range, period
from onrecord.resolve.feasts import feast
from onrecord.resolve.known_days import known_year
from onrecord.resolve.lengths import length
from onrecord.resolve.spans import tie_spans
from onrecord.resolve.tense import Lean, Tense

__all__ = ["Period", "day_range", "period", "resolve_times"]

_ANCHOR_REACH = 800
"""Characters back within which "the following week" finds what it follows."""
_MARKS_BACK = 100
"""Time expressions back within which "a year ago" finds the quarter that it is compared with."""
_RANGE_WORDS = {"to", "through", "until", "till", "-", "–", "—", "to the"}
"""What stands between the two ends of a range."""
_WRONG_WAY_MONTHS = 7
"""How many months a date against the clause's leaning must be nearer, to be taken all the same."""
_WRONG_WAY_DAYS = 120


@dataclass(frozen=True, slots=True)
class _Found:
    """What a mark was made into: a stretch of the calendar or none; the TIMEX3 value if it is not the stretch's own;
    the stretch up to which it reaches if it reaches beyond the first."""

    period: Period | None = None
    timex: str = ""
    until: Period | None = None


def resolve_times(
    text: str, times: Sequence[TimeMark], tokens: Sequence[Token], *, published: date
) -> tuple[When, ...]:
    """One ``When`` for each of ``times``, in the same order.

    ``published`` is the day of publication. ``tokens`` are the tokens of ``text``; their part of speech and heads are
    used where an encoder has given them, and an empty sequence will do.
    """
    resolver = _Resolver(text, tokens, published)
    return tie_spans(text, times, [resolver.when(mark) for mark in times], resolver.tense.sentence)


class _Resolver:
    def __init__(self, text: str, tokens: Sequence[Token], published: date) -> None:
        self.text = text
        self.published = published
        self.tense = Tense(text, tokens)
        self.history: list[tuple[TimeMark, _Found]] = []

    def when(self, mark: TimeMark) -> When:
        """The mark resolved; remembered for those that follow."""
        found = _KINDS[mark.parts["kind"]](self, mark)
        self.history.append((mark, found))
        passage = Passage.of(self.text, mark.start, mark.end)
        timed = "T" in found.timex[10:11] and found.period is not None
        kind = "TIME" if timed else ("DATE" if mark.type == "TIME" else mark.type)
        if found.period is None:
            return When(None, None, None, passage, kind, found.timex, mark.rule)
        last = found.until or found.period
        value = found.period.iso()
        if last != found.period:
            value = f"{value.partition('/')[0]}/{last.iso().rpartition('/')[2]}"
        return When(value, found.period.first, last.last, passage, kind, found.timex or found.period.timex(), mark.rule)

    # ---- what stands before ----------------------------------------------------------------------------------

    def lean(self, mark: TimeMark) -> Lean:
        return self.tense.lean(mark.start, mark.end)[0]

    def anchor(self, mark: TimeMark, *, unit: str = "C") -> Period | None:
        """The nearest stretch before the mark that is no longer than ``unit``."""
        longest = Period(unit, self.published).fineness
        for other, found in reversed(self.history):
            if mark.start - other.end > _ANCHOR_REACH:
                return None
            if found.period is not None and found.until is None and found.period.fineness <= longest:
                return found.period
        return None

    def day_told_of(self, mark: TimeMark) -> Period:
        """The day to which "in the morning", "earlier in the day" belong: one named before in the same sentence, or
        one of the week before publication named shortly before, else the day of publication."""
        here = Period("D", self.published)
        anchor = self.anchor(mark, unit="D") or here
        first, _ = self.tense.sentence(mark.start)
        if self.history and self.history[-1][0].start >= first:
            return anchor
        return anchor if 0 <= (self.published - anchor.first).days <= 7 else here

    def range_start(self, mark: TimeMark) -> Period | None:
        """What the mark is the end of, if it ends a range: "from May 30 to *June 2*"."""
        if not self.history:
            return None
        other, found = self.history[-1]
        between = self.text[other.end : mark.start].strip().lower()
        ranged = between in _RANGE_WORDS or (
            between == "and" and self.text[max(0, other.start - 8) : other.start].lower() == "between "
        )
        return found.period if ranged and ("month" in other.parts) is ("month" in mark.parts) else None

    def quarter(self) -> Period:
        """The quarter that the report is about: the latest it has named that has ended (else, that has begun); the one
        just ended if it has named none."""
        told = islice(reversed(self.history), _MARKS_BACK)
        named = [found.period for _, found in told if found.period is not None and found.period.unit == "Q"]
        ended = [period for period in named if period.last < self.published]
        begun = [period for period in named if period.first <= self.published]
        just_ended = Period.around("Q", self.published).moved(-1)
        return max(ended or begun, key=lambda quarter: quarter.first, default=just_ended)

    def compares_quarters(self) -> bool:
        """Whether "a year ago" means a quarter: of the stretches of more than a month named before, the nearest is a
        quarter (not "the nine months", not a year)."""
        for other, found in islice(reversed(self.history), _MARKS_BACK):
            if other.type == "DURATION" and other.parts.get("unit") in {"M", "Y"}:
                return False
            if found.period is not None and found.period.unit in {"Q", "Y"}:
                return found.period.unit == "Q"
        return False

    def nearest(self, mark: TimeMark, options: Sequence[Period], *, wrong_way: int) -> Period:
        """Of several stretches the one nearest to publication, ``wrong_way`` days being added to those on the side
        that the clause does not look to."""
        lean, distance = self.tense.lean(mark.start, mark.end)
        if distance == 1:  # "the year ended Jan. 31", "payable Jan. 2"
            wrong_way *= 3

        def cost(option: Period) -> int:
            if option.first <= self.published <= option.last:
                return 0
            ahead = option.first > self.published
            away = (option.first - self.published).days if ahead else (self.published - option.last).days
            against = (lean is Lean.BACK and ahead) or (lean is Lean.AHEAD and not ahead)
            return away + (wrong_way if against else 0)

        return min(options, key=cost)


# ---- one function for each kind ---------------------------------------------------------------------------------


def _timed(day: Period, parts: dict[str, str]) -> _Found:
    """A day, with the time of day or part of the day that the parts name."""
    clock = parts.get("clock") or (f"{int(parts['hour']):02d}:00" if "hour" in parts else "")
    part = parts.get("part", "")
    if not clock:
        return _Found(day, f"{day.timex()}T{part}" if part else "")
    hour, minute = int(clock[:2]), clock[3:5]
    if (parts.get("ampm") == "pm" or part in {"AF", "EV"}) and hour < 12:
        hour += 12
    if parts.get("ampm") == "am" and hour == 12:
        hour = 0
    return _Found(day, f"{day.timex()}T{hour:02d}:{minute}")


def _date(resolver: _Resolver, mark: TimeMark) -> _Found:
    """A day of the calendar, with or without its year."""
    parts = mark.parts
    if "iso" in parts:
        return _Found(period(parts["iso"]))
    day = _day_of_month(resolver, mark)
    return _timed(day, parts) if day else _Found()


def _day_of_month(resolver: _Resolver, mark: TimeMark) -> Period | None:
    parts = mark.parts
    month, number = int(parts["month"]), int(parts["day"])
    here = resolver.published.year
    known = known_year(month, number, resolver.text[mark.end : mark.end + 60])
    if "year" in parts:
        years = [int(parts["year"])]
    elif known is not None and known < here:
        years = [known]
    else:
        years = [here - 1, here, here + 1]
    days = [Period("D", date(year, month, number)) for year in years if _exists(year, month, number)]
    if "wd" in parts and len(days) > 1:
        days = [day for day in days if day.first.isoweekday() == int(parts["wd"])] or days
    start = resolver.range_start(mark)
    if start is not None and len(days) > 1:
        days = [day for day in days if day.first >= start.first][:1] or days
    return resolver.nearest(mark, days, wrong_way=_WRONG_WAY_DAYS) if days else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _days(resolver: _Resolver, mark: TimeMark) -> _Found:
    """Several days of one month."""
    day = _day_of_month(resolver, mark)
    until = int(mark.parts["until"])
    if day is None or not _exists(day.first.year, day.first.month, until) or until < day.first.day:
        return _Found()
    last = day.first.replace(day=until)
    return _Found(day, f"P{(last - day.first).days + 1}D", Period("D", last))


def _day(resolver: _Resolver, mark: TimeMark) -> _Found:
    """A number after a date: "April 24 and *25*"."""
    before = resolver.anchor(mark, unit="D")
    number = int(mark.parts["day"])
    if before is None or not _exists(before.first.year, before.first.month, number):
        return _Found()
    return _Found(Period("D", before.first.replace(day=number)))


def _weekday(resolver: _Resolver, mark: TimeMark) -> _Found:
    """A day of the week: the nearest in the direction that a word or the clause gives."""
    parts = mark.parts
    number, way = int(parts["wd"]), parts.get("dir", "")
    base = resolver.published
    if way in {"previous", "following", "that", "same"}:
        anchor = resolver.anchor(mark, unit="W")
        base = anchor.first if anchor else base
    back = (base.isoweekday() - number) % 7
    start = resolver.range_start(mark)
    if start is not None:
        return _timed(Period("D", start.first + timedelta(days=(number - start.first.isoweekday()) % 7)), parts)
    lean = resolver.lean(mark) if way in {"", "this"} else Lean.UNKNOWN
    if way == "this" and lean is Lean.UNKNOWN:
        lean = Lean.AHEAD
    ahead = way in {"next", "coming", "following"} or lean is Lean.AHEAD or (lean is Lean.EITHER and back > 3)
    if ahead:
        days = (-back) % 7 or (0 if way in {"", "this"} else 7)
    else:
        days = -(back or (7 if way in {"last", "past", "previous"} else 0))
    return _timed(Period("D", base + timedelta(days=days)), parts)


def _deictic(resolver: _Resolver, mark: TimeMark) -> _Found:
    """Today, yesterday, tomorrow, tonight, this morning."""
    return _timed(Period("D", resolver.published).moved(int(mark.parts.get("deictic", "0"))), mark.parts)


def _part(resolver: _Resolver, mark: TimeMark) -> _Found:
    """A part of a day that is named before or is the day of publication."""
    if "deictic" in mark.parts:
        return _deictic(resolver, mark)
    if "wd" in mark.parts:
        return _weekday(resolver, mark)
    step = mark.parts.get("step")
    if step is None:
        return _timed(resolver.day_told_of(mark), mark.parts)
    day = resolver.anchor(mark, unit="D") or Period("D", resolver.published)
    return _timed(day if step == "same" else day.moved(1), mark.parts)


def _month(resolver: _Resolver, mark: TimeMark) -> _Found:
    """A month, with or without its year."""
    number, here = int(mark.parts["month"]), resolver.published
    year = _year_named(resolver, mark)
    if year is not None:
        return _Found(Period("M", date(year, number, 1)))
    options = [Period("M", date(here.year + n, number, 1)) for n in (-1, 0, 1)]
    return _Found(_directed(resolver, mark, options))


def _year_named(resolver: _Resolver, mark: TimeMark) -> int | None:
    """The year that the expression itself names, in digits or by "last year"."""
    if "year" in mark.parts:
        return int(mark.parts["year"])
    way = mark.parts.get("yeardir")
    return resolver.published.year + {"last": -1, "this": 0, "next": 1}[way] if way else None


def _directed(resolver: _Resolver, mark: TimeMark, options: Sequence[Period]) -> Period:
    """Of one stretch in several years that which "last", "this", "next" or the clause means. "Last" passes over a
    stretch that has only just ended: in March, "last February" is the year before's."""
    here, way = resolver.published, mark.parts.get("dir", "")
    if way in {"last", "past", "previous"}:
        return [option for option in options if option.last < here - timedelta(days=27)][-1]
    if way in {"next", "coming", "following"}:  # in winter, "the coming winter" is this one
        return next((o for o in options if (o.last if way == "coming" else o.first) > here), options[-1])
    if way in {"same", "that"}:
        anchor = resolver.anchor(mark)
        return next((option for option in options if anchor and option.first.year == anchor.first.year), options[1])
    if way == "this":
        return next(option for option in options if option.first.year == here.year)
    return resolver.nearest(mark, options, wrong_way=_WRONG_WAY_MONTHS * 30)


def _season(resolver: _Resolver, mark: TimeMark) -> _Found:
    """A season, with or without its year."""
    name = mark.parts["season"]
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    year = _year_named(resolver, mark)
    if year is not None:
        return _Found(Period("S", date(year, first, 1)))
    here = resolver.published
    return _Found(_directed(resolver, mark, [Period("S", date(here.year + n, first, 1)) for n in (-2, -1, 0, 1)]))


def _quarter(resolver: _Resolver, mark: TimeMark) -> _Found:
    """A numbered quarter: of the year named, or the nearest."""
    first = int(mark.parts["n"]) * 3 - 2
    year = _year_named(resolver, mark)
    here = resolver.published
    years = [year] if year is not None else [here.year - 1, here.year, here.year + 1]
    options = [Period("Q", date(year, first, 1)) for year in years]
    if "fiscal" in mark.parts:  # every company counts its own way: no days
        return _Found(timex=Period("Q", date(year if year is not None else here.year, first, 1)).timex())
    found = resolver.nearest(mark, options, wrong_way=_WRONG_WAY_DAYS)
    return _Found(found.moved(-1, "Y") if "back" in mark.parts else found)


def _half(resolver: _Resolver, mark: TimeMark) -> _Found:
    """A half-year, of the year named or this one."""
    number = int(mark.parts["n"])
    if number > 2:
        return _Found()
    year = _year_named(resolver, mark) or resolver.published.year
    return _Found(Period("H", date(year, number * 6 - 5, 1)))


def _year(resolver: _Resolver, mark: TimeMark) -> _Found:
    """A year in digits."""
    del resolver
    return _Found(Period("Y", date(int(mark.parts["year"]), 1, 1)))


def _decade(resolver: _Resolver, mark: TimeMark) -> _Found:
    """A decade: "the 1970s" or "the nineties", which are those of the century before this one is far on."""
    digits = mark.parts["decade"]
    if len(digits) == 1:
        year = resolver.published.year
        digits = f"{year // 100 if int(digits) * 10 + year // 100 * 100 <= year else year // 100 - 1}{digits}"
    return _Found(Period("E", date(int(digits) * 10, 1, 1)))


def _century(resolver: _Resolver, mark: TimeMark) -> _Found:
    """A century by its number."""
    del resolver
    number = int(mark.parts["n"])
    return _Found(Period("C", date((number - 1) * 100, 1, 1))) if 2 <= number <= 30 else _Found()


def _unit(resolver: _Resolver, mark: TimeMark) -> _Found:
    """This, last, next, the following week, month, year."""
    unit, way = mark.parts["unit"], mark.parts.get("dir", "the")
    unit = "W" if unit == "2W" else unit
    if unit == "WE" and way in {"the", "this", "past"}:
        return _Found(_weekend(resolver, mark))
    if unit == "Q" and way in {"the", "that", "same"}:
        return _latest(resolver, mark)
    here = Period.around(unit, resolver.published)
    if unit == "D" and way == "recent":
        return _Found(resolver.day_told_of(mark))
    steps = {"recent": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "this": 0, "the": 0}
    if way in steps and not (unit == "D" and way in {"next", "last"}):
        return _Found(here.moved(steps[way]))
    anchor = resolver.anchor(mark)
    if anchor is not None and anchor.fineness > here.fineness:  # a day of last month, as far as anyone can tell
        return _Found(anchor)
    base = Period.around(unit, anchor.first) if anchor else here
    return _Found(base.moved({"previous": -1, "last": -1, "following": 1, "next": 1}.get(way, 0)))


def _weekend(resolver: _Resolver, mark: TimeMark) -> Period:
    """The weekend past, or, where the clause looks ahead, the one to come."""
    here = Period.around("WE", resolver.published)
    lean = resolver.lean(mark)
    ahead = lean is Lean.AHEAD or (mark.parts.get("dir") == "this" and lean is Lean.UNKNOWN)
    if ahead or here.first <= resolver.published:
        return here
    return here.moved(-1)


def _week_of(resolver: _Resolver, mark: TimeMark) -> _Found:
    """The week in which a date lies."""
    day = _day_of_month(resolver, mark)
    return _Found(Period.around("W", day.first)) if day else _Found()


def _day_before(resolver: _Resolver, mark: TimeMark) -> _Found:
    """The day before yesterday, the day after tomorrow."""
    step = -1 if mark.parts["way"] == "before" else 1
    return _Found(Period("D", resolver.published).moved(int(mark.parts["deictic"]) + step))


def _latest(resolver: _Resolver, mark: TimeMark) -> _Found:
    """The stretch that the report is about: the quarter, or the week, month, year just ended; "the 1988 quarter" is
    the same quarter of another year."""
    unit = {"week": "W", "month": "M", "year": "Y"}.get(mark.parts.get("what", ""), "Q")
    if unit != "Q":
        return _Found(Period.around(unit, resolver.published).moved(-1))
    quarter = resolver.quarter()
    year = _year_named(resolver, mark)
    if year is not None:
        if not resolver.compares_quarters() and mark.parts.get("what") == "period":
            return _Found(Period("Y", date(year, 1, 1)))
        quarter = quarter.moved(year - quarter.first.year, "Y")
    return _Found(quarter)


def _ago(resolver: _Resolver, mark: TimeMark) -> _Found:
    """So long ago, or so long before or after what was named last."""
    parts = mark.parts
    unit, way = parts["unit"], parts["way"]
    if parts["n"] == "X":
        return _Found(timex="FUTURE_REF" if way == "hence" else "PAST_REF")
    if unit.startswith("T") or unit == "X":
        return _Found(Period("D", resolver.published))
    n = float(parts["n"]) * (1 if way == "hence" else -1)
    if (unit, n) == ("Y", -1) and (parts.get("what") == "quarter" or resolver.compares_quarters()):
        return _Found(resolver.quarter().moved(-1, "Y"))
    anchor = resolver.anchor(mark) if way == "earlier" else None
    base = anchor or Period("D", resolver.published)
    return _Found(_stepped(base, n, unit))


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


def _duration(resolver: _Resolver, mark: TimeMark) -> _Found:
    """A length of time; where it is counted from a day ("the past two days", "two days later"), that day too."""
    parts = mark.parts
    timex = length(parts)
    n, unit = parts.get("n", "1"), parts["unit"]
    if n == "X" or unit.startswith("T") or unit == "X" or float(n) != int(float(n)):
        return _Found(timex=timex)
    count, here = int(float(n)), Period("D", resolver.published)
    if "way" in parts:
        return _Found(_counted(resolver, mark, count), timex)
    if parts.get("dir") in {"last", "past"} and unit in {"D", "W", "M", "Y"}:
        start = _stepped(here, -count, unit)
        return _Found(start, timex, Period.around(start.unit, here.first))
    return _Found(timex=timex)


def _counted(resolver: _Resolver, mark: TimeMark, count: int) -> Period | None:
    """The time that "two days later", "two days before he left" lead to, counted from the time named before.

    "Before" and "after" lead from what is told to what it is compared with: in "They met on Friday, two days after he
    had left" the days lead back to his leaving. That holds if the time before stands in the same sentence; else there
    is a value only if it is too coarse for the days to matter ("last week ... It came one day before ...").
    """
    anchor = resolver.anchor(mark)
    if anchor is None:
        return None
    way, unit = mark.parts["way"], mark.parts["unit"]
    moved = _stepped(anchor, count if way in {"later", "before"} else -count, unit)
    first, _ = resolver.tense.sentence(mark.start)
    return moved if way == "later" or moved == anchor or resolver.history[-1][0].start >= first else None


def _set(resolver: _Resolver, mark: TimeMark) -> _Found:
    """Again and again: a period (P1W) or a place in the calendar (every Thursday: XXXX-WXX-4)."""
    del resolver
    parts = mark.parts
    if "often" in parts:
        return _Found(timex=parts["often"])
    if "unit" in parts:
        return _Found(timex=length(parts).replace("P10Y", "P1E"))
    part = f"T{parts['part']}" if "part" in parts else ""
    if "wd" in parts:
        return _Found(timex=f"XXXX-WXX-{parts['wd']}{part}")
    if "month" in parts:
        return _Found(timex=f"XXXX-{parts['month']}")
    return _Found(timex=f"XXXX-{parts['season']}" if "season" in parts else f"XXXX-XX-XX{part}")


def _reference(resolver: _Resolver, mark: TimeMark) -> _Found:
    """Now, once, one day: no calendar time."""
    del resolver
    return _Found(timex=mark.parts["value"])


def _holiday(resolver: _Resolver, mark: TimeMark) -> _Found:
    """A feast: of the year named, or the nearest."""
    year = _year_named(resolver, mark)
    here = resolver.published.year
    years = [year] if year is not None else [here - 1, here, here + 1]
    eve = 1 if mark.parts.get("day") == "eve" else 0
    options = [Period("D", feast(mark.parts["holiday"], year)).moved(-eve) for year in years]
    return _Found(_directed(resolver, mark, options) if len(options) > 1 else options[0])


_KINDS: dict[str, Callable[[_Resolver, TimeMark], _Found]] = {
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
