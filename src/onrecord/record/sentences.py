"""The sentence that a passage stands in: what a report says in one breath belongs together more surely than the rest.

Readings are kept without their tokens, so sentences are found again from the text. A full stop after an abbreviation or
an initial ends none.
"""

from __future__ import annotations

import re

from onrecord.gazetteer.lists import words

REACH = 600
"""Characters looked at on each side; a sentence that goes on for longer is cut there."""

_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
_BEFORE = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)\.$")
_AFTER = re.compile(r"[\"'“‘(\[]*(\w+)")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around ``text[start:end]`` begins and ends (half-open, white space at the ends left out).

    >>> text = "They met. Mr. Dahl, of the U.S. Senate, will call. All hope."
    >>> first, last = sentence_around(text, text.index("call"), text.index("call") + 4)
    >>> text[first:last]
    'Mr. Dahl, of the U.S. Senate, will call.'
    """
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    first, last = low, high
    for found in _END.finditer(text, low, high):
        if found.end() <= start:
            first = found.end() if _ends(text, found, low) else first
        elif found.start() >= end and _ends(text, found, low):
            last = found.end()
            break
    if "\n\n" not in text:
        breaks = [found.end() for found in _LINE.finditer(text, first, start)]
        after = _LINE.search(text, end, last)
        first, last = (breaks[-1] if breaks else first), (after.start() if after else last)
    while last > end and text[last - 1].isspace():
        last -= 1
    while first < start and text[first].isspace():
        first += 1
    return first, last


def is_cut(text: str, first: int, last: int, passage: tuple[int, int]) -> tuple[bool, bool]:
    """Whether a sentence around a passage was cut for its length, at its beginning and at its end."""
    start, end = passage
    return first > 0 and start - first >= REACH, last < len(text) and last - end >= REACH


def _ends(text: str, found: re.Match[str], low: int) -> bool:
    """Whether a full stop ends a sentence: not after "Mr", an initial, or "U.S." before a name."""
    mark = found.group()
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    before = _BEFORE.search(text, max(low, found.start() - 24), found.start() + 1)
    if before is None:
        return True
    word = before.group(1)
    if "." in word:
        after = _AFTER.match(text, found.end())
        return "\n" in mark or (after is not None and after.group(1).lower() in words("function_words"))
    return not (word in words("abbreviations") or (len(word) == 1 and word.isupper()))
