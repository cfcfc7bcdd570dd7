"""Holds an exported model against the trained one: ``python -m training.check MODEL.pt --shared DIR [--model DIR]``.

Both read the dev parts of PolNeAR, EWT and GUM. Printed, per head: how many tokens each labels right, and for how many
the two agree.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from onrecord.mark.encoder import MODEL
from onrecord.mark.pieces import Feeder
from training.base import base_weights
from training.batches import Batch, cut, tensors
from training.corpora import polnear, treebank
from training.curriculum import country_forms
from training.export import load
from training.lessons import IGNORED, Lesson
from training.model import INPUTS, OUTPUTS, Window

CHECKED = ("attribution", "name", "upos", "sentence")


def dev_parts(shared: Path, feeder: Feeder) -> Iterator[Lesson]:
    """The lessons of the dev parts."""
    _, nationalities = country_forms()
    yield from polnear(shared / "data" / "polnear" / "dev.jsonl.gz", feeder, nationalities)
    for name in ("ewt", "gum"):
        yield from treebank(shared / "data" / "ud" / f"{name}-dev.conllu.gz", feeder)


def answers(batch: Batch, lesson: Lesson) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.int64]]]:
    """What is right, by output."""
    right = {name: batch.tags[name].numpy() for name in CHECKED if name in batch.tags}
    if lesson.heads and batch.governor is not None:
        right["head"] = batch.governor.numpy()
    return right


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL)
    args = parser.parse_args()
    base = base_weights()
    encoder, saved = load(args.trained, base)
    window = Window(encoder).eval()
    session = onnxruntime.InferenceSession(str(args.model / "model.onnx"), providers=["CPUExecutionProvider"])
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for lesson in dev_parts(args.shared, Feeder(base / "tokenizer.json")):
        for piece in cut(lesson, draw=None):
            batch = tensors([piece], saved["relations"])
            with torch.no_grad():
                trained = dict(zip(OUTPUTS, window(*(batch.inputs[n] for n in INPUTS)), strict=True))
            exported = dict(zip(OUTPUTS, session.run(None, {n: batch.inputs[n].numpy() for n in INPUTS}), strict=True))
            for name, right in answers(batch, lesson).items():
                a, b = trained[name].numpy(), exported[name]
                if name != "head":
                    a, b = a.argmax(-1), b.argmax(-1)
                known = right != IGNORED
                row = counts[name]
                row[0] += int(known.sum())
                row[1] += int((a == right)[known].sum())
                row[2] += int((b == right)[known].sum())
                row[3] += int((a == b)[known].sum())
    print(f"{'':14}{'tokens':>9}{'trained':>9}{'exported':>10}{'agree':>8}")
    for name, (total, a, b, same) in counts.items():
        print(f"{name:14}{total:9}{a / total:9.4f}{b / total:10.4f}{same / total:8.4f}")


if __name__ == "__main__":
    main()
