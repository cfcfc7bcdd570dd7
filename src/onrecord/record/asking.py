"""Asking the record: who said what, who met whom, what is planned, what changed.

Every answer is a list of rows, each a dict with the same keys in the same order. Days are when a thing was said or
happened (``first`` to ``last``); a statement whose report does not tell is taken to be of the day of publication. An
encounter whose day no report tells is left out where days are asked for. ``id`` can be given to ``show``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from onrecord.domain.entries import Status
from onrecord.domain.errors import NotInRecord
from onrecord.record.connection import Connection, lower
from onrecord.record.rows import folded
from onrecord.record.sides import Answer, with_sentences, with_sides
from onrecord.record.words import excerpt

_STATEMENT = (
    "id, statement, first AS day, last AS until, speakers, act, content, audience, relayed_by, outlet, published, "
    "title, url, start_at, end_at"
)
_SAID = (
    "(SELECT said.id, said.number, said.first, said.last, report.published, report.outlet, 'statement' AS what"
    " FROM kept_statements AS said JOIN kept_reports AS report ON report.id = said.report AND report.current = 1)"
    " AS said"
)
"""Statements as they are picked by what is indexed, before their columns are put together, which is what takes long."""
_NEWEST = "first DESC, published DESC, id"
_ENCOUNTER = (
    "id, first AS day, last AS until, kind, status, participants, place, accounts, according_to, words, outlet, "
    "published, url, latest_account"
)
CHANGE = (
    "id, day, kind, earlier_words, earlier_outlet, earlier_published, later_words, later_outlet, later_published, "
    "because, of, earlier, later, earlier_url, later_url, earlier_start, earlier_end, later_start, later_end"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What all questions can be narrowed down to.

    ``since`` and ``until`` are days, both included, that the thing asked for must touch. ``outlet`` is the publisher
    (any case). ``actors`` are names, each of which must have a part in it. ``limit`` is the most rows, 0 for all.
    ``bare`` leaves out what is looked up for each row (sentences, titles, who said it), for those who only count.
    """

    since: date | None = None
    until: date | None = None
    outlet: str = ""
    actors: tuple[str, ...] = ()
    limit: int = 0
    bare: bool = False


@dataclass(slots=True)
class _Query:
    """Conditions joined by "and", and what stands in their places."""

    conditions: list[str] = field(default_factory=list)
    values: list[str | int] = field(default_factory=list)

    def add(self, condition: str, *values: str | int) -> None:
        self.conditions.append(condition)
        self.values += values

    def written(self, select: str, order: str = "", limit: int = 0) -> str:
        """The query in SQL: the conditions are our own words, all that comes from outside is in the values."""
        where = f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""
        return f"{select}{where}{order and f' ORDER BY {order}'}{f' LIMIT {limit}' if limit else ''}"

    def run(self, connection: Connection, select: str, order: str, limit: int) -> Answer:
        return _rows(connection, self.written(select, order, limit), self.values)


def _rows(connection: Connection, sql: str, values: Sequence[str | int]) -> Answer:
    cursor = connection.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def actors_called(connection: Connection, name: str) -> list[str]:
    """The ids of the known actors that ``name`` can mean: those called exactly so (an actor's id counts), else those
    whose name has all its words.

    Raises:
        NotInRecord: there is none.
    """
    exact = connection.execute(
        "SELECT id FROM known_actors WHERE id = ? UNION SELECT actor FROM known_names WHERE folded = ? ORDER BY 1",
        (name, folded(name)),
    ).fetchall()
    if not exact and any(sign.isalnum() for sign in name):
        exact = connection.execute(
            f"{connection.matching('actor_words')} ORDER BY id", (connection.wanted(name),)
        ).fetchall()
    if not exact:
        message = f"the record knows nobody called {name!r}"
        raise NotInRecord(message)
    return [row[0] for row in exact]


def said(connection: Connection, who: str, *, about: str = "", to: str = "", asked: Asked) -> Answer:
    """What ``who`` said, newest first: about something (words of it), to somebody."""
    query = _Query()
    if who:
        _require_role(query, connection, who, ("speaker",), asked)
    if to:
        _require_role(query, connection, to, ("audience",), asked)
    if about:
        query.add(_with_words(connection), _wanted(connection, about))
    _narrow(query, connection, asked, ("speaker", "audience", "relayed by"))
    if asked.bare:
        return query.run(connection, f"SELECT id FROM {_SAID}", _NEWEST, asked.limit)
    ids = query.written(f"SELECT id FROM {_SAID}", _NEWEST, asked.limit)
    query = _Query([f"id IN (SELECT id FROM ({ids}) AS picked)"], query.values)
    return query.run(connection, f"SELECT {_STATEMENT} FROM statements", _NEWEST, 0)


