"""What a statement does, by its cue and by what is said."""

from __future__ import annotations

from collections import Counter
from importlib import resources

import pytest

from onrecord.entries.acts import act_of, act_roots, acts, content_rules
from onrecord.entries.roots import _model

LINES = [
    line
    for line in resources.files("onrecord.entries").joinpath("lists/acts.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
RULES = content_rules()
NAMES = {
    "announce", "confirm", "deny", "promise", "demand", "propose", "accept", "reject", "accuse", "criticise", "praise",
    "threaten", "warn", "apologise", "say",
}  # fmt: skip


def test_the_acts_are_those_of_the_design():
    assert set(acts().values()) == NAMES
    assert {rule.act for rule in RULES} <= NAMES
    assert set(act_roots()) == NAMES - {"say", "announce", "confirm"}


def test_every_root_of_an_act_is_one_that_the_model_knows():
    assert set(act_roots().values()) <= set(_model().roots)


def test_no_word_stands_under_two_acts_or_twice_under_one():
    count = Counter(word for line in LINES for word in line.split(":")[1].split())
    assert [word for word, times in count.items() if times > 1] == []


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.split(":")[0])
def test_every_word_of_the_list_gives_its_act(line):
    act, words = line.split(":")
    assert {act_of(word.replace("+", " ")).name for word in words.split()} == {act}


@pytest.mark.parametrize("cue", ["said", "told reporters", "according to", "", "noted", "accuser", "called", "ruled"])
def test_what_is_not_listed_only_says(cue):
    assert act_of(cue).name == "say"


@pytest.mark.parametrize(
    ("cue", "after", "act"),
    [
        ("called", " for calm", "demand"),
        ("called for", " calm", "demand"),
        ("call", " to end the strike", "demand"),
        ("called", " the plan a mistake", "say"),
        ("asked", " the sides to wait", "demand"),
        ("asked", " whether they would wait", "say"),
        ("ruled", " out a visit", "reject"),
        ("ruled", " for years", "say"),
        ("agreed", " to a truce", "accept"),
        ("agreed", " that the road is long", "say"),
    ],
)
def test_the_next_word_may_decide(cue, after, act):
    assert act_of(cue, after).name == act


def test_the_first_listed_word_decides():
    assert act_of("strongly denied and rejected").name == "deny"
    assert act_of("Denied").name == "deny"


def test_the_words_are_small():
    assert all(word == word.lower() for word in acts())


@pytest.mark.parametrize("rule", RULES, ids=[f"{number} {rule.act}" for number, rule in enumerate(RULES, 1)])
def test_every_rule_fires_on_its_content_and_not_on_its_near_miss(rule):
    fired = act_of("said", content=rule.fires)
    assert (fired.name, fired.rule) == (rule.act, "content")
    assert rule.pattern.search(fired.because)
    assert act_of("said", content=rule.near_miss).name == "say"


def test_no_rule_is_shadowed_by_one_before_it():
    for number, rule in enumerate(RULES):
        assert not any(before.pattern.search(rule.fires) for before in RULES[:number]), rule.fires


def test_a_cue_that_does_something_goes_before_what_is_said():
    assert act_of("warned", content="Both armies must withdraw").name == "warn"
