"""What stands beside a row so that it can be checked in one glance."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.compare import compare
from onrecord.domain.entries import Status
from onrecord.record.asking import Asked, changes, encounters, timeline
from onrecord.record.entry import show
from onrecord.record.questions import questions
from onrecord.record.sides import AROUND, with_sides
from onrecord.record.store import Store
from tests.compare.readings import OLTEAN, SPOKESMAN, kept

PLAN = "Oltean spoke. Oltean and Krasny have set a meeting in Oslo for Friday, Oltean said. Krasny was silent."
OFF = "The meeting is off, Novotny said. " + "All went home again. " * 40
AHEAD = (Status.SCHEDULED, Status.PROPOSED)


@pytest.fixture(scope="module")
def connection(new_place, tmp_path_factory):
    with Store.open(new_place(tmp_path_factory.mktemp("sides"), "sides"), create=True) as store:
        plan = kept("1", "2025-03-03", PLAN, status="scheduled", on="2025-03-07", at="Oslo", voice=(OLTEAN,))
        off = kept("2", "2025-03-04", OFF, status="off", voice=(SPOKESMAN,))
        past = kept("3", "2025-02-03", "There is to be a meeting.", status="scheduled", on="2025-02-07")
        for each in (plan, off, past):
            store.add(each.reading)
        store.bring_up_to_date(compare)
        yield store.connection


def test_a_change_says_what_it_is_about_and_whose_word_each_side_is(connection):
    (row,) = changes(connection, asked=Asked())
    assert (row["kind"], row["about"], row["place"]) == ("called off", "meeting", "Oslo")
    assert row["participants"] == "Mara Oltean; Pavel Krasny"
    assert (row["earlier_said_by"], row["later_said_by"]) == ("Mara Oltean", "Jan Novotny")
    assert row["earlier_sentence"] == "Oltean and Krasny have set a meeting in Oslo for Friday, Oltean said."
    assert row["later_sentence"] == "The meeting is off, Novotny said."


def test_whoever_only_counts_gets_no_sentences(connection):
    (row,) = changes(connection, asked=Asked(bare=True))
    assert "earlier_sentence" not in row


def test_an_account_is_shown_with_its_sentence(connection):
    (row,) = changes(connection, asked=Asked())
    parts = dict(show(connection, row["of"]))
    assert [account["sentence"] for account in parts["Accounts"]] == [row["earlier_sentence"], row["later_sentence"]]


def test_a_timeline_has_the_sentences_of_encounters_and_the_words_of_statements(connection):
    assert {row["sentence"] for row in timeline(connection, asked=Asked())} == {
        "There is to be a meeting.",
        "Oltean and Krasny have set a meeting in Oslo for Friday, Oltean said.",
    }


def test_a_plan_whose_day_has_passed_is_no_plan_unless_asked_for(connection):
    assert encounters(connection, (), AHEAD, soonest=True, asked=Asked()) == []
    (row,) = encounters(connection, (), AHEAD, soonest=True, asked=Asked(since=date(2025, 2, 1)))
    assert row["day"] == "2025-02-07"


def test_a_long_sentence_is_cut_between_words(tmp_path):
    text = f"{'on and ' * 60}the meeting{' and on' * 60}."
    with Store.open(tmp_path / "long.db", create=True) as store:
        store.add(kept("1", "2025-03-03", text, status="held", on="2025-03-01").reading)
        store.bring_up_to_date(compare)
        (row,) = timeline(store.connection, asked=Asked())
    sentence = str(row["sentence"])
    assert sentence.startswith("… ")
    assert sentence.endswith(" …")
    assert "the meeting" in sentence
    assert len(sentence) <= 2 * AROUND + 20
    assert set(sentence.split()) == {"…", "on", "and", "the", "meeting"}


@pytest.fixture(scope="module")
def unsure(new_place, tmp_path_factory):
    """A plan, and a report that may say that it was carried out."""
    with Store.open(new_place(tmp_path_factory.mktemp("unsure"), "unsure"), create=True) as store:
        store.add(kept("1", "2025-03-03", PLAN, status="scheduled", on="2025-03-07", outlet="First Post").reading)
        store.add(kept("2", "2025-03-08", "Of their meeting.", status="held", score=0.6, outlet="Late Post").reading)
        store.bring_up_to_date(compare)
        yield store.connection


def test_an_open_question_is_shown_like_a_change(unsure):
    assert changes(unsure, asked=Asked()) == []
    (row,) = questions(unsure, asked=Asked())
    assert (row["kind"], row["day"], row["id"]) == ("open question", "2025-03-08", "")
    assert "may be a change (held" in str(row["because"])
    assert row["later_sentence"] == "Of their meeting."
    (change,) = with_sides(unsure, [dict(row)])
    assert change == row


@pytest.mark.parametrize(
    ("narrowed", "number"),
    [
        ({"since": date(2025, 3, 8), "until": date(2025, 3, 8)}, 1),
        ({"since": date(2025, 3, 9)}, 0),
        ({"until": date(2025, 3, 7)}, 0),
        ({"outlet": "late post"}, 1),
        ({"outlet": "Post"}, 0),
        ({"actors": ("Oltean", "Krasny")}, 1),
        ({"actors": ("Novotny",)}, 0),
    ],
)
def test_open_questions_can_be_narrowed_down(unsure, narrowed, number):
    assert len(questions(unsure, asked=Asked(**narrowed))) == number
