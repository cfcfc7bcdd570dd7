"""The whole record as JSON lines: one object on each line, the complete truth of what is kept and what is known.

``entry`` says what a line is:

- ``record``, the first line: ``format`` (a number, 1), and how many ``reports`` there are
- ``report``: the fields that ``onrecord add`` takes (text, published, id, outlet, title, dateline, url, dated_by), and
  ``report`` (its id in the record), ``current`` (whether no later version of it is kept), ``sha256`` of the text,
  ``version`` and ``model`` that read it, and the ``reading`` as ``written.py`` describes it
- ``ruling``, a user's judgement on two actors: ``id``, ``verdict``, ``first`` and ``second`` (``report``, ``name``,
  ``nth``: see ``domain.rulings``), ``reason``
- ``holder``, a row of the user's table of office-holders: ``name``, ``office``, ``country``, ``start``, ``end`` (""
  if it has not ended), ``variants``, ``source``
- ``actor``: ``id``, ``name``, ``kind``, ``also``, ``offices``, ``reasons``, ``members``
- ``judgement``: what is held of ``first`` (an entry of a report if the verdict is yes, else an actor) and
  ``second`` (an actor) being one: ``verdict``, ``rule``, ``because``
- ``encounter``: ``id``, ``reasons``, ``members``, its accounts in the order of publication
- ``statement``: ``id``, ``reasons``, ``members``, wherever the same words stand
- ``change``: ``id``, ``kind``, ``of``, ``earlier`` and ``later`` (``entry``, ``start``, ``end``, ``exact``),
  ``according_to``, ``rule``, ``because``
- ``question``: ``kind``, ``message``, ``entries``

Members are ids of entries of one report, "R0123456789ab/S3". Offsets are Unicode code points into the report's text,
half-open; days are ISO 8601. Lines come by kind, reports by day of publication, everything by id: the same reports,
rulings and holders give the same bytes, in whatever order they were added.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Any

from onrecord.record.connection import Connection
from onrecord.record.given import given_in

FORMAT = 1
"""Number of the form of the lines; another one where a reader of this one would go wrong."""

_REPORTS = (
    "SELECT text, published, given_id, outlet, title, dateline, url, dated_by, id, current, kept.sha256, version,"
    " model, data FROM kept_reports AS kept JOIN kept_readings ON report = id ORDER BY published, id"
)
_FIELDS = ("text", "published", "id", "outlet", "title", "dateline", "url", "dated_by")
_MEMBERS = (
    "SELECT known.*, member.entry FROM {table} AS known JOIN known_members AS member ON member.of = known.id"
    " ORDER BY known.id, member.number"
)
_CHANGES = (
    "SELECT id, kind, of, earlier, earlier_start, earlier_end, earlier_words, later, later_start, later_end,"
    " later_words, according_to, rule, because FROM known_changes ORDER BY id"
)


def export(connection: Connection) -> Iterator[str]:
    """The lines, each with its line end; the record must be up to date. All are of one state of the record."""
    with connection.one_state():
        (reports,) = connection.execute("SELECT count(*) FROM kept_reports").fetchone()
        yield _line("record", {"format": FORMAT, "reports": reports})
        yield from _reports(connection)
        yield from _given(connection)
        yield from _actors(connection)
        yield from _judgements(connection)
        yield from _groups(connection, "encounter", "known_encounters")
        yield from _groups(connection, "statement", "known_statements")
        yield from _changes(connection)
        yield from _questions(connection)


def _reports(connection: Connection) -> Iterator[str]:
    for *given, id, current, sha256, version, model, data in connection.stream(_REPORTS):
        fields = {name: value for name, value in zip(_FIELDS, given, strict=True) if value}
        kept = {"report": id, "current": current == 1, "sha256": sha256, "version": version, "model": model}
        yield _line("report", {**fields, **kept, "reading": json.loads(data)})


def _given(connection: Connection) -> Iterator[str]:
    given = given_in(connection)
    for ruling in given.rulings:
        yield _line("ruling", asdict(ruling))
    for holder in given.holders:
        days = {"start": holder.start.isoformat(), "end": holder.end.isoformat() if holder.end else ""}
        yield _line("holder", {**asdict(holder), **days})


def _judgements(connection: Connection) -> Iterator[str]:
    names = ("first", "second", "verdict", "rule", "because")
    for row in connection.stream(f"SELECT {', '.join(names)} FROM known_judgements ORDER BY first, second"):
        yield _line("judgement", dict(zip(names, row, strict=True)))


def _actors(connection: Connection) -> Iterator[str]:
    for (id, name, kind, also, offices, reasons), members in _with_members(connection, "known_actors"):
        known = {"also": json.loads(also), "offices": json.loads(offices), "reasons": json.loads(reasons)}
        yield _line("actor", {"id": id, "name": name, "kind": kind, **known, "members": members})


def _groups(connection: Connection, entry: str, table: str) -> Iterator[str]:
    for (id, reasons), members in _with_members(connection, table):
        yield _line(entry, {"id": id, "reasons": json.loads(reasons), "members": members})


def _with_members(connection: Connection, table: str) -> Iterator[tuple[Any, list[str]]]:
    """Each row of a table of what is known, with its members in their order."""
    rows = connection.stream(_MEMBERS.format(table=table))
    for known, found in groupby(rows, key=lambda row: tuple(row[:-1])):
        yield known, [row[-1] for row in found]


def _changes(connection: Connection) -> Iterator[str]:
    for id, kind, of, *sides, according_to, rule, because in connection.stream(_CHANGES):
        earlier, later = (
            dict(zip(("entry", "start", "end", "exact"), side, strict=True)) for side in (sides[:4], sides[4:])
        )
        why = {"according_to": json.loads(according_to), "rule": rule, "because": because}
        yield _line("change", {"id": id, "kind": kind, "of": of, "earlier": earlier, "later": later, **why})


def _questions(connection: Connection) -> Iterator[str]:
    for kind, message, entries in connection.stream(
        "SELECT kind, message, entries FROM known_questions ORDER BY number"
    ):
        yield _line("question", {"kind": kind, "message": message, "entries": json.loads(entries)})


def _line(entry: str, fields: dict[str, Any]) -> str:
    return json.dumps({"entry": entry, **fields}, ensure_ascii=False) + "\n"
