"""A record in the schema "onrecord" of a PostgreSQL database, reached by its address.

Whatever a transaction has committed stays through a crash of the process, and of the server as far as its ``fsync`` is
on. One process writes at a time (an advisory lock), others read meanwhile. Words are kept as ``tsvector``, cut by
``words.py``. Text is compared and ordered byte by byte (``COLLATE "C"``), as SQLite does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import zip_longest
from typing import Any, ClassVar

import psycopg

from onrecord.domain.errors import WrongRecord
from onrecord.record.connection import APPLICATION, Cursor, Rows, Value
from onrecord.record.schema import to_take
from onrecord.record.words import phrases, vector

SCHEMA = "onrecord"

WAIT = 60
"""Seconds to wait for the server, and for another process that is writing."""

_BATCH = 500
"""Rows that a long answer brings at a time."""

_WORDS = (("group_concat(", "string_agg("), ("instr(", "strpos("), ("%", "%%"), ("?", "%s"))
_TYPES = ((re.compile(r" STRICT\b| WITHOUT ROWID\b|(?<=STRICT),"), ""), (re.compile(r"\bTEXT\b"), 'TEXT COLLATE "C"'))
_COMMENT = re.compile(r"--[^\n]*")
_LEXEME = re.compile(r"'((?:[^']|'')*)':([\d,]+)")


class Postgres:
    """A record in a database; see ``Connection`` for what the methods mean."""

    errors: ClassVar[tuple[type[Exception], ...]] = (psycopg.Error,)

    def __init__(self, raw: psycopg.Connection, name: str) -> None:
        self.raw = raw
        self.name = name
        self._streams = 0

    @classmethod
    def open(cls, address: str, *, create: bool) -> Postgres:
        """The record in the database at ``address`` ("postgresql://user@host/database"), its tables up to date; made
        if it is not there and ``create`` is set. The database itself must be there.

        Raises:
            WrongRecord: there is none, it was made by a later version, or the database cannot be reached.
        """
        name = shown(address)
        try:
            raw = psycopg.connect(
                address,
                autocommit=True,
                connect_timeout=WAIT,
                client_encoding="utf8",
                application_name="onrecord",
            )
            opened = cls(raw, name)
            try:
                opened._prepare(create=create)
            except BaseException:
                opened.close()
                raise
        except psycopg.Error as error:
            message = f"the record {name} cannot be opened: {_sentence(error)}"
            raise WrongRecord(message) from None
        return opened

    def execute(self, sql: str, values: Sequence[Value] = ()) -> Cursor:
        """Run one statement."""
        return self.raw.execute(_translated(sql), values)

    def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each row."""
        with self.raw.cursor() as cursor:
            cursor.executemany(_translated(sql), rows)

    def stream(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Any]:
        """The rows, some hundreds at a time."""
        self._streams += 1
        within = self.raw.info.transaction_status != psycopg.pq.TransactionStatus.IDLE
        with self.raw.cursor(name=f"stream_{self._streams}", withhold=not within) as cursor:
            cursor.itersize = _BATCH
            cursor.execute(_translated(sql), values)
            yield from cursor

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write, alone."""
        with self._between("BEGIN"):
            self.execute("SELECT pg_advisory_xact_lock(?)", (APPLICATION,))
            yield
            self.execute("COMMIT")

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Read one state."""
        with self._between("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"):
            yield
            self.execute("ROLLBACK")

    @contextmanager
    def _between(self, begin: str) -> Iterator[None]:
        self.execute(begin)
        try:
            yield
        except BaseException:
            if not self.raw.closed:
                self.execute("ROLLBACK")
            raise

    def add_words(self, table: str, rows: Iterable[Sequence[Value]]) -> None:
        """Index words."""
        vectors = ((key, vector([str(text) for text in texts])) for key, *texts in rows)
        self.execute_many(f"INSERT INTO {table} VALUES (?, ?::tsvector)", vectors)

    def matching(self, table: str) -> str:
        """Keys of the rows that match."""
        return f"SELECT {_key(table)} FROM {table} WHERE words @@ ?::tsquery"

    def wanted(self, words: str) -> str:
        """The words joined by "and", those that are cut within as phrases.

        >>> Postgres.wanted(None, "minister's visit & -talks")
        "('minister' <-> 's') & 'visit' & 'talks'"
        """
        joined = [" <-> ".join(f"'{word}'" for word in phrase) for phrase in phrases(words)]
        return " & ".join(f"({each})" if "<->" in each else each for each in joined)

    def damages(self) -> Iterator[str]:
        """References and indexes, asked row by row; pages are read whole, so that the server's checksums are looked
        at where it keeps any."""
        (durable,) = self.execute("SHOW fsync").fetchone()
        if durable == "off":
            yield "the server runs with fsync off: what it has acknowledged can be lost when its machine fails"
        for reference in self.execute(_REFERENCES, (SCHEMA,)).fetchall():
            yield from self._stray_references(*reference)
        for index in self.execute(_INDEXES, (SCHEMA,)).fetchall():
            yield from self._index(*index)

    def _stray_references(self, table: str, column: str, parent: str, parent_column: str) -> Iterator[str]:
        (number,) = self.execute(
            f"SELECT count(*) FROM {table} AS child WHERE child.{column} IS NOT NULL AND NOT EXISTS"
            f" (SELECT 1 FROM {parent} AS parent WHERE parent.{parent_column} = child.{column})"
        ).fetchone()
        if number:
            yield f"{number} rows of {table} refer to a row of {parent} that is not there"

    def _index(self, index: str, table: str, columns: str, only: str) -> Iterator[str]:
        """What a sorted index holds against what its table holds, both as a number of rows and a sum of hashes."""
        rows = f"SELECT {columns} FROM {table}{f' WHERE {only}' if only else ''}"
        ask = "SELECT count(*), sum(hashtextextended(named::text, 0)) FROM ({} OFFSET 0) AS named"
        with self._without("seqscan", "bitmapscan", "sort"):
            by_index = self.execute(ask.format(f"{rows} ORDER BY {columns}")).fetchone()
        with self._without("indexscan", "indexonlyscan", "bitmapscan"):
            by_table = self.execute(ask.format(rows)).fetchone()
        if by_index != by_table:
            yield f"the index {index} does not fit its table {table}"

    @contextmanager
    def _without(self, *ways: str) -> Iterator[None]:
        """Have the server look for rows in other ways than these, within a transaction."""
        for way in ways:
            self.execute(f"SET LOCAL enable_{way} = off")
        yield
        for way in ways:
            self.execute(f"SET LOCAL enable_{way} = on")

    def damaged_words(self, table: str, rows: Rows) -> Iterator[str]:
        """An index of words against the texts, and the search in it against what it holds."""
        with self.one_state():
            kept = self.stream(f"SELECT {_key(table)}, words::text FROM {table} ORDER BY {_key(table)}")
            unlike = sum(not _holds(held, row) for row, held in zip_longest(rows(), kept))
            if unlike:
                yield f"the full-text index {table} does not fit its table: {unlike} rows have other words"
            with self._without("seqscan"):
                (number,) = self.execute(
                    f"SELECT count(*) FROM ts_stat('SELECT words FROM {table}') AS held WHERE held.ndoc <>"
                    f" (SELECT count(*) FROM {table} WHERE words @@ quote_literal(held.word)::tsquery)"
                ).fetchone()
            if number:
                yield f"the full-text index {table} does not fit its table: {number} words are not found by it"

    def close(self) -> None:
        """End the connection."""
        self.raw.close()

    def _prepare(self, *, create: bool) -> None:
        (encoding,) = self.execute("SHOW server_encoding").fetchone()
        if encoding != "UTF8":
            message = f"the database {self.name} is in {encoding}; a record needs one in UTF8"
            raise WrongRecord(message)
        self.execute(f"SET search_path TO {SCHEMA}")
        self.execute(f"SET lock_timeout TO '{WAIT}s'")
        self.execute(
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
        )
        taken = self._taken()
        if not taken and not create:
            message = f"there is no record at {self.name}; make one with: onrecord add REPORTS --record {self.name}"
            raise WrongRecord(message)
        self._migrate(taken)

    def _taken(self) -> int:
        """The number of the last step taken, 0 if there is no record.

        Raises:
            WrongRecord: the schema is another program's.
        """
        (tables, ours) = self.execute(
            "SELECT count(*), count(*) FILTER (WHERE relname = 'record_state') FROM pg_class"
            " WHERE relnamespace = to_regnamespace(?)",
            (SCHEMA,),
        ).fetchone()
        if not tables:
            return 0
        found = ours and self.execute("SELECT value FROM record_state WHERE name = 'step'").fetchone()
        if not found:
            message = f"the schema {SCHEMA} at {self.name} is another program's and no record; name another database"
            raise WrongRecord(message)
        return int(found[0])

    def _migrate(self, taken: int) -> None:
        """Take the steps that the record has not taken, each in one transaction."""
        for number, statements in to_take("postgresql", taken, self.name):
            with self.transaction():
                if self._taken() >= number:  # another process was quicker
                    continue
                self.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
                for statement in statements:
                    self.execute(_in_its_types(statement))
                self.execute("DELETE FROM record_state WHERE name = 'step'")
                self.execute("INSERT INTO record_state VALUES ('step', ?)", (str(number),))


