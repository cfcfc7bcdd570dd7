"""Bring in: a file, an address, standard input or a string becomes a Report.

``bring`` takes whatever a user points at, ``report_from_text`` a string. Both give a Report in English with a day of
publication, or raise a named error of ``onrecord.domain.errors`` whose message says what to do. Nothing is guessed
silently: a day found in a page is in ``Report.published`` and the place it was found in ``Report.dated_by``.

What is taken: plain text; HTML, also as browsers save it; and the JSON object described in ``fields.py``. Files that
hold several reports, and folders, are taken by ``many.py``.
"""

from __future__ import annotations

from datetime import date
from pathlib import PurePath
from typing import BinaryIO

from onrecord.bring.dates import parse_published
from onrecord.bring.encoding import declared_charset, decode, what_it_is
from onrecord.bring.fields import Fields, fields_of_json
from onrecord.bring.kinds import Kind, kind_of, page_within
from onrecord.bring.language import require_english
from onrecord.bring.sandbox import fields_of_page_within_limits
from onrecord.bring.sources import Brought, bytes_of
from onrecord.bring.text import settle, settle_line
from onrecord.domain.errors import UndatedReport, UnreadableReport
from onrecord.domain.report import Report

__all__ = ["bring", "parse_published", "report_from_text"]


def bring(
    source: str,
    *,
    published: str | date | None = None,
    outlet: str = "",
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
) -> Report:
    """The report at ``source``.

    Args:
        source: a path, an http(s) address, or "-" for standard input.
        published: the day of publication in a form that ``parse_published`` takes. It wins over any day that the
            source gives; without it the source must give one.
        outlet: the publisher's usual name; it wins over the one that the source gives.
        allow_private: fetch from addresses that are not public (127.0.0.1, an intranet).
        stdin: what "-" reads, if not the process's standard input.

    Returns:
        The report. ``dated_by`` is "given", "file" (the JSON object says so), or where in a page the day was found
        ("json-ld", "meta", "url", "htmldate").

    Raises:
        UnreadableReport: no such file; empty, binary, a PDF, in no known encoding, too large, a page without a report.
        UndatedReport: neither ``published`` nor the source gives the day of publication.
        WrongDate: ``published``, or the day in a JSON object, is no date or is ambiguous.
        ForeignLanguage: the report is not in English.
        RefusedAddress: the address is not fetched.
    """
    given = None if published is None else parse_published(published)
    brought = bytes_of(source, allow_private=allow_private, stdin=stdin)
    fields = fields_within(brought)
    return report_of(fields, published=given, outlet=outlet, name=PurePath(brought.name).stem)


def report_from_text(
    text: str,
    *,
    published: str | date | None,
    outlet: str = "",
    title: str = "",
    dateline: str = "",
    id: str = "",
    url: str = "",
) -> Report:
    r"""A report from a string that is its text (never a path, never HTML).

    ``text`` is kept as it is, save that ``\r\n`` and ``\r`` become ``\n`` (see ``text.settle``): offsets count
    into ``Report.text``.

    Raises:
        UnreadableReport: the text is empty, too long or binary.
        UndatedReport: ``published`` is None.
        WrongDate: ``published`` is no date (an empty string is none) or is ambiguous.
        ForeignLanguage: the text is not in English.

    >>> report_from_text("The talks ended on Tuesday.", published="2025-10-21", outlet="Example Post").published
    datetime.date(2025, 10, 21)
    """
    given = None if published is None else parse_published(published)
    fields = Fields(text=text, id=id, title=title, dateline=dateline, url=url)
    return report_of(fields, published=given, outlet=outlet, name="")


def fields_within(brought: Brought) -> Fields:
    """The fields of whatever was brought, by its kind.

    Raises:
        UnreadableReport: the bytes are no report.
    """
    other = what_it_is(brought.raw)
    if other:
        message = f"this is {other}, not text; save the report as plain text or HTML and give that"
        raise UnreadableReport(message)
    raw, charset = page_within(brought.raw) or (brought.raw, brought.charset)
    text = decode(raw, declared=charset or declared_charset(raw))
    if not text.strip():
        return Fields(text="")
    kind = kind_of(text, name=brought.name, media=brought.media)
    if kind is Kind.JSON:
        return fields_of_json(text)
    if kind is Kind.PAGE:
        return fields_of_page_within_limits(text, brought.url)
    return Fields(text=text, url=brought.url)


def report_of(fields: Fields, *, published: date | None, outlet: str, name: str) -> Report:
    """The report of these fields: settled, dated, in English. ``published`` and ``outlet`` win over the fields';
    ``name`` is its id where the fields give none.

    Raises:
        UnreadableReport, UndatedReport, WrongDate, ForeignLanguage: see :func:`bring`.
    """
    text = settle(fields.text)
    day, dated_by = published, "given"
    if day is None and fields.published:
        day, dated_by = parse_published(fields.published), fields.dated_by
    require_english(text)
    if day is None:
        message = (
            "no day of publication is given and none was found, and without one Tuesday is any Tuesday; give it as "
            "--published YYYY-MM-DD (in Python: published=...)"
        )
        raise UndatedReport(message)
    return Report(
        text=text,
        published=day,
        id=settle_line(fields.id or name),
        outlet=settle_line(outlet or fields.outlet),
        title=settle_line(fields.title),
        dateline=settle_line(fields.dateline),
        url=settle_line(fields.url),
        dated_by=dated_by,
    )
