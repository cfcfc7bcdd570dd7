"""Asking for actors: who is in the record, how much is known of them, and why they are held to be one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.domain.errors import NotInRecord
from onrecord.record.asking import actors_called
from onrecord.record.connection import Connection, Value
from onrecord.record.entry import Parts
from onrecord.record.given import given_in
from onrecord.record.holders import Holders
from onrecord.record.sides import Answer
from onrecord.record.spellings import plain

MOST = 50
"""Passages shown of one actor."""

ORDERS = {
    "undecided": "sign(undecided) DESC, statements DESC, undecided DESC, name, id",
    "statements": "statements DESC, name, id",
    "name": "lower(name), name, id",
}
"""How actors are listed: those with undecided judgements first, by number of statements, by the alphabet."""

_ACTORS = (
    "SELECT * FROM (SELECT known.id, known.name, known.kind, known.offices,"
    " coalesce(spoken.number, 0) AS statements, coalesce(seen.number, 0) AS reports,"
    " coalesce(doubted.number, 0) AS undecided, known.also FROM known_actors AS known"
    " LEFT JOIN (SELECT member.of AS actor, count(DISTINCT told.of) AS number FROM kept_roles AS part"
    " JOIN known_members AS member ON member.entry = part.actor JOIN known_members AS told ON told.entry = part.entry"
    " WHERE part.role = 'speaker' GROUP BY member.of) AS spoken ON spoken.actor = known.id"
    " LEFT JOIN (SELECT of AS actor, count(*) AS number FROM known_members GROUP BY of) AS seen"
    " ON seen.actor = known.id"
    " LEFT JOIN (SELECT actor, count(*) AS number FROM (SELECT first AS actor FROM known_judgements"
    " WHERE verdict IN ('unsure', 'open') UNION ALL SELECT second FROM known_judgements"
    " WHERE verdict IN ('unsure', 'open')) AS sides GROUP BY actor) AS doubted ON doubted.actor = known.id) AS listed"
)
_NEAR = (
    "SELECT other.id, other.name, judged.verdict, judged.rule, judged.because FROM known_judgements AS judged"
    " JOIN known_actors AS other ON other.id = CASE WHEN judged.first = ? THEN judged.second ELSE judged.first END"
    " WHERE judged.verdict <> 'yes' AND (judged.first = ? OR judged.second = ?)"
    " ORDER BY CASE judged.verdict WHEN 'open' THEN 0 WHEN 'unsure' THEN 1 ELSE 2 END, other.name, other.id"
)
_NAMES = (
    "SELECT kept.name, count(*) AS reports, min(report.published) AS earliest, max(report.published) AS latest"
    " FROM known_members AS member JOIN kept_actors AS kept ON kept.id = member.entry"
    " JOIN kept_reports AS report ON report.id = kept.report WHERE member.of = ?"
    " GROUP BY kept.name ORDER BY reports DESC, kept.name"
)
_SAME = (
    "SELECT judged.first AS id, kept.name, report.published AS day, judged.verdict, judged.rule, judged.because"
    " FROM known_judgements AS judged JOIN kept_actors AS kept ON kept.id = judged.first"
    " JOIN kept_reports AS report ON report.id = kept.report"
    " WHERE judged.second = ? AND judged.verdict = 'yes' ORDER BY report.published, judged.first"
)
_PASSAGES = (
    "SELECT member.entry AS id, mention.exact AS words, mention.start_at, mention.end_at, report.outlet,"
    " report.published, report.title, report.url FROM known_members AS member"
    " JOIN kept_mentions AS mention ON mention.actor = member.entry"
    " JOIN kept_actors AS kept ON kept.id = member.entry JOIN kept_reports AS report ON report.id = kept.report"
    f" WHERE member.of = ? ORDER BY member.number, mention.number LIMIT {MOST}"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which actors are listed. ``named`` are names or words of names; ``kind`` as in ``ActorKind``, "" for all but
    unnamed sources; ``undecided`` for those with judgements unsure or open; ``order`` is one of ``ORDERS``; ``limit``
    is the most rows, 0 for all."""

    named: str = ""
    kind: str = ""
    undecided: bool = False
    order: str = "undecided"
    limit: int = 0


