"""Checking a record: every offset, hash and index, and that each layer is what the one before gives.

The text of a report must give its hash and id; its reading must fit the text at every offset; the rows to ask from must
be those of the reading; what is known across reports must be what the current readings give; and the database must find
its pages, references and indexes in order, those of words among them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial

from onrecord.domain.errors import WrongRecord
from onrecord.domain.report import Report
from onrecord.record.connection import Connection, Row
from onrecord.record.given import given_in
from onrecord.record.rows import digest, known_rows, reading_rows, report_id, series_of
from onrecord.record.store import DRAWN, KEPT, KNOWN, TEXTS, Compare, Store, words_of_actors
from onrecord.record.written import read_reading

_OWNER = {"kept_mentions": "actor", "kept_roles": "entry"}


def problems(store: Store, compare: Compare) -> Iterator[str]:
    """Whatever is wrong with the record, one sentence each; nothing is changed.

    ``compare`` is what ``Store.bring_up_to_date`` is given.
    """
    connection = store.connection
    try:
        with connection.one_state():
            yield from connection.damages()
            for row in connection.stream("SELECT * FROM kept_reports ORDER BY number"):
                yield from _report(connection, row)
            yield from _strays(connection)
            if not store.is_stale():
                yield from _known(store, compare)
                yield from _drawn(connection)
        yield from _words(connection)
    except connection.errors as error:
        yield f"the database cannot read all of it: {error}"


def _words(connection: Connection) -> Iterator[str]:
    """The indexes of words against the texts that they index."""
    for table, texts in TEXTS.items():
        yield from connection.damaged_words(table, partial(connection.stream, texts))
    yield from connection.damaged_words("actor_words", partial(words_of_actors, connection))


def _report(connection: Connection, row: Row) -> Iterator[str]:
    """One report, its reading and its rows."""
    _, id, series, _, published, outlet, title, dateline, url, dated_by, given_id, text, sha256 = map(_text, row)
    report = Report(text, date.fromisoformat(published), given_id, outlet, title, dateline, url, dated_by)
    if digest(text) != sha256:
        yield f"the text of {id} is not the one that was kept: its SHA-256 differs"
    if report_id(report) != id:
        yield f"the report {id} is not the one that was kept: its id does not follow from it"
    if series_of(report) != series:
        yield f"the report {id} stands among the versions of another"
    reading = connection.execute(
        "SELECT version, model, data, sha256 FROM kept_readings WHERE report = ?", (id,)
    ).fetchone()
    if reading is None:
        yield f"the report {id} has no reading"
        return
    version, model, data, sum_of_data = reading
    if digest(data) != sum_of_data:
        yield f"the reading of {id} is not the one that was kept: its SHA-256 differs"
    try:
        rows = reading_rows(id, read_reading(data, report=report, version=version, model=model))
    except (ValueError, KeyError, TypeError) as error:
        yield f"the reading of {id} does not fit its report: {error}"
        return
    for table in (*KEPT[1:], "kept_statements"):
        if sorted(_kept(connection, table, id)) != sorted(map(_comparable, rows[table])):
            yield f"the rows of {id} in {table} are not those of its reading"


def _kept(connection: Connection, table: str, id: str) -> list[tuple[str, ...]]:
    """The rows of one report in one table."""
    # "0" follows "/": everything that begins with "<id>/" lies between the two
    owner = _OWNER.get(table)
    where, values = (f"{owner} >= ? AND {owner} < ?", (f"{id}/", f"{id}0")) if owner else ("report = ?", (id,))
    found = connection.execute(f"SELECT * FROM {table} WHERE {where}", values)
    own = 1 if table == "kept_statements" else 0  # its number is no part of the reading
    return [_comparable(row[own:]) for row in found]


def _comparable(row: Row) -> tuple[str, ...]:
    """A row in a form that sorts."""
    return tuple(map(repr, row))


def _text(value: object) -> str:
    return str(value)


def _strays(connection: Connection) -> Iterator[str]:
    """What belongs to no report, and series without exactly one current version."""
    for (entry,) in connection.execute(
        "SELECT DISTINCT entry FROM kept_roles WHERE entry NOT IN (SELECT id FROM kept_statements)"
        " AND entry NOT IN (SELECT id FROM kept_accounts)"
    ).fetchall():
        yield f"somebody has a part in {entry}, which is not there"
    for (series,) in connection.execute(
        "SELECT series FROM kept_reports GROUP BY series HAVING sum(current) <> 1"
    ).fetchall():
        yield f"of the versions of a report ({series}) not exactly one is the current one"


def _known(store: Store, compare: Compare) -> Iterator[str]:
    """What is known across reports against what the readings give."""
    try:
        rows = known_rows(compare(list(store.kept()), given_in(store.connection)))
    except WrongRecord:
        return  # the reading that does not fit is named already
    for table in KNOWN:
        found = store.connection.execute(f"SELECT * FROM {table}")
        if Counter(map(tuple, found)) != Counter(rows[table]):
            yield f"the rows of {table} are not what the readings give"


def _drawn(connection: Connection) -> Iterator[str]:
    """The tables that are drawn from the others."""
    for table, rows in DRAWN.items():
        if sorted(connection.execute(f"SELECT * FROM {table}")) != sorted(connection.execute(rows)):
            yield f"the rows of {table} are not what follows from the others"
