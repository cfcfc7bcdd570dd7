"""Arrows point inwards: who may import whom.

    domain, gazetteer  <-  each step  <-  reading, keeping  <-  cli

Steps do not import each other; they meet in the words of ``domain``. The gazetteer (what the names in the news stand
for) is a leaf: lists that more than one step asks. Training and benchmarks stand outside and are
imported by nothing in the package.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src"
PACKAGE = SOURCE / "onrecord"

STEPS = ("bring", "mark", "resolve", "entries", "show")
MAY_IMPORT: dict[str, set[str]] = {
    "domain": set(),
    "gazetteer": set(),
    **{step: {"domain", "gazetteer"} for step in STEPS},
    "record": {"domain", "gazetteer"},
    "compare": {"domain", "gazetteer", "record"},
    "version": set(),
    "reading": {"domain", "mark", "resolve", "entries", "version"},
    "onrecord": {"domain", "bring", "reading", "recorded", "version"},
    "recorded": {"domain", "bring", "keeping", "record"},
    "keeping": {"domain", "bring", "reading", "record", "compare"},
    "speaking": {"domain", "show"},
    "adding": {"domain", "keeping", "speaking"},
    "cli_options": {"domain", "bring", "keeping", "record", "show", "speaking"},
    "cli_actors": {"cli_options", "domain", "record", "show", "speaking"},
    "cli_record": {"adding", "cli_actors", "cli_options", "domain", "bring", "keeping", "record", "show", "speaking"},
    "cli": {"domain", "reading", "show", "bring", "speaking", "cli_record", "onrecord"},
    "__main__": {"cli"},
}
"""For every folder and module of the package: what of the package it may import, apart from itself. "onrecord" is the
package's own ``__init__``."""

DOORS = {("onrecord.domain.reading", "onrecord.show.spacy")}
"""Single imports against the arrows, inside a function that is a user's way out: ``reading.to_spacy()``."""

OUTSIDE = ("training", "benchmarks", "tests")


def part(module: str) -> str:
    """The part of the package a dotted name belongs to: "onrecord.mark.times" -> "mark"."""
    _, _, rest = module.partition(".")
    return rest.split(".")[0] or "onrecord"


def imports(code: str, module: str, *, is_package: bool = False) -> set[str]:
    """Every module that ``code`` imports, anywhere in it, as full dotted names."""
    found: set[str] = set()
    inside = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = inside[: len(inside) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            # `from onrecord import reading` may name a module or a thing in the package; the longer name tells which
            found |= {f"{name}.{alias.name}" for alias in node.names} if name == "onrecord" else {name}
    return found


def modules() -> list[tuple[str, Path]]:
    """Every module of the package with its dotted name."""
    named = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        named.append((".".join(parts[:-1] if parts[-1] == "__init__" else parts), path))
    return named


def wrong_arrows(module: str, imported: set[str]) -> list[str]:
    """What ``module`` imports and may not, as sentences."""
    here = part(module)
    wrong = []
    for name in sorted(imported):
        top = name.split(".")[0]
        if top in OUTSIDE:
            wrong.append(f"{module} imports {name}, which stands outside the package")
        elif top == "onrecord":
            there = part(name)
            there = there if there in MAY_IMPORT else "onrecord"
            if there != here and there not in MAY_IMPORT[here] and (module, name) not in DOORS:
                wrong.append(f"{module} imports {name}, but {here} may not know {there}")
    return wrong


@pytest.mark.parametrize(("module", "path"), modules(), ids=[name for name, _ in modules()])
def test_no_arrow_points_outwards(module, path):
    assert part(module) in MAY_IMPORT, f"give {module} its place among the arrows"
    found = imports(path.read_text("utf-8"), module, is_package=path.name == "__init__.py")
    assert wrong_arrows(module, found) == []


def test_every_part_of_the_map_exists():
    parts = {part(module) for module, _ in modules()}
    assert set(MAY_IMPORT) <= parts


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("onrecord.mark.times", "from onrecord.resolve.dates import day"),
        ("onrecord.mark.times", "import onrecord.entries"),
        ("onrecord.mark.times", "from ..resolve import dates"),
        ("onrecord.mark.times", "def late():\n    from onrecord.reading import read_report"),
        ("onrecord.gazetteer.names", "from onrecord.domain.actors import Actor"),
        ("onrecord.domain.when", "from onrecord.mark import tokens"),
        ("onrecord.show.terminal", "from onrecord import read"),
        ("onrecord.reading", "from onrecord.cli import app"),
        ("onrecord.reading", "import training.model"),
        ("onrecord.cli", "from benchmarks import gold"),
    ],
)
def test_an_arrow_that_points_outwards_is_seen(module, code):
    assert wrong_arrows(module, imports(code, module)) != []


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("onrecord.mark.times", "from onrecord.domain.marks import TimeMark\nimport re"),
        ("onrecord.mark.times", "from onrecord.mark.tokens import cut"),
        ("onrecord.mark.times", "from .tokens import cut"),
        ("onrecord.reading", "from onrecord import mark"),
        ("onrecord.cli", "from onrecord import __version__"),
    ],
)
def test_an_arrow_that_points_inwards_is_none_of_its_business(module, code):
    assert wrong_arrows(module, imports(code, module)) == []
