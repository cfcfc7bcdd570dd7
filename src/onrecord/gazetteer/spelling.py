"""Spellings: whether two words are the same name written twice."""

from __future__ import annotations

_SHORTEST = 5
"""Shorter words that differ are different names ("Khan", "Khin")."""


def misspelled(first: str, second: str, *, shortest: int = _SHORTEST) -> bool:
    """Whether two words of at least ``shortest`` letters begin alike and differ by one letter: one more, one less, one
    other, or two neighbours exchanged.

    >>> misspelled("Millon", "Million"), misspelled("Goufang", "Guofang"), misspelled("Khan", "Khin")
    (True, True, False)
    """
    if first == second or min(len(first), len(second)) < shortest or abs(len(first) - len(second)) > 1:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    if not start:
        return False
    a, b = first[start:], second[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
