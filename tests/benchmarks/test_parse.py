"""Figures of the parse, counted as the CoNLL 2018 shared task counts them."""

from __future__ import annotations

import gzip

import pytest

from benchmarks.parse import Sentence, Word, documents, figures, parsed, sentences, tokens_of, treebank

ROWS = """\
# newdoc id = a
# newpar
# sent_id = 1
1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
1\tca\tcan\tAUX\tMD\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
2.1\tghost\t_\tVERB\t_\t_\t_\t_\t_\t_
3\tmeet\tmeet\tVERB\tVB\t_\t0\troot\t_\t_

1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

# newdoc id = b
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_
"""


def sentence(*words: Word) -> Sentence:
    return Sentence(words)


def test_ranges_and_empty_nodes_are_no_words():
    forms = [[word.form for word in each.words] for each in sentences(ROWS.splitlines())]
    assert forms == [["ca", "n't", "meet"], ["Yes"], ["No"]]


def test_documents_begin_where_the_treebank_says():
    assert [len(document) for document in documents(sentences(ROWS.splitlines()))] == [2, 1]


def test_a_gzipped_treebank_is_read_like_a_plain_one(tmp_path):
    plain, packed = tmp_path / "a.conllu", tmp_path / "a.conllu.gz"
    plain.write_text(ROWS, "utf-8")
    packed.write_bytes(gzip.compress(ROWS.encode()))
    assert treebank(plain) == treebank(packed) != []


def test_tokens_stand_where_their_words_do():
    document = next(documents(sentences(ROWS.splitlines())))
    tokens, ranges = tokens_of(document)
    assert ranges == [(0, 3), (3, 4)]
    assert all("ca n't meet Yes"[token.start : token.end] == token.text for token in tokens)


def test_a_right_head_with_a_wrong_relation_counts_for_uas_alone():
    gold = [sentence(Word("It", "PRON", 2, "nsubj"), Word("rains", "VERB", 0, "root"))]
    read = [sentence(Word("It", "PRON", 2, "expl"), Word("rains", "NOUN", 0, "root"))]
    assert figures(gold, read) == {"UPOS": 0.5, "UAS": 1.0, "LAS": 0.5}


def test_the_part_of_a_relation_after_the_colon_does_not_count():
    gold = [sentence(Word("Lund", "PROPN", 2, "nsubj:pass"), Word("seen", "VERB", 0, "root"))]
    read = [sentence(Word("Lund", "PROPN", 2, "nsubj"), Word("seen", "VERB", 0, "root"))]
    assert figures(gold, read)["LAS"] == 1.0


def test_a_parse_with_other_words_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        figures([sentence(Word("a", "X", 0, "root"), Word("b", "X", 1, "dep"))], [sentence(Word("a", "X", 0, "root"))])


def test_a_plain_sentence_is_parsed():
    gold = [sentence(Word("They", "PRON", 2, "nsubj"), Word("met", "VERB", 0, "root"), Word(".", "PUNCT", 2, "punct"))]
    assert figures(gold, parsed(gold)) == {"UPOS": 1.0, "UAS": 1.0, "LAS": 1.0}
