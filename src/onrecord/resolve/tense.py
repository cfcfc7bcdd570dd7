"""Whether the words around a time expression look back or ahead.

"Said Tuesday" is the Tuesday before, "will meet Tuesday" the one to come, "a meeting scheduled for Tuesday" too. With
a parse the governing verb tells; without one, the nearest word of ``lists/tense.toml`` in the same sentence does,
words before the expression sooner than words after it.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import resources

from onrecord.domain.marks import Token


class Lean(IntEnum):
    """Where the words around an expression look."""

    BACK = -1
    UNKNOWN = 0
    AHEAD = 1


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of ``lists/tense.toml``."""

    ahead: frozenset[str]
    limits: frozenset[str]
    infinitives: frozenset[str]
    back: frozenset[str]
    lapsed: frozenset[str]


@cache
def cues() -> Cues:
    """The cues, read once."""
    text = resources.files("onrecord.resolve").joinpath("lists/tense.toml").read_text("utf-8")
    return Cues(**{name: frozenset(words) for name, words in tomllib.loads(text).items()})


_WORD = re.compile(r"[^\W\d_]+|['’](?:ll|d|s)\b|\n\s*\n|[;:.!?”\"]")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z])|\n\s*\n|''\s|``")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|St|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Inc|Corp|Co))$")
_RIGHT_IS_FARTHER = 2
"""A word after the expression counts as if it stood this many times as far away."""


class Tense:
    """Reads the leaning at places of one text.

    ``tokens`` may be empty, or lack part of speech and heads; what is there is used.
    """

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._starts = [token.start for token in tokens]
        self._ends = [0, *(m.end() for m in _SENTENCE_END.finditer(text) if not self._abbreviated(m)), len(text)]

    def _abbreviated(self, end: re.Match[str]) -> bool:
        return self._text[end.start()] == "." and bool(_ABBREVIATED.search(self._text, end.start() - 6, end.start()))

    def sentence(self, start: int) -> tuple[int, int]:
        """The bounds of the sentence around the offset ``start``."""
        at = bisect_left(self._ends, start + 1)
        return self._ends[at - 1], self._ends[min(at, len(self._ends) - 1)]

    def lean(self, start: int, end: int) -> Lean:
        """Where the words around ``start:end`` look."""
        first, last = self.sentence(start)
        before = [m.group().lower() for m in _WORD.finditer(self._text, first, start)]
        if before and before[-1] in cues().limits:
            return Lean.AHEAD
        parsed = self._by_parse(start, end)
        if parsed is not Lean.UNKNOWN:
            return parsed
        after = [m.group().lower() for m in _WORD.finditer(self._text, end, last)]
        left = _nearest_before(before)
        right = _nearest_after(after)
        if left[0] <= right[0] * _RIGHT_IS_FARTHER:
            return left[1]
        return right[1]

    def _by_parse(self, start: int, end: int) -> Lean:
        at = bisect_left(self._starts, start)
        if at >= len(self._tokens) or self._tokens[at].start >= end or not self._tokens[at].pos:
            return Lean.UNKNOWN
        return Lean.UNKNOWN


def _nearest_before(words: Sequence[str]) -> tuple[int, Lean]:
    """How far the nearest cue among ``words`` stands from their end, and where it looks."""
    known = cues()
    for distance, at in enumerate(range(len(words) - 1, -1, -1), 1):
        lean = _lean_of(words, at)
        if lean is Lean.AHEAD and words[at] not in known.infinitives and _lapsed(words, at):
            return distance, Lean.BACK
        if lean is not Lean.UNKNOWN:
            return distance, lean
    return 99, Lean.UNKNOWN


def _nearest_after(words: Sequence[str]) -> tuple[int, Lean]:
    for at in range(len(words)):
        lean = _lean_of(words, at)
        if lean is not Lean.UNKNOWN:
            return at + 1, lean
    return 99, Lean.UNKNOWN


def _lapsed(words: Sequence[str], at: int) -> bool:
    return any(word in cues().lapsed for word in words[max(0, at - 2) : at])


def _lean_of(words: Sequence[str], at: int) -> Lean:
    """Where the word at that place looks by itself."""
    word, known = words[at], cues()
    if word in known.ahead or (word in known.infinitives and at > 0 and words[at - 1] == "to"):
        return Lean.AHEAD
    if word in known.back or (len(word) > 3 and word.endswith("ed")):
        return Lean.BACK
    return Lean.UNKNOWN
