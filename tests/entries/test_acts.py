"""What a statement does, by its cue."""

from __future__ import annotations

from collections import Counter
from importlib import resources

import pytest

from onrecord.entries.acts import act_of, acts

LINES = [
    line
    for line in resources.files("onrecord.entries").joinpath("lists/acts.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def test_no_word_stands_under_two_acts_or_twice_under_one():
    count = Counter(word for line in LINES for word in line.split(":")[1].split())
    assert [word for word, times in count.items() if times > 1] == []


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.split(":")[0])
def test_every_word_of_the_list_gives_its_act(line):
    act, words = line.split(":")
    assert {act_of(word) for word in words.split()} == {act}


@pytest.mark.parametrize("cue", ["said", "told reporters", "according to", "", "noted", "accuser"])
def test_what_is_not_listed_only_says(cue):
    assert act_of(cue) == "say"


def test_the_first_listed_word_decides():
    assert act_of("strongly denied and rejected") == "deny"
    assert act_of("Denied") == "deny"


def test_the_words_are_small():
    assert all(word == word.lower() for word in acts())
