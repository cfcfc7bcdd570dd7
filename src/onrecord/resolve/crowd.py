"""The Cast while it is being completed: actors found so far, unnamed ones added, pronouns tied to them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.domain.actors import Actor, ActorKind, Cast, Mention
from onrecord.domain.marks import Marks
from onrecord.domain.passage import Passage

PLURAL_HEADS_END = ("s", "people", "police", "media", "men", "women")


class Crowd:
    """Actors by id, with where their names and descriptions stand."""

    def __init__(self, marks: Marks, cast: Cast) -> None:
        self._marks = marks
        self._actors: dict[str, Actor] = {actor.id: actor for actor in cast.actors}
        self._spots: dict[str, list[int]] = {}
        self._by_token: dict[int, list[str]] = {}
        starts = [t.start for t in marks.tokens]
        self._starts = starts
        for actor in cast.actors:
            self._place(actor.id, actor.mentions)

    def _place(self, actor: str, mentions: Sequence[Mention]) -> None:
        for mention in mentions:
            first = max(0, bisect_right(self._starts, mention.passage.start) - 1)
            past = bisect_left(self._starts, mention.passage.end)
            for index in range(first, past):
                self._by_token.setdefault(index, []).append(actor)
            if past > first and mention.form != "pronoun":
                self._spots.setdefault(actor, []).append(past - 1)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __getitem__(self, id: str) -> Actor:
        return self._actors[id]

    def spots(self, id: str) -> list[int]:
        """Last tokens of the actor's names and descriptions, in order of mention."""
        return self._spots.get(id, [])

    def at_token(self, index: int) -> list[str]:
        """Ids of the actors with a mention on this token."""
        return self._by_token.get(index, [])

    def add_unnamed(self, first: int, past: int, *, rule: str) -> Actor:
        """A new actor known by the description that the tokens ``first:past`` give."""
        tokens = self._marks.tokens
        start, end = tokens[first].start, tokens[past - 1].end
        passage = Passage.of(self._marks.text, start, end)
        name = " ".join(passage.exact.split())
        actor = Actor(
            id=f"A{len(self._actors) + 1}",
            name=name,
            kind=ActorKind.UNNAMED,
            mentions=(Mention(passage, "nominal", rule),),
        )
        self._actors[actor.id] = actor
        self._place(actor.id, actor.mentions)
        return actor

    def add_mention(self, id: str, mention: Mention) -> None:
        """One more passage that points to an actor (nothing happens if it is there)."""
        actor = self._actors[id]
        if all(m.passage != mention.passage for m in actor.mentions):
            self._actors[id] = replace(actor, mentions=(*actor.mentions, mention))
            self._place(id, (mention,))

    def cast(self) -> Cast:
        """The completed Cast, mentions in the order of the text."""
        return Cast(
            tuple(
                replace(actor, mentions=tuple(sorted(actor.mentions, key=lambda m: (m.passage.start, m.passage.end))))
                for actor in self._actors.values()
            )
        )


def is_plural(word: str) -> bool:
    """Whether a common noun is plural ("officials", "police")."""
    lower = word.lower()
    return lower.endswith(PLURAL_HEADS_END) and not lower.endswith("ss")
