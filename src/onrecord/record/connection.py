"""What the record asks of a database, whichever it is: SQLite (``sqlite.py``) or PostgreSQL (``postgres.py``).

All SQL is written once, in words that both take, with ``?`` where a value stands. What only one of them has (how words
are indexed, how a writer is kept alone, how a copy is made) is a method here. To keep SQL common:

- a flag is 0 or 1 and is compared (``current = 1``); a subquery that is selected from has a name (``AS named``);
- ``ON CONFLICT``, not ``INSERT OR REPLACE``; ``IS NULL`` before a column that may be empty where order matters;
- any case is ``lower(column) = ?`` with :func:`lower`, which like both databases touches A to Z alone;
- ``group_concat``, ``instr`` and the types of tables are put into PostgreSQL's words by ``postgres.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from string import ascii_lowercase, ascii_uppercase
from typing import Any, ClassVar, Protocol

Value = str | int | None
Row = tuple[Value, ...]

Rows = Callable[[], Iterable[Sequence[Value]]]
"""Rows that are read where they are needed."""

APPLICATION = 0x4F6E5265
"""What says of a database that it is a record ("OnRe"), so that another program's is never taken for one."""

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


class Cursor(Protocol):
    """The rows of an answer."""

    @property
    def description(self) -> Any:  # noqa: ANN401 - each driver has its own type; the first item of each is the name
        """One item for each column, whose first is its name."""

    def fetchone(self) -> Any:  # noqa: ANN401 - a row holds whatever was selected
        """The next row, None after the last."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """An open record, as the rest of ``record`` sees it.

    ``name`` is how it is called towards the user, without a password. ``errors`` are what its methods raise when the
    database refuses.
    """

    name: str
    errors: ClassVar[tuple[type[Exception], ...]]

    def execute(self, sql: str, values: Sequence[Value] = ()) -> Cursor:
        """Run one statement; each ``?`` stands for one of ``values``."""

    def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each of ``rows``."""

    def stream(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Any]:
        """The rows of an answer that may be too large for memory; other statements may be run meanwhile."""

    def transaction(self) -> AbstractContextManager[None]:
        """All of it or nothing, and once it is over, for good; waits for another process that is writing."""

    def one_state(self) -> AbstractContextManager[None]:
        """Everything read within is of one moment, though others write meanwhile; nothing written within stays."""

    def add_words(self, table: str, rows: Iterable[Sequence[Value]]) -> None:
        """Index words: the key of a row, then its texts. ``table`` is statement_words, report_words or actor_words."""

    def matching(self, table: str) -> str:
        """SQL that selects the keys of rows which have the words that stand in its one ``?`` (see ``wanted``)."""

    def wanted(self, words: str) -> str:
        """A user's words in the form for ``matching``: all must be there, none is taken for an operator."""

    def damages(self) -> Iterator[str]:
        """What the database itself finds wrong with its tables, indexes and references, one sentence each."""

    def damaged_words(self, table: str, rows: Rows) -> Iterator[str]:
        """What is wrong with an index of words, one sentence each; ``rows`` are what ``add_words`` was given, in the
        order of their keys."""

    def close(self) -> None:
        """End the connection."""


def lower(words: str) -> str:
    """A to Z in lower case and all else as it is, as ``lower()`` does in both databases.

    >>> lower("ÉDITION DU MATIN")
    'Édition du matin'
    """
    return words.translate(_LOWER)
