"""Opening a record: which file it is, whether it is one, and bringing its tables up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from onrecord.domain.errors import WrongRecord

APPLICATION = 0x4F6E5265
"""What SQLite's ``application_id`` says of a record ("OnRe"), so that another program's file is never taken for one."""

WAIT = 60_000
"""Milliseconds to wait for another process that is writing."""


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """A connection to the record at ``path``, its tables up to date; made if it is not there and ``create`` is set.

    Whatever a transaction has committed stays through a crash of the process and of the machine (write-ahead log with
    ``synchronous=FULL``); while one process writes, others read.

    Raises:
        WrongRecord: there is none, the file is no record or was made by a later version, or cannot be opened.
    """
    if not create and not path.is_file():
        message = f"there is no record at {path}; make one with: onrecord add REPORTS --record {path}"
        raise WrongRecord(message)
    try:
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, timeout=WAIT / 1000)
        try:
            _require_ours(connection, path)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA foreign_keys=ON")
            _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    except (sqlite3.Error, OSError) as error:
        message = f"the record {path} cannot be opened: {error}"
        raise WrongRecord(message) from None
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; waits for another process that is writing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def migrations() -> list[tuple[int, str]]:
    """The steps that make the tables, numbered from 1, as SQL."""
    folder = resources.files("onrecord.record") / "migrations"
    files = sorted((each.name, each) for each in folder.iterdir() if each.name.endswith(".sql"))
    return [(int(name.partition("_")[0]), file.read_text(encoding="utf-8")) for name, file in files]


def _require_ours(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION and (application or tables):
        message = f"{path} is a database of another program and no record; name another file with --record"
        raise WrongRecord(message)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Take the steps that the file has not taken, each in one transaction."""
    steps = migrations()
    (taken,) = connection.execute("PRAGMA user_version").fetchone()
    if taken > steps[-1][0]:
        message = f"the record {path} was made by a later version of Onrecord; use that, or name another file"
        raise WrongRecord(message)
    for number, script in steps[taken:]:
        with transaction(connection):
            (done,) = connection.execute("PRAGMA user_version").fetchone()
            if done >= number:  # another process was quicker
                continue
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id={APPLICATION}")
            connection.execute(f"PRAGMA user_version={number}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: ``executescript`` would end the transaction."""
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""
