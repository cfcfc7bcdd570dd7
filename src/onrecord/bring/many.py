"""Many reports at once: folders, JSON lines, feeds, and any of them packed with gzip.

JSON lines are one JSON object on each line (``.jsonl``, ``.ndjson``), with the fields that ``fields.py`` describes: id,
outlet, published, dateline, title, text, url. What cannot be brought in is an error in its place, and the others come.
"""

from __future__ import annotations

import gzip
import os
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from onrecord.bring import fields_within, report_of
from onrecord.bring.dates import parse_published
from onrecord.bring.encoding import decode
from onrecord.bring.feed import fields_of_feed
from onrecord.bring.fields import Fields, fields_of_json
from onrecord.bring.kinds import is_feed
from onrecord.bring.sources import MOST_BYTES, Brought, bytes_of
from onrecord.domain.errors import OnrecordError, UnreadableReport
from onrecord.domain.report import Report

LINES = (".jsonl", ".ndjson")
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Found:
    """A report, or why it is none. ``name`` is where it stands: the source, with line or entry ("news.jsonl:12")."""

    name: str
    report: Report | None = None
    error: OnrecordError | None = None


def sources_in(given: Iterable[str]) -> list[str]:
    """The files of the folders among ``given`` (and of the folders in them) in the order of their names; anything else
    as it is. Hidden files are left out, links to folders not followed."""
    found: list[str] = []
    for source in given:
        if source == "-" or "://" in source or not Path(source).is_dir():
            found.append(source)
            continue
        for folder, folders, names in os.walk(source):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            found += [str(Path(folder, name)) for name in sorted(names) if not name.startswith(".")]
    return found


def number_in(source: str) -> int:
    """How many reports ``source`` may hold, for a progress bar: the lines of JSON lines, 1 for anything else."""
    if not _is_lines(source):
        return 1
    try:
        with _opened(source) as lines:
            return sum(1 for line in lines if line.strip())
    except (OSError, EOFError, zlib.error):
        return 1


def reports_in(
    source: str,
    *,
    published: str | date | None = None,
    outlet: str = "",
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
) -> Iterator[Found]:
    """The reports of a file, an address, or "-"; the options are those of ``bring``.

    The id of a report is the one it bears in JSON or in a feed, never the file's name: files of one name lie in many
    folders.

    Raises:
        WrongDate: ``published`` is no date.
    """
    given = None if published is None else parse_published(published)
    try:
        for name, fields in _all(source, allow_private=allow_private, stdin=stdin):
            if isinstance(fields, OnrecordError):
                yield Found(name, error=fields)
                continue
            try:
                yield Found(name, report_of(fields, published=given, outlet=outlet, name=""))
            except OnrecordError as error:
                yield Found(name, error=error)
    except OnrecordError as error:
        yield Found(source, error=error)


def _all(source: str, *, allow_private: bool, stdin: BinaryIO | None) -> Iterator[tuple[str, Fields | OnrecordError]]:
    """What the source holds, with the names."""
    if _is_lines(source):
        yield from _lines_of_file(source)
        return
    brought = bytes_of(source, allow_private=allow_private, stdin=stdin)
    if brought.raw.startswith(_GZIP):
        brought = Brought(_unpacked(brought.raw), brought.name.removesuffix(".gz"), brought.url)
    lines = [line for line in brought.raw.split(b"\n") if line.strip()]
    if len(lines) > 1 and all(line.lstrip()[:1] == b"{" and line.rstrip()[-1:] == b"}" for line in lines):
        for number, line in enumerate(lines, 1):
            yield f"{source}:{number}", _of_line(line)
    elif is_feed(brought.raw[:8192].removeprefix(BOM_UTF8).decode("latin-1")):
        for number, fields in enumerate(fields_of_feed(brought.raw), 1):
            yield f"{source}:{number}", fields
    else:
        yield source, fields_within(brought)


def _is_lines(source: str) -> bool:
    return "://" not in source and source.lower().removesuffix(".gz").endswith(LINES)


def _opened(source: str) -> BinaryIO | gzip.GzipFile:
    return gzip.open(source, "rb") if source.lower().endswith(".gz") else Path(source).open("rb")


def _lines_of_file(source: str) -> Iterator[tuple[str, Fields | OnrecordError]]:
    """The reports of JSON lines, read one after the other: the file may be of any size."""
    try:
        with _opened(source) as lines:
            number = 0
            while line := lines.readline(MOST_BYTES + 1):
                number += 1
                if len(line) > MOST_BYTES:
                    message = f"line {number} has more than {MOST_BYTES // 1_000_000} MB and what follows is not read"
                    raise UnreadableReport(message)
                if line.strip():
                    yield f"{source}:{number}", _of_line(line)
    except (OSError, EOFError, zlib.error) as error:
        message = f"{source} cannot be read: {getattr(error, 'strerror', None) or error}"
        raise UnreadableReport(message) from None


def _of_line(line: bytes) -> Fields | OnrecordError:
    try:
        return fields_of_json(decode(line, declared="utf-8"))
    except OnrecordError as error:
        return error


def _unpacked(raw: bytes) -> bytes:
    """What gzip packed, up to the size that any report may have.

    Raises:
        UnreadableReport: it is damaged or larger.
    """
    try:
        unpacker = zlib.decompressobj(wbits=31)
        unpacked = unpacker.decompress(raw, MOST_BYTES + 1)
    except zlib.error as error:
        message = f"this is packed with gzip and damaged ({error}); pack it again"
        raise UnreadableReport(message) from None
    if len(unpacked) > MOST_BYTES:
        message = f"unpacked this has more than {MOST_BYTES // 1_000_000} MB; give it as JSON lines (.jsonl.gz)"
        raise UnreadableReport(message)
    return unpacked
