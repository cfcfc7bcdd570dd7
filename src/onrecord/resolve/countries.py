"""Countries: whether a name in the text stands for the country as it acts, or is only where something is.

"Washington rejected the plan" is the United States; "they met in Washington" is the city. A country's own name stays a
mention of the country even as a place, marked so by the mention's rule; a capital or a seat of government that is a
place is no mention of the country at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.domain.marks import Mark
from onrecord.gazetteer.lists import words
from onrecord.gazetteer.names import Kind, Role, look_up

_NEAR = 40
"""Characters before a name in which its two words before are looked for."""
_BEFORE = re.compile(r"(?:([\w’'-]+)\s+)?([\w’'-]+)\s+(?:the\s+)?$")
_AFTER = re.compile(r"(?P<hyphen>-)|(?P<comma>,\s+[A-Z])|\s+(?P<word>[\w’'-]+)")
_NEXT_WORD = re.compile(r" ([\w’'-]+)")
_PLACE_AFTER = re.compile(r",\s+([A-Z][\w.’'-]+(?: [A-Z][\w’'-]+)?)")
_DATELINE = re.compile(r"\s*[A-Z][^\n]{0,60}?(?:\([A-Za-z /-]+\)\s*-*|—|–|--)")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a name mark stands for a country: its usual name, and the rule ("country.name", ".place", ".adjective",
    ".people", ".capital", ".seat", ".government")."""

    country: str
    rule: str


def standing(text: str, mark: Mark) -> Standing | None:
    """How ``mark`` stands for a country in ``text``; None if it does not: no country's name, or only the city."""
    entry = look_up(text[mark.start : mark.end]) or look_up(text[mark.start : mark.end].title())
    if entry is None or entry.kind is not Kind.COUNTRY:
        return None
    if entry.role is Role.ADJECTIVE:
        rule = "adjective"
    elif entry.role is Role.MEMBERS:
        rule = "people"
    elif entry.role is Role.NAME:
        rule = "adjective" if _before_noun(text, mark) else "place" if not acts(text, mark) else "name"
    elif acts(text, mark):
        rule = entry.role.value
    else:
        return None
    return Standing(entry.name, f"country.{rule}")


def acts(text: str, mark: Mark) -> bool:
    """Whether the place that ``mark`` names acts: by the words before and after it.

    >>> text = "Moscow urged Kabul to send envoys to Geneva, and flew its own from Minsk."
    >>> [acts(text, Mark("PLACE", text.index(city), text.index(city) + len(city))) for city in ("Moscow", "Kabul")]
    [True, True]
    >>> acts(text, Mark("PLACE", text.index("Minsk"), text.index("Minsk") + 5))
    False
    """
    if mark.start < len(dateline_of(text)):
        return False
    before = _BEFORE.search(text[max(0, mark.start - _NEAR) : mark.start])
    second, first = (before.group(1) or "", (before.group(2) or "").lower()) if before else ("", "")
    if first in ("to", "for", "from", "of"):
        return f"{second.lower()} {first}" in words("to_actor")
    return first not in words("at_place") and not _place_by_what_follows(text, mark.end)


def _place_by_what_follows(text: str, end: int) -> bool:
    """Whether ", Hungary", "-based" or "airport" follows at ``end``."""
    after = _AFTER.match(text, end)
    if after is None:
        return False
    if after.group("comma"):
        return _names_place(text, end)
    return bool(after.group("hyphen")) or after.group("word") in words("place_nouns")


def _names_place(text: str, end: int) -> bool:
    """Whether ", Hungary" or ", Texas" follows."""
    match = _PLACE_AFTER.match(text, end)
    if match is None:
        return False
    for form in (match.group(1), match.group(1).split()[0]):
        entry = look_up(form)
        if entry is not None and entry.kind in (Kind.COUNTRY, Kind.PLACE) and entry.role is Role.NAME:
            return True
    return False


def _verb_like(word: str) -> bool:
    return word in words("auxiliaries") or word in words("said_verbs") or word.endswith("ed")


def _before_noun(text: str, mark: Mark) -> bool:
    """Whether an acronym of a country stands before a noun as an adjective does: "US envoy", not "the US said"."""
    form = text[mark.start : mark.end]
    if not form.replace(".", "").isupper() or len(form.replace(".", "")) > 4:
        return False
    after = _NEXT_WORD.match(text, mark.end)
    if after is None:
        return False
    word = after.group(1)
    return not _verb_like(word.lower()) and word.lower() not in words("function_words")


def dateline_of(text: str) -> str:
    """The dateline at the head of a text, "" if there is none.

    >>> dateline_of("HANOI, Nov. 4 (Newsline) -- Talks"), dateline_of("Oslo — Talks"), dateline_of("Talks in Oslo")
    ('HANOI, Nov. 4 (Newsline) --', 'Oslo —', '')
    """
    match = _DATELINE.match(text)
    return match.group() if match is not None else ""
