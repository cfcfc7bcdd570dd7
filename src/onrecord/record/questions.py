"""What is likely across reports but not proven: pairs that may be one encounter, changes that may be none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record.asking import Asked, actors_called
from onrecord.record.connection import Connection, lower
from onrecord.record.sides import Answer, by_id, report_of, with_sides

KIND = "open question"
"""Stands where a change has its kind."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An account or statement with its report: where it stands, and who has a part in it."""

    id: str
    start: int
    end: int
    words: str
    outlet: str
    published: str
    url: str
    known: str


def questions(connection: Connection, *, asked: Asked) -> Answer:
    """The open questions, newest first, in the columns of changes: ``because`` says what is open, ``id`` is empty.

    Raises:
        NotInRecord: the record knows nobody of a name that is asked for.
    """
    found = [
        (str(message), [str(entry) for entry in json.loads(entries)])
        for message, entries in connection.execute("SELECT message, entries FROM known_questions ORDER BY number")
    ]
    entries = _entries(connection, [entry for _, listed in found for entry in listed])
    kept = _with_part(connection, list(entries), asked.actors)
    rows = [
        _row(message, entries[listed[0]], entries[listed[-1]])
        for message, listed in found
        if kept & set(listed) and _asked_for(entries[listed[0]], entries[listed[-1]], asked)
    ]
    rows.sort(key=lambda row: str(row["day"]), reverse=True)
    rows = rows[: asked.limit] if asked.limit else rows
    return rows if asked.bare else with_sides(connection, rows)


def _entries(connection: Connection, ids: Sequence[str]) -> dict[str, _Entry]:
    places = {
        id: rows[0]
        for table in ("kept_accounts", "kept_statements")
        for id, rows in by_id(
            connection, f"SELECT id, start_at, end_at, exact FROM {table} WHERE id IN ({{}})", ids
        ).items()
    }
    reports = by_id(
        connection, "SELECT id, outlet, published, url FROM kept_reports WHERE id IN ({})", map(report_of, ids)
    )
    known = by_id(connection, "SELECT entry, of FROM known_members WHERE entry IN ({})", ids)
    found: dict[str, _Entry] = {}
    for id, (start, end, words) in places.items():
        outlet, published, url = (str(value) for value in reports[report_of(id)][0])
        found[id] = _Entry(id, int(str(start)), int(str(end)), str(words), outlet, published, url, str(known[id][0][0]))
    return found


def _with_part(connection: Connection, entries: Sequence[str], names: Sequence[str]) -> set[str]:
    """Those entries in which all of these have a part."""
    kept = set(entries)
    if names:
        roles = by_id(connection, "SELECT entry, actor FROM roles WHERE entry IN ({})", entries)
        for name in names:
            ids = set(actors_called(connection, name))
            kept &= {entry for entry, rows in roles.items() if ids & {row[0] for row in rows}}
    return kept


def _asked_for(earlier: _Entry, later: _Entry, asked: Asked) -> bool:
    if asked.since and later.published < asked.since.isoformat():
        return False
    if asked.until and later.published > asked.until.isoformat():
        return False
    return not asked.outlet or lower(asked.outlet) in {lower(earlier.outlet), lower(later.outlet)}


def _row(message: str, earlier: _Entry, later: _Entry) -> dict[str, str | int | None]:
    row: dict[str, str | int | None] = {"id": "", "day": later.published, "kind": KIND}
    for side, entry in (("earlier", earlier), ("later", later)):
        row |= {f"{side}_words": entry.words, f"{side}_outlet": entry.outlet, f"{side}_published": entry.published}
    row |= {"because": message, "of": later.known, "earlier": earlier.id, "later": later.id}
    row |= {"earlier_url": earlier.url, "later_url": later.url}
    for side, entry in (("earlier", earlier), ("later", later)):
        row |= {f"{side}_start": entry.start, f"{side}_end": entry.end}
    return row
