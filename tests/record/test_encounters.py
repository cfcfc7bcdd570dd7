from __future__ import annotations

import random

import pytest

from onrecord.record.encounters import SAME, gather_encounters, same_encounter
from onrecord.record.judgement import Verdict
from onrecord.record.parties import countries_in
from onrecord.record.spellings import lines
from tests.record.accounts import told

PAIR = ("Mara Oltean", "Pavel Krasny")
PLAN = told(
    "R1", "2025-03-03", "Oltean and Krasny will [meet] in Vienna on Friday.", *PAIR, on="2025-03-07", at="Vienna"
)


ONE = [
    (PLAN, told("R2", "2025-03-07", "Oltean [met] Krasny.", *PAIR, status="held", on="2025-03-07")),
    (PLAN, told("R2", "2025-03-05", "The [talks] are near.", *PAIR, kind="talks", on="2025-03-03/2025-03-09")),
    (PLAN, told("R2", "2025-03-05", "Their [meeting] is off.", *PAIR, status="off")),
    (PLAN, told("R2", "2025-03-05", "Their [meeting] in Austria is near.", *PAIR, at="Austria")),
    (PLAN, told("R2", "2025-03-05", "Bucharest and Prague prepare the [meeting].", "Romania", "Czech Republic", on="2025-03-07")),
    (PLAN, told("R2", "2025-03-05", "The [meeting] was put off to Sunday.", *PAIR, on="2025-03-09", status="scheduled")),
    (
        told("R1", "2025-03-03", "Six-party [talks] are stalled.", "China", "Japan", "Russia", kind="talks", status="ongoing"),
        told("R2", "2025-03-09", "The six-party [talks] drag on.", "China", "Japan", "South Korea", kind="talks", status="ongoing"),
    ),
    (
        told("R1", "2025-03-03", "The ASEAN [summit] opens Monday.", "ASEAN", "Japan", kind="summit", on="2025-03-10"),
        told("R2", "2025-03-10", "The ASEAN [summit] opened.", "ASEAN", "China", "India", kind="summit", on="2025-03-10", status="ongoing"),
    ),
    (
        told("R1", "2025-03-03", "Krasny is on a [visit] to Poland.", "Pavel Krasny", "Poland", kind="visit", on="2025-03-03", status="ongoing"),
        told("R2", "2025-03-06", "Krasny ended his [visit] to Poland.", "Pavel Krasny", "Poland", kind="visit", on="2025-03-06", status="held"),
    ),
]  # fmt: skip

