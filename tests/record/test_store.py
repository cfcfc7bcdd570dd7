from __future__ import annotations

import queue
import random
import sqlite3
import threading
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from onrecord.compare import compare
from onrecord.domain.errors import WrongRecord
from onrecord.domain.record import Added
from onrecord.record.check import problems
from onrecord.record.connection import APPLICATION
from onrecord.record.schema import migrations
from onrecord.record.sqlite import Sqlite
from onrecord.record.store import ALL, Store
from tests.record.by_hand import reading
from tests.record.states import everything

EXPORTED = ("reports", "statements", "accounts", "encounters", "actors", "changes")


@pytest.fixture
def store(place):
    with Store.open(place, create=True) as opened:
        yield opened


def bare(read):
    """A reading without its marks, which are not kept."""
    return replace(read, marks=None)


def kept(store):
    return [bare(each.reading) for each in store.kept()]


def dump(store):
    """Every view, row by row."""
    return {view: sorted(map(repr, store.connection.execute(f"SELECT * FROM {view}"))) for view in EXPORTED}


def count(store, table):
    return store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def fill(store):
    store.add(reading(1, url="https://news.example/a"))
    store.add(reading(2, url="https://news.example/a"))
    store.bring_up_to_date(compare)


def test_a_reading_that_was_added_comes_back(store):
    assert store.add(reading()) is Added.NEW
    assert kept(store) == [bare(reading())]


def test_it_is_there_after_closing(place):
    with Store.open(place, create=True) as store:
        store.add(reading())
    with Store.open(place) as store:
        assert kept(store) == [bare(reading())]


def test_adding_the_same_report_twice_changes_nothing(store):
    store.add(reading())
    store.bring_up_to_date(compare)
    before = everything(store)
    assert store.has(reading().report)
    assert store.add(reading()) is Added.KNOWN
    assert everything(store) == before


def test_another_text_under_the_same_address_is_kept_as_a_revision(store):
    first = reading(1, url="https://news.example/a", id="")
    second = reading(22, url="https://news.example/a", id="", published=first.report.published)
    assert (store.add(first), store.add(second)) == (Added.NEW, Added.REVISED)
    assert kept(store) == [bare(second)]
    versions = store.connection.execute("SELECT revision, current, text FROM reports ORDER BY revision").fetchall()
    assert versions == [(1, 0, first.report.text), (2, 1, second.report.text)]


def test_of_two_versions_of_one_day_the_longer_is_current_though_it_came_first(store):
    long = reading(22, url="https://news.example/a")
    store.add(long)
    assert store.add(reading(1, url="https://news.example/a", published=long.report.published)) is Added.REVISED
    assert kept(store) == [bare(long)]
    assert store.connection.execute("SELECT revision FROM reports WHERE current = 1").fetchall() == [(2,)]


def test_only_the_current_version_is_asked(store):
    store.add(reading(1, url="https://news.example/a"))
    store.add(reading(2, url="https://news.example/a"))
    store.bring_up_to_date(compare)
    reports = {row[0] for row in store.connection.execute("SELECT report FROM statements")}
    assert reports == {each.id for each in store.kept()}
    assert len(reports) == 1


def test_the_version_published_later_stays_current_when_the_earlier_comes_second(store):
    late = reading(1, url="https://news.example/a", published=date(2025, 10, 9))
    early = reading(2, url="https://news.example/a", published=date(2025, 10, 8))
    store.add(late)
    assert store.add(early) is Added.REVISED
    assert kept(store) == [bare(late)]


def test_the_same_id_at_two_outlets_is_two_reports(store):
    store.add(reading(1, id="7", outlet="Morning Wire"))
    assert store.add(reading(2, id="7", outlet="Evening Post")) is Added.NEW


def test_a_report_without_address_and_id_is_known_by_its_text(store):
    store.add(reading(1, id=""))
    assert store.add(reading(2, id="")) is Added.NEW
    assert store.add(reading(1, id="", title="A better title")) is Added.REVISED


def test_nothing_of_a_reading_that_breaks_off_is_there(store):
    """The last row put in refuses: a doubt whose kind is no text."""
    broken = reading()
    broken = replace(broken, doubts=(replace(broken.doubts[0], message=None),))
    with pytest.raises(WrongRecord):
        store.add(broken)
    assert [count(store, table) for table in ("kept_reports", "kept_statements", "kept_roles")] == [0, 0, 0]
    assert store.add(reading()) is Added.NEW


