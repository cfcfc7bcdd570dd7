"""Onrecord beside what a user would otherwise take, in one run: how good, how fast.

    python -m benchmarks.peers [--only NAME ...] [--documents N]

Statements on the reports of the gold standard's development part, by Onrecord and by regular expressions of the usual
kind; time expressions on TimeBank and AQUAINT, by Onrecord and by the libraries of ``requirements-peers.txt`` (those
that are not installed are named and left out). The data lie in the folder that ONRECORD_SHARED names; the scorers come
with them. Speed is words in a second on the clock, so that programs which others start are counted; loading is not.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from benchmarks.gold import record, report_of
from benchmarks.jsonlines import rows
from benchmarks.peers_quotations import statements as by_regular_expressions
from benchmarks.peers_times import PEERS, Reader
from benchmarks.score import scorer
from benchmarks.times import timexes
from onrecord.reading import read_report

TIME_CORPORA = ("timebank", "aquaint")
US = "Onrecord"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    what: str
    who: str
    figures: str
    words_a_second: float


def statements(shared: Path, only: set[str]) -> Iterator[Line]:
    """Statements, by Onrecord and by regular expressions."""
    reports = [json.loads(path.read_text("utf-8")) for path in sorted((shared / "gold/text").glob("*.json"))]
    words = sum(len(report["text"].split()) for report in reports)
    score = scorer(shared / "gold/score.py").score

    def ours(report: dict[str, Any]) -> dict[str, Any]:
        return record(read_report(report_of(report)))

    def theirs(report: dict[str, Any]) -> dict[str, Any]:
        return {"id": report["id"], "statements": by_regular_expressions(report["text"]), "encounters": []}

    for who, read in ((US, ours), ("regular expressions", theirs)):
        if only and who not in only:
            continue
        read(reports[0])
        begun = time.perf_counter()
        records = [read(report) for report in reports]
        seconds = time.perf_counter() - begun
        with tempfile.TemporaryDirectory() as folder:
            for each in records:
                (Path(folder) / f"{each['id']}.json").write_text(json.dumps(each), "utf-8")
            figures = score(shared / "gold/dev", Path(folder))
        shown = ", ".join(f"{row} {figures[f'statement.{row}']['f1']:.3f}" for row in ("found", "attributed", "exact"))
        yield Line("statements, F1", who, shown, words / max(seconds, 1e-3))


def times(shared: Path, only: set[str], most: int) -> Iterator[Line]:
    """Time expressions, by Onrecord and by every library that is installed."""
    readers: dict[str, Callable[[], Reader]] = {US: lambda: _ours, **PEERS}
    for who, make in readers.items():
        if only and who not in only:
            continue
        try:
            read = make()
        except ImportError as error:
            print(f"{who} is left out: {error}", file=sys.stderr)
            continue
        for corpus in TIME_CORPORA:
            yield _timed(who, read, shared, corpus, most)


def _ours(text: str, day: datetime) -> list[dict[str, Any]]:
    return timexes(text, day.date())


def _timed(who: str, read: Reader, shared: Path, corpus: str, most: int) -> Line:
    documents = rows(shared / f"data/timex/{corpus}.jsonl.gz")[: most or None]
    read("The talks ended on Tuesday.", datetime(2025, 10, 21))  # noqa: DTZ001 - a day, anywhere
    found, failed = {}, 0
    begun = time.perf_counter()
    for document in documents:
        day = date.fromisoformat(document["dct"][:10])
        try:
            found[document["id"]] = read(document["text"], datetime(day.year, day.month, day.day))  # noqa: DTZ001
        except Exception:  # noqa: BLE001 - what a peer fails on, it finds nothing in
            failed += 1
    seconds = time.perf_counter() - begun
    figures, _ = scorer(shared / "score/timex.py").score(documents, found)
    shown = ", ".join(f"{row} {figures[row]['F1'] / 100:.3f}" for row in ("strict", "type", "value"))
    words = sum(len(document["text"].split()) for document in documents)
    note = f"; failed on {failed} of {len(documents)}" if failed else ""
    return Line(f"times, {corpus}, F1", who, shown + note, words / max(seconds, 1e-3))


def main() -> None:
    """Print a table, line by line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", nargs="*", default=[], help="names as the table has them")
    parser.add_argument("--documents", type=int, default=0, help="so many of each corpus of times; all if 0")
    options = parser.parse_args()
    shared = Path(os.environ.get("ONRECORD_SHARED", "../shared"))
    if not (shared / "gold").is_dir():
        sys.exit(f"there are no data in {shared}; set ONRECORD_SHARED")
    only = set(options.only)
    print("| measure | by | figures | words/s |\n|---|---|---|---|")
    for measured in (statements(shared, only), times(shared, only, options.documents)):
        for line in measured:
            print(f"| {line.what} | {line.who} | {line.figures} | {line.words_a_second:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
