"""Regressions that weigh named signs: yes or no, one of several, one class or another.

All are fitted by Newton's method or a bound of it, with a ridge that draws weights to 0: few signs, few cases, the same
answer every time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Signs = Mapping[str, float]
SEEN = 6
"""A sign counts if it was seen at least this often."""


def names_of(signs: Sequence[Signs]) -> list[str]:
    """The signs seen often enough, by name."""
    seen = Counter(name for each in signs for name, value in each.items() if value)
    return sorted(name for name, count in seen.items() if count >= SEEN)


def matrix(signs: Sequence[Signs], names: Sequence[str]) -> Floats:
    """One row per case: 1 for the bias, then the signs."""
    column = {name: k for k, name in enumerate(names, start=1)}
    out = np.zeros((len(signs), len(names) + 1))
    out[:, 0] = 1
    for row, each in enumerate(signs):
        for name, value in each.items():
            if name in column:
                out[row, column[name]] = value
    return out


def logistic(x: Floats, y: Floats, *, ridge: float) -> Floats:
    """Weights of a logistic regression by Newton's method; the first column is not drawn to 0."""
    weights = np.zeros(x.shape[1])
    pull = np.full(x.shape[1], ridge)
    pull[0] = 1e-3
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - pull * weights
        bend = (x * (p * (1 - p) + 1e-9)[:, None]).T @ x + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def softmax(scores: Floats) -> Floats:
    """Shares along the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Floats = shifted / shifted.sum(-1, keepdims=True)
    return shares


def choosing(tables: Sequence[Floats], right: Sequence[int], *, ridge: float) -> Floats:
    """Weights of a conditional logistic regression, by Newton's method. A table has a row for each of the options of
    one choice (without a column for a bias), ``right`` the row that is right."""
    size = tables[0].shape[1]
    weights = np.zeros(size)
    for _ in range(30):
        slope, bend = -ridge * weights, ridge * np.eye(size)
        for x, best in zip(tables, right, strict=True):
            p = softmax(x @ weights)
            mean = p @ x
            slope += x[best] - mean
            bend += (x * p[:, None]).T @ x - np.outer(mean, mean)
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def classes(x: Floats, right: Sequence[int], count: int, *, ridge: float, rounds: int = 400) -> Floats:
    """Weights (signs x ``count`` classes) of a multinomial regression, by Newton steps on a bound of the
    curvature (Boehning 1992), which never overshoot."""
    weights = np.zeros((x.shape[1], count))
    answers = np.eye(count)[right]
    pull = np.full(x.shape[1], ridge)
    pull[0] = 0.1
    step = np.linalg.inv(0.5 * x.T @ x + np.diag(pull))
    for _ in range(rounds):
        weights += step @ (x.T @ (answers - softmax(x @ weights)) - pull[:, None] * weights)
    return weights
