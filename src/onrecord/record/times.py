"""Whether two accounts can be of one time: the days they name, and what follows from their status.

>>> spans_meet(Span(date(2005, 11, 14), date(2005, 11, 20)), Span(date(2005, 11, 18), date(2005, 11, 18)))
True
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.domain.entries import Encounter, EncounterKind, Status

LASTS = {
    EncounterKind.CALL: 0,
    EncounterKind.MEETING: 1,
    EncounterKind.SUMMIT: 7,
    EncounterKind.VISIT: 10,
    EncounterKind.TALKS: 21,
}
"""Days an encounter may go on between two accounts that give it different days. Rounds of talks of newswire reports
seldom lasted longer (gold reports of 1997 and 2005: three weeks at most)."""

ANEW = "set for another day"
"""Said of two days of which the later one may have taken the place of the earlier one."""

FINE = 3
"""A time of at most so many days is a date; a longer one (a week, a month) only narrows down."""


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last day, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days after the first the last one is."""
        return (self.last - self.first).days

    @property
    def fine(self) -> bool:
        """Whether it is as good as a date."""
        return self.days <= FINE


def span_of(encounter: Encounter) -> Span | None:
    """The days an encounter's time can mean, None if it has none."""
    when = encounter.when
    if when is None or when.first is None or when.last is None:
        return None
    return Span(when.first, when.last)


def spans_meet(a: Span, b: Span, slack: int = 0) -> bool:
    """Whether the two share a day, or lie at most ``slack`` days apart."""
    return a.first - timedelta(slack) <= b.last and b.first - timedelta(slack) <= a.last


def is_over(status: Status) -> bool:
    """Whether the encounter lies behind."""
    return status is Status.HELD


def is_ahead(status: Status) -> bool:
    """Whether the encounter still lies ahead (or may)."""
    return status in {Status.SCHEDULED, Status.PROPOSED}


def day_fit(earlier: tuple[Encounter, date], later: tuple[Encounter, date]) -> tuple[float, str]:
    """How well the times of two accounts go together, from 0 (cannot be one) to 1, and why.

    Each side is the encounter and the day of its report, the earlier report first.
    """
    (a, a_day), (b, b_day) = earlier, later
    if a_day < b_day:
        ordered = _order_fit(a, b, b_day)
        if ordered:
            return ordered
    span_a, span_b = span_of(a), span_of(b)
    if span_a and span_b:
        return _spans_fit(a, span_a, a_day, b, span_b)
    if span_a:
        return _one_span_fit(span_a, b, b_day)
    if span_b:
        return _one_span_fit(span_b, a, a_day)
    apart = (b_day - a_day).days
    limit = 60 if a.kind is EncounterKind.TALKS else 30
    if apart > limit:
        return 0.1, f"no day named, reports {apart} days apart"
    return 0.6 - 0.4 * apart / limit, f"no day named, reports {apart} days apart"


def _order_fit(a: Encounter, b: Encounter, b_day: date) -> tuple[float, str] | None:
    """What cannot follow upon what."""
    if is_over(a.status) and not is_over(b.status) and b.status is not Status.OFF:
        return 0.0, "what was over is not still to come"
    if a.status is Status.ONGOING and is_ahead(b.status):
        return 0.0, "what had begun is not still to come"
    span = span_of(a)
    if span and is_ahead(a.status) and span.last < b_day - timedelta(1) and is_ahead(b.status) and not span_of(b):
        return 0.2, "its day had passed"
    return None


def _spans_fit(a: Encounter, span_a: Span, a_day: date, b: Encounter, span_b: Span) -> tuple[float, str]:
    if spans_meet(span_a, span_b):
        if span_a.fine and span_b.fine:
            return 1.0, "the same day"
        return 0.8, "one time within the other"
    gap = max((span_b.first - span_a.last).days, (span_a.first - span_b.last).days)
    lasts = LASTS[a.kind]
    begun = {Status.ONGOING, Status.HELD}
    if a.status in begun and b.status in begun:
        if a.status is Status.ONGOING and 0 < (span_b.first - span_a.last).days <= lasts:
            return 0.7, f"{gap} days on, while it lasted"
        return 0.0, "two different days"
    if is_ahead(a.status) and span_b.last < a_day:
        return 0.0, "that one lay before"
    if is_ahead(a.status) and b.status in begun and gap <= max(2, lasts // 2):
        return 0.5, f"{gap} days from the day it was set for"
    if a.status in {Status.SCHEDULED, Status.PROPOSED, Status.POSTPONED} and gap <= 45:
        return 0.4, ANEW
    return 0.0, "two different days"


def _one_span_fit(span: Span, other: Encounter, day: date) -> tuple[float, str]:
    """One account names days; the other, of a report of ``day``, has only its status to tell when."""
    lasts = LASTS[other.kind]
    if other.status is Status.HELD:
        gap = (day - span.last).days
        fits = (day - span.first).days >= -1 and gap <= 10
    elif other.status is Status.ONGOING:
        gap = max((span.first - day).days, (day - span.last).days - lasts)
        fits = gap <= 1
    elif is_ahead(other.status):
        gap = (span.first - day).days
        fits = span.last >= day - timedelta(1)
    else:
        gap = abs((span.first - day).days)
        fits = gap <= 30
    if not fits:
        return 0.1, "its days do not fit the other's status"
    return (0.7 if gap <= 21 else 0.5), "its days fit the other's status"
