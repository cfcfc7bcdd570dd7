from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from onrecord.domain.errors import OnrecordError
from onrecord.domain.marks import Marks
from onrecord.show.spacy import to_spacy


def test_without_spacy_the_error_says_how_to_get_it(reading, monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy.tokens", None)
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(OnrecordError, match=r"pip install 'onrecord\[spacy\]'"):
        to_spacy(reading)


@pytest.fixture
def doc(reading):
    pytest.importorskip("spacy")
    return to_spacy(reading)


def test_the_doc_has_the_text_letter_for_letter(doc, reading):
    assert doc.text == reading.report.text


def test_tokens_keep_their_place_part_of_speech_and_relation(doc, reading):
    ours = {token.start: token for token in reading.marks.tokens}
    matched = [(token, ours[token.idx]) for token in doc if token.idx in ours]
    assert len(matched) == len(reading.marks.tokens)
    for token, own in matched:
        assert (token.text, token.pos_) == (own.text, own.pos)
        assert token.dep_ == ("ROOT" if own.head == -1 else own.relation)
        if own.head != -1:
            assert token.head.idx == reading.marks.tokens[own.head].start


def test_sentences_are_ours(doc, reading):
    assert len(list(doc.sents)) == len(reading.marks.sentences)


def test_names_are_entities_with_spacys_labels(doc):
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Donald Trump", "PERSON"), ("Vladimir Putin", "PERSON")]


def test_entries_are_span_groups_that_bear_their_ids(doc, reading):
    said = [(span.text, span.label_, span.id_) for span in doc.spans["statements"]]
    assert said == [
        (piece.exact, statement.manner.value, statement.id)
        for statement in reading.statements
        for piece in statement.content
    ]
    assert [(span.text, span.id_) for span in doc.spans["cues"]][:2] == [("said", "S1"), ("told", "S2")]
    first = doc.spans["encounters"][0]
    assert (first.text, first.label_, first.id_) == ("summit", "summit", "E1")
    assert [span.id_ for span in doc.spans["times"]][:2] == ["2025-10-21", "2025-10-20"]
    assert {span.id_ for span in doc.spans["actors"]} == {actor.id for actor in reading.actors}
    assert doc.spans["sources"][0].text == "a White House official"


def test_the_reading_goes_along_as_data(doc):
    assert doc.user_data["onrecord"]["statements"][0]["id"] == "S1"


def test_text_that_no_token_covers_is_kept(reading):
    pytest.importorskip("spacy")
    few = replace(reading.marks, tokens=reading.marks.tokens[3:20], sentences=(), names=())
    assert to_spacy(replace(reading, marks=few)).text == reading.report.text
    assert to_spacy(replace(reading, marks=Marks(reading.report.text, ()))).text == reading.report.text


def test_a_circle_of_heads_and_a_head_outside_become_one_tree_for_each_sentence(reading):
    pytest.importorskip("spacy")
    tokens = list(reading.marks.tokens)
    tokens[1], tokens[2] = replace(tokens[1], head=2), replace(tokens[2], head=1)
    tokens[3] = replace(tokens[3], head=len(tokens) - 1)
    tokens[4] = replace(tokens[4], head=-1, relation="root")
    doc = to_spacy(replace(reading, marks=replace(reading.marks, tokens=tuple(tokens))))
    assert len(list(doc.sents)) == len(reading.marks.sentences)
    for token in doc:
        assert list(token.ancestors)[-1:] in ([], [token.sent.root])


def test_before_the_encoder_sentences_are_set_without_a_parse(reading):
    pytest.importorskip("spacy")
    bare = tuple(replace(token, pos="", head=-1, relation="") for token in reading.marks.tokens)
    doc = to_spacy(replace(reading, marks=replace(reading.marks, tokens=bare)))
    assert not doc.has_annotation("DEP")
    assert len(list(doc.sents)) == len(reading.marks.sentences)