TWO = [
    ("another kind", PLAN, told("R2", "2025-03-07", "Oltean [phoned] Krasny.", *PAIR, kind="call", status="held", on="2025-03-07")),
    ("another kind", PLAN, told("R2", "2025-03-07", "Krasny began a [visit].", *PAIR, kind="visit", on="2025-03-07")),
    ("others take part", PLAN, told("R2", "2025-03-07", "Oltean [met] Brandt.", "Mara Oltean", "Ilse Brandt", status="held", on="2025-03-07")),
    ("others take part", PLAN, told("R2", "2025-03-07", "Romanian and German officials [met].", "Romania", "Germany", status="held", on="2025-03-07")),
    (
        "others take part",
        told("R1", "2025-03-03", "The six want [talks].", "China", "Japan", "Russia", "India", "Egypt", "Poland", kind="talks"),
        told("R2", "2025-03-04", "China and Japan want [talks].", "China", "Japan", kind="talks"),
    ),
    (
        "others take part",
        told("R1", "2025-03-03", "The [talks] with Japan are off.", "China", "Japan", kind="talks", status="off"),
        told("R2", "2025-03-04", "China wants [talks].", "China", kind="talks", status="proposed"),
    ),
    (
        "two different places",
        told("R1", "2025-03-03", "an EU [summit] in Brussels", "European Union", "Poland", kind="summit", at="Brussels"),
        told("R2", "2025-03-04", "an EU [summit] in Kiev", "European Union", "Ukraine", "Italy", kind="summit", at="Kiev"),
    ),
    (
        "another visitor",
        told("R1", "2025-03-03", "a [visit] to Poland", "Pavel Krasny", "Poland", "Czech Republic", kind="visit", status="ongoing"),
        told("R2", "2025-03-04", "a [visit] to Poland", "Ilse Brandt", "Poland", "Czech Republic", kind="visit", status="ongoing"),
    ),
    (
        "another round",
        told("R1", "2025-03-03", "the third round of [talks]", *PAIR, kind="talks"),
        told("R2", "2025-03-04", "the fourth round of [talks]", *PAIR, kind="talks"),
    ),
    (
        "another number of parties",
        told("R1", "2025-03-03", "six-party [talks]", "China", "Japan", "Russia", kind="talks"),
        told("R2", "2025-03-04", "three-way [talks]", "China", "Japan", "Russia", kind="talks"),
    ),
    (
        "another level",
        told("R1", "2025-03-03", "the ASEAN ministerial [meeting]", "ASEAN", kind="summit", on="2025-03-10"),
        told("R2", "2025-03-04", "the ASEAN leaders' [meeting]", "ASEAN", kind="summit", on="2025-03-10"),
    ),
    (
        "what was over is not still to come",
        told("R1", "2025-03-03", "Oltean [met] Krasny.", *PAIR, status="held"),
        told("R2", "2025-03-04", "Oltean will [meet] Krasny.", *PAIR),
    ),
    (
        "what had begun is not still to come",
        told("R1", "2025-03-03", "The [talks] began.", *PAIR, kind="talks", status="ongoing"),
        told("R2", "2025-03-06", "They agreed on [talks].", *PAIR, kind="talks"),
    ),
    (
        "two different days",
        told("R1", "2025-03-03", "They [met] on Monday.", *PAIR, status="held", on="2025-03-03"),
        told("R2", "2025-03-09", "They [met] on Sunday.", *PAIR, status="held", on="2025-03-09"),
    ),
    (
        "two different places",
        told("R1", "2025-03-03", "They [met] in Busan.", *PAIR, status="held", on="2025-03-03", at="Busan"),
        told("R2", "2025-03-03", "They [met] in Goma.", *PAIR, status="held", on="2025-03-03", at="Goma"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), ONE)
def test_accounts_of_one_encounter_are_one_in_either_order(first, second):
    judged = same_encounter(first, second)
    assert judged.verdict is Verdict.YES
    assert judged == same_encounter(second, first)


@pytest.mark.parametrize(("rule", "first", "second"), TWO, ids=[case[0] for case in TWO])
def test_accounts_of_two_encounters_are_two_by_their_rule(rule, first, second):
    judged = same_encounter(first, second)
    assert (judged.verdict, judged.rule) == (Verdict.NO, rule)
    assert judged == same_encounter(second, first)


def test_another_day_without_a_word_of_a_change_is_left_unsure():
    later = told(
        "R2", "2025-03-05", "Oltean and Krasny will [meet] again on Sunday.", *PAIR, on="2025-03-09", at="Vienna"
    )
    judged = same_encounter(PLAN, later)
    assert judged.verdict is Verdict.UNSURE
    assert judged.score < SAME
    encounters, unsure = gather_encounters([PLAN, later])
    assert len(encounters) == 2
    assert [(a.ref.report, b.ref.report) for a, b, _ in unsure] == [("R1", "R2")]


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        (
            PLAN,
            told("R2", "2025-03-07", "Oltean [met] Krasny.", *PAIR, status="held", on="2025-03-07"),
            told("R3", "2025-03-07", "Romania and Germany [talked].", "Romania", "Germany", kind="talks", status="held", on="2025-03-07"),
        ),
        (
            PLAN,
            told("R2", "2025-03-06", "The [meeting] is due Friday.", *PAIR, on="2025-03-07"),
            told("R2", "2025-03-06", "A dinner [meeting] is due Friday.", *PAIR, on="2025-03-07"),
        ),
        (
            PLAN,
            told("R2", "2025-03-06", "The [meeting] is due Friday.", *PAIR, on="2025-03-07"),
            told("R2", "2025-03-06", "A [meeting] is wanted.", *PAIR, status="proposed"),
        ),
    ],
)  # fmt: skip
def test_the_likelier_account_is_ranked_higher(query, better, worse):
    assert same_encounter(query, better).score > same_encounter(query, worse).score


def story():
    return [
        PLAN,
        told("R2", "2025-03-05", "The [meeting] is on.", *PAIR, on="2025-03-07"),
        told("R2", "2025-03-05", "A dinner [meeting] will follow.", *PAIR, on="2025-03-07"),
        told("R3", "2025-03-07", "They [met] in Vienna.", *PAIR, status="held", on="2025-03-07", at="Vienna"),
        told("R4", "2025-03-20", "They will [meet] once more.", *PAIR),
        told("R4", "2025-03-20", "Oltean will [call] Krasny.", *PAIR, kind="call"),
    ]


