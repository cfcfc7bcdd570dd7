"""A report and its reading as rows of the tables in ``migrations/``."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from hashlib import sha256

from onrecord.domain.actors import Actor
from onrecord.domain.entries import Encounter, Statement
from onrecord.domain.reading import Reading
from onrecord.domain.record import Comparison, address
from onrecord.domain.report import Report
from onrecord.record.connection import Row
from onrecord.record.written import write_reading

Rows = dict[str, list[Row]]
"""Rows by table, in the order in which they are put in."""

BETWEEN = " … "
"""Stands between the pieces of a statement that its cue cuts."""


def digest(text: str) -> str:
    """The SHA-256 of the text in UTF-8, in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def report_id(report: Report) -> str:
    """The id of a report in the record, by everything that it says of itself: same report, same id."""
    return address(
        "R",
        report.text,
        report.published.isoformat(),
        report.id,
        report.outlet,
        report.title,
        report.dateline,
        report.url,
        report.dated_by,
    )


def series_of(report: Report) -> str:
    """What the versions of one report share: its address; else its outlet and the id it has there; else its text."""
    if report.url:
        return f"url {report.url}"
    if report.id:
        return f"id {report.outlet} {report.id}"
    return f"text {digest(report.text)}"


def report_row(id: str, series: str, report: Report, *, current: bool) -> Row:
    """The row of kept_reports without its number, which the store gives."""
    return (
        id,
        series,
        int(current),
        report.published.isoformat(),
        report.outlet,
        report.title,
        report.dateline,
        report.url,
        report.dated_by,
        report.id,
        report.text,
        digest(report.text),
    )


def reading_rows(id: str, reading: Reading) -> Rows:
    """The rows for the reading of the report with this id, but for the report's own; those of kept_statements without
    their number, which the store gives."""
    written = write_reading(reading)
    roles = [role for entry in reading.statements for role in _statement_roles(id, entry)]
    roles += [role for entry in reading.encounters for role in _encounter_roles(id, entry)]
    return {
        "kept_readings": [(id, reading.version, reading.model, written, digest(written))],
        "kept_actors": [(f"{id}/{actor.id}", id, actor.name, actor.kind.value) for actor in reading.actors],
        "kept_mentions": [row for actor in reading.actors for row in _mentions(id, actor)],
        "kept_statements": [_statement(id, entry, reading.report) for entry in reading.statements],
        "kept_accounts": [_account(id, entry) for entry in reading.encounters],
        "kept_roles": roles,
        "kept_doubts": list(_doubts(id, reading)),
    }


def _mentions(id: str, actor: Actor) -> Iterator[Row]:
    for number, mention in enumerate(actor.mentions):
        where = mention.passage
        yield f"{id}/{actor.id}", number, where.start, where.end, where.exact, mention.form


def _statement(id: str, entry: Statement, report: Report) -> Row:
    said, where = entry.said, entry.content[0]
    first = (said and (said.first or said.last)) or report.published
    last = (said and (said.last or said.first)) or report.published
    return (
        f"{id}/{entry.id}",
        id,
        BETWEEN.join(passage.exact for passage in entry.content),
        entry.manner.value,
        entry.act,
        entry.cue.exact if entry.cue else "",
        entry.source.exact if entry.source else "",
        said.value if said else None,
        first.isoformat(),
        last.isoformat(),
        where.start,
        where.end,
        where.exact,
    )


def _account(id: str, entry: Encounter) -> Row:
    when, where = entry.when, entry.mentions[0]
    first = when and (when.first or when.last)
    last = when and (when.last or when.first)
    return (
        f"{id}/{entry.id}",
        id,
        entry.kind.value,
        entry.status.value,
        entry.place.name if entry.place else "",
        when.value if when else None,
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        where.start,
        where.end,
        where.exact,
    )


def _statement_roles(id: str, entry: Statement) -> Iterator[Row]:
    parts = (("speaker", entry.speakers), ("audience", entry.audience), ("relayed by", entry.relayed_by))
    yield from _roles(id, entry.id, parts)


def _encounter_roles(id: str, entry: Encounter) -> Iterator[Row]:
    yield from _roles(id, entry.id, (("participant", entry.participants), ("according to", entry.according_to)))


def _roles(id: str, entry: str, parts: Sequence[tuple[str, Sequence[Actor]]]) -> Iterator[Row]:
    for role, actors in parts:
        for number, actor in enumerate(actors):
            yield f"{id}/{entry}", role, number, f"{id}/{actor.id}"


def _doubts(id: str, reading: Reading) -> Iterator[Row]:
    for number, doubt in enumerate(reading.doubts, 1):
        where = doubt.passage
        place = (where.start, where.end, where.exact) if where else (None, None, None)
        yield id, number, doubt.kind, doubt.message, doubt.entry, *place


def known_rows(known: Comparison) -> Rows:
    """The rows for everything known across reports."""
    of_members = [(each.id, each.members) for each in known.actors]
    of_members += [(each.id, each.members) for each in known.statements]
    members = [(str(ref), id, number) for id, refs in of_members for number, ref in enumerate(refs, 1)]
    members += [
        (str(account.ref), history.id, number)
        for history in known.encounters
        for number, account in enumerate(history.accounts, 1)
    ]
    return {
        "known_actors": [
            (
                actor.id,
                actor.name,
                actor.kind.value,
                _list(actor.also),
                _json([{"title": each.title, "of": each.of, "former": each.former} for each in actor.offices]),
                _list(actor.reasons),
            )
            for actor in known.actors
        ],
        "known_names": sorted(
            {(folded(each), actor.id) for actor in known.actors for each in (actor.name, *actor.also, *actor.listed)}
        ),
        "known_encounters": [(history.id, _list(history.reasons)) for history in known.encounters],
        "known_statements": [(same.id, _list(same.reasons)) for same in known.statements],
        "known_members": sorted(members),
        "known_changes": list(_changes(known)),
        "known_questions": [
            (number, question.doubt.kind, question.doubt.message, _list([str(ref) for ref in question.refs]))
            for number, question in enumerate(known.questions, 1)
        ],
        "known_judgements": [
            (each.first, each.second, each.verdict.value, each.rule, each.because) for each in known.judgements
        ],
    }


def names_to_index(name: str, also: str) -> str:
    """What an actor is found by, from its name and the JSON list of its other names."""
    return " · ".join((name, *json.loads(also)))


def folded(name: str) -> str:
    """A name as it is looked up: without case, with single spaces.

    >>> folded("Ana  SILVA")
    'ana silva'
    """
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def _changes(known: Comparison) -> Iterator[Row]:
    for number, change in enumerate(known.changes, 1):
        before, after = change.earlier, change.later
        yield (
            change.id,
            number,
            change.kind.value,
            change.of,
            str(before.ref),
            before.passage.start,
            before.passage.end,
            before.passage.exact,
            str(after.ref),
            after.passage.start,
            after.passage.end,
            after.passage.exact,
            _list(change.according_to),
            change.rule,
            change.because,
        )


def _list(words: Sequence[str]) -> str:
    return _json(list(words))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
