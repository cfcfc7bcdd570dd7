"""What the commands of the record have in common: their options, opening the record, writing answers.

Everything heavy is imported inside the function that needs it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.domain.errors import OnrecordError, WrongRecord
from onrecord.show.formats import Format
from onrecord.speaking import complain, in_utf8, say, steady

if TYPE_CHECKING:
    from onrecord.record.asking import Asked
    from onrecord.record.connection import Connection
    from onrecord.record.sides import Answer
    from onrecord.record.store import Store

SHOWN = 50
"""Rows of a table unless more are asked for; JSON and CSV have all."""

WIDEST = 160
"""Columns a table of answers uses at most."""


Record = Annotated[
    str | None,
    typer.Option(
        "--record",
        metavar="FILE|URL",
        envvar="ONRECORD_RECORD",
        help="The record: a file, or postgresql://USER@HOST/DATABASE. Without it, the file in your folder for data, "
        "which is named each time.",
        show_default=False,
    ),
]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Said or happened on this day or later.", show_default=False)
]
Until = Annotated[
    str | None, typer.Option(metavar="DATE", help="Said or happened on this day or earlier.", show_default=False)
]
Outlet = Annotated[str, typer.Option(metavar="NAME", help="Only from this publisher.", show_default=False)]
Actors = Annotated[
    list[str] | None,
    typer.Option(
        "--actor", metavar="NAME", help="Only where this one has a part; may be repeated.", show_default=False
    ),
]
As = Annotated[Format, typer.Option("--format", help="How the answer is written.")]
Limit = Annotated[
    int | None,
    typer.Option(min=0, help=f"The most rows, 0 for all. [default: {SHOWN} for table and md]", show_default=False),
]


@dataclass(frozen=True, slots=True)
class Options:
    """What all questions have in common, as given on the command line."""

    record: str | None
    since: str | None
    until: str | None
    outlet: str
    actors: list[str] | None
    format: Format
    limit: int | None

    def answer(self, question: Callable[[Asked, Connection], Answer]) -> None:
        """Ask, and write the answer."""
        from dataclasses import replace

        from onrecord.record.asking import Asked

        since, until = day_given(self.since), day_given(self.until)
        limit = self.limit if self.limit is not None else SHOWN * (self.format in {Format.TABLE, Format.MD})
        # one row more than is shown tells whether there are more
        asked = Asked(since, until, self.outlet, tuple(self.actors or ()), limit and limit + 1)
        with opened(self.record) as store:
            found = question(asked, asked_of(store))
            if limit and len(found) > limit:
                found = found[:limit]
                number = len(question(replace(asked, limit=0, bare=True), store.connection))
                say(f"{limit} of {number} shown; --limit 0 shows all.")
            elif not found:
                say("the record has nothing of the kind.")
        write(found, self.format)


@contextmanager
def opened(record: str | None, *, create: bool = False) -> Iterator[Store]:
    """The record, named to the user; what goes wrong ends the command with a sentence."""
    from onrecord.keeping import default_file
    from onrecord.record.store import Store

    try:
        with Store.open(record or default_file(), create=create) as store:
            say(f"record {store.name}")
            try:
                yield store
            except store.connection.errors as error:
                message = f"the record {store.name} does not answer: {' '.join(str(error).split())}"
                raise WrongRecord(message) from error
    except OnrecordError as error:
        raise typer.Exit(complain(error)) from None


def asked_of(store: Store) -> Connection:
    """The record ready to be asked: up to date, if an addition was broken off before it was."""
    if store.is_stale():
        from onrecord.keeping import bring_up_to_date

        bring_up_to_date(store)
    return store.connection


def day_given(given: str | None) -> date | None:
    """The day that an option gives; one that is none ends the command."""
    from onrecord.bring.dates import parse_published

    if given is None:
        return None
    try:
        return parse_published(given)
    except OnrecordError as error:
        raise typer.Exit(complain(error)) from None


def write(answer: Answer, format: Format) -> None:
    """An answer on the standard output."""
    from onrecord.show import table

    if format is Format.TABLE:
        show_rich(table.as_table(answer) if answer else None)
        return
    written = {Format.JSON: table.as_json, Format.CSV: table.as_csv, Format.MD: table.as_markdown}[format]
    in_utf8(sys.stdout)
    text = written(answer)
    if text:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def write_parts(parts: Sequence[tuple[str, Answer]], format: Format) -> None:
    """One thing and what belongs to it: JSON as one object of lists, CSV of the first list alone."""
    import json

    from rich.text import Text

    from onrecord.show import table

    if format is Format.JSON:
        in_utf8(sys.stdout)
        sys.stdout.write(json.dumps({name.lower(): rows for name, rows in parts}, ensure_ascii=False, indent=2) + "\n")
        return
    if format is Format.CSV:
        write(parts[0][1], format)
        return
    for place, (heading, rows) in enumerate(part for part in parts if part[1]):
        if format is Format.MD:
            sys.stdout.write(f"{'#' * (2 + bool(place))} {heading}\n\n")
            write(rows, format)
            sys.stdout.write("\n")
            continue
        show_rich(Text(heading.upper(), style="bold underline"))
        show_rich(table.fields_of(rows[0]) if place == 0 and not table.is_change(rows[0]) else table.as_table(rows))
        show_rich(Text(""))


def show_rich(what: object) -> None:
    """Something on the terminal; nothing for None."""
    import shutil

    from rich.console import Console

    steady(sys.stdout)
    if what is not None:
        width = (
            min(shutil.get_terminal_size().columns, WIDEST) if sys.stdout.isatty() or "COLUMNS" in os.environ else 120
        )
        console = Console(highlight=False, width=width)
        if sys.stdout.isatty():
            console.print(what)
            return
        with console.capture() as captured:
            console.print(what)
        sys.stdout.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))
