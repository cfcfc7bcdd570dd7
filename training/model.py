"""The encoder: MiniLM with one small head for each thing to mark.

``WINDOW`` outputs, for a batch of windows: for every head of TAGS its scores for each token; ``head`` and ``relation``
(the tree, within predicted sentences); ``link_from``/``link_to`` (source or content token -> cue token) and
``tie_from``/``tie_to``, vectors whose dot product (plus ``tie_bias``, plus what ``tie_near`` gives for how near the two
tokens stand) is a log-odds: they are multiplied at reading time for the few anchors that need them, instead of for all
pairs of tokens.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from onrecord.mark.pieces import FEATURES
from onrecord.mark.ties import NEARNESS
from training.lessons import TAGS, TIES

ARC_SIZE, RELATION_SIZE, LINK_SIZE, TIE_SIZE = 256, 96, 128, 48
FAR = -1e4
"""Score of what cannot be (finite, so that half precision survives it)."""


class Pairs(nn.Module):
    """Two views of each token for a biaffine score; ``to`` gets a root in front where asked."""

    def __init__(self, width: int, size: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.dependent = nn.Linear(width, size)
        self.governor = nn.Linear(width, size)
        self.root = nn.Parameter(torch.zeros(size))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """``x``: batch x tokens x width -> dependents (with a constant 1) and governors (root first)."""
        a = self.dropout(F.gelu(self.dependent(x)))
        b = self.dropout(F.gelu(self.governor(x)))
        b = torch.cat([self.root.to(b.dtype).expand(b.shape[0], 1, -1), b], 1)
        return torch.cat([a, torch.ones_like(a[..., :1])], -1), b


class Arcs(nn.Module):
    """For each token a score of every possible governor, root first."""

    def __init__(self, width: int, size: int) -> None:
        super().__init__()
        self.pairs = Pairs(width, size)
        self.weight = nn.Parameter(torch.randn(size + 1, size) * (0.5 / math.sqrt(size)))

    def sides(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors whose dot products are the scores: batch x tokens x size, batch x (1 + tokens) x size."""
        a, b = self.pairs(x)
        return a @ self.weight.to(a.dtype), b

    def forward(self, x: Tensor) -> Tensor:
        """Scores: batch x tokens x (1 + tokens)."""
        a, b = self.sides(x)
        return a @ b.transpose(1, 2)


class Relations(nn.Module):
    """The relation of each token to a given governor."""

    def __init__(self, width: int, size: int, count: int) -> None:
        super().__init__()
        self.pairs = Pairs(width, size)
        self.weight = nn.Parameter(torch.randn(count, size + 1, size) * 0.05)

    def forward(self, x: Tensor, governors: Tensor) -> Tensor:
        """``governors``: batch x tokens, 0 for the root, else 1 + token -> batch x tokens x relations."""
        a, b = self.pairs(x)
        chosen = torch.gather(b, 1, governors.unsqueeze(-1).expand(-1, -1, b.shape[-1]))
        count, rows, size = self.weight.shape
        left = a @ self.weight.to(a.dtype).permute(1, 0, 2).reshape(rows, count * size)
        left = left.reshape(*left.shape[:2], count, size)
        return (left * chosen.unsqueeze(2)).sum(-1)


class TieHead(nn.Module):
    """For each label of TIES two vectors per token; their dot product plus a bias is a log-odds. To each kind of
    nearness belongs a vector that is added to that of the target, and a bias of its own."""

    def __init__(self, width: int, size: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(width, width)
        self.source = nn.Linear(width, len(TIES) * size)
        self.target = nn.Linear(width, len(TIES) * size)
        self.bias = nn.Parameter(torch.full((len(TIES),), -3.0))
        self.near = nn.Parameter(torch.zeros(len(TIES), NEARNESS, size))
        self.near_bias = nn.Parameter(torch.zeros(len(TIES), NEARNESS))
        self.dropout = nn.Dropout(0.2)
        self.size = size
        for layer in (self.source, self.target):
            nn.init.normal_(layer.weight, std=0.03)

    def sides(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Two of batch x tokens x (labels * size)."""
        hidden = self.dropout(F.gelu(self.hidden(x)))
        return self.source(hidden), self.target(hidden)

    def nearness(self, source: Tensor) -> Tensor:
        """What each kind of nearness adds for an anchor: batch x tokens x (labels * size) -> labels * NEARNESS."""
        each = torch.einsum("btls,lns->btln", source.unflatten(-1, (-1, self.size)), self.near) + self.near_bias
        return each.flatten(2)


class Encoder(nn.Module):
    """MiniLM and its heads; ``relations`` are the names of the dependency relations."""

    def __init__(self, base: Path | str, relations: list[str]) -> None:
        super().__init__()
        from transformers import AutoModel

        self.body: Any = AutoModel.from_pretrained(
            str(base),
            attn_implementation="sdpa",
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=0.1,
            add_pooling_layer=False,
        )
        width = self.body.config.hidden_size
        self.body.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
        self.features = nn.Embedding(FEATURES, width)
        nn.init.zeros_(self.features.weight)
        self.tags = nn.ModuleDict({name: nn.Linear(width, len(labels)) for name, labels in TAGS.items()})
        self.arcs = Arcs(width, ARC_SIZE)
        self.relations = Relations(width, RELATION_SIZE, len(relations))
        self.links = Arcs(width, LINK_SIZE)
        self.ties = TieHead(width, TIE_SIZE)
        self.dropout = nn.Dropout(0.1)
        self.relation_names = relations

    def words(self, ids: Tensor, features: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """One vector per token (that of its first piece): batch x tokens x width."""
        embedded = self.body.embeddings.word_embeddings(ids) + self.features(features)
        hidden: Tensor = self.body(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return torch.gather(hidden, 1, first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))

    def arc_scores(self, x: Tensor, sentence: Tensor) -> Tensor:
        """Governor scores within sentences; ``sentence``: batch x tokens, a number per sentence."""
        same = sentence.unsqueeze(1) == sentence.unsqueeze(2)
        same &= ~torch.eye(same.shape[-1], dtype=torch.bool, device=same.device)  # nothing governs itself
        allowed = torch.cat([torch.ones_like(same[..., :1]), same], -1)
        scores: Tensor = self.arcs(x)
        return scores.float().masked_fill(~allowed, FAR)


class Window(nn.Module):
    """What is exported: everything a reading needs of a batch of windows, in one graph."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor, first: Tensor, starts: Tensor) -> tuple[Tensor, ...]:
        """``starts``: 1 where a paragraph starts, 0 inside, 2 past the end. Outputs in the order of ``OUTPUTS``."""
        encoder = self.encoder
        x = encoder.words(ids, features, mask, first)
        tags = {name: layer(x) for name, layer in encoder.tags.items()}
        sentence_scores = tags["sentence"]
        begins = (sentence_scores[..., 1] > sentence_scores[..., 0]) | (starts == 1)
        sentence = torch.cumsum(begins.to(torch.int64), 1)
        sentence = torch.where(starts == 2, torch.zeros_like(sentence), sentence)
        governors = encoder.arc_scores(x, sentence).argmax(-1)
        relations = encoder.relations(x, governors).argmax(-1)
        link_from, link_to = encoder.links.sides(x)
        tie_from, tie_to = encoder.ties.sides(x)
        tie_near = encoder.ties.nearness(tie_from)
        return (*tags.values(), governors, relations, link_from, link_to, tie_from, tie_to, tie_near)


OUTPUTS = (*TAGS, "head", "relation", "link_from", "link_to", "tie_from", "tie_to", "tie_near")
INPUTS = ("ids", "features", "mask", "first", "starts")
