from __future__ import annotations

import itertools
from datetime import date

import pytest

from onrecord.compare import compare
from onrecord.domain.actors import Actor, ActorKind, Office
from onrecord.domain.errors import NotInRecord, WrongRuling
from onrecord.domain.rulings import Appearance, Given, Verdict
from onrecord.record import judging
from onrecord.record.actors import gather_actors
from onrecord.record.casting import Wanted, actor, actors, judged
from onrecord.record.given import given_in
from onrecord.record.pairs import MOST, pairs
from onrecord.record.rulings import AGAINST, ruling
from onrecord.record.seen import Seen
from onrecord.record.store import Store
from tests.record.by_hand import reading

DAY = date(2025, 10, 1)


def person(name, title="", of=""):
    return Actor("A1", name, ActorKind.PERSON, offices=(Office(title, of),) if title else ())


def seen(*people):
    return [Seen(f"R{n}", DAY, actor, f"id Wire {n}") for n, actor in enumerate(people)]


def at(number, name):
    return Appearance(f"id Wire {number}", name)


def groups(listed, *rulings):
    return sorted(sorted(each.report for each in one.members) for one in gather_actors(listed, Given(rulings)))


def yes(first, second):
    return ruling(Verdict.YES, first, second)


def no(first, second):
    return ruling(Verdict.NO, first, second)


def test_two_judged_one_are_one():
    listed = seen(person("Oskar Lind"), person("Osk Lindqvist"))
    assert groups(listed) == [["R0"], ["R1"]]
    assert groups(listed, yes(at(0, "Oskar Lind"), at(1, "Osk Lindqvist"))) == [["R0", "R1"]]


def test_one_taken_out_of_a_group_stays_alone():
    listed = seen(person("Li Peng"), person("Li Peng"), person("Li Peng"))
    assert groups(listed, no(at(1, "Li Peng"), at(0, "Li Peng"))) == [["R0", "R2"], ["R1"]]


def test_a_name_taken_out_is_taken_out_wherever_it_stands():
    listed = seen(person("Sergei Ivanov"), person("Sergey Ivanov"), person("Sergey Ivanov"))
    assert groups(listed, no(Appearance("", "Sergey Ivanov"), at(0, "Sergei Ivanov"))) == [["R0"], ["R1", "R2"]]


def test_one_taken_out_of_a_group_may_be_one_with_another():
    listed = seen(person("Li Peng"), person("Li Peng"), person("Peng Li-sheng"))
    rulings = no(at(1, "Li Peng"), at(0, "Li Peng")), yes(at(1, "Li Peng"), at(2, "Peng Li-sheng"))
    assert groups(listed, *rulings) == [["R0"], ["R1", "R2"]]


def test_one_may_be_taken_out_of_what_was_judged_one():
    listed = seen(person("Oskar Lind"), person("Sergei Ivanov"), person("Sergey Ivanov"))
    rulings = yes(at(0, "Oskar Lind"), at(1, "Sergei Ivanov")), no(at(2, "Sergey Ivanov"), at(0, "Oskar Lind"))
    assert groups(listed, *rulings) == [["R0", "R1"], ["R2"]]


def test_several_taken_out_may_be_one():
    listed = seen(*[person("Li Peng")] * 4)
    out = at(1, "Li Peng"), at(2, "Li Peng")
    rulings = [*(no(each, at(0, "Li Peng")) for each in out), yes(*out)]
    assert groups(listed, *rulings) == [["R0", "R3"], ["R1", "R2"]]


def test_a_judgement_on_a_report_that_is_not_there_waits():
    assert groups(seen(person("Li Peng"), person("Li Peng")), no(at(7, "Li Peng"), at(0, "Li Peng"))) == [["R0", "R1"]]


def test_judgements_that_contradict_each_other_leave_two_and_a_doubt_in_any_order():
    listed = seen(person("Anna Berg"), person("Bodil Holm"), person("Carin Dahl"))
    a, b, c = at(0, "Anna Berg"), at(1, "Bodil Holm"), at(2, "Carin Dahl")
    rulings = [yes(a, b), yes(b, c), no(a, c)]
    outcomes = {str(groups(listed, *order)) for order in itertools.permutations(rulings)}
    assert len(outcomes) == 1
    found = gather_actors(listed, Given(tuple(rulings)))
    assert not any({"R0", "R2"} <= {each.report for each in one.members} for one in found)
    assert AGAINST in {judgement.rule for _, _, judgement in pairs(found, rulings)}


def test_judging_the_same_again_is_the_same_judgement():
    a, b = at(0, "Anna Berg"), at(1, "Bodil Holm")
    assert yes(a, b).id == yes(b, a).id != no(a, b).id


def test_of_very_many_of_one_name_not_all_are_compared():
    listed = seen(*(person(f"{chr(65 + n % 26)}{chr(97 + n // 26)}na Holm") for n in range(MOST + 20)))
    found = pairs(gather_actors(listed))
    assert {judgement.verdict for _, _, judgement in found if "holm" in judgement.because} == {Verdict.OPEN}
    assert len(found) < 3 * len(listed)


# ---------------------------------------------------------------------------------------------------------- in a record


