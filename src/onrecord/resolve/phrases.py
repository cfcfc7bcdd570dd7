"""The dependency trees of a report: what tokens a stretch covers, who is the subject of a verb, what a word governs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from onrecord.domain.marks import Token

_PASSED_ON = frozenset({"conj", "advcl", "parataxis", "xcomp"})
"""Relations over which a verb shares the subject of the one above it."""


class Trees:
    """The dependency trees of a report, asked downwards."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._starts = [t.start for t in tokens]

    @cached_property
    def children(self) -> list[list[int]]:
        """Indices of the tokens each token governs, in order."""
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                below[token.head].append(token.index)
        return below

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open token range that shares characters with ``start:end``."""
        first = max(0, bisect_right(self._starts, start) - 1)
        if first < len(self.tokens) and self.tokens[first].end <= start:
            first += 1
        return first, bisect_left(self._starts, end)

    def subject(self, index: int) -> int | None:
        """The subject of a verb: its own, or that of the verb it is joined to ("met ... and said") or that it stands
        with as a participle ("met ..., saying")."""
        at = index
        for _ in range(4):
            for child in self.children[at]:
                if self.tokens[child].relation.split(":")[0] == "nsubj" or self.tokens[child].relation == "obl:agent":
                    return child
            if self.tokens[at].relation not in _PASSED_ON or self.tokens[at].head < 0:
                return None
            at = self.tokens[at].head
        return None

    def reach(self, top: int) -> tuple[int, int]:
        """Half-open range of the tokens under ``top``, relative clauses left out."""
        low = high = top
        stack, seen = [top], {top}
        while stack:
            at = stack.pop()
            low, high = min(low, at), max(high, at)
            below = [c for c in self.children[at] if self.tokens[c].relation not in {"acl:relcl", "punct"}]
            stack += [c for c in below if c not in seen]
            seen.update(below)
        return low, high + 1