@pytest.mark.parametrize("order", ["forwards", "backwards", "shuffled", "in parts"])
def test_the_order_of_adding_does_not_matter(tmp_path, place, order):
    readings = [reading(number) for number in range(8)]
    with Store.open(tmp_path / "plain.db", create=True) as plain:
        for each in readings:
            plain.add(each)
        plain.bring_up_to_date(compare)
        expected = dump(plain)
    if order == "backwards":
        readings.reverse()
    if order == "shuffled":
        random.Random(7).shuffle(readings)
    with Store.open(place, create=True) as other:
        for each in readings:
            other.add(each)
            if order == "in parts":
                other.bring_up_to_date(compare)
        other.bring_up_to_date(compare)
        assert dump(other) == expected
    assert all(expected[view] for view in ("reports", "statements", "accounts", "encounters", "actors"))


def test_what_is_known_is_stale_after_adding_and_fresh_after_bringing_up_to_date(store):
    assert not store.is_stale()
    store.add(reading())
    assert store.is_stale()
    store.bring_up_to_date(compare)
    assert not store.is_stale()
    store.add(reading())
    assert not store.is_stale()


def test_views_name_who_spoke_and_who_met(store):
    store.add(reading())
    store.bring_up_to_date(compare)
    rows = store.connection.execute("SELECT speakers, audience, first, content FROM statements ORDER BY id").fetchall()
    assert rows[0] == ("Ana Silva", "reporters", "2025-10-07", "The minister's door is open")
    met = store.connection.execute("SELECT participants, status, place, first, accounts FROM encounters").fetchall()
    assert met == [("Ana Silva; Pavel Novak", "held", "Oslo", "2025-10-07", 1)]


def test_a_statement_of_unknown_day_is_taken_to_be_of_the_day_of_publication(store):
    store.add(reading())
    found = store.connection.execute("SELECT said, first, published FROM statements WHERE act = 'announce'").fetchone()
    assert found == (None, "2025-10-02", "2025-10-02")


HOSTILE = "'); DROP TABLE kept_reports; --\u202e\x1b[31m\" OR 1=1 <script>\U0001f600 \ufeff"


def test_hostile_text_is_kept_as_it_came(store):
    plain = reading()
    odd = reading(title=HOSTILE, outlet=HOSTILE, url=HOSTILE, id=HOSTILE, text=plain.report.text + HOSTILE)
    store.add(odd)
    assert kept(store) == [bare(odd)]
    assert store.connection.execute("SELECT title FROM reports").fetchone() == (HOSTILE,)


def test_a_copy_is_whole_and_takes_no_file_that_is_there(store, tmp_path):
    fill(store)
    store.backup(tmp_path / "copy.db")
    with Store.open(tmp_path / "copy.db") as copy:
        assert everything(copy) == everything(store)
        assert list(problems(copy, compare)) == []
    with pytest.raises(WrongRecord, match="is there already"):
        store.backup(tmp_path / "copy.db")


def test_a_copy_can_go_into_a_database_without_a_record(store, server):
    fill(store)
    address = server.empty_database("copy")
    store.backup(address)
    with Store.open(address) as copy:
        assert everything(copy) == everything(store)
        assert list(problems(copy, compare)) == []
        assert copy.add(reading(3)) is Added.NEW
    with pytest.raises(WrongRecord, match="there are reports in"):
        store.backup(address)


def test_a_copy_of_a_stale_record_is_stale(store, tmp_path):
    store.add(reading())
    store.backup(tmp_path / "copy.db")
    with Store.open(tmp_path / "copy.db") as copy:
        assert copy.is_stale()


