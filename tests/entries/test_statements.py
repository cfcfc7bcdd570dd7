"""A voice becomes an entry: manner, act, ids, doubts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.domain.actors import Actor, ActorKind, Cast
from onrecord.domain.entries import Doubt, Manner
from onrecord.domain.marks import Mark, Marks, StatementMark
from onrecord.domain.resolved import Voice
from onrecord.entries.roots import Root
from onrecord.entries.statements import manner, write_statements
from onrecord.mark.quotations import find_quotations
from onrecord.mark.tokens import tokenize

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
    statements, doubts = write_statements(Marks(text, tokenize(text)), voices, Cast((LUND,)))
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
    statements, doubts = write_statements(Marks(text, tokenize(text)), voices, Cast((LUND,)))
    assert statements[1].speakers == ()
    assert [(d.kind, d.entry) for d in doubts] == [("speaker", "S2")]


def test_a_statement_says_what_it_rests_on():
    text = "She denied the bridge leaks."
    (statement,), _ = write_statements(
        Marks(text, tokenize(text)), [voice(text, "denied", "the bridge leaks")], Cast((LUND,))
    )
    assert statement.grounds[0].field == "content"
    assert statement.grounds[0].score == 0.87


def test_a_statement_without_a_cue_says():
    text = "“It holds.”"
    (statement,), _ = write_statements(Marks(text, tokenize(text)), [voice(text, "", "It holds")], Cast((LUND,)))
    assert statement.cue is None
    assert statement.act == "say"


def test_an_act_by_the_cue_has_its_root_with_its_score():
    text = "Lund urged the council to repair the bridge."
    (statement,), doubts = write_statements(
        Marks(text, tokenize(text)), [voice(text, "urged", "to repair the bridge")], Cast((LUND,))
    )
    assert (statement.act, statement.root, doubts) == ("demand", "REQUEST", ())
    (by,) = [ground for ground in statement.grounds if ground.field == "root"]
    assert 0 < by.score <= 1
    assert [ground.because for ground in statement.grounds if ground.field == "act"] == ["urged"]


def test_what_only_says_may_do_something_by_what_is_said_and_else_has_no_root():
    text = "Lund said the council must repair the bridge. Lund said the bridge is old."
    first, second = (
        voice(text, "said", words) for words in ("the council must repair the bridge", "the bridge is old")
    )
    (demand, say), _ = write_statements(Marks(text, tokenize(text)), [first, second], Cast((LUND,)))
    assert (demand.act, demand.root) == ("demand", "REQUEST")
    assert (say.act, say.root) == ("say", "")


def test_a_root_against_which_the_sentence_clearly_speaks_is_left_in_doubt(monkeypatch):
    """The cue promises; the weights of the words, set here by hand, are sure of another root."""
    text = "Lund vowed to reject the plan."
    for score, root, kinds in ((0.94, "AGREE", []), (0.96, "", ["root"])):
        found = [Root("REJECT", score), Root("AGREE", round(1 - score, 2))]
        monkeypatch.setattr("onrecord.entries.statements.roots_of", lambda *_, found=found: found)
        (statement,), doubts = write_statements(
            Marks(text, tokenize(text)), [voice(text, "vowed", "to reject the plan")], Cast((LUND,))
        )
        assert (statement.act, statement.root) == ("promise", root)
        assert [doubt.kind for doubt in doubts] == kinds
        assert all(doubt.passage.exact == "vowed" and "REJECT" in doubt.message for doubt in doubts)
