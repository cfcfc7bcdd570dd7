"""Exceptions for callers; problems inside a report are Doubts, not exceptions."""

from __future__ import annotations


class OnrecordError(Exception):
    """Root of everything Onrecord raises on purpose. ``str(error)`` is a sentence for the user that says what to
    do next."""


class UnreadableReport(OnrecordError):
    """The bytes are no report that can be read: empty, binary, a PDF, undecodable, too large, no article text."""


class UndatedReport(OnrecordError):
    """No day of publication was given and none was found; relative dates would be guesses."""


class WrongDate(OnrecordError):
    """A date that is none, or in a form Onrecord does not take."""


class ForeignLanguage(OnrecordError):
    """The report is not in English."""


class RefusedAddress(OnrecordError):
    """The URL is not fetched: a private address, another scheme, too many redirects, refused by the host."""


class WrongRecord(OnrecordError):
    """The record cannot be used: no such file, not a record, damaged, or made by a later version."""


class WrongTable(OnrecordError):
    """A table of office-holders cannot be taken. ``problems`` are sentences, each naming line and column."""

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class WrongRuling(OnrecordError):
    """A judgement on actors contradicts others, or what it is about."""


class NotInRecord(OnrecordError):
    """The record has nothing with this id, or nobody with this name."""
