"""A record in one SQLite file.

Whatever a transaction has committed stays through a crash of the process and of the machine (write-ahead log with
``synchronous=FULL``); while one process writes, others read. Words are indexed with FTS5.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, ClassVar

from onrecord.domain.errors import WrongRecord
from onrecord.record.connection import APPLICATION, Rows, Value
from onrecord.record.schema import to_take

WAIT = 60
"""Seconds to wait for another process that is writing."""


class Sqlite:
    """A record in a file; see ``Connection`` for what the methods mean."""

    errors: ClassVar[tuple[type[Exception], ...]] = (sqlite3.Error,)

    def __init__(self, raw: sqlite3.Connection, path: Path) -> None:
        self.raw = raw
        self.path = path
        self.name = str(path)

    @classmethod
    def open(cls, path: Path, *, create: bool) -> Sqlite:
        """The record at ``path``, its tables up to date; made if it is not there and ``create`` is set.

        Raises:
            WrongRecord: there is none, the file is no record or was made by a later version, or cannot be opened.
        """
        if not create and not path.is_file():
            message = f"there is no record at {path}; make one with: onrecord add REPORTS --record {path}"
            raise WrongRecord(message)
        try:
            if create:
                path.parent.mkdir(parents=True, exist_ok=True)
            opened = cls(sqlite3.connect(path, isolation_level=None, timeout=WAIT), path)
            try:
                opened._prepare()
            except BaseException:
                opened.close()
                raise
        except (sqlite3.Error, OSError) as error:
            message = f"the record {path} cannot be opened: {error}"
            raise WrongRecord(message) from None
        return opened

    def execute(self, sql: str, values: Sequence[Value] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self.raw.execute(sql, values)

    def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each row."""
        self.raw.executemany(sql, rows)

    def stream(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Any]:
        """The rows as they are found."""
        return self.raw.execute(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write, alone."""
        self.raw.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.raw.execute("COMMIT")
        except BaseException:
            if self.raw.in_transaction:
                self.raw.execute("ROLLBACK")
            raise

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Read one state."""
        self.raw.execute("BEGIN")
        try:
            yield
        finally:
            if self.raw.in_transaction:
                self.raw.execute("ROLLBACK")

    def add_words(self, table: str, rows: Iterable[Sequence[Value]]) -> None:
        """Index words. Those of statements and reports follow their tables by trigger."""
        if table == "actor_words":
            self.execute_many("INSERT INTO actor_words VALUES (?, ?)", rows)

    def matching(self, table: str) -> str:
        """Keys of the rows that match."""
        key = "id" if table == "actor_words" else "rowid"
        return f"SELECT {key} FROM {table} WHERE {table} MATCH ?"

    def wanted(self, words: str) -> str:
        r"""Each word in quotation marks, so that FTS5 takes none for an operator.

        >>> Sqlite.wanted(None, "minister's visit AND -talks")
        '"minister\'s" "visit" "AND" "-talks"'
        """
        return " ".join('"' + word.replace('"', '""') + '"' for word in words.replace("\x00", " ").split())

    def damages(self) -> Iterator[str]:
        """SQLite's own check of pages, indexes and references."""
        for (found,) in self.execute("PRAGMA integrity_check").fetchall():
            if found != "ok":
                yield f"SQLite: {found}"
        for table, number, parent, _ in self.execute("PRAGMA foreign_key_check").fetchall():
            yield f"row {number} of {table} refers to a row of {parent} that is not there"

    def damaged_words(self, table: str, rows: Rows) -> Iterator[str]:
        """A full-text index against its table. FTS5 is asked for this by an INSERT, which adds nothing."""
        own = table == "actor_words"  # the others take their texts from the tables they index
        try:
            with self.transaction():
                if own and sorted(self.stream("SELECT id, names FROM actor_words")) != sorted(map(tuple, rows())):
                    yield f"the full-text index {table} does not fit its table: other names"
                rank = 0 if own else 1
                self.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', {rank})")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                message = f"another process is writing into {self.path}; check again when it is done"
                raise WrongRecord(message) from None
            yield f"the full-text index {table} does not fit its table: {error}"

    def backup(self, to: Path) -> None:
        """A copy in another file, whole though others write meanwhile."""
        with closing(sqlite3.connect(to)) as copy:
            self.raw.backup(copy)

    def close(self) -> None:
        """Close the file."""
        self.raw.close()

    def _prepare(self) -> None:
        self._require_ours()
        self.execute("PRAGMA journal_mode=WAL")
        self.execute("PRAGMA synchronous=FULL")
        self.execute("PRAGMA foreign_keys=ON")
        self._migrate()

    def _require_ours(self) -> None:
        (application,) = self.execute("PRAGMA application_id").fetchone()
        (tables,) = self.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if application != APPLICATION and (application or tables):
            message = f"{self.path} is a database of another program and no record; name another file with --record"
            raise WrongRecord(message)

    def _migrate(self) -> None:
        """Take the steps that the file has not taken, each in one transaction."""
        (taken,) = self.execute("PRAGMA user_version").fetchone()
        for number, statements in to_take("sqlite", taken, self.name):
            with self.transaction():
                (done,) = self.execute("PRAGMA user_version").fetchone()
                if done >= number:  # another process was quicker
                    continue
                for statement in statements:
                    self.execute(statement)
                self.execute(f"PRAGMA application_id={APPLICATION}")
                self.execute(f"PRAGMA user_version={number}")
