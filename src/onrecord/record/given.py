"""What users give a record beside reports: rulings on actors, and who held which office."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from onrecord.domain.rulings import Appearance, Given, Holder, Ruling, Verdict
from onrecord.record.connection import Connection, Value

Steps = Iterator[tuple[str, Sequence[Value]]]
"""SQL statements with their values, for ``Store.change``."""

_RULING = (
    "SELECT id, verdict, first_report, first_name, first_nth, second_report, second_name, second_nth, reason"
    " FROM kept_rulings"
)
_HOLDER = "SELECT name, office, country, start_day, end_day, variants, source FROM kept_holders"


def given_in(connection: Connection) -> Given:
    """All of it, in an order that does not depend on when it was given."""
    rulings = map(_ruling, connection.execute(f"{_RULING} ORDER BY id"))
    holders = map(_holder, connection.execute(f"{_HOLDER} ORDER BY name, office, country, start_day"))
    return Given(tuple(rulings), tuple(holders))


def kept_beside(connection: Connection, given: Ruling | Holder) -> Ruling | Holder | None:
    """What is kept in the place of ``given``: the ruling of the same id, or the holder of the same name, office,
    country and start."""
    if isinstance(given, Ruling):
        row = connection.execute(f"{_RULING} WHERE id = ?", (given.id,)).fetchone()
        return _ruling(row) if row else None
    where = " WHERE name = ? AND office = ? AND country = ? AND start_day = ?"
    row = connection.execute(_HOLDER + where, _key(given)).fetchone()
    return _holder(row) if row else None


def _ruling(row: Any) -> Ruling:  # noqa: ANN401 - a row holds whatever was selected
    return Ruling(row[0], Verdict(row[1]), Appearance(*row[2:5]), Appearance(*row[5:8]), row[8])


def _holder(row: Any) -> Holder:  # noqa: ANN401 - as above
    name, office, country, start, end, variants, source = row
    return Holder(name, office, country, date.fromisoformat(start), _day(end), tuple(json.loads(variants)), source)


def _key(holder: Holder) -> tuple[str, str, str, str]:
    return holder.name, holder.office, holder.country, holder.start.isoformat()


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def keep_rulings(rulings: Iterable[Ruling]) -> Steps:
    """Keep rulings; one with the same id is replaced."""
    for each in rulings:
        yield "DELETE FROM kept_rulings WHERE id = ?", (each.id,)
        first, second = each.first, each.second
        values = (first.report, first.name, first.nth, second.report, second.name, second.nth)
        yield (
            "INSERT INTO kept_rulings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (each.id, each.verdict.value, *values, each.reason),
        )


def drop_rulings(ids: Iterable[str]) -> Steps:
    """Take rulings back."""
    for id in ids:
        yield "DELETE FROM kept_rulings WHERE id = ?", (id,)


def keep_holders(holders: Iterable[Holder]) -> Steps:
    """Keep rows of a table of office-holders; one of the same person, office, country and start is replaced."""
    for each in holders:
        key = _key(each)
        yield (
            "DELETE FROM kept_holders WHERE name = ? AND office = ? AND country = ? AND start_day = ?",
            key,
        )
        end = each.end.isoformat() if each.end else ""
        variants = json.dumps(list(each.variants), ensure_ascii=False)
        yield "INSERT INTO kept_holders VALUES (?, ?, ?, ?, ?, ?, ?)", (*key, end, variants, each.source)


def drop_holders() -> Steps:
    """Take the user's table of office-holders back, all of it."""
    yield "DELETE FROM kept_holders", ()
