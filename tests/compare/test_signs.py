from __future__ import annotations

import pytest

from onrecord.compare.signs import denies, lines, signs_of
from onrecord.domain.entries import Status
from onrecord.record.spellings import lines as record_lines

SIGNS = [(status, word) for status, words in lines("signs") for word in words]
SIGNS += [("reset", word) for word, _ in record_lines("resetting")]
NEGATIONS = [word for word, _ in lines("negations")]


@pytest.mark.parametrize(("status", "word"), SIGNS)
def test_each_sign_is_found(status, word):
    assert signs_of(f"Of the visit one hears: {word}.", status)


@pytest.mark.parametrize("word", NEGATIONS)
def test_each_negation_takes_a_sign_back(word):
    assert not signs_of(f"It was {word} formally cancelled.", Status.OFF)


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The talks were scrapped on Monday.", Status.POSTPONED),
        ("The talks were put off on Monday.", Status.OFF),
        ("The talks ended in Officetown.", Status.OFF),
        ("She hasn't called off the talks.", Status.OFF),
        ("The talks were held on Monday.", Status.HELD),
    ],
)
def test_what_is_no_sign(sentence, status):
    assert not signs_of(sentence, status)


def test_a_negation_far_off_takes_nothing_back():
    assert signs_of("Nobody was surprised when on Monday evening they cancelled the visit.", Status.OFF)


@pytest.mark.parametrize("sentence", ["It was confirmed.", "He spoke of selfdenials."])
def test_what_is_no_denial(sentence):
    assert not denies(sentence)
