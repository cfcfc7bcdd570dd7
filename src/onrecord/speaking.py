"""What every command says on the standard error, and the code it ends with.

Exit codes: 0 all went well; 1 something else, or several reports failed for different reasons; 2 the command line is
wrong (a date that is none included); 3 a report cannot be read; 4 it is not in English; 5 it has no day of publication;
6 its address is not fetched; 7 the record cannot be used; 8 nothing in it has this id or name.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import NoReturn, TextIO

import typer

from onrecord.domain.errors import (
    ForeignLanguage,
    NotInRecord,
    OnrecordError,
    RefusedAddress,
    UndatedReport,
    UnreadableReport,
    WrongDate,
    WrongRecord,
    WrongRuling,
    WrongTable,
)

EXIT_CODES: dict[type[OnrecordError], int] = {
    WrongDate: 2,
    UnreadableReport: 3,
    ForeignLanguage: 4,
    UndatedReport: 5,
    RefusedAddress: 6,
    WrongRecord: 7,
    NotInRecord: 8,
    WrongTable: 2,
    WrongRuling: 2,
}
"""What the process ends with, by what went wrong; 1 for anything else."""


def refuse(message: str) -> NoReturn:
    """End because of the command line."""
    say(message)
    raise typer.Exit(2)


def complain(error: Exception, source: str = "") -> int:
    """Say what went wrong on the standard error; the exit code for it."""
    message = str(error) or type(error).__name__
    if not isinstance(error, OnrecordError):
        message = f"Onrecord failed on it ({type(error).__name__}: {message}); please report this"
    say(f"{source}: {message}" if source else message)
    return EXIT_CODES.get(type(error), 1) if isinstance(error, OnrecordError) else 1


def say(message: str) -> None:
    """One harmless line on the standard error."""
    from onrecord.show.characters import one_line

    steady(sys.stderr)
    typer.echo(f"onrecord: {one_line(message)}", err=True)


def end(failures: Sequence[int], number: int) -> None:
    """End with the failures' exit code, or 1 if they have several; of several reports, say how many were read."""
    if not failures:
        return
    if number > 1:
        say(f"{number - len(failures)} of {number} reports read.")
    raise typer.Exit(failures[0] if len(set(failures)) == 1 else 1)


def steady(stream: TextIO) -> None:
    """Have the stream write a question mark for what its encoding lacks, rather than break."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")


def in_utf8(stream: TextIO) -> None:
    """Have the stream write UTF-8, which data is in on every machine; what UTF-8 cannot hold (half a surrogate pair)
    is escaped."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
