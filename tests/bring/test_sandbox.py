from __future__ import annotations

import json
import sys

import pytest

from onrecord.bring import page_process, sandbox
from onrecord.bring.page import fields_of_page
from onrecord.bring.sandbox import fields_of_page_within_limits
from onrecord.domain.errors import UnreadableReport


def test_another_process_reads_a_page_like_this_one(page):
    assert fields_of_page_within_limits(page("newsroom"), "https://a.example/") == fields_of_page(
        page("newsroom"), "https://a.example/"
    )


def test_a_page_without_a_report_is_refused_with_the_same_words(page):
    with pytest.raises(UnreadableReport, match="a list of links"):
        fields_of_page_within_limits(page("front"))


def test_a_module_in_the_working_folder_is_not_imported(page, tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit('imported')")
    monkeypatch.chdir(tmp_path)
    assert fields_of_page_within_limits(page("flash")).text


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("import time; time.sleep(60)", "too much time"),
        ("while True: pass", "ended with status -"),
        ("import os; os.abort()", "ended with status -"),
        ("a = bytearray(10**11)", "ended with status 1"),
    ],
    ids=["sleeps", "computes", "dies", "eats memory"],
)
def test_a_reader_that_hangs_or_dies_makes_the_page_unreadable(program, reason, monkeypatch, tmp_path):
    stand_in = tmp_path / "reader"
    limits = "from onrecord.bring import page_process\npage_process.CPU_SECONDS = 1\npage_process.take_on_limits()\n"
    stand_in.write_text(f"#!{sys.executable}\n{limits}{program}\n")
    stand_in.chmod(0o755)
    monkeypatch.setattr(sandbox.sys, "executable", str(stand_in))
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 2 if "sleep" in program else 60)
    monkeypatch.setattr(sandbox, "_idle", [])
    with pytest.raises(UnreadableReport, match=reason):
        fields_of_page_within_limits("<p>x</p>")
    assert sandbox._idle == []


def test_one_process_reads_page_after_page(page, monkeypatch):
    monkeypatch.setattr(sandbox, "_idle", [])
    fields_of_page_within_limits(page("newsroom"))
    (reader,) = sandbox._idle
    with pytest.raises(UnreadableReport, match="a list of links"):
        fields_of_page_within_limits(page("front"))
    fields_of_page_within_limits(page("flash"))
    assert sandbox._idle == [reader]
    assert reader.pages == 3
    sandbox._dismiss()
    assert reader.close() == 0


def test_a_process_is_replaced_in_time(page, monkeypatch):
    monkeypatch.setattr(sandbox, "_idle", [])
    monkeypatch.setattr(sandbox, "MOST_PAGES", 1)
    fields_of_page_within_limits(page("flash"))
    assert sandbox._idle == []


def test_a_process_that_ended_while_it_waited_is_replaced(page, monkeypatch):
    monkeypatch.setattr(sandbox, "_idle", [])
    fields_of_page_within_limits(page("flash"))
    (reader,) = sandbox._idle
    reader.kill()
    reader._process.wait()
    assert fields_of_page_within_limits(page("flash")).text
    assert sandbox._idle != [reader]
    sandbox._dismiss()


def test_a_page_has_its_time_to_itself(page, monkeypatch, tmp_path):
    """Five pages of 0.6 seconds each, when the process has one second for each, or two where that is rounded up."""
    stand_in = tmp_path / "reader"
    stand_in.write_text(
        f"#!{sys.executable}\nimport time\nfrom onrecord.bring import page_process\npage_process.CPU_SECONDS = 1\n"
        "def answer(request):\n end = time.process_time() + 0.6\n while time.process_time() < end: pass\n"
        " return {'text': 'x'}\n"
        "page_process.answer = answer\npage_process.main()\n"
    )
    stand_in.chmod(0o755)
    monkeypatch.setattr(sandbox.sys, "executable", str(stand_in))
    monkeypatch.setattr(sandbox, "_idle", [])
    for _ in range(5):
        assert fields_of_page_within_limits("<p>x</p>").text == "x"
    sandbox._dismiss()


def test_whatever_the_parsers_meet_is_that_pages_problem(monkeypatch):
    def breaks(html, url):
        raise RecursionError

    monkeypatch.setattr("onrecord.bring.page.fields_of_page", breaks)
    monkeypatch.setitem(sys.modules, "py3langid", None)
    answer = page_process.answer(json.dumps({"html": "", "url": ""}).encode())
    assert answer["unreadable"].startswith("this page broke its reader (RecursionError)")
