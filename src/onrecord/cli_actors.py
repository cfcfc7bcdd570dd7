"""``onrecord actors``: who is in the record, who is one with whom, and who held which office.

Everything heavy is imported inside the command that needs it.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli_options import SHOWN, As, Limit, Record, asked_of, opened, write, write_parts
from onrecord.domain.actors import ActorKind
from onrecord.domain.errors import WrongTable
from onrecord.show.formats import Format
from onrecord.speaking import refuse, say

if TYPE_CHECKING:
    from onrecord.domain.rulings import Holder
    from onrecord.record.store import Store


class Order(StrEnum):
    """In which order actors are listed."""

    UNDECIDED = "undecided"
    STATEMENTS = "statements"
    NAME = "name"


actors = typer.Typer(
    name="actors",
    help="Who is in the record: list them, look at one, merge and split, and give a table of office-holders.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Reason = Annotated[
    str,
    typer.Option("--because", metavar="WORDS", help="Why; it is kept with the judgement.", show_default=False),
]
Who = Annotated[str, typer.Argument(metavar="ACTOR", help="An id (A0123456789ab) or a name that only one has.")]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="The other one, by id or name.")]


def register(app: typer.Typer) -> None:
    """Put the commands on actors into the command line."""
    for command in (list_actors, show, merge, split, apart, judged, undo, offices):
        actors.command(name=command.__name__.removesuffix("_actors"))(command)
    app.add_typer(actors)


def list_actors(
    named: Annotated[str, typer.Argument(metavar="[WORDS]", help="Only those with these words in a name.")] = "",
    *,
    kind: Annotated[ActorKind | None, typer.Option(help="Only these. [default: all but unnamed]")] = None,
    undecided: Annotated[
        bool, typer.Option("--undecided", help="Only those who may be one with another: unsure or open.")
    ] = False,
    by: Annotated[
        Order, typer.Option(help="Undecided first, then by number of statements; or only by this.")
    ] = Order.UNDECIDED,
    record: Record = None,
    format: As = Format.TABLE,
    limit: Limit = None,
) -> None:
    """List actors, with how many statements and reports they have and how much about them is undecided."""
    from dataclasses import replace

    from onrecord.record.casting import Wanted
    from onrecord.record.casting import actors as found_in

    most = limit if limit is not None else SHOWN * (format in {Format.TABLE, Format.MD})
    wanted = Wanted(named, kind.value if kind else "", undecided, by.value, most and most + 1)
    with opened(record) as store:
        found = found_in(asked_of(store), wanted)
        if most and len(found) > most:
            found = found[:most]
            say(f"{most} of {len(found_in(store.connection, replace(wanted, limit=0)))} shown; --limit 0 shows all.")
        elif not found:
            say("the record has nobody of the kind.")
    write(found, format)


def show(who: Who, *, record: Record = None, format: As = Format.TABLE) -> None:
    """Look at one: names and offices found, why they are held to be one, who is near, and the passages."""
    from onrecord.record.casting import actor

    with opened(record) as store:
        write_parts(actor(asked_of(store), who), format)


def merge(who: Who, other: Other, *, because: Reason = "", record: Record = None) -> None:
    """Judge two to be one."""
    from onrecord.record import judging

    with opened(record) as store:
        asked_of(store)
        made = judging.merge(store, who, other, reason=because)
        asked_of(store)
        _say_made(store, made.id, f"{made.first} and {made.second} are one")


def split(
    who: Who,
    out: Annotated[
        list[str],
        typer.Argument(
            metavar="ENTRY|NAME...",
            help="What is somebody else's: actors of reports (R0123456789ab/A3), or a name, wherever it stands.",
        ),
    ],
    *,
    because: Reason = "",
    record: Record = None,
) -> None:
    """Judge that some appearances of an actor are somebody else's."""
    from onrecord.record import judging

    with opened(record) as store:
        asked_of(store)
        made = judging.split(store, who, out, reason=because)
        asked_of(store)
        for each in made:
            _say_made(store, each.id, f"{each.first} and {each.second} are {'two' if each.verdict == 'no' else 'one'}")


def apart(
    who: Who,
    other: Other,
    *,
    unsure: Annotated[
        bool, typer.Option("--unsure", help="You looked at both and cannot tell; they stay two all the same.")
    ] = False,
    because: Reason = "",
    record: Record = None,
) -> None:
    """Judge two that are two in the record to be two for good, also where a later report would make them one."""
    from onrecord.domain.rulings import Verdict
    from onrecord.record import judging

    with opened(record) as store:
        asked_of(store)
        made = judging.keep_apart(store, who, other, Verdict.UNSURE if unsure else Verdict.NO, reason=because)
        verb = "may be one or two" if unsure else "are two"
        _say_made(store, made.id, f"{made.first} and {made.second} {verb}")


def judged(*, record: Record = None, format: As = Format.TABLE) -> None:
    """List your judgements."""
    from onrecord.record.casting import judged as found_in

    with opened(record) as store:
        found = found_in(store.connection)
        if not found:
            say("nothing was judged by hand in this record.")
    write(found, format)


def undo(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Judgements, such as J0123456789ab.")],
    *,
    record: Record = None,
) -> None:
    """Take judgements back."""
    from onrecord.record import judging

    with opened(record) as store:
        for each in judging.undo(store, ids):
            say(f"{each.id} is taken back: {each.first} and {each.second}.")


def offices(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE.csv]",
            help="Rows to add to your table: name, variants, office, country, start, end, source.",
            show_default=False,
        ),
    ] = None,
    *,
    named: Annotated[
        str, typer.Option(metavar="WORDS", help="List only rows with these words.", show_default=False)
    ] = "",
    forget: Annotated[bool, typer.Option("--forget", help="Take your own table out of the record.")] = False,
    record: Record = None,
    format: As = Format.TABLE,
) -> None:
    """Who held which office when: list the table in use, or add your own rows to it from a CSV file."""
    from onrecord.record.casting import offices as found_in
    from onrecord.record.given import drop_holders, keep_holders

    if file is not None and (forget or named):
        refuse("give a file to add, or --forget, or --named; not several of them.")
    rows = table_of(file) if file is not None else ()
    with opened(record, create=file is not None) as store:
        if file is None and not forget:
            write(found_in(store.connection, named=named), format)
            return
        store.change(keep_holders(rows) if file is not None else drop_holders())
        say(f"{len(rows)} rows of {file} are in your table." if file else "your table is empty; Onrecord's own stays.")


def table_of(file: Path) -> tuple[Holder, ...]:
    """The rows of a user's table; what is wrong with it ends the command, one line for each row and column."""
    from onrecord.record.holders import decoded, holders_in

    try:
        return holders_in(decoded(file.read_bytes()))
    except OSError as error:
        refuse(f"{file} cannot be read: {error.strerror or error}")
    except WrongTable as error:
        for problem in error.problems:
            say(f"{file}, {problem}")
        refuse(f"{file}: {error}.")


def _say_made(store: Store, id: str, what: str) -> None:
    say(f"{id}: {what}. To take it back: onrecord actors undo {id} --record {store.name}")
