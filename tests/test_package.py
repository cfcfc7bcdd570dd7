"""What users install: the wheel holds the model, the lists, the schema and the page template, and nothing else of ours."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from onrecord.version import VERSION

ROOT = Path(__file__).parent.parent
PEERS = ROOT / "benchmarks" / "requirements-peers.txt"
PACKAGE = ROOT / "src/onrecord"
LEFT_OUT = {"__pycache__"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> set[str]:
    """The names of the files in the wheel."""
    out = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (built,) = out.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_every_file_of_the_package_is_installed(wheel):
    files = {
        path.relative_to(ROOT / "src").as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and not LEFT_OUT & set(path.parts)
    }
    assert files - wheel == set()


def test_the_model_the_lists_and_the_types_are_installed(wheel):
    for name in ("mark/model/model.onnx", "mark/model/vocabulary.json", "show/reading.schema.json", "py.typed"):
        assert f"onrecord/{name}" in wheel
    assert any("/lists/" in name for name in wheel)


def test_nothing_beside_the_package_is_installed(wheel):
    assert {name.split("/")[0] for name in wheel if ".dist-info" not in name} == {"onrecord"}


def test_what_must_stand_beside_the_licence_is_installed(wheel):
    assert {"LICENSE", "NOTICE"} <= {Path(name).name for name in wheel if ".dist-info" in name}


@pytest.mark.parametrize(
    ("folder", "extras"),
    [("src", ("postgres", "spacy")), ("benchmarks", ()), ("tests", ("spacy", "dev"))],
    ids=str,
)
def test_whatever_is_imported_is_declared(folder, extras):
    providers = importlib.metadata.packages_distributions()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(each for extra in extras for each in project["optional-dependencies"][extra])]
    declared = {_plain(re.split(r"[><=\[]", name)[0]) for name in wanted}
    if folder == "benchmarks":
        # what Onrecord is measured beside has a file of requirements of its own, which names its modules too
        declared |= {_plain(name) for name in re.findall(r"[\w-]+", PEERS.read_text("utf-8"))}
    ours = {"onrecord", "benchmarks", "training", "tests", *(path.stem for path in (ROOT / folder).rglob("*.py"))}
    undeclared = {
        name
        for name in _imported(ROOT / folder) - set(sys.stdlib_module_names) - ours
        if not {_plain(provider) for provider in providers.get(name, [name])} & declared
    }
    assert undeclared == set()


def _plain(name: str) -> str:
    """A distribution's name as the package index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _imported(folder: Path) -> set[str]:
    """The first part of every module imported anywhere in the folder."""
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add((node.module or "").split(".")[0])
    return found


def test_every_dependency_is_pinned_for_tests_and_checks():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pinned = {line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()}
    assert [name for name in wanted if re.split(r"[><=\[;]", name)[0].lower() not in pinned] == []


def test_the_version_is_the_same_wherever_it_stands(wheel):
    assert f"onrecord-{VERSION}.dist-info/METADATA" in wheel
    assert f"\nversion: {VERSION}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\n## {VERSION}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
