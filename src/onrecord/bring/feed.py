"""An RSS or Atom feed: the reports it carries.

A feed carries its reports whole (``content:encoded``, Atom ``content``) or only their first lines (``description``,
``summary``); what it carries is taken, nothing is fetched. Markup in it is made plain text as on a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from time import struct_time
from typing import Any

from onrecord.bring.fields import Fields
from onrecord.bring.markup import plain
from onrecord.domain.errors import UnreadableReport


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
