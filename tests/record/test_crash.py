"""A process that adds reports is killed at random moments: nothing it had acknowledged is lost, nothing half there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from onrecord.compare import compare
from onrecord.record.check import problems
from onrecord.record.store import Store

ROUNDS = int(os.environ.get("ONRECORD_CRASHES", "10"))

ADDING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.record.by_hand import reading
from onrecord.compare import compare
from onrecord.record.store import Store
with Store.open(Path(sys.argv[2]), create=True) as store:
    for number in range(int(sys.argv[3]), 100_000):
        store.add(reading(number))
        print(number, flush=True)
        if number % 7 == 0:
            store.bring_up_to_date(compare)
"""


def killed(path, start, after):
    """Add reports from number ``start`` on, kill the process ``after`` seconds past the first; the numbers that it
    acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-c", ADDING, str(Path(__file__).parents[2]), str(path), str(start)],
        stdout=subprocess.PIPE,
        text=True,
    )
    first = process.stdout.readline()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    # a line without its end was being written
    return [int(line) for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]


def test_no_acknowledged_report_is_lost_and_none_is_half_there(tmp_path):
    path, draw = tmp_path / "record.db", random.Random(11)
    acknowledged: set[str] = set()
    start = 0
    for _ in range(ROUNDS):
        numbers = killed(path, start, draw.random() * 0.1)
        assert numbers
        acknowledged |= {f"n{number}" for number in numbers}
        start = numbers[-1] + 1
        with Store.open(path) as store:
            kept = {row[0] for row in store.connection.execute("SELECT given_id FROM kept_reports")}
            assert acknowledged <= kept
            assert len(kept - acknowledged) <= ROUNDS  # kept and killed before it was said, at most one a round
            assert list(problems(store, compare)) == []
    with Store.open(path) as store:
        store.bring_up_to_date(compare)
        assert list(problems(store, compare)) == []
