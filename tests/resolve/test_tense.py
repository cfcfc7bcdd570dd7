from __future__ import annotations

import tomllib
from collections import Counter
from importlib import resources

import pytest

from onrecord.mark.tokens import tokenize
from onrecord.resolve.tense import Lean, Tense, cues

LISTS = tomllib.loads(resources.files("onrecord.resolve").joinpath("lists/tense.toml").read_text("utf-8"))


def lean(text: str, words: str = "Friday") -> Lean:
    start = text.index(words)
    return Tense(text, tokenize(text)).lean(start, start + len(words))[0]


@pytest.mark.parametrize(
    "text",
    [
        "The envoys met Friday in Oslo.",
        "The minister said Friday that he will stay.",
        "On Friday, the envoys left for home.",
        "The deal was signed on Friday.",
        "Until Friday, nobody had known of it.",
        "They spoke of Friday's attack.",
        "The prince Ahmed told them Friday that it was off.",
        "They have been here since Friday.",
    ],
)
def test_these_look_back(text: str) -> None:
    assert lean(text) is Lean.BACK


@pytest.mark.parametrize(
    "text",
    [
        "The envoys will meet Friday in Oslo.",
        "The envoys are due to meet on Friday.",
        "He said they would meet Friday.",
        "The visit was postponed until Friday.",
        "The talks are scheduled for Friday.",
        "The envoys plan to meet on Friday.",
        "They agreed to meet Friday.",
        "The envoys meet Friday in Oslo.",
        "The deal is to be signed on Friday.",
        "He could arrive as early as Friday.",
        "He said he'll leave Friday.",
        "They will speak at Friday's summit.",
    ],
)
def test_these_look_ahead(text: str) -> None:
    assert lean(text) is Lean.AHEAD


@pytest.mark.parametrize("text", ["The talks had been scheduled for Friday.", "It had been due to begin on Friday."])
def test_what_was_to_come_once_may_lie_on_either_side(text: str) -> None:
    assert lean(text) is Lean.EITHER


@pytest.mark.parametrize("text", ["Friday", "A quiet Friday.", "Ahmed and the United Nations on Friday."])
def test_without_a_word_that_tells_nothing_is_known(text: str) -> None:
    assert lean(text) is Lean.UNKNOWN


def test_the_nearest_word_tells() -> None:
    """He said Monday they will meet Friday."""
    text = "He said Monday they will meet Friday."
    assert lean(text, "Monday") is Lean.BACK
    assert lean(text, "Friday") is Lean.AHEAD


def test_another_sentence_has_no_say() -> None:
    assert lean("They will go home. The envoys met Friday. They will come back.") is Lean.BACK


def test_without_tokens_a_full_stop_ends_the_sentence_but_not_after_an_abbreviation() -> None:
    text = "They will go. Envoys led by Gen. Smith met Friday."
    assert Tense(text, ()).sentence(text.index("Friday")) == (text.index("Envoys"), len(text))


@pytest.mark.parametrize("name", sorted(LISTS))
def test_no_list_holds_a_word_twice(name: str) -> None:
    assert [word for word, count in Counter(LISTS[name]).items() if count > 1] == []


def test_no_word_looks_both_ways() -> None:
    known = cues()
    assert not (known.ahead | known.lapsing | known.presents) & known.back


@pytest.mark.parametrize("word", sorted(cues().ahead | cues().presents))
def test_every_word_of_the_lists_that_look_ahead_can_tell(word: str) -> None:
    assert lean(f"somebody {word} Friday") is Lean.AHEAD


@pytest.mark.parametrize("word", sorted(cues().back))
def test_every_word_of_the_list_that_looks_back_can_tell(word: str) -> None:
    assert lean(f"somebody {word} it Friday") is Lean.BACK


@pytest.mark.parametrize("word", sorted(cues().infinitives))
def test_every_infinitive_can_tell(word: str) -> None:
    assert lean(f"they want to {word} Friday") is Lean.AHEAD


@pytest.mark.parametrize("word", sorted(cues().occasions))
def test_an_occasion_may_be_still_to_come(word: str) -> None:
    assert lean(f"They will attend Friday's {word}.") is Lean.AHEAD
