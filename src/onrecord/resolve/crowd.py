"""The Cast while it is being completed: actors found so far, unnamed ones added, pronouns tied to them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.domain.actors import Actor, ActorKind, Cast, Mention
from onrecord.domain.marks import Marks
from onrecord.domain.passage import Passage

PLURAL_HEADS_END = ("s", "people", "police", "media", "men", "women")
SINGULAR_IN_S = frozenset({"press", "news", "us", "congress", "chess", "politics", "bus", "his"})


_GENDERS = (
    ("he", frozenset({"Mr.", "Mr", "Sir", "Lord"}), frozenset({"he", "him", "himself"})),
    ("she", frozenset({"Mrs.", "Mrs", "Ms.", "Ms", "Miss", "Lady", "Dame", "Baroness"}), frozenset({"she", "herself"})),
)
HIS_TITLES = frozenset({"king", "prince", "emperor", "sheikh", "spokesman", "chairman", "pope", "father", "sultan"})
HER_TITLES = frozenset({"queen", "princess", "empress", "spokeswoman", "chairwoman", "mother", "congresswoman"})
"""Words of a title that tell whether its holder is he or she."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention as tokens: ``first:past`` (half-open), whose it is, its form and the rule that found it."""

    first: int
    past: int
    actor: str
    form: str
    rule: str


class Crowd:
    """Actors by id, with where their names and descriptions stand."""

    def __init__(self, marks: Marks, cast: Cast) -> None:
        self._marks = marks
        self._actors: dict[str, Actor] = {actor.id: actor for actor in cast.actors}
        self._lasts: dict[str, list[int]] = {}
        self._by_token: dict[int, list[Spot]] = {}
        self._starts = [t.start for t in marks.tokens]
        for actor in cast.actors:
            self._place(actor.id, actor.mentions)

    def _place(self, actor: str, mentions: Sequence[Mention]) -> None:
        for mention in mentions:
            first = max(0, bisect_right(self._starts, mention.passage.start) - 1)
            past = bisect_left(self._starts, mention.passage.end)
            spot = Spot(first, past, actor, mention.form, mention.rule)
            for index in range(first, past):
                self._by_token.setdefault(index, []).append(spot)
            if past > first and mention.form != "pronoun":
                self._lasts.setdefault(actor, []).append(past - 1)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __getitem__(self, id: str) -> Actor:
        return self._actors[id]

    def spots(self, id: str) -> list[int]:
        """Last tokens of the actor's names and descriptions, in order of mention."""
        return self._lasts.get(id, [])

    def at_token(self, index: int) -> list[str]:
        """Ids of the actors with a mention on this token."""
        return [spot.actor for spot in self._by_token.get(index, ())]

    def spots_at(self, index: int) -> Sequence[Spot]:
        """The mentions on this token."""
        return self._by_token.get(index, ())

    def named(self, index: int) -> bool:
        """Whether the token is part of a name."""
        return any(spot.form == "name" for spot in self._by_token.get(index, ()))

    def gender(self, id: str) -> str:
        """Whether an actor is "he" or "she", where a form of address, a title or a pronoun tells it; else ""."""
        actor = self._actors[id]
        for mention in actor.mentions:
            exact = mention.passage.exact.lower()
            before = (mention.passage.prefix.split() or [""])[-1]
            for gender, addresses, pronouns in _GENDERS:
                first = mention.passage.exact.split(maxsplit=1)[0]
                if (mention.form == "pronoun" and exact in pronouns) or before in addresses or first in addresses:
                    return gender
        words = {word for office in actor.offices for word in office.title.lower().split()}
        return "he" if words & HIS_TITLES else "she" if words & HER_TITLES else ""

    def spots_between(self, first: int, past: int) -> list[Spot]:
        """The mentions inside the tokens ``first:past``, the one that begins first before, then the longer one."""
        found = {
            s for k in range(first, past) for s in self._by_token.get(k, ()) if first <= s.first and s.past <= past
        }
        return sorted(found, key=lambda s: (s.first, -s.past, s.actor))

    def add_unnamed(self, first: int, past: int, *, rule: str, name: str = "") -> Actor:
        """A new actor known by the description that the tokens ``first:past`` give, called ``name`` (their words if
        that is empty)."""
        tokens = self._marks.tokens
        passage = Passage.of(self._marks.text, tokens[first].start, tokens[past - 1].end)
        actor = Actor(
            id=f"A{len(self._actors) + 1}",
            name=name or " ".join(passage.exact.split()),
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
    """Whether a common noun is plural.

    >>> is_plural("officials"), is_plural("police"), is_plural("boss"), is_plural("press")
    (True, True, False, False)
    """
    lower = word.lower()
    return lower.endswith(PLURAL_HEADS_END) and not lower.endswith("ss") and lower not in SINGULAR_IN_S
