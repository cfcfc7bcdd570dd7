"""Which words for encounters are calls."""

from __future__ import annotations

import re

import pytest

from onrecord.mark.encounters import SURE, is_call, kinds_of, listed
from onrecord.mark.tokens import tokenize


def told(sentence: str) -> tuple[list, int]:
    """The tokens of a sentence and the index of its word in capitals."""
    shouted = re.search(r"\b[A-Z]{3,}\b", sentence)
    assert shouted is not None
    tokens = tokenize(sentence[: shouted.start()] + shouted.group().lower() + sentence[shouted.end() :])
    return tokens, next(t.index for t in tokens if t.start == shouted.start())


@pytest.mark.parametrize("sentence", listed()["fires"])
def test_words_make_a_call(sentence):
    assert is_call(*told(sentence))


@pytest.mark.parametrize("sentence", listed()["spares"])
def test_words_of_something_else_make_none(sentence):
    every = [*listed()["itself"], *listed()["before"], *listed()["after"]]
    assert any(re.search(rf"\b{re.escape(word)}\b", sentence.lower()) for word in every)
    assert not is_call(*told(sentence))


def test_every_listed_word_can_match():
    for word in listed()["itself"]:
        assert is_call(*told(f"They {word.upper()} now."))
    for word in listed()["before"]:
        assert is_call(*told(f"A {word} TALK was held."))
    for phrase in listed()["after"]:
        assert is_call(*told(f"They SPOKE {phrase} at noon."))


def test_the_head_decides_where_no_word_does():
    head = {"meeting": 0.6, "call": 0.1, "talks": 0.3}
    assert kinds_of(*told("They SPOKE at noon."), head) == head
    kinds = kinds_of(*told("They SPOKE by phone."), head)
    assert kinds["call"] == SURE
    assert kinds["meeting"] == pytest.approx(2 * kinds["talks"], abs=1e-3)
    assert sum(kinds.values()) == pytest.approx(1.0, abs=1e-3)
