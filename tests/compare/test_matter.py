from __future__ import annotations

import pytest

from onrecord.compare.matter import likeness, matter
from onrecord.compare.signs import lines

SENTENCE = "Norway {} the treaty of Oslo with Sweden"
PAIRS = [
    (one.strip(), other.strip())
    for first, others in lines("opposites")
    for one, other in zip(first.split(";"), others * 4, strict=False)
]


def opposite(one, other, act="say", other_act="say"):
    a, b = matter(one, act), matter(other, other_act)
    return a is not None and b is not None and likeness(a, b) >= 0.75 and a.denies != b.denies


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norway will sign the treaty of Oslo", "Norway will not sign the treaty of Oslo"),
        ("Norway will sign the treaty of Oslo", "Norway won’t sign the treaty of Oslo"),
        ("Norway accepts the treaty of Oslo", "Norway rejects the Oslo treaty"),
        ("Norway has plans for a treaty in Oslo", "Norway has no plans for a treaty in Oslo"),
    ],
)
def test_one_negation_more_is_the_opposite(one, other):
    assert opposite(one, other)
    assert opposite(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norway will sign the treaty of Oslo", "Norway is going to sign the treaty of Oslo"),
        ("Norway will sign the treaty of Oslo", "Norway did not sign the treaty of Oslo"),
        ("Norway will sign the treaty of Oslo", "Norway will not sign if Sweden stays out of the treaty of Oslo"),
        ("Norway will sign the treaty of Oslo", "Norway will not sign the charter of Bergen"),
        ("Norway sent 500 men to Oslo harbour", "Norway did not send 400 men to Oslo harbour"),
        ("Norway will sign the treaty of Oslo", "Norway will not only sign the treaty of Oslo"),
        ("Norway rejects the treaty of Oslo", "Norway does not accept the treaty of Oslo"),
        ("Norway signs the treaty of Oslo", "Does Norway not sign the treaty of Oslo?"),
    ],
)
def test_what_is_not_the_opposite(one, other):
    assert not opposite(one, other)


def test_a_denial_is_the_opposite_of_what_is_denied():
    words = "Norway had signed the treaty of Oslo"
    assert opposite(words, words, "confirm", "deny")
    assert not opposite(words, words, "confirm", "warn")


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_each_pair_of_opposites_is_opposite(one, other):
    assert opposite(SENTENCE.format(one), SENTENCE.format(other))


@pytest.mark.parametrize("first", [first for first, _ in lines("opposites")])
def test_forms_of_one_word_are_no_opposites(first):
    forms = [form.strip() for form in first.split(";")]
    assert not any(opposite(SENTENCE.format(forms[0]), SENTENCE.format(form)) for form in forms)


def test_no_word_has_two_opposites():
    every = [w.strip() for first, others in lines("opposites") for w in (*first.split(";"), *others)]
    assert sorted(set(every)) == sorted(every)


@pytest.mark.parametrize("word", [word for word, _ in lines("hedges")])
def test_what_depends_on_something_has_no_opposite(word):
    assert matter(f"Norway signs the treaty of Oslo, {word} Sweden does") is None


@pytest.mark.parametrize("word", [word for word, _ in lines("idle")])
def test_an_idle_word_is_no_matter(word):
    found = matter(f"Norway {word} signs the treaty")
    assert found is not None
    assert found.words == {"norway", "sign", "treaty"}


@pytest.mark.parametrize("word", [word for word, _ in lines("future")])
def test_a_word_of_the_time_to_come_is_known(word):
    found = matter(f"Norway {word} to sign the treaty")
    assert found is not None
    assert found.ahead


@pytest.mark.parametrize("name", ["idle", "hedges", "future", "turns"])
def test_no_word_stands_twice(name):
    words = [word for word, _ in lines(name)]
    assert sorted(set(words)) == sorted(words)
