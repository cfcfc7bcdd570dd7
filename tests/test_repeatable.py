"""Same input, same output, byte for byte: whatever the process, and in any order of reports."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from onrecord.domain.report import Report
from onrecord.reading import read_report

ROOT = Path(__file__).parent.parent
BUDAPEST = ROOT / "examples/budapest.txt"
SHARM = ROOT / "examples/sharm-el-sheikh.txt"


def as_json(seed: str) -> bytes:
    """What a fresh process writes about an example, with sets and dicts hashed by ``seed``."""
    program = Path(sys.executable).with_name("onrecord")
    words = [program, "read", BUDAPEST, "--published", "2025-10-21", "--json"]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(words, env=environment, capture_output=True, check=True, timeout=120).stdout


def test_two_processes_write_the_same_bytes():
    first = as_json("1")
    assert len(first) > 1000
    assert as_json("2") == first


def test_a_report_reads_the_same_whatever_was_read_before_it():
    budapest = Report(BUDAPEST.read_text("utf-8"), date(2025, 10, 21))
    sharm = Report(SHARM.read_text("utf-8"), date(2025, 10, 14))
    alone = read_report(budapest)
    read_report(sharm)
    after = read_report(budapest)
    assert alone.statements == after.statements
    assert alone.encounters == after.encounters
    assert (alone.actors, alone.times, alone.doubts) == (after.actors, after.times, after.doubts)
