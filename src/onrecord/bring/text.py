"""The text that every offset counts into: settled once, here, and never changed again."""

from __future__ import annotations

import re

from onrecord.domain.errors import UnreadableReport

MOST_CHARACTERS = 1_000_000
"""The longest text taken as one report. A report has some thousand characters and the longest hearing transcripts half
a million; a million would keep the encoder busy for most of a minute, and is an archive or a broken file."""

_NEWLINES = re.compile(r"\r\n?")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*")


def settle(text: str) -> str:
    r"""The text as offsets count into it.

    Two things are changed and nothing else (quotation marks, zero-width characters, soft hyphens, spaces and blank
    lines stay as they came): ``\r\n`` and ``\r`` become ``\n``, so that one report has the same offsets whichever
    system saved it; and half a surrogate pair, which no file can hold, becomes U+FFFD.

    Raises:
        UnreadableReport: the text is empty or only white space, longer than ``MOST_CHARACTERS``, or holds NUL.

    >>> settle("One.\r\nTwo.\rThree.")
    'One.\nTwo.\nThree.'
    """
    if len(text) > MOST_CHARACTERS:
        raise UnreadableReport(too_long(f"{len(text):,} characters"))
    if _INVISIBLE.fullmatch(text):
        message = "the report is empty; give the text of one news report"
        raise UnreadableReport(message)
    if "\x00" in text:
        message = "the text holds NUL characters, as binary files do; give the report as plain text, HTML or JSON"
        raise UnreadableReport(message)
    return _SURROGATE.sub("\ufffd", _NEWLINES.sub("\n", text))


def settle_line(field: str) -> str:
    r"""A title, name or address as it can be kept everywhere: NUL and half a surrogate pair become U+FFFD.

    >>> settle_line("Talks\x00 end")
    'Talks\ufffd end'
    """
    return _SURROGATE.sub("\ufffd", field.replace("\x00", "\ufffd"))


def too_long(size: str) -> str:
    """The sentence for the user about a text of ``size``."""
    return (
        f"this has {size}, and one report is read up to {MOST_CHARACTERS:,}: longer is no report but an archive or a "
        "broken file. Give one report at a time"
    )
