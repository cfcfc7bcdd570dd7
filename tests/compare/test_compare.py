from __future__ import annotations

import random
from datetime import date

import pytest

from onrecord.compare import compare
from onrecord.compare.encounters import JOINED, Dated, changes_of
from onrecord.compare.signs import lines
from onrecord.domain.record import Ref
from tests.compare.readings import KRASNY, OLTEAN, SPOKESMAN, kept

SET = kept("R1", "2025-03-03", "Oltean and Krasny set a meeting for Friday in Busan.", status="scheduled", on="2025-03-07", at="Busan")  # fmt: skip


def shown(*listed):
    compared = compare(listed)
    return [(str(c.kind), c.earlier.ref.report, c.later.ref.report) for c in compared.changes]


def told(id, day, text, status, **more):
    return kept(id, day, text, status=status, **more)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("proposed", "scheduled", "scheduled"),
        ("proposed", "ongoing", "begun"),
        ("proposed", "held", "held"),
        ("proposed", "postponed", "postponed"),
        ("proposed", "off", "called off"),
        ("scheduled", "ongoing", "begun"),
        ("scheduled", "held", "held"),
        ("scheduled", "postponed", "postponed"),
        ("scheduled", "off", "called off"),
        ("ongoing", "held", "held"),
        ("ongoing", "postponed", "postponed"),
        ("ongoing", "off", "called off"),
        ("postponed", "scheduled", "revived"),
        ("postponed", "ongoing", "revived"),
        ("postponed", "held", "held"),
        ("postponed", "off", "called off"),
        ("off", "proposed", "revived"),
        ("off", "scheduled", "revived"),
        ("off", "ongoing", "revived"),
        ("off", "held", "held"),
    ],
)
def test_a_step_from_one_status_to_another_is_a_change(before, after, kind):
    first = told("R1", "2025-03-03", "Word of a meeting came.", before)
    second = told("R2", "2025-03-04", "More word of the meeting came.", after)
    assert shown(first, second) == [(kind, "R1", "R2")]


@pytest.mark.parametrize(
    ("before", "after"),
    [("scheduled", "scheduled"), ("scheduled", "proposed"), ("held", "held"), ("held", "off"), ("ongoing", "ongoing")],
)
def test_a_step_that_tells_nothing_new_is_none(before, after):
    first = told("R1", "2025-03-03", "Word of a meeting came.", before)
    second = told("R2", "2025-03-04", "More word of the meeting came.", after)
    assert shown(first, second) == []


def test_a_change_is_shown_against_the_account_since_which_it_stood():
    again = told("R2", "2025-03-04", "The meeting is near.", "scheduled", on="2025-03-07")
    held = told("R3", "2025-03-07", "Their meeting ended.", "held", on="2025-03-07")
    (change,) = compare([SET, again, held]).changes
    assert (change.earlier.ref, change.later.ref) == (Ref("R1", "E1"), Ref("R3", "E1"))
    assert (change.earlier.passage.exact, change.later.passage.exact) == ("meeting", "meeting")
    assert change.rule == "scheduled -> held"


def test_a_change_that_two_reports_of_a_day_tell_is_one():
    first = told("R2", "2025-03-07", "The meeting ended.", "held")
    second = told("R3", "2025-03-07", "The meeting was short.", "held")
    assert shown(SET, first, second) == [("held", "R1", "R2")]


def test_an_old_plan_in_a_report_of_the_same_day_takes_nothing_back():
    off = told("R2", "2025-03-04", "The meeting is off.", "off")
    old = told("R3", "2025-03-04", "The meeting is due Friday.", "scheduled")
    assert shown(SET, off, old) == [("called off", "R1", "R2")]
    again = told("R4", "2025-03-05", "The meeting is off.", "off")
    assert shown(SET, off, old, again) == [("called off", "R1", "R2")]


def test_two_voices_of_one_day_are_shown_against_each_other():
    on = told("R2", "2025-03-04", "Krasny said the meeting was on.", "scheduled", voice=(KRASNY,))
    off = told("R3", "2025-03-04", "Novotny called off the meeting.", "off", voice=(SPOKESMAN,))
    assert shown(SET, on, off) == [("called off", "R1", "R3"), ("disputed", "R2", "R3")]


def test_one_voice_of_one_day_is_not_at_odds_with_itself():
    on = told("R2", "2025-03-04", "Novotny said the meeting was on.", "scheduled", voice=(SPOKESMAN,))
    off = told("R3", "2025-03-04", "Novotny called off the meeting.", "off", voice=(SPOKESMAN,))
    assert shown(SET, on, off) == [("called off", "R1", "R3")]


