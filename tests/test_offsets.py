"""No entry without its passage: whatever is read, ``report.text[p.start:p.end] == p.exact``."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.domain.entries import Doubt
from onrecord.domain.marks import Mark, Quotation, TimeMark, Token
from onrecord.domain.passage import CONTEXT, Passage
from onrecord.domain.reading import Reading
from onrecord.domain.report import Report
from onrecord.reading import read_report

SPEAKERS = (
    "President Ana Reyes",
    "The foreign minister of Norway, Espen Dahl,",
    "A senior U.S. official",
    "Moscow",
    "He",
    "Zoë Ångström-O’Brien",
    "Xi Jinping (习近平)",
    "The 🇺🇳 envoy",
)
CUES = ("said on Tuesday that", "told reporters", "denied last week that", "wrote:", "added", "warned —")
WORDS = (
    "the talks will resume in Geneva next month",
    "“no date” has been set",
    "they met in Oslo on Oct. 3",
    "the summit is off",
    "«nothing is agreed»",
    "„wir treffen uns“, as he put it",
    '"one mark only',
    "the so-called ‘peace plan’ isn't dead",
    "a call with e\u0301lite delegates",
    "…",
)
BREAKS = (" ", "\n", "\n\n", "\r\n\r\n", "  ", "\u00a0", "\u2028", "\t")
ENDS = (".", "?”", ".”", ",” he said.", "!", "")

fragments = st.one_of(
    st.sampled_from(SPEAKERS),
    st.sampled_from(CUES),
    st.sampled_from(WORDS),
    st.sampled_from(ENDS),
    st.sampled_from(("“", "”", '"', "‘", "’", "«", "»", "(", ")", "—")),
    st.text(max_size=8),
)
texts = st.lists(st.tuples(fragments, st.sampled_from(BREAKS)), min_size=1, max_size=25).map(
    lambda pieces: "".join(fragment + gap for fragment, gap in pieces)
)


def inside(thing: Any) -> Iterator[Any]:
    """``thing`` and everything it is made of, dataclasses and collections taken apart."""
    yield thing
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            yield from inside(getattr(thing, field.name))
    elif isinstance(thing, tuple | list | frozenset):
        for each in thing:
            yield from inside(each)
    elif isinstance(thing, dict):
        for each in thing.values():
            yield from inside(each)


def wrong_passages(reading: Reading) -> list[Passage]:
    """Passages whose words do not stand where they say."""
    text = reading.report.text
    return [
        p
        for p in inside(reading)
        if isinstance(p, Passage)
        and not (
            0 <= p.start < p.end <= len(text)
            and text[p.start : p.end] == p.exact
            and text[max(0, p.start - CONTEXT) : p.start] == p.prefix
            and text[p.end : p.end + CONTEXT] == p.suffix
        )
    ]


def misplaced(thing: Any, text: str) -> bool:
    """Whether ``thing`` is a token that is not the words it stands on, or a mark that does not lie in the text."""
    if isinstance(thing, Token):
        return text[thing.start : thing.end] != thing.text
    return isinstance(thing, Mark | Quotation | TimeMark) and not 0 <= thing.start < thing.end <= len(text)


def wrong_marks(reading: Reading) -> list[Any]:
    """Everything misplaced among the marks."""
    return [thing for thing in inside(reading.marks) if misplaced(thing, reading.report.text)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(texts.filter(str.strip))
def test_every_passage_stands_where_it_says(text):
    reading = read_report(Report(text, date(2025, 10, 21)))
    assert wrong_passages(reading) == []
    assert wrong_marks(reading) == []


def test_a_report_with_entries_is_among_what_is_checked():
    """“The talks went well,” Foreign Minister Espen Dahl told reporters on Monday after he met Omar Haddad in Oslo."""
    text = test_a_report_with_entries_is_among_what_is_checked.__doc__
    reading = read_report(Report(text, date(2025, 10, 21)))
    assert reading.statements
    assert reading.encounters
    assert len([p for p in inside(reading) if isinstance(p, Passage)]) > 4
    assert wrong_passages(reading) == []


def test_a_passage_that_has_slipped_is_seen():
    text = "Dahl said no."
    report = Report(text, date(2025, 10, 21))
    slipped = dataclasses.replace(Passage.of(text, 0, 4), start=1, end=5)
    reading = read_report(report)
    assert wrong_passages(dataclasses.replace(reading, doubts=(Doubt("speaker", "", slipped),))) == [slipped]
