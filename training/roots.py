"""Weighs words and grammar for PLOVER's roots: ``python -m training.roots --shared DIR [--out FILE]``.

DIR holds ``data/acts/plv-train.jsonl.gz``: lines ``{"id", "text", "source", "target", "root"}``. Reads each sentence
with the committed encoder (which has not learned from them), fits one linear support vector machine for each root on
the features of ``onrecord.entries.roots``, and writes ``src/onrecord/entries/model/roots.npz``. Prints accuracy by
cross-validation, in which sentences that occur twice are kept together and the features are chosen anew each time.

The scores of a support vector machine are no probabilities. One factor makes them so, the one under which the right
roots of held-out sentences are likeliest; it is found in cross-validation and multiplied into the weights.
"""

from __future__ import annotations

import argparse
import io
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.acts import parsed
from benchmarks.jsonlines import rows
from onrecord.entries.roots import Features, LinearModel, features

Floats = npt.NDArray[np.float64]
OUT = Path(__file__).parent.parent / "src/onrecord/entries/model/roots.npz"
FOLDS = 10
COST = 2.0
"""How much a sentence on the wrong side costs (C). 1, 2 and 4 do as well as each other within the measure's error."""
SEEN = 2
"""A feature counts if it was seen at least this often; those seen once are three quarters of all."""
FACTORS = np.geomspace(0.5, 12, 60)


def fit(found: Sequence[Features], roots: Sequence[str]) -> LinearModel:
    """The weights, from features and the right roots."""
    from scipy.sparse import csr_matrix
    from sklearn.svm import LinearSVC

    count = Counter(name for each in found for name in each)
    names = sorted(name for name, seen in count.items() if seen >= SEEN)
    at = {name: column for column, name in enumerate(names)}
    cells = [(row, at[name], value) for row, each in enumerate(found) for name, value in each.items() if name in at]
    row, column, value = zip(*cells, strict=True)
    # balanced: a sentence of a rare root counts for more, or the rare ones would hardly ever be found
    machine = LinearSVC(C=COST, class_weight="balanced", random_state=0, max_iter=5000)
    machine.fit(csr_matrix((value, (row, column)), (len(found), len(names))), list(roots))
    return LinearModel(
        machine.classes_.tolist(), names, machine.coef_.T.astype(np.float32), machine.intercept_.tolist()
    )


def folds(rows: Sequence[dict[str, Any]]) -> list[int]:
    """A fold for each sentence, the same for the same text, all about as large."""
    texts = list(dict.fromkeys(row["text"] for row in rows))
    order = np.random.default_rng(0).permutation(len(texts))
    fold = {texts[k]: place % FOLDS for place, k in enumerate(order)}
    return [fold[row["text"]] for row in rows]


def held_out_scores(found: Sequence[Features], roots: Sequence[str], fold: Sequence[int]) -> tuple[list[str], Floats]:
    """The roots, and for each sentence the scores by a model that was not fitted on it."""
    every = sorted(set(roots))
    scores = np.zeros((len(found), len(every)))
    for part in range(FOLDS):
        seen = [k for k in range(len(found)) if fold[k] != part]
        model = fit([found[k] for k in seen], [roots[k] for k in seen])
        columns = [every.index(root) for root in model.roots]
        for k in range(len(found)):
            if fold[k] == part:
                scores[k, columns] = model.scores(found[k])
    return every, scores


def factor_for(scores: Floats, right: npt.NDArray[np.int64]) -> float:
    """What scores are multiplied by so that their softmax is a probability."""

    def loss(factor: float) -> float:
        logits = scores * factor
        logits = logits - logits.max(1, keepdims=True)
        logs = logits - np.log(np.exp(logits).sum(1, keepdims=True))
        return -float(logs[np.arange(len(right)), right].mean())

    return float(min(FACTORS, key=loss))


def report(every: Sequence[str], scores: Floats, roots: Sequence[str], factor: float) -> None:
    """Print accuracy, by root too, and how often roots with a certain probability are right."""
    chosen = scores.argmax(1)
    right = np.array([every[k] for k in chosen]) == np.array(roots)
    spread = 1.96 * (right.mean() * (1 - right.mean()) / len(right)) ** 0.5
    print(f"accuracy {right.mean():.3f} ± {spread:.3f} on {len(roots)} sentences, {FOLDS} folds; factor {factor:.2f}")
    for root in every:
        of = np.array(roots) == root
        said = np.array([every[k] == root for k in chosen])
        print(f"  {root:10} recall {right[of].mean():.2f} of {of.sum():3}, precision {right[said].mean():.2f}")
    logits = np.exp((scores - scores.max(1, keepdims=True)) * factor)
    share = logits.max(1) / logits.sum(1)
    for low, high in ((0.0, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01)):
        part = (share >= low) & (share < high)
        print(
            f"  probability {low:.1f} to {min(high, 1):.1f}: {part.sum():4} sentences, right {right[part].mean():.2f}"
        )


def save(model: LinearModel, factor: float, path: Path) -> None:
    """Write the weights, multiplied by ``factor``, in 8 bits with a scale for each root."""
    weights = model.weights * factor
    scale = np.abs(weights).max(0) / 127
    bias = [round(each * factor, 4) for each in model.bias.tolist()]
    card = {"roots": model.roots, "names": model.names, "bias": bias}
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        card=np.frombuffer(json.dumps(card, ensure_ascii=False).encode("utf-8"), np.uint8),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue())


def main() -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    sentences = rows(options.shared / "data/acts/plv-train.jsonl.gz")
    found = [features(*parsed(sentence)) for sentence in sentences]
    roots = [sentence["root"] for sentence in sentences]
    every, scores = held_out_scores(found, roots, folds(sentences))
    factor = factor_for(scores, np.array([every.index(root) for root in roots]))
    report(every, scores, roots, factor)
    model = fit(found, roots)
    save(model, factor, options.out)
    print(f"{len(model.names)} features, {options.out.stat().st_size / 1000:.0f} KB in {options.out}")


if __name__ == "__main__":
    main()
