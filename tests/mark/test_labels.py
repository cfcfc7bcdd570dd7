"""The best legal sequence of labels."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.mark.labels import Decoder

LABELS = ("O", "B-CUE", "I-CUE", "B-SOURCE", "I-SOURCE")


def scores(*best: str, margin: float = 3.0) -> np.ndarray:
    """Scores under which each token alone would take the label given."""
    rows = np.zeros((len(best), len(LABELS)), np.float32)
    for row, label in enumerate(best):
        rows[row, LABELS.index(label)] = margin
    return rows


@pytest.mark.parametrize(
    ("best", "expected"),
    [
        (("O", "B-CUE", "I-CUE", "O"), [("CUE", 1, 3)]),
        (("B-CUE", "B-CUE"), [("CUE", 0, 1), ("CUE", 1, 2)]),
        (("B-SOURCE", "B-CUE"), [("SOURCE", 0, 1), ("CUE", 1, 2)]),
        (("O", "O"), []),
    ],
)
def test_legal_labels_are_taken_as_they_are(best, expected):
    assert [(s.name, s.first, s.past) for s in Decoder(LABELS).spans(scores(*best))] == expected


def test_a_stretch_that_would_begin_in_the_middle_is_mended():
    rows = scores("O", "I-CUE", "I-CUE")
    rows[1, LABELS.index("B-CUE")] = 2.0
    assert [(s.name, s.first, s.past) for s in Decoder(LABELS).spans(rows)] == [("CUE", 1, 3)]


def test_what_follows_often_is_believed_sooner():
    rows = scores("B-CUE", "O", "I-CUE", margin=1.0)
    sticky = [[0.0] * 5 for _ in LABELS]
    sticky[1][2] = sticky[2][2] = 8.0
    whole = [("CUE", 0, 3)]
    assert [(s.name, s.first, s.past) for s in Decoder(LABELS, sticky).spans(rows)] == whole
    assert [(s.name, s.first, s.past) for s in Decoder(LABELS).spans(rows)] != whole


@given(st.lists(st.lists(st.floats(-9, 9, width=32), min_size=5, max_size=5), max_size=25))
def test_spans_never_overlap_and_stay_inside(rows):
    found = Decoder(LABELS).spans(np.array(rows, np.float32).reshape(-1, 5))
    assert all(a.past <= b.first for a, b in itertools.pairwise(found))
    assert all(0 <= s.first < s.past <= len(rows) and 0 <= s.score <= 1 for s in found)
