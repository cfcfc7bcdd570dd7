"""How names are compared: without accents, hyphens and what transliterations differ in.

>>> folded("Zelenskyy") == folded("Zelensky"), folded("Kye-Gwan") == folded("Kyegwan"), folded("Khan") == folded("Khin")
(True, True, False)
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources

from onrecord.gazetteer.lists import spread

_LETTERS = re.compile(r"[^a-z0-9]+")
_TWICE = re.compile(r"(.)\1+")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ARTICLES = ("al-", "el-", "ul-", "ad-", "ar-", "as-", "at-", "an-")
_STROKES = str.maketrans({"đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "Ae",
                          "ı": "i", "œ": "oe", "Œ": "Oe", "ð": "d", "þ": "th", "Þ": "Th"})  # fmt: skip
"""Letters that are no other letter with an accent, so that taking accents off would lose them."""
_APOSTROPHES = str.maketrans("", "", "'’`ʻʼ‘")


@cache
def lines(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The lines of ``lists/{name}.txt``, cut at "|", what stands after it at ";"."""
    text = resources.files("onrecord.record").joinpath(f"lists/{name}.txt").read_text("utf-8")
    cut = (line.partition("|") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple((a.strip(), tuple(p.strip() for p in b.split(";") if p.strip())) for a, _, b in cut)


@cache
def plain(word: str) -> str:
    """Small letters and digits only, accents left out.

    >>> plain("Peña"), plain("Kye-Gwan"), plain("U.N.")
    ('pena', 'kyegwan', 'un')
    """
    bare = unicodedata.normalize("NFKD", word.translate(_STROKES)).encode("ascii", "ignore").decode().lower()
    return _LETTERS.sub("", bare) or word.lower()


@cache
def folded(word: str) -> str:
    """A word of a name with everything left out in which its spellings differ: the article of an Arabic name, doubled
    letters, and the list of transliterations. Initials and Chinese, Korean and Vietnamese family names stay as they
    are: Zhou and Zhu are two."""
    low = word.lower().translate(_APOSTROPHES)
    if low.startswith(_ARTICLES) and len(low) > 5:
        low = low[3:]
    low = plain(low)
    if len(low) == 1 or word in spread("surname_first"):
        return low
    for written, (compared, *_) in lines("transliteration"):
        low = low.replace(written, compared)
    return _TWICE.sub(r"\1", low)


@cache
def full_names_of(name: str) -> frozenset[str]:
    """The full given names in small letters that a short form stands for, and the name itself.

    >>> sorted(full_names_of("Steve")), sorted(full_names_of("Vladimir"))
    (['stephen', 'steve', 'steven'], ['vladimir'])
    """
    low = name.lower()
    return frozenset({low} | {full.lower() for full, short in lines("nicknames") if low in map(str.lower, short)})


@cache
def given_folded(word: str) -> str:
    """A given name as compared: all spellings of one name alike.

    >>> given_folded("Sergey") == given_folded("Serguei"), given_folded("Oleksii") == given_folded("Alexander")
    (True, False)
    """
    return _given_names().get(plain(word), folded(word))


def is_given(word: str) -> bool:
    """Whether a family name is one of the listed given names: where fathers' names stand behind one's own, "Mohamed
    Ali" and "Mohamed Abdi Ali" need not be one."""
    return plain(word) in _given_names()


@cache
def _given_names() -> dict[str, str]:
    return {plain(form): folded(usual) for usual, forms in lines("given_names") for form in (usual, *forms)}


@cache
def name_words(name: str) -> tuple[str, ...]:
    """The words of a person's name, without what follows a comma and without "Jr.".

    >>> name_words("Martin Luther King, Jr."), name_words("Roh Moo- hyun")
    (('Martin', 'Luther', 'King'), ('Roh', 'Moo-hyun'))
    """
    joined = re.sub(r"-\s+", "-", name.partition(",")[0])
    return tuple(w for w in joined.split() if plain(w) not in _SUFFIXES)


def suffix_of(name: str) -> str:
    """What tells a son from his father at the end of a name ("jr", "sr", "ii"), "" if nothing does."""
    last = plain(name.rsplit(maxsplit=1)[-1]) if name.split() else ""
    return last if last in _SUFFIXES else ""
