"""How fast a record of a million statements answers.

    python -m benchmarks.million [--statements N] [--times N] [--keep FILE]

A SQLite record is made up (see ``invented.py``) and asked as the commands ask: fifty rows for a table and, where there
are more, how many. Printed is the time within which 95 of 100 questions are answered, beside its limit:

- actor and time: ``said WHO --since --until``, a month or a year; persons by full or family name, drawn as in texts;
- two words and a year: ``search WORD WORD --since --until``, the words drawn as in the texts;
- changes of a week: ``changes --since`` of the last week of the record, and any week with ``--since --until``.

The file lies in a temporary folder and is removed, unless ``--keep`` names a place for it; one that is there already is
asked as it is. Exit status 1: a limit is broken. Times of a shared machine are upper bounds.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from benchmarks.invented import FIRST, LAST, PERSONS, SEED, Invention, common_words, drawn_often, fill, names
from benchmarks.speed import Limit
from onrecord.cli_options import SHOWN
from onrecord.domain.errors import NotInRecord
from onrecord.record import asking
from onrecord.record.asking import Asked
from onrecord.record.connection import Connection
from onrecord.record.sides import Answer
from onrecord.record.store import Store

MEBIBYTE = 1024 * 1024
DAYS = (LAST - FIRST).days

Question = Callable[..., Answer]
"""A function of ``asking`` with all but the connection and ``asked`` given."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question with the days that it is narrowed down to; ``words`` say it for a reader."""

    words: str
    ask: Question
    since: date
    until: date | None


def answered(connection: Connection, query: Query) -> tuple[Answer, int]:
    """The rows that the command shows, and how many there are: see ``cli_options.Options.answer``."""
    asked = Asked(query.since, query.until, limit=SHOWN + 1)
    try:
        found = query.ask(connection, asked=asked)
    except NotInRecord:  # in a small record not everybody has a part
        return [], 0
    if len(found) <= SHOWN:
        return found, len(found)
    return found[:SHOWN], len(query.ask(connection, asked=replace(asked, limit=0, bare=True)))


def actor_and_time() -> Iterator[Query]:
    """What persons said in a month (three of four) or in a year; half of the persons by their family name."""
    draw = random.Random(SEED + 1)
    persons, weights = names(), drawn_often(PERSONS)
    while True:
        (name,) = draw.choices(persons, cum_weights=weights)
        who = draw.choice((name, name.split()[-1]))
        days = draw.choice((30, 30, 30, 365))
        since = FIRST + timedelta(days=draw.randrange(DAYS - days))
        yield Query(f"said {who}", partial(asking.said, who=who), since, since + timedelta(days))


def two_words_and_year() -> Iterator[Query]:
    """What has two different words, in a year of the calendar."""
    draw = random.Random(SEED + 2)
    weights = drawn_often(len(common_words()))
    while True:
        pair = draw.choices(common_words(), cum_weights=weights, k=2)
        year = draw.randint(FIRST.year, LAST.year)
        if pair[0] != pair[1]:
            words = " ".join(pair)
            yield Query(
                f"search {words}",
                partial(asking.search, words=words),
                date(year, 1, 1),
                date(year, 12, 31),
            )


def last_week() -> Iterator[Query]:
    """The changes of the record's last week."""
    while True:
        yield Query("changes", asking.changes, LAST - timedelta(days=6), None)


def any_week() -> Iterator[Query]:
    """The changes of some week."""
    draw = random.Random(SEED + 3)
    while True:
        since = FIRST + timedelta(days=draw.randrange(DAYS - 6))
        yield Query("changes", asking.changes, since, since + timedelta(days=6))


QUERIES: tuple[tuple[str, Callable[[], Iterator[Query]], float], ...] = (
    ("actor + time, p95", actor_and_time, 50),
    ("two words + year, p95", two_words_and_year, 300),
    ("changes since the last week, p95", last_week, 300),
    ("changes of any week, p95", any_week, 300),
)
"""Name, questions, and limit in milliseconds."""


def within(times: list[float], share: float = 0.95) -> float:
    """The least of the times within which so large a share of them lies.

    >>> within([1.0, 2.0, 3.0, 40.0], 0.75)
    3.0
    """
    return sorted(times)[max(0, -int(-share * len(times) // 1) - 1)]


def measured(connection: Connection, times: int) -> Iterator[Limit]:
    """Each sort of question asked so many times; what is slowest of it goes to the standard error."""
    for name, queries, limit in QUERIES:
        taken: list[tuple[float, int, Query]] = []
        source = queries()
        for _ in range(times):
            query = next(source)
            began = time.perf_counter()
            _, number = answered(connection, query)
            taken.append((1000 * (time.perf_counter() - began), number, query))
        slowest, number, query = max(taken, key=lambda each: each[0])
        seconds = [each[0] for each in taken]
        sys.stderr.write(
            f"  {name}: median {within(seconds, 0.5):.1f} ms, slowest {slowest:.1f} ms ({query.words} {query.since}"
            f" to {query.until}: {number} rows)\n"
        )
        yield Limit(name, within(seconds), limit, "ms")


def main() -> int:
    """Make the record up, ask it, print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=200, help="questions of each sort")
    parser.add_argument("--keep", type=Path, metavar="FILE")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "record.db"
        if not path.exists():
            began = time.perf_counter()
            with Store.open(path, create=True) as store:
                fill(store, Invention(given.statements))
            print(f"made up in {time.perf_counter() - began:.0f} s")
        with Store.open(path) as store:
            (number,) = store.connection.execute("SELECT count(*) FROM kept_statements").fetchone()
            print(f"{number} statements, {path.stat().st_size // MEBIBYTE} MiB")
            limits = []
            for limit in measured(store.connection, given.times):
                limits.append(limit)
                print(limit.line(), flush=True)
    return int(any(limit.ratio > 1 for limit in limits))


if __name__ == "__main__":
    sys.exit(main())
