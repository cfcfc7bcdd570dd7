from __future__ import annotations

import pytest

from onrecord.record.sentences import REACH, sentence_around


def around(text, word):
    start = text.index(word)
    first, last = sentence_around(text, start, start + len(word))
    return text[first:last]


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("They came. The talks began. All left.", "talks", "The talks began."),
        ("He saw U.S. Senator Dahl at the talks. Later he left.", "talks", "He saw U.S. Senator Dahl at the talks."),
        ("He flew to the U.S. The talks failed.", "talks", "The talks failed."),
        ("Gen. Dahl and George W. Holm met. Then they left.", "met", "Gen. Dahl and George W. Holm met."),
        ("“No talks now.” He left.", "talks", "“No talks now.”"),
        ("Will they meet? Nobody knows.", "meet", "Will they meet?"),
        ("A heading\n\nThe talks\nwent on. They ended.", "talks", "The talks\nwent on."),
        ("A heading\nThe talks went on", "talks", "The talks went on"),
        ("The talks on Jan. 5 failed.", "talks", "The talks on Jan. 5 failed."),
    ],
)
def test_a_sentence_ends_at_its_full_stop_and_at_no_other(text, word, sentence):
    assert around(text, word) == sentence


def test_what_has_no_end_is_cut():
    text = "a " * 2000 + "talks" + " b" * 2000
    assert len(around(text, "talks")) <= 2 * REACH + 5