def test_another_voice_does_not_revive_what_is_off():
    off = told("R2", "2025-03-04", "Oltean called off the meeting.", "off", voice=(OLTEAN,))
    on = told("R3", "2025-03-05", "Krasny said the meeting would come.", "scheduled", voice=(KRASNY,))
    assert shown(SET, off, on) == [("called off", "R1", "R2"), ("disputed", "R2", "R3")]
    own = told("R3", "2025-03-05", "Oltean said the meeting would come.", "scheduled", voice=(OLTEAN,))
    assert shown(SET, off, own) == [("called off", "R1", "R2"), ("revived", "R2", "R3")]


def test_a_status_that_is_not_sure_is_an_open_question():
    likely = told("R2", "2025-03-07", "Their meeting.", "held", score=0.6)
    compared = compare([SET, likely])
    assert compared.changes == ()
    assert [(q.doubt.kind, [ref.report for ref in q.refs]) for q in compared.questions] == [("change", ["R1", "R2"])]


def test_what_is_not_sure_does_not_stand():
    likely = told("R2", "2025-03-04", "Their meeting.", "proposed", score=0.6)
    held = told("R3", "2025-03-07", "Their meeting ended.", "held")
    assert shown(SET, likely, held) == [("held", "R1", "R3")]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("Oltean called off their meeting.", ["called off"]), ("Oltean has not called off their meeting.", [])],
)
def test_words_prove_what_the_reading_is_not_sure_of(text, kinds):
    off = told("R2", "2025-03-04", text, "off", score=0.4)
    assert [kind for kind, _, _ in shown(SET, off)] == kinds


def test_a_place_that_is_not_sure_has_moved_nothing():
    moved = told("R2", "2025-03-04", "The meeting will be in Goma.", "scheduled", on="2025-03-07", at="Goma", place_score=0.4)  # fmt: skip
    assert shown(SET, moved) == []


def test_what_is_held_only_on_a_day_to_come_is_not_held():
    late = told("R2", "2025-03-04", "The meeting of Friday was good.", "held", on="2025-03-07")
    assert shown(SET, late) == []


def test_set_for_another_day_is_rescheduled():
    moved = told("R2", "2025-03-04", "The meeting was put off to Sunday.", "scheduled", on="2025-03-09")
    assert shown(SET, moved) == [("rescheduled", "R1", "R2")]


def test_a_day_within_the_week_it_was_set_for_is_no_other_day():
    week = told("R1", "2025-03-03", "A meeting is due this week.", "scheduled", on="2025-03-03/2025-03-09")
    day = told("R2", "2025-03-04", "The meeting is due Friday.", "scheduled", on="2025-03-07")
    assert shown(week, day) == []


def test_another_place_is_moved():
    moved = told("R2", "2025-03-04", "The meeting was moved to Goma.", "scheduled", on="2025-03-07", at="Goma")
    assert shown(SET, moved) == [("moved", "R1", "R2")]


@pytest.mark.parametrize(("day", "place"), [("2025-03-07", "Goma"), ("2025-03-09", "Busan")])
def test_another_day_or_place_without_a_word_of_it_is_an_open_question(day, place):
    text = f"The meeting will be in {place}, and was not moved to any other town."
    compared = compare([SET, told("R2", "2025-03-04", text, "scheduled", on=day, at=place)])
    assert compared.changes == ()
    assert len(compared.questions) == 1


def test_a_city_of_the_country_named_before_is_no_other_place():
    country = told("R1", "2025-03-03", "A meeting in Austria is due.", "scheduled", on="2025-03-07", at="Austria")
    city = told("R2", "2025-03-04", "The meeting will be in Vienna.", "scheduled", on="2025-03-07", at="Vienna")
    assert shown(country, city) == []


def test_a_plan_that_another_denies_is_denied():
    denied = told("R2", "2025-03-04", "Novotny denied that a meeting was due.", "off", voice=(SPOKESMAN,))
    assert shown(SET, denied) == [("denied", "R1", "R2")]
    (change,) = compare([SET, denied]).changes
    assert len(change.according_to) == 1


def test_a_plan_that_its_own_speaker_gives_up_is_called_off():
    plan = told("R1", "2025-03-03", "Novotny told of a meeting.", "scheduled", voice=(SPOKESMAN,))
    given_up = told(
        "R2", "2025-03-04", "Novotny denied a change of heart: the meeting is off.", "off", voice=(SPOKESMAN,)
    )
    assert shown(plan, given_up) == [("called off", "R1", "R2")]


