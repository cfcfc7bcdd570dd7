"""What the writers of encounters look at: a report's marks, its actors and times by token, and its statements."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from onrecord.domain.actors import Actor, Cast
from onrecord.domain.entries import Statement
from onrecord.domain.marks import EncounterMark, Marks
from onrecord.domain.report import Report
from onrecord.domain.when import When
from onrecord.entries.clauses import Clauses

T = TypeVar("T")
_ENDING = re.compile(r"(?:ings?|ed|s)$")
OWNING = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention of an actor as tokens ``first:past``; ``form`` is "name", "nominal" or "pronoun"."""

    first: int
    past: int
    form: str

    @property
    def last(self) -> int:
        """The last token: the one that ties are asked for."""
        return self.past - 1


class Setting:
    """One report, ready to be asked about its encounters."""

    def __init__(
        self, report: Report, marks: Marks, cast: Cast, whens: Sequence[When], statements: Sequence[Statement] = ()
    ) -> None:
        self.report = report
        self.marks = marks
        self.cast = cast
        self.statements = statements
        self.tokens = marks.tokens
        self.clauses = Clauses(marks.tokens)
        self._starts = [t.start for t in marks.tokens]
        self.whens = [w for w in whens if w.passage is not None and w.value is not None and w.type in {"DATE", "TIME"}]
        self._known: dict[tuple[str, int], Any] = {}
        self.spots = {actor.id: self._spots(actor) for actor in cast.actors}

    def once(self, question: str, mark: EncounterMark, find: Callable[[], T]) -> T:
        """The answer to a question about a mention: found the first time it is asked, known from then on."""
        key = question, mark.anchor
        if key not in self._known:
            self._known[key] = find()
        known: T = self._known[key]
        return known

    def forget(self) -> None:
        """Have every question asked anew, since the weights of evidence have changed."""
        self._known.clear()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open token range of the characters ``start:end``."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return first, bisect_left(self._starts, end)

    def _spots(self, actor: Actor) -> list[Spot]:
        spots = []
        for mention in actor.mentions:
            first, past = self.span(mention.passage.start, mention.passage.end)
            while past - 1 > first and self.tokens[past - 1].text in OWNING:
                past -= 1
            if past > first:
                spots.append(Spot(first, past, mention.form))
        return spots

    @cached_property
    def actors_at(self) -> dict[int, list[Actor]]:
        """The actors mentioned on a token."""
        found: dict[int, list[Actor]] = {}
        for actor in self.cast.actors:
            for spot in self.spots[actor.id]:
                for index in range(spot.first, spot.past):
                    found.setdefault(index, []).append(actor)
        return found

    @cached_property
    def speaking(self) -> list[tuple[int, int, Statement]]:
        """The stretches of content as token ranges, with their statement."""
        ranges = []
        for statement in self.statements:
            for passage in statement.content:
                first, past = self.span(passage.start, passage.end)
                ranges.append((first, past, statement))
        return ranges

    def statement_at(self, index: int) -> Statement | None:
        """The statement in whose content a token stands; the one with the shortest content if there are several."""
        inside = [(past - first, k) for k, (first, past, _) in enumerate(self.speaking) if first <= index < past]
        return self.speaking[min(inside)[1]][2] if inside else None

    def sentence(self, index: int) -> tuple[int, int]:
        """The token range of the sentence in which a token stands."""
        return self.marks.sentences[self.tokens[index].sentence]

    def tie(self, label: str, mark: EncounterMark, tokens: Sequence[int]) -> float:
        """The best score of any of the tokens for a mark."""
        return max(self.marks.ties.score(label, mark.anchor, tokens)) if tokens else 0.0

    def word(self, index: int) -> str:
        """A token's text in lower case, "" outside the text."""
        return self.tokens[index].text.lower() if 0 <= index < len(self.tokens) else ""

    def stem(self, index: int) -> str:
        """A word without its commonest ending, to tell whether two are one word ("visits", "visited")."""
        return _ENDING.sub("", self.word(index))[:5]

    def time_span(self, when: When) -> tuple[int, int]:
        """The token range of a time expression; it always has one (see ``whens``)."""
        return self._time_spans[id(when)]

    @cached_property
    def _time_spans(self) -> dict[int, tuple[int, int]]:
        return {id(w): self.span(w.passage.start, w.passage.end) for w in self.whens if w.passage is not None}
