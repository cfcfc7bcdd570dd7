"""The whole record as lines, and that the order in which reports were added leaves no trace in it."""

from __future__ import annotations

import json
import random
import tempfile
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.bring.many import reports_in
from onrecord.compare import compare
from onrecord.domain.passage import Passage
from onrecord.record.export import export
from onrecord.record.rows import report_id
from onrecord.record.store import Store
from tests.compare.readings import SPOKESMAN, kept
from tests.record.by_hand import reading

QUOTE = "we will not sell one acre of this coast to anybody"
ADDRESS = "https://news.example/harbour"


def pool():
    """A story with changes, a quotation that two outlets carry, versions of one report, an unrelated report."""
    told = [
        kept("a", "2025-03-03", "Oltean and Krasny set a meeting for Friday in Busan.", status="scheduled", on="2025-03-07", at="Busan"),
        kept("b", "2025-03-04", "The meeting was put off to Sunday.", status="scheduled", on="2025-03-09"),
        kept("c", "2025-03-05", "The meeting is off, Novotny said.", status="off", voice=(SPOKESMAN,)),
        kept("d", "2025-03-05", "The meeting is on, whatever others say.", status="scheduled", on="2025-03-09"),
        kept("e", "2025-03-06", f"“{QUOTE},” Oltean said.", says=[QUOTE], outlet="First Post"),
        kept("f", "2025-03-06", "“we shall not sell one acre of this coast to anybody,” Oltean said.", says=["we shall not sell one acre of this coast to anybody"], outlet="Second Post"),
    ]  # fmt: skip
    day = {"published": date(2025, 10, 8), "url": ADDRESS}
    versions = [
        reading(1, **day),
        reading(2, **day),
        reading(33, **day),
        reading(4, **{**day, "published": date(2025, 10, 7)}),
    ]
    return [*(each.reading for each in told), *versions, reading(5)]  # fmt: skip


def exported(where, parts):
    """What is exported after adding the readings of each part and bringing the record up to date after it."""
    with Store.open(where, create=True) as store:
        for part in parts:
            for each in part:
                store.add(each)
            store.bring_up_to_date(compare)
        return "".join(export(store.connection))


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    return exported(tmp_path_factory.mktemp("expected") / "r.db", [pool()])


def entries(lines, kind):
    return [entry for line in lines.splitlines() if (entry := json.loads(line))["entry"] == kind]


def in_order(order):
    readings = pool()
    if order == "backwards":
        return [readings[::-1]]
    if order == "shuffled":
        random.Random(11).shuffle(readings)
        return [readings]
    return [[each] for each in readings] if order == "one by one" else [readings[6:], readings[3:7], readings]


@pytest.mark.parametrize("order", ["backwards", "shuffled", "one by one", "parts that overlap"])
def test_the_order_of_adding_leaves_no_trace(place, expected, order):
    assert exported(place, in_order(order)) == expected


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(range(11)), cuts=st.sets(st.integers(1, 10), max_size=9))
def test_no_order_and_no_parting_leaves_a_trace(new_place, expected, order, cuts):
    readings = pool()
    at = [0, *sorted(cuts), len(readings)]
    parts = [[readings[number] for number in order[a:b]] for a, b in pairwise(at)]
    with tempfile.TemporaryDirectory() as folder:
        assert exported(new_place(Path(folder)), parts) == expected


def test_the_pool_has_what_order_could_upset(expected):
    assert len(pool()) == 11
    assert {each["kind"] for each in entries(expected, "change")} >= {"rescheduled", "called off", "quoted differently"}
    assert sum(each["current"] for each in entries(expected, "report") if each.get("url") == ADDRESS) == 1
    assert max(len(each["members"]) for each in entries(expected, "encounter")) > 2
    assert max(len(each["members"]) for each in entries(expected, "actor")) > 4


def test_of_versions_of_one_day_the_longest_is_current(expected):
    versions = [each for each in entries(expected, "report") if each.get("url") == ADDRESS]
    (current,) = [each for each in versions if each["current"]]
    assert len(versions) == 4
    assert current["published"] == max(each["published"] for each in versions)
    assert len(current["text"]) == max(len(each["text"]) for each in versions)


def test_every_line_says_what_it_is_and_the_first_how_many_reports(expected):
    first, *others = map(json.loads, expected.splitlines())
    assert first == {"entry": "record", "format": 1, "reports": 11}
    assert {each["entry"] for each in others} == {"report", "actor", "encounter", "statement", "change"}


def test_every_member_is_an_entry_of_a_reading_that_is_exported(expected):
    reports = entries(expected, "report")
    for kind, list_of in (("actor", "actors"), ("encounter", "encounters"), ("statement", "statements")):
        written = [
            f"{each['report']}/{one['id']}" for each in reports if each["current"] for one in each["reading"][list_of]
        ]
        members = [member for each in entries(expected, kind) for member in each["members"]]
        assert sorted(members) == sorted(written)  # fmt: skip


def test_every_side_of_a_change_is_shown_where_it_stands(expected):
    texts = {each["report"]: each["text"] for each in entries(expected, "report")}
    for change in entries(expected, "change"):
        for side in (change["earlier"], change["later"]):
            text = texts[side["entry"].partition("/")[0]]
            assert Passage.of(text, side["start"], side["end"]).exact == side["exact"]


def test_questions_are_exported(tmp_path):
    likely = [
        kept("a", "2025-03-03", "Oltean and Krasny plan a meeting on Friday.", status="scheduled", on="2025-03-07"),
        kept("b", "2025-03-04", "Oltean and Krasny plan a meeting on Sunday week.", status="scheduled", on="2025-03-16"),
    ]  # fmt: skip
    lines = exported(tmp_path / "r.db", [[each.reading for each in likely]])
    (question,) = entries(lines, "question")
    assert question["kind"] == "same encounter"
    assert len(question["entries"]) == 2


def test_the_reports_of_an_export_can_be_added_and_are_the_same_reports(tmp_path, expected):
    path = tmp_path / "export.jsonl"
    path.write_text(expected, encoding="utf-8")
    found = list(reports_in(str(path)))
    assert [each.error for each in found] == [None] * len(found)
    assert {report_id(each.report) for each in found if each.report} == {
        each["report"] for each in entries(expected, "report")
    }
    assert sum(bool(each.passed) for each in found) == len(found) - 11


def test_a_record_without_reports_is_one_line(tmp_path):
    assert exported(tmp_path / "r.db", []) == '{"entry": "record", "format": 1, "reports": 0}\n'
