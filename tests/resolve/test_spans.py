from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date
from importlib import resources

import pytest

from onrecord.domain.when import When
from onrecord.mark.times import mark_times
from onrecord.mark.tokens import tokenize
from onrecord.resolve.when import resolve_times

LISTS = tomllib.loads(resources.files("onrecord.resolve").joinpath("lists/spans.toml").read_text("utf-8"))


def resolve(text: str) -> tuple[When, ...]:
    tokens = tokenize(text)
    return resolve_times(text, mark_times(text, tokens), tokens, published=date(2025, 10, 21))


def values(text: str) -> list[str | None]:
    return [when.value for when in resolve(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The king arrived in Rome on Monday for a three-day visit.", "2025-10-20/2025-10-22"),
        ("The king will start a week-long visit to Rome on Friday.", "2025-10-24/2025-10-30"),
        ("The king's five-day visit, which began Sunday, went well.", "2025-10-19/2025-10-23"),
        ("The envoys wrapped up their two-day meeting here Monday.", "2025-10-19/2025-10-20"),
        ("A four-day conference in Rome concluded Friday.", "2025-10-14/2025-10-17"),
    ],
)
def test_a_length_takes_the_day_on_which_it_begins_or_ends(text: str, value: str) -> None:
    assert value in values(text)
    assert all(when.timex.startswith("P") for when in resolve(text) if when.value == value)


@pytest.mark.parametrize(
    "text",
    [
        "The king arrived on Monday and talked for three days.",
        "The king, who began a three-day visit, said Monday that it went well.",
        "The king arrived on Friday to join the two-day summit.",
        "The three-day visit was the talk of Monday.",
        "The king arrived on Monday. He was on a three-day visit.",
        "The king arrived on Monday for a three-year mission.",
    ],
)
def test_a_length_without_its_day_names_no_days(text: str) -> None:
    assert [when.value for when in resolve(text) if when.timex.startswith("P")] == [None]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The summit is on Nov. 18 and 19.", "2025-11-18/2025-11-19"),
        ("They will meet on Friday and Saturday.", "2025-10-24/2025-10-25"),
        ("He will visit Rome from Oct. 29 to Nov. 2.", "2025-10-29/2025-11-02"),
        ("He will visit Rome between Monday and Thursday.", "2025-10-27/2025-10-30"),
        ("Talks went on from 2002 to 2006.", "2002/2006"),
        ("They fought between March 1996 and May 1998.", "1996-03/1998-05"),
    ],
)
def test_the_ends_of_a_range_both_name_the_whole(text: str, value: str) -> None:
    assert values(text) == [value, value]


def test_the_ends_of_a_range_keep_their_own_timex_values() -> None:
    assert [when.timex for when in resolve("The summit is on Nov. 18 and 19.")] == ["2025-11-18", "2025-11-19"]


@pytest.mark.parametrize(
    "text",
    [
        "The vote was moved from Monday to Thursday.",
        "They met on Monday and they will meet on Tuesday.",
        "They will meet on Friday and Sunday.",
        "It happened in 2002 and 2006.",
        "The deadline was extended from Oct. 29 to Nov. 2.",
    ],
)
def test_two_days_apart_or_moved_from_one_to_the_other_are_no_range(text: str) -> None:
    assert not any("/" in (value or "") for value in values(text))


@pytest.mark.parametrize("name", sorted(LISTS))
def test_no_list_holds_a_word_twice(name: str) -> None:
    assert [word for word, count in Counter(LISTS[name]).items() if count > 1] == []


@pytest.mark.parametrize("word", LISTS["begins"])
def test_every_word_of_beginning_ties(word: str) -> None:
    assert "2025-10-21/2025-10-23" in values(f"they {word} here Tuesday for a three-day visit")


@pytest.mark.parametrize("word", LISTS["ends"])
def test_every_word_of_ending_ties(word: str) -> None:
    assert any(re.search("/2025-10-2[18]", value or "") for value in values(f"they {word} the three-day visit Tuesday"))


@pytest.mark.parametrize("word", LISTS["apart"])
def test_every_word_that_sets_apart_keeps_them_apart(word: str) -> None:
    assert None in values(f"they arrived Tuesday and {word} a three-day visit")


@pytest.mark.parametrize("word", LISTS["moves"])
def test_every_word_of_moving_keeps_a_range_from_being_one(word: str) -> None:
    assert not any("/" in (value or "") for value in values(f"it {word} from Oct. 29 to Nov. 2"))
