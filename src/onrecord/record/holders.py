"""Who held which office when: the table that comes with Onrecord, and tables of users.

A table is CSV in UTF-8: one row for each person and office, the first line names the columns (in any order), cells
divided by comma, semicolon or tab. Lines before it that begin with "#" are passed over.

    name,variants,office,country,start,end,source
    Volodymyr Zelenskyy,Volodymyr Zelensky; Zelensky,president,Ukraine,2019-05-20,,president.gov.ua
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from importlib import resources

from onrecord.domain.errors import WrongTable
from onrecord.domain.rulings import Holder
from onrecord.gazetteer.names import Kind, look_up
from onrecord.record.spellings import plain

COLUMNS = ("name", "variants", "office", "country", "start", "end", "source")
_NEEDED = ("name", "office", "country", "start")
_DELIMITERS = ",;\t"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
HANDOVER = timedelta(days=7)
"""For so long after a change of office nobody is taken for "the president": a report may still mean the one before."""


_SAME = {"premier": "prime minister", "pm": "prime minister", "minister of foreign affairs": "foreign minister"}
"""Titles that are one office by two names. "Leader" or "minister" is none: others could be meant."""


@cache
def shipped() -> tuple[Holder, ...]:
    """The table that comes with Onrecord."""
    file = resources.files("onrecord.record").joinpath("lists/office_holders.csv")
    return holders_in(file.read_text("utf-8"))


def holders_in(text: str) -> tuple[Holder, ...]:
    """The rows of a table, in their order.

    Raises:
        WrongTable: the table or some of its rows cannot be taken; ``problems`` names all of them with line and column.
    """
    rows, above = _rows(text)
    problems: list[str] = []
    found: list[tuple[int, Holder]] = []
    for line, cells in rows:
        wrong = list(_wrong_cells(cells))
        problems += [f"line {line + above}, {each}" for each in wrong]
        if not wrong:
            found.append((line + above, _holder(cells)))
    problems += _overlaps(found)
    if problems:
        number = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
        message = f"the table of office-holders has {number}, and nothing of it was taken"
        raise WrongTable(message, tuple(problems))
    return tuple(holder for _, holder in found)


def decoded(data: bytes) -> str:
    """The text of a table's bytes: UTF-8, or UTF-16 where a byte order mark says so.

    Raises:
        WrongTable: it is neither.
    """
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"line {line}: the byte {data[error.start]:#04x} is no {encoding.upper()[:6].rstrip('-')}"
        message = "the table of office-holders is not in UTF-8; save it as CSV in UTF-8"
        raise WrongTable(message, (problem,)) from None


def _rows(text: str) -> tuple[list[tuple[int, dict[str, str]]], int]:
    """The rows by the names of their columns, each with the line it begins in below the lines passed over, and how many
    those are."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    above = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    if above == len(lines):
        message = f"the table of office-holders is empty; its first line must name the columns: {','.join(COLUMNS)}"
        raise WrongTable(message)
    delimiter = max(_DELIMITERS, key=lines[above].count)
    reader = csv.reader(io.StringIO("".join(lines[above:])), delimiter=delimiter, strict=True)
    names = [name.strip().lower() for name in next(reader)]
    _require_columns(names, above + 1)
    rows: list[tuple[int, dict[str, str]]] = []
    line = reader.line_num + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                row = dict(zip(names, (cell.strip() for cell in cells), strict=False))
                if len(cells) != len(names):
                    row[""] = f"{len(cells)} cells where the first line names {len(names)} columns"
                rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        message = "the table of office-holders is no CSV"
        raise WrongTable(message, (f"line {line + above}: {error}",)) from None
    return rows, above


def _require_columns(names: Sequence[str], line: int) -> None:
    missing = [name for name in _NEEDED if name not in names]
    problems = [f"line {line}: there is no column {name!r}" for name in missing]
    for place, name in enumerate(names, 1):
        if name not in COLUMNS:
            problems.append(f"line {line}, column {place}: {name!r} is none of {', '.join(COLUMNS)}")
        elif name in names[: place - 1]:
            problems.append(f"line {line}, column {place}: {name!r} stands there twice")
    if problems:
        message = f"the first line of a table of office-holders names the columns: {','.join(COLUMNS)}"
        raise WrongTable(message, tuple(problems))


