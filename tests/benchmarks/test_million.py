"""The record that is made up for measuring is sound, and its answers are those of a plain look through the readings."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice

import pytest

from benchmarks.invented import SAID, Invention, common_words, fill
from benchmarks.million import QUERIES, answered, measured, within
from onrecord.compare import compare
from onrecord.domain.record import Ref, SameWords, address
from onrecord.keeping import bring_up_to_date, what_is_wrong
from onrecord.record import asking
from onrecord.record.asking import Asked
from onrecord.record.check import problems
from onrecord.record.store import Store
from onrecord.record.written import write_reading

SIZE = 1500
SINCE, UNTIL = date(2012, 1, 1), date(2015, 12, 31)


@pytest.fixture(scope="module")
def readings():
    return list(Invention(SIZE).readings())


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store.open(tmp_path_factory.mktemp("invented") / "record.db", create=True) as made:
        fill(made, Invention(SIZE))
        yield made


def known(readings):
    """What was made up as known across reports, with the statements, each alone."""
    invention = Invention(SIZE)
    list(invention.readings())
    alone = [(Ref(id, said.id), address("S", id, said.id)) for id, reading in readings for said in reading.statements]
    words = tuple(SameWords(id, (ref,), ("first told",)) for ref, id in alone)
    return replace(invention.known(), statements=words)


def most_quoted(readings):
    speakers = Counter(said.speakers[0].name for _, reading in readings for said in reading.statements)
    return speakers.most_common(1)[0][0]


def day_of(said, reading):
    return said.said.first if said.said else reading.report.published


def test_the_same_number_makes_the_same_readings(readings):
    again = list(Invention(SIZE).readings())
    assert [(id, write_reading(reading)) for id, reading in again] == [
        (id, write_reading(reading)) for id, reading in readings
    ]


def test_there_are_as_many_statements_as_asked_for(readings, store):
    assert store.connection.execute("SELECT count(*) FROM kept_statements").fetchone() == (SIZE,)
    assert len(readings) * SAID == SIZE


def test_the_record_is_sound_with_what_was_made_up_as_known(readings, store):
    comparison = known(readings)
    assert list(problems(store, lambda kept, given: comparison)) == []


def test_the_record_is_sound_with_what_is_found_to_be_known(tmp_path):
    with Store.open(tmp_path / "record.db", create=True) as store:
        fill(store, Invention(300))
        assert [problem for problem in problems(store, compare) if "known" in problem] != []
        store.change([])
        bring_up_to_date(store)
        assert list(what_is_wrong(store)) == []


def test_what_somebody_said_in_a_time_is_what_a_look_through_the_readings_gives(readings, store):
    who = most_quoted(readings)
    found = asking.said(store.connection, who, asked=Asked(SINCE, UNTIL))
    plain = [
        (day_of(said, reading).isoformat(), reading.report.published.isoformat(), f"{id}/{said.id}")
        for id, reading in readings
        for said in reading.statements
        if said.speakers[0].name == who and SINCE <= day_of(said, reading) <= UNTIL
    ]
    assert len(plain) > 3
    assert sorted(plain) == sorted((row["day"], row["published"], row["id"]) for row in found)
    assert [row["day"] for row in found] == sorted((day for day, _, _ in plain), reverse=True)


@pytest.mark.parametrize("limit", [0, 1, 7])
def test_what_has_two_words_in_a_time_is_what_a_look_through_the_readings_gives(readings, store, limit):
    first, second = common_words()[:2]
    found = asking.search(store.connection, f"{first} {second}", asked=Asked(SINCE, UNTIL, limit=limit))
    plain = []
    for id, reading in readings:
        report = reading.report
        if SINCE <= report.published <= UNTIL and _has(f"{report.title} {report.text}", first, second):
            plain.append((report.published.isoformat(), "report", id))
        plain += [
            (day_of(said, reading).isoformat(), "statement", f"{id}/{said.id}")
            for said in reading.statements
            if SINCE <= day_of(said, reading) <= UNTIL and _has(said.content[0].exact, first, second)
        ]
    assert {what for _, what, _ in plain} == {"report", "statement"}
    ordered = sorted(sorted(plain, key=lambda row: row[2]), key=lambda row: row[:2], reverse=True)
    assert [(row["day"], row["what"], row["id"]) for row in found] == ordered[: limit or None]


def _has(text, *words):
    found = text.lower().replace(",", " ").replace(".", " ").replace("”", " ").replace("“", " ").split()
    return all(word in found for word in words)


@pytest.mark.parametrize(("since", "until"), [(SINCE, None), (None, UNTIL), (SINCE, UNTIL)])
def test_there_are_as_many_answers_as_are_counted(readings, store, since, until):
    who, words = most_quoted(readings), " ".join(common_words()[:2])
    for ask in (partial(asking.said, who=who), partial(asking.search, words=words), asking.changes):
        found = ask(store.connection, asked=Asked(since, until))
        counted = ask(store.connection, asked=Asked(since, until, bare=True))
        assert found != []
        assert [row["id"] for row in counted] == [row["id"] for row in found]


def test_a_limit_leaves_the_first_of_what_somebody_said(readings, store):
    who = most_quoted(readings)
    found = asking.said(store.connection, who, asked=Asked(SINCE, UNTIL))
    assert asking.said(store.connection, who, asked=Asked(SINCE, UNTIL, limit=3)) == found[:3]


def test_the_changes_of_a_time_are_what_a_look_through_the_readings_gives(readings, store):
    found = asking.changes(store.connection, asked=Asked(SINCE, UNTIL))
    plain = [
        (reading.report.published.isoformat(), f"{id}/E1")
        for number, (id, reading) in enumerate(readings)
        if number % 3 and SINCE <= reading.report.published <= UNTIL
    ]
    assert sorted(plain) == sorted((row["day"], row["later"]) for row in found)
    assert [row["day"] for row in found] == sorted((day for day, _ in plain), reverse=True)


@pytest.mark.parametrize(("name", "queries", "limit"), QUERIES)
def test_some_questions_of_each_sort_have_an_answer(store, name, queries, limit):
    assert any(answered(store.connection, query)[1] for query in islice(queries(), 200))


def test_each_sort_of_question_is_measured_against_its_limit(store):
    assert [limit.limit for limit in measured(store.connection, 2)] == [50, 300, 300, 300]


@pytest.mark.parametrize(("share", "expected"), [(0.95, 95.0), (0.5, 50.0), (1.0, 100.0)])
def test_so_large_a_share_lies_within(share, expected):
    assert within([float(n) for n in range(100, 0, -1)], share) == expected
