from __future__ import annotations

from datetime import date, timedelta

import pytest

from onrecord.domain.entries import Manner, Statement
from onrecord.domain.passage import Passage
from onrecord.domain.record import Ref
from onrecord.record.judgement import Verdict
from onrecord.record.statements import Said, differences, gather_statements, same_words

WORDS = "We will not leave the table before every prisoner is home"


def said(report, words, *, by="A1", after=0, manner=Manner.DIRECT, outlet=""):
    statement = Statement("S1", (), None, (Passage.of(words, 0, len(words)),), manner)
    return Said(Ref(report, "S1"), date(2025, 5, 1) + timedelta(after), statement, (by,), outlet)


@pytest.mark.parametrize(
    "words",
    [
        WORDS,
        "we will not leave the table before every prisoner is home.",
        "We will not leave the table",
        "We won't go: we will not leave the table before every prisoner is home",
        "We will not leave this table before every prisoner is home",
    ],
)
def test_one_quotation_cut_or_altered_is_one(words):
    assert same_words(said("R1", WORDS), said("R2", words)).verdict is Verdict.YES
    assert same_words(said("R2", words), said("R1", WORDS)).verdict is Verdict.YES


@pytest.mark.parametrize(
    "other",
    [
        said("R2", "We will not leave before the war of the last ten years has an end"),
        said("R2", WORDS, by="A2"),
        said("R2", WORDS, after=40),
        said("R2", "We will not leave"),
        said("R2", "they would not leave the table before every prisoner was home", manner=Manner.INDIRECT),
    ],
)
def test_other_words_speakers_or_times_are_another_statement(other):
    assert same_words(said("R1", WORDS), other).verdict is Verdict.NO


def test_indirect_speech_is_the_same_only_letter_for_letter():
    words = "they would not leave the table before every prisoner was home"
    first, second = (said(report, words, manner=Manner.INDIRECT) for report in ("R1", "R2"))
    assert same_words(first, second).verdict is Verdict.YES


def test_a_cut_is_no_difference_and_an_exchanged_word_is():
    assert differences(said("R1", WORDS), said("R2", "We will not leave the table")) == ()
    other = said("R2", "We will not leave this table before every prisoner is home")
    assert differences(said("R1", WORDS), other) == (("the", "this"),)


def test_a_closer_wording_is_ranked_higher():
    near = said("R2", "We will not leave this table before every prisoner is home")
    far = said("R2", "We shall never quit this table before every single prisoner gets home")
    assert same_words(said("R1", WORDS), near).score > same_words(said("R1", WORDS), far).score


def test_the_order_of_the_statements_does_not_matter():
    listed = [
        said("R1", WORDS),
        said("R2", "We will not leave the table", after=1),
        said("R3", "Something else was what we came here to say", after=1),
        said("R4", WORDS + ", all of them", after=2),
    ]
    expected = [[m.ref.report for m in one.members] for one in gather_statements(listed)]
    assert expected == [["R1", "R2", "R4"], ["R3"]]
    assert [[m.ref.report for m in one.members] for one in gather_statements(reversed(listed))] == expected
