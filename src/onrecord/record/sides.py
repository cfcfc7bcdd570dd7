"""What a reader needs beside a row to check it in one glance: the sentence that the words stand in, the title of the
report, whose word it is, and what encounter it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.record.connection import Connection
from onrecord.record.sentences import sentence_around

Answer = list[dict[str, str | int | None]]
Found = dict[str, list[tuple[str | int | None, ...]]]

AROUND = 220
"""Characters of a sentence shown on each side of the words; an ellipsis stands for the rest."""
MOST = 500
"""Ids asked for at once."""


def with_sides(connection: Connection, changes: Answer) -> Answer:
    """Changes with what they are about (``about``, ``participants``, ``place``; empty for statements) and, of the
    earlier and the later side, whose word it is, the sentence, and the title of the report."""
    about = _about(connection, [str(row["of"]) for row in changes])
    for row in changes:
        kind, participants, place = about.get(str(row["of"]), ("", "", ""))
        row.update(about=kind, participants=participants, place=place)
    for side in ("earlier", "later"):
        entries = [str(row[side]) for row in changes]
        voices = _voices(connection, entries)
        reports = _reports(connection, entries)
        for row, entry in zip(changes, entries, strict=True):
            title, text = reports[report_of(entry)]
            row[f"{side}_said_by"] = voices.get(entry, "")
            row[f"{side}_sentence"] = _sentence(text, int(str(row[f"{side}_start"])), int(str(row[f"{side}_end"])))
            row[f"{side}_title"] = title
    return changes


def with_sentences(connection: Connection, rows: Answer, entry: str = "id") -> Answer:
    """Rows about accounts with the sentence that first speaks of each (None for other rows), and the title of the
    report; ``entry`` is the column with the account."""
    ids = [str(row[entry]) for row in rows]
    where = by_id(connection, "SELECT id, start_at, end_at FROM kept_accounts WHERE id IN ({})", ids)
    reports = _reports(connection, list(where))
    for row, id in zip(rows, ids, strict=True):
        if id not in where:
            row["sentence"] = None
            continue
        start, end = where[id][0]
        title, text = reports[report_of(id)]
        row.update(sentence=_sentence(text, int(str(start)), int(str(end))), title=title)
    return rows


def by_id(connection: Connection, select: str, ids: Iterable[str]) -> Found:
    """Rows by their first column, which is one of ``ids``; ``{}`` in the query is where these go."""
    found: Found = {}
    wanted = list(dict.fromkeys(ids))
    for at in range(0, len(wanted), MOST):
        part = wanted[at : at + MOST]
        query = select.replace("{}", ", ".join("?" * len(part)))
        for first, *rest in connection.execute(query, part):
            found.setdefault(first, []).append(tuple(rest))
    return found


def report_of(entry: str) -> str:
    """The id of the report that an entry is of."""
    return entry.partition("/")[0]


def _reports(connection: Connection, entries: Sequence[str]) -> dict[str, tuple[str, str]]:
    found = by_id(connection, "SELECT id, title, text FROM kept_reports WHERE id IN ({})", map(report_of, entries))
    return {id: (str(rows[0][0]), str(rows[0][1])) for id, rows in found.items()}


def _voices(connection: Connection, entries: Sequence[str]) -> dict[str, str]:
    """Who speaks, of statements; on whose word it rests, of accounts."""
    select = (
        "SELECT entry, name FROM roles WHERE entry IN ({}) AND role IN ('speaker', 'according to')"
        " ORDER BY entry, number"
    )
    found = by_id(connection, select, entries)
    return {entry: "; ".join(str(row[0]) for row in rows) for entry, rows in found.items()}


def _about(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    """Of encounters: the kind and the place that most accounts give, and who takes part by at least half of them."""
    accounts = by_id(
        connection,
        "SELECT member.of, told.kind, told.place FROM known_members AS member JOIN kept_accounts AS told"
        " ON told.id = member.entry WHERE member.of IN ({}) ORDER BY member.of, member.number",
        ids,
    )
    parts = by_id(
        connection,
        "SELECT member.of, role.name FROM known_members AS member JOIN roles AS role ON role.entry = member.entry"
        " AND role.role = 'participant' WHERE member.of IN ({}) ORDER BY member.of, member.number, role.number",
        ids,
    )
    found: dict[str, tuple[str, str, str]] = {}
    for id, told in accounts.items():
        counted = _counted(str(name) for (name,) in parts.get(id, ()))
        people = [name for name, number in counted.items() if 2 * number >= len(told)]
        kinds, places = _counted(str(kind) for kind, _ in told), _counted(str(place) for _, place in told if place)
        found[id] = _most(kinds), "; ".join(people), _most(places)
    return found


def _counted(words: Iterable[str]) -> dict[str, int]:
    """How often each word comes, in the order in which they come first."""
    number: dict[str, int] = {}
    for word in words:
        number[word] = number.get(word, 0) + 1
    return number


def _most(counted: dict[str, int]) -> str:
    return max(counted, key=lambda word: counted[word], default="")


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a passage, at most so much to each side."""
    first, last = sentence_around(text, start, end)
    low, high = max(first, start - AROUND), min(last, end + AROUND)
    while low > first and not text[low - 1].isspace():
        low += 1
    while high < last and not text[high].isspace():
        high -= 1
    return f"{'… ' if low > first else ''}{text[low:high].strip()}{' …' if high < last else ''}"
