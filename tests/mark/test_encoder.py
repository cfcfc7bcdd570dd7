"""The encoder that comes with the package."""

from __future__ import annotations

import hashlib

import pytest

from onrecord.mark.encoder import MODEL, encoder
from onrecord.mark.ties import WindowTies
from onrecord.mark.tokens import tokenize


@pytest.fixture(scope="module")
def heads():
    """Foreign Minister Espen Dahl told reporters on Monday that he would meet the envoy in Oslo."""
    text = "Foreign Minister Espen Dahl told reporters on Monday that he would meet the envoy in Oslo."
    return encoder().read(tokenize(text))


def test_the_model_is_the_one_its_card_names():
    digest = hashlib.sha256((MODEL / "model.onnx").read_bytes()).hexdigest()
    assert encoder().card["sha256"] == digest
    assert encoder().name.endswith(digest[:8])


def test_every_token_gets_a_part_of_speech_and_one_root_governs_the_sentence(heads):
    by_word = {t.text: t for t in heads.tokens}
    assert by_word["told"].pos == "VERB"
    assert by_word["Dahl"].pos == "PROPN"
    assert by_word["told"].head == -1
    assert all(t.head == -1 or 0 <= t.head < len(heads.tokens) for t in heads.tokens)


def test_no_token_is_governed_from_another_sentence():
    heads = encoder().read(tokenize("The talks ended. Nobody won.\n\nThe envoy left. He was tired."))
    assert len(heads.sentences) == 4
    sentence = [t.sentence for t in heads.tokens]
    assert all(t.head == -1 or sentence[t.head] == t.sentence for t in heads.tokens)


def test_sentences_that_are_given_are_kept():
    tokens = tokenize("The talks ended and nobody won")
    heads = encoder().read(tokens, sentences=[(0, 3), (3, 6)])
    assert heads.sentences == ((0, 3), (3, 6))


def test_a_report_longer_than_a_window_is_read_in_several():
    text = "\n\n".join("The minister said that the talks would go on in Oslo." for _ in range(80))
    heads = encoder().read(tokenize(text))
    assert len(heads.windows) > 1
    assert heads.windows[0].first == 0
    assert all(a.past == b.first for a, b in zip(heads.windows, heads.windows[1:], strict=False))
    assert heads.windows[-1].past == len(heads.tokens)
    assert len(heads.tags["upos"]) == len(heads.tokens)


def test_nothing_is_read_of_nothing():
    heads = encoder().read([])
    assert heads.tokens == ()
    assert heads.windows == ()


def test_ties_point_at_the_speaker_and_end_with_the_window(heads):
    card = encoder().card
    ties = WindowTies(heads.windows, card["ties"], card["tie_bias"], [t.sentence for t in heads.tokens])
    index = {t.text: t.index for t in heads.tokens}
    dahl, oslo, outside = ties.score("speaker", index["told"], [index["Dahl"], index["Oslo"], 999])
    assert dahl > oslo
    assert outside == 0.0


def test_a_tie_that_the_model_does_not_know_is_an_error(heads):
    card = encoder().card
    with pytest.raises(KeyError):
        WindowTies(heads.windows, card["ties"], card["tie_bias"], [t.sentence for t in heads.tokens]).score(
            "cousin", 0, [1]
        )
