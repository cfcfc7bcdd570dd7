"""Home: the country a report is written from, by its dateline, which it takes for granted ("the prime minister")."""

from __future__ import annotations

import re

from onrecord.domain.report import Report
from onrecord.gazetteer.names import Kind, look_up
from onrecord.resolve.countries import dateline_of

_SEPARATORS = re.compile(r"[,(]| [—–-]")


def home_country(report: Report) -> str:
    """The usual name of the country that the dateline's city or country belongs to, "" if the report has no dateline
    or its city is no capital.

    >>> from datetime import date
    >>> home_country(Report("DHAKA, Nov. 12 (Newsline) -- The prime minister spoke.", date(2005, 11, 12)))
    'Bangladesh'
    >>> home_country(Report("The prime minister spoke.", date(2005, 11, 12)))
    ''
    """
    for line in (report.dateline, dateline_of(report.text)):
        for part in _SEPARATORS.split(line)[:2]:
            form = part.strip()
            entry = look_up(form) or look_up(form.title())
            if entry is not None and entry.kind is Kind.COUNTRY:
                return entry.name
    return ""
