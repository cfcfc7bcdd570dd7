"""THE JOURNEY of a report, one call per step. Read this first.

    mark up   ->   resolve    ->   write down
    Marks          who, when       Entries

Bringing in comes before (``bring``), showing after (``show``).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from onrecord.domain.reading import Reading
from onrecord.domain.report import Report
from onrecord.entries.encounters import write_encounters
from onrecord.entries.statements import write_statements
from onrecord.mark.encoder import Encoder, encoder
from onrecord.mark.marking import mark_report
from onrecord.resolve.names import cast_of
from onrecord.resolve.speakers import resolve_speakers
from onrecord.resolve.when import resolve_times
from onrecord.version import VERSION

WORKERS = 2
"""Reports read side by side: the encoder runs outside Python's lock, the rest inside it."""


def read_report(report: Report, *, model: Encoder | None = None) -> Reading:
    """Read one report. Same report, same reading; problems inside it become Doubts, never exceptions.

    ``model``: another encoder than the one that comes with the package.
    """
    model = model or encoder()
    marks = mark_report(report, model)
    times = resolve_times(report.text, marks.times, marks.tokens, published=report.published)
    named, name_doubts = cast_of(marks, report=report)
    cast, voices = resolve_speakers(marks, named, times)
    statements, statement_doubts = write_statements(marks, voices, cast)
    encounters, encounter_doubts = write_encounters(report, marks, cast, times, statements)
    doubts = (*name_doubts, *statement_doubts, *encounter_doubts)
    return Reading(report, statements, encounters, cast.actors, times, doubts, marks, version=VERSION, model=model.name)


def read_reports(reports: Iterable[Report], *, workers: int = WORKERS) -> Iterator[tuple[Report, Reading | Exception]]:
    """Read many reports side by side, ``workers`` at a time, and give each with its reading, in their order.

    A report on which reading fails costs only itself: what was raised stands in place of its reading. No more than a
    few reports are taken in advance, so ``reports`` may be without end.
    """
    encoder()
    with ThreadPoolExecutor(workers) as pool:
        under_way: deque[tuple[Report, Future[Reading]]] = deque()
        for report in reports:
            under_way.append((report, pool.submit(read_report, report)))
            if len(under_way) > 2 * workers:
                yield _outcome(*under_way.popleft())
        while under_way:
            yield _outcome(*under_way.popleft())


def _outcome(report: Report, future: Future[Reading]) -> tuple[Report, Reading | Exception]:
    error = future.exception()
    if error is not None and not isinstance(error, Exception):
        raise error
    return report, error or future.result()
