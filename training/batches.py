"""Windows of lessons, as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from onrecord.mark.pieces import MAX_PIECES, collate, windows
from onrecord.mark.ties import nearness
from training.lessons import IGNORED, TAGS, TIES, Lesson

SHORTEST_WINDOW = 100
"""Training windows end after 100 to 510 pieces, drawn anew in each epoch, so that position means little."""
PIECES_PER_BATCH = 2048


@dataclass(frozen=True, slots=True)
class Piece:
    """The tokens ``first:past`` of a lesson."""

    lesson: Lesson
    first: int
    past: int

    @property
    def size(self) -> int:
        """Word pieces."""
        return sum(len(p) for p in self.lesson.fed.pieces[self.first : self.past])


@dataclass(slots=True)
class Batch:
    """Inputs and answers of some windows of one corpus. ``ties``: rows of (window, anchor, label), and for each row
    of them a mask of candidates and of right ones over the tokens of the window, and how near these stand."""

    inputs: dict[str, Tensor]
    tags: dict[str, Tensor]
    sentence: Tensor
    governor: Tensor | None
    relation: Tensor | None
    cue: Tensor | None
    ties: Tensor
    candidates: Tensor
    right: Tensor
    near: Tensor


def cut(lesson: Lesson, *, draw: random.Random | None) -> Iterator[Piece]:
    """The windows of a lesson; with ``draw`` of random length, else as long as may be."""
    limit = draw.randint(SHORTEST_WINDOW, MAX_PIECES) if draw else MAX_PIECES
    for first, past in windows(lesson.fed, lesson.sentences, limit):
        yield Piece(lesson, first, past)


def batches(pieces: Sequence[Piece], draw: random.Random) -> list[list[Piece]]:
    """Windows of like length together, about ``PIECES_PER_BATCH`` pieces a batch, in random order."""
    shuffled = list(pieces)
    draw.shuffle(shuffled)
    out: list[list[Piece]] = []
    for at in range(0, len(shuffled), 128):
        current: list[Piece] = []
        for piece in sorted(shuffled[at : at + 128], key=lambda p: p.size):
            if current and piece.size * (len(current) + 1) > PIECES_PER_BATCH:
                out.append(current)
                current = []
            current.append(piece)
        out.append(current)
    draw.shuffle(out)
    return out


def tensors(pieces: Sequence[Piece], relations: Sequence[str]) -> Batch:
    """Put windows of one corpus into tensors; tokens outside a window teach nothing."""
    arrays = collate([(p.lesson.fed, p.first, p.past) for p in pieces])
    rows, width = arrays["first"].shape
    known = pieces[0].lesson
    number = {name: k for k, name in enumerate(relations)}

    def filled() -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
        return np.full((rows, width), IGNORED, np.int64)

    tags = {name: filled() for name in TAGS if name in known.tags}
    sentence, governor, relation, cue = np.full((rows, width), -1, np.int64), filled(), filled(), filled()
    for row, piece in enumerate(pieces):
        lesson, first, past = piece.lesson, piece.first, piece.past
        inside = slice(0, past - first)
        for name, target in tags.items():
            target[row, inside] = lesson.tags[name][first:past]
        sentence[row, inside] = [t.sentence for t in lesson.tokens[first:past]]
        for column, k in enumerate(range(first, past)):
            if lesson.heads:
                head = lesson.heads[k]
                governor[row, column] = 0 if head < 0 else head - first + 1 if first <= head < past else IGNORED
                relation[row, column] = number[lesson.relations[k]]
            if lesson.cue_of and (at := lesson.cue_of[k]) != IGNORED:
                cue[row, column] = at - first + 1 if first <= at < past else 0
    ties, candidates, right, near = _ties(pieces, width)
    return Batch(
        {name: torch.from_numpy(a) for name, a in arrays.items()},
        {name: torch.from_numpy(a) for name, a in tags.items()},
        torch.from_numpy(sentence),
        torch.from_numpy(governor) if known.heads else None,
        torch.from_numpy(relation) if known.heads else None,
        torch.from_numpy(cue) if known.cue_of else None,
        ties,
        candidates,
        right,
        near,
    )


def _ties(pieces: Sequence[Piece], width: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    index: list[tuple[int, int, int]] = []
    near: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []
    masks: list[tuple[list[int], list[int]]] = []
    for row, piece in enumerate(pieces):
        sentences = np.array([t.sentence for t in piece.lesson.tokens[piece.first : piece.past]], np.int64)
        for tie in piece.lesson.ties:
            if piece.first <= tie.anchor < piece.past:
                candidates = [k - piece.first for k in tie.candidates if piece.first <= k < piece.past]
                if candidates:
                    right = [k - piece.first for k in tie.right if piece.first <= k < piece.past]
                    index.append((row, tie.anchor - piece.first, TIES.index(tie.label)))
                    masks.append((candidates, right))
                    kinds = nearness(tie.anchor, piece.first, sentences)
                    near.append(np.pad(kinds, (0, width - len(kinds))))
    candidate_mask = torch.zeros(len(index), width, dtype=torch.bool)
    right_mask = torch.zeros(len(index), width)
    for k, (candidates, right) in enumerate(masks):
        candidate_mask[k, candidates] = True
        right_mask[k, right] = 1.0
    kinds_of = torch.from_numpy(np.array(near, np.int64).reshape(-1, width))
    return torch.tensor(index, dtype=torch.int64).reshape(-1, 3), candidate_mask, right_mask, kinds_of
