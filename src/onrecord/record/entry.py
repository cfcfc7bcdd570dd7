"""One thing of the record by its id, with everything that belongs to it."""

from __future__ import annotations

from onrecord.domain.errors import NotInRecord
from onrecord.record.asking import CHANGE
from onrecord.record.connection import Connection
from onrecord.record.sides import Answer, with_sentences, with_sides

Parts = list[tuple[str, Answer]]
"""Tables with their headings; the first is the thing itself, one row."""

_SOURCE = "outlet, published, title, url"
_ACCOUNTS = f"id, first AS day, last AS until, kind, status, participants, place, according_to, words, {_SOURCE}"
_STATEMENTS = f"id, statement, first AS day, last AS until, speakers, act, content, audience, {_SOURCE}"


def show(connection: Connection, id: str) -> Parts:
    """The report, statement, encounter, actor or change with this id: "R…", "S…", "E…", "A…", "C…", or an entry of
    one report, "R…/S3".

    Raises:
        NotInRecord: there is nothing with this id.
    """
    if "/" in id:
        return _entry(connection, id)
    known = {"R": _report, "S": _statement, "E": _encounter, "A": _actor, "C": _change}.get(id[:1])
    if known is None:
        raise _missing(id)
    return known(connection, id)


def report(connection: Connection, name: str) -> Parts:
    """The report with this id, address, or id of its outlet: its current version, unless the id names another.

    Raises:
        NotInRecord: there is none, or there are several.
    """
    found = connection.execute(
        "SELECT id FROM kept_reports WHERE id = ? OR (current = 1 AND ? <> '' AND (url = ? OR given_id = ?))"
        " ORDER BY id",
        (name,) * 4,
    ).fetchall()
    if len(found) > 1:
        message = f"several reports are called {name}: {', '.join(row[0] for row in found)}"
        raise NotInRecord(message)
    return _report(connection, found[0][0] if found else name)


def _report(connection: Connection, id: str) -> Parts:
    columns = "id, published, outlet, title, dateline, url, dated_by, given_id, revision, current, characters, sha256"
    said = (
        "SELECT said.id, said.first AS day, (SELECT group_concat(name, '; ') FROM (SELECT name FROM roles WHERE entry ="
        " said.id AND role = 'speaker' ORDER BY number) AS named) AS speakers, said.act, said.content"
        " FROM kept_statements AS said WHERE said.report = ? ORDER BY said.number"
    )
    told = (
        "SELECT told.id, told.first AS day, told.kind, told.status, (SELECT group_concat(name, '; ') FROM (SELECT name"
        " FROM roles WHERE entry = told.id AND role = 'participant' ORDER BY number) AS named) AS participants,"
        " told.place, told.exact AS words FROM kept_accounts AS told WHERE told.report = ?"
        " ORDER BY told.start_at, told.id"
    )
    doubts = "SELECT kind, message, entry, exact AS words FROM kept_doubts WHERE report = ? ORDER BY number"
    versions = (
        "SELECT id, revision, published, title, current FROM reports WHERE id IN (SELECT other.id FROM kept_reports AS"
        " kept JOIN kept_reports AS other ON other.series = kept.series AND other.id <> kept.id WHERE kept.id = ?)"
        " ORDER BY revision"
    )
    return [
        ("Report", _one(connection, f"SELECT {columns} FROM reports WHERE id = ?", id)),
        ("Statements", _rows(connection, said, id)),
        ("Encounters", with_sentences(connection, _rows(connection, told, id))),
        ("Doubts", _rows(connection, doubts, id)),
        ("Other versions", _rows(connection, versions, id)),
    ]


def _statement(connection: Connection, id: str) -> Parts:
    members = f"SELECT {_STATEMENTS} FROM statements WHERE statement = ? ORDER BY published, id"
    return [
        ("Statement", _one(connection, "SELECT id, reasons FROM known_statements WHERE id = ?", id)),
        ("As reported", _rows(connection, members, id)),
        ("Changes", _changes(connection, id)),
    ]


def _encounter(connection: Connection, id: str) -> Parts:
    columns = "id, first AS day, last AS until, kind, status, participants, place, according_to, accounts, reasons"
    accounts = f"SELECT {_ACCOUNTS} FROM accounts WHERE encounter = ? ORDER BY place_in_history"
    return [
        ("Encounter", _one(connection, f"SELECT {columns} FROM encounters WHERE id = ?", id)),
        ("Accounts", with_sentences(connection, _rows(connection, accounts, id))),
        ("Changes", _changes(connection, id)),
    ]


def _changes(connection: Connection, of: str) -> Answer:
    found = _rows(connection, f"SELECT {CHANGE} FROM changes WHERE of = ? ORDER BY day, id", of)
    return with_sides(connection, found)


def _actor(connection: Connection, id: str) -> Parts:
    reports = (
        "SELECT member.entry AS id, kept.name, report.outlet, report.published, report.title"
        " FROM known_members AS member JOIN kept_actors AS kept ON kept.id = member.entry"
        " JOIN kept_reports AS report ON report.id = kept.report WHERE member.of = ? ORDER BY member.number"
    )
    return [
        ("Actor", _one(connection, "SELECT * FROM actors WHERE id = ?", id)),
        ("In reports", _rows(connection, reports, id)),
    ]


def _change(connection: Connection, id: str) -> Parts:
    found = _one(connection, f"SELECT {CHANGE}, rule FROM changes WHERE id = ?", id)
    return [("Change", with_sides(connection, found))]


def _entry(connection: Connection, id: str) -> Parts:
    for heading, select in (
        ("Statement", f"SELECT {_STATEMENTS}, start_at, end_at FROM statements WHERE id = ?"),
        ("Account", f"SELECT {_ACCOUNTS}, encounter, start_at, end_at FROM accounts WHERE id = ?"),
        (
            "Actor of a report",
            (
                "SELECT kept.id, kept.name, kept.kind, member.of AS actor, kept.report FROM kept_actors AS kept"
                " LEFT JOIN known_members AS member ON member.entry = kept.id WHERE kept.id = ?"
            ),
        ),
    ):
        found = _rows(connection, select, id)
        if found:
            return [(heading, found)]
    raise _missing(id)


def _one(connection: Connection, select: str, id: str) -> Answer:
    found = _rows(connection, select, id)
    if not found:
        raise _missing(id)
    return found


def _rows(connection: Connection, select: str, value: str) -> Answer:
    cursor = connection.execute(select, (value,))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _missing(id: str) -> NotInRecord:
    return NotInRecord(f"the record has nothing with the id {id!r}")
