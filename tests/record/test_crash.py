"""Adding is broken off at random moments: nothing that was acknowledged is lost, nothing half there.

How it is done stands in ``crashing.py``; ``make crash`` does it a thousand times.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = os.environ.get("ONRECORD_CRASHES", "25")


def crashed(database):
    """What a run of ``crashing.py`` says in the end. It is a process of its own because it forks."""
    program = [sys.executable, "-m", "tests.record.crashing", "--rounds", ROUNDS, "--only", database]
    return subprocess.run(program, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_no_acknowledged_report_is_lost_and_none_is_half_there(request, database):
    if database == "postgresql":
        request.getfixturevalue("server")
    done = crashed(database)
    assert done.returncode == 0, done.stderr
    assert f"{ROUNDS} rounds" in done.stdout
    assert "none lost, none half there" in done.stdout
