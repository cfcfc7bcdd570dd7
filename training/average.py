"""Averages trained encoders: ``python -m training.average A.pt B.pt --out C.pt``.

The mean of the weights of two stages of one training reads unseen reports about as well as the better of the two does
each thing. All must come from one run, or from runs begun with one another's weights.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor


def average(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of each weight; of what is no number with a fraction, the first.

    Raises:
        ValueError: the states do not hold the same weights.
    """
    if any(state.keys() != states[0].keys() for state in states):
        message = "these encoders do not hold the same weights"
        raise ValueError(message)
    out = {}
    for name, first in states[0].items():
        if first.is_floating_point():
            out[name] = torch.stack([state[name].float() for state in states]).mean(0).to(first.dtype)
        else:
            out[name] = first
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    saved = [torch.load(path, map_location="cpu") for path in args.models]
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({**saved[0], "state": average([each["state"] for each in saved])}, args.out)


if __name__ == "__main__":
    main()
