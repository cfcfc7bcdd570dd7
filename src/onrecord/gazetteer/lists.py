"""The text files in ``lists/``, read once."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def lines(name: str) -> tuple[str, ...]:
    """The items of ``lists/{name}.txt``: its lines without comments and blanks, in the order of the file.

    >>> lines("said_verbs")[0]
    'said'
    """
    text = resources.files("onrecord.gazetteer").joinpath(f"lists/{name}.txt").read_text("utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """The items of a list as a set, for asking whether a word is in it.

    >>> "said" in words("said_verbs")
    True
    """
    return frozenset(lines(name))


@cache
def spread(name: str) -> frozenset[str]:
    """All words of a list whose lines hold several, divided by spaces, after an optional label and ":".

    >>> "Nguyen" in spread("surname_first"), "vietnamese" in spread("surname_first")
    (True, False)
    """
    return frozenset(word for line in lines(name) for word in line.rpartition(":")[2].split())


def fields(line: str) -> list[list[str]]:
    """A line cut at "|" into fields, and each field at ";" into parts.

    >>> fields("Chile | | Chilean | Chileans | Santiago | La Moneda")[2:4]
    [['Chilean'], ['Chileans']]
    """
    return [[part.strip() for part in field.split(";") if part.strip()] for field in line.split("|")]
