"""Web archives (WARC, ISO 28500): the pages and texts that a crawler kept, packed or not.

Of the records, "response" (an answer of a host, of which only those with status 200 are looked at) and "resource"
(a file as such) hold reports, if they are HTML or plain text. Everything else is passed over: pictures and programs,
requests, what crawlers note for themselves, and "revisit", which says that a page had not changed since it was kept.
The day of the crawl is not the day of publication and is never taken for it.

warcio reads the records, unpacks what hosts packed and checks the digests. It stops at the first damage; so where one
record ends and the next begins is found here, and what is damaged costs only itself.
"""

from __future__ import annotations

import contextlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.bring.sources import MOST_BYTES, Brought
from onrecord.bring.stream import Damaged, Stream
from onrecord.domain.errors import UnreadableReport

BEGIN = b"WARC/"
_MOST_HEADER = 65_536
_TEXT = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_HOLD_REPORTS = frozenset({"response", "resource"})
_END_OF_RECORD = b"\r\n\r\n"

_NO_RECORD = "no record begins where one should"
_NO_LENGTH = "it does not say how long it is"
_WRONG_LENGTH = "it is longer or shorter than it says"
_CUT_OFF = "it breaks off"
_ENDLESS = "its header does not end"
_OTHER_BYTES = "its digest is that of other bytes"

NO_TEXT = "no text"
NO_SUCCESS = "answers other than 200"
UNCHANGED = "unchanged since an earlier visit"
IN_PARTS = "records in several parts"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that was to be looked at: what it brings, or why it was passed over, or why it cannot be read.
    ``number`` counts the archive's records from 1; ``url`` is the address that was archived."""

    number: int
    url: str = ""
    brought: Brought | None = None
    passed: str = ""
    error: UnreadableReport | None = None


def entries(stream: Stream, *, look: bool = True) -> Iterator[Entry]:
    """The records of an archive that hold reports, those passed over, and the damaged ones, in order.

    Records that hold nothing of the kind by their type (requests, metadata) are not given at all. Without ``look``
    nothing is read: there is an entry for each, for counting.
    """
    number = 0
    sound = True
    while True:
        number += sound
        try:
            junk, first = _next_record(stream)
            if junk and sound:
                yield Entry(number, error=_broken(_NO_RECORD))
                number += 1
            if not first:
                return
            sound = True
            entry = _entry(number, stream, first, look=look)
        except UnreadableReport as error:
            # after damage, what does not begin like a record is part of it, and one sentence about it is enough
            if sound:
                yield Entry(number, error=error)
                number += 1
            sound = False
            if isinstance(error, Damaged) and stream.resume():
                continue
            if not isinstance(error, _Broken):
                return
        else:
            if entry is not None:
                yield entry


class _Broken(UnreadableReport):
    """A record is not as the format has it."""


def _broken(reason: str) -> _Broken:
    return _Broken(f"this record of the archive is damaged: {reason}")


def _next_record(stream: Stream) -> tuple[bool, bytes]:
    """Whether anything but empty lines stands before the next record, and its first line, empty at the end."""
    junk = False
    while line := stream.line(_MOST_HEADER):
        if line.startswith(BEGIN):
            return junk, line
        junk = junk or bool(line.strip())
    return junk, b""


def _entry(number: int, stream: Stream, first: bytes, *, look: bool) -> Entry | None:
    """The record whose first line was read; None for one of a type that holds no report."""
    lines = _header(stream)
    header = _named(lines)
    url = header.get("warc-target-uri", "").strip("<>")
    size = header.get("content-length", "")
    if not size.isdecimal():
        raise _broken(_NO_LENGTH)
    kind = header.get("warc-type", "").lower()
    if kind not in _HOLD_REPORTS:
        _finish(stream, int(size) - stream.skip(int(size)))
        return Entry(number, url, passed=UNCHANGED) if kind == "revisit" else None
    if int(size) > MOST_BYTES or not look:
        _finish(stream, int(size) - stream.skip(int(size)))
        return _too_large(number, url, int(size), header)
    block = stream.read(int(size))
    try:
        _finish(stream, int(size) - len(block))
    except _Broken:
        stream.put_back(block)  # where it says that it is longer than it is, the next one is in there
        raise
    if "warc-segment-number" in header:
        return Entry(number, url, passed=IN_PARTS)
    try:
        return _read(number, url, first + lines + block + _END_OF_RECORD)
    except UnreadableReport as error:
        return Entry(number, url, error=error)


