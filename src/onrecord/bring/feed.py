"""An RSS or Atom feed: the reports it carries.

A feed carries its reports whole (``content:encoded``, Atom ``content``) or only their first lines (``description``,
``summary``); what it carries is taken, nothing is fetched. Markup in it is made plain text as on a page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from time import struct_time
from typing import Any

from onrecord.bring.fields import Fields
from onrecord.domain.errors import UnreadableReport

_BLOCK_END = re.compile(r"(?i)</(?:p|div|li|h[1-6]|blockquote|tr|ul|ol)\s*>|<br\s*/?>\s*<br\s*/?>")
_BREAK = re.compile(r"(?i)<br\s*/?>")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:#|[a-zA-Z])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PARAGRAPHS = re.compile(r"\n\s*\n")


def fields_of_feed(raw: bytes) -> Iterator[Fields]:
    """The fields of each report of the feed, in its order; ``outlet`` is the feed's title.

    Raises:
        UnreadableReport: it is no feed, or one without an entry.
    """
    import feedparser

    feed = feedparser.parse(raw, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        message = "this feed holds no report; give the address of one that does, or a report"
        raise UnreadableReport(message)
    for entry in feed.entries:
        day = _day(entry)
        yield Fields(
            text=plain(_body(entry)),
            published=day.isoformat() if day else "",
            dated_by="feed",
            id=str(entry.get("id", "")),
            outlet=plain(str(feed.feed.get("title", ""))),
            title=plain(str(entry.get("title", ""))),
            url=str(entry.get("link", "")),
        )


def plain(markup: str) -> str:
    r"""HTML as plain text: paragraphs set apart by a blank line, other white space one space.

    >>> plain("<p>The talks&nbsp;ended.</p><p>No date was set.<br>None is near.</p>")
    'The talks ended.\n\nNo date was set.\nNone is near.'
    >>> plain("AT&T and 3 < 4")
    'AT&T and 3 < 4'
    """
    from lxml.html import document_fromstring

    text = _CONTROL.sub("", markup)
    if _MARKUP.search(text):
        # characters of no alphabet stand for the breaks until the markup is gone: white space would be lost among it
        marked = _BREAK.sub("\ue001", _BLOCK_END.sub("\ue000", " ".join(text.split())))
        tree = document_fromstring(f"<html><body>{marked}</body></html>")
        for gone in tree.xpath("//script|//style"):
            gone.drop_tree()
        text = str(tree.text_content()).replace("\ue000", "\n\n").replace("\ue001", "\n")
    paragraphs = (
        "\n".join(" ".join(line.split()) for line in part.strip().splitlines()) for part in _PARAGRAPHS.split(text)
    )
    return unicodedata.normalize("NFC", "\n\n".join(part for part in paragraphs if part))


def _body(entry: Any) -> str:  # noqa: ANN401 - feedparser's own dictionary
    """The longest text that the entry carries."""
    texts = [str(part.get("value", "")) for part in entry.get("content", [])]
    return max([*texts, str(entry.get("summary", ""))], key=len)


def _day(entry: Any) -> date | None:  # noqa: ANN401 - feedparser's own dictionary
    """The day of publication, by the publisher's own clock where the feed tells it."""
    written = str(entry.get("published") or entry.get("updated") or "")
    for parse in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            return parse(written.strip()).date()
        except (ValueError, TypeError, IndexError):
            continue
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    return datetime(*parsed[:6], tzinfo=UTC).date() if isinstance(parsed, struct_time) else None
