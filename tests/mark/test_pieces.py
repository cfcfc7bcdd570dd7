"""What the encoder is fed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.mark.encoder import MODEL
from onrecord.mark.pieces import Fed, Feeder, collate, shape, windows
from onrecord.mark.tokens import tokenize


@pytest.fixture(scope="module")
def feeder() -> Feeder:
    return Feeder(MODEL / "vocabulary.json")


def fed_of(sizes: list[int]) -> Fed:
    """Tokens of so many pieces."""
    return Fed(tuple((7,) * n for n in sizes), (0,) * len(sizes), (True, *[False] * (len(sizes) - 1)))


@pytest.mark.parametrize(
    ("word", "number"),
    [("talks", 1), ("NATO", 2), ("Oslo", 3), ("iPhone", 4), ("21st", 5), ("“", 6), (",", 7), ("A", 3)],
)
def test_the_shape_of_a_word(word, number):
    assert shape(word) == number


def test_what_stands_between_quotation_marks_is_told_apart(feeder):
    text = "He said “yes” then left"
    fed = feeder.feed(tokenize(text))
    inside = [feature // 8 % 2 for feature in fed.features]
    assert inside == [0, 0, 1, 1, 1, 0, 0]


def test_a_quotation_left_open_does_not_reach_into_the_next_paragraph(feeder):
    fed = feeder.feed(tokenize("He said “yes\n\nThen he left"))
    assert [feature // 8 % 2 for feature in fed.features[-3:]] == [0, 0, 0]


def test_a_very_long_word_is_cut_off(feeder):
    assert len(feeder.pieces("a-" * 300)) == 12


@given(st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=30), min_size=1, max_size=12), st.integers(12, 60))
def test_windows_cover_every_token_once_and_are_never_too_long(sentences, limit):
    sizes = [n for sentence in sentences for n in sentence]
    ranges, at = [], 0
    for sentence in sentences:
        ranges.append((at, at + len(sentence)))
        at += len(sentence)
    found = list(windows(fed_of(sizes), ranges, limit))
    assert [i for first, past in found for i in range(first, past)] == list(range(len(sizes)))
    assert all(sum(sizes[first:past]) <= limit for first, past in found)


def test_a_batch_says_where_each_token_begins():
    batch = collate([(fed_of([2, 1, 3]), 0, 3), (fed_of([1]), 0, 1)])
    assert batch["first"].tolist() == [[1, 3, 4], [1, 0, 0]]
    assert batch["mask"].sum(1).tolist() == [8, 3]
    assert batch["starts"].tolist() == [[1, 0, 0], [1, 2, 2]]
