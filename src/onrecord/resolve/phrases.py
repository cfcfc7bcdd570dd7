"""Noun phrases by the dependency tree: what is their head, who is joined by "and", how an unnamed source is called."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.domain.marks import Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
LEFT_OUT = frozenset({"det", "punct", "case", "cc", "nmod:poss", "advmod", "predet"})
"""Relations to the head that a description is called without ("the", "both")."""
NAMING = frozenset({"flat", "compound", "appos", "nmod", "amod", "nummod"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One noun phrase: token indices ``first:past`` (half-open) and its head token."""

    first: int
    past: int
    head: int


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

    def head_of(self, first: int, past: int) -> int:
        """The token of ``first:past`` that is governed from outside; the first nominal one if there are several."""
        tops = [i for i in range(first, past) if not first <= self.tokens[i].head < past]
        nominal = [i for i in tops if self.tokens[i].pos in NOMINAL]
        return (nominal or tops or [first])[0]

    def pieces(self, first: int, past: int) -> list[Phrase]:
        """The phrases that are joined by "and" or commas in ``first:past``: "Rubio and Mr. Lavrov" is two, "Dmitry
        Peskov, the spokesman," one."""
        head = self.head_of(first, past)
        heads = [head]
        for candidate in heads:
            heads += [
                child
                for child in self.children[candidate]
                if self.tokens[child].relation == "conj" and first <= child < past and self.tokens[child].pos in NOMINAL
            ]
        heads.sort()
        borders = [first]
        for before, after in zip(heads, heads[1:], strict=False):
            borders.append(self._border(before, after))
        borders.append(past)
        return [Phrase(a, b, h) for a, b, h in zip(borders, borders[1:], heads, strict=False) if a <= h < b]

    def _border(self, before: int, after: int) -> int:
        """Where the phrase of ``after`` begins: behind the last "and" or comma before it."""
        for k in range(after - 1, before, -1):
            if self.tokens[k].text.lower() in {"and", "or", ",", "&"} and self.tokens[k].relation in {"cc", "punct"}:
                return k + 1
        return before + 1

    def description(self, phrase: Phrase) -> tuple[int, int]:
        """The token range that names an unnamed source shortest: its head with the modifiers before it."""
        first = phrase.head
        while first > phrase.first:
            token = self.tokens[first - 1]
            if token.pos in {"DET", "ADP", "CCONJ", "VERB", "AUX", "PRON", "SCONJ"} and token.text != "-":
                break
            if token.relation in LEFT_OUT and token.text != "-":
                break
            first -= 1
        past = phrase.head + 1
        while past < phrase.past and self.tokens[past].relation in {"flat", "compound"}:
            past += 1
        return first, past

    def subject(self, index: int) -> int | None:
        """The subject of a verb: its own, or that of the verb it is joined to ("met ... and said") or that it stands
        with as a participle ("met ..., saying")."""
        at = index
        for _ in range(4):
            for child in self.children[at]:
                if self.tokens[child].relation.split(":")[0] == "nsubj" or self.tokens[child].relation == "obl:agent":
                    return child
            if self.tokens[at].relation not in {"conj", "advcl", "parataxis", "xcomp"} or self.tokens[at].head < 0:
                return None
            at = self.tokens[at].head
        return None

    def reach(self, top: int) -> tuple[int, int]:
        """Half-open range of the tokens under ``top``, relative clauses left out."""
        low = high = top
        stack = [top]
        while stack:
            at = stack.pop()
            low, high = min(low, at), max(high, at)
            stack += [c for c in self.children[at] if self.tokens[c].relation not in {"acl:relcl", "punct"}]
        return low, high + 1

    def governors(self, index: int, limit: int = 12) -> list[int]:
        """The chain of governing tokens upwards, nearest first."""
        chain: list[int] = []
        at = self.tokens[index].head
        while at >= 0 and at not in chain and len(chain) < limit:
            chain.append(at)
            at = self.tokens[at].head
        return chain

    def names_head(self, phrase: Phrase, first: int, past: int) -> bool:
        """Whether the name at ``first:past`` is what the phrase is about ("Foreign Minister Sergey Lavrov"), not
        something that belongs to it ("a spokesman for Lavrov")."""
        if first <= phrase.head < past:
            return True
        for index in range(first, past):
            at = index
            for _ in range(4):
                token = self.tokens[at]
                if token.relation.split(":")[0] not in {"flat", "appos", "compound"}:
                    break
                if token.head == phrase.head:
                    return token.relation.split(":")[0] != "compound" or past > phrase.head
                at = token.head
                if at < 0:
                    break
        return False
