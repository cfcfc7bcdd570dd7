"""The commands that keep and ask a record; ``cli.py`` puts them beside ``read`` and ``explain``.

Everything heavy is imported inside the command that needs it.
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


def register(app: typer.Typer) -> None:
    """Put the commands of the record into the command line."""
    for command in (add, said, met, planned, changes, timeline, search, show, report, check, backup):
        app.command()(command)


def add(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|-...",
            help="Reports: text, HTML, JSON, ninjs, JSON lines, RSS, Atom or WARC files (also .gz), folders, web "
            "addresses, '-'.",
        ),
    ],
    *,
    record: Record = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Day of publication of all of them; it wins over theirs.", show_default=False
        ),
    ] = None,
    outlet: Annotated[
        str, typer.Option(metavar="NAME", help="Publisher of all of them; it wins over theirs.", show_default=False)
    ] = "",
) -> None:
    """Read reports and keep them in a record. What is there already stays as it is; those refused are named."""
    from onrecord.adding import Tally, with_progress
    from onrecord.bring.many import number_in, sources_in
    from onrecord.keeping import add as added

    day = _day(published)
    tally = Tally()
    with _open(record, create=True) as store:
        found = sources_in(sources)
        total = sum(map(number_in, found))
        steps = added(store, found, published=None if day is None else day.isoformat(), outlet=outlet)
        try:
            for step in with_progress(steps, total):
                tally.count(step)
                if step.refused:
                    say(f"{step.name}: {step.refused}")
        except KeyboardInterrupt:
            say("broken off; what was kept so far stays.")
            raise
        finally:
            sys.stdout.write("".join(f"{line}\n" for line in tally.summary()))
    if tally.refused:
        raise typer.Exit(1)


def said(
    who: Annotated[str, typer.Argument(metavar="WHO", help="A name, such as Lavrov or 'Sergey Lavrov'.")],
    *,
    about: Annotated[str, typer.Option(metavar="WORDS", help="Words of what was said.", show_default=False)] = "",
    to: Annotated[str, typer.Option(metavar="WHOM", help="To whom it was said.", show_default=False)] = "",
    record: Record = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = "",
    actor: Actors = None,
    format: As = Format.TABLE,
    limit: Limit = None,
) -> None:
    """Who said what, newest first."""
    from onrecord.record import asking

    options = _Options(record, since, until, outlet, actor, format, limit)
    options.answer(lambda asked, store: asking.said(store, who, about=about, to=to, asked=asked))


def met(
    who: Annotated[list[str] | None, typer.Argument(metavar="[WHO...]", help="Names of all who took part.")] = None,
    *,
    record: Record = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = "",
    actor: Actors = None,
    format: As = Format.TABLE,
    limit: Limit = None,
) -> None:
    """Who met whom, latest first: what was held or is going on, by the latest report of it."""
    from onrecord.domain.entries import Status
    from onrecord.record import asking

    options = _Options(record, since, until, outlet, actor, format, limit)
    held = (Status.HELD, Status.ONGOING)
    options.answer(lambda asked, store: asking.encounters(store, who or (), held, soonest=False, asked=asked))


def planned(
    *,
    record: Record = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = "",
    actor: Actors = None,
    format: As = Format.TABLE,
    limit: Limit = None,
) -> None:
    """What is planned, soonest first: scheduled or proposed, by the latest report of it, from the day of the record's
    latest report on (or as --since and --until say)."""
    from onrecord.domain.entries import Status
    from onrecord.record import asking

    options = _Options(record, since, until, outlet, actor, format, limit)
    ahead = (Status.SCHEDULED, Status.PROPOSED)
    options.answer(lambda asked, store: asking.encounters(store, (), ahead, soonest=True, asked=asked))


def changes(
    *,
    likely: Annotated[
        bool, typer.Option("--likely", help="What is likely but not proven instead: the open questions.")
    ] = False,
    record: Record = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = "",
    actor: Actors = None,
    format: As = Format.TABLE,
    limit: Limit = None,
) -> None:
    """What changed, with the words before and after; by the day on which it became known, newest first."""
    from onrecord.record.asking import changes
    from onrecord.record.questions import questions

    options = _Options(record, since, until, outlet, actor, format, limit)
    ask = questions if likely else changes
    options.answer(lambda asked, store: ask(store, asked=asked))


def timeline(
    *,
    record: Record = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = "",
    actor: Actors = None,
    format: As = Format.TABLE,
    limit: Limit = None,
) -> None:
    """What was said and what happened, day by day, oldest first."""
    from onrecord.record import asking

    options = _Options(record, since, until, outlet, actor, format, limit)
    options.answer(lambda asked, store: asking.timeline(store, asked=asked))


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words that must all be there.")],
    *,
    record: Record = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = "",
    actor: Actors = None,
    format: As = Format.TABLE,
    limit: Limit = None,
) -> None:
    """Statements and reports with these words, newest first."""
    from onrecord.record import asking

    options = _Options(record, since, until, outlet, actor, format, limit)
    options.answer(lambda asked, store: asking.search(store, " ".join(words), asked=asked))


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="An id from any answer, such as E0123456789ab.")],
    *,
    record: Record = None,
    format: As = Format.TABLE,
) -> None:
    """Everything about one statement, encounter, actor, change or report."""
    from onrecord.record.entry import show as parts_of

    with _open(record) as store:
        _write_parts(parts_of(_asked(store), id), format)


def report(
    id: Annotated[str, typer.Argument(metavar="ID", help="A report's id here or at its outlet, or its address.")],
    *,
    record: Record = None,
    format: As = Format.TABLE,
) -> None:
    """One report: what it says, its doubts, its other versions."""
    from onrecord.record.entry import report as parts_of

    with _open(record) as store:
        _write_parts(parts_of(_asked(store), id), format)


def check(*, record: Record = None) -> None:
    """Check every offset, hash and index of the record."""
    from onrecord.keeping import what_is_wrong

    with _open(record) as store:
        number = 0
        for problem in what_is_wrong(store):
            number += 1
            say(problem)
        if number:
            raise typer.Exit(1)
        (reports,) = store.connection.execute("SELECT count(*) FROM kept_reports").fetchone()
        sys.stdout.write(f"All in order: every offset, hash and index of {reports} reports.\n")


def backup(
    file: Annotated[
        str, typer.Argument(metavar="FILE|URL", help="A file that is not there yet, or a PostgreSQL database.")
    ],
    *,
    record: Record = None,
) -> None:
    """Write a copy of the record, whole even while others write."""
    with _open(record) as store:
        say(f"wrote {store.backup(file)}.")


@dataclass(frozen=True, slots=True)
class _Options:
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

        since, until = _day(self.since), _day(self.until)
        limit = self.limit if self.limit is not None else SHOWN * (self.format in {Format.TABLE, Format.MD})
        # one row more than is shown tells whether there are more
        asked = Asked(since, until, self.outlet, tuple(self.actors or ()), limit and limit + 1)
        with _open(self.record) as store:
            found = question(asked, _asked(store))
            if limit and len(found) > limit:
                found = found[:limit]
                number = len(question(replace(asked, limit=0, bare=True), store.connection))
                say(f"{limit} of {number} shown; --limit 0 shows all.")
            elif not found:
                say("the record has nothing of the kind.")
        _write(found, self.format)


@contextmanager
def _open(record: str | None, *, create: bool = False) -> Iterator[Store]:
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


def _asked(store: Store) -> Connection:
    """The record ready to be asked: up to date, if an addition was broken off before it was."""
    if store.is_stale():
        from onrecord.keeping import bring_up_to_date

        bring_up_to_date(store)
    return store.connection


def _day(given: str | None) -> date | None:
    from onrecord.bring.dates import parse_published

    if given is None:
        return None
    try:
        return parse_published(given)
    except OnrecordError as error:
        raise typer.Exit(complain(error)) from None


def _write(answer: Answer, format: Format) -> None:
    """An answer on the standard output."""
    from onrecord.show import table

    if format is Format.TABLE:
        _print(table.as_table(answer) if answer else None)
        return
    write = {Format.JSON: table.as_json, Format.CSV: table.as_csv, Format.MD: table.as_markdown}[format]
    in_utf8(sys.stdout)
    text = write(answer)
    if text:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def _write_parts(parts: Sequence[tuple[str, Answer]], format: Format) -> None:
    """One thing and what belongs to it: JSON as one object of lists, CSV of the first list alone."""
    import json

    from rich.text import Text

    from onrecord.show import table

    if format is Format.JSON:
        in_utf8(sys.stdout)
        sys.stdout.write(json.dumps({name.lower(): rows for name, rows in parts}, ensure_ascii=False, indent=2) + "\n")
        return
    if format is Format.CSV:
        _write(parts[0][1], format)
        return
    for place, (heading, rows) in enumerate(part for part in parts if part[1]):
        if format is Format.MD:
            sys.stdout.write(f"{'#' * (2 + bool(place))} {heading}\n\n")
            _write(rows, format)
            sys.stdout.write("\n")
            continue
        _print(Text(heading.upper(), style="bold underline"))
        _print(table.fields_of(rows[0]) if place == 0 and not table.is_change(rows[0]) else table.as_table(rows))
        _print(Text(""))


def _print(what: object) -> None:
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