def met(connection: Connection, who: Sequence[str], *, asked: Asked) -> Answer:
    """Encounters that all of ``who`` took part in, held or going on by the latest account, the latest first."""
    return encounters(connection, who, (Status.HELD, Status.ONGOING), soonest=False, asked=asked)


def planned(connection: Connection, *, asked: Asked) -> Answer:
    """Encounters scheduled or proposed by the latest account, the soonest first."""
    return encounters(connection, (), (Status.SCHEDULED, Status.PROPOSED), soonest=True, asked=asked)


def encounters(
    connection: Connection, who: Sequence[str], statuses: Sequence[Status], *, soonest: bool, asked: Asked
) -> Answer:
    """Encounters that all of ``who`` have a part in and whose latest account has one of these statuses; the soonest or
    the latest day first, those without a day last. ``sentence`` is the one that the latest account stands in.

    Of the soonest those are left out whose day had passed when the latest report was published, unless days are asked
    for: a plan that nothing more was heard of is no plan any more.
    """
    query = _Query()
    query.add(f"status IN ({_places(statuses)})", *(status.value for status in statuses))
    for name in who:
        _require_part(query, connection, name)
    for name in asked.actors:
        _require_part(query, connection, name)
    _narrow_days(query, asked, "first", "last")
    if soonest and not (asked.since or asked.until):
        query.add("(last IS NULL OR last >= (SELECT max(published) FROM kept_reports WHERE current = 1))")
    if asked.outlet:
        query.add(
            "id IN (SELECT encounter FROM accounts WHERE lower(outlet) = ?)",
            lower(asked.outlet),
        )
    order = f"first IS NULL, first {'' if soonest else 'DESC'}, id"
    found = query.run(connection, f"SELECT {_ENCOUNTER} FROM encounters", order, asked.limit)
    return found if asked.bare else with_sentences(connection, found, "latest_account")


def changes(connection: Connection, *, asked: Asked) -> Answer:
    """What changed, newest first. ``day`` is the day on which the later report was published: when it became known.
    For the columns that say what it is about and what either side says see ``with_sides``."""
    query = _Query()
    if asked.since or asked.until:
        days = _Query(["change.later > report.id || '/'", "change.later < report.id || '0'"])  # "0" follows "/"
        _narrow_days(days, asked, "report.published", "report.published")
        # SQLite takes the tables in the order in which CROSS JOIN has them: the few reports first
        select = "SELECT change.id FROM kept_reports AS report CROSS JOIN known_changes AS change"
        query.add(f"id IN ({days.written(select)})", *days.values)
    if asked.outlet:
        query.add("(lower(earlier_outlet) = ? OR lower(later_outlet) = ?)", *[lower(asked.outlet)] * 2)
    for name in asked.actors:
        ids = actors_called(connection, name)
        query.add(
            "(later IN (SELECT part.entry FROM kept_roles AS part JOIN known_members AS member"
            f" ON member.entry = part.actor WHERE member.of IN ({_places(ids)}))"
            " OR earlier IN (SELECT part.entry FROM kept_roles AS part JOIN known_members AS member"
            f" ON member.entry = part.actor WHERE member.of IN ({_places(ids)})))",
            *ids,
            *ids,
        )
    found = query.run(connection, f"SELECT {CHANGE} FROM changes", "day DESC, id", asked.limit)
    return found if asked.bare else with_sides(connection, found)


def timeline(connection: Connection, *, asked: Asked) -> Answer:
    """Statements and accounts of encounters by the day of what they tell, oldest first."""
    query = _Query()
    _narrow(query, connection, asked, ("speaker", "participant"))
    found = query.run(connection, f"SELECT * FROM ({_TIMELINE}) AS found", "day, published, id", asked.limit)
    return found if asked.bare else with_sentences(connection, found)


_TIMELINE = (
    "SELECT id, first AS day, first, last, act AS what, speakers AS who, content AS words, outlet, published, title,"
    " url FROM statements UNION ALL "
    "SELECT id, first, first, last, kind || ' ' || status, participants,"
    " words || CASE WHEN place <> '' THEN ' (' || place || ')' ELSE '' END, outlet, published, title, url"
    " FROM accounts WHERE first IS NOT NULL"
)


