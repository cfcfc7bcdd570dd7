"""Words and paragraphs."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.mark.tokens import tokenize


def words(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don’t know.", ["They", "do", "n’t", "know", "."]),
        ("We cannot go", ["We", "can", "not", "go"]),
        ("Dahl's plan", ["Dahl", "'s", "plan"]),
        ("the ministers' plan", ["the", "ministers", "'", "plan"]),
        ("Mr. O'Brien of St. Kilda", ["Mr.", "O'Brien", "of", "St.", "Kilda"]),
        ("at 9:30 p.m. in the U.S.", ["at", "9:30", "p.m.", "in", "the", "U.S."]),
        ("George W. Bush", ["George", "W.", "Bush"]),
        ("he lost. Games ended", ["he", "lost", ".", "Games", "ended"]),
        ("a six-party plan", ["a", "six", "-", "party", "plan"]),
        ("$1,200.50, or 78%", ["$", "1,200.50", ",", "or", "78", "%"]),
        ("the 1990s and the 21st", ["the", "1990s", "and", "the", "21st"]),
        ("wait ... now -- here", ["wait", "...", "now", "--", "here"]),
        ("see https://example.org/a, or write to a.b@example.org.",
         ["see", "https://example.org/a", ",", "or", "write", "to", "a.b@example.org", "."]),
    ],
)  # fmt: skip
def test_text_is_cut_as_universal_dependencies_cuts_it(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\n\nTwo.\n\nThree.", [0, 1, 2]),
        ("One.\nTwo.", [0, 1]),
        ("One is\nwrapped.\n\nTwo.", [0, 0, 1]),
        ("\n\nOne.", [0]),
    ],
)
def test_paragraphs_end_at_blank_lines_or_at_every_line_where_there_are_none(text, paragraphs):
    tokens = tokenize(text)
    seen = [t.paragraph for t in tokens if t.text[0].isupper() or t.text == "wrapped"]
    assert [p - tokens[0].paragraph for p in seen] == paragraphs


def test_a_closing_quotation_mark_stays_with_the_sentence_it_closes():
    tokens = tokenize("“It is over.” He left.")
    assert [t.sentence for t in tokens] == [0, 0, 0, 0, 0, 0, 1, 1, 1]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_tokens_stand_in_the_text_in_order_and_leave_out_only_white_space(text):
    tokens = tokenize(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert [t.index for t in tokens] == list(range(len(tokens)))
    covered = {i for t in tokens for i in range(t.start, t.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))
