from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.bring.text import MOST_CHARACTERS, settle
from onrecord.domain.errors import UnreadableReport


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_every_sort_of_line_end_becomes_one_character(newline):
    assert settle(f"One.{newline}{newline}Two.") == "One.\n\nTwo."


def test_mixed_line_ends_become_one_sort():
    assert settle("One.\r\n\rTwo.\n\r\nThree.") == "One.\n\nTwo.\n\nThree."


@pytest.mark.parametrize(
    "text",
    [
        "  Two spaces, a tab\tand no strip.  \n",
        "Soft\u00adhyphen, zero\u200bwidth, word\u2060joiner, \ufeffmark",
        '“Curly” ‘quotes’, «others», „low“ and "straight"',
        "Cafe\u0301 stays decomposed; a no-break\u00a0space stays too.",
        "Line\u2028separator and next\u0085line",
    ],
)
def test_nothing_else_is_changed(text):
    assert settle(text) == text


def test_half_a_surrogate_pair_becomes_a_replacement_character_of_the_same_length():
    assert settle("a\ud83db") == "a\ufffdb"


@pytest.mark.parametrize("text", ["", " ", "\r\n\t \n", "\u00a0\u200b\ufeff", "\u00ad"])
def test_a_text_with_nothing_to_see_is_empty(text):
    with pytest.raises(UnreadableReport, match="empty"):
        settle(text)


def test_a_text_over_the_limit_is_refused_with_the_limit_and_the_longest_passes():
    assert len(settle("a" * MOST_CHARACTERS)) == MOST_CHARACTERS
    with pytest.raises(UnreadableReport, match="read up to 1,000,000"):
        settle("a" * (MOST_CHARACTERS + 1))


def test_nul_makes_a_text_binary():
    with pytest.raises(UnreadableReport, match="NUL"):
        settle("The talks\x00 ended")


@given(st.text())
def test_settling_twice_is_settling_once(text):
    try:
        once = settle(text)
    except UnreadableReport:
        return
    assert settle(once) == once
    assert once.encode("utf-8").decode("utf-8") == once
