"""How words of one sentence stand to each other: who is subject or object of what, and through which preposition.

The encoder's dependency head gives each token a governor and a relation. It is right for about five of six tokens, so
what is read here is evidence, never proof; a token that governs itself counts as a root.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.domain.marks import Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
SAME_PHRASE = frozenset({"conj", "appos", "flat"})
"""Relations under which a nominal has the role of the nominal that governs it ("Li and Wang met")."""
MODIFYING = frozenset({"amod", "compound", "nmod", "nummod", "det", "acl"})
"""Relations under which a nominal belongs to another ("the Chinese minister", "officials of China")."""
STEPS = 4
"""How far up the tree two words may meet."""


@dataclass(frozen=True, slots=True)
class Role:
    """How a phrase stands to a word.

    ``way`` is "own" (the word governs it), "above" (they meet in a governor of the word), "relative" (the word stands
    in a clause about the phrase) or "" (the tree does not tell). ``part`` is "subject", "object", "modifier", "owner"
    or a preposition. ``through`` are the relations from the word up to where they meet, ``meets`` is the token there.
    ``inside`` is the head of the phrase that the asked one only modifies ("Chinese" in "Chinese President Hu"), or -1.
    """

    way: str = ""
    part: str = ""
    through: tuple[str, ...] = ()
    meets: int = -1
    inside: int = -1


class Clauses:
    """The dependency trees of a report, asked upwards and downwards. Token indices throughout."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    @cached_property
    def children(self) -> list[list[int]]:
        """Indices of the tokens each token governs, in order."""
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0 and token.head != token.index:
                below[token.head].append(token.index)
        return below

    def governor(self, index: int) -> int:
        """The governing token, -1 for a root."""
        head = self.tokens[index].head
        return -1 if head == index else head

    def relation(self, index: int) -> str:
        """The relation to the governor without its subtype, except that of a relative clause."""
        relation = self.tokens[index].relation
        return relation if relation == "acl:relcl" else relation.partition(":")[0]

    def top(self, first: int, past: int) -> int:
        """The head of the phrase ``first:past``: the first nominal governed from outside."""
        tops = [i for i in range(first, past) if not first <= self.governor(i) < past]
        return next((i for i in tops if self.tokens[i].pos in NOMINAL), (tops or [first])[0])

    def case(self, index: int) -> str:
        """The preposition of a nominal, "'s" for a genitive, "" if it has none. A preposition counts where it stands
        right before the phrase, even if the tree hangs it elsewhere."""
        marks = [k for k in self.children[index] if self.relation(k) in {"case", "mark"}]
        before = [k for k in marks if k < index]
        if before:
            return self.tokens[before[-1]].text.lower()
        if any(self.tokens[k].text in {"'s", "’s", "'", "’"} for k in marks if k > index):
            return "'s"
        following = self.tokens[index + 1].text if index + 1 < len(self.tokens) else ""
        return "'s" if following in {"'s", "’s"} else ""

    def upwards(self, index: int, limit: int = STEPS) -> list[int]:
        """The token and its governors, nearest first, at most ``limit`` steps up."""
        chain = [index]
        while len(chain) <= limit:
            above = self.governor(chain[-1])
            if above < 0 or above in chain:
                break
            chain.append(above)
        return chain

    def phrase(self, index: int) -> int:
        """The first nominal of a list, or what an apposition or a name's part belongs to."""
        for _ in range(STEPS):
            above = self.governor(index)
            if above < 0 or self.relation(index) not in SAME_PHRASE or self.tokens[above].pos not in NOMINAL:
                break
            index = above
        return index

    def role(self, anchor: int, first: int, past: int) -> Role:
        """How the phrase ``first:past`` stands to the token ``anchor``."""
        chain = self.upwards(anchor)
        at = self.phrase(self.top(first, past))
        if at in chain[1:]:
            through = tuple(self.relation(k) for k in chain[: chain.index(at)])
            return Role("relative", through[-1], through, at)
        if at == anchor or first <= anchor < past:
            return Role("own", "self", (), anchor)
        inside = -1
        for _ in range(STEPS):
            above = self.governor(at)
            if above < 0:
                break
            if above in chain:
                through = tuple(self.relation(k) for k in chain[: chain.index(above)])
                return Role("above" if through else "own", self.part(at), through, above, inside)
            if self.relation(at) not in MODIFYING:
                break
            at = inside = self.phrase(above)
            if at in chain:
                through = tuple(self.relation(k) for k in chain[: chain.index(at)])
                return Role("relative" if through else "own", "modifier", through, at, -1)
        return Role()

    def part(self, index: int) -> str:
        """What a token is to its governor: "subject", "object", "modifier", "owner", or its preposition."""
        relation = self.relation(index)
        if relation in {"nsubj", "csubj"}:
            return "subject"
        if relation in {"obj", "iobj", "xcomp", "ccomp"}:
            return "object"
        case = self.case(index)
        if case == "'s" or self.tokens[index].text.lower() in POSSESSIVES:
            return "owner"
        if relation in {"nmod", "obl"} and case:
            return case
        return "modifier" if relation in {"compound", "amod", "nmod", "nummod"} else relation

    def subject(self, index: int) -> int:
        """The subject of a verb: its own, else that of the verb it is joined to or depends on; -1 if there is none."""
        for at in self.upwards(index):
            for child in self.children[at]:
                if self.relation(child) == "nsubj":
                    return child
            if self.relation(at) not in {"conj", "xcomp", "advcl", "parataxis", "aux", "cop"}:
                break
        return -1


POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})
