"""What Onrecord is measured beside: what it is given and asked for is turned into what the scorers take."""

from __future__ import annotations

from datetime import datetime

import pytest

from benchmarks.peers_quotations import statements
from benchmarks.peers_times import _as_fine_as, _timex_of


@pytest.mark.parametrize(
    ("text", "source", "content", "mode"),
    [
        ("“The road is closed,” Sara Lund said.", "Sara Lund", "The road is closed", "direct"),
        ('"The road is closed," said Sara Lund.', "Sara Lund", "The road is closed", "direct"),
        ("Sara Lund told reporters: “The road is closed.”", "Sara Lund", "The road is closed.", "direct"),
        ("Sara Lund said that the road is closed.", "Sara Lund", "the road is closed", "indirect"),
        ("According to Sara Lund, the road is closed.", "Sara Lund", "the road is closed", "indirect"),
    ],
)
def test_the_usual_patterns_find_the_usual_sentences(text, source, content, mode):
    (found,) = statements(text)
    (start, end) = found["content"][0]
    assert (found["source"], text[start:end], found["mode"]) == ([source], content, mode)
    assert text[slice(*found["cue"])].lower() in {"said", "told", "according to"}


@pytest.mark.parametrize(
    "text", ["", "The road is closed.", "She fears that the road is closed.", "“Closed”, he thought."]
)
def test_no_pattern_no_statement(text):
    assert statements(text) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1996", "1996"),
        ("in May 2006", "2006-05"),
        ("October", "2006-05"),
        ("May 3, 2006", "2006-05-03"),
        ("on Tuesday", "2006-05-03"),
        ("two days ago", "2006-05-03"),
    ],
)
def test_a_moment_is_as_fine_as_its_words(words, value):
    assert _as_fine_as(words, datetime.fromisoformat("1996-05-03" if words == "1996" else "2006-05-03")) == value


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ({"timex": "2005-W43", "type": "daterange", "start": "2005-10-24"}, "2005-W43"),
        ({"timex": "XXXX-WXX-2", "type": "date", "value": "2005-10-18"}, "2005-10-18"),
        ({"timex": "XXXX-01", "type": "daterange", "start": "1998-01-01"}, "1998-01"),
        ({"timex": "XXXX-WXX-3T22", "type": "datetime", "value": "1998-02-11 22:00:00"}, "1998-02-11T22:00"),
        ({"timex": "(1998-02-20,1998-03-06,P2W)", "type": "daterange", "start": "1998-02-20"}, "1998-02-20"),
        ({"timex": "XXXX-WXX-1", "type": "set", "value": "not resolved"}, "XXXX-WXX-1"),
        ({"timex": "P3D", "type": "duration", "value": "259200"}, "P3D"),
        ({}, ""),
    ],
)
def test_an_answer_of_recognizers_becomes_a_value(answer, value):
    assert _timex_of(answer) == value
