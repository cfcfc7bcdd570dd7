"""The words of ``lists/speakers.toml``: by what nouns speakers are described.

>>> is_document("communique"), is_body("ministries"), is_body("minister")
(True, True, False)
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from onrecord.gazetteer.posts import singular


@cache
def words(group: str) -> frozenset[str]:
    """The words of one group of the list, in small letters.

    Raises:
        KeyError: there is no such group.
    """
    text = resources.files("onrecord.resolve").joinpath("lists/speakers.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)[group])


@cache
def _forms(word: str) -> tuple[str, ...]:
    low = word.lower()
    forms = [low, singular(low)]
    if low.endswith("ies"):
        forms.append(low[:-3] + "y")
    if low.endswith("s"):
        forms.append(low[:-1])
    return tuple(forms)


@cache
def is_document(word: str) -> bool:
    """Whether a noun names something written that says something."""
    return any(form in words("documents") for form in _forms(word))


@cache
def is_body(word: str) -> bool:
    """Whether a noun names those who speak as a body and are "it"."""
    return any(form in words("bodies") for form in _forms(word))


@cache
def is_human(word: str) -> bool:
    """Whether a noun can be "he" or "she": neither a body nor a document nor an event."""
    return not is_body(word) and not is_document(word) and not any(form in words("events") for form in _forms(word))