@pytest.fixture
def store(place):
    with Store.open(place, create=True) as opened:
        for number in (1, 2, 3):
            opened.add(reading(number, url=f"https://news.example/{number}"))
        opened.bring_up_to_date(compare)
        yield opened


def names(store):
    store.bring_up_to_date(compare)
    return {row["name"]: row["reports"] for row in actors(store.connection, Wanted())}


def test_what_is_merged_is_one_until_it_is_taken_back(store):
    assert names(store) == {"Ana Silva": 3, "Pavel Novak": 3}
    made = judging.merge(store, "Silva", "Novak", reason="a test")
    assert list(names(store).values()) == [6]
    (row,) = judged(store.connection)
    assert (row["id"], row["reason"], row["in_force"]) == (made.id, "a test", "yes")
    assert judging.undo(store, [made.id]) == [made]
    assert names(store) == {"Ana Silva": 3, "Pavel Novak": 3}


def test_what_is_split_stays_split_when_the_report_is_corrected(store):
    (entry,) = [row["id"] for row in dict(actor(store.connection, "Silva"))["Passages"][2:3]]
    assert entry.endswith("/A1")
    judging.split(store, "Silva", [entry])
    store.bring_up_to_date(compare)
    assert sorted(row["reports"] for row in actors(store.connection, Wanted("Silva"))) == [1, 2]
    for number in (1, 2, 3):
        old = reading(number).report
        store.add(reading(number, url=f"https://news.example/{number}", text=f"{old.text} Corrected."))
    store.bring_up_to_date(compare)
    assert sorted(row["reports"] for row in actors(store.connection, Wanted("Silva"))) == [1, 2]


def test_a_merge_against_a_split_is_refused_and_names_it(store):
    first = dict(actor(store.connection, "Silva"))["Passages"][0]["id"]
    (made,) = judging.split(store, "Silva", [first])
    store.bring_up_to_date(compare)
    one, other = (row["id"] for row in actors(store.connection, Wanted("Silva")))
    with pytest.raises(WrongRuling, match=f"judged two.*onrecord actors undo {made.id}"):
        judging.merge(store, one, other)
    assert given_in(store.connection).rulings == (made,)


def test_a_split_against_a_merge_is_refused_and_names_it(store):
    made = judging.merge(store, "Silva", "Novak")
    store.bring_up_to_date(compare)
    with pytest.raises(WrongRuling, match=f"judged one.*onrecord actors undo {made.id}"):
        judging.split(store, "Silva", ["Ana Silva"])
    assert given_in(store.connection).rulings == (made,)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [("aide", "aide", "several|actors are called"), ("Silva", "Ana Silva", "one already")],
)
def test_a_merge_that_makes_no_sense_is_refused(store, one, other, why):
    with pytest.raises((WrongRuling, NotInRecord), match=why):
        judging.merge(store, one, other)


def test_two_sources_left_unnamed_cannot_be_merged(store):
    one, other, _ = (row["id"] for row in actors(store.connection, Wanted("aide", kind="unnamed")))
    with pytest.raises(WrongRuling, match="unnamed"):
        judging.merge(store, one, other)


def test_splitting_all_or_what_is_not_there_is_refused(store):
    with pytest.raises(WrongRuling, match="nothing would be split"):
        judging.split(store, "Silva", ["Ana Silva"])
    with pytest.raises(NotInRecord, match="no appearance"):
        judging.split(store, "Silva", ["Bodil Holm"])


def test_an_unknown_judgement_is_not_taken_back(store):
    with pytest.raises(NotInRecord, match="J000000000000"):
        judging.undo(store, ["J000000000000"])


def test_two_judged_unsure_stay_two_and_are_listed_as_undecided(store):
    judging.keep_apart(store, "Silva", "Novak", Verdict.UNSURE, reason="who knows")
    assert names(store) == {"Ana Silva": 3, "Pavel Novak": 3}
    found = actors(store.connection, Wanted(undecided=True))
    assert [row["name"] for row in found] == ["Ana Silva", "Pavel Novak"]
    near = dict(actor(store.connection, "Silva"))["Near, and not the same"]
    assert [(row["name"], row["verdict"]) for row in near] == [("Pavel Novak", "unsure")]


def test_two_judged_two_cannot_be_merged(store):
    made = judging.keep_apart(store, "Silva", "Novak", Verdict.NO)
    store.bring_up_to_date(compare)
    with pytest.raises(WrongRuling, match=made.id):
        judging.merge(store, "Novak", "Silva")


def test_the_order_of_adding_and_judging_does_not_matter(place, store, tmp_path):
    made = judging.merge(store, "Silva", "Novak")
    store.bring_up_to_date(compare)
    expected = list(store.connection.execute("SELECT id, name FROM known_actors ORDER BY id"))
    with Store.open(tmp_path / "other.db", create=True) as other:
        other.add(reading(3, url="https://news.example/3"))
        other.bring_up_to_date(compare)
        other.change(judging.keep_rulings([made]))
        for number in (2, 1):
            other.add(reading(number, url=f"https://news.example/{number}"))
        other.bring_up_to_date(compare)
        assert [tuple(row) for row in other.connection.execute("SELECT id, name FROM known_actors ORDER BY id")] == [
            tuple(row) for row in expected
        ]
