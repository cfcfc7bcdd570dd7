"""How well parts of speech and dependencies are read, on treebanks in CoNLL-U.

    python -m benchmarks.parse TREEBANK.conllu[.gz] ...

Tokens are the treebank's. UPOS is the share of words with the right part of speech; UAS the share with the right
head; LAS the share with the right head and relation, its part before the colon only, as the CoNLL 2018 shared task
counts it. Ranges of multiword tokens and empty nodes are left out.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a treebank or of a parse: ``head`` counts from 1 within the sentence, 0 for the root."""

    form: str
    pos: str
    head: int
    relation: str


def sentences(lines: Iterable[str]) -> Iterator[list[Word]]:
    r"""The sentences of CoNLL-U lines.

    >>> lines = ["# text = They met", "1\tThey\t_\tPRON\t_\t_\t2\tnsubj", "2\tmet\t_\tVERB\t_\t_\t0\troot"]
    >>> [[(word.form, word.head) for word in sentence] for sentence in sentences(lines)]
    [[('They', 2), ('met', 0)]]
    """
    sentence: list[Word] = []
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if len(columns) >= 8 and columns[0].isdigit():
            sentence.append(Word(columns[1], columns[3], int(columns[6]), columns[7]))
        elif not line.strip() and sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def treebank(path: Path) -> list[list[Word]]:
    """Every sentence of one file; a name that ends in ".gz" is unpacked."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return list(sentences(lines))


def figures(gold: Sequence[Sequence[Word]], parsed: Sequence[Sequence[Word]]) -> dict[str, float]:
    """UPOS, UAS and LAS of ``parsed``, which has the words of ``gold``, as shares of all words.

    Raises:
        ValueError: the two differ in the number of sentences or words.
    """
    words = pos = heads = labelled = 0
    for right, guess in zip(gold, parsed, strict=True):
        for a, b in zip(right, guess, strict=True):
            words += 1
            pos += a.pos == b.pos
            heads += a.head == b.head
            labelled += a.head == b.head and a.relation.partition(":")[0] == b.relation.partition(":")[0]
    return {"UPOS": pos / words, "UAS": heads / words, "LAS": labelled / words}
