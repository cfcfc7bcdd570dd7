"""The forms in which answers of the record are written."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """How an answer is written: for the terminal, as JSON, as CSV, as Markdown."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class ExportFormat(StrEnum):
    """How the whole record is written: as JSON lines."""

    JSONL = "jsonl"
