"""Every line of every list can be found, once, and none hides another."""

from __future__ import annotations

from collections import Counter
from importlib import resources

import pytest

from onrecord.gazetteer.lists import fields, lines, spread, words
from onrecord.gazetteer.names import Kind, Role, entries, find, flat, look_up

FILES = sorted(
    path.name.removesuffix(".txt")
    for path in resources.files("onrecord.gazetteer").joinpath("lists").iterdir()
    if path.name.endswith(".txt")
)
OF_WORDS = ("given_names", "surname_first", "common_words")
ENTRIES = list(entries())


@pytest.mark.parametrize("name", FILES)
def test_a_list_says_where_it_comes_from(name):
    text = resources.files("onrecord.gazetteer").joinpath(f"lists/{name}.txt").read_text("utf-8")
    assert text.startswith("#")
    assert "Source:" in text


@pytest.mark.parametrize("name", FILES)
def test_a_list_has_no_line_twice(name):
    assert [line for line, count in Counter(lines(name)).items() if count > 1] == []


@pytest.mark.parametrize("name", OF_WORDS)
def test_a_list_of_words_has_no_word_twice(name):
    every = [word for line in lines(name) for word in line.rpartition(":")[2].split()]
    assert [word for word, count in Counter(every).items() if count > 1] == []


def test_no_form_is_listed_twice():
    count = Counter(flat(entry.form) for entry in ENTRIES)
    assert [form for form, times in count.items() if times > 1] == []


def test_every_form_is_found_in_a_text_and_means_its_line():
    missed = [entry.form for entry in ENTRIES if [found.entry for found in find(entry.form)] != [entry]]
    assert missed == []


def test_every_form_is_found_between_other_words():
    missed = [
        entry.form
        for entry in ENTRIES
        if entry not in [found.entry for found in find(f"He spoke of {entry.form}, then.")]
    ]
    assert missed == []


def test_every_country_has_a_capital_or_bears_its_name():
    """States whose capital has another country's or no name of its own in the news are the exception."""
    with_capital = {entry.name for entry in ENTRIES if entry.role is Role.CAPITAL}
    countries = {entry.name for entry in ENTRIES if entry.kind is Kind.COUNTRY}
    assert len(countries) >= 200
    assert len(with_capital) >= 175


@pytest.mark.parametrize(
    "country",
    ["Zaire", "Yugoslavia", "Myanmar", "Serbia-Montenegro", "South Sudan", "East Timor", "Kosovo", "Taiwan", "Vatican"],
)
def test_countries_of_the_news_since_1997_are_there(country):
    assert look_up(country) is not None


@pytest.mark.parametrize("name", ["said_verbs", "particles", "relations", "institutions", "governments", "qualities"])
def test_words_that_are_written_small_are_listed_small(name):
    assert [word for word in words(name) if word != word.lower()] == []


def test_no_common_word_is_a_verb_of_saying_written_large():
    assert [word for word in spread("common_words") if word != word.lower()] == []


def test_a_line_of_a_country_has_six_fields():
    assert [line for line in lines("countries") if len(fields(line)) != 6] == []


def test_every_address_with_a_rank_is_a_form_of_address():
    assert [line for line in lines("ranks") if fields(line)[0][0] not in words("honorifics")] == []
