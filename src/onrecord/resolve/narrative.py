"""What a time expression can lean on: the day of publication, its clause, and the times told before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from onrecord.domain.marks import TimeMark, Token
from onrecord.resolve.calendar import Period
from onrecord.resolve.tense import Lean, Tense

_ANCHOR_REACH = 800
"""Characters back within which "the following week" finds what it follows."""
_MARKS_BACK = 100
"""Time expressions back within which "a year ago" finds the quarter that it is compared with."""
_RANGE_WORDS = {"to", "through", "until", "till", "-", "–", "—", "to the"}
"""What stands between the two ends of a range."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a mark was made into: a stretch of the calendar or none; the TIMEX3 value if it is not the stretch's own;
    the stretch up to which it reaches if it reaches beyond the first."""

    period: Period | None = None
    timex: str = ""
    until: Period | None = None


class Narrative:
    """The times of one text as they are told, and what those that follow can lean on.

    ``history`` are the marks resolved so far, in the order of the text. ``tokens`` are those of ``text``.
    """

    def __init__(self, text: str, tokens: Sequence[Token], published: date) -> None:
        self.text = text
        self.published = published
        self.tense = Tense(text, tokens)
        self.history: list[tuple[TimeMark, Found]] = []

    def lean(self, mark: TimeMark) -> Lean:
        """Where the words around the mark look."""
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
