"""An actor as one report has it, and all that are held to be one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from onrecord.domain.actors import Actor, ActorKind
from onrecord.domain.rulings import Holder
from onrecord.gazetteer.names import country_of
from onrecord.record.judgement import Judgement, Verdict

FIRST = Judgement(Verdict.YES, "first seen")


@dataclass(frozen=True, slots=True)
class Seen:
    """An actor as one report has it: the report's id and day, and its ``series``, which is what the versions of the
    report share and by which users' judgements name it."""

    report: str
    published: date
    actor: Actor
    series: str = ""


@dataclass(slots=True)
class OneActor:
    """Appearances held to be one actor's, each with the reason why it belongs to those before it. ``holders`` are the
    rows of the table of office-holders that speak of it."""

    kind: ActorKind
    name: str
    members: list[Seen] = field(default_factory=list)
    grounds: list[Judgement] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    holders: tuple[Holder, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What it is compared by: the name it began with, and those that the table of office-holders gives."""
        return tuple(dict.fromkeys((self.name, *(name for holder in self.holders for name in holder.variants))))

    def held_on(self, first: date, last: date) -> tuple[Holder, ...]:
        """The offices that the table gives it on some day from ``first`` to ``last``."""
        return tuple(holder for holder in self.holders if holder.on(first, last))

    def add(self, seen: Seen, ground: Judgement) -> None:
        """One more appearance."""
        self.members.append(seen)
        self.grounds.append(ground)
        self.countries |= countries_of(seen.actor)
        self.posts |= posts_of(seen.actor)

    def days_from(self, day: date) -> int:
        """Days to the nearest appearance; very many if there is none."""
        return min((abs((each.published - day).days) for each in self.members), default=timedelta.max.days)


def countries_of(actor: Actor) -> frozenset[str]:
    """The countries in whose offices a report has the actor."""
    return frozenset(country_owning(office.of) for office in actor.offices if office.of) - {""}


def posts_of(actor: Actor) -> frozenset[str]:
    """The titles a report gives the actor, in small letters."""
    return frozenset(office.title.lower() for office in actor.offices)


@cache
def country_owning(of: str) -> str:
    """The country that an office belongs to: of "Russian foreign ministry" Russia, of "United Nations" none."""
    words = of.split()
    return next((c for n in range(len(words), 0, -1) if (c := country_of(" ".join(words[:n])))), "")