def shown(address: str) -> str:
    """An address as it may be shown: with host, database and user, without password and options.

    >>> shown("postgresql://ana:secret@db.example:5433/news?sslmode=require")
    'postgresql://ana@db.example:5433/news'

    Raises:
        WrongRecord: it is no address of a PostgreSQL database.
    """
    try:
        parts = psycopg.conninfo.conninfo_to_dict(address)
    except psycopg.Error:
        message = (
            "the address of the record is none of PostgreSQL's; it looks like postgresql://user@host:5432/database"
        )
        raise WrongRecord(message) from None
    user = f"{parts['user']}@" if parts.get("user") else ""
    port = f":{parts['port']}" if parts.get("port") else ""
    return f"postgresql://{user}{parts.get('host') or ''}{port}/{parts.get('dbname') or ''}"


@lru_cache(maxsize=256)
def _translated(sql: str) -> str:
    """Common SQL in PostgreSQL's words."""
    for ours, its in _WORDS:
        sql = sql.replace(ours, its)
    return sql


def _in_its_types(statement: str) -> str:
    """A statement that makes tables, with PostgreSQL's types; comments, which may hold a "?", are left out."""
    statement = _COMMENT.sub("", statement)
    for ours, its in _TYPES:
        statement = ours.sub(its, statement)
    return statement


