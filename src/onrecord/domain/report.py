"""One published text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Report:
    """One text published by one outlet at one time.

    ``text`` is what every offset counts into; nothing changes it after a report is brought in.
    ``published`` is the day of publication, to which "Tuesday" and "last week" refer. ``dated_by`` tells where that
    day came from ("given", "json-ld", "meta", "url", "htmldate", ...): a day found in a page is never silent.
    ``outlet`` is the publisher's usual name ("CBS News"); ``dateline`` the place and agency line when it stands
    apart from the text; ``url`` where the report was fetched from.
    """

    text: str
    published: date
    id: str = ""
    outlet: str = ""
    title: str = ""
    dateline: str = ""
    url: str = ""
    dated_by: str = "given"