def refs(encounters):
    return [[str(account.ref) for account in one.accounts] for one in encounters]


def test_a_report_that_tells_two_apart_has_two():
    encounters, _ = gather_encounters(story())
    assert refs(encounters)[0] == [str(story()[n].ref) for n in (0, 1, 3)]
    assert len(encounters) == 4


def test_the_order_of_the_accounts_does_not_matter():
    expected = refs(gather_encounters(story())[0])
    for seed in range(6):
        shuffled = story()
        random.Random(seed).shuffle(shuffled)
        assert refs(gather_encounters(shuffled)[0]) == expected


@pytest.mark.parametrize("word", [word for word, _ in lines("resetting")])
def test_each_word_of_a_change_lets_the_day_be_another(word):
    later = told("R2", "2025-03-05", f"They {word} their [meeting].", *PAIR, on="2025-03-09", at="Vienna")
    assert same_encounter(PLAN, later).verdict is Verdict.YES


@pytest.mark.parametrize("word", [word for word, _ in lines("opponents")])
def test_each_kind_of_opponents_never_stands_for_the_country(word):
    assert countries_in(f"Zambian {word}") == frozenset()
    assert countries_in("Zambian officials") == {"zambia"}


@pytest.mark.parametrize("meal", [meal for meal, _ in lines("meals")])
def test_each_side_occasion_is_told_from_the_meeting(meal):
    aside = told("R2", "2025-03-06", f"A {meal} [meeting] is due Friday.", *PAIR, on="2025-03-07")
    plain = told("R2", "2025-03-06", "A [meeting] is due Friday.", *PAIR, on="2025-03-07")
    assert same_encounter(PLAN, aside).score < same_encounter(PLAN, plain).score


def test_a_day_that_is_not_sure_speaks_against_nothing():
    sure = told("R2", "2025-03-20", "Oltean [met] Krasny.", *PAIR, status="held", on="2025-03-19")
    not_sure = told("R2", "2025-03-08", "Oltean [met] Krasny.", *PAIR, status="held", on="2025-03-19", unsure=("when",))
    assert same_encounter(PLAN, sure).verdict is not Verdict.YES
    assert same_encounter(PLAN, not_sure).verdict is Verdict.YES


def test_a_place_that_is_not_sure_speaks_against_nothing():
    begun = told("R1", "2025-03-07", "In Vienna the [talks] began.", *PAIR, kind="talks", status="ongoing", at="Vienna")
    sure = told("R2", "2025-03-08", "The [talks] ended.", *PAIR, kind="talks", status="held", at="Tokyo")
    not_sure = told(
        "R2", "2025-03-08", "The [talks] ended.", *PAIR, kind="talks", status="held", at="Tokyo", unsure=("place",)
    )
    assert same_encounter(begun, sure).verdict is Verdict.NO
    assert same_encounter(begun, not_sure).verdict is Verdict.YES


def test_somebody_who_is_not_sure_to_take_part_makes_no_encounter_the_same():
    names = ("Mara Oltean", "Pavel Krasny", "Ilse Brandt")
    other = told(
        "R2", "2025-03-05", "Oltean and Brandt will [meet].", *names, on="2025-03-07", unsure=("Pavel Krasny",)
    )
    assert same_encounter(PLAN, other).verdict is Verdict.NO
    assert (
        same_encounter(PLAN, told("R2", "2025-03-05", "All will [meet].", *names, on="2025-03-07")).verdict
        is Verdict.YES
    )


def test_a_report_may_tell_twice_of_what_two_persons_have_before_them():
    on = told("R2", "2025-03-05", "Oltean: the [summit] is on.", *PAIR, kind="summit")
    off = told("R2", "2025-03-05", "Krasny said: there is no plan to [meet].", *PAIR, status="off")
    (one,), _ = gather_encounters([PLAN, on, off])
    assert one.accounts == [PLAN, on, off]
    assert "told twice in a report" in {ground.rule for ground in one.grounds}


