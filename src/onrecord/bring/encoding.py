"""Bytes to characters.

In this order, and the first that fits is taken:

1. a byte order mark (UTF-8, UTF-16, UTF-32);
2. UTF-8, strictly, but a character cut in two at the very end is dropped (downloads break off);
3. the encoding that the page or the server declares, where it is another one; "latin-1" is read as Windows-1252, as
   every browser does;
4. UTF-8 with a few bad bytes among good characters, each of which becomes U+FFFD;
5. Windows-1252, if every sign above ASCII is one that English text has there: curly quotes, dashes, accented letters
   inside words;
6. what charset-normalizer detects (loaded only here).

Bytes that are no text at all are refused before (by their first bytes) or after (by control characters).
"""

from __future__ import annotations

import codecs
import re
from functools import cache, partial

from onrecord.bring.wordlists import lines
from onrecord.domain.errors import UnreadableReport

MOST_BAD = 0.002
"""The largest share of undecodable bytes that are replaced by U+FFFD; more, and the encoding is another one."""

MOST_CONTROLS = 0.01
"""A text with a larger share of control characters is no text."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LATIN = {"iso8859-1", "ascii", "cp1252"}
_NO_CHARSETS = {"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
_UNICODE = ("utf-8", "utf-16", "utf-32")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CP1252_ENGLISH = re.compile(
    r"[\u2018\u2019\u201a\u201c-\u201e\u2013\u2014\u2020-\u2022\u2026\u2122\u20ac\xa0\xa3\xa7\xa9\xab\xad-\xae\xb0\xb7\xbb-\xbe]"
    r"|(?<=[A-Za-z\xe0-\xff])[\xdf-\xf6\xf8-\xff\u0161\u017e\u0153]|(?<![A-Za-z\xc0-\xff])[\xc0-\xf6\xf8-\xff\u0160\u0161\u017d](?=[a-z])"
)
_DETECT_FROM = 200_000
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.-]{2,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096


def what_it_is(raw: bytes) -> str | None:
    """What sort of file these first bytes (16 will do) belong to, where it is none of text: "a PDF file"."""
    for pattern, name in _signatures():
        if pattern.match(raw):
            return name
    return None


def declared_charset(raw: bytes) -> str | None:
    """The encoding that an HTML page declares in its first 4 KB, as written; None if it declares none."""
    found = _DECLARED.search(raw[:_DECLARED_WITHIN])
    return (found[1] or found[2]).decode("ascii") if found else None


def decode(raw: bytes, *, declared: str | None = None) -> str:
    """The characters of ``raw``, without a byte order mark.

    ``declared`` is the encoding that somebody says it is in ("iso-8859-1"); one that does not exist is passed over.

    Raises:
        UnreadableReport: no encoding fits, or what comes out is no text but control characters.
    """
    text = _decoded(raw, declared)
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > MOST_CONTROLS * len(text):
        message = "this is a binary file, not text; give the report as plain text, HTML or JSON"
        raise UnreadableReport(message)
    return text


def _decoded(raw: bytes, declared: str | None) -> str:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            marked = _strictly(raw[len(mark) :], name)
            return _refuse() if marked is None else marked
    for attempt in (_utf8, partial(_as_declared, declared=declared), _patched, _windows, _detected):
        text = attempt(raw)
        if text is not None:
            return text
    return _refuse()


def _utf8(raw: bytes) -> str | None:
    return _strictly(raw, "utf-8")


def _as_declared(raw: bytes, *, declared: str | None) -> str | None:
    name = _codec(declared)
    return _strictly(raw, name) if name else None


def _strictly(raw: bytes, name: str) -> str | None:
    """Decoded without a mistake, save for a character cut off at the very end."""
    try:
        return codecs.getincrementaldecoder(name)("strict").decode(raw, final=False)
    except (UnicodeError, LookupError, AttributeError, TypeError):
        return None


def _codec(declared: str | None) -> str | None:
    """Python's name for a declared text encoding; None for one that is unknown, UTF-8 or no text encoding."""
    try:
        info = codecs.lookup((declared or "").strip())
    except (LookupError, ValueError):
        return None
    if info.name in _LATIN:
        return "cp1252"
    passed_over = info.name in _NO_CHARSETS or info.name.startswith(_UNICODE)
    return None if passed_over or not _is_charset(info.name) else info.name


def _is_charset(name: str) -> bool:
    """Whether a codec turns bytes into text ("hex" and "zip" do not)."""
    try:
        return b"ab".decode(name) == "ab"
    except (UnicodeError, LookupError):
        return False


def _patched(raw: bytes) -> str | None:
    text = raw.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = len(_NOT_ASCII.findall(text)) - bad
    return text if bad < good and bad <= max(1, MOST_BAD * len(raw)) else None


def _windows(raw: bytes) -> str | None:
    text = _strictly(raw, "cp1252")
    if text is None:
        return None
    high = len(_NOT_ASCII.findall(text))
    return text if high * 10 <= len(text) and len(_CP1252_ENGLISH.findall(text)) == high else None


def _detected(raw: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_DETECT_FROM]).best()
    return _strictly(raw, best.encoding) if best is not None else None


def _refuse() -> str:
    message = "the bytes fit no text encoding; save the report as UTF-8 and give it again"
    raise UnreadableReport(message)


@cache
def _signatures() -> tuple[tuple[re.Pattern[bytes], str], ...]:
    read = []
    for line in lines("signatures"):
        digits, name = line.split(None, 1)
        steps = [digits[at : at + 2] for at in range(0, len(digits), 2)]
        source = b"".join(b"." if step == "??" else re.escape(bytes.fromhex(step)) for step in steps)
        read.append((re.compile(source, re.DOTALL), name))
    return tuple(read)
