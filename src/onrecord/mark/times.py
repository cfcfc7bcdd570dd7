"""Time expressions in the text: what TIMEX3 calls DATE, TIME, DURATION and SET.

The text is cut into items, each with its classes of time words (``time_words``); the patterns of the time grammar
run over the row of classes (``time_grammar``); of finds that overlap the longest stays, of equally long ones the one
whose rule stands first. What a find says, calendar-wise, goes into its parts; which day that is the resolver decides.

>>> [("will meet on next Tuesday"[m.start:m.end], m.type) for m in mark_times("will meet on next Tuesday", ())]
[('next Tuesday', 'DATE')]
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from onrecord.domain.marks import TimeMark, Token
from onrecord.mark.time_grammar import grammar
from onrecord.mark.time_words import Item, items_of

_NAMING = {"unit", "part", "deictic", "tonight", "often", "present"}
"""Classes of words that have no capital of their own."""
_HOLIDAY = "holiday"
_NAME = "name"
"""The kind of a find that turns out to be a name; it stands in the way of shorter finds and is left out."""
_WRONG_POS = {"month_doubt": {"AUX", "VERB"}, "season_doubt": {"VERB", "AUX"}, "season": {"VERB"}}
"""Parts of speech in which a word of the class means something else ("they may", "prices fall")."""


def mark_times(text: str, tokens: Sequence[Token]) -> tuple[TimeMark, ...]:
    """The time expressions of ``text``, in its order; none overlaps another.

    ``start`` and ``end`` of a mark are code points into ``text``. ``tokens`` are the text's tokens; they are used for
    their part of speech, where an encoder has given one, to tell "May" from "may"; an empty sequence will do.
    """
    items = _in_their_sense(items_of(text), tokens)
    rules = grammar()
    row = rules.row(items)
    found: list[tuple[int, int, int, TimeMark]] = []
    for order, rule in enumerate(rules.rules):
        for match in rule.pattern.finditer(row):
            start, end = rule.extent(match)
            parts = rule.parts(match, items)
            if parts["kind"] != _HOLIDAY and _is_name(text, items, start, end):
                parts = {"kind": _NAME}
            mark = TimeMark(items[start].start, items[end - 1].end, rule.type, rule.name, parts)
            found.append((mark.start - mark.end, order, mark.start, mark))
    found.sort(key=lambda entry: entry[:3])
    return tuple(mark for mark in _apart(mark for *_, mark in found) if mark.parts["kind"] != _NAME)


def _apart(marks: Iterable[TimeMark]) -> list[TimeMark]:
    """Those of ``marks`` that overlap none before them, in the order of the text."""
    taken: list[TimeMark] = []
    for mark in marks:
        at = bisect_right(taken, mark.start, key=lambda other: other.start)
        after_left = at == 0 or taken[at - 1].end <= mark.start
        before_right = at == len(taken) or mark.end <= taken[at].start
        if after_left and before_right:
            taken.insert(at, mark)
    return taken


def _is_name(text: str, items: Sequence[Item], start: int, end: int) -> bool:
    """Whether capitals make a name of the items: a second capital in "This Week" or "Saturday Night Live", or one
    right after another word with a capital in "Russia Today". Text in capitals throughout tells nothing."""
    last = items[end - 1]
    word = text[last.start : last.end]
    if not word[0].isupper() or word.isupper() or not _NAMING.intersection(last.values):
        return False
    if start == 0:
        return end > 1
    before = items[start - 1]
    touching = text[before.end : items[start].start] == " "
    return end - start > 1 or (touching and text[before.start].isupper())


def _in_their_sense(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """The items, without the classes that the part of speech of their token rules out."""
    if not any(token.pos for token in tokens):
        return items
    starts = [token.start for token in tokens]
    made: list[Item] = []
    for item in items:
        doubtful = [name for name in item.values if name in _WRONG_POS]
        if doubtful:
            at = bisect_right(starts, item.start) - 1
            pos = tokens[at].pos if at >= 0 else ""
            wrong = [name for name in doubtful if pos in _WRONG_POS[name]]
            if wrong:
                values = {name: value for name, value in item.values.items() if name not in wrong}
                item = Item(item.start, item.end, values)  # noqa: PLW2901
        made.append(item)
    return made
