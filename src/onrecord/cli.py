"""The command line: ``onrecord read`` and ``onrecord explain``; the commands of the record are in ``cli_record.py``.

Everything heavy is imported inside the command that needs it, so that ``onrecord --help`` stays quick.
Exit codes: see ``speaking.py``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord import cli_record
from onrecord.domain.errors import OnrecordError, WrongDate
from onrecord.speaking import complain, end, in_utf8, refuse, say, steady

if TYPE_CHECKING:
    from onrecord.domain.reading import Reading

WIDEST = 100
"""Columns that are used at most: longer lines are hard to read."""

EPILOG = (
    "Exit codes: 0 all well, 1 something else or several reports failed differently, 2 wrong command line or date, "
    "3 unreadable, 4 not English, 5 no day of publication, 6 address not fetched, 7 record cannot be used, 8 not in it."
)

app = typer.Typer(
    name="onrecord",
    help="Reads news reports of diplomacy and politics and keeps the record: who said what, who met whom, what is "
    "planned, every entry tied to the words it came from.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Day of publication, such as 2025-10-21, which 'Tuesday' and 'last week' refer to. Needed unless the "
        "report names it itself.",
        show_default=False,
    ),
]
Outlet = Annotated[
    str, typer.Option(metavar="NAME", help="The publisher's usual name, such as 'CBS News'.", show_default=False)
]


def main() -> None:
    """Run the command line of this process."""
    app()


def _version(wanted: bool) -> None:  # noqa: FBT001 - what Typer calls
    if wanted:
        from onrecord import __version__

        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback(epilog=EPILOG)
def _onrecord(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """What all commands have in common."""


@app.command(epilog=EPILOG)
def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|URL|-...", help="Reports: text, HTML or JSON files, web addresses, '-' for input."
        ),
    ],
    *,
    published: Published = None,
    outlet: Outlet = "",
    json: Annotated[
        bool,
        typer.Option(
            "--json", help="Write data instead: one JSON object for each report, on one line unless at a terminal."
        ),
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the marked-up text as one self-contained page; for several reports give a folder.",
            show_default=False,
        ),
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="With --json: put the report's text in.")] = False,
    marks: Annotated[
        bool, typer.Option("--marks", help="With --json: put in what the entries were made from.")
    ] = False,
) -> None:
    """Read reports: who said what, who met whom, what is planned.

    Of several reports, those that cannot be read are named on the standard error, and the others are read.
    """
    if (text or marks) and not json:
        refuse("--text and --marks say what --json writes; give --json with them.")
    _check_date(published)
    pages = _Pages(html, several=len(sources) > 1) if html else None
    several = len(sources) > 1
    failures: list[int] = []
    for source in sources:
        try:
            reading = _reading(source, published, outlet)
            if pages:
                pages.write(reading)
        except OnrecordError as error:
            failures.append(complain(error, source if several else ""))
            continue
        except Exception as error:  # one report must not stop the others; a single one shows where Onrecord broke
            if not several:
                raise
            failures.append(complain(error, source))
            continue
        if json:
            _write_json(reading, text=text, marks=marks)
        elif not pages:
            _write_terminal(reading, source if several else "")
    end(failures, len(sources))


@app.command(epilog=EPILOG)
def explain(
    source: Annotated[str, typer.Argument(metavar="FILE|URL|-", help="A report.")],
    *,
    entry: Annotated[
        str,
        typer.Option(metavar="N", help="Only this entry: S2, E1, D3, or 2 for all of that number.", show_default=False),
    ] = "",
    published: Published = None,
    outlet: Outlet = "",
) -> None:
    """Say why: which marks, scores and rules made an entry, or why it was left in doubt."""
    _check_date(published)
    try:
        reading = _reading(source, published, outlet)
    except OnrecordError as error:
        raise typer.Exit(complain(error)) from None
    from onrecord.show.explain import explain as explained

    steady(sys.stdout)
    try:
        typer.echo(explained(reading, entry=entry, width=_columns()))
    except LookupError as error:
        refuse(str(error.args[0]))


cli_record.register(app)


def _reading(source: str, published: str | None, outlet: str) -> Reading:
    """The reading of one report."""
    if source == "-" and sys.stdin.isatty():
        typer.echo("onrecord: type or paste the report, then end it with Ctrl-D.", err=True)
    from onrecord.bring import bring
    from onrecord.reading import read_report

    return read_report(bring(source, published=published, outlet=outlet))


def _check_date(published: str | None) -> None:
    """Say at once, and once, that the day given is none."""
    from onrecord.bring.dates import parse_published

    if published is not None:
        try:
            parse_published(published)
        except WrongDate as error:
            raise typer.Exit(complain(error)) from None


def _write_json(reading: Reading, *, text: bool, marks: bool) -> None:
    from onrecord.show.data import to_json

    _note_date(reading)
    in_utf8(sys.stdout)
    typer.echo(to_json(reading, text=text, marks=marks, indent=2 if sys.stdout.isatty() else None))


def _write_terminal(reading: Reading, source: str) -> None:
    from rich.console import Console
    from rich.rule import Rule
    from rich.text import Text

    from onrecord.show.characters import one_line
    from onrecord.show.terminal import terminal

    steady(sys.stdout)
    console = Console(highlight=False, width=_columns())
    if source:
        console.print(Rule(Text(one_line(source)), align="left"))
    console.print(terminal(reading))
    if source:
        console.print()


def _columns() -> int:
    """Columns to write in: the terminal's or ``COLUMNS``, 80 in a pipe, at most ``WIDEST``."""
    import shutil

    return min(shutil.get_terminal_size().columns, WIDEST)


def _note_date(reading: Reading) -> None:
    """Say where the day of publication came from, unless it was given: it must never be silent."""
    from onrecord.show.wording import published

    if reading.report.dated_by != "given":
        say(f"{published(reading.report)}.")


class _Pages:
    """Where pages go: one file, or files in a folder, named after the reports."""

    def __init__(self, target: Path, *, several: bool) -> None:
        """``target`` is a folder if it is there as one; for several reports it must be."""
        if several and not target.is_dir():
            refuse(f"--html with several reports needs a folder to put the pages in; make one: mkdir {target}")
        self._target = target
        self._folder = target.is_dir()
        self._taken: set[str] = set()

    def write(self, reading: Reading) -> None:
        """Write the reading's page, and say where on the standard error.

        Raises:
            OnrecordError: the file cannot be written.
        """
        from onrecord.show.outline import outline
        from onrecord.show.page import page

        path = self._target / self._name(reading) if self._folder else self._target
        try:
            path.write_text(page(reading), encoding="utf-8", errors="replace")
        except OSError as error:
            message = f"{path} cannot be written: {error.strerror or error}"
            raise OnrecordError(message) from None
        _note_date(reading)
        say(f"wrote {path}: {outline(reading).sum()}.")

    def _name(self, reading: Reading) -> str:
        """A file name that no other page of this run has."""
        report = reading.report
        stem = re.sub(r"[^A-Za-z0-9._-]+", "-", report.id or report.title).strip("-.")[:80] or "report"
        name = next(name for name in _numbered(stem) if name not in self._taken)
        self._taken.add(name)
        return f"{name}.html"


def _numbered(stem: str) -> Iterator[str]:
    """The stem, then the stem with 2, 3, ... behind it."""
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1
