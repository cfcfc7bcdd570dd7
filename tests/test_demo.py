"""What `make demo` promises: that the meeting announced on the 16th was off on the 21st, who said so, in which words."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord import cli

ROOT = Path(__file__).parent.parent
STORY = ROOT / "examples" / "budapest-story.jsonl"


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Asks the record of the story's reports."""
    record = str(tmp_path_factory.mktemp("demo") / "r.db")
    added = CliRunner().invoke(cli.app, ["add", str(STORY), "--record", record])
    assert added.stdout.startswith("11 new, 0 known, 0 revised, 0 refused"), added.output

    def asked(*command, form="json"):
        result = CliRunner().invoke(cli.app, [*command, "--record", record, "--format", form])
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout) if form == "json" else result.stdout

    return asked


def test_the_story_has_eight_reports_or_more_by_three_outlets_over_ten_days():
    reports = [json.loads(line) for line in STORY.read_text("utf-8").splitlines()]
    days = sorted(date.fromisoformat(report["published"]) for report in reports)
    assert len(reports) >= 8
    assert len(Counter(report["outlet"] for report in reports)) == 3
    assert (days[-1] - days[0]).days + 1 == 10


def test_the_meeting_announced_on_the_16th_was_off_on_the_21st(ask):
    off = [row for row in ask("changes") if row["kind"] in {"called off", "denied"} and row["day"] == "2025-10-21"]
    (change,) = [row for row in off if {"Donald Trump", "Vladimir Putin"} <= set(row["participants"].split("; "))]
    assert change["place"] == "Budapest"
    assert (change["earlier_published"], change["earlier_said_by"]) == ("2025-10-16", "Donald Trump")
    assert "he would meet Russian President Vladimir Putin in Budapest" in change["earlier_sentence"]
    assert "official" in change["later_said_by"]
    assert "no plans" in change["later_sentence"]
    assert change["later_outlet"] in {"Northern Dispatch", "Budapest Courier"}


def test_what_hungary_says_on_the_same_day_contradicts(ask):
    disputed = ask("changes", "--since", "2025-10-21", "--until", "2025-10-21", "--actor", "Szijjarto")
    assert [row["kind"] for row in disputed] == ["disputed"]


def test_no_change_is_about_what_did_not_change(ask):
    told = [row for row in ask("changes") if "Putin" in (row["participants"] or "")]
    assert {row["kind"] for row in told}.isdisjoint({"held", "begun", "moved", "rescheduled"})


def test_one_quotation_is_carried_by_two_outlets_with_one_word_changed(ask):
    (change,) = [row for row in ask("changes") if row["kind"] == "quoted differently"]
    assert change["because"] == "“have” in Morning Wire, “need” in Northern Dispatch"
    assert change["later_said_by"] == "Donald Trump"


def test_a_user_sees_it_at_a_glance(ask):
    shown = ask("changes", "--since", "2025-10-21", "--until", "2025-10-21", form="table")
    assert re.search(r"Tue 21 Oct 2025 +CALLED OFF +meeting of Donald Trump and Vladimir Putin, Budapest", shown)
    assert re.search(r"earlier: Thu 16 Oct 2025, Donald Trump +later: Tue 21 Oct 2025, \w+", shown)


def test_the_demo_reads_what_is_there():
    script = (ROOT / "examples" / "demo.sh").read_text("utf-8")
    files = re.findall(r"examples/[\w.-]+\.(?:txt|html|jsonl)", script)
    assert len(files) == 4
    assert all((ROOT / file).is_file() for file in files)
