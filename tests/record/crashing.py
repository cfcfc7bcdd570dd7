"""Breaks off the adding of reports at random moments, again and again, and looks at what is left.

    python -m tests.record.crashing --rounds 1000

Some reports are added to a new record the way ``onrecord add`` does it, but for reading them, which is done by hand. At a
moment drawn at random the process is killed (SQLite), or the server stopped at once, as if its machine had failed
(PostgreSQL). Then every report that was acknowledged must be there, none may be there in part, and ``onrecord check``
must find nothing. The same is added again and broken off again, until it has come through once; then the record must be
the one that comes of adding undisturbed, and a new one is begun.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from onrecord.compare import compare
from onrecord.keeping import add
from onrecord.record.check import problems
from onrecord.record.store import Store
from tests.record.by_hand import TEXT, read
from tests.server import NoServer, Server, quick_place

BATCHES, REPORTS = 6, 5
"""Files added one after the other, and reports in each; after each file what is known across reports is made anew."""

WHAT_FAILS = {"sqlite": "SQLite, process killed", "postgresql": "PostgreSQL, server stopped"}

VIEWS = ("reports", "statements", "accounts", "encounters", "actors", "changes")


class Victim(Protocol):
    """Where the record is, and what fails."""

    def place(self) -> str:
        """A place for a new record."""

    def fail(self, process: int) -> None:
        """End the process that adds, or what it depends on; it has ended when this returns."""


class Process:
    """The process is killed; the record is a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.number = 0

    def place(self) -> str:
        (self.folder / f"record-{self.number}.db").unlink(missing_ok=True)
        self.number += 1
        return str(self.folder / f"record-{self.number}.db")

    def fail(self, process: int) -> None:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


