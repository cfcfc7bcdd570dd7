"""How fast Onrecord is and how much memory it takes.

    python -m benchmarks.speed [REPORTS.jsonl[.gz]] [--limit N] [--startup-only]

Two tables: the whole program for one report (`onrecord --help`, `onrecord read`), each figure as a ratio to its limit;
and one process that reads many reports one after another: reports/s, words/s, peak memory. The reports are the
newswire of the development data where it lies in the folder ONRECORD_SHARED names, else the examples over and over.

Times of a shared machine are upper bounds, so the best of several runs is printed beside the limit. Exit status 1: a
limit is broken, or a report made reading raise something that is no OnrecordError.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from benchmarks.gold import report_of
from benchmarks.jsonlines import rows
from onrecord.domain.errors import OnrecordError
from onrecord.domain.report import Report
from onrecord.reading import read_reports

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples/budapest.txt"
REPLICAS = 100
KIBIBYTE = 1024
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: seconds on the clock, CPU-seconds, peak memory in MiB."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure and what it must not pass. ``least`` turns it round: what it must reach."""

    name: str
    figure: float
    limit: float
    unit: str
    least: bool = False

    @property
    def ratio(self) -> float:
        """How much of the limit is used; above 1 it is broken.

        >>> Limit("memory", 250, 500, "MiB").ratio, Limit("speed", 24, 12, "reports/s", least=True).ratio
        (0.5, 0.5)
        """
        return self.limit / self.figure if self.least else self.figure / self.limit

    def line(self) -> str:
        """A line of the table."""
        word = "at least" if self.least else "at most"
        return f"  {self.name:42}{self.figure:10.2f} {self.unit:10}{word} {self.limit:g}, ratio {self.ratio:.2f}"


def peak_memory(usage: resource.struct_rusage) -> float:
    """Peak resident memory in MiB; Linux counts in KiB, macOS in bytes."""
    return usage.ru_maxrss / (MEBIBYTE if sys.platform == "darwin" else KIBIBYTE)


def measured(words: Sequence[str | Path]) -> Run:
    """Runs a program to its end, output thrown away, and says what it took.

    Raises:
        RuntimeError: it failed.
    """
    began = time.perf_counter()
    with subprocess.Popen([str(word) for word in words], cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if process.returncode:
        message = f"{words} ended with {process.returncode}"
        raise RuntimeError(message)
    return Run(wall, usage.ru_utime + usage.ru_stime, peak_memory(usage))


def best(words: Sequence[str | Path], runs: int = 5) -> Run:
    """The least of each figure over several runs, the first (cold) one left out."""
    taken = [measured(words) for _ in range(runs + 1)][1:]
    return Run(min(r.wall for r in taken), min(r.cpu for r in taken), min(r.memory for r in taken))


def whole_program() -> list[Limit]:
    """One report, one process."""
    program = Path(sys.executable).with_name("onrecord")
    usage = best([program, "--help"])
    reading = best([program, "read", EXAMPLE, "--published", "2025-10-21"])
    return [
        Limit("onrecord --help, on the clock", usage.wall, 0.5, "s"),
        Limit("onrecord read, one report, CPU", reading.cpu, 2.0, "CPU-s"),
        Limit("onrecord read, one report, peak memory", reading.memory, 500, "MiB"),
    ]


def reports(path: Path | None) -> Iterator[Report]:
    """The reports of ``path``, or the example ``REPLICAS`` times."""
    if path is not None:
        yield from map(report_of, rows(path))
        return
    text = EXAMPLE.read_text("utf-8")
    for number in range(REPLICAS):
        yield Report(text, date(2025, 10, 21), id=f"example-{number}")


@dataclass(slots=True)
class Tally:
    """What reading many reports came to. ``refused`` are those that raised an OnrecordError (not English, say),
    ``crashed`` those that raised anything else."""

    read: int = 0
    words: int = 0
    refused: int = 0
    crashed: int = 0
    statements: int = 0
    encounters: int = 0


def read_all(many: Iterator[Report]) -> Tally:
    """Reads each report; one that crashes costs only itself and is named."""
    tally = Tally()
    for report, outcome in read_reports(many):
        if isinstance(outcome, OnrecordError):
            tally.refused += 1
            print(f"  refused {report.id}: {outcome}")
        elif isinstance(outcome, Exception):
            tally.crashed += 1
            print(f"  CRASHED {report.id}: {outcome!r}")
        else:
            tally.read += 1
            tally.statements += len(outcome.statements)
            tally.encounters += len(outcome.encounters)
        tally.words += len(report.text.split())
    return tally


def many_reports(path: Path | None, limit: int | None) -> tuple[Tally, list[Limit]]:
    """Many reports, this process. The limit on speed is for the newswire on two cores."""
    waiting = list(islice(reports(path), limit))
    read_all(iter(waiting[:1]))
    began = time.perf_counter()
    tally = read_all(iter(waiting))
    seconds = time.perf_counter() - began
    memory = peak_memory(resource.getrusage(resource.RUSAGE_SELF))
    done = tally.read + tally.refused + tally.crashed
    print(f"  {done} reports of {path.name if path else EXAMPLE.name} in {seconds:.1f} s on {os.cpu_count()} cores:")
    print(f"  {done / seconds:.1f} reports/s, {tally.words / seconds:.0f} words/s, peak memory {memory:.0f} MiB")
    print(f"  {tally.statements} statements, {tally.encounters} encounters")
    print(f"  {tally.refused} refused, {tally.crashed} crashed")
    return tally, [Limit("many reports, one process", done / seconds, 12, "reports/s", least=True)]


def newswire() -> Path | None:
    """The newswire of the development data, if it is there."""
    shared = Path(os.environ.get("ONRECORD_SHARED") or ROOT.parent / "shared")
    path = shared / "data/newswire/reports.jsonl.gz"
    return path if path.exists() else None


def main(arguments: list[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path, nargs="?", help="reports as JSON lines (id, published, text)")
    parser.add_argument("--limit", type=int, help="read only this many")
    parser.add_argument("--startup-only", action="store_true", help="only the whole program for one report")
    options = parser.parse_args(arguments)
    print("One report, the whole program (best of 5 warm runs)")
    limits = whole_program()
    crashed = 0
    if not options.startup_only:
        print("Many reports, one process")
        tally, more = many_reports(options.reports or newswire(), options.limit)
        limits += more
        crashed = tally.crashed
    for limit in limits:
        print(limit.line())
    return 1 if crashed or any(limit.ratio > 1 for limit in limits) else 0


if __name__ == "__main__":
    sys.exit(main())
