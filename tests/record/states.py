"""All that is in a record, to tell whether anything changed."""

from __future__ import annotations

from onrecord.record.store import ALL

CONTENTS = {
    **{table: f"SELECT * FROM {table}" for table in ALL},
    "record_state": "SELECT name, value FROM record_state WHERE name <> 'step'",
    "actor_words": "SELECT id FROM actor_words",
}


def everything(store):
    """Every table, row by row, but for what each kind of database has in its own form."""
    return {table: sorted(map(repr, store.connection.execute(select))) for table, select in CONTENTS.items()}
