"""What ``onrecord add`` shows while it works and in the end."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

from onrecord import adding
from onrecord.adding import EVERY, FAILED, REASONS, Tally, how_far, with_progress
from onrecord.domain import errors
from onrecord.domain.record import Added
from onrecord.keeping import Sort, Step


def tally(*steps):
    counted = Tally()
    for step in steps:
        counted.count(step)
    return counted


def test_every_sort_of_step_is_counted_once():
    counted = tally(
        Step("a", "R1", Added.NEW, doubts=2),
        Step("b", "R2", Added.NEW),
        Step("c", "R3", Added.KNOWN),
        Step("d", "R4", Added.REVISED, doubts=1),
        Step("e", refused="no day", error="UndatedReport"),
        Step("f", refused="no day", error="UndatedReport"),
        Step("g", refused="a PDF", error="UnreadableReport"),
        Step("h", refused="broke", error="ZeroDivisionError"),
        Step("i", passed="no text"),
        Step("j", passed="no text"),
        Step("k", added=Added.NEW, given=Sort.RULINGS),
        Step("l", added=Added.KNOWN, given=Sort.RULINGS),
        Step("m", added=Added.NEW, given=Sort.HOLDERS),
    )
    assert counted.refused == 4
    assert counted.summary() == [
        "2 new, 1 known, 1 revised, 4 refused; 2 with doubts.",
        "Judgements on actors: 1 new, 1 known.",
        "Office-holders: 1 new, 0 known.",
        f"Refused: 2 without a day of publication, 1 {FAILED}, 1 unreadable.",
        "Passed over: 2 no text.",
    ]


def test_where_nothing_was_refused_nothing_is_said_of_it():
    assert tally().summary() == ["0 new, 0 known, 0 revised, 0 refused; 0 with doubts."]


def test_every_error_of_a_report_has_its_reason():
    own = {
        name
        for name, each in vars(errors).items()
        if isinstance(each, type) and issubclass(each, errors.OnrecordError) and each is not errors.OnrecordError
    }
    assert set(REASONS) == own - {"WrongRecord", "NotInRecord"}


def test_without_a_terminal_a_line_says_now_and_then_how_far_it_is(capsys):
    steps = [Step(str(number)) for number in range(2 * EVERY + 1)]
    assert list(with_progress(iter(steps), 2 * EVERY)) == steps
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(" reports, ")[0] for line in lines] == [
        f"onrecord: {EVERY} of {2 * EVERY}",
        f"onrecord: {2 * EVERY} of {2 * EVERY}",
    ]
    assert all("/s" in line for line in lines)


def test_time_left_is_told_in_what_suits_it():
    assert how_far(1, 10, 1.0) == "1 of 10 reports, 1.0/s, 9 s left."
    assert how_far(1, 1000, 2.0) == "1 of 1000 reports, 0.5/s, 33 min left."
    assert how_far(10, 10, 0.0).endswith("/s.")


def test_on_a_terminal_a_bar_shows_the_rate_and_what_is_refused_stands_on_lines_of_its_own():
    program = (
        "import time\nfrom onrecord.adding import with_progress\nfrom onrecord.keeping import Step\n"
        "from onrecord.speaking import say\n"
        "def steps():\n for number in range(20):\n  time.sleep(0.05)\n  yield Step(str(number))\n"
        "for step in with_progress(steps(), 20):\n if step.name == '7': say('seven: refused')\n"
    )
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(Path(adding.__file__).parents[1]), "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen([sys.executable, "-c", program], stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    assert process.returncode == 0
    text = shown.decode("utf-8", "replace")
    assert "/20" in text
    assert "/s" in text
    assert "0:00:0" in text
    assert any(line.strip().endswith("onrecord: seven: refused") for line in text.replace("\r", "\n").splitlines())
