"""Ties: the vectors of two tokens, and how near they stand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from onrecord.mark.encoder import WindowVectors
from onrecord.mark.ties import NEARNESS, STEPS, WindowTies, nearness

ONE_SENTENCE = np.zeros(200, np.int64)


def test_every_nearness_has_a_number_of_its_own():
    sentences = np.array([0] * 100 + [1] * 100)
    seen = {int(kind) for anchor in (0, 99, 100, 199) for kind in nearness(anchor, 0, sentences)}
    assert seen == set(range(NEARNESS))


@pytest.mark.parametrize(("apart", "step"), [(0, 0), (1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (16, 4), (64, 6), (65, 7)])
def test_distance_is_told_in_steps_and_by_side(apart, step):
    after = nearness(10, 10, ONE_SENTENCE)[apart]
    before = nearness(199, 0, ONE_SENTENCE)[199 - apart]
    assert after == step + (len(STEPS) if apart else 0)
    assert before == step


def test_another_sentence_is_another_nearness():
    sentences = np.array([4, 4, 4, 5, 5])
    kinds = nearness(31, 30, sentences)
    assert (kinds < 2 * len(STEPS)).tolist() == [True, True, True, False, False]


def test_a_score_adds_up_vectors_bias_and_nearness():
    near = np.zeros((3, 1, NEARNESS), np.float32)
    near[1, 0, nearness(1, 0, np.array([0, 0, 0]))[2]] = 2.0
    source = np.array([[[0.0]], [[3.0]], [[0.0]]], np.float32)
    target = np.array([[[0.5]], [[0.0]], [[1.0]]], np.float32)
    ties = WindowTies(
        [WindowVectors(0, 3, np.zeros((3, 4), np.float32), source, target, near)], ["with"], [-1.0], [0, 0, 0]
    )
    before, after, outside = ties.score("with", 1, [0, 2, 3])
    assert before == pytest.approx(1 / (1 + math.exp(-0.5)), abs=1e-4)
    assert after == pytest.approx(1 / (1 + math.exp(-4.0)), abs=1e-4)
    assert outside == 0.0
