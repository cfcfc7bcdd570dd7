"""Word lists that the writers of encounters read."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = resources.files("onrecord.entries").joinpath("lists/encounter_words.toml").read_text("utf-8")
    return {name: frozenset(items) for name, items in tomllib.loads(text).items()}


def words(name: str) -> frozenset[str]:
    """The words of one list of ``lists/encounter_words.toml``, lower case.

    Raises:
        KeyError: there is no such list.
    """
    return _lists()[name]
