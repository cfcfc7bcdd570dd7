"""Answers of the record as a table for a terminal, as JSON, CSV or Markdown.

An answer is a list of rows, each a dict with the same keys. JSON and CSV have every column, exactly as the record has
it; tables and Markdown have those that a reader looks for, on one line each, made harmless to look at.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.show.blocks import blocks, cited
from onrecord.show.characters import harmless, one_line

Value = str | int | None
Answer = Sequence[dict[str, Value]]

_CITED = ("outlet", "title", "published", "url")
_SIDES = ("", "_words", "_start", "_end", *(f"_{part}" for part in _CITED))
LESS = frozenset(
    {"statement", "title", "url", "start_at", "end_at", "first", "last", "published", "latest_account", "of"}
    | {f"{side}{part}" for side in ("earlier", "later") for part in _SIDES}
)
"""Columns that a reader of a table does without: they are in JSON and CSV, in ``onrecord show``, or in ``source``."""


def as_json(answer: Answer) -> str:
    """One JSON list of objects, all columns."""
    return json.dumps(list(answer), ensure_ascii=False, indent=2)


def as_csv(answer: Answer) -> str:
    """CSV (RFC 4180, first line the names), all columns.

    A cell that a spreadsheet would take for a formula is written with an apostrophe before it, as spreadsheets do.
    """
    if not answer:
        return ""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(answer[0])
    for row in answer:
        writer.writerow([_cell(value) for value in row.values()])
    return written.getvalue()


def _cell(value: Value) -> Value:
    formula = isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} and len(value) > 1
    return f"'{value}" if formula else value


def as_markdown(answer: Answer) -> str:
    """A Markdown table of the columns that a reader looks for."""
    if not answer:
        return ""
    rows = [_for_reader(row) for row in answer]
    names = list(rows[0])
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(_escaped(row[name]) for name in names) + " |" for row in rows]
    return "\n".join(lines)


def as_table(answer: Answer) -> RenderableType:
    """The answer for a terminal: blocks, or columns where there is little in a row."""
    found = blocks(answer)
    if found is not None:
        return found
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), show_edge=False, header_style="bold")
    rows = [_for_reader(row) for row in answer]
    for name in rows[0] if rows else ():
        table.add_column(name, overflow="fold", no_wrap=name in {"day", "id"}, ratio=3 if name in _LONG else None)
    for row in rows:
        table.add_row(*(Text(value) for value in row.values()))
    return table


_LONG = ("content", "words", "message")


def is_change(row: dict[str, Value]) -> bool:
    """Whether a row is a change, which is best seen as a block even where it stands alone."""
    return "earlier_sentence" in row


def fields_of(row: dict[str, Value]) -> RenderableType:
    """One row as a list of its fields, those that have nothing left out."""
    table = Table(box=None, pad_edge=False, show_header=False, show_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in row.items():
        if value not in {None, "", "[]"}:
            table.add_row(Text(name.replace("_", " ")), Text(one_line(_spoken(name, value))))
    return table


def _spoken(name: str, value: Value) -> str:
    """A value in words: of a list its items, of an office its title and whose it is."""
    if name not in {"also", "offices", "reasons"}:
        return str(value)
    items = json.loads(str(value))
    return "; ".join(item if isinstance(item, str) else _office(item) for item in items)


def _office(of: dict[str, str | bool]) -> str:
    return f"{'former ' if of['former'] else ''}{of['title']}{', ' if of['of'] else ''}{of['of']}"


def _for_reader(row: dict[str, Value]) -> dict[str, str]:
    """The columns that a reader looks for; where a thing stands as one, fit to be cited."""
    kept = {name: one_line(str(value)) if value is not None else "" for name, value in row.items() if name not in LESS}
    for side in ("", "earlier_", "later_"):
        if f"{side}outlet" in row and f"{side}published" in row:
            kept.pop(f"{side}outlet", None)
            kept[f"{side}source"] = cited(*(row.get(f"{side}{part}") for part in _CITED))
    return kept


def _escaped(text: str) -> str:
    r"""Text that cannot be taken for markup.

    >>> _escaped("a|b <i>*c*")
    'a\\|b &lt;i&gt;\\*c\\*'
    """
    plain = harmless(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"\\{sign}" if sign in "\\`*_[]|" else sign for sign in plain)
