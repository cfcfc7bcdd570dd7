"""What the encoder is fed: the word pieces of each token, and what an uncased vocabulary loses (letter shape, whether
a quotation is open, paragraph starts).

Training and reading both go through this module, so that the model sees the same numbers in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from onrecord.domain.marks import Token

Ints = npt.NDArray[np.int64]

MAX_PIECES = 510
"""Pieces in one window: MiniLM has 512 positions, two are taken by [CLS] and [SEP]."""
PIECES_PER_TOKEN = 12
"""A longer token (an address, a row of dashes) is cut off; it bears no names."""
FEATURES = 32
"""Values of a token's feature: 8 shapes x quotation open or not x paragraph start or not."""
_CLS, _SEP, _UNKNOWN = 101, 102, 100


@dataclass(frozen=True, slots=True)
class Fed:
    """Tokens as the encoder takes them: for each token its piece ids, its feature, and whether a paragraph starts."""

    pieces: tuple[tuple[int, ...], ...]
    features: tuple[int, ...]
    paragraph_starts: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.pieces)


def shape(word: str) -> int:
    """The letter shape of a word, 1 to 7: lower case, capitals, Capitalised, mIxed, digits first, quotation mark,
    other."""
    if word[0].isalpha():
        if word.islower():
            return 1
        if word.isupper() and len(word) > 1:
            return 2
        return 3 if word[0].isupper() else 4
    if word[0].isdigit():
        return 5
    return 6 if word[0] in "\"“”„«»'‘’`" else 7


class Feeder:
    """Cuts tokens into word pieces with the model's own vocabulary."""

    def __init__(self, vocabulary: Path) -> None:
        """``vocabulary``: a ``tokenizer.json`` of the tokenizers library."""
        self._tokenizer = Tokenizer.from_file(str(vocabulary))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known: dict[str, tuple[int, ...]] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """The ids of a word's pieces, at least one."""
        found = self._known.get(word)
        if found is None:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids
            found = tuple(ids[:PIECES_PER_TOKEN]) or (_UNKNOWN,)
            if len(self._known) < 200_000:
                self._known[word] = found
        return found

    def feed(self, tokens: Sequence[Token]) -> Fed:
        """Pieces and features of ``tokens``, in their order."""
        pieces: list[tuple[int, ...]] = []
        features: list[int] = []
        starts: list[bool] = []
        paragraph = -1
        inside = False
        for token in tokens:
            starts.append(token.paragraph != paragraph)
            if starts[-1]:
                paragraph, inside = token.paragraph, False
            word = token.text
            if word in {"“", "„", "«"}:
                inside = True
            elif word == '"':
                inside = not inside
            pieces.append(self.pieces(word))
            features.append(shape(word) + 8 * inside + 16 * starts[-1])
            if word in {"”", "»"}:
                inside = False
        return Fed(tuple(pieces), tuple(features), tuple(starts))


def windows(fed: Fed, sentences: Sequence[tuple[int, int]], limit: int = MAX_PIECES) -> Iterator[tuple[int, int]]:
    """Pack whole sentences (half-open token ranges that cover all tokens) into windows of at most ``limit`` pieces.

    Yields half-open token ranges that follow one another; a sentence longer than ``limit`` is cut.
    """
    begin = at = 0
    size = 0
    for first, last in sentences:
        length = sum(len(fed.pieces[i]) for i in range(first, last))
        if size and size + length > limit:
            yield begin, first
            begin, size = first, 0
        at = first
        while length > limit:
            cut, taken = at, 0
            while taken + len(fed.pieces[cut]) <= limit:
                taken += len(fed.pieces[cut])
                cut += 1
            yield begin, cut
            begin = at = cut
            length -= taken
        size += length
    if size:
        yield begin, len(fed)


def collate(items: Sequence[tuple[Fed, int, int]]) -> dict[str, Ints]:
    """One batch of windows ``(fed, first token, last token)`` as the arrays that the model takes.

    ``ids``, ``features``, ``mask``: batch x pieces; ``first`` (where each token's first piece stands) and ``starts``
    (1 where a paragraph starts, 2 past the last token): batch x tokens.
    """
    longest = 2 + max(sum(len(p) for p in fed.pieces[i:j]) for fed, i, j in items)
    widest = max(j - i for _, i, j in items)
    batch = {name: np.zeros((len(items), longest), np.int64) for name in ("ids", "features", "mask")}
    batch["first"] = np.zeros((len(items), widest), np.int64)
    batch["starts"] = np.full((len(items), widest), 2, np.int64)
    for row, (fed, i, j) in enumerate(items):
        at = 1
        batch["ids"][row, 0] = _CLS
        for column, k in enumerate(range(i, j)):
            piece = fed.pieces[k]
            batch["first"][row, column] = at
            batch["starts"][row, column] = int(fed.paragraph_starts[k] or column == 0)
            batch["ids"][row, at : at + len(piece)] = piece
            batch["features"][row, at : at + len(piece)] = fed.features[k]
            at += len(piece)
        batch["ids"][row, at] = _SEP
        batch["mask"][row, : at + 1] = 1
    return batch
