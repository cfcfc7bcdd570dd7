"""Words in a sentence that say how an encounter stands, and words of denial.

>>> signs_of("The visit was called off.", Status.OFF), signs_of("It has not been called off.", Status.OFF)
(True, False)
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from onrecord.domain.entries import Status
from onrecord.record.spellings import lines as resetting

_NEAR = 4
"""Words before a sign within which a negation takes it back ("has not yet been formally called off")."""
_WORD = re.compile(r"[\w’']+")


@cache
def lines(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The lines of ``lists/{name}.txt``: what stands before "|", and the parts after it, divided at ";"."""
    text = resources.files("onrecord.compare").joinpath(f"lists/{name}.txt").read_text("utf-8")
    cut = (line.partition("|") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple((a.strip(), tuple(p.strip() for p in b.split(";") if p.strip())) for a, _, b in cut)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


@cache
def _signs() -> dict[str, re.Pattern[str]]:
    listed = {status: _pattern(words) for status, words in lines("signs")}
    return {**listed, "reset": _pattern(tuple(word for word, _ in resetting("resetting")))}


def signs_of(sentence: str, status: Status | str) -> bool:
    """Whether the sentence has words for this status, or for "reset" (to another day or place), that no negation takes
    back. Only what will not take place has such words: of a meeting that is held or planned too many are said that mean
    another one."""
    pattern = _signs().get(status)
    return pattern is not None and any(not _negated(sentence, found.start()) for found in pattern.finditer(sentence))


def denies(sentence: str) -> bool:
    """Whether the sentence has words by which somebody denies that something was or is to be.

    >>> denies("The ministry denied it."), denies("The ministry confirmed it.")
    (True, False)
    """
    return _pattern(tuple(word for word, _ in lines("denials"))).search(sentence) is not None


def _negated(sentence: str, start: int) -> bool:
    before = _WORD.findall(sentence[:start].replace("’", "'").lower())[-_NEAR:]
    listed = {word for word, _ in lines("negations")}
    return any(word in listed or word.endswith("n't") for word in before)
