"""A word in -ing behind an article is a noun."""

from __future__ import annotations

import pytest

from onrecord.domain.marks import Token
from onrecord.mark.mending import mended


def tokens(sentence: str) -> list[Token]:
    """``sentence``: word/pos/relation/head (counted from 1, 0 for the root)."""
    out = []
    at = 0
    for index, part in enumerate(sentence.split()):
        word, pos, relation, head = part.split("/")
        out.append(Token(index, at, at + len(word), word, 0, 0, pos, int(head) - 1, relation))
        at += len(word) + 1
    return out


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("They/PRON/nsubj/2 agreed/VERB/root/0 on/ADP/case/5 a/DET/det/5 meeting/VERB/advcl/2", "obl"),
        ("plans/NOUN/root/0 for/ADP/case/4 a/DET/det/4 meeting/VERB/acl/1", "nmod"),
        ("He/PRON/nsubj/2 wants/VERB/root/0 a/DET/det/4 meeting/VERB/xcomp/2", "obj"),
        ("The/DET/det/2 meeting/VERB/nsubj/3 failed/VERB/root/0", "nsubj"),
    ],
)
def test_a_meeting_is_a_noun(sentence, relation):
    found = next(t for t in mended(tokens(sentence)) if t.text == "meeting")
    assert (found.pos, found.relation) == ("NOUN", relation)


@pytest.mark.parametrize(
    "sentence",
    [
        "They/PRON/nsubj/3 are/AUX/aux/3 meeting/VERB/root/0 now/ADV/advmod/3",
        "the/DET/det/3 visiting/VERB/amod/3 envoy/NOUN/root/0",
        "He/PRON/nsubj/2 met/VERB/root/0 the/DET/det/4 king/NOUN/obj/2",
    ],
)
def test_what_is_no_such_word_stays_as_it_is(sentence):
    assert list(mended(tokens(sentence))) == tokens(sentence)
