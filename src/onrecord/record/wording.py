"""What the words around a mention say of an encounter: which round or number, how many parties, at which level, whether
over dinner.

>>> wording_of("the second round of the six-party talks in Beijing", "talks")
Wording(head='talk', number=2, parties=6, levels=frozenset(), side='')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.domain.passage import Passage
from onrecord.record.spellings import lines

_BOUNDARY = re.compile(
    r"[.;:!?\"“”()\n]|, | (?:and|but|while|after|before|ahead|during|when|which|that|who) ", re.IGNORECASE
)
_NUMBER = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b")
_PARTIES = re.compile(r"\b(three|four|five|six|seven|eight)-(?:party|way|nation|country|sided)\b", re.IGNORECASE)
_COUNT = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_WORDED = re.compile(
    rf"\b({'|'.join(_ORDINALS)})\s+(?:\w+\s+)?(?:round|session|meeting|summit|conference|phase)", re.IGNORECASE
)
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a mention's noun phrase says: its ``head`` (singular, small letters), the ``number`` of a round or session
    (0: none), how many ``parties`` ("six-party": 6), the ``levels`` named, the ``side`` occasion ("dinner")."""

    head: str
    number: int = 0
    parties: int = 0
    levels: frozenset[str] = frozenset()
    side: str = ""


def wording_at(passage: Passage) -> Wording:
    """The wording of a mention with its context."""
    before, after = passage.prefix, passage.suffix
    cut = [m.end() for m in _BOUNDARY.finditer(before)]
    stop = _BOUNDARY.search(after)
    near = before[cut[-1] :] if cut else before
    tail = after[: stop.start()] if stop else after
    tail = tail if re.match(r"\s+(?:of|between|among|at)\s", tail) else ""
    return wording_of(near + passage.exact + tail, passage.exact)


@cache
def wording_of(phrase: str, head: str) -> Wording:
    """The wording of a phrase around the word ``head``."""
    low = phrase.lower()
    words = _WORD.findall(low)
    joined = f" {' '.join(words)} "
    number = _NUMBER.search(low)
    worded = _WORDED.search(low)
    parties = _PARTIES.search(low)
    levels = frozenset(level for level, forms in lines("levels") if any(f" {form} " in joined for form in forms))
    side = next((meal for meal, _ in lines("meals") if f" {meal} " in joined), "")
    last = _WORD.findall(head.lower())
    return Wording(
        head=_singular(last[-1]) if last else "",
        number=int(number.group(1)) if number else _ORDINALS.index(worded.group(1).lower()) + 1 if worded else 0,
        parties=_COUNT[parties.group(1).lower()] if parties else 0,
        levels=levels,
        side=side,
    )


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
