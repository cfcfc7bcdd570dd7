from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord import cli

WIRE = (
    "OSLO — Norwegian Foreign Minister Espen Dahl said on Monday that he would meet Swedish President Karin Holm in "
    "Oslo on October 30.\n\n“The minister's door is open,” Dahl told reporters."
)
POST = (
    "STOCKHOLM — Swedish President Karin Holm met Norwegian Foreign Minister Espen Dahl in Oslo on Thursday, her "
    "office said on Friday."
)
REPORTS = [
    {"id": "w1", "outlet": "Fjord Wire", "published": "2025-10-20", "title": "Dahl to meet Holm", "text": WIRE},
    {"id": "p1", "outlet": "Baltic Post", "published": "2025-10-31", "url": "https://post.example/1", "text": POST},
]
COMMANDS = (
    ("said", "Dahl"), ("met",), ("planned",), ("changes",), ("changes", "--likely"), ("timeline",), ("search", "minister's"),
)  # fmt: skip


def run(*arguments, stdin=None):
    return CliRunner().invoke(cli.app, arguments, input=stdin)


@pytest.fixture(scope="module")
def filled(new_place, tmp_path_factory):
    """A folder with reports, and a record of them in either kind of database."""
    folder = tmp_path_factory.mktemp("filled")
    record = str(new_place(folder, "filled"))
    lines = folder / "news.jsonl"
    lines.write_text("\n".join(map(json.dumps, REPORTS)), encoding="utf-8")
    result = run("add", str(lines), "--record", record)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("2 new, 0 known, 0 revised, 0 refused")
    return folder, record


@pytest.fixture
def record(filled, monkeypatch):
    folder, record = filled
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("ONRECORD_RECORD", record)
    return record


def named(record):
    """How a record is called: an address without what stands behind "?"."""
    if not record.startswith("postgresql:"):
        return record
    before, _, host = record.partition("?host=")
    return before.replace("@/", f"@{host}/")


def rows(*arguments):
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_adding_again_changes_nothing(record):
    before = run("timeline", "--format", "json").stdout
    result = run("add", "news.jsonl")
    assert result.stdout.startswith("0 new, 2 known, 0 revised, 0 refused")
    assert run("timeline", "--format", "json").stdout == before


def test_the_record_exported_and_added_elsewhere_is_the_same_record(record, tmp_path, monkeypatch):
    own, table = str(tmp_path / "own.db"), tmp_path / "table.csv"
    table.write_text("name,office,country,start\nEspen Dahl,foreign minister,Norway,2021-10-14\n", "utf-8")
    assert run("backup", own).exit_code == 0
    monkeypatch.setenv("ONRECORD_RECORD", own)
    assert run("actors", "apart", "Dahl", "Holm", "--because", "a test").exit_code == 0
    assert run("actors", "offices", str(table)).exit_code == 0
    assert run("export", str(tmp_path / "all.jsonl")).exit_code == 0
    written = (tmp_path / "all.jsonl").read_text("utf-8")
    assert run("export", "--format", "jsonl").stdout == written
    other = str(tmp_path / "other.db")
    result = run("add", str(tmp_path / "all.jsonl"), "--record", other)
    assert result.stdout.startswith("2 new, 0 known, 0 revised, 0 refused")
    assert "Judgements on actors: 1 new, 0 known.\nOffice-holders: 1 new, 0 known.\n" in result.stdout
    assert "Passed over: " in result.stdout
    assert (
        run("actors", "judged", "--record", other, "--format", "json").stdout
        == run("actors", "judged", "--format", "json").stdout
    )
    assert run("export", "--record", other).stdout == written


def test_an_export_that_cannot_be_written_leaves_nothing(record, tmp_path):
    result = run("export", str(tmp_path / "none" / "all.jsonl"))
    assert result.exit_code == 7
    assert "cannot be written" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_record_is_not_written_over_by_its_own_export(tmp_path):
    record = tmp_path / "own.db"
    assert run("add", "-", "--record", str(record), "--published", "2025-10-20", stdin=WIRE).exit_code == 0
    result = run("export", str(record), "--record", str(record))
    assert result.exit_code == 7
    assert "is the record itself" in result.stderr
    assert run("check", "--record", str(record)).exit_code == 0


def test_bad_reports_are_refused_by_name_and_the_rest_is_kept(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "good.json").write_text(json.dumps(REPORTS[0]))
    (folder / "blob.bin").write_bytes(b"\x00\x01\xff\xfe" * 100)
    (folder / "undated.txt").write_text(POST)
    (folder / "torn.jsonl").write_text('{"id": "1"')
    result = run("add", str(folder), str(tmp_path / "none.txt"), "--record", str(tmp_path / "r.db"))
    assert result.exit_code == 1
    assert result.stdout.startswith("1 new, 0 known, 0 revised, 4 refused")
    for words in ("blob.bin: ", "undated.txt: no day of publication", "torn.jsonl:1: ", "there is no file"):
        assert words in result.stderr


