"""Overlapping stretches of a text cut into segments that do not overlap.

HTML elements nest; what is marked in a report does not: a name stands half inside a quotation, two statements share
words. So the text is cut wherever any stretch begins or ends, and every segment knows all the stretches it lies in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Stretch:
    """Code points ``start:end`` of a text (half-open), what they are ("said", "cue", "name", ...), and the page's name
    of what they belong to ("s1"; "" for nothing that can be pointed at)."""

    start: int
    end: int
    kind: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Code points ``start:end`` that all stretches either cover or leave: ``kinds`` and ``of`` of those that cover
    it, each once, in the order of the stretches."""

    start: int
    end: int
    kinds: tuple[str, ...]
    of: tuple[str, ...]


def segments(stretches: Iterable[Stretch], start: int, end: int, *, cuts: Sequence[int] = ()) -> list[Segment]:
    """The segments of ``start:end``, without gaps, in order; also cut at ``cuts``.

    >>> for one in segments([Stretch(0, 6, "said", "s1"), Stretch(4, 9, "name")], 0, 12):
    ...     print(one.start, one.end, one.kinds)
    0 4 ('said',)
    4 6 ('said', 'name')
    6 9 ('name',)
    9 12 ()
    """
    inside = [stretch for stretch in stretches if stretch.start < end and start < stretch.end]
    edges = {start, end, *(cut for cut in cuts if start < cut < end)}
    for stretch in inside:
        edges |= {max(start, stretch.start), min(end, stretch.end)}
    found: list[Segment] = []
    waiting = deque(sorted(enumerate(inside), key=lambda item: (item[1].start, item[0])))
    open_now: list[tuple[int, Stretch]] = []
    ordered = sorted(edges)
    for left, right in pairwise(ordered):
        open_now = [item for item in open_now if item[1].end > left]
        while waiting and waiting[0][1].start <= left:
            open_now.append(waiting.popleft())
        open_now.sort(key=lambda item: item[0])
        over = [stretch for _, stretch in open_now]
        kinds = tuple(dict.fromkeys(stretch.kind for stretch in over))
        of = tuple(dict.fromkeys(stretch.of for stretch in over if stretch.of))
        found.append(Segment(left, right, kinds, of))
    return found
