"""Ties from the encoder's vectors: how strongly two tokens belong together under a label."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from onrecord.mark.encoder import WindowVectors
from onrecord.mark.pieces import Ints

STEPS = (1, 2, 3, 5, 9, 17, 33, 65)
"""How far apart two tokens stand, in tokens: 0 or 1, 2, 3 to 4, 5 to 8, ... and more than 64."""
NEARNESS = 4 * len(STEPS)
"""Kinds of nearness: that far before or after, in one sentence or not."""


def nearness(anchor: int, first: int, sentences: Ints) -> Ints:
    """How each of some tokens stands to an anchor, as a number below ``NEARNESS``.

    ``sentences`` are the numbers of the sentences in which the tokens from ``first`` on stand, the anchor among them.
    """
    apart = np.arange(first, first + len(sentences)) - anchor
    far = np.searchsorted(STEPS, np.abs(apart), side="right") - 1
    kinds: Ints = np.maximum(far, 0) + len(STEPS) * (apart > 0)
    kinds += 2 * len(STEPS) * (sentences != sentences[anchor - first])
    return kinds


class WindowTies:
    """Implements ``domain.marks.Ties`` on the vectors of a report's windows.

    ``sentences`` holds for each token of the report the number of its sentence.
    """

    def __init__(
        self,
        vectors: Sequence[WindowVectors],
        labels: Sequence[str],
        bias: Sequence[float],
        sentences: Sequence[int],
    ) -> None:
        self._windows = vectors
        self._starts = [v.first for v in vectors]
        self._labels = {label: k for k, label in enumerate(labels)}
        self._bias = bias
        self._sentences = np.array(sentences, np.int64)
        self._rows: dict[tuple[str, int], list[float]] = {}

    def score(self, label: str, anchor: int, tokens: Sequence[int]) -> list[float]:
        """The probability for each of ``tokens``; 0.0 for one outside the anchor's window.

        Raises:
            KeyError: the model has no such label.
        """
        row = self._row(label, anchor)
        window = self._windows[bisect_right(self._starts, anchor) - 1]
        return [row[k - window.first] if window.first <= k < window.past else 0.0 for k in tokens]

    def _row(self, label: str, anchor: int) -> list[float]:
        known = self._rows.get((label, anchor))
        if known is None:
            number = self._labels[label]
            window = self._windows[bisect_right(self._starts, anchor) - 1]
            at = anchor - window.first
            near = nearness(anchor, window.first, self._sentences[window.first : window.past])
            odds = window.tie_to[:, number] @ window.tie_from[at, number] + self._bias[number]
            odds = odds + window.tie_near[at, number][near]
            known = (1.0 / (1.0 + np.exp(-odds))).round(4).tolist()
            self._rows[label, anchor] = known
        return known