def test_of_everything_at_once_the_bad_is_refused_and_the_good_is_kept(tmp_path):
    folder = tmp_path / "all"
    (folder / "deep" / "deeper").mkdir(parents=True)
    wire, post = json.dumps(REPORTS[0]), json.dumps(REPORTS[1])
    item = {"uri": "urn:1", "headline": "Dahl", "versioncreated": "2025-10-22T08:00:00Z", "body_text": WIRE}
    feed = f"<rss><channel><title>Fjord Wire</title><item><pubDate>Mon, 20 Oct 2025 08:00:00 GMT</pubDate><guid>f1</guid><description>{WIRE}</description></item></channel></rss>"
    record = f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/{{}}\r\nContent-Type: {{}}\r\nContent-Length: {len(POST.encode())}\r\n\r\n{POST}\r\n\r\n"
    (folder / "deep" / "deeper" / "lines.jsonl").write_text(f"{wire}\n{wire}\n{{broken\n{post}\n")
    (folder / "deep" / "item.json").write_text(json.dumps(item))
    (folder / "deep" / "withdrawn.json").write_text(json.dumps({**item, "pubstatus": "canceled"}))
    (folder / "feed.xml").write_text(feed)
    (folder / "report.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    (folder / "torn.jsonl.gz").write_bytes(gzip.compress(wire.encode())[:-9])
    (folder / "undated.txt").write_text(POST)
    (folder / "web.warc").write_text(record.format(1, "text/plain") + record.format(2, "image/png"))
    (folder / "wrong-day.json").write_text(json.dumps({**REPORTS[0], "published": "20/10/2025"}))
    result = run("add", str(folder), "--record", str(tmp_path / "r.db"))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "4 new, 1 known, 0 revised, 7 refused; 0 with doubts.",
        "Refused: 4 unreadable, 2 without a day of publication, 1 with a wrong date.",
        "Passed over: 1 no text.",
    ]
    for name, words in (
        ("lines.jsonl:3", "broken JSON"),
        ("withdrawn.json", "withdrawn this item"),
        ("report.pdf", "a PDF file"),
        ("torn.jsonl.gz:1", "breaks off in the middle"),
        ("undated.txt", "no day of publication"),
        ("web.warc:1 https://a.example/1", "no day of publication"),
        ("wrong-day.json", "people read in two ways"),
    ):
        assert any(name in line and words in line for line in result.stderr.splitlines()), name
    again = run("add", str(folder), "--record", str(tmp_path / "r.db"))
    assert again.stdout.startswith("0 new, 5 known, 0 revised, 7 refused")


def test_a_corrected_report_is_a_revision(place, tmp_path):
    db = str(place)
    for text in (POST, POST.replace("Thursday", "Wednesday")):
        (tmp_path / "p.json").write_text(json.dumps({**REPORTS[1], "text": text}))
        result = run("add", str(tmp_path / "p.json"), "--record", db)
    assert result.stdout.startswith("0 new, 0 known, 1 revised")
    parts = json.loads(run("report", "https://post.example/1", "--record", db, "--format", "json").stdout)
    assert parts["report"][0]["revision"] == 2
    assert [version["revision"] for version in parts["other versions"]] == [1]


@pytest.mark.parametrize("command", COMMANDS, ids=[" ".join(command) for command in COMMANDS])
@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_every_question_is_answered_in_every_form(record, command, form):
    result = run(*command, "--format", form)
    assert result.exit_code == 0, result.stderr
    assert f"onrecord: record {named(record)}" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", COMMANDS, ids=[" ".join(command) for command in COMMANDS])
def test_every_question_can_be_narrowed_down(record, command):
    for option in (("--since", "2030-01-01"), ("--until", "1990-01-01"), ("--outlet", "Nobody")):
        assert rows(*command, *option) == []
    assert run(*command, "--actor", "Espen Dahl").exit_code == 0
    assert run(*command, "--actor", "Nobody At All").exit_code == 8
    assert run(*command, "--since", "no day").exit_code == 2


def test_a_search_takes_the_users_words_as_words(record):
    assert {row["what"] for row in rows("search", "minister's door")} >= {"report"}
    assert rows("search", "minister's", "OR") == []


def test_every_id_can_be_shown(record):
    found = [row["id"] for command in COMMANDS for row in rows(*command)]
    assert found
    for id in dict.fromkeys(found):
        assert run("show", id).exit_code == 0
        assert json.loads(run("show", id, "--format", "json").stdout)


