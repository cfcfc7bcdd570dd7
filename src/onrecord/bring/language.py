"""Whether a text is in English.

Two looks, the second only where the first does not settle it:

1. the share of English function words among all words. A tenth is enough: of 2,764 English news texts all but 21 have
   more (the median is 23 %), and other languages written in Latin letters stay under 5 %;
2. py3langid, which knows 139 languages. It costs half a CPU-second and 100 MB to load, so it is loaded only for a text
   that fails the first look. The text is refused if the probability left for English is under 1 %: English lists of
   foreign names and scores keep more than that, and ten words of any other language tried keep less than 0.1 %.

A text half in English passes, as does one too short to judge.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from onrecord.bring.wordlists import lines, pairs
from onrecord.domain.errors import ForeignLanguage

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH_SHARE = 0.10
"""With this share of English function words a text is English (see the module's docstring for the figures)."""

ENGLISH_LEFT = 0.01
"""A text is foreign if py3langid leaves less probability than this to English."""

FEWEST_LETTERS = 40
"""Shorter texts, about eight English words, are not judged: a headline of names looks like any language."""

FEWEST_SIGNS = 10
"""The same for scripts that are no alphabet (Chinese, Japanese, Korean), where a sign is worth several letters."""

LOOK = 20_000
"""Only so many characters from the start are looked at; a report's language does not change after that."""

_WORD = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENGLISH_LABELS = ("en", "pcm")
"""English, and Nigerian Pidgin, which py3langid sees in many a short English text."""


def require_english(text: str) -> None:
    """Let an English text pass.

    Raises:
        ForeignLanguage: the text is in another language; the message names it.
    """
    label = foreign_language(text)
    if label is None:
        return
    message = (
        f"this report seems to be in {label}; Onrecord reads English only. Give an English report or a translation."
        if label != "no language"
        else "this text seems to be in no language; Onrecord reads news reports in English."
    )
    raise ForeignLanguage(message)


def foreign_language(text: str) -> str | None:
    """The English name of the language of ``text`` where it is not English, "no language" for signs that are none;
    None for an English text, a half English one, and one too short to judge."""
    words = _WORD.findall(text[:LOOK].lower())
    if english_share(words) >= ENGLISH_SHARE or _too_short(words):
        return None
    ranking = _identifier().rank(text[:LOOK])
    left = sum(score for label, score in ranking if label in _ENGLISH_LABELS)
    best = ranking[0][0]
    if left >= ENGLISH_LEFT or best in _ENGLISH_LABELS:
        return None
    return pairs("languages").get(best, f"another language ({best})")


def english_share(words: list[str]) -> float:
    """The share of English function words among ``words`` (lower case), 0 where there is no word.

    >>> english_share(["the", "envoys", "left", "without", "a", "deal"])
    0.3333333333333333
    """
    english = _english()
    return sum(word in english for word in words) / max(1, len(words))


def _too_short(words: list[str]) -> bool:
    letters = sum(map(len, words))
    return letters < FEWEST_LETTERS and sum(len(_SIGN.findall(word)) for word in words) < FEWEST_SIGNS


@cache
def _english() -> frozenset[str]:
    return frozenset(lines("english"))


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
