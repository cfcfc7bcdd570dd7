"""Nominals: descriptions by office ("the Ukrainian leader") that point to a person named elsewhere.

Which mistake is worse: a description is resolved only where exactly one person is left whose office fits; two that
fit, or somebody unnamed of the same description ("a ministry spokesman said ... the spokesman added"), leave it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.domain.actors import Actor, ActorKind, Cast, Office
from onrecord.domain.passage import Passage
from onrecord.gazetteer import posts
from onrecord.gazetteer.names import country_of
from onrecord.resolve.offices import read_description
from onrecord.resolve.scene import Scene

VAGUE = frozenset(
    ("official", "member", "resident", "witness", "delegate", "officer", "major", "rebel", "guerrilla")
) | {
    *("militant", "fighter", "trader", "dealer", "head", "chair", "host"),
}
"""Words that mostly stand for somebody unnamed, even where a named person is called so once."""


@dataclass(frozen=True, slots=True)
class Nominal:
    """A description by office: its words without article and owner ("foreign minister"), the owner as the text's names
    have it ("Russia", "" if none), whether it says "former", and its stretch."""

    title: str
    of: str
    former: bool
    passage: Passage


def holder(
    cast: Cast, title: str, *, of: str = "", former: bool = False, before: int | None = None, home: str = ""
) -> Actor | None:
    """The one person of ``cast`` whose office fits the words ``title``, None if there is none or more than one.

    ``title`` are the words of the description without article and country ("foreign minister", "leader"); ``of`` the
    country or body it belongs to ("Russia"); ``before`` a code point: only people mentioned before it count; ``home``
    the country that the report is written from. An office with the same owner comes before one whose owner the text
    does not tell. Without ``of``, the same title comes before one that merely fits, then the office of the home country
    or without an owner: a report says no country where it takes it for granted. Of several, the one of the home
    country counts only if it was also mentioned last.
    """
    pool = [
        (actor, office)
        for actor in cast.actors
        if actor.kind is ActorKind.PERSON and (before is None or _seen(actor, before))
        for office in actor.offices
        if office.former == former and describes(title, office)
    ]
    if of:
        same = [(actor, office) for actor, office in pool if same_owner(of, office.of)]
        if same or not country_of(of):
            return _only(same)
        return _only([(actor, office) for actor, office in pool if not office.of])
    exact = [(actor, office) for actor, office in pool if office.title.lower() == title.lower()]
    granted = [(actor, office) for actor, office in exact or pool if not office.of or same_owner(office.of, home)]
    at_home = [(actor, office) for actor, office in granted if same_owner(office.of, home)]
    found = _only(pool) or _only(exact)
    if found is None and len({actor.id for actor, _ in granted}) == 1 and not at_home:
        return _only(granted)
    if found is None and at_home:
        latest = max((actor for actor, _ in exact or pool), key=lambda actor: _last_seen(actor, before))
        return latest if latest == _only(at_home) else None
    return found


def describes(title: str, office: Office) -> bool:
    """Whether the words ``title`` can mean the holder of ``office``: "rebel leader" or "party leader" for the leader of
    a party, "minister" for a foreign minister."""
    title = posts.plain(title.lower())
    if posts.fits(title, posts.plain(office.title)):
        return True
    *before, head = title.split()
    known = {word.lower() for word in f"{office.of} {office.title}".split()}
    return bool(before) and all(word in known for word in before) and posts.fits(head, posts.plain(office.title))


def _only(pool: Sequence[tuple[Actor, Office]]) -> Actor | None:
    ids = {actor.id for actor, _ in pool}
    return pool[0][0] if len(ids) == 1 else None


def _last_seen(actor: Actor, before: int | None) -> int:
    """Where ``actor`` was last mentioned before ``before``, as a code point."""
    starts = (mention.passage.start for mention in actor.mentions)
    return max((start for start in starts if before is None or start < before), default=-1)


def _seen(actor: Actor, before: int) -> bool:
    return any(mention.passage.start < before for mention in actor.mentions)


def same_owner(one: str, other: str) -> bool:
    """Whether two owners of offices are the same country or body: "Russia" and "Kremlin" are."""
    if not one or not other:
        return False
    return one == other or (country_of(one) != "" and country_of(one) == country_of(other))


def too_vague(nominal: Nominal, actor: Actor) -> bool:
    """Whether "the official" must be left alone: always, unless the report opened with an official and named
    ``actor`` as the one."""
    vague = nominal.title.split()[-1].lower() in VAGUE
    return vague and not any(mention.rule == "office.lede" for mention in actor.mentions)


def unnamed_meanwhile(text: str, nominal: Nominal, actor: Actor) -> bool:
    """Whether between the last mention of ``actor`` and ``nominal`` somebody unnamed is introduced by the same word:
    "Smith left. A ministry spokesman arrived. The spokesman ..."."""
    seen = max(mention.passage.end for mention in actor.mentions if mention.passage.start < nominal.passage.start)
    word = re.escape(nominal.title.split()[-1])
    introduced = re.compile(rf"\b(?:[Aa]n?|[Aa]nother|[Oo]ne)\s+(?:[\w’'-]+\s+){{0,5}}{word}\b(?!\s+[A-Z])")
    return introduced.search(text, seen, nominal.passage.start) is not None


def nominals(scene: Scene, taken: Sequence[tuple[int, int]]) -> Iterator[Nominal]:
    """The definite descriptions by office in the text, leaving out those that lie in one of the ``taken`` stretches
    (code points): titles of names."""
    at = 0
    spans = sorted(taken)
    for index, piece in enumerate(scene.cut):
        while at < len(spans) and spans[at][1] <= piece.start:
            at += 1
        if at < len(spans) and spans[at][0] <= piece.start:
            continue
        if not posts.is_head(piece.text) or posts.singular(piece.text) != piece.text.lower() or index in scene.mark_of:
            continue
        read = read_description(scene, index)
        if read is not None and read.office.passage is not None:
            yield Nominal(read.office.title, read.office.of, read.office.former, read.office.passage)
