"""Judging actors: merging, splitting, leaving in doubt, taking back.

A judgement is taken if it fits to those made before; else the error names the ones in the way. It is kept as a
``Ruling`` and put through whenever what is known across reports is made (``rulings.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.domain.actors import ActorKind
from onrecord.domain.errors import NotInRecord, WrongRuling
from onrecord.domain.rulings import Appearance, Ruling, Verdict
from onrecord.record.casting import only_called
from onrecord.record.connection import Connection
from onrecord.record.given import drop_rulings, given_in, keep_rulings
from onrecord.record.rulings import ruling
from onrecord.record.store import Store


@dataclass(frozen=True, slots=True)
class _Member:
    """An actor of a report: its id ("R…/A3"), its kind there, and how a judgement names it."""

    entry: str
    kind: str
    appearance: Appearance


def merge(store: Store, first: str, second: str, *, reason: str = "") -> Ruling:
    """Judge two known actors, by id or name, to be one. The record must be up to date.

    Raises:
        NotInRecord: nobody, or several, are called so.
        WrongRuling: they are one already, cannot be one (a person and a body, two unnamed sources), or were judged two.
    """
    connection = store.connection
    one, other = only_called(connection, first), only_called(connection, second)
    if one == other:
        message = f"{first} and {second} are one already: {one}"
        raise WrongRuling(message)
    _require_mergeable(connection, one, other)
    mine, others = _members(connection, one), _members(connection, other)
    in_the_way = [
        each
        for each in given_in(connection).rulings
        if each.verdict is Verdict.NO and (_stands(each, mine, others) or _stands(each, others, mine))
    ]
    _require_none(in_the_way, "were judged two")
    made = ruling(Verdict.YES, mine[0].appearance, others[0].appearance, reason)
    store.change(keep_rulings([made]))
    return made


def keep_apart(store: Store, first: str, second: str, verdict: Verdict, *, reason: str = "") -> Ruling:
    """Judge two known actors to be two (NO), or note that they were looked at and it cannot be told (UNSURE).

    Raises:
        NotInRecord: nobody, or several, are called so.
        WrongRuling: they are one.
    """
    connection = store.connection
    one, other = only_called(connection, first), only_called(connection, second)
    if one == other:
        message = f"{first} and {second} are one in the record: {one}; to part them: onrecord actors split"
        raise WrongRuling(message)
    mine, others = _members(connection, one), _members(connection, other)
    made = ruling(verdict, mine[0].appearance, others[0].appearance, reason)
    store.change(keep_rulings([made]))
    return made


def split(store: Store, actor: str, out: Sequence[str], *, reason: str = "") -> list[Ruling]:
    """Judge that some appearances of a known actor are somebody else, one person all of them. ``out`` are actors of
    reports ("R0123456789ab/A3") or names, which go wherever they stand, in later reports too.

    Raises:
        NotInRecord: nobody, or several, are called so; or the actor has no such appearance.
        WrongRuling: nothing would stay, or some of them were judged one.
    """
    connection = store.connection
    members = _members(connection, only_called(connection, actor))
    moved, named = _moved(members, out, actor)
    staying = [each for each in members if each not in moved]
    if not staying:
        message = f"all appearances of {actor} would be taken out, so nothing would be split; name fewer"
        raise WrongRuling(message)
    rulings = given_in(connection).rulings
    crossing = [each for each in rulings if each.verdict is Verdict.YES]
    crossing = [each for each in crossing if _stands(each, moved, staying) or _stands(each, staying, moved)]
    _require_none(crossing, "were judged one")
    made = [ruling(Verdict.NO, each, staying[0].appearance, reason) for each in named]
    made += [ruling(Verdict.YES, named[0], each, reason) for each in named[1:]]
    replaced = {each.id for each in made}
    clash = [each for each in rulings if each.id in replaced and each.verdict is not Verdict.NO]
    store.change((*drop_rulings(each.id for each in clash), *keep_rulings(made)))
    return made


def undo(store: Store, ids: Sequence[str]) -> list[Ruling]:
    """Take judgements back, by their ids.

    Raises:
        NotInRecord: there is no such judgement; none is taken back.
    """
    kept = {each.id: each for each in given_in(store.connection).rulings}
    for id in ids:
        if id not in kept:
            message = f"no judgement of yours has the id {id!r}; onrecord actors judged lists them"
            raise NotInRecord(message)
    store.change(drop_rulings(ids))
    return [kept[id] for id in dict.fromkeys(ids)]


def _members(connection: Connection, actor: str) -> list[_Member]:
    """The actors of reports that a known actor is, in the record's order."""
    rows = connection.execute(
        "SELECT kept.id, kept.kind, kept.name, report.series, (SELECT count(*) FROM kept_actors AS other"
        " WHERE other.report = kept.report AND other.name = kept.name AND (length(other.id) < length(kept.id)"
        " OR (length(other.id) = length(kept.id) AND other.id < kept.id))) AS nth"
        " FROM known_members AS member JOIN kept_actors AS kept ON kept.id = member.entry"
        " JOIN kept_reports AS report ON report.id = kept.report WHERE member.of = ? ORDER BY member.number",
        (actor,),
    )
    return [_Member(id, kind, Appearance(series, name, nth)) for id, kind, name, series, nth in rows]


def _moved(members: Sequence[_Member], out: Sequence[str], actor: str) -> tuple[list[_Member], list[Appearance]]:
    """The members that ``out`` means, and how a judgement is to name them."""
    moved: list[_Member] = []
    named: list[Appearance] = []
    for each in dict.fromkeys(out):
        entries = [member for member in members if member.entry == each]
        called = [member for member in members if member.appearance.name == each]
        if not entries and not called:
            message = (
                f"{actor} has no appearance {each!r}; onrecord actors show {actor} lists its names and appearances"
            )
            raise NotInRecord(message)
        moved += entries or called
        named.append(entries[0].appearance if entries else Appearance("", each))
    return moved, named


def _stands(ruling: Ruling, first: Iterable[_Member], second: Iterable[_Member]) -> bool:
    """Whether a judgement speaks of one of the first and one of the second."""
    return _meant(ruling.first, first) and _meant(ruling.second, second)


def _meant(appearance: Appearance, members: Iterable[_Member]) -> bool:
    anywhere = Appearance("", appearance.name)
    return any(
        appearance == each.appearance or (appearance == anywhere and each.appearance.name == appearance.name)
        for each in members
    )


def _require_mergeable(connection: Connection, one: str, other: str) -> None:
    kinds = dict(connection.execute("SELECT id, kind FROM known_actors WHERE id IN (?, ?)", (one, other)).fetchall())
    pair = sorted((ActorKind(kinds[one]), ActorKind(kinds[other])))
    if pair == [ActorKind.UNNAMED, ActorKind.UNNAMED]:
        message = "two sources left unnamed are never one: nobody can tell from the reports who they are"
        raise WrongRuling(message)
    if pair[0] is not pair[1] and ActorKind.UNNAMED not in pair and ActorKind.PERSON in pair:
        message = f"a {kinds[one]} and a {kinds[other]} cannot be one"
        raise WrongRuling(message)


def _require_none(rulings: Sequence[Ruling], what: str) -> None:
    if rulings:
        which = "; ".join(f"{each.id}: {each.first} and {each.second}" for each in rulings)
        undo_them = " ".join(each.id for each in rulings)
        message = f"that contradicts what you judged before; these {what}: {which}. To take that back: "
        raise WrongRuling(message + f"onrecord actors undo {undo_them}")
