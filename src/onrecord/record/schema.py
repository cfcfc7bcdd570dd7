"""The tables of a record: numbered steps that make them.

``migrations/NNNN_name.sql`` is for both databases, ``NNNN_name.sqlite.sql`` and ``NNNN_name.postgresql.sql`` for one.
A step that was released is never changed; what is to be otherwise is a new step.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib import resources

from onrecord.domain.errors import WrongRecord

_ENGINES = frozenset({"sqlite", "postgresql"})


def migrations(engine: str) -> list[tuple[int, list[str]]]:
    """The steps for "sqlite" or "postgresql", numbered from 1, each a list of SQL statements to run in one
    transaction: what is for both before what is for one."""
    folder = resources.files("onrecord.record") / "migrations"
    steps: dict[int, list[str]] = {}
    for name, file in sorted((each.name, each) for each in folder.iterdir() if each.name.endswith(".sql")):
        only = name.split(".")[-2]
        if only not in _ENGINES - {engine}:
            step = steps.setdefault(int(name.partition("_")[0]), [])
            step[len(step) if only == engine else 0 : 0] = _statements(file.read_text(encoding="utf-8"))
    return sorted(steps.items())


def to_take(engine: str, taken: int, name: str) -> list[tuple[int, list[str]]]:
    """The steps after number ``taken``.

    Raises:
        WrongRecord: a step was taken that this version does not know.
    """
    steps = migrations(engine)
    if taken > steps[-1][0]:
        message = f"the record {name} was made by a later version of Onrecord; use that, or name another record"
        raise WrongRecord(message)
    return steps[taken:]


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one; a trigger's own semicolons do not end one."""
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""
