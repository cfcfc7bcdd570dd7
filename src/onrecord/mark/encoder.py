"""The encoder: one compact transformer reads the text once; its heads say what each token is.

The model lies in ``model/``: ``model.onnx`` (made by ``training/``), ``vocabulary.json`` (its tokenizer) and
``model.json`` (labels, dependency relations, transition log-odds, hash). Nothing here needs torch or a network.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.domain.marks import Token
from onrecord.mark.labels import Floats, log_softmax
from onrecord.mark.mending import mended
from onrecord.mark.pieces import Fed, Feeder, Ints, collate, windows

MODEL = Path(__file__).parent / "model"


@dataclass(frozen=True, slots=True)
class WindowVectors:
    """What one window says of pairs of its tokens ``first:past`` (of the report).

    ``links`` (tokens x 1 + tokens): the log-probability that a token of a source or content has its cue at the root
    ("no cue here", column 0) or at a token. Dot products of ``tie_from`` and ``tie_to`` (tokens x labels x size), plus
    a bias by label, plus what ``tie_near`` (tokens x labels x kinds of nearness) gives the anchor for tokens that stand
    so to it, are tie scores.
    """

    first: int
    past: int
    links: Floats
    tie_from: Floats
    tie_to: Floats
    tie_near: Floats


@dataclass(frozen=True, slots=True)
class Heads:
    """What the heads say of a report's tokens: ``tags[head]`` is tokens x labels (not normalised); ``tokens`` bear
    part of speech, governor, relation and sentence; ``windows`` follow one another."""

    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    tags: dict[str, Floats]
    windows: tuple[WindowVectors, ...]


class Encoder:
    """Reads tokens; costs about 0.3 s to make, so share one (``encoder()``)."""

    def __init__(self, folder: Path = MODEL, *, threads: int = 1) -> None:
        """``folder`` holds the model's three files. One thread reads one report: many reports are read side by side
        (``reading.read_reports``), which makes better use of several cores than one report on all of them."""
        import onnxruntime

        self.card: dict[str, Any] = json.loads((folder / "model.json").read_text("utf-8"))
        self.labels: dict[str, list[str]] = self.card["labels"]
        self._relations: list[str] = self.card["relations"]
        self._feeder = Feeder(folder / "vocabulary.json")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._outputs = [output.name for output in self._session.get_outputs()]

    @property
    def name(self) -> str:
        """The model's name and the start of its hash, for a Reading."""
        return str(self.card["name"])

    def read(self, tokens: Sequence[Token], *, sentences: Sequence[tuple[int, int]] | None = None) -> Heads:
        """Read a report's tokens. ``sentences`` (half-open token ranges) are what windows are packed from and, where
        given, taken as they are; else the heads say where sentences start."""
        fed = self._feeder.feed(tokens)
        packed = sentences or _ranges([i == 0 or t.sentence != tokens[i - 1].sentence for i, t in enumerate(tokens)])
        if sentences:
            starts = {first for first, _ in sentences}
            fed = Fed(fed.pieces, fed.features, tuple(i in starts for i in range(len(tokens))))
        tags: dict[str, list[Floats]] = {name: [] for name in self.labels}
        trees: list[tuple[int, Ints, Ints]] = []
        vectors: list[WindowVectors] = []
        for first, past in windows(fed, packed):
            out = dict(zip(self._outputs, self._session.run(None, dict(collate([(fed, first, past)]))), strict=True))
            for name, rows in tags.items():
                rows.append(out[name][0])
            trees.append((first, out["head"][0], out["relation"][0]))
            vectors.append(self._vectors(first, past, out))
        joined = {name: np.concatenate(rows) for name, rows in tags.items() if rows}
        begins = self._begins(tokens, joined, sentences)
        return Heads(self._parsed(tokens, joined, trees, begins), tuple(_ranges(begins)), joined, tuple(vectors))

    def _vectors(self, first: int, past: int, out: dict[str, Any]) -> WindowVectors:
        shape = (past - first, len(self.card["ties"]), -1)
        return WindowVectors(
            first,
            past,
            log_softmax(out["link_from"][0] @ out["link_to"][0].T),
            out["tie_from"][0].reshape(shape),
            out["tie_to"][0].reshape(shape),
            out["tie_near"][0].reshape(shape),
        )

    def _begins(
        self, tokens: Sequence[Token], tags: dict[str, Floats], sentences: Sequence[tuple[int, int]] | None
    ) -> list[bool]:
        if sentences is not None:
            starts = {first for first, _ in sentences}
            return [i in starts for i in range(len(tokens))]
        if not tokens:
            return []
        said = (tags["sentence"][:, 1] > tags["sentence"][:, 0]).tolist()
        return [i == 0 or said[i] or token.paragraph != tokens[i - 1].paragraph for i, token in enumerate(tokens)]

    def _parsed(
        self, tokens: Sequence[Token], tags: dict[str, Floats], trees: list[tuple[int, Ints, Ints]], begins: list[bool]
    ) -> tuple[Token, ...]:
        upos = self.labels["upos"]
        pos = tags["upos"].argmax(-1).tolist() if tokens else []
        heads: list[int] = []
        relations: list[str] = []
        for first, governors, labels in trees:
            heads += [first + g - 1 if g else -1 for g in governors.tolist()]
            relations += [self._relations[k] for k in labels.tolist()]
        sentence = -1
        out = []
        for token, tag, head, relation, begin in zip(tokens, pos, heads, relations, begins, strict=True):
            sentence += begin
            out.append(replace(token, pos=upos[tag], head=head, relation=relation, sentence=sentence))
        return mended(out)


def _ranges(begins: Sequence[bool]) -> list[tuple[int, int]]:
    starts = [i for i, begin in enumerate(begins) if begin]
    return list(zip(starts, [*starts[1:], len(begins)], strict=True)) if starts else []


@cache
def encoder() -> Encoder:
    """The shared encoder of this process."""
    return Encoder()
