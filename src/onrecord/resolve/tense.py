"""Whether the words around a time expression look back or ahead.

"Said Tuesday" is the Tuesday before, "will meet Tuesday" the one to come, "a meeting scheduled for Tuesday" too. The
nearest word of ``lists/tense.toml`` in the same sentence tells, words before the expression sooner than words after
it. No parse is asked for: of 363 weekdays of newswire that name the day of a statement or an encounter (the training
part of the gold standard), the nearest cue put all but one on the right side.
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
from itertools import pairwise

from onrecord.domain.marks import Token


class Lean(IntEnum):
    """Where the words around an expression look. ``EITHER`` is what was to come once and may be still to come ("had
    been due to leave Friday"): the words tell that the day is near, not on which side."""

    BACK = -1
    UNKNOWN = 0
    AHEAD = 1
    EITHER = 2


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of ``lists/tense.toml``."""

    ahead: frozenset[str]
    limits: frozenset[str]
    infinitives: frozenset[str]
    presents: frozenset[str]
    lapsing: frozenset[str]
    auxiliaries: frozenset[str]
    occasions: frozenset[str]
    back: frozenset[str]
    lapsed: frozenset[str]


@cache
def cues() -> Cues:
    """The cues, read once."""
    text = resources.files("onrecord.resolve").joinpath("lists/tense.toml").read_text("utf-8")
    return Cues(**{name: frozenset(words) for name, words in tomllib.loads(text).items()})


_WORD = re.compile(r"[^\W\d_]+|['’](?:ll|d|s)\b|\n\s*\n|[,;:.!?”\"]")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z])|\n\s*\n|''\s|``")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|St|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Inc|Corp|Co))$"
)
_RIGHT_IS_FARTHER = 3
"""A word after the expression counts as if it stood this many times as far away."""
_REACH = 400
"""Characters on either side that are looked at, so that a text without full stops costs no more than another."""
_NONE = (99, Lean.UNKNOWN)
_CONJUNCTIONS = {"and", "but", "while", "when", "who", "which", "after", "before", "because", ";", ","}
_PREPOSITIONS = {"on", "in", "at", "for", "from", "until", "till", "by"}
_POSSESSIVE = {"'s", "’s"}
_AT_THE_LATEST = {"soon", "early", "late"}


class Tense:
    """Reads the leaning at places of one text.

    Sentences are those of ``tokens`` (the tokens of ``text``); without tokens a full stop before a capital ends one.
    """

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text = text
        self._ends = self._sentence_ends(tokens)

    def _sentence_ends(self, tokens: Sequence[Token]) -> list[int]:
        """The offsets at which sentences end, the text's start and end among them."""
        if tokens:
            ends = [token.start for last, token in pairwise(tokens) if token.sentence != last.sentence]
        else:
            ends = [m.end() for m in _SENTENCE_END.finditer(self._text) if not self._abbreviated(m)]
        return [0, *ends, len(self._text)]

    def _abbreviated(self, end: re.Match[str]) -> bool:
        return self._text[end.start()] == "." and bool(_ABBREVIATED.search(self._text[: end.start()][-6:]))

    def sentence(self, start: int) -> tuple[int, int]:
        """The bounds of the sentence around the offset ``start``."""
        at = bisect_left(self._ends, start + 1)
        return self._ends[at - 1], self._ends[min(at, len(self._ends) - 1)]

    def lean(self, start: int, end: int) -> tuple[Lean, int]:
        """Where the words around ``start:end`` look, and how many words away the word stands that tells."""
        first, last = self.sentence(start)
        first, last = max(first, start - _REACH), min(last, end + _REACH)
        before = self._words(first, start)
        limit = _is_limit(before)
        if limit and not any(word in cues().lapsed for word in before):
            return Lean.AHEAD, 1
        after = self._words(end, last)
        if len(after) > 1 and after[0] in _POSSESSIVE and after[1] not in cues().occasions:
            return Lean.BACK, 1
        left = _nearest_before(before)
        if limit and left[1] is Lean.BACK and "had" in before:  # "they had until Friday": it may have passed
            return Lean.EITHER, 1
        right = _nearest_after(after, stop=left is not _NONE)
        if left[0] <= right[0] * _RIGHT_IS_FARTHER:
            return left[1], left[0]
        return right[1], right[0] * _RIGHT_IS_FARTHER

    def _words(self, start: int, end: int) -> list[str]:
        """The words and marks of a stretch in lower case, names as "": "Ahmed" and "United" are no verbs."""
        found: list[str] = []
        for match in _WORD.finditer(self._text, start, end):
            word = match.group()
            name = word[0].isupper() and (found or start == 0 or self._text[start - 1] != " ")
            found.append("" if name and word.lower() not in cues().ahead else word.lower())
        return found


def _is_limit(before: Sequence[str]) -> bool:
    """Whether what stands before makes the expression a limit: "until", "as early as". At the start of a sentence
    that is left to the verb: "Until Thursday, nobody had known"."""
    return len(before) > 1 and (before[-1] in cues().limits or (before[-1] == "as" and before[-2] in _AT_THE_LATEST))


def _nearest_before(words: Sequence[str]) -> tuple[int, Lean]:
    """How far the nearest cue among ``words`` stands from their end (a preposition there not counted), and where it
    looks."""
    end = len(words) - (bool(words) and words[-1] in _PREPOSITIONS)
    for at in range(len(words) - 1, -1, -1):
        lean = _lean_of(words, at)
        if lean is not Lean.UNKNOWN:
            return max(end - at, 1), lean
    return _NONE


def _nearest_after(words: Sequence[str], *, stop: bool) -> tuple[int, Lean]:
    for at, word in enumerate(words):
        if stop and word in _CONJUNCTIONS:
            return _NONE
        lean = _lean_of(words, at)
        if lean is not Lean.UNKNOWN and word not in cues().presents:
            return at + 1, lean
    return _NONE


def _lean_of(words: Sequence[str], at: int) -> Lean:
    """Where the word at that place looks by itself."""
    word, known = words[at], cues()
    pair = f"{word} {words[at + 1]}" if at + 1 < len(words) else word
    if word in known.lapsing or pair in known.lapsing:
        return Lean.EITHER if any(other in known.lapsed for other in words[max(0, at - 2) : at]) else Lean.AHEAD
    if word in known.infinitives and at > 1 and words[at - 1] == "to":
        return _lean_of(words, at - 2) if words[at - 2] in known.lapsing else Lean.AHEAD
    if at > 1 and words[at - 1] == "be" and _is_past(word):  # "would be held", "to be signed"
        return Lean.AHEAD if words[at - 2] in known.auxiliaries else Lean.UNKNOWN
    if not known.ahead.isdisjoint((word, pair)) or not known.presents.isdisjoint((word, pair)):
        return Lean.AHEAD
    return Lean.BACK if _is_past(word) else Lean.UNKNOWN


def _is_past(word: str) -> bool:
    return word in cues().back or (len(word) > 3 and word.endswith("ed"))
