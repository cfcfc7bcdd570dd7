"""Words as both full-text searches take them: letters and digits, without case and accents.

SQLite cuts and folds words by itself (``unicode61 remove_diacritics 2``); for PostgreSQL, whose own parser would make
other words of "minister's" and "e-mail", it is done here, so that the same question finds the same in both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_MARKS = re.compile(r"[\u0300-\u036f]")

LONGEST = 500
"""Characters of a word; what is longer is cut (PostgreSQL takes 2,046 bytes)."""

LAST_PLACE, MOST_PLACES, MOST_BYTES = 16_383, 255, 1_000_000
"""PostgreSQL's limits on a ``tsvector``: the last place, the places of one word, and the bytes in all, about."""

_COST = 2
"""Bytes that a place takes in a ``tsvector``; a word takes as many again for alignment and their number."""

WINDOW = 16
"""Words of an excerpt."""

LEAD = 4
"""Words before the first one found, in an excerpt that does not begin with its text."""


def folded(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text in lower case and without accents, each with where it begins and ends in the text.

    >>> [word for word, start, end in folded("The minister's CAFÉ, 3.5 km")]
    ['the', 'minister', 's', 'cafe', '3', '5', 'km']
    """
    for found in _WORD.finditer(text):
        word = found[0]
        if not word.isascii():
            word = _MARKS.sub("", unicodedata.normalize("NFD", word))
        yield word[:LONGEST].lower(), found.start(), found.end()


def phrases(words: str) -> list[list[str]]:
    """A user's words; one that is cut within ("minister's") is several that must stand side by side.

    >>> phrases("minister's visit --")
    [['minister', 's'], ['visit']]
    """
    found = ([word for word, _, _ in folded(given)] for given in words.split())
    return [phrase for phrase in found if phrase]


def vector(texts: Sequence[str]) -> str:
    """The words of texts with their places, as PostgreSQL's ``tsvector`` is written; no phrase crosses from one text
    to the next. Places above 16,383 are one place, as PostgreSQL has it; of a word there are at most 255. Words that
    would make more than a megabyte, the most that a ``tsvector`` holds, are left out.

    >>> vector(["Talks end", "The talks"])
    "'talks':1,5 'end':2 'the':4"
    """
    places: dict[str, list[int]] = {}
    last = size = 0
    for text in texts:
        for word, _, _ in folded(text):
            last += 1
            known = places.get(word)
            size += _COST if known else len(word.encode()) + 2 * _COST
            if size > MOST_BYTES:
                break
            if known is None:
                places[word] = [min(last, LAST_PLACE)]
            elif len(known) < MOST_PLACES and known[-1] < LAST_PLACE:
                known.append(min(last, LAST_PLACE))
        last += 1
    return " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in places.items())


def excerpt(texts: Sequence[str], words: str) -> str:
    """Sixteen words of that one of the texts which has most of the words asked for, around the first of them; an
    ellipsis stands for what is left out.

    >>> excerpt(["Talks end", "a b c d e f the talks were hard, g h i j k l m n o p q r s"], "hard")
    '… f the talks were hard, g h i j k l m n o p q …'
    """
    asked = {word for phrase in phrases(words) for word in phrase}
    best, most = "", -1
    for text in texts:
        cut = list(folded(text))
        places = [place for place, (word, _, _) in enumerate(cut) if word in asked]
        begin = _densest([(place, cut[place][0]) for place in places])
        number = len({cut[place][0] for place in places if begin <= place < begin + WINDOW})
        if number > most:
            best, most = _cut_out(text, cut, begin), number
    return best


def _densest(places: Sequence[tuple[int, str]]) -> int:
    """The first of the places after which, within a window, most different words stand; 0 if there is none."""
    best, most = 0, 0
    for at, (begin, _) in enumerate(places):
        within: set[str] = set()
        for place, word in places[at : at + WINDOW]:
            if place < begin + WINDOW:
                within.add(word)
        if len(within) > most:
            best, most = begin, len(within)
    return best


def _cut_out(text: str, cut: Sequence[tuple[str, int, int]], begin: int) -> str:
    first = max(0, min(begin - LEAD, len(cut) - WINDOW))
    last = min(len(cut), first + WINDOW)
    if last == 0:
        return text.strip()
    start = cut[first][1] if first else 0
    end = cut[last - 1][2] if last < len(cut) else len(text)
    return ("… " if first else "") + text[start:end].strip() + (" …" if last < len(cut) else "")
