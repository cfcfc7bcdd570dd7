"""Who acts: people, countries, organisations, groups, and sources left unnamed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.domain.passage import Passage


class ActorKind(StrEnum):
    """What an actor is. ``UNNAMED`` is a person or persons known by description only ("a White House official")."""

    PERSON = "person"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    GROUP = "group"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Office:
    """A post that the text gives to somebody: ``title`` ("foreign minister"), ``of`` the country or body it belongs
    to ("Russia", "" if the text does not say), ``former`` for "ex-" and "former"."""

    title: str
    of: str = ""
    former: bool = False
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that points to an actor. ``form`` is "name", "nominal" ("the minister") or "pronoun"."""

    passage: Passage
    form: str = "name"
    rule: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that speaks or acts in a report.

    ``id`` counts within one reading ("A1"). ``name`` is the fullest form the report gives, without title (a person),
    the usual English name (a country or organisation), or the shortest description that identifies (unnamed).
    ``also`` are the other forms under which the report names it.
    """

    id: str
    name: str
    kind: ActorKind
    also: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of one report."""

    actors: tuple[Actor, ...] = ()

    def by_id(self, id: str) -> Actor:
        """The actor with this id.

        Raises:
            KeyError: there is none.
        """
        for actor in self.actors:
            if actor.id == id:
                return actor
        raise KeyError(id)

    def at(self, start: int, end: int) -> Actor | None:
        """The actor with a mention that shares characters with ``start:end``; of several, the one that shares most,
        then the one mentioned by the longest passage. None if there is none."""
        best: tuple[int, int] = (0, 0)
        found: Actor | None = None
        for actor in self.actors:
            for mention in actor.mentions:
                shared = min(end, mention.passage.end) - max(start, mention.passage.start)
                rank = (shared, mention.passage.end - mention.passage.start)
                if shared > 0 and rank > best:
                    best, found = rank, actor
        return found
