from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

import onrecord
from onrecord import cli, speaking
from onrecord.domain.errors import OnrecordError
from onrecord.show.data import schema

REPORT = (
    "“The room is booked until Friday,” the Norwegian foreign minister, Espen Dahl, told reporters on Monday.\n\n"
    "He is to meet the Swedish president in Oslo next week.\n"
)
GERMAN = (
    "Der Außenminister sagte am Dienstag, dass die Gespräche in Oslo fortgesetzt werden, und dankte den Gastgebern "
    "für ihre Geduld. Ein Datum für das nächste Treffen nannte er nicht.\n"
)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Room is booked | Fjord Post</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Room is booked",
"datePublished": "2025-10-21T08:00:00+02:00", "publisher": {"@type": "Organization", "name": "Fjord Post"}}</script>
</head><body><article><h1>Room is booked</h1>
<p>The room is booked until Friday, the Norwegian foreign minister, Espen Dahl, told reporters in Oslo on Monday after
a long day of talks with the Swedish delegation.</p>
<p>He is to meet the Swedish president next week, his ministry said, and hopes to bring a text that both can sign.</p>
</article></body></html>"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with reports of every sort, to work in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name, text in {"oslo.txt": REPORT, "german.txt": GERMAN, "page.html": PAGE, "empty.txt": "  \n"}.items():
        Path(name).write_text(text, encoding="utf-8")
    Path("blob.bin").write_bytes(b"\x00\x01\xff\xfe" * 100)
    return tmp_path


def run(*arguments, stdin=None):
    return CliRunner().invoke(cli.app, arguments, input=stdin)


def test_a_report_is_read_from_a_file(folder):
    result = run("read", "oslo.txt", "--published", "2025-10-21", "--outlet", "Fjord Post")
    assert result.exit_code == 0
    assert result.stdout.startswith("Fjord Post, published Tue 21 Oct 2025\n")
    assert "“The room is booked until Friday”" in result.stdout
    assert result.stderr == ""


def test_a_report_is_read_from_standard_input(folder):
    result = run("read", "-", "--published", "2025-10-21", stdin=REPORT)
    assert result.exit_code == 0
    assert "“The room is booked until Friday”" in result.stdout


def test_data_is_one_line_for_each_report_and_satisfies_the_schema(folder):
    result = run("read", "oslo.txt", "page.html", "--published", "2025-10-21", "--json")
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["report"]["id"] for line in lines] == ["oslo", "page"]
    for line in lines:
        jsonschema.validate(line, schema(), jsonschema.Draft202012Validator)
        assert "text" not in line["report"]
        assert "marks" not in line


def test_text_and_marks_go_into_the_data_when_asked_for(folder):
    result = run("read", "oslo.txt", "--published", "2025-10-21", "--json", "--text", "--marks")
    data = json.loads(result.stdout)
    assert data["report"]["text"] == REPORT
    assert data["marks"]["tokens"][1]["text"] == "The"
    jsonschema.validate(data, schema(), jsonschema.Draft202012Validator)


@pytest.mark.parametrize("option", ["--text", "--marks"])
def test_what_only_data_can_hold_is_refused_without_it(folder, option):
    result = run("read", "oslo.txt", "--published", "2025-10-21", option)
    assert result.exit_code == 2
    assert "--json" in result.stderr


def test_a_day_found_in_a_page_is_never_silent(folder):
    shown = run("read", "page.html")
    assert "a date found in the page's own data" in " ".join(shown.stdout.split())
    as_data = run("read", "page.html", "--json")
    assert "found in the page's own data (JSON-LD)" in as_data.stderr
    assert json.loads(as_data.stdout)["report"]["dated_by"] == "json-ld"
    assert "found" not in run("read", "page.html", "--json", "--published", "2025-10-22").stderr


def test_a_page_is_written_to_a_file(folder):
    result = run("read", "oslo.txt", "--published", "2025-10-21", "--html", "out.html")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert re.match(r"onrecord: wrote out\.html: \d+ statements?, \d+ held, ", result.stderr)
    assert "The room is booked until Friday" in Path("out.html").read_text("utf-8")


def test_page_and_data_can_be_had_together(folder):
    result = run("read", "oslo.txt", "--published", "2025-10-21", "--html", "out.html", "--json")
    assert json.loads(result.stdout)["report"]["id"] == "oslo"
    assert Path("out.html").exists()


def test_pages_of_several_reports_go_into_a_folder_under_names_of_their_own(folder):
    Path("other").mkdir()
    Path("other/oslo.txt").write_text(REPORT, encoding="utf-8")
    Path("pages").mkdir()
    result = run("read", "oslo.txt", "other/oslo.txt", "--published", "2025-10-21", "--html", "pages")
    assert result.exit_code == 0
    assert sorted(path.name for path in Path("pages").iterdir()) == ["oslo-2.html", "oslo.html"]


def test_pages_of_several_reports_need_a_folder(folder):
    result = run("read", "oslo.txt", "page.html", "--published", "2025-10-21", "--html", "out.html")
    assert result.exit_code == 2
    assert "mkdir out.html" in result.stderr
    assert not Path("out.html").exists()


def test_a_page_that_cannot_be_written_is_an_error_in_one_sentence(folder):
    result = run("read", "oslo.txt", "--published", "2025-10-21", "--html", "nowhere/out.html")
    assert result.exit_code == 1
    assert result.stderr.startswith("onrecord: nowhere/out.html cannot be written: ")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nofile.txt", "--published", "2025-10-21"), 3, "no file nofile.txt"),
        (("empty.txt", "--published", "2025-10-21"), 3, "empty"),
        (("blob.bin", "--published", "2025-10-21"), 3, ""),
        (("german.txt", "--published", "2025-10-21"), 4, "German"),
        (("oslo.txt",), 5, "--published YYYY-MM-DD"),
        (("ftp://news.example/a", "--published", "2025-10-21"), 6, "ftp://"),
        (("oslo.txt", "--published", "21/10/2025"), 2, "2025-10-21"),
        (("oslo.txt", "--published", "2025-02-30"), 2, "2025-02-30"),
    ],
)
@pytest.mark.parametrize("command", ["read", "explain"])
def test_what_goes_wrong_is_one_sentence_and_an_exit_code(folder, command, arguments, code, words):
    result = run(command, *arguments)
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.startswith("onrecord: ")
    assert result.stderr.count("\n") == 1
    assert words in result.stderr


def test_every_error_has_an_exit_code_that_the_help_names(folder):
    kinds = set(OnrecordError.__subclasses__())
    assert kinds == set(speaking.EXIT_CODES)
    for code in speaking.EXIT_CODES.values():
        assert f"{code} " in cli.EPILOG
        assert f"{code} " in speaking.__doc__


def test_one_bad_report_of_several_costs_only_itself(folder):
    result = run("read", "nofile.txt", "oslo.txt", "empty.txt", "--published", "2025-10-21", "--json")
    assert result.exit_code == 3
    assert [json.loads(line)["report"]["id"] for line in result.stdout.splitlines()] == ["oslo"]
    assert result.stderr.splitlines()[0].startswith("onrecord: nofile.txt: ")
    assert result.stderr.splitlines()[1].startswith("onrecord: empty.txt: ")
    assert result.stderr.splitlines()[2] == "onrecord: 1 of 3 reports read."


def test_several_failures_of_different_kinds_end_with_one(folder):
    result = run("read", "nofile.txt", "german.txt", "oslo.txt", "--published", "2025-10-21")
    assert result.exit_code == 1
    assert "─ oslo.txt" in result.stdout or "oslo.txt ─" in result.stdout


def test_a_wrong_date_is_said_once_for_all_reports(folder):
    result = run("read", "oslo.txt", "page.html", "--published", "yesterday")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_a_failure_of_ours_in_one_report_does_not_stop_the_others(folder, monkeypatch):
    import onrecord.reading

    sound = onrecord.reading.read_report

    def fragile(report):
        if report.id == "oslo":
            message = "list index out of range"
            raise IndexError(message)
        return sound(report)

    monkeypatch.setattr("onrecord.reading.read_report", fragile)
    result = run("read", "oslo.txt", "page.html", "--published", "2025-10-21", "--json")
    assert result.exit_code == 1
    assert "oslo.txt: Onrecord failed on it (IndexError: list index out of range); please report this" in result.stderr
    assert json.loads(result.stdout)["report"]["id"] == "page"
    assert isinstance(run("read", "oslo.txt", "--published", "2025-10-21").exception, IndexError)


def test_explain_says_why(folder):
    result = run("explain", "oslo.txt", "--published", "2025-10-21", "--entry", "S1")
    assert result.exit_code == 0
    assert result.stdout.startswith("S1  ")
    assert "Words it rests on" in result.stdout


def test_explain_names_the_entries_there_are(folder):
    result = run("explain", "oslo.txt", "--published", "2025-10-21", "--entry", "S99")
    assert result.exit_code == 2
    assert "there are: S1" in result.stderr


def test_hostile_names_do_not_reach_the_terminal(folder):
    result = run("read", "\x1b[31mno\x1b]0;title\x07file", "--published", "2025-10-21")
    assert result.exit_code == 3
    assert "\x1b" not in result.stderr
    assert "\x07" not in result.stderr


def test_the_version_is_the_packages(folder):
    assert run("--version").stdout == f"onrecord {onrecord.__version__}\n"


def test_help_names_both_commands_and_the_exit_codes():
    result = run("--help")
    assert result.exit_code == 0
    for words in ("read", "explain", "--version", "--install-completion", "Exit codes"):
        assert words in result.stdout


def test_a_mistyped_command_is_answered_with_the_right_one():
    result = run("raed")
    assert result.exit_code == 2
    assert "Did you mean 'read'?" in result.stderr


def process(*arguments, **options):
    """``onrecord`` in a process of its own."""
    code = "from onrecord.cli import main; main()"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **options)


def test_help_loads_nothing_heavy_and_is_quick():
    heavy = [
        "numpy",
        "onnxruntime",
        "tokenizers",
        "trafilatura",
        "lxml",
        "jinja2",
        "urllib3",
        "spacy",
        "asyncio",
        "onrecord.reading",
    ]
    code = (
        "import sys; sys.argv = ['onrecord', '--help']\n"
        "from onrecord.cli import main\n"
        "try:\n    main()\nexcept SystemExit: pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    shortest = 9.0
    for _ in range(3):
        before = os.times()
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60)
        after = os.times()
        # time of the processor: on the clock a busy machine takes as long as it likes
        used = after.children_user + after.children_system - before.children_user - before.children_system
        shortest = min(shortest, used)
    assert done.stderr.strip() == "[]"
    assert shortest < 0.5


def test_a_whole_process_reads_a_report_without_colour_in_a_pipe(folder):
    environment = {**os.environ, "COLUMNS": "80"}
    done = process("read", "oslo.txt", "--published", "2025-10-21", env=environment, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert b"\x1b" not in done.stdout
    assert "“The room is booked until Friday”" in done.stdout.decode("utf-8")


def test_an_output_that_knows_only_ascii_breaks_nothing_and_data_stay_utf_8(folder):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    shown = process("read", "oslo.txt", "--published", "2025-10-21", env=environment, cwd=folder)
    assert shown.returncode == 0, shown.stderr
    assert b"?The room is booked until Friday?" in shown.stdout
    data = process("read", "oslo.txt", "--published", "2025-10-21", "--json", "--text", env=environment, cwd=folder)
    assert json.loads(data.stdout.decode("utf-8"))["report"]["text"] == REPORT


def test_completion_can_be_shown_for_a_shell():
    environment = {**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    done = process("--show-completion", "bash", env=environment)
    assert done.returncode == 0, done.stderr
    assert b"complete " in done.stdout


def test_the_package_can_be_run_as_a_module():
    command = [sys.executable, "-m", "onrecord", "--version"]
    done = subprocess.run(command, capture_output=True, check=True, text=True, timeout=60)
    assert done.stdout == f"onrecord {onrecord.__version__}\n"
