from __future__ import annotations

import pytest

from onrecord.compare import compare
from onrecord.record.check import problems
from onrecord.record.store import Store
from tests.record.by_hand import reading
from tests.record.states import everything


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "record.db", create=True) as opened:
        for number in (1, 2, 3):
            opened.add(reading(number))
        opened.bring_up_to_date(compare)
        yield opened


def found(store):
    return list(problems(store, compare))


def test_a_sound_record_has_no_problem(store):
    assert found(store) == []


def test_an_empty_record_has_no_problem(tmp_path):
    with Store.open(tmp_path / "empty.db", create=True) as empty:
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
        ("INSERT INTO statement_words (statement_words) VALUES ('delete-all')", "statement_words does not fit"),
        ("INSERT INTO report_words (report_words) VALUES ('delete-all')", "report_words does not fit"),
    ],
)
def test_tampering_is_found(store, tampering, problem):
    store.connection.execute("PRAGMA foreign_keys=OFF")
    store.connection.execute(tampering)
    assert [sentence for sentence in found(store) if problem in sentence] != []


def test_a_row_that_refers_to_nothing_is_found(store):
    store.connection.execute("PRAGMA foreign_keys=OFF")
    store.connection.execute("DELETE FROM kept_reports WHERE number = 1")
    assert [sentence for sentence in found(store) if "refers to a row" in sentence] != []
