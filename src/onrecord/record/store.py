"""The record: adding readings, what is known across them, copies.

A report is kept in one transaction: after ``add`` has returned it is there for good, and before it nothing of it is.
What is known across reports is made from all current readings by whoever calls ``bring_up_to_date``, and replaced as a
whole; a report added since makes it stale, which the record remembers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.domain.errors import WrongRecord
from onrecord.domain.reading import Reading
from onrecord.domain.record import Added, Comparison, Kept
from onrecord.domain.report import Report
from onrecord.domain.rulings import Given
from onrecord.record.connection import Connection, Row, Value
from onrecord.record.given import given_in
from onrecord.record.rows import (
    Rows,
    known_rows,
    names_to_index,
    reading_rows,
    report_id,
    report_row,
    series_of,
)
from onrecord.record.sqlite import Sqlite
from onrecord.record.written import read_reading

ADDRESS = ("postgresql://", "postgres://")
"""How the address of a record in PostgreSQL begins; anything else is a file."""

KEPT = (
    "kept_readings",
    "kept_actors",
    "kept_mentions",
    "kept_accounts",
    "kept_roles",
    "kept_doubts",
)
KNOWN = (
    "known_actors",
    "known_names",
    "known_encounters",
    "known_statements",
    "known_members",
    "known_changes",
    "known_questions",
    "known_judgements",
)
DRAWN = {
    "known_parts": (
        "SELECT member.of, role.role, said.first, report.published, role.entry, said.last"
        " FROM known_members AS member JOIN kept_roles AS role ON role.actor = member.entry"
        " JOIN kept_statements AS said ON said.id = role.entry JOIN kept_reports AS report ON report.id = said.report"
        " UNION SELECT member.of, role.role, coalesce(told.first, report.published), report.published, role.entry,"
        " coalesce(told.last, report.published)"
        " FROM known_members AS member JOIN kept_roles AS role ON role.actor = member.entry"
        " JOIN kept_accounts AS told ON told.id = role.entry JOIN kept_reports AS report ON report.id = told.report"
    ),
}
"""Tables that are drawn from the others so that questions are answered fast, and what their rows are."""
GIVEN = ("kept_rulings", "kept_holders")
"""What users give beside reports."""
ALL = ("kept_reports", "kept_statements", *KEPT, *GIVEN, *KNOWN, *DRAWN)
"""Every table that a copy takes over, in an order in which each refers to those before."""

TEXTS = {
    "statement_words": "SELECT number, content FROM kept_statements ORDER BY number",
    "report_words": "SELECT number, title, text FROM kept_reports ORDER BY number",
}
"""For the indexes of words: what they index."""


Compare = Callable[[Sequence[Kept], Given], Comparison]
"""Makes what is known across reports."""


@dataclass(slots=True)
class Store:
    """A record that is open. ``connection`` is for asking (see ``asking.py``); use the methods to write."""

    connection: Connection

    @classmethod
    def open(cls, where: str | Path, *, create: bool = False) -> Self:
        """The record in a file, or at the address of a PostgreSQL database ("postgresql://user@host/database"); made
        if it is not there and ``create`` is set.

        Raises:
            WrongRecord: there is none, it is no record or was made by a later version, or cannot be opened.
        """
        return cls(_connect(where, create=create))

    @property
    def name(self) -> str:
        """How the record is called towards the user."""
        return self.connection.name

    def close(self) -> None:
        """End the connection."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def has(self, report: Report) -> bool:
        """Whether this very report is kept, as the current version or an earlier one."""
        found = self.connection.execute("SELECT 1 FROM kept_reports WHERE id = ?", (report_id(report),))
        return found.fetchone() is not None

    def add(self, reading: Reading) -> Added:
        """Keep a reading: everything of it or, on any exception, nothing.

        Returns:
            NEW, KNOWN (the very report is kept already: nothing was changed), or REVISED (another version of the report
            was the current one). Of two versions the one published later is current; of the same day the longer one,
            for reports grow during a day (of the same length: the one with the greater id). Which one was added first
            says nothing.

        Raises:
            WrongRecord: two different reports would get one id, or the disk refuses.
        """
        report = reading.report
        id, series = report_id(report), series_of(report)
        try:
            rows = reading_rows(id, reading)
            with self.connection.transaction():
                kept = self.connection.execute("SELECT text FROM kept_reports WHERE id = ?", (id,)).fetchone()
                if kept:
                    return self._known(kept[0] == report.text, id)
                current = self._give_way(series, (report.published.isoformat(), len(report.text), id))
                self._insert_report(id, series, report, current=current is not False)
                self._insert_statements(rows["kept_statements"])
                self._insert_all(KEPT, rows)
                self._set_state("stale", "1")
        except self.connection.errors as error:
            message = f"the record {self.name} does not take the report: {error}"
            raise WrongRecord(message) from error
        return Added.NEW if current is None else Added.REVISED

    def _known(self, same: bool, id: str) -> Added:  # noqa: FBT001 - the one thing it looks at
        if not same:
            message = f"two reports would have the id {id}; the second is not kept"
            raise WrongRecord(message)
        return Added.KNOWN

    def _give_way(self, series: str, rank: tuple[str, int, str]) -> bool | None:
        """Have the current version of a series give way to one of this day, length and id: None if there is no version,
        False if the version that is there ranks higher and stays."""
        found = self.connection.execute(
            "SELECT published, length(text), id FROM kept_reports WHERE series = ? AND current = 1", (series,)
        ).fetchone()
        if found is None:
            return None
        if tuple(found) > rank:
            return False
        self.connection.execute("UPDATE kept_reports SET current = 0 WHERE id = ?", (found[2],))
        return True

    def kept(self) -> Iterator[Kept]:
        """The current reading of every report, in the order of publication and then of ids.

        Raises:
            WrongRecord: a reading does not fit its report any more (see ``onrecord check``).
        """
        rows = self.connection.stream(
            "SELECT id, text, published, given_id, outlet, title, dateline, url, dated_by, version, model, data"
            " FROM kept_reports JOIN kept_readings ON report = id WHERE current = 1 ORDER BY published, id"
        )
        for id, text, published, given_id, outlet, title, dateline, url, dated_by, version, model, data in rows:
            report = Report(text, date.fromisoformat(published), given_id, outlet, title, dateline, url, dated_by)
            try:
                yield Kept(id, read_reading(data, report=report, version=version, model=model))
            except (ValueError, KeyError, TypeError) as error:
                message = f"the reading of {id} in {self.name} is damaged ({error}); see: onrecord check"
                raise WrongRecord(message) from None

    def is_stale(self) -> bool:
        """Whether reports were added since what is known across reports was made."""
        found = self.connection.execute("SELECT value FROM record_state WHERE name = 'stale'").fetchone()
        return found is not None and found[0] == "1"

    def bring_up_to_date(self, compare: Compare) -> None:
        """Make what is known across reports from the current readings, if it is stale, in one transaction."""
        if not self.is_stale():
            return
        with self.connection.transaction():
            rows = known_rows(compare(list(self.kept()), given_in(self.connection)))
            for table in (*KNOWN, *DRAWN, "actor_words"):
                self.connection.execute(f"DELETE FROM {table}")
            self._insert_all(KNOWN, rows)
            draw(self.connection)
            self.connection.add_words("actor_words", list(words_of_actors(self.connection)))
            self._set_state("stale", "0")

    def change(self, steps: Iterable[tuple[str, Sequence[Value]]]) -> None:
        """Run statements on what users give (``given.py``), all or none; what is known across reports is then stale.

        Raises:
            WrongRecord: the disk refuses.
        """
        try:
            with self.connection.transaction():
                for sql, values in steps:
                    self.connection.execute(sql, values)
                self._set_state("stale", "1")
        except self.connection.errors as error:
            message = f"the record {self.name} does not take it: {error}"
            raise WrongRecord(message) from error

    def backup(self, to: str | Path) -> str:
        """A copy as of now, whole though others write meanwhile: a record in a new file, or at the address of a
        database without one. Returned is how it is called towards the user.

        Raises:
            WrongRecord: there is something already, or it cannot be written.
        """
        file = None if _is_address(to) else Path(to)
        if file and file.exists():
            message = f"{to} is there already; name a new file for the copy"
            raise WrongRecord(message)
        try:
            if file and isinstance(self.connection, Sqlite):
                self.connection.backup(file)
                return str(file)
            with Store.open(to, create=True) as copy:
                copy.take_over(self)
                return copy.name
        except BaseException as error:
            if file:
                file.unlink(missing_ok=True)
            if isinstance(error, self.connection.errors):
                message = f"no copy can be written to {to}: {error}"
                raise WrongRecord(message) from None
            raise

    def take_over(self, other: Store) -> None:
        """Keep everything that another record keeps; this one must be empty.

        Raises:
            WrongRecord: it is not, or does not take it.
        """
        source, target = other.connection, self.connection
        try:
            with source.one_state(), target.transaction():
                if target.execute("SELECT 1 FROM kept_reports").fetchone():
                    message = f"there are reports in {self.name} already; name another place for the copy"
                    raise WrongRecord(message)
                for table in ALL:
                    self._insert(table, source.stream(f"SELECT * FROM {table}"))
                for table, texts in TEXTS.items():
                    target.add_words(table, source.stream(texts))
                target.add_words("actor_words", words_of_actors(source))
                self._set_state("stale", str(int(other.is_stale())))
        except target.errors as error:
            message = f"the record {self.name} does not take what is in {other.name}: {error}"
            raise WrongRecord(message) from error

    def _set_state(self, name: str, value: str) -> None:
        self.connection.execute(
            "INSERT INTO record_state VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    def _insert_report(self, id: str, series: str, report: Report, *, current: bool) -> None:
        number = self._next("kept_reports")
        self._insert("kept_reports", [(number, *report_row(id, series, report, current=current))])
        self.connection.add_words("report_words", [(number, report.title, report.text)])

    def _insert_statements(self, rows: Sequence[Row]) -> None:
        numbered = list(enumerate(rows, self._next("kept_statements")))
        self._insert("kept_statements", [(number, *row) for number, row in numbered])
        self.connection.add_words("statement_words", [(number, content) for number, (_, _, content, *_) in numbered])

    def _next(self, table: str) -> int:
        """The number after the last, which nobody else can give meanwhile: who writes is alone."""
        (last,) = self.connection.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()
        return int(last) + 1

    def _insert_all(self, tables: Sequence[str], rows: Rows) -> None:
        for table in tables:
            self._insert(table, rows[table])

    def _insert(self, table: str, rows: Iterable[Row]) -> None:
        given = iter(rows)
        first = next(given, None)
        if first is not None:
            places = ", ".join("?" * len(first))
            self.connection.execute_many(f"INSERT INTO {table} VALUES ({places})", chain((first,), given))


def _is_address(where: str | Path) -> bool:
    return isinstance(where, str) and where.startswith(ADDRESS)


def _connect(where: str | Path, *, create: bool) -> Connection:
    if not _is_address(where):
        return Sqlite.open(Path(where), create=create)
    try:
        from onrecord.record.postgres import Postgres
    except ImportError as missing:
        message = (
            f"a record in PostgreSQL needs the package psycopg ({missing}); install it with: "
            "pip install 'onrecord[postgres]' (or: pip install 'psycopg[binary]')"
        )
        raise WrongRecord(message) from None
    return Postgres.open(str(where), create=create)


def draw(connection: Connection) -> None:
    """Fill the tables that are drawn from the others; they must be empty."""
    for table, rows in DRAWN.items():
        connection.execute(f"INSERT INTO {table} {rows}")


def words_of_actors(connection: Connection) -> Iterator[Row]:
    """What known actors are found by: the id and the names of each, in the order of ids."""
    for id, name, also in connection.stream("SELECT id, name, also FROM known_actors ORDER BY id"):
        yield id, names_to_index(name, also)
