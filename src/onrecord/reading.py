"""THE JOURNEY of a report, one call per step. Read this first.

    mark up   ->   resolve    ->   write down
    Marks          who, when       Entries

Bringing in comes before (``bring``), showing after (``show``).
"""

from __future__ import annotations

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


def read_report(report: Report, *, model: Encoder | None = None) -> Reading:
    """Read one report. Same report, same reading; problems inside it become Doubts, never exceptions.

    ``model``: another encoder than the one that comes with the package.
    """
    model = model or encoder()
    marks = mark_report(report, model)
    times = resolve_times(report.text, marks.times, marks.tokens, published=report.published)
    named, name_doubts = cast_of(marks, report=report)
    cast, voices = resolve_speakers(marks, named, times)
    statements, statement_doubts = write_statements(report.text, marks.quotations, voices, cast)
    encounters, encounter_doubts = write_encounters(report, marks, cast, times, statements)
    doubts = (*name_doubts, *statement_doubts, *encounter_doubts)
    return Reading(
        report, statements, encounters, cast.actors, times, doubts, marks, version=VERSION, model=model.name
    )