_KEYS = "SELECT id, first AS day, what"
_DAY = "day DESC, what DESC, id"
_REPORTS = (
    "(SELECT id, number, published AS first, published AS last, 'report' AS what, outlet AS who, text AS words,"
    " outlet, published, title, url FROM kept_reports WHERE current = 1) AS told"
)
_FOUND = (
    "SELECT * FROM (SELECT id, first AS day, first, last, 'statement' AS what, speakers AS who, content AS words,"
    " outlet, published, title, url FROM statements WHERE id IN (SELECT id FROM picked) UNION ALL"
    " SELECT id, first, first, last, what, who, words, outlet, published, title, url"
    f" FROM {_REPORTS} WHERE id IN (SELECT id FROM picked)) AS found"
)


def search(connection: Connection, words: str, *, asked: Asked) -> Answer:
    """Statements and reports with all of these words, newest first."""
    wanted = _wanted(connection, words)
    said, told = _Query(), _Query()
    said.add(_with_words(connection), wanted)
    # common words are in most reports: with a "+" SQLite goes by the days and not by the numbers
    number = "+number" if asked.since or asked.until else "number"
    told.add(f"{number} IN ({connection.matching('report_words')})", wanted)
    for query in (said, told):
        _narrow(query, connection, asked, ("speaker", "audience", "relayed by"))
    cut = f" LIMIT {asked.limit}" if asked.limit else ""
    statements, reports = said.written(f"{_KEYS} FROM {_SAID}"), told.written(f"{_KEYS} FROM {_REPORTS}")
    picked = f"SELECT * FROM ({statements} UNION ALL {reports}) AS found ORDER BY {_DAY}{cut}"
    values = [*said.values, *told.values]
    if asked.bare:
        return _rows(connection, picked, values)
    found = _rows(connection, f"WITH picked AS ({picked}) {_FOUND} ORDER BY {_DAY}", values)
    for row in found:
        if row["what"] == "report":
            row["words"] = excerpt((str(row["title"]), str(row["words"])), words)
    return found


def _with_words(connection: Connection) -> str:
    """The condition that a statement has the words that stand in its one ``?``."""
    return f"number IN ({connection.matching('statement_words')})"


def _wanted(connection: Connection, words: str) -> str:
    """Words for the database's full-text search.

    Raises:
        NotInRecord: there is no word among them.
    """
    if not any(sign.isalnum() for sign in words):
        message = f"there is no word to look for in {words!r}"
        raise NotInRecord(message)
    return connection.wanted(words)


def _narrow(query: _Query, connection: Connection, asked: Asked, roles: Sequence[str]) -> None:
    """Conditions on ``first``, ``last``, ``outlet`` and ``id`` of statements and accounts."""
    _narrow_days(query, asked, "first", "last")
    if asked.outlet:
        query.add("lower(outlet) = ?", lower(asked.outlet))
    for name in asked.actors:
        _require_role(query, connection, name, roles, asked)


def _narrow_days(query: _Query, asked: Asked, first: str, last: str) -> None:
    if asked.since:
        query.add(f"{last} >= ?", asked.since.isoformat())
    if asked.until:
        query.add(f"{first} <= ?", asked.until.isoformat())


def _require_role(query: _Query, connection: Connection, name: str, roles: Sequence[str], asked: Asked) -> None:
    """That somebody called so has one of these parts in the statement or account. The days, which are looked at once
    more, spare looking at all that somebody ever had a part in."""
    ids = actors_called(connection, name)
    parts = _Query()
    parts.add(f"actor IN ({_places(ids)})", *ids)
    parts.add(f"role IN ({_places(roles)})", *roles)
    _narrow_days(parts, asked, "first", "last")
    query.add(f"id IN ({parts.written('SELECT entry FROM known_parts')})", *parts.values)


def _require_part(query: _Query, connection: Connection, name: str) -> None:
    """That somebody called so takes part in the encounter, by any account of it."""
    ids = actors_called(connection, name)
    query.add(
        "id IN (SELECT told.of FROM known_members AS member JOIN kept_roles AS part ON part.actor = member.entry"
        " JOIN known_members AS told ON told.entry = part.entry"
        f" WHERE member.of IN ({_places(ids)}) AND part.role = 'participant')",
        *ids,
    )


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
