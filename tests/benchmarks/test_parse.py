"""Figures of the parse, counted as the CoNLL 2018 shared task counts them."""

from __future__ import annotations

import gzip

import pytest

from benchmarks.parse import Word, figures, sentences, treebank

ROWS = """\
# sent_id = 1
1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
1\tca\tcan\tAUX\tMD\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
2.1\tghost\t_\tVERB\t_\t_\t_\t_\t_\t_
3\tmeet\tmeet\tVERB\tVB\t_\t0\troot\t_\t_

1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_
"""


def test_ranges_and_empty_nodes_are_no_words():
    assert [[word.form for word in sentence] for sentence in sentences(ROWS.splitlines())] == [
        ["ca", "n't", "meet"],
        ["Yes"],
    ]


def test_a_gzipped_treebank_is_read_like_a_plain_one(tmp_path):
    plain, packed = tmp_path / "a.conllu", tmp_path / "a.conllu.gz"
    plain.write_text(ROWS, "utf-8")
    packed.write_bytes(gzip.compress(ROWS.encode()))
    assert treebank(plain) == treebank(packed)


def test_a_right_head_with_a_wrong_relation_counts_for_uas_alone():
    gold = [[Word("It", "PRON", 2, "nsubj"), Word("rains", "VERB", 0, "root")]]
    parsed = [[Word("It", "PRON", 2, "expl"), Word("rains", "NOUN", 0, "root")]]
    assert figures(gold, parsed) == {"UPOS": 0.5, "UAS": 1.0, "LAS": 0.5}


def test_the_part_of_a_relation_after_the_colon_does_not_count():
    gold = [[Word("Lund", "PROPN", 2, "nsubj:pass"), Word("seen", "VERB", 0, "root")]]
    parsed = [[Word("Lund", "PROPN", 2, "nsubj"), Word("seen", "VERB", 0, "root")]]
    assert figures(gold, parsed)["LAS"] == 1.0


def test_a_parse_with_other_words_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        figures([[Word("a", "X", 0, "root"), Word("b", "X", 1, "dep")]], [[Word("a", "X", 0, "root")]])
