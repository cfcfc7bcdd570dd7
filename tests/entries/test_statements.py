"""A voice becomes an entry: manner, act, ids, doubts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.domain.actors import Actor, ActorKind, Cast
from onrecord.domain.entries import Doubt, Manner
from onrecord.domain.marks import Mark, StatementMark
from onrecord.domain.resolved import Voice
from onrecord.entries.statements import manner, write_statements
from onrecord.mark.quotations import find_quotations

LUND = Actor("A1", "Sara Lund", ActorKind.PERSON)


def content(text: str, words: str) -> Mark:
    start = text.index(words)
    return Mark("CONTENT", start, start + len(words), 0.9, "by hand")


def voice(
    text: str, cue: str, words: str, *, speakers: tuple[str, ...] = ("A1",), doubts: tuple[Doubt, ...] = ()
) -> Voice:
    at = text.index(cue) if cue else 0
    mark = StatementMark(Mark("CUE", at, at + len(cue)) if cue else None, (content(text, words),), 0, 0.87)
    return Voice(mark, speakers, doubts=doubts)


@pytest.mark.parametrize(
    ("text", "words", "how"),
    [
        ("“The bridge holds,” she said.", "The bridge holds", Manner.DIRECT),
        ("She said the bridge holds.", "the bridge holds", Manner.INDIRECT),
        ("She said the bridge “will hold” for years.", "the bridge “will hold” for years", Manner.MIXED),
        ("She said “it holds.” The bridge is old.", "The bridge is old", Manner.INDIRECT),
    ],
)
def test_the_manner_is_told_by_the_marks(text, words, how):
    assert manner(text, find_quotations(text), [content(text, words)]) is how


@given(st.text(alphabet="ab “”\"'", min_size=1, max_size=30))
def test_words_without_letters_are_indirect_and_every_text_has_a_manner(text):
    result = manner(text, find_quotations(text), [Mark("CONTENT", 0, len(text))])
    assert result in set(Manner)
    if not any(c.isalnum() for c in text):
        assert result is Manner.INDIRECT


def test_a_statement_keeps_its_passages_and_counts_from_one():
    text = "She denied the bridge leaks. He said it holds."
    voices = [voice(text, "denied", "the bridge leaks"), voice(text, "said", "it holds")]
    statements, doubts = write_statements(text, (), voices, Cast((LUND,)))
    assert [s.id for s in statements] == ["S1", "S2"]
    assert [s.act for s in statements] == ["deny", "say"]
    assert statements[0].content[0].exact == "the bridge leaks"
    assert statements[0].cue is not None
    assert statements[0].cue.exact == "denied"
    assert statements[0].speakers == (LUND,)
    assert doubts == ()


def test_a_doubt_bears_the_id_of_its_statement():
    text = "She denied the bridge leaks. He said it holds."
    doubt = Doubt("speaker", "“He” may be A or B")
    voices = [voice(text, "denied", "the bridge leaks"), voice(text, "said", "it holds", speakers=(), doubts=(doubt,))]
    statements, doubts = write_statements(text, (), voices, Cast((LUND,)))
    assert statements[1].speakers == ()
    assert [(d.kind, d.entry) for d in doubts] == [("speaker", "S2")]


def test_a_statement_says_what_it_rests_on():
    text = "She denied the bridge leaks."
    (statement,), _ = write_statements(text, (), [voice(text, "denied", "the bridge leaks")], Cast((LUND,)))
    assert statement.grounds[0].field == "content"
    assert statement.grounds[0].score == 0.87


def test_a_statement_without_a_cue_says():
    text = "“It holds.”"
    (statement,), _ = write_statements(text, (), [voice(text, "", "It holds")], Cast((LUND,)))
    assert statement.cue is None
    assert statement.act == "say"
