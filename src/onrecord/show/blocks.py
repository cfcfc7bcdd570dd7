"""Answers of the record on a terminal: each row a block that can be checked in one glance, and cited.

The day stands at the margin; beside it who, the words, the source with its address, and the id to go on from. Colour
tells nothing that words do not tell too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.domain.entries import Status
from onrecord.domain.record import ChangeKind
from onrecord.show.characters import one_line
from onrecord.show.wording import MONTHS, day, days, joined, short_day

Value = str | int | None
Row = dict[str, Value]

_GOOD, _AHEAD, _SLOW, _BAD = "green", "cyan", "yellow", "red"
_STYLES: dict[str, str] = {
    **dict.fromkeys((Status.HELD, Status.ONGOING, ChangeKind.BEGUN, ChangeKind.HELD, ChangeKind.REVIVED), _GOOD),
    **dict.fromkeys((Status.SCHEDULED, Status.PROPOSED, ChangeKind.RESCHEDULED, ChangeKind.MOVED), _AHEAD),
    **dict.fromkeys((Status.POSTPONED, ChangeKind.DISPUTED, ChangeKind.REVERSED, ChangeKind.AT_ODDS), _SLOW),
    ChangeKind.QUOTED_DIFFERENTLY: _SLOW,
    **dict.fromkeys((Status.OFF, ChangeKind.CALLED_OFF, ChangeKind.DENIED), _BAD),
}


def blocks(answer: Sequence[Row]) -> RenderableType | None:
    """The answer as blocks; None for rows that are best seen in columns (doubts, names, versions)."""
    shape = _shape(answer[0]) if answer else None
    if shape is None:
        return None
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold", ratio=1)
    for number, row in enumerate(answer):
        space = [Text("")] if number < len(answer) - 1 else []
        table.add_row(Text(_day(row)), Group(*shape(row), *space))
    return table


def _shape(row: Row) -> Callable[[Row], Iterator[RenderableType]] | None:
    if "earlier_sentence" in row:
        return _change
    if "content" in row and "speakers" in row:
        return _statement
    if "participants" in row and "status" in row:
        return _encounter
    if "what" in row and "who" in row:
        return _found
    return None


def cited(outlet: Value, title: Value, published: Value, url: Value = "") -> str:
    """Where something stands, as one cites it.

    >>> cited("Morning Wire", "Talks to go on", "2025-10-21", "https://wire.example/1")
    'Morning Wire, “Talks to go on”, 21 Oct 2025, https://wire.example/1'
    """
    parts = (str(outlet or ""), f"“{title}”" if title else "", _short(published), str(url or ""))
    return ", ".join(one_line(part) for part in parts if part)


def _short(value: Value) -> str:
    return short_day(date.fromisoformat(str(value))) if value else ""


def _day(row: Row) -> str:
    """The day or days of a row: as exact as it tells."""
    told = row.get("day"), row.get("until") or row.get("last") or row.get("day")
    if not all(told):
        return "day not told"
    first, last = (date.fromisoformat(str(each)) for each in told)
    after = last + timedelta(1)
    if first.day == after.day == 1 and first < last:
        whole_year = first.month == after.month == 1 and after.year == first.year + 1
        one_month = (after.year - first.year) * 12 + after.month - first.month == 1
        if whole_year or one_month:
            return str(first.year) if whole_year else f"{MONTHS[first.month - 1]} {first.year}"
    return days(first, last)


def _list(value: Value) -> str:
    """Names as the record joins them, as a list in a sentence."""
    return joined([one_line(name) for name in str(value or "").split("; ") if name])


def _quoted(words: Value) -> Text:
    return Text(f"“{one_line(str(words or ''))}”")


def _sentence(words: Value) -> Text:
    """A sentence of a report, which may have quotation marks of its own."""
    return Text(one_line(str(words or "")), style="italic")


def _source(row: Row) -> Iterator[Text]:
    """The citation (none within the report itself), the address on a line of its own so that it can be clicked, and the
    id."""
    if row.get("outlet") or row.get("published"):
        yield Text(cited(row.get("outlet"), row.get("title"), row.get("published")), style="dim")
    yield Text("  ".join(one_line(str(row[name])) for name in ("url", "id") if row.get(name)), style="dim")


def _statement(row: Row) -> Iterator[Text]:
    act = str(row.get("act") or "say")
    beside = [
        f" to {_list(row['audience'])}" if row.get("audience") else "",
        f", relayed by {_list(row['relayed_by'])}" if row.get("relayed_by") else "",
        f" ({one_line(act)})" if act != "say" else "",
    ]
    yield Text.assemble((_list(row["speakers"]) or "speaker left open", "bold"), "".join(beside))
    yield _quoted(row["content"])
    yield from _source(row)


def _encounter(row: Row) -> Iterator[Text]:
    status = str(row["status"])
    head = f"{one_line(str(row['kind']))} {one_line(status)}".upper()
    place = f", {one_line(str(row['place']))}" if row.get("place") else ""
    yield Text.assemble((head, f"bold {_STYLES.get(status, '')}"), f"  {_list(row['participants'])}{place}")
    yield _sentence(row["sentence"]) if row.get("sentence") else _quoted(row.get("words"))
    number = int(row.get("accounts") or 0)
    told = [
        f"according to {_list(row['according_to'])}" if row.get("according_to") else "",
        f"latest of {number} accounts" if number > 1 else "",
    ]
    if any(told):
        yield Text("; ".join(part for part in told if part))
    yield from _source(row)


def _found(row: Row) -> Iterator[Text]:
    """A row of a timeline or a search."""
    yield Text.assemble((_list(row["who"]) or "speaker left open", "bold"), f"  {one_line(str(row['what']))}")
    yield _sentence(row["sentence"]) if row.get("sentence") else _quoted(row["words"])
    yield from _source(row)


def _change(row: Row) -> Iterator[RenderableType]:
    kind = str(row["kind"])
    yield Text.assemble((kind.upper(), f"bold {_STYLES.get(kind, '')}"), f"  {_about(row)}")
    if row.get("because"):
        yield Text(one_line(str(row["because"])))
    sides = Table.grid(padding=(0, 3, 0, 0), expand=True)
    for _ in range(2):
        sides.add_column(overflow="fold", ratio=1)
    sides.add_row(*(Group(*_side(row, side)) for side in ("earlier", "later")))
    yield sides
    addresses = dict.fromkeys(str(row[f"{side}_url"]) for side in ("earlier", "later") if row.get(f"{side}_url"))
    rule = f"{row['id']}  rule: {row['rule']}" if row.get("rule") else str(row["id"])
    for words in (*addresses, *[rule] * bool(row["id"])):
        yield Text(one_line(words), style="dim")


def _about(row: Row) -> str:
    """What a change is about: an encounter with who takes part and where, or somebody's words."""
    if not row.get("about"):
        return f"words of {_list(row['later_said_by'])}" if row.get("later_said_by") else ""
    people = f" of {_list(row.get('participants'))}" if row.get("participants") else ""
    place = f", {one_line(str(row['place']))}" if row.get("place") else ""
    return f"{one_line(str(row['about']))}{people}{place}"


def _side(row: Row, side: str) -> Iterator[Text]:
    published = row[f"{side}_published"]
    heading = f"{side}: {day(date.fromisoformat(str(published)))}" if published else side
    said_by = _list(row.get(f"{side}_said_by"))
    yield Text.assemble((heading, "underline"), f", {said_by}" if said_by else "")
    yield _sentence(row[f"{side}_sentence"])
    yield Text(cited(row.get(f"{side}_outlet"), row.get(f"{side}_title"), published), style="dim")
