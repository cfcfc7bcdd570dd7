from __future__ import annotations

import pytest

from onrecord.show.characters import REPLACEMENT, harmless, one_line


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x07", "\x08", "\r", "\x1b", "\x7f", "\x9b", "\u200e", "\u202e", "\u2066", "\u2069", "\u061c", "\ud800"],
)
def test_what_steers_a_screen_is_replaced(character):
    assert harmless(f"a{character}b") == f"a{REPLACEMENT}b"


@pytest.mark.parametrize(
    "text",
    [
        "tab\tand\nline feed",
        "“quotes” – dash",
        "עברית",
        "العربية",
        "🇺🇳 flag",
        "e\u0301",
        "zero\u200dwidth joiner",
        "习近平",
    ],
)
def test_what_people_write_stays(text):
    assert harmless(text) == text


def test_one_line_has_no_line_break_of_any_sort():
    assert one_line(" a\n\nb\u2028c\td ") == "a b c d"
