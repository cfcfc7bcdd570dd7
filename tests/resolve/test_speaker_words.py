"""The words by which speakers are described."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from onrecord.resolve.speaker_words import is_body, is_document, is_human, words

GROUPS = tomllib.loads(resources.files("onrecord.resolve").joinpath("lists/speakers.toml").read_text("utf-8"))


@pytest.mark.parametrize("group", GROUPS)
def test_no_word_is_listed_twice_and_all_are_small(group):
    assert len(set(GROUPS[group])) == len(GROUPS[group])
    assert all(word == word.lower() for word in GROUPS[group])


def test_nothing_is_both_a_document_and_a_body():
    assert not words("documents") & words("bodies")


@pytest.mark.parametrize("word", sorted(GROUPS["documents"]))
def test_every_document_is_known_as_one(word):
    assert is_document(word)
    assert not is_human(word)


@pytest.mark.parametrize("word", sorted(GROUPS["bodies"]))
def test_every_body_is_known_as_one(word):
    assert is_body(word)
    assert not is_human(word)


@pytest.mark.parametrize("word", ["official", "minister", "spokeswoman", "residents", "analyst", "envoy"])
def test_people_are_neither_documents_nor_bodies(word):
    assert is_human(word)
