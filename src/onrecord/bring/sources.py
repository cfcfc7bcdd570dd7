"""Where bytes come from: a file, standard input, an address."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from onrecord.domain.errors import RefusedAddress, UnreadableReport

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_BYTES = 20_000_000
"""The largest file that is opened: a page saved with its pictures. Larger ones are refused by their size, unread."""

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_NAME = 80


@dataclass(frozen=True, slots=True)
class Brought:
    """Bytes and what is known of them: ``name`` of the file; ``url``, ``media`` ("text/html") and ``charset`` where a
    host sent them."""

    raw: bytes
    name: str = ""
    url: str = ""
    media: str = ""
    charset: str = ""


def bytes_of(source: str, *, allow_private: bool, stdin: BinaryIO | None) -> Brought:
    """The bytes of ``source``: a path, an http(s) address, or "-" for ``stdin`` (None: the process's own).

    Raises:
        UnreadableReport: there is no such file, it cannot be read, or has more than ``MOST_BYTES``.
        RefusedAddress: the address is not fetched.
    """
    if source == "-":
        return Brought(_within_limit((stdin or sys.stdin.buffer).read, "standard input"))
    address = _ADDRESS.match(source)
    if address is None:
        return _file(source)
    if address[1].lower() not in {"http", "https"}:
        message = f"addresses with {address[1]}:// are not fetched; give http://, https://, or a file"
        raise RefusedAddress(message)
    from onrecord.bring.address import fetch

    fetched = fetch(source, allow_private=allow_private)
    return Brought(fetched.raw, url=fetched.url, media=fetched.media, charset=fetched.charset)


def _file(source: str) -> Brought:
    path = Path(source)
    shown = source if len(source) <= _NAME else f"{source[:_NAME]}…"
    try:
        if path.is_dir():
            message = f"{shown} is a folder; give one file"
            raise UnreadableReport(message)
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableReport(_too_large(shown, size))
        with path.open("rb") as opened:
            return Brought(_within_limit(opened.read, shown), name=path.name)
    except (OSError, ValueError) as error:
        raise unreadable_file(source, error) from None


def unreadable_file(source: str, error: OSError | ValueError) -> UnreadableReport:
    """What to raise where opening or reading the file ``source`` raised ``error``."""
    shown = source if len(source) <= _NAME else f"{source[:_NAME]}…"
    if isinstance(error, FileNotFoundError):
        return UnreadableReport(f'there is no file {shown}; to read a text itself, pipe it in and give "-"')
    reason = getattr(error, "strerror", None) or "no file can have that name"
    return UnreadableReport(f"{shown} cannot be read: {reason}")


def _within_limit(read: Callable[[int], bytes], shown: str) -> bytes:
    raw = read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise UnreadableReport(_too_large(shown, None))
    return raw


def _too_large(shown: str, size: int | None) -> str:
    has = f"has {size / 1e6:.0f} MB" if size else f"has more than {MOST_BYTES // 1_000_000} MB"
    return (
        f"{shown} {has}, and one report is read up to {MOST_BYTES // 1_000_000} MB with all its pictures: this is an "
        "archive or a broken file. Give one report at a time"
    )