def test_a_meeting_said_to_be_held_and_denied_is_disputed():
    held = told("R1", "2025-03-03", "Krasny told of a meeting.", "held", voice=(KRASNY,))
    denied = told("R2", "2025-03-04", "Oltean denied a meeting.", "off", voice=(OLTEAN,))
    assert shown(held, denied) == [("disputed", "R1", "R2")]


@pytest.mark.parametrize("name", ["denials", "signs", "negations"])
def test_no_word_stands_twice_in_a_list(name):
    every = [word for first, more in lines(name) for word in more or (first,)]
    assert sorted(set(every)) == sorted(every)


@pytest.mark.parametrize("word", [word for word, _ in lines("denials")])
def test_each_word_of_denial_denies(word):
    denied = told("R2", "2025-03-04", f"Of the meeting, Novotny said: {word}.", "off", voice=(SPOKESMAN,))
    assert shown(SET, denied) == [("denied", "R1", "R2")]


QUOTE = "we will not sell one acre of this coast to anybody"


@pytest.mark.parametrize(
    ("words", "outlet", "changes"),
    [
        ("we shall not sell one acre of this coast to anybody", "Second Post", 1),
        ("we will not sell one acre of this coast", "Second Post", 0),
        ("we will not sell one acre of the coast to anybody", "Second Post", 1),
        ("We will not sell one acre of this coast to anybody", "Second Post", 0),
        ("we shall not sell one acre of this coast to anybody", "First Post", 0),
    ],
)
def test_other_words_between_quotation_marks_in_another_outlet_are_shown(words, outlet, changes):
    first = kept("R1", "2025-03-03", f"“{QUOTE},” Oltean said.", says=[QUOTE], outlet="First Post")
    second = kept("R2", "2025-03-03", f"Oltean said: “{words}.”", says=[words], outlet=outlet)
    compared = compare([first, second])
    assert [str(c.kind) for c in compared.changes] == ["quoted differently"] * changes
    assert len(compared.statements) == 1


def story():
    return [
        SET,
        told("R2", "2025-03-04", "The meeting was put off to Sunday.", "scheduled", on="2025-03-09"),
        told("R3", "2025-03-05", "The meeting is off, Novotny said.", "off", voice=(SPOKESMAN,)),
        kept("R4", "2025-03-06", f"“{QUOTE},” Oltean said.", says=[QUOTE], outlet="First Post"),
        kept("R5", "2025-03-06", "No news of anybody."),
    ]


def test_every_entry_is_a_member_of_exactly_one():
    compared = compare(story())
    actors = [ref for known in compared.actors for ref in known.members]
    assert sorted(actors) == sorted(Ref(k.id, a.id) for k in story() for a in k.reading.actors)
    encounters = [account.ref for history in compared.encounters for account in history.accounts]
    assert sorted(encounters) == sorted(Ref(k.id, e.id) for k in story() for e in k.reading.encounters)
    statements = [ref for same in compared.statements for ref in same.members]
    assert statements == [Ref("R4", "S1")]


def test_ids_are_unique():
    compared = compare(story())
    for listed in (compared.actors, compared.encounters, compared.statements, compared.changes):
        ids = [each.id for each in listed]
        assert len(set(ids)) == len(ids)


def test_every_passage_of_a_change_stands_in_its_report():
    texts = {each.id: each.reading.report.text for each in story()}
    for change in compare(story()).changes:
        for side in (change.earlier, change.later):
            assert texts[side.ref.report][side.passage.start : side.passage.end] == side.passage.exact


def test_the_order_in_which_reports_come_does_not_matter():
    expected = compare(story())
    assert [str(change.kind) for change in expected.changes] == ["rescheduled", "called off"]
    for seed in range(4):
        shuffled = story()
        random.Random(seed).shuffle(shuffled)
        assert compare(shuffled) == expected


def test_nothing_kept_is_nothing_known():
    compared = compare([])
    assert (compared.actors, compared.encounters, compared.statements, compared.changes) == ((), (), (), ())


@pytest.mark.parametrize(("joined", "told_as"), [(JOINED, "change"), (JOINED - 0.05, "question")])
def test_a_change_is_told_only_of_what_is_surely_one_encounter(joined, told_as):
    held = told("R2", "2025-03-07", "Their meeting ended.", "held", on="2025-03-07")
    (history,) = compare([SET, held]).encounters
    first, second = history.accounts
    dated = [Dated(first, date(2025, 3, 3)), Dated(second, date(2025, 3, 7), joined=joined)]
    changes, questions = changes_of(history.id, dated)
    assert (len(changes), len(questions)) == ((1, 0) if told_as == "change" else (0, 1))
    assert all("the same encounter" in question.doubt.message for question in questions)
