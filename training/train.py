"""Trains the encoder: ``python -m training.train --shared DIR --out DIR [--epochs 5] [--base DIR] [--device cuda]``.

Every epoch goes once through PolNeAR and the treebanks and twice through the gold reports and re3d, in batches of
one corpus each. A running average of the weights (decay 0.998) is what is kept.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections import defaultdict
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.base import base_weights
from training.batches import Batch, Piece, batches, cut, tensors
from training.curriculum import Curriculum, curriculum
from training.lessons import IGNORED
from training.model import Encoder, TieHead

SEED = 20251021
WEIGHTS = {
    "attribution": 1.0, "name": 0.7, "cue": 1.5, "content": 1.0, "encounter": 2.0, "kind": 0.2, "status": 0.4,
    "upos": 0.7, "sentence": 0.3, "governor": 0.8, "relation": 0.6, "link": 0.5, "ties": 0.3,
}  # fmt: skip
AVERAGE_DECAY = 0.998
WARM_UP, LAST_RATE = 0.06, 0.02
"""Share of the steps in which the rates rise, and the share of the rate that is left at the end."""


def cross_entropy(scores: Tensor, answers: Tensor) -> Tensor:
    """Mean over the tokens that teach something; 0 if none does."""
    if not bool((answers != IGNORED).any()):
        return scores.sum() * 0.0
    return F.cross_entropy(scores.float().flatten(0, 1), answers.flatten(), ignore_index=IGNORED)


def losses(model: Encoder, x: Tensor, batch: Batch) -> dict[str, Tensor]:
    """What each head has wrong."""
    out = {name: cross_entropy(model.tags[name](x), answers) for name, answers in batch.tags.items()}
    if batch.governor is not None and batch.relation is not None:
        out["governor"] = cross_entropy(model.arc_scores(x, batch.sentence), batch.governor)
        scores = model.relations(x, batch.governor.clamp(min=0))
        out["relation"] = cross_entropy(scores, batch.relation.masked_fill(batch.governor < 0, IGNORED))
    if batch.cue is not None:
        out["link"] = cross_entropy(model.links(x), batch.cue)
    if len(batch.ties):
        out["ties"] = tie_loss(model, x, batch)
    return out


def tie_scores(head: TieHead, x: Tensor, batch: Batch) -> Tensor:
    """The log-odds of every tie of a batch: anchors x tokens of the window."""
    rows, anchors, labels = batch.ties.unbind(1)
    source, target = head.sides(x)
    source = source.float().unflatten(-1, (-1, head.size))[rows, anchors, labels]
    target = target.float().unflatten(-1, (-1, head.size))[rows, :, labels]
    scores: Tensor = (target @ source.unsqueeze(-1)).squeeze(-1) + head.bias[labels].unsqueeze(-1)
    by_kind = (head.near[labels] @ source.unsqueeze(-1)).squeeze(-1) + head.near_bias[labels]
    return scores + by_kind.gather(1, batch.near)


def tie_loss(model: Encoder, x: Tensor, batch: Batch) -> Tensor:
    """Binary cross entropy summed over the candidates of an anchor, averaged over anchors."""
    scores = tie_scores(model.ties, x, batch)
    each = F.binary_cross_entropy_with_logits(scores, batch.right, reduction="none")
    return (each * batch.candidates).sum() / len(batch.ties)


def to(batch: Batch, device: str) -> Batch:
    """The batch on another device."""
    if device == "cpu":
        return batch
    moved = copy.copy(batch)
    for name in ("inputs", "tags"):
        setattr(moved, name, {k: v.to(device) for k, v in getattr(batch, name).items()})
    for name in ("sentence", "governor", "relation", "cue", "ties", "candidates", "right", "near"):
        value = getattr(batch, name)
        setattr(moved, name, None if value is None else value.to(device))
    return moved


def plan(lessons: Curriculum, draw: random.Random) -> list[list[Piece]]:
    """The windows of one epoch, batch by batch, in random order."""
    chosen: list[list[Piece]] = []
    for corpus, times in lessons.corpora:
        pieces = [p for _ in range(times) for lesson in corpus for p in cut(lesson, draw=draw)]
        chosen += batches(pieces, draw)
    draw.shuffle(chosen)
    return chosen


class Training:
    """One run: the model, the running average of its weights, and the optimiser."""

    def __init__(self, args: argparse.Namespace) -> None:
        """Everything up to the first step; the same seed gives the same batches."""
        torch.manual_seed(SEED)
        torch.set_num_threads(args.threads)
        draw = random.Random(SEED)
        base = Path(args.base) if args.base else base_weights()
        self.args = args
        self.lessons = curriculum(Path(args.shared), base / "tokenizer.json")
        self.model = Encoder(base, self.lessons.relations).to(args.device).train()
        if args.init:
            self._go_on_from(Path(args.init))
        self.average = copy.deepcopy(self.model).eval()
        self.epochs = [plan(self.lessons, draw) for _ in range(args.epochs)]
        total = sum(map(len, self.epochs))
        body = [p for n, p in self.model.named_parameters() if n.startswith("body.") and p.requires_grad]
        rest = [p for n, p in self.model.named_parameters() if not n.startswith("body.")]
        self.optimizer = torch.optim.AdamW(
            [{"params": body, "lr": args.rate, "weight_decay": 0.01}, {"params": rest, "lr": 1e-3, "weight_decay": 0.0}]
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda s: min(1.0, (s + 1) / (WARM_UP * total)) * max(LAST_RATE, (total - s) / total)
        )
        self.total = total
        self.steps = 0
        self.seen: dict[str, list[float]] = defaultdict(list)
        self.began = time.monotonic()

    def _go_on_from(self, path: Path) -> None:
        """Take over the weights of an earlier run; what it did not have yet stays as it was made."""
        state = torch.load(path, map_location=self.args.device)["state"]
        found = self.model.load_state_dict(state, strict=False)
        if found.unexpected_keys:
            message = f"{path} holds weights that this model does not have: {', '.join(found.unexpected_keys)}"
            raise ValueError(message)
        if found.missing_keys:
            print("new since:", ", ".join(found.missing_keys), flush=True)

    def run(self) -> None:
        """All epochs; ``model.pt`` is written after each."""
        for number, epoch in enumerate(self.epochs, start=1):
            for pieces in epoch:
                self.step(to(tensors(pieces, self.lessons.relations), self.args.device))
                if self.steps % 100 == 0:
                    self.tell(number)
            self.save(Path(self.args.out) / "model.pt")

    def step(self, batch: Batch) -> None:
        """Learn from one batch."""
        with torch.autocast(self.args.device, dtype=torch.bfloat16):
            inputs = batch.inputs
            words = self.model.words(inputs["ids"], inputs["features"], inputs["mask"], inputs["first"])
            parts = losses(self.model, self.model.dropout(words), batch)
        loss = torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.steps += 1
        decay = min(AVERAGE_DECAY, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for kept, now in zip(self.average.parameters(), self.model.parameters(), strict=True):
                kept.lerp_(now, 1 - decay)
        for name, part in parts.items():
            self.seen[name].append(float(part.detach()))

    def tell(self, epoch: int) -> None:
        """A line on how it goes: the mean of each loss over its last 60 batches."""
        mean = {name: round(sum(v[-60:]) / len(v[-60:]), 3) for name, v in sorted(self.seen.items())}
        print(f"epoch {epoch} step {self.steps}/{self.total} {time.monotonic() - self.began:.0f} s {mean}", flush=True)

    def save(self, path: Path) -> None:
        """Write the averaged weights and what the exporter needs beside them."""
        state = self.average.state_dict()
        torch.save({"state": state, "relations": self.lessons.relations, "log_odds": self.lessons.log_odds}, path)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", required=True, help="folder that holds data/ and gold/")
    parser.add_argument("--out", required=True, help="folder to write model.pt to")
    parser.add_argument("--base", help="folder of a BERT-like base model; default: MiniLM-L6, pinned by hash")
    parser.add_argument("--init", help="a model.pt to go on from")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    Path(args.out).mkdir(parents=True, exist_ok=True)
    Training(args).run()


if __name__ == "__main__":
    main()
