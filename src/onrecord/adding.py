"""What ``onrecord add`` shows: how far it is while it works, and in the end what became of everything it was given."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.domain.record import Added
from onrecord.speaking import say

if TYPE_CHECKING:
    from onrecord.keeping import Step

EVERY = 100
"""Reports after which a line says how far it is, where there is no terminal to draw a bar on."""

REASONS = {
    "UnreadableReport": "unreadable",
    "UndatedReport": "without a day of publication",
    "WrongDate": "with a wrong date",
    "ForeignLanguage": "not in English",
    "RefusedAddress": "not fetched",
    "WrongRuling": "against a judgement of this record",
    "WrongTable": "against the table of office-holders of this record",
}
"""Why reports are refused, by the error; anything else is a failure of Onrecord."""

FAILED = "on which Onrecord failed"


class Tally:
    """Counts steps."""

    def __init__(self) -> None:
        """Nothing counted."""
        self._added: Counter[Added] = Counter()
        self._refused: Counter[str] = Counter()
        self._passed: Counter[str] = Counter()
        self._given: Counter[tuple[str, Added]] = Counter()
        self._doubtful = 0

    @property
    def refused(self) -> int:
        """How many were refused."""
        return self._refused.total()

    def count(self, step: Step) -> None:
        """Count one more."""
        if step.passed:
            self._passed[step.passed] += 1
        elif step.added is None:
            self._refused[REASONS.get(step.error, FAILED)] += 1
        elif step.given:
            self._given[step.given.value, step.added] += 1
        else:
            self._added[step.added] += 1
            self._doubtful += bool(step.doubts)

    def summary(self) -> list[str]:
        """What became of them, in one line and one for each other sort of thing there was."""
        kept = ", ".join(f"{self._added[each]} {each.value}" for each in Added)
        lines = [f"{kept}, {self.refused} refused; {self._doubtful} with doubts."]
        for sort in sorted({sort for sort, _ in self._given}):
            new, known = self._given[sort, Added.NEW], self._given[sort, Added.KNOWN]
            lines.append(f"{sort.capitalize()}: {new} new, {known} known.")
        if self._refused:
            lines.append(f"Refused: {_by_number(self._refused)}.")
        if self._passed:
            lines.append(f"Passed over: {_by_number(self._passed)}.")
        return lines


def with_progress(steps: Iterator[Step], total: int) -> Iterator[Step]:
    """The steps, with a bar on a terminal (rate, time left) and, elsewhere, a line now and then that says the same.
    There may be more than ``total`` in the end: what an address holds is not known before."""
    return _with_bar(steps, total) if sys.stderr.isatty() else _with_lines(steps, total)


def _with_lines(steps: Iterator[Step], total: int) -> Iterator[Step]:
    begun = time.monotonic()
    for number, step in enumerate(steps, 1):
        yield step
        if number % EVERY == 0:
            say(how_far(number, max(total, number), time.monotonic() - begun))


def how_far(number: int, total: int, seconds: float) -> str:
    """How far it is after ``seconds``, for a line.

    >>> how_far(100, 2431, 8.0)
    '100 of 2431 reports, 12.5/s, 3 min left.'
    >>> how_far(2431, 2431, 194.5)
    '2431 of 2431 reports, 12.5/s.'
    """
    rate = number / max(seconds, 0.001)
    left = (total - number) / rate
    remaining = f", {left / 60:.0f} min left" if left >= 90 else f", {left:.0f} s left" if left >= 1 else ""
    return f"{number} of {total} reports, {rate:.1f}/s{remaining}."


def _with_bar(steps: Iterator[Step], total: int) -> Iterator[Step]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=total, rate="")
        for number, step in enumerate(steps, 1):
            yield step
            speed = progress.tasks[0].speed
            total = max(total, number)
            # after the last report, what is known across reports is made, which takes a while for many
            doing = "reading" if number < total else "comparing"
            rate = f"{speed:.1f}/s" if speed else ""
            progress.update(task, completed=number, total=total, description=doing, rate=rate)


def _by_number(counted: Counter[str]) -> str:
    """The most frequent first; of as many each, in the order of the words."""
    ranked = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return ", ".join(f"{number} {words}" for words, number in ranked)
