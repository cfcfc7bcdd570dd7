"""Quotation marks of every typography, paired within paragraphs.

Why by paragraph: newspapers open a quotation of several paragraphs again at each paragraph and close it once, and a
mark that is missing must not turn the rest of the report inside out. What is left open at the end of a paragraph is
either carried on (the next paragraph opens with a mark too) or closed there, and said to be unclosed.

>>> [text[q.inner_start:q.inner_end] for text in ['He said "yes, ‘maybe’" and left.'] for q in find_quotations(text)]
['yes, ‘maybe’', 'maybe']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.domain.marks import Quotation

PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’", "‚": "‘’", "「": "」", "『": "』", "»": "«"}
"""Opening marks with those that may close them; „German“ and »Danish« among them."""
_MARK = re.compile(r"``|''|[\"“”„«»‹›‘’‚'「」『』]")
_PARAGRAPH = re.compile(r"(?:(?!\n[^\S\n]*\n).)+", re.DOTALL)
_LINE = re.compile(r"[^\n]+")
_SINGLE = "'’"
_STRAIGHT = frozenset({'"', "''"})
_MARKS_BEHIND = "‘'“([$£€…."


class _Open:
    """A mark that waits for its partner."""

    __slots__ = ("closers", "inner", "start")

    def __init__(self, start: int, inner: int, closers: str) -> None:
        self.start, self.inner, self.closers = start, inner, closers


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations in the order of their start; offsets are code points into ``text``."""
    found: list[Quotation] = []
    carried: int | None = None
    for start, end in _paragraphs(text):
        inside = sorted(_paragraph(text, start, end), key=lambda q: (q.start, -q.end))
        if not inside:
            carried = None
            continue
        if carried is not None and not text[start : inside[0].start].strip():
            inside[0] = _linked(inside[0], carried)
        base = len(found)
        found += inside
        last_open = [k for k, q in enumerate(inside) if not q.closed and q.depth == 0]
        carried = base + last_open[-1] if last_open else None
    return tuple(found)


def _linked(quotation: Quotation, earlier: int) -> Quotation:
    return Quotation(
        quotation.start, quotation.end, quotation.inner_start, quotation.inner_end, quotation.depth, quotation.closed,
        earlier,
    )  # fmt: skip


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    pattern = _PARAGRAPH if re.search(r"\n[^\S\n]*\n", text) else _LINE
    return (match.span() for match in pattern.finditer(text) if match.group().strip())


def _paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    stack: list[_Open] = []
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        closes = _closes(text, at, match.end(), mark, stack, end)
        if closes is not None:
            del stack[closes + 1 :]
            opened = stack.pop()
            if at > opened.inner:
                yield Quotation(opened.start, match.end(), opened.inner, at, len(stack))
        elif (closers := _opens(text, at, match.end(), mark, start, end)) is not None:
            if stack and stack[-1].closers == closers and mark in _STRAIGHT and _after_sentence(text, at):
                yield from _lost(text, stack.pop(), at, len(stack))
            stack.append(_Open(at, match.end(), closers))
    # Unclosed: words to the end of the paragraph; a stray single mark is more often an apostrophe than a quotation.
    kept = [opened for opened in stack if text[opened.start] not in "'‘‚"][:1]
    for depth, opened in enumerate(kept):
        yield from _lost(text, opened, end, depth)


def _lost(text: str, opened: _Open, end: int, depth: int) -> Iterator[Quotation]:
    """A quotation whose closing mark is missing: its words up to ``end``."""
    stop = len(text[opened.inner : end].rstrip()) + opened.inner
    if stop > opened.inner:
        yield Quotation(opened.start, stop, opened.inner, stop, depth, closed=False)


def _after_sentence(text: str, at: int) -> bool:
    """Whether a sentence ends right before a mark."""
    return text[max(0, at - 4) : at].rstrip()[-1:] in {".", "!", "?"}


def _closes(text: str, at: int, after: int, mark: str, stack: list[_Open], end: int) -> int | None:
    """The index in ``stack`` of the quotation that this mark closes; None if it closes none."""
    if mark in _SINGLE and (_in_word(text, at, after, end) or _genitive(text, at, after, end)):
        return None
    if mark in _STRAIGHT and _looks_open(text, at, after, end):
        return None
    for k in range(len(stack) - 1, -1, -1):
        if mark in stack[k].closers or (mark == '"' and stack[k].closers in {"”", "“”"}):
            return k
    return None


def _looks_open(text: str, at: int, after: int, end: int) -> bool:
    """Whether a straight mark stands as an opening one does: space before it, a word behind."""
    before = at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-"
    return before and after < end and (text[after].isalnum() or text[after] in _MARKS_BEHIND)


def _looks_closed(text: str, at: int, after: int, end: int) -> bool:
    """Whether a straight mark stands as a closing one does: no space before it, none or a stop behind."""
    return at > 0 and not text[at - 1].isspace() and text[at - 1] not in "([—–" and not text[after:end][:1].isalnum()


def _in_word(text: str, at: int, after: int, end: int) -> bool:
    """Whether a single mark is an apostrophe: letters on both sides."""
    before = at > 0 and text[at - 1].isalnum()
    behind = after < end and text[after].isalnum()
    return before and behind


def _genitive(text: str, at: int, after: int, end: int) -> bool:
    """Whether a single mark after an "s" is that of a plural's genitive ("the workers’ tools"): a small letter follows,
    and a mark that closes stands further on before another one opens."""
    if at == 0 or text[at - 1] not in "sS" or not text[after:end][:1].isspace() or not text[after:end][1:2].islower():
        return False
    for match in _MARK.finditer(text, after, end):
        mark, start = match.group(), match.start()
        if mark in _SINGLE and not _in_word(text, start, match.end(), end):
            return not text[start - 1].isspace() and (text[start - 1] not in "sS" or text[start + 1 : start + 2] != " ")
        if mark == "‘":
            return False
    return False


def _opens(text: str, at: int, after: int, mark: str, start: int, end: int) -> str | None:
    """What closes the quotation that this mark opens; None if it opens none."""
    space_before = at == start or not text[at - 1].isalnum()
    word_behind = after < end and not text[after].isspace()
    if mark == '"':
        return None if _looks_closed(text, at, after, end) else '"”'
    if mark in {"``", "''"}:
        return "''" if mark == "``" or _looks_open(text, at, after, end) else None
    if mark == "'":
        return "'’" if space_before and after < end and text[after].isalpha() and not _elision(text, after) else None
    if mark in {"‘", "‚", "»"}:
        return PAIRS[mark] if space_before and word_behind else None
    if mark in PAIRS:
        return PAIRS[mark] + ('"' if mark == "“" else "")
    return None


_ELISION = re.compile(r"(?:\d0s|em|til|tis|twas|n)\b", re.IGNORECASE)


def _elision(text: str, after: int) -> bool:
    """Whether an apostrophe stands for letters left out: '90s, 'til."""
    return bool(_ELISION.match(text, after))