def test_nothing_is_left_of_a_copy_that_fails(store, tmp_path, monkeypatch):
    def broken(*_):
        message = "database or disk is full"
        raise sqlite3.OperationalError(message)

    fill(store)
    monkeypatch.setattr(Sqlite, "execute_many", broken)
    monkeypatch.setattr(Sqlite, "backup", broken)
    with pytest.raises(WrongRecord, match="disk is full"):
        store.backup(tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_a_record_that_is_not_there_is_not_made_by_asking(place, tmp_path):
    for _ in range(2):
        with pytest.raises(WrongRecord, match="no record at"):
            Store.open(place)
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "bookmarks.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(WrongRecord, match="another program"):
        Store.open(path, create=True)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("The talks ended on Tuesday. " * 50)
    with pytest.raises(WrongRecord, match="cannot be opened"):
        Store.open(path, create=True)


def test_a_record_of_a_later_version_is_refused(tmp_path):
    Store.open(tmp_path / "r.db", create=True).close()
    with sqlite3.connect(tmp_path / "r.db") as later:
        later.execute("PRAGMA user_version=999")
    later.close()
    with pytest.raises(WrongRecord, match="later version"):
        Store.open(tmp_path / "r.db")


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_migrations_are_numbered_without_gaps(engine):
    steps = migrations(engine)
    assert [number for number, _ in steps] == list(range(1, len(steps) + 1))


def test_others_read_while_one_writes(store, place):
    store.add(reading(1))
    store.bring_up_to_date(compare)
    with Store.open(place) as reader, store.connection.transaction():
        store.connection.execute("DELETE FROM known_members")
        assert count(reader, "known_members") > 0
        assert kept(reader) == kept(store)


def test_two_who_add_at_once_wait_for_each_other(place):
    Store.open(place, create=True).close()
    added = queue.Queue()

    def adding(numbers):
        with Store.open(place) as store:
            for number in numbers:
                added.put(store.add(reading(number)))

    threads = [threading.Thread(target=adding, args=(range(first, 21, 2),)) for first in (1, 2, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(added.queue) == {Added.NEW: 20, Added.KNOWN: 10}
    with Store.open(place) as store:
        assert list(problems(store, compare)) == []


def test_every_commit_reaches_the_disk(tmp_path):
    with Store.open(tmp_path / "record.db", create=True) as store:
        assert store.connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert store.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_record_of_the_first_version_is_brought_up_to_date(tmp_path):
    with sqlite3.connect(tmp_path / "r.db") as first:
        for statement in migrations("sqlite")[0][1]:
            first.execute(statement)
        first.execute(f"PRAGMA application_id={APPLICATION}")
        first.execute("PRAGMA user_version=1")
        first.execute("INSERT INTO record_state VALUES ('stale', '0')")
    first.close()
    with Store.open(tmp_path / "r.db") as store:
        assert store.is_stale()
        store.add(reading())
        store.bring_up_to_date(compare)
        assert list(problems(store, compare)) == []
        assert count(store, "known_names") > 0


def test_versions_of_a_record_made_before_they_were_ranked_are_ranked(store):
    url = "https://news.example/a"
    for each in (reading(22, url=url), reading(1, url=url, published=reading(22).report.published), reading(3)):
        store.add(each)
    right = store.connection.execute("SELECT id, revision, current FROM reports ORDER BY id").fetchall()
    engine = "postgresql" if store.name.startswith("postgresql:") else "sqlite"
    (step,) = (statements for number, statements in migrations(engine) if number == 4)
    with store.connection.transaction():
        store.connection.execute("UPDATE kept_reports SET current = 0")
        store.connection.execute("UPDATE kept_reports SET current = 1 WHERE url = ? AND text LIKE '%number 1.'", (url,))
        for statement in step:
            store.connection.execute(statement)
    assert store.connection.execute("SELECT id, revision, current FROM reports ORDER BY id").fetchall() == right
    assert [row[2] for row in right].count(1) == 2
    assert store.is_stale()


def test_a_copy_takes_every_table(store):
    """But for the indexes of words, which are made anew."""
    sqlite = "SELECT name FROM sqlite_master WHERE type = 'table'"
    postgresql = "SELECT tablename FROM pg_tables WHERE schemaname = 'onrecord'"
    found = store.connection.execute(postgresql if store.name.startswith("postgresql:") else sqlite)
    tables = {name for (name,) in found if "_words" not in name}
    assert tables == {*ALL, "record_state"}


def test_a_server_that_need_not_wait_for_its_disk_waits_for_a_record(server):
    address = server.empty_database("record")
    with Store.open(address, create=True) as store:
        database = store.connection.execute("SELECT current_database()").fetchone()[0]
        store.connection.execute(f"ALTER DATABASE {database} SET synchronous_commit TO off")
    try:
        with Store.open(address) as store:
            assert store.connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
    finally:
        with Store.open(address) as store:
            store.connection.execute(f"ALTER DATABASE {database} RESET synchronous_commit")


def test_a_schema_of_another_program_is_left_alone(server):
    import psycopg

    address = server.empty_database("record")
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("CREATE SCHEMA onrecord")
        other.execute("CREATE TABLE onrecord.bookmarks (url TEXT)")
        with pytest.raises(WrongRecord, match="another program"):
            Store.open(address, create=True)
        assert (
            other.execute("SELECT count(*) FROM pg_class WHERE relnamespace = 'onrecord'::regnamespace").fetchone()[0]
            == 1
        )


def test_a_record_in_postgresql_of_a_later_version_is_refused(server):
    address = server.empty_database("record")
    with Store.open(address, create=True) as store:
        store.connection.execute("UPDATE record_state SET value = '999' WHERE name = 'step'")
    with pytest.raises(WrongRecord, match="later version"):
        Store.open(address)
