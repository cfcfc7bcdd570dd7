"""All that is in a record, to tell whether anything changed."""

from __future__ import annotations

from onrecord.record.store import KEPT, KNOWN

TABLES = ("record_state", "kept_reports", "kept_statements", *KEPT, *KNOWN, "actor_words")


def everything(store):
    """Every table, row by row."""
    return {table: sorted(map(repr, store.connection.execute(f"SELECT * FROM {table}"))) for table in TABLES}
