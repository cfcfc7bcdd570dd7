"""From a head's scores to labelled stretches: the best sequence of labels that is legal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

SURE_OUTSIDE = 0.995
"""Where the probability of O is above this, the label is O and what stands before does not bear on what follows: the
text is decoded in the pieces between."""
FAR = -1e4


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens ``first:past`` under one label name ("SOURCE"), with the mean probability of their labels."""

    name: str
    first: int
    past: int
    score: float


def log_softmax(scores: Floats) -> Floats:
    """Log-probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    normal: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return normal


class Decoder:
    """Decodes BIO labels of one head by Viterbi.

    An ``I-x`` follows only ``B-x`` or ``I-x``. With ``log_odds`` (label before x label after: how much likelier the
    one is after the other than by itself) times ``weight`` added, long spans are cut less: the trial found 0.25 right.
    """

    def __init__(
        self, labels: Sequence[str], log_odds: Sequence[Sequence[float]] | None = None, *, weight: float = 0.25
    ) -> None:
        """``labels``: "O" first, then "B-x" and "I-x"; the columns of the scores."""
        count = len(labels)
        self.labels = tuple(labels)
        self._before: list[list[tuple[int, float]]] = [
            [(a, weight * log_odds[a][b] if log_odds else 0.0) for a in range(count) if _legal(labels[a], labels[b])]
            for b in range(count)
        ]
        self._first = [0.0 if not label.startswith("I-") else FAR for label in labels]

    def spans(self, scores: Floats) -> list[Span]:
        """The stretches in ``scores`` (tokens x labels, not normalised), in the order of the text."""
        logs = log_softmax(scores)
        open_tokens = np.flatnonzero(logs[:, 0] < np.log(SURE_OUTSIDE))
        out: list[Span] = []
        for first, past in _runs(open_tokens.tolist()):
            path = self._path(logs[first:past].tolist())
            out += self._collect(path, logs[first:past], first)
        return out

    def _path(self, logs: list[list[float]]) -> list[int]:
        best = [start + now for start, now in zip(self._first, logs[0], strict=True)]
        steps: list[list[int]] = []
        for row in logs[1:]:
            back, scored = [], []
            for label, befores in enumerate(self._before):
                top, top_at = -1e9, 0
                for a, bonus in befores:
                    value = best[a] + bonus
                    if value > top:
                        top, top_at = value, a
                back.append(top_at)
                scored.append(top + row[label])
            steps.append(back)
            best = scored
        at = max(range(len(best)), key=best.__getitem__)
        path = [at]
        for back in reversed(steps):
            at = back[at]
            path.append(at)
        return path[::-1]

    def _collect(self, path: list[int], logs: Floats, offset: int) -> list[Span]:
        out: list[Span] = []
        begin: int | None = None
        for k, label in enumerate([*path, 0]):
            if begin is not None and not (k < len(path) and self.labels[label].startswith("I-")):
                chosen = logs[np.arange(begin, k), path[begin:k]]
                name = self.labels[path[begin]][2:]
                out.append(Span(name, offset + begin, offset + k, round(float(np.exp(chosen).mean()), 4)))
                begin = None
            if k < len(path) and self.labels[label].startswith("B-"):
                begin = k
        return out


def _legal(before: str, after: str) -> bool:
    return not after.startswith("I-") or before[2:] == after[2:]


def _runs(indices: list[int]) -> list[tuple[int, int]]:
    """Half-open runs of neighbouring indices."""
    runs: list[tuple[int, int]] = []
    for index in indices:
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs
