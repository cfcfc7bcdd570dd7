"""What the documents say is so: commands and options are all described, and the examples run and print what they show.

In a ``console`` block a line that begins with "$ " is a command, the lines below it are what it prints ("..." stands
for anything left out; without such lines only its exit status counts). Commands that set something up or need a
network are named in ``SET_UP`` and not run. ``pycon`` blocks are doctests.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from onrecord.cli import app

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
SET_UP = re.compile(r"(git|cd|make|pip|python3? -m (venv|pip|training|benchmarks)|source|\.ci/run)\b|.*\bhttps?://")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE

Command = tuple[str, str]


def blocks(path: Path, language: str) -> list[str]:
    """The fenced blocks of ``path`` in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def commands(block: str) -> list[Command]:
    """The commands of a console block, each with what it is shown to print."""
    found: list[Command] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], ""))
        elif found:
            command, shown = found[-1]
            found[-1] = (command, f"{shown}{line}\n")
    return found


def examples() -> Iterator[tuple[str, str, str]]:
    """Every command of every document that can be run here."""
    for path in DOCUMENTS:
        for block in blocks(path, "console"):
            for command, shown in commands(block):
                if not SET_UP.match(command):
                    yield path.name, command, shown


def options() -> Iterator[tuple[str, str]]:
    """Every command with each of its long options ("" for the command itself)."""
    for name, command in commands_within("", typer.main.get_command(app)):
        yield name, ""
        for parameter in command.params:
            for option in (*parameter.opts, *parameter.secondary_opts):
                if option.startswith("--") and option != "--help":
                    yield name, option


def commands_within(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """A command and, of a group, those in it, by what is typed."""
    yield name, command
    for below, inner in getattr(command, "commands", {}).items():
        yield from commands_within(f"{name} {below}".strip(), inner)


@pytest.fixture
def shop(tmp_path) -> Path:
    """A folder with the examples, in which the documents' commands are run."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


@pytest.mark.parametrize(("document", "command", "shown"), list(examples()))
def test_a_command_shown_runs_and_prints_what_is_shown(document, command, shown, shop):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "100", "TERM": "dumb"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=shop, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    if shown:
        checker = doctest.OutputChecker()
        assert checker.check_output(shown, done.stdout, FLAGS), checker.output_difference(
            doctest.Example(command, shown), done.stdout, FLAGS
        )


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_python_shown_does_what_is_shown(path, shop, monkeypatch):
    monkeypatch.chdir(shop)
    runner = doctest.DocTestRunner(optionflags=FLAGS, verbose=False)
    session: dict[str, object] = {}
    for number, block in enumerate(blocks(path, "pycon")):
        example = doctest.DocTestParser().get_doctest(block, session, f"{path.name}, block {number}", path.name, 0)
        assert runner.run(example, clear_globs=False).failed == 0
        session.update(example.globs)


def test_the_readme_shows_commands_and_python_that_are_run():
    assert any(document == "README.md" for document, _, _ in examples())
    assert blocks(ROOT / "README.md", "pycon")


@pytest.mark.parametrize(("command", "option"), list(options()))
def test_every_command_and_option_is_described(command, option):
    described = "\n".join(path.read_text("utf-8") for path in DOCUMENTS)
    assert f"onrecord {command}".strip() in described
    if option:
        assert re.search(rf"{re.escape(option)}\b", described), f"{option} of onrecord {command} is nowhere described"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(path):
    links = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_make_goal_that_is_named_exists():
    goals = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {goal for path in DOCUMENTS for goal in re.findall(r"`make ([a-z]+)", path.read_text("utf-8"))}
    assert named <= goals
    assert {"demo", "test", "score", "bench", "check"} <= named


def test_a_dependency_is_taken_for_a_reason_that_is_written_down():
    declared = re.findall(r'"([A-Za-z0-9_.-]+)>=', _dependencies())
    decisions = (ROOT / "docs/decisions.md").read_text("utf-8").lower()
    assert [name for name in declared if name.lower() not in decisions] == []


def _dependencies() -> str:
    """The part of pyproject.toml that lists what is installed."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    return text[text.index("dependencies = [") : text.index("[project.scripts]")]
