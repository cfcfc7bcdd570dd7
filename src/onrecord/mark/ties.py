"""Ties from the encoder's vectors: how strongly two tokens belong together under a label."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from onrecord.mark.encoder import WindowVectors


class WindowTies:
    """Implements ``domain.marks.Ties`` on the vectors of a report's windows."""

    def __init__(self, vectors: Sequence[WindowVectors], labels: Sequence[str], bias: Sequence[float]) -> None:
        self._windows = vectors
        self._starts = [v.first for v in vectors]
        self._labels = {label: k for k, label in enumerate(labels)}
        self._bias = bias
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
            odds = window.tie_to[:, number] @ window.tie_from[anchor - window.first, number] + self._bias[number]
            known = (1.0 / (1.0 + np.exp(-odds))).round(4).tolist()
            self._rows[label, anchor] = known
        return known