def _key(table: str) -> str:
    return "id" if table == "actor_words" else "number"


def _holds(held: Sequence[Any] | None, row: Sequence[Value] | None) -> bool:
    """Whether an index of words holds for a row what follows from its texts."""
    if held is None or row is None:
        return False
    return bool(held[0] == row[0]) and _lexemes(held[1]) == _lexemes(vector([str(text) for text in row[1:]]))


def _lexemes(words: str) -> dict[str, str]:
    """A tsvector as it is written, in any order."""
    return dict(_LEXEME.findall(words))


def _sentence(error: Exception) -> str:
    """What the server or its driver says, on one line."""
    return " ".join(str(error).split())


_REFERENCES = """
SELECT child.relname, child_column.attname, parent.relname, parent_column.attname
FROM pg_constraint
JOIN pg_class AS child ON child.oid = conrelid
JOIN pg_class AS parent ON parent.oid = confrelid
JOIN pg_attribute AS child_column ON child_column.attrelid = conrelid AND child_column.attnum = conkey[1]
JOIN pg_attribute AS parent_column ON parent_column.attrelid = confrelid AND parent_column.attnum = confkey[1]
WHERE contype = 'f' AND connamespace = to_regnamespace(?)
ORDER BY 1, 2
"""
"""References of our tables, all of them of one column."""

_INDEXES = """
SELECT index.relname, owner.relname,
  (SELECT string_agg(pg_get_indexdef(index.oid, place, true), ', ' ORDER BY place)
   FROM generate_series(1, indnkeyatts) AS place),
  coalesce(pg_get_expr(indpred, indrelid), '')
FROM pg_index
JOIN pg_class AS index ON index.oid = indexrelid
JOIN pg_class AS owner ON owner.oid = indrelid
JOIN pg_am ON pg_am.oid = index.relam
WHERE amname = 'btree' AND index.relnamespace = to_regnamespace(?)
ORDER BY 1
"""
"""Sorted indexes of our tables, with the columns and the condition that each is made of."""
