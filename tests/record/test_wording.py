from __future__ import annotations

import pytest

from onrecord.domain.passage import Passage
from onrecord.record.spellings import lines
from onrecord.record.wording import wording_at, wording_of


@pytest.mark.parametrize(
    ("phrase", "number", "parties", "side"),
    [
        ("the 13th ASEAN summit", 13, 0, ""),
        ("a second round of talks", 2, 0, ""),
        ("six-party talks", 0, 6, ""),
        ("a dinner meeting", 0, 0, "dinner"),
        ("their second meeting", 2, 0, ""),
    ],
)
def test_number_parties_and_side_occasion_are_read(phrase, number, parties, side):
    found = wording_of(phrase, phrase.split()[-1])
    assert (found.number, found.parties, found.side) == (number, parties, side)


@pytest.mark.parametrize("phrase", ["talks with the second man of the state", "a party of six", "a 13-day meeting"])
def test_what_only_looks_like_a_number_is_none(phrase):
    found = wording_of(phrase, "talks")
    assert (found.number, found.parties) == (0, 0)


@pytest.mark.parametrize("level", lines("levels"), ids=lambda level: level[0])
def test_each_word_of_a_level_is_read(level):
    name, forms = level
    assert [form for form in forms if name not in wording_of(f"the {form} meeting", "meeting").levels] == []


def test_words_of_the_next_clause_are_not_the_mentions():
    text = "The ministers came, and the leaders' meeting will follow."
    start = text.index("meeting")
    assert wording_at(Passage.of(text, start, start + 7)).levels == {"leaders"}
