"""The commands that keep and ask a record; ``cli.py`` puts them beside ``read`` and ``explain``.

Everything heavy is imported inside the command that needs it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer

from onrecord import cli_actors
from onrecord.cli_options import (
    Actors,
    As,
    Limit,
    Options,
    Outlet,
    Record,
    Since,
    Until,
    asked_of,
    day_given,
    opened,
    write_parts,
)
from onrecord.domain.errors import WrongRecord
from onrecord.show.formats import ExportFormat, Format
from onrecord.speaking import in_utf8, say


def register(app: typer.Typer) -> None:
    """Put the commands of the record into the command line."""
    for command in (add, said, met, planned, changes, timeline, search, show, report, check, backup, export):
        app.command()(command)
    cli_actors.register(app)


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
    offices: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv",
            help="Your table of who held which office when, kept in the record: see 'onrecord actors offices'.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Read reports and keep them in a record. What is there already stays as it is; those refused are named."""
    from onrecord.adding import Tally, with_progress
    from onrecord.bring.many import number_in, sources_in
    from onrecord.keeping import add as added
    from onrecord.record.given import keep_holders

    day = day_given(published)
    holders = cli_actors.table_of(offices) if offices else ()
    tally = Tally()
    with opened(record, create=True) as store:
        if holders:
            store.change(keep_holders(holders))
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

    options = Options(record, since, until, outlet, actor, format, limit)
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
    from onrecord.record import asking

    options = Options(record, since, until, outlet, actor, format, limit)
    options.answer(lambda asked, store: asking.met(store, who or (), asked=asked))


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
    from onrecord.record import asking

    options = Options(record, since, until, outlet, actor, format, limit)
    options.answer(lambda asked, store: asking.planned(store, asked=asked))


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

    options = Options(record, since, until, outlet, actor, format, limit)
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

    options = Options(record, since, until, outlet, actor, format, limit)
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

    options = Options(record, since, until, outlet, actor, format, limit)
    options.answer(lambda asked, store: asking.search(store, " ".join(words), asked=asked))


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="An id from any answer, such as E0123456789ab.")],
    *,
    record: Record = None,
    format: As = Format.TABLE,
) -> None:
    """Everything about one statement, encounter, actor, change or report."""
    from onrecord.record.entry import show as parts_of

    with opened(record) as store:
        write_parts(parts_of(asked_of(store), id), format)


def report(
    id: Annotated[str, typer.Argument(metavar="ID", help="A report's id here or at its outlet, or its address.")],
    *,
    record: Record = None,
    format: As = Format.TABLE,
) -> None:
    """One report: what it says, its doubts, its other versions."""
    from onrecord.record.entry import report as parts_of

    with opened(record) as store:
        write_parts(parts_of(asked_of(store), id), format)


def check(*, record: Record = None) -> None:
    """Check every offset, hash and index of the record."""
    from onrecord.keeping import what_is_wrong

    with opened(record) as store:
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
    with opened(record) as store:
        say(f"wrote {store.backup(file)}.")


def export(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="Where to; the standard output without it.", show_default=False),
    ] = None,
    *,
    record: Record = None,
    format: Annotated[ExportFormat, typer.Option("--format", help="How it is written.")] = ExportFormat.JSONL,
) -> None:
    """Write the whole record, for other programs or to add it elsewhere: same reports, same bytes."""
    from onrecord.record.export import export as lines_of

    write = {ExportFormat.JSONL: lines_of}[format]
    with opened(record) as store:
        if file is not None and file.exists() and Path(store.name).exists() and file.samefile(store.name):
            message = f"{file} is the record itself; name another file"
            raise WrongRecord(message)
        lines = write(asked_of(store))
        if file is None:
            in_utf8(sys.stdout)
            sys.stdout.writelines(lines)
            return
        with _new(file) as stream:
            stream.writelines(lines)
        say(f"wrote {file}.")


@contextmanager
def _new(file: Path) -> Iterator[TextIO]:
    """A file that is there whole once it is written, and until then not at all.

    Raises:
        WrongRecord: it cannot be written.
    """
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            try:
                yield stream
            except BaseException:
                part.unlink(missing_ok=True)
                raise
        part.replace(file)
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror}"
        raise WrongRecord(message) from None
