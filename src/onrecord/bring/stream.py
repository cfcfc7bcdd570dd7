"""Bytes one after the other, unpacked on the way: a file may be of any size, packed or not.

``Stream`` reads plain bytes and gzip, also gzip in many members (as ``cat a.gz b.gz`` and web archives make it). It
tells damage from an end, and can go on behind the damage with the next member. What was packed to burst its reader, a
few KB that unpack to gigabytes, is refused when it begins to.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import BinaryIO

from onrecord.domain.errors import UnreadableReport

GZIP = b"\x1f\x8b"
_MEMBER = b"\x1f\x8b\x08"
_CHUNK = 65_536
_KEPT = 4_000_000
"""Packed bytes of a member that are kept to search for the next one, should this one be damaged."""

BOMB_FROM = 100_000_000
"""Bytes unpacked from which on the ratio is looked at: what is less does no harm."""

BOMB_RATIO = 200
"""Times its packed size that text never unpacks to: news in JSON lines takes 3 to 10, gzip can do 1,000."""


class Damaged(UnreadableReport):
    """What was packed is torn or damaged here; see ``Stream.resume``."""


class Stream:
    """A file read in pieces. Every method but ``peek`` raises ``Damaged`` where the bytes are damaged, and the same
    again until ``resume`` finds where to go on; ``UnreadableReport`` where they are a bomb."""

    def __init__(self, raw: BinaryIO) -> None:
        """``raw`` is read from where it stands; if it begins as gzip does it is unpacked."""
        self._raw = raw
        self._buffer = bytearray()
        self._damage: Damaged | None = None
        first = raw.read(_CHUNK)
        self._members = _Members(raw, first) if first.startswith(GZIP) else None
        if self._members is None:
            self._buffer += first

    def peek(self, number: int) -> bytes:
        """The next bytes, at most ``number`` and fewer at the end or before damage, without taking them."""
        while len(self._buffer) < number:
            try:
                if not self._more():
                    break
            except Damaged:
                break
        return bytes(self._buffer[:number])

    def put_back(self, taken: bytes) -> None:
        """Have the bytes that were taken last be the next ones again."""
        self._buffer[:0] = taken

    def read(self, most: int) -> bytes:
        """The next ``most`` bytes, fewer at the end."""
        parts = []
        while most > 0 and (self._buffer or self._more()):
            parts.append(self._take(most))
            most -= len(parts[-1])
        return b"".join(parts)

    def skip(self, number: int) -> int:
        """Leave out the next bytes; how many there were, fewer than ``number`` at the end."""
        left = number
        while left > 0 and (self._buffer or self._more()):
            left -= len(self._take(left))
        return number - left

    def line(self, most: int) -> bytes:
        """The next line with its end, or the first ``most`` bytes of a longer one; nothing at the end."""
        looked = 0
        while (end := self._buffer.find(b"\n", looked, most)) < 0 and len(self._buffer) < most:
            looked = len(self._buffer)
            if not self._more():
                break
        return self._take(end + 1 if end >= 0 else most)

    def skip_line(self) -> None:
        """Leave out the rest of this line."""
        while self._buffer or self._more():
            end = self._buffer.find(b"\n")
            self._take(end + 1 if end >= 0 else len(self._buffer))
            if end >= 0:
                return

    def prove(self) -> None:
        """Where all bytes so far were taken, see that what they were packed in ends soundly, if it ends here."""
        if self._members and not self._buffer:
            self._fetch(self._members.ending)

    def resume(self) -> bool:
        """Go on behind damage, with the next member of the gzip file; False if there is none."""
        self._buffer.clear()
        self._damage = None
        return self._members is not None and self._members.resume()

    def _take(self, most: int) -> bytes:
        taken = bytes(self._buffer[:most])
        del self._buffer[:most]
        return taken

    def _more(self) -> bool:
        """Fetch a piece; False at the end."""
        return self._fetch(self._members.piece if self._members else lambda: self._raw.read(_CHUNK))

    def _fetch(self, get: Callable[[], bytes]) -> bool:
        if self._damage is not None:
            raise self._damage
        try:
            piece = get()
        except Damaged as damage:
            self._damage = damage
            raise
        self._buffer += piece
        return bool(piece)


class _Members:
    """The members of a gzip file, unpacked one after the other."""

    def __init__(self, raw: BinaryIO, first: bytes) -> None:
        """``first`` was read from ``raw`` already."""
        self._raw = raw
        self._packed = first
        self._unpacker = zlib.decompressobj(wbits=31)
        self._kept = b""
        self._begun = False
        self._taken = self._given = 0

    def piece(self) -> bytes:
        """The next unpacked bytes; nothing at the end.

        Raises:
            Damaged: here, or at an end in the middle of a member.
            UnreadableReport: it is a bomb.
        """
        while True:
            if not self._begun:
                self._packed = (self._packed or self._raw.read(_CHUNK)).lstrip(b"\x00")  # zeros may stand between
                self._packed = self._packed or self._raw.read(_CHUNK)
                if not self._packed:
                    return b""
            unpacked = self._unpack()
            if unpacked:
                return unpacked

    def ending(self) -> bytes:
        """The next unpacked bytes of this member; nothing at its end.

        Raises:
            Damaged, UnreadableReport: as ``piece``.
        """
        while self._begun:
            unpacked = self._unpack()
            if unpacked:
                return unpacked
        return b""

    def resume(self) -> bool:
        """Go to the next place behind the start of this member that looks like the start of one."""
        behind = (self._kept + self._packed)[1:]
        while (at := behind.find(_MEMBER)) < 0:
            more = self._raw.read(_CHUNK)
            if not more:
                self._packed = b""
                self._new_member()
                return False
            behind = behind[-2:] + more
        self._packed = behind[at:]
        self._new_member()
        return True

    def _unpack(self) -> bytes:
        self._packed = self._packed or self._raw.read(_CHUNK)
        if not self._packed:
            message = "this is packed with gzip and breaks off in the middle; fetch or copy it again"
            raise Damaged(message)
        self._begun = True
        before = self._packed
        try:
            unpacked = self._unpacker.decompress(before, _CHUNK)
        except zlib.error as error:
            message = f"this is packed with gzip and damaged ({str(error).rpartition(': ')[2]}); fetch or copy it again"
            raise Damaged(message) from None
        finished = self._unpacker.eof
        self._packed = self._unpacker.unused_data if finished else self._unpacker.unconsumed_tail
        used = before[: len(before) - len(self._packed)]
        self._count(len(used), len(unpacked))
        if finished:
            self._new_member()
        elif len(self._kept) < _KEPT:
            self._kept += used
        return unpacked

    def _new_member(self) -> None:
        self._unpacker = zlib.decompressobj(wbits=31)
        self._kept, self._begun = b"", False

    def _count(self, taken: int, given: int) -> None:
        self._taken += taken
        self._given += given
        if self._given > BOMB_FROM and self._given > BOMB_RATIO * self._taken:
            message = (
                f"this unpacks to more than {BOMB_RATIO} times its size, as no text does and a decompression bomb "
                "would; what follows is not read"
            )
            raise UnreadableReport(message)