def _wrong_cells(row: dict[str, str]) -> Iterator[str]:
    if "" in row:
        yield f"all columns: {row['']}"
        return
    for name in _NEEDED:
        if not row[name]:
            yield f"column {name}: it is empty"
    if row["name"] and not plain(row["name"]).isascii():
        yield f"column name: {row['name']!r} has no Latin letters; reports in English are compared with it"
    for name in ("start", "end"):
        if row.get(name) and _day(row[name]) is None:
            yield f"column {name}: {row[name]!r} is no day; write it like 2025-10-21"
    start, end = _day(row["start"]), _day(row.get("end", ""))
    if start and end and end < start:
        yield f"column end: {end} is before the start, {start}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _holder(row: dict[str, str]) -> Holder:
    variants = tuple(part.strip() for part in re.split(r"[;|]", row.get("variants", "")) if part.strip())
    start = date.fromisoformat(row["start"])
    end = _day(row.get("end", ""))
    return Holder(row["name"], row["office"].lower(), row["country"], start, end, variants, row.get("source", ""))


def _overlaps(found: Iterable[tuple[int, Holder]]) -> Iterator[str]:
    """Two in one office at once; the day on which it changes hands belongs to both."""
    by_office: defaultdict[tuple[str, str], list[tuple[int, Holder]]] = defaultdict(list)
    for line, holder in found:
        by_office[owner(holder.country), plain(holder.office)].append((line, holder))
    for rows in by_office.values():
        ordered = sorted(rows, key=lambda row: (row[1].start, row[0]))
        until_line, until = ordered[0]
        for line, holder in ordered[1:]:
            if until.end is None or holder.start < until.end:
                yield (
                    f"line {line}, column start: {holder.name} is {holder.office} of {holder.country} from"
                    f" {holder.start} on, but line {until_line} has {until.name} in it, {until.term()}"
                )
            if until.end is not None and (holder.end is None or holder.end > until.end):
                until_line, until = line, holder


@cache
def owner(name: str) -> str:
    """The country or body that a name or adjective stands for, as compared.

    >>> owner("Russian") == owner("Kremlin") == owner("Russia"), owner("UN") == owner("United Nations")
    (True, True)
    """
    entry = look_up(name)
    return plain(entry.name if entry is not None and entry.kind in {Kind.COUNTRY, Kind.BODY} else name)


class Holders:
    """A table to ask. Where rows of a user and of Onrecord's own table speak of one office, the user's count."""

    def __init__(self, own: Sequence[Holder] = ()) -> None:
        """``own`` are the rows of the user."""
        self.rows: tuple[Holder, ...] = (*own, *shipped())
        self._own = len(own)
        self._by_owner: defaultdict[str, list[int]] = defaultdict(list)
        for number, holder in enumerate(self.rows):
            self._by_owner[owner(holder.country)].append(number)

    def of(self, title: str, country: str, day: date) -> Holder | None:
        """Who held the office with this title of a country (its name as compared) on ``day``; None if the table has
        nobody, several, or the office had changed hands shortly before."""
        fit = [n for n in self._by_owner.get(country, ()) if _office(title) == _office(self.rows[n].office)]
        fit = [n for n in fit if self.rows[n].on(day - HANDOVER, day)]
        own = [n for n in fit if n < self._own]
        found = [self.rows[n] for n in own or fit]
        one = len({plain(holder.name) for holder in found}) == 1
        return next((h for h in found if h.on(day, day)), None) if one and found[0].start <= day - HANDOVER else None

    def described(self, description: str, day: date) -> Holder | None:
        """Who is meant by "the Russian president", "Russia's president" or "the president of Russia" on ``day``; None
        where it is not definite, or the table does not tell for certain."""
        for pattern in _DESCRIPTIONS:
            found = pattern.fullmatch(" ".join(description.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()))
            if found is None:
                continue
            words = found["owner"].split()
            for cut in range(len(words), 0, -1):
                title = " ".join((*words[cut:], found["title"])).lower()
                holder = self.of(title.strip(), owner(" ".join(words[:cut])), day)
                if holder is not None:
                    return holder
        return None


@cache
def _office(title: str) -> str:
    low = title.lower()
    return plain(_SAME.get(low, low))


_DESCRIPTIONS = (
    re.compile(r"(?P<owner>(?:[Tt]he )?[A-Z][\w.'-]*(?: [A-Z][\w.-]*)*)'s? (?P<title>[\w -]+)"),
    re.compile(r"[Tt]he (?P<title>[\w -]+?) of (?:the )?(?P<owner>[A-Z][\w. -]*)"),
    re.compile(r"[Tt]he (?P<owner>[A-Z][\w.]*(?: [A-Z][\w.-]*)*) (?P<title>[\w-]+(?: [\w-]+)*)"),
)
