"""What sort of text was brought: prose, a page, a JSON object, or something that holds no report.

The first signs decide, and only where they do not, the file's name or the host's word.
"""

from __future__ import annotations

import re
from enum import StrEnum

from onrecord.domain.errors import UnreadableReport


class Kind(StrEnum):
    """How a text is to be read."""

    TEXT = "text"
    PAGE = "page"
    JSON = "json"


_BEFORE = r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*){0,20}"
_PAGE = re.compile(
    _BEFORE + r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|main|article|section|nav|div|h1|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(_BEFORE + r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE | re.DOTALL)
_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE)\b")
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
_SAVED_PAGE = re.compile(
    rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?Content-Type:\s*multipart/related", re.IGNORECASE
)
_PAGE_MEDIA = frozenset({"text/html", "application/xhtml+xml"})
_LOOK = 8192


def kind_of(text: str, *, name: str = "", media: str = "") -> Kind:
    """How to read ``text``, which came from a file called ``name`` or was sent as ``media`` ("text/html").

    Raises:
        UnreadableReport: it is a feed or other XML.

    >>> kind_of("<!doctype html><p>The talks ended.")
    <Kind.PAGE: 'page'>
    >>> kind_of('{"text": "The talks ended."}')
    <Kind.JSON: 'json'>
    >>> kind_of("{Editors: embargoed} The talks ended.")
    <Kind.TEXT: 'text'>
    """
    start = text[:_LOOK]
    if _FEED.match(start):
        message = "this is a feed with the news of many reports; give one report, or keep them all with: onrecord add"
        raise UnreadableReport(message)
    if _PAGE.match(start) or _is_page_by_name(name, media):
        return Kind.PAGE
    if _JSON.match(start) or name.lower().endswith((".json", ".jsonl")):
        return Kind.JSON
    if _XML.match(start):
        message = "this is XML and no web page; give the report as plain text, HTML or JSON"
        raise UnreadableReport(message)
    return Kind.TEXT


def is_feed(text: str) -> bool:
    """Whether ``text`` is an RSS or Atom feed.

    >>> is_feed('<?xml version="1.0"?><rss version="2.0">'), is_feed("<p>The feed ended.")
    (True, False)
    """
    return _FEED.match(text[:_LOOK]) is not None


def page_within(raw: bytes) -> tuple[bytes, str] | None:
    """The page inside a "web page, single file" (MHTML, as Chrome and Edge save it) and its encoding ("" if it does
    not say); None if ``raw`` is no such file or holds no page."""
    if not _SAVED_PAGE.match(raw[:_LOOK].replace(b"\r\n", b"\n").lstrip()):
        return None
    from email import message_from_bytes, policy

    for part in message_from_bytes(raw, policy=policy.compat32).walk():
        if part.get_content_type() in _PAGE_MEDIA:
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                return body, part.get_content_charset("")
    return None


def _is_page_by_name(name: str, media: str) -> bool:
    return media in _PAGE_MEDIA or name.lower().endswith((".html", ".htm", ".xhtml", ".shtml"))
