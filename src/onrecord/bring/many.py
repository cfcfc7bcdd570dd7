"""Many reports at once: folders, JSON lines, feeds, web archives, and any of them packed with gzip.

JSON lines are one JSON object on each line (``.jsonl``, ``.ndjson``), with the fields that ``fields.py`` describes: id,
outlet, published, dateline, title, text, url; or items in ninjs. What cannot be brought in is an error in its place,
and the others come.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, TypeVar

from onrecord.bring import fields_within, report_of
from onrecord.bring.dates import parse_published
from onrecord.bring.encoding import decode
from onrecord.bring.exported import of_export
from onrecord.bring.feed import fields_of_feed
from onrecord.bring.fields import Fields, fields_of_json
from onrecord.bring.kinds import is_feed
from onrecord.bring.sources import MOST_BYTES, Brought, bytes_of, unreadable_file
from onrecord.bring.stream import Damaged, Stream
from onrecord.bring.warc import BEGIN, Entry, entries
from onrecord.domain.errors import OnrecordError, UnreadableReport
from onrecord.domain.report import Report
from onrecord.domain.rulings import Holder, Ruling

LINES = (".jsonl", ".ndjson")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_LOOK = 1_000_000
_ENTRY = re.compile(rb"<(?:item|entry)\b")

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Found:
    """A report, or why it is none (``error``), or why nobody expected one there (``passed``: a picture in a web
    archive, an actor in an export), or what a user had given the record that was exported (``given``).
    ``name`` is where it stands: the source, with line or entry ("news.jsonl:12")."""

    name: str
    report: Report | None = None
    error: OnrecordError | None = None
    passed: str = ""
    given: Ruling | Holder | None = None


@dataclass(frozen=True, slots=True)
class _Opened:
    """A source that is open: its bytes, and what is known of them."""

    stream: Stream
    name: str
    url: str = ""
    media: str = ""
    charset: str = ""

    def sort(self) -> str:
        """What it holds, by its name and first bytes: "lines", "archive", "feed", or "one"."""
        start = self.stream.peek(_LOOK).removeprefix(BOM_UTF8)
        if start.startswith(BEGIN):
            return "archive"
        if self.name.lower().endswith(LINES) or _begins_as_lines(start):
            return "lines"
        return "feed" if is_feed(start[:8192].decode("latin-1")) else "one"


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
    """How many reports ``source`` may hold, for a progress bar: the lines of JSON lines, the entries of a feed, the
    records of a web archive that are looked at; 1 for anything else, for what cannot be looked into twice (an address,
    standard input) and for what cannot be read."""
    if source == "-" or _ADDRESS.match(source):
        return 1
    try:
        with _opened(source, allow_private=False, stdin=None) as opened:
            return max(1, _number(opened))
    except OnrecordError:
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
        with _opened(source, allow_private=allow_private, stdin=stdin) as opened:
            for name, fields in _all(source, opened):
                if isinstance(fields, OnrecordError):
                    yield Found(name, error=fields)
                    continue
                if isinstance(fields, Ruling | Holder):
                    yield Found(name, given=fields)
                    continue
                if isinstance(fields, str):
                    yield Found(name, passed=fields)
                    continue
                try:
                    report = report_of(fields, published=given, outlet=outlet, name="")
                except OnrecordError as error:
                    yield Found(name, error=error)
                else:
                    yield Found(name, report)
    except OnrecordError as error:
        yield Found(source, error=error)


@contextmanager
def _opened(source: str, *, allow_private: bool, stdin: BinaryIO | None) -> Iterator[_Opened]:
    """The source, open.

    Raises:
        UnreadableReport: there is no such file, or it cannot be read (also later, while it is being read).
        RefusedAddress: the address is not fetched.
    """
    if source == "-":
        yield _Opened(Stream(stdin or sys.stdin.buffer), "")
    elif _ADDRESS.match(source):
        brought = bytes_of(source, allow_private=allow_private, stdin=stdin)
        yield _Opened(Stream(io.BytesIO(brought.raw)), "", brought.url, brought.media, brought.charset)
    else:
        try:
            raw = Path(source).open("rb")  # noqa: SIM115 - closed below; not to be found is one thing, to fail later another
        except (OSError, ValueError) as error:
            raise unreadable_file(source, error) from None
        with raw:
            name = Path(source).name
            try:
                yield _Opened(Stream(raw), name[:-3] if name.lower().endswith(".gz") else name)
            except OSError as error:
                raise unreadable_file(source, error) from None


def _all(source: str, opened: _Opened) -> Iterator[tuple[str, Fields | Ruling | Holder | OnrecordError | str]]:
    """What the source holds, with the names: fields, why there are none, why it was passed over, what a user gave."""
    sort = opened.sort()
    if sort == "archive":
        for entry in entries(opened.stream):
            yield f"{source}:{entry.number} {entry.url}".rstrip(), _of_entry(entry)
    elif sort == "lines":
        for number, line in _lines(opened.stream):
            yield f"{source}:{number}", _of_line(line) if isinstance(line, bytes) else line
    else:
        raw = opened.stream.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            message = (
                f"this has more than {MOST_BYTES // 1_000_000} MB: it is an archive or a broken file; an archive may "
                "be of any size as JSON lines (.jsonl, .jsonl.gz) or WARC"
            )
            raise UnreadableReport(message)
        if sort == "feed":
            for number, fields in enumerate(_of_feed(raw), 1):
                yield f"{source}:{number}", fields
        else:
            brought = Brought(raw, opened.name, opened.url, opened.media, opened.charset)
            yield source, _tried(lambda: fields_within(brought))


def _number(opened: _Opened) -> int:
    sort = opened.sort()
    if sort == "archive":
        return sum(1 for _ in entries(opened.stream, look=False))
    if sort == "lines":
        return sum(1 for _ in _lines(opened.stream))
    return len(_ENTRY.findall(opened.stream.read(MOST_BYTES))) if sort == "feed" else 1


def _begins_as_lines(start: bytes) -> bool:
    """Whether the first line is a JSON object of its own and another begins behind it."""
    first, _, rest = start.lstrip().partition(b"\n")
    if not (first.startswith(b"{") and rest.lstrip().startswith(b"{")):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _lines(stream: Stream) -> Iterator[tuple[int, bytes | OnrecordError]]:
    """The lines that are not empty, with their numbers; one that is too long, or that damage cuts off, as an error."""
    number = 0
    while True:
        number += 1
        try:
            line = stream.line(MOST_BYTES + 1)
            if len(line) > MOST_BYTES:
                stream.skip_line()
                message = f"this line has more than {MOST_BYTES // 1_000_000} MB, and a report is never as long"
                yield number, UnreadableReport(message)
                continue
        except Damaged as error:
            message = f"{error}; what stands from here on is not read"
            yield number, UnreadableReport(message)
            return
        if not line:
            return
        if line.strip():
            yield number, line


def _tried(make: Callable[[], _Made]) -> _Made | OnrecordError:
    """The fields, or why there are none. What a parser fails on in a stranger's file is that file's problem."""
    try:
        return make()
    except OnrecordError as error:
        return error
    except Exception as error:  # noqa: BLE001 - see above
        return _broke_its_reader(error)


def _broke_its_reader(error: Exception) -> UnreadableReport:
    return UnreadableReport(f"this broke its reader ({type(error).__name__}); save the report's text and give that")


def _of_feed(raw: bytes) -> Iterator[Fields | OnrecordError]:
    """The reports of a feed; where its parser fails, what came before and an error."""
    try:
        yield from fields_of_feed(raw)
    except OnrecordError:
        raise
    except Exception as error:  # noqa: BLE001 - as in _tried
        yield _broke_its_reader(error)


def _of_line(line: bytes) -> Fields | Ruling | Holder | OnrecordError | str:
    def made() -> Fields | Ruling | Holder | str:
        text = decode(line, declared="utf-8")
        exported = of_export(text)
        return fields_of_json(text) if exported is None else exported

    return _tried(made)


def _of_entry(entry: Entry) -> Fields | OnrecordError | str:
    brought = entry.brought
    return entry.error or entry.passed if brought is None else _tried(lambda: fields_within(brought))
