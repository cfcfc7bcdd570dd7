"""THE RECORD of many reports, one call per step.

bring in  ->  read          ->  keep        ->  compare
Report        (reading.py)      in a file       same actors, encounters and words; Changes
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from onrecord.bring.many import Found, reports_in
from onrecord.domain.errors import WrongRecord, WrongRuling, WrongTable
from onrecord.domain.reading import Reading
from onrecord.domain.record import Added
from onrecord.domain.report import Report
from onrecord.domain.rulings import Holder, Ruling
from onrecord.record.check import problems
from onrecord.record.given import keep_holders, keep_rulings, kept_beside
from onrecord.record.rows import report_id
from onrecord.record.rulings import ruling
from onrecord.record.store import Store

FILE = "record.db"


class Sort(StrEnum):
    """What users give a record beside reports."""

    RULINGS = "judgements on actors"
    HOLDERS = "office-holders"


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one report: ``added``, or ``refused`` with the sentence that says why, or ``passed`` over with the
    few words that say why (what an archive holds beside reports). ``name`` is where it came from, ``id`` its id in the
    record ("" if refused), ``doubts`` how many its reading has, ``error`` the sort of refusal: the name of the class of
    ``domain.errors``, or of the exception on which Onrecord failed. ``given`` says what it is if it is no report but
    what a user had given the record of an export."""

    name: str
    id: str = ""
    added: Added | None = None
    refused: str = ""
    doubts: int = 0
    passed: str = ""
    error: str = ""
    given: Sort | None = None


def default_file() -> Path:
    """Where the record lies unless the user says otherwise: the user's own folder for data."""
    from platformdirs import user_data_path

    return user_data_path("onrecord", appauthor=False) / FILE


def add(
    store: Store,
    sources: Iterable[str],
    *,
    published: str | None = None,
    outlet: str = "",
    read: Callable[[Report], Reading] | None = None,
) -> Iterator[Step]:
    """Keep the reports of files, addresses or "-", one after the other.

    Each is kept for good when its step is given; one that cannot be read is refused and costs only itself. After the
    last one, what is known across reports is brought up to date (also when nothing was added and it was stale).
    ``read`` reads a report, if not ``read_report``.

    Raises:
        WrongDate: ``published`` is no date.
        WrongRecord: the record takes no more (disk full, file gone).
    """
    for source in sources:
        for found in reports_in(source, published=published, outlet=outlet):
            yield _keep(store, found, read or _read)
    bring_up_to_date(store)


def bring_up_to_date(store: Store) -> None:
    """Make what is known across reports from all readings, if reports were added since."""
    from onrecord.compare import compare

    store.bring_up_to_date(compare)


def what_is_wrong(store: Store) -> Iterator[str]:
    """The record's damages, one sentence each; none for a sound one."""
    from onrecord.compare import compare

    return problems(store, compare)


def _read(report: Report) -> Reading:
    from onrecord.reading import read_report

    return read_report(report)


def _keep_given(store: Store, name: str, given: Ruling | Holder) -> Step:
    """Keep what a user gave another record, unless this one holds otherwise: what is there stays as it is."""
    if isinstance(given, Ruling):
        given = ruling(given.verdict, given.first, given.second, given.reason)  # its id follows from what it is about
        kept = kept_beside(store.connection, given)
        otherwise = isinstance(kept, Ruling) and kept.verdict is not given.verdict
        sort, steps, error = Sort.RULINGS, keep_rulings([given]), WrongRuling.__name__
        message = (
            f"this record holds otherwise of {given.first} and {given.second}; to take that back: "
            f"onrecord actors undo {given.id}"
        )
    else:
        kept = kept_beside(store.connection, given)
        otherwise = kept not in (None, given)
        sort, steps, error = Sort.HOLDERS, keep_holders([given]), WrongTable.__name__
        message = f"the table of this record has another row of {given.name} as {given.office} from {given.start} on"
    if otherwise:
        return Step(name, refused=message, error=error, given=sort)
    if kept is None:
        store.change(steps)
    return Step(name, added=Added.NEW if kept is None else Added.KNOWN, given=sort)


def _keep(store: Store, found: Found, read: Callable[[Report], Reading]) -> Step:
    report = found.report
    if found.given is not None:
        return _keep_given(store, found.name, found.given)
    if report is None:
        if found.error is None:
            return Step(found.name, passed=found.passed)
        return Step(found.name, refused=str(found.error), error=type(found.error).__name__)
    id = report_id(report)
    if store.has(report):
        return Step(found.name, id, Added.KNOWN)
    try:
        reading = read(report)
        added = store.add(reading)
    except WrongRecord:
        raise
    except Exception as error:  # noqa: BLE001 - one report must not stop the others
        message = f"Onrecord failed on it ({type(error).__name__}: {error}); please report this"
        return Step(found.name, refused=message, error=type(error).__name__)
    return Step(found.name, id, added, doubts=len(reading.doubts))
