"""What a statement is about, and on which side of it it stands.

Two statements are opposite if they are of one matter and one has a negation, or a word of opposite meaning, more than
the other.

>>> first, second = matter("Norway accepts the treaty of Oslo"), matter("Norway does not accept the treaty of Oslo")
>>> likeness(first, second), first.denies != second.denies
(1.0, True)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.compare.signs import lines
from onrecord.gazetteer.lists import words as listed

MOST = 40
"""Words of a statement that is compared: longer ones hold several things."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NO = frozenset({"no", "nothing", "none", "cannot", "neither", "nor"})


@dataclass(frozen=True, slots=True)
class Matter:
    """What a statement is about: its ``words`` that carry meaning, without endings, opposites under one word; the
    ``numbers`` in it; whether it ``denies`` (an odd number of negations and opposites), and whether it is ``ahead``."""

    words: frozenset[str]
    numbers: frozenset[str] = frozenset()
    denies: bool = False
    ahead: bool = False


def matter(content: str, act: str = "say") -> Matter | None:
    """The matter of a content, said by this act; None if it depends on something else ("if", "or"), asks, or is too
    long."""
    text = content.replace("’", "'")
    found = [word.lower() for word in _WORD.findall(text)]
    if len(found) > MOST or "?" in text or not _set("hedges").isdisjoint(found):
        return None
    denies = act in {"deny", "reject"}
    words: set[str] = set()
    for place, word in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else ""
        if word.endswith("n't") or ((word in _NO or word in _set("negations")) and following not in {"only", "just"}):
            denies = not denies
        elif word in _opposites():
            words.add(_opposites()[word][0])
            denies ^= _opposites()[word][1]
        elif not word[0].isdigit() and word not in _set("idle") and word not in listed("function_words"):
            words.add(stem(word))
    numbers = frozenset(word for word in found if word[0].isdigit())
    return Matter(frozenset(words), numbers, denies, not _set("future").isdisjoint(found))


def likeness(a: Matter, b: Matter) -> float:
    """How far two statements are about one thing, from 0 to 1: the words that both have among all words; 0 where their
    numbers differ or one is of the past and the other of the time to come."""
    if a.numbers != b.numbers or a.ahead != b.ahead:
        return 0.0
    every = a.words | b.words
    return len(a.words & b.words) / len(every) if every else 0.0


@cache
def stem(word: str) -> str:
    """A word without its ending, as far as that tells "meets" from "met" not, but "talks" and "talk" as one.

    >>> stem("meetings"), stem("countries"), stem("planned"), stem("russia's")
    ('meet', 'country', 'plan', 'russia')
    """
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    for ending in ("ing", "ed"):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) > 2:
            return bare[:-1] if len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "lsz" else bare
    return word


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(word for word, _ in lines(name))


@cache
def _opposites() -> dict[str, tuple[str, bool]]:
    """Each word of the list with the first word of its line, and whether it is on the other side."""
    found: dict[str, tuple[str, bool]] = {}
    for place, (one, other) in enumerate(_pairs()):
        for word in one:
            found[word] = f"={place}", False
        for word in other:
            found[word] = f"={place}", True
    return found


def _pairs() -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(tuple(part.strip() for part in first.split(";")), others) for first, others in lines("opposites")]
