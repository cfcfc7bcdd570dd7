"""What is done to whom: the words listed, what is looked at, and what the weights make of it."""

from __future__ import annotations

from collections import Counter
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.domain.marks import Token
from onrecord.entries.roots import SOURCE, TARGET, _model, features, root_of, roots_of, sorts, stem

LINES = [
    line.split(": ")
    for line in resources.files("onrecord.entries").joinpath("lists/root_words.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def tree(*rows):
    """Tokens from rows of word, head (counted from 0, -1 for the root), relation and part of speech."""
    return tuple(
        Token(number, 10 * number, 10 * number + len(word), word, head=head, relation=relation, pos=pos)
        for number, (word, head, relation, pos) in enumerate(rows)
    )


TORVIA = tree(
    ("Torvia", 1, "nsubj", "PROPN"),
    ("arrested", -1, "root", "VERB"),
    ("two", 3, "nummod", "NUM"),
    ("editors", 1, "obj", "NOUN"),
    ("on", 5, "case", "ADP"),
    ("Monday", 1, "obl", "PROPN"),
    (".", 1, "punct", "PUNCT"),
)


def test_no_word_stands_twice_under_one_sort():
    for sort, words in LINES:
        assert [word for word, times in Counter(words.split()).items() if times > 1] == [], sort


def test_every_listed_word_has_its_sort():
    for sort, words in LINES:
        assert all(sort in sorts()[word] for word in words.split())


def test_every_sort_weighs_something():
    names = _model().names
    for sort, _ in LINES:
        assert f"sort {sort}" in names


def test_forms_of_a_word_share_a_stem():
    assert stem("rejected") == stem("rejects") == stem("rejecting") == stem("Reject")
    assert stem("denied") == stem("denies") == stem("deny")


def test_grammar_is_seen_from_source_and_target():
    found = features(TORVIA, [0], [2, 3])
    for name in (
        f"w {SOURCE} arrest",
        "between arrest",
        "after on",
        "s nsubj of arrest",
        "t obj of arrest",
        "s up sort coercing",
        f"s down arrest obj {TARGET}",
        "path arrest",
        "top arrest",
    ):
        assert name in found, name
    assert not any(name.startswith("t ") for name in features(TORVIA, [0]))


def test_a_deed_is_given_its_root():
    root = root_of(TORVIA, [0], [2, 3])
    assert root.name == "COERCE"
    assert root.score > 0.8


def test_probabilities_are_those_of_all_roots_likeliest_first():
    found = roots_of(TORVIA, [0], [2, 3])
    scores = [root.score for root in found]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1, abs=0.02)
    assert len({root.name for root in found}) == 15


def test_nothing_said_is_no_error():
    assert root_of(()).score < 0.5
    assert root_of(TORVIA[:1], [0], [0]).name


@given(st.lists(st.tuples(st.sampled_from(["aid", "cut", "the", "—"]), st.integers(-3, 9)), max_size=7), st.data())
def test_any_tree_is_looked_at_without_error(rows, data):
    tokens = tree(*((word, head, "obj", "NOUN") for word, head in rows))
    places = st.sets(st.integers(0, max(0, len(rows) - 1)), max_size=3) if rows else st.just(set())
    found = features(tokens, data.draw(places), data.draw(places))
    assert sum(value**2 for value in found.values()) == pytest.approx(1 if rows else 0)
