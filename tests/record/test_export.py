"""The whole record as lines, and that the order in which reports were added leaves no trace in it."""

from __future__ import annotations

import json
import random
import tempfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import keeping
from onrecord.bring.many import reports_in
from onrecord.compare import compare
from onrecord.domain.passage import Passage
from onrecord.domain.record import Added
from onrecord.domain.rulings import Appearance, Given, Holder, Verdict
from onrecord.record.export import export
from onrecord.record.given import given_in, keep_holders, keep_rulings
from onrecord.record.rows import report_id
from onrecord.record.rulings import RULE, ruling
from onrecord.record.store import Store
from tests.compare.readings import SPOKESMAN, kept
from tests.record.by_hand import read as by_hand
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
    assert {each["entry"] for each in others} == {"report", "actor", "judgement", "encounter", "statement", "change"}


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


def test_what_users_gave_is_exported_in_whatever_order_and_added_again(place, tmp_path):
    first, second = (f"url https://news.example/{number}" for number in (1, 2))
    rulings = [
        ruling(Verdict.YES, Appearance(first, "Ana Silva"), Appearance(second, "Pavel Novak"), "“one” \n person"),
        ruling(Verdict.NO, Appearance("", "Novak"), Appearance(first, "aide", 1)),
        ruling(Verdict.UNSURE, Appearance(second, "Zoe"), Appearance(first, "Ana Silva")),
    ]
    holders = [
        Holder("Ana Silva", "foreign minister", "Portugal", date(2024, 4, 2), None, ("A. Silva",), "a page"),
        Holder("Ana Silva", "mayor", "Porto", date(2020, 1, 1), date(2024, 4, 2)),
    ]
    written = []
    for name, order in (("one", 1), ("other", -1)):
        with Store.open(tmp_path / f"{name}.db", create=True) as store:
            for number in (1, 2)[::order]:
                store.add(reading(number, url=f"https://news.example/{number}"))
            store.change((*keep_holders(holders[::order]), *keep_rulings(rulings[::order])))
            store.bring_up_to_date(compare)
            written.append("".join(export(store.connection)))
    assert written[0] == written[1]
    assert [len(entries(written[0], kind)) for kind in ("ruling", "holder")] == [3, 2]
    assert {each["rule"] for each in entries(written[0], "judgement")} >= {RULE}
    path = tmp_path / "all.jsonl"
    path.write_text(written[0], encoding="utf-8")
    with Store.open(place, create=True) as store:
        steps = list(keeping.add(store, [str(path)], read=by_hand))
        assert [step.added for step in steps if step.given] == [Added.NEW] * 5
        assert "".join(export(store.connection)) == written[0]
        again = list(keeping.add(store, [str(path)], read=by_hand))
        assert [step.added for step in again if step.given] == [Added.KNOWN] * 5


def test_what_the_record_holds_otherwise_stays_and_the_line_is_refused(place, tmp_path):
    one, other = Appearance("", "Ana Silva"), Appearance("", "Silva")
    held = Holder("Ana Silva", "mayor", "Porto", date(2020, 1, 1))
    mine = ruling(Verdict.YES, one, other, "mine")
    path = tmp_path / "all.jsonl"
    with Store.open(tmp_path / "theirs.db", create=True) as store:
        theirs = ruling(Verdict.UNSURE, other, one)
        store.change((*keep_rulings([theirs]), *keep_holders([replace(held, end=date(2024, 1, 1))])))
        path.write_text("".join(export(store.connection)), encoding="utf-8")
    with Store.open(place, create=True) as store:
        store.change((*keep_rulings([mine]), *keep_holders([held])))
        refused = [step for step in keeping.add(store, [str(path)]) if step.refused]
        assert [step.error for step in refused] == ["WrongRuling", "WrongTable"]
        assert f"onrecord actors undo {mine.id}" in refused[0].refused
        assert given_in(store.connection) == Given((mine,), (held,))


def test_the_id_of_a_ruling_follows_from_what_it_is_about_not_from_the_file(place, tmp_path):
    made = ruling(Verdict.NO, Appearance("", "Ana Silva"), Appearance("", "Silva"))
    path = tmp_path / "all.jsonl"
    with Store.open(tmp_path / "theirs.db", create=True) as store:
        store.change(keep_rulings([made]))
        lines = "".join(export(store.connection))
    path.write_text(lines.replace(made.id, "J000000000000"), encoding="utf-8")
    with Store.open(place, create=True) as store:
        assert [step.added for step in keeping.add(store, [str(path)]) if step.given] == [Added.NEW]
        assert given_in(store.connection).rulings == (made,)


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
