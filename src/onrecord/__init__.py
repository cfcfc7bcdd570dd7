"""Onrecord reads news reports of diplomacy and politics and keeps the record.

>>> import onrecord
>>> text = "The talks are over, the foreign minister said on Tuesday."
>>> reading = onrecord.read(text, published="2025-10-21", outlet="Example Post")
>>> [passage.exact for statement in reading.statements for passage in statement.content]
['The talks are over']
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from onrecord import version
from onrecord.recorded import Record

if TYPE_CHECKING:
    from onrecord.domain.reading import Reading

__all__ = ["Record", "__version__", "read"]

__version__ = version.VERSION


def read(text: str, *, published: str | date, outlet: str = "") -> Reading:
    """Read one report and return the record of it.

    ``text`` is the report's text (not a path, not HTML; see ``onrecord.bring`` for those). ``published`` is the day
    of publication, to which "Tuesday" refers: a date, or one of the forms of ``onrecord read --published``.
    ``outlet`` is the publisher's usual name.

    Raises:
        OnrecordError: the text cannot be read (``UnreadableReport``, ``ForeignLanguage``) or the date is none
            (``WrongDate``, ``UndatedReport``).
    """
    from onrecord.bring import report_from_text
    from onrecord.reading import read_report

    return read_report(report_from_text(text, published=published, outlet=outlet))