@pytest.mark.parametrize(
    "other",
    [
        told("R2", "2025-03-05", "Before it Krasny and Oltean will have [dinner].", *PAIR),
        told("R2", "2025-03-05", "Before it Krasny and Oltean will have a [call].", *PAIR, kind="call"),
        told("R2", "2025-03-05", "Before it Krasny and Oltean [met].", *PAIR, status="held", on="2025-02-07"),
        told("R2", "2025-03-05", "After it Krasny and Oltean will [meet] again.", *PAIR, on="2025-04-07"),
        told("R2", "2025-03-05", "After it Krasny and Brandt will [meet].", "Pavel Krasny", "Ilse Brandt"),
        told("R2", "2025-03-05", "After it both states [talk].", "Romania", "Czech Republic", kind="talks"),
    ],
)
def test_what_a_report_tells_apart_stays_two(other):
    plan = told("R2", "2025-03-05", "A day for Oltean and Krasny: the [meeting] of Friday.", *PAIR, on="2025-03-07")
    found, _ = gather_encounters([plan, other])
    assert len(found) == 2


def test_one_status_read_wrong_does_not_keep_out_what_follows():
    again = told("R2", "2025-03-04", "They will [meet] on Friday.", *PAIR, on="2025-03-07")
    wrong = told("R3", "2025-03-05", "The [meeting] of Friday.", *PAIR, on="2025-03-07", status="held")
    last = told("R4", "2025-03-06", "They will [meet] on Friday.", *PAIR, on="2025-03-07")
    found, _ = gather_encounters([PLAN, again, wrong, last])
    assert [each.ref.report for each in found[0].accounts] == ["R1", "R2", "R3", "R4"]


def test_what_all_accounts_say_is_over_is_not_still_to_come():
    held = told("R2", "2025-03-07", "They [met].", *PAIR, on="2025-03-07", status="held")
    over = told("R3", "2025-03-08", "They [met] on Friday.", *PAIR, on="2025-03-07", status="held")
    later = told("R4", "2025-03-09", "They will [meet].", *PAIR)
    found, _ = gather_encounters([held, over, later])
    assert [len(each.accounts) for each in found] == [2, 1]


def test_after_years_nothing_is_joined():
    held = told("R2", "2035-03-07", "They [met].", *PAIR, status="held")
    assert len(gather_encounters([PLAN, held])[0]) == 2


@pytest.mark.parametrize(
    ("names", "place", "same"),
    [
        (("Romania", "Czech Republic"), None, False),
        (("Romania", "Czech Republic"), "Vienna", True),
        (("Mara Oltean", "Pavel Krasny"), None, True),
    ],
)
def test_two_countries_have_many_talks(names, place, same):
    wish = told("R1", "2025-03-03", "Both want [talks].", *names, kind="talks", status="proposed", at=place)
    more = told("R2", "2025-04-22", "All want [talks].", *names, "Germany", kind="talks", status="proposed", at=place)
    assert (same_encounter(wish, more).verdict is Verdict.YES) is same


THERE = {"kind": "talks", "on": "2025-03-07", "at": "Vienna"}


@pytest.mark.parametrize(
    ("names", "unsure", "same"),
    [
        (("Czech Republic", "Germany"), (), True),
        (("Pavel Krasny", "Ilse Brandt"), (), False),
        (("Pavel Krasny", "Ilse Brandt"), ("Ilse Brandt",), True),
        (("Germany", "China"), (), False),
        (("ASEAN", "Germany"), (), False),
    ],
)
def test_time_and_place_make_up_for_who_was_not_read(names, unsure, same):
    one = told("R1", "2025-03-03", "Oltean and Krasny have [talks] Friday.", "Mara Oltean", "Pavel Krasny", **THERE)
    other = told("R2", "2025-03-04", "The [talks] are on.", *names, unsure=unsure, **THERE)
    assert (same_encounter(one, other).verdict is Verdict.YES) is same


def test_the_place_of_a_visit_makes_up_for_nobody():
    more = {"kind": "visit", "on": "2025-03-07", "at": "Poland"}
    one = told("R1", "2025-03-03", "Oltean is on a [visit] to Poland.", "Mara Oltean", "Poland", **more)
    other = told("R2", "2025-03-04", "Brandt is on a [visit] to Poland.", "Germany", "Poland", **more)
    assert same_encounter(one, other).verdict is not Verdict.YES


def test_a_visit_to_another_country_is_another_visit():
    one = told("R1", "2025-03-03", "Oltean's [visit] is due.", "Mara Oltean", "Poland", kind="visit", at="Poland")
    other = told("R2", "2025-03-04", "Oltean's [visit] is due.", "Mara Oltean", "Poland", kind="visit", at="Austria")
    assert same_encounter(one, other).verdict is Verdict.NO