def test_a_report_is_shown_with_what_it_says(record):
    result = run("report", "w1")
    assert result.exit_code == 0
    assert "Dahl to meet Holm" in result.stdout


def test_what_is_not_there_ends_with_eight(record):
    for command in (("show", "E000000000000"), ("report", "w2"), ("said", "Nobody")):
        result = run(*command)
        assert result.exit_code == 8
        assert result.stdout == ""


def test_more_than_is_shown_is_said(record):
    result = run("timeline", "--limit", "1")
    assert "1 of " in result.stderr
    assert "shown; --limit 0 shows all" in result.stderr
    assert len(rows("timeline", "--limit", "1")) == 1


def test_a_sound_record_is_in_order(record):
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "All in order: every offset, hash and index of 2 reports.\n")


def test_a_tampered_copy_is_not(record, tmp_path):
    import sqlite3

    assert run("backup", str(tmp_path / "copy.db")).exit_code == 0
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        copy.execute("UPDATE kept_reports SET text = replace(text, 'Oslo', 'Rome')")
    copy.close()
    result = run("check", "--record", str(tmp_path / "copy.db"))
    assert result.exit_code == 1
    assert "SHA-256 differs" in result.stderr
    assert run("backup", str(tmp_path / "copy.db")).exit_code == 7


def test_asking_makes_no_record(place, tmp_path):
    result = run("met", "--record", str(place))
    assert result.exit_code == 7
    assert "onrecord add" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_record_it_is_the_users_own(tmp_path, monkeypatch):
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "news.json").write_text(json.dumps(REPORTS[0]))
    result = run("add", str(tmp_path / "news.json"))
    (made,) = tmp_path.rglob("record.db")
    assert f"onrecord: record {made}" in result.stderr


def test_an_addition_broken_off_is_brought_up_to_date_by_asking(record, tmp_path):
    """The report was kept, and the process ended before what is known across reports was made."""
    import sqlite3

    run("backup", str(tmp_path / "copy.db"))
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        copy.execute("DELETE FROM known_members")
        copy.execute("UPDATE record_state SET value = '1' WHERE name = 'stale'")
    copy.close()
    assert rows("said", "Dahl", "--record", str(tmp_path / "copy.db")) == rows("said", "Dahl")


def test_a_report_from_standard_input(tmp_path):
    result = run("add", "-", "--record", str(tmp_path / "r.db"), stdin=json.dumps(REPORTS[0]))
    assert result.stdout.startswith("1 new")


def test_output_in_a_pipe_bears_no_escape(record):
    program = [sys.executable, "-m", "onrecord", "timeline", "--record", record]
    environment = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[1])}
    result = subprocess.run(program, capture_output=True, check=True, env=environment)
    assert b"\x1b" not in result.stdout
    assert b"Espen Dahl" in result.stdout


def test_a_password_is_not_shown(server, tmp_path):
    (tmp_path / "news.json").write_text(json.dumps(REPORTS[0]))
    address = server.empty_database("record").replace("postgres@", "postgres:pass-word@")
    result = run("add", str(tmp_path / "news.json"), "--record", address)
    assert result.exit_code == 0
    assert "postgresql://postgres@" in result.stderr
    for command in (("met",), ("check",), ("backup", str(tmp_path / "copy.db")), ("backup", address)):
        assert "pass-word" not in run(*command, "--record", address).output
    result = run("met", "--record", address.replace("/record", "/none"))
    assert result.exit_code == 7
    assert "pass-word" not in result.output


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://localhost:1/news", "cannot be opened"),
        ("postgresql://localhost/news?no=option", "none of PostgreSQL's"),
        ("postgresql://[::1/news", "none of PostgreSQL's"),
    ],
)
def test_an_address_that_leads_nowhere_ends_with_a_sentence(address, said):
    pytest.importorskip("psycopg")
    result = run("met", "--record", address)
    assert result.exit_code == 7
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_without_the_driver_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "onrecord.record.postgres", raising=False)
    result = run("met", "--record", "postgresql://localhost/news")
    assert result.exit_code == 7
    assert "pip install 'onrecord[postgres]'" in result.stderr


def test_a_server_that_goes_away_ends_with_a_sentence(monkeypatch, server):
    address = server.empty_database("record")
    from onrecord.record import asking
    from onrecord.record.store import Store

    def gone(store, *_, **__):
        store.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    Store.open(address, create=True).close()
    monkeypatch.setattr(asking, "changes", gone)
    result = run("changes", "--record", address)
    assert result.exit_code == 7
    assert "does not answer" in result.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=[" ".join(command) for command in COMMANDS])
def test_no_line_in_a_pipe_ends_in_white_space(record, command):
    assert all(line == line.rstrip() for line in run(*command).stdout.splitlines())