class Machine:
    """The server stops at once and is started again; the record is a database of it."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def place(self) -> str:
        return self.server.empty_database("crash")

    def fail(self, process: int) -> None:
        self.server.stop("immediate")
        os.kill(process, signal.SIGKILL)  # it may have been done, or may not have noticed yet
        os.waitpid(process, 0)
        self.server.start()


@dataclass(slots=True)
class Tally:
    """What was seen: ``when`` counts what the process was doing when it was broken off."""

    when: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    unsaid: int = 0
    records: int = 0

    def __str__(self) -> str:
        parts = ", ".join(f"{number} while {what}" for what, number in sorted(self.when.items()))
        return (
            f"{self.when.total()} rounds ({parts}); {self.records} records finished; {self.acknowledged} reports "
            f"acknowledged, none lost, none half there; {self.unsaid} kept before it could be said"
        )


def crash(victim: Victim, *, rounds: int, folder: Path, seed: int = 11) -> Tally:
    """Break off ``rounds`` times.

    Raises:
        AssertionError: a report was lost or is half there, or the record is not the one it should be.
    """
    draw, tally, files = random.Random(seed), Tally(), _reports(folder)
    wanted, longest = _undisturbed(folder / "undisturbed.db", files)
    place, said = victim.place(), set()
    for _ in range(rounds):
        heard, what = _broken_off(victim, place, files, after=draw.random() * longest)
        tally.when[what] += 1
        tally.acknowledged += len(heard - said)
        said |= heard
        tally.unsaid += _look(place, said)
        if what == "ending":
            with Store.open(place) as store:
                assert _views(store) == wanted, "the record is not the one that comes of adding undisturbed"
            tally.records += 1
            place, said = victim.place(), set()
    return tally


def _reports(folder: Path) -> list[str]:
    """Files with reports, among them versions of one another."""
    files = []
    for batch in range(BATCHES):
        lines = []
        for number in range(batch * REPORTS, (batch + 1) * REPORTS):
            address = f"https://news.example/{number % (BATCHES * REPORTS - 3)}"
            report = {"id": f"n{number}", "outlet": "Morning Wire", "published": f"2025-10-{1 + number % 28:02}"}
            lines.append(json.dumps({**report, "url": address, "text": f"{TEXT} This was report number {number}."}))
        file = folder / f"batch-{batch}.jsonl"
        file.write_text("\n".join(lines), encoding="utf-8")
        files.append(str(file))
    return files


def _undisturbed(path: Path, files: list[str]) -> tuple[dict[str, list[str]], float]:
    """What the record has to be in the end, and how many seconds it takes."""
    for _ in range(2):  # the first time modules are loaded
        path.unlink(missing_ok=True)
        begin = time.monotonic()
        with Store.open(path, create=True) as store:
            for file in files:
                assert all(step.added for step in add(store, [file], read=read))
            seconds = time.monotonic() - begin
            views = _views(store)
    return views, seconds


def _views(store: Store) -> dict[str, list[str]]:
    return {view: sorted(map(repr, store.connection.execute(f"SELECT * FROM {view}"))) for view in VIEWS}


def _broken_off(victim: Victim, place: str, files: list[str], *, after: float) -> tuple[set[str], str]:
    """Add in a process of its own and break it off after so many seconds: the ids that it acknowledged, and what it
    was doing."""
    hear, speak = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(hear)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # the driver says that the server has gone
        _add_and_say(place, files, speak)
    os.close(speak)
    time.sleep(after)
    victim.fail(process)
    with os.fdopen(hear) as pipe:
        heard = pipe.read().splitlines(keepends=True)
    whole = [line.rstrip("\n") for line in heard if line.endswith("\n")]  # a line without its end was being written
    ids = {line for line in whole if line.startswith("R")}
    doing = next((line for line in reversed(whole) if not line.startswith("R")), "opening")
    return ids, doing


def _add_and_say(place: str, files: list[str], speak: int) -> None:
    """In the process: add all files; say the id of each report that was kept, and what comes next."""

    def say(words: str) -> None:
        os.write(speak, f"{words}\n".encode())

    def reading(report):
        say("adding")
        return read(report)

    try:
        with Store.open(place, create=True) as store:
            for file in files:
                for step in add(store, [file], read=reading):
                    assert step.added, step.refused
                    say(step.id)
                    say("comparing")
        say("ending")
        signal.pause()  # whoever is broken off does not end by itself
    except Exception:  # noqa: BLE001 - the server has gone, whatever that broke
        os._exit(1)


def _look(place: str, said: set[str]) -> int:
    """What must hold after each break; how many reports are there that could not be acknowledged any more."""
    with Store.open(place, create=True) as store:
        kept = {id for (id,) in store.connection.execute("SELECT id FROM kept_reports")}
        assert said <= kept, f"lost: {sorted(said - kept)}"
        wrong = list(problems(store, compare))
        assert wrong == [], wrong
        assert len(kept - said) <= 1, "more was kept than was being kept"
        return len(kept - said)


def run(database: str, rounds: int) -> str:
    """What was seen of one kind of database, as a sentence.

    Raises:
        NoServer: no PostgreSQL server can be run here.
    """
    server = Server() if database == "postgresql" else None
    try:
        with tempfile.TemporaryDirectory(prefix="onrecord-crash-", dir=quick_place()) as name:
            folder, begin = Path(name), time.monotonic()
            tally = crash(Machine(server) if server else Process(folder), rounds=rounds, folder=folder)
            return f"{WHAT_FAILS[database]}: {tally}; {time.monotonic() - begin:.0f} s."
    finally:
        if server:
            server.remove()


def main() -> None:
    """Print what was seen."""
    parser = argparse.ArgumentParser(description="Break off the adding of reports and look at what is left.")
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--only", choices=WHAT_FAILS)
    given = parser.parse_args()
    for database in WHAT_FAILS:
        if given.only in {None, database}:
            try:
                sys.stdout.write(f"{run(database, given.rounds)}\n")
                sys.stdout.flush()
            except NoServer as error:
                sys.exit(f"no PostgreSQL server can be run here: {error}")


if __name__ == "__main__":
    main()