def actors(connection: Connection, wanted: Wanted) -> Answer:
    """Actors of the record: what they said in how many statements, in how many reports they appear, and how many
    judgements on their being somebody else's double are undecided."""
    conditions, values = ["kind = ?" if wanted.kind else "kind <> ?"], [wanted.kind or "unnamed"]
    if wanted.named:
        ids = actors_called(connection, wanted.named)
        conditions.append(f"id IN ({', '.join('?' * len(ids))})")
        values += ids
    if wanted.undecided:
        conditions.append("undecided > 0")
    cut = f" LIMIT {wanted.limit}" if wanted.limit else ""
    order = ORDERS[wanted.order].replace("sign(undecided)", "CASE WHEN undecided > 0 THEN 1 ELSE 0 END")
    found = _rows(connection, f"{_ACTORS} WHERE {' AND '.join(conditions)} ORDER BY {order}{cut}", values)
    for row in found:
        row["offices"] = _offices(str(row["offices"]))
        row["also"] = "; ".join(json.loads(str(row["also"])))
    return found


def actor(connection: Connection, name: str) -> Parts:
    """The one actor of this id or name: the names and offices found, the terms in the table of office-holders, why the
    appearances are held to be one, who is near, what users judged, and the passages.

    Raises:
        NotInRecord: there is none, or there are several.
    """
    id = only_called(connection, name)
    row = _rows(connection, "SELECT id, name, kind, also, offices FROM known_actors WHERE id = ?", (id,))[0]
    given = given_in(connection)
    key = plain(str(row["name"]))
    terms: Answer = [
        {"office": each.office, "of": each.country, "term": each.term(), "source": each.source}
        for each in Holders(given.holders).rows
        if plain(each.name) == key and row["kind"] == "person"
    ]
    return [
        ("Actor", [row]),
        ("Names in reports", _rows(connection, _NAMES, (id,))),
        ("In office", terms),
        ("Judged the same", _rows(connection, _SAME, (id,))),
        ("Near, and not the same", _rows(connection, _NEAR, (id, id, id))),
        ("Passages", _rows(connection, _PASSAGES, (id,))),
    ]


def judged(connection: Connection) -> Answer:
    """What users judged, by id; ``in_force`` says whether the reports it speaks of are in the record."""
    found: Answer = []
    for each in given_in(connection).rulings:
        here = [
            connection.execute(
                "SELECT 1 FROM kept_actors AS kept JOIN kept_reports AS report ON report.id = kept.report"
                " WHERE kept.name = ? AND report.current = 1 AND (? = '' OR report.series = ?)",
                (side.name, side.report, side.report),
            ).fetchone()
            for side in (each.first, each.second)
        ]
        found.append(
            {
                "id": each.id,
                "verdict": each.verdict.value,
                "one": str(each.first),
                "other": str(each.second),
                "reason": each.reason,
                "in_force": "yes" if all(here) else "waits for its reports",
            }
        )
    return found


def offices(connection: Connection, *, named: str = "") -> Answer:
    """The table of office-holders in use, the user's own rows first; ``named`` are words that name, office or country
    must have.

    Raises:
        NotInRecord: there is none.
    """
    own = given_in(connection).holders
    words = named.casefold().split()
    found: Answer = [
        {
            "name": each.name,
            "office": each.office,
            "country": each.country,
            "start": each.start.isoformat(),
            "end": each.end.isoformat() if each.end else "",
            "variants": "; ".join(each.variants),
            "source": each.source,
            "table": "yours" if number < len(own) else "Onrecord's",
        }
        for number, each in enumerate(Holders(own).rows)
        if all(word in f"{each.name} {each.office} {each.country}".casefold() for word in words)
    ]
    if not found:
        message = f"no row of the table of office-holders has all of {named!r}"
        raise NotInRecord(message)
    return found


def only_called(connection: Connection, name: str) -> str:
    """The id of the one known actor of this id or name.

    Raises:
        NotInRecord: there is none, or there are several.
    """
    ids = actors_called(connection, name)
    if len(ids) > 1:
        places = ", ".join("?" * len(ids[:9]))
        rows = connection.execute(f"SELECT id, name FROM known_actors WHERE id IN ({places}) ORDER BY id", ids[:9])
        some = ", ".join(f"{id} ({called})" for id, called in rows)
        message = f"{len(ids)} actors are called {name!r}; give one by its id: {some}{', …' if len(ids) > 9 else ''}"
        raise NotInRecord(message)
    return ids[0]


def _offices(written: str) -> str:
    found = []
    for each in json.loads(written):
        former = "former " if each["former"] else ""
        found.append(f"{former}{each['title']}{' of ' if each['of'] else ''}{each['of']}")
    return "; ".join(dict.fromkeys(found))


def _rows(connection: Connection, select: str, values: Sequence[Value]) -> Answer:
    cursor = connection.execute(select, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
