"""How well parts of speech and dependencies are read, on treebanks in CoNLL-U.

    python -m benchmarks.parse TREEBANK.conllu[.gz] ... [--json OUT]

Words and sentences are the treebank's. UPOS is the share of words with the right part of speech; UAS the share with
the right head; LAS the share with the right head and relation, its part before the colon only, as the CoNLL 2018
shared task counts it. Ranges of multiword tokens and empty nodes are left out. Several treebanks are counted each and
together.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.domain.marks import Token
from onrecord.mark.encoder import encoder


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a treebank or of a parse: ``head`` counts from 1 within the sentence, 0 for the root, -1 for a word
    outside it."""

    form: str
    pos: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and whether a paragraph or a document starts with it."""

    words: tuple[Word, ...]
    paragraph: bool = False
    document: bool = False


def sentences(lines: Iterable[str]) -> Iterator[Sentence]:
    r"""The sentences of CoNLL-U lines.

    >>> lines = ["# text = They met", "1\tThey\t_\tPRON\t_\t_\t2\tnsubj", "2\tmet\t_\tVERB\t_\t_\t0\troot"]
    >>> [[(word.form, word.head) for word in sentence.words] for sentence in sentences(lines)]
    [[('They', 2), ('met', 0)]]
    """
    words: list[Word] = []
    paragraph = document = False
    for line in (*lines, ""):
        columns = line.rstrip("\n").split("\t")
        if line.startswith("# newdoc"):
            document = True
        elif line.startswith("# newpar"):
            paragraph = True
        elif len(columns) >= 8 and columns[0].isdigit():
            words.append(Word(columns[1], columns[3], int(columns[6]), columns[7]))
        elif not line.strip() and words:
            yield Sentence(tuple(words), paragraph, document)
            words, paragraph, document = [], False, False


def treebank(path: Path) -> list[Sentence]:
    """Every sentence of one file; a name that ends in ".gz" is unpacked."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return list(sentences(lines))


def documents(bank: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences by document."""
    document: list[Sentence] = []
    for sentence in bank:
        if sentence.document and document:
            yield document
            document = []
        document.append(sentence)
    if document:
        yield document


def tokens_of(document: Sequence[Sentence]) -> tuple[list[Token], list[tuple[int, int]]]:
    """The document's words as tokens with single spaces between them, and the token range of each sentence."""
    tokens: list[Token] = []
    ranges: list[tuple[int, int]] = []
    paragraph = at = 0
    for number, sentence in enumerate(document):
        paragraph += sentence.paragraph and number > 0
        ranges.append((len(tokens), len(tokens) + len(sentence.words)))
        for word in sentence.words:
            tokens.append(Token(len(tokens), at, at + len(word.form), word.form, number, paragraph))
            at += len(word.form) + 1
    return tokens, ranges


def parsed(document: Sequence[Sentence]) -> list[Sentence]:
    """The document as the encoder reads it."""
    tokens, ranges = tokens_of(document)
    read = encoder().read(tokens, sentences=ranges).tokens
    return [Sentence(tuple(_word(token, first, past) for token in read[first:past])) for first, past in ranges]


def _word(token: Token, first: int, past: int) -> Word:
    """A token of the sentence ``first:past`` with its head counted within it."""
    head = 0 if token.head < 0 else token.head - first + 1 if first <= token.head < past else -1
    return Word(token.text, token.pos, head, token.relation)


def figures(gold: Sequence[Sentence], read: Sequence[Sentence]) -> dict[str, float]:
    """UPOS, UAS and LAS of ``read``, which has the words of ``gold``, as shares of all words.

    Raises:
        ValueError: the two differ in the number of sentences or words.
    """
    words = pos = heads = labelled = 0
    for right, guess in zip(gold, read, strict=True):
        for a, b in zip(right.words, guess.words, strict=True):
            words += 1
            pos += a.pos == b.pos
            heads += a.head == b.head
            labelled += a.head == b.head and a.relation.partition(":")[0] == b.relation.partition(":")[0]
    return {"UPOS": pos / words, "UAS": heads / words, "LAS": labelled / words}


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", type=Path, nargs="+", metavar="TREEBANK")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures over all treebanks here too")
    options = parser.parse_args(arguments)
    gold: list[Sentence] = []
    read: list[Sentence] = []
    for path in options.treebanks:
        bank = treebank(path)
        guess = [sentence for document in documents(bank) for sentence in parsed(document)]
        print(path.name, _line(figures(bank, guess)))
        gold += bank
        read += guess
    together = figures(gold, read)
    print("together", _line(together))
    if options.json:
        options.json.write_text(json.dumps(together), "utf-8")


def _line(taken: dict[str, float]) -> str:
    return ", ".join(f"{name} {figure:.3f}" for name, figure in taken.items())


if __name__ == "__main__":
    main()
