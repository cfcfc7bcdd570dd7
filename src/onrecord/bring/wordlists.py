"""The word lists of this step, read from ``lists/``: one item a line, ``#`` starts a comment line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """The items of ``lists/<name>.txt`` in the order of the file, without comments and blank lines."""
    text = files("onrecord.bring").joinpath("lists", f"{name}.txt").read_text(encoding="utf-8")
    stripped = (line.strip() for line in text.splitlines())
    return tuple(line for line in stripped if line and not line.startswith("#"))


@cache
def pairs(name: str) -> dict[str, str]:
    """The items of ``lists/<name>.txt`` cut at their first space: first word -> the rest."""
    cut = (line.partition(" ") for line in lines(name))
    return {first: rest.strip() for first, _, rest in cut}
