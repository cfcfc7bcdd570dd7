from __future__ import annotations

import tomllib
from datetime import date
from importlib import resources

import pytest

from onrecord.mark.times import mark_times
from onrecord.mark.tokens import tokenize
from onrecord.resolve.known_days import known_year
from onrecord.resolve.when import resolve_times

DAYS = tomllib.loads(resources.files("onrecord.resolve").joinpath("lists/known_days.toml").read_text("utf-8"))["day"]


@pytest.mark.parametrize(("day", "word"), [(day, word) for day in DAYS for word in day["words"]])
def test_every_word_tells_its_year(day: dict[str, int], word: str) -> None:
    assert known_year(day["month"], day["day"], f" {word} on the city") == day["year"]
    assert known_year(day["month"], day["day"] + 1, f" {word} on the city") is None


def test_no_day_is_listed_twice() -> None:
    keys = [(day["month"], day["day"]) for day in DAYS]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("He spoke of the Oct. 7 attack on Israel.", date(2025, 10, 21), "2023-10-07"),
        ("He spoke of the Oct. 7 summit in Rome.", date(2025, 10, 21), "2025-10-07"),
        ("He spoke of the Oct. 7, 2024, attack on a bank.", date(2025, 10, 21), "2024-10-07"),
        ("He spoke of the Sept. 11 attacks.", date(2005, 11, 3), "2001-09-11"),
        ("He spoke of the Sept. 11 attacks.", date(2001, 9, 20), "2001-09-11"),
        ("He spoke of the Sept. 11 attacks.", date(1999, 9, 20), "1999-09-11"),
    ],
)
def test_a_known_day_needs_no_year(text: str, published: date, value: str) -> None:
    tokens = tokenize(text)
    assert [w.value for w in resolve_times(text, mark_times(text, tokens), tokens, published=published)] == [value]
