from __future__ import annotations

import pytest

from onrecord.compare import compare
from onrecord.record.check import problems
from onrecord.record.store import Store
from tests.record.by_hand import reading
from tests.record.states import everything


@pytest.fixture
def store(place):
    with Store.open(place, create=True) as opened:
        for number in (1, 2, 3):
            opened.add(reading(number))
        opened.bring_up_to_date(compare)
        yield opened


def without_references(store):
    """Let rows refer to what is not there."""
    off = "SET session_replication_role = replica" if "postgresql" in store.name else "PRAGMA foreign_keys=OFF"
    store.connection.execute(off)


def found(store):
    return list(problems(store, compare))


def test_a_sound_record_has_no_problem(store):
    assert found(store) == []


def test_an_empty_record_has_no_problem(place):
    with Store.open(place, create=True) as empty:
        assert found(empty) == []


def test_checking_changes_nothing(store):
    before = everything(store)
    found(store)
    assert everything(store) == before


@pytest.mark.parametrize(
    ("tampering", "problem"),
    [
        ("UPDATE kept_reports SET text = replace(text, 'Oslo', 'Rome') WHERE number = 1", "SHA-256 differs"),
        ("UPDATE kept_reports SET published = '2025-01-01' WHERE number = 1", "id does not follow"),
        ("UPDATE kept_reports SET series = 'url x' WHERE number = 1", "versions of another"),
        ("UPDATE kept_reports SET current = 0 WHERE number = 1", "not exactly one is the current one"),
        ("UPDATE kept_readings SET data = replace(data, 'Ana', 'Eva')", "not the one that was kept"),
        ("UPDATE kept_readings SET data = '{'", "does not fit"),
        ("DELETE FROM kept_readings", "has no reading"),
        ("UPDATE kept_statements SET act = 'deny' WHERE number = 1", "kept_statements are not those of its reading"),
        ("UPDATE kept_statements SET start_at = start_at + 1 WHERE number = 1", "kept_statements are not those"),
        ("UPDATE kept_accounts SET status = 'off'", "kept_accounts are not those"),
        ("DELETE FROM kept_mentions", "kept_mentions are not those"),
        ("UPDATE kept_roles SET role = 'relayed by' WHERE role = 'speaker'", "kept_roles are not those"),
        ("INSERT INTO kept_roles SELECT 'R0/S1', 'speaker', 1, id FROM kept_actors LIMIT 1", "which is not there"),
        ("DELETE FROM kept_doubts", "kept_doubts are not those"),
        ("UPDATE known_actors SET name = 'Somebody Else'", "known_actors are not what"),
        ("DELETE FROM known_members", "known_members are not what"),
        ("UPDATE known_names SET folded = 'somebody ' || folded", "known_names are not what"),
        ("UPDATE known_parts SET first = '2025-01-01'", "known_parts are not what follows"),
        ("DELETE FROM actor_words", "actor_words does not fit"),
    ],
)
def test_tampering_is_found(store, tampering, problem):
    without_references(store)
    store.connection.execute(tampering)
    assert [sentence for sentence in found(store) if problem in sentence] != []


@pytest.mark.parametrize("table", ["statement_words", "report_words"])
def test_an_index_of_words_without_its_words_is_found(store, table):
    if store.name.startswith("postgresql:"):
        store.connection.execute(f"DELETE FROM {table}")
    else:
        store.connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    assert [sentence for sentence in found(store) if f"{table} does not fit" in sentence] != []


def test_a_row_that_refers_to_nothing_is_found(store):
    without_references(store)
    store.connection.execute("DELETE FROM kept_reports WHERE number = 1")
    assert [sentence for sentence in found(store) if "to a row of kept_reports that is not there" in sentence] != []


@pytest.mark.parametrize("index", ["kept_accounts_report", "statement_words_words"])
def test_an_index_of_postgresql_that_misses_a_row_is_found(server, index):
    """The server is told for a while to put nothing into the index."""
    ready = "UPDATE pg_index SET indisready = ? WHERE indexrelid = ?::regclass"
    with Store.open(server.empty_database("record"), create=True) as store:
        store.add(reading(1))
        store.connection.execute(ready, ("f", index))
        store.add(reading(2))
        store.connection.execute(ready, ("t", index))
        table = {"kept_accounts_report": "kept_accounts", "statement_words_words": "statement_words"}[index]
        assert [sentence for sentence in found(store) if "does not fit its table" in sentence and table in sentence]