def _header(stream: Stream) -> bytes:
    """The lines of the header with the empty one at its end."""
    lines = b""
    while len(lines) < _MOST_HEADER:
        line = stream.line(_MOST_HEADER)
        lines += line
        if not line.strip():
            if not line:
                raise _broken(_CUT_OFF)
            return lines
    raise _broken(_ENDLESS)


def _named(lines: bytes) -> dict[str, str]:
    """The fields of a header, names in small letters."""
    pairs = (line.partition(":") for line in lines.decode("utf-8", "replace").splitlines())
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _finish(stream: Stream, missing: int) -> None:
    """Make sure that the record is whole: all of its bytes came, and what it was packed in proves sound."""
    if missing:
        raise _broken(_CUT_OFF)
    ahead = stream.peek(len(_END_OF_RECORD))
    end = ahead[:2] if ahead.startswith(b"\n\n") else ahead
    if not (_END_OF_RECORD.startswith(end) or end == b"\n\n"):
        raise _broken(_WRONG_LENGTH)
    stream.skip(len(end))
    stream.prove()


def _too_large(number: int, url: str, size: int, header: dict[str, str]) -> Entry:
    if header.get("content-type", "").split(";")[0].split("/")[0] in {"image", "video", "audio"}:
        return Entry(number, url, passed=NO_TEXT)
    message = f"this record has {size / 1e6:.0f} MB, and one report is read up to {MOST_BYTES // 1_000_000} MB"
    return Entry(number, url, error=UnreadableReport(message))


def _read(number: int, url: str, whole: bytes) -> Entry:
    """What one record, given from its first byte to its last, holds."""
    from warcio.archiveiterator import ArchiveIterator

    try:
        record = next(iter(ArchiveIterator(io.BytesIO(whole), check_digests=True)))
        http = record.http_headers
        if http is not None and http.get_statuscode() != "200":
            return Entry(number, url, passed=NO_SUCCESS)
        declared = (http or record.rec_headers).get_header("Content-Type") or ""
        media, charset = _media(declared)
        if media not in _TEXT:
            return Entry(number, url, passed=NO_TEXT)
        raw = _payload(record)
    except UnreadableReport:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a stranger's bytes do to their reader is that record's problem
        reason = f"its reader fails on it ({type(error).__name__})"
        raise _broken(reason) from None
    return Entry(number, url, brought=Brought(raw, url=url, media=media, charset=charset))


def _payload(record: Any) -> bytes:  # noqa: ANN401 - warcio's own record
    """The bytes that the host sent, unpacked, of a record whose digest is right.

    The digest of the block is looked at; whether that of the payload is of the bytes as sent or as unpacked, writers
    do not agree.
    """
    from warcio.bufferedreaders import ChunkedDataReader

    raw: bytes = record.raw_stream.read()
    if any(problem.startswith("block digest failed") for problem in record.digest_checker.problems):
        raise _broken(_OTHER_BYTES)
    http = record.http_headers
    if http is None:
        return raw
    if (http.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        raw = ChunkedDataReader(io.BytesIO(raw)).read()
    return _unpacked(raw, (http.get_header("Content-Encoding") or "").strip().lower())


def _unpacked(raw: bytes, packing: str) -> bytes:
    """What the host packed. Bytes that are not packed as it says are taken as they are: some crawlers unpack them and
    keep its word."""
    if packing in {"gzip", "x-gzip"}:
        raw = Stream(io.BytesIO(raw)).read(MOST_BYTES + 1)
    elif packing == "deflate":
        for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
            with contextlib.suppress(zlib.error):
                raw = zlib.decompressobj(wbits=bits).decompress(raw, MOST_BYTES + 1)
                break
    elif packing not in {"", "identity"} and not raw.lstrip().startswith(b"<"):
        message = f"this page is packed in a way that is not unpacked here ({packing[:40]})"
        raise UnreadableReport(message)
    if len(raw) > MOST_BYTES:
        message = f"unpacked this page has more than {MOST_BYTES // 1_000_000} MB; that is no page with one report"
        raise UnreadableReport(message)
    return raw


def _media(declared: str) -> tuple[str, str]:
    """The media type and the encoding, as a host declares them ("" where it does not)."""
    from email.message import Message

    header = Message()
    header["Content-Type"] = " ".join(declared.split())
    return (header.get_content_type(), header.get_content_charset("")) if declared.strip() else ("", "")
