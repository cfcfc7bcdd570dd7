"""What is done, by whom to whom, as one of PLOVER's roots: ASSAULT, CONSULT, REJECT.

A linear model over words and grammar: the words of the sentence, what governs source and target, what those governors
govern, and the sorts of words that ``lists/root_words.txt`` lists. The weights lie in ``model/roots.npz``, made by
``training/roots.py``. YIELD stands for what earlier codes part into CONCEDE and RETREAT.

PLOVER: Halterman, Bagozzi, Beger, Schrodt, Scarborough: "PLOVER and POLECAT: A New Political Event Ontology and
Dataset" (2023).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from onrecord.domain.marks import Token

FARTHEST = 4
"""Governors above source and target that are looked at."""

GOVERNED = frozenset(
    "obj obl iobj xcomp ccomp aux advmod compound nmod amod case mark acl advcl conj aux:pass obl:agent".split()  # noqa: SIM905
)
"""Relations (Universal Dependencies) of the words under a governor that say what it does."""

SOURCE, TARGET = "<source>", "<target>"
_SORT = 0.6
_ENDINGS = (("ied", "y"), ("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Root:
    """A root, and the probability that it is right."""

    name: str
    score: float


def root_of(tokens: Sequence[Token], source: Collection[int] = (), target: Collection[int] = ()) -> Root:
    """The likeliest root of what ``source`` does to ``target`` in ``tokens``; see :func:`roots_of`."""
    return roots_of(tokens, source, target)[0]


def roots_of(tokens: Sequence[Token], source: Collection[int] = (), target: Collection[int] = ()) -> list[Root]:
    """Every root with its probability, the likeliest first.

    ``tokens`` are those of one sentence or a few, as the encoder read them; ``source`` and ``target`` are positions
    among them, empty where the sentence names none. The probabilities hold for sentences in which somebody does
    something to somebody else: one of the roots is always taken to be right.
    """
    return _model().ranked(features(tokens, source, target))


def stem(word: str) -> str:
    """A word without its ending, so that most forms of a verb are one.

    >>> [stem(word) for word in ("accused", "accuses", "accusing", "agrees", "UN")]
    ['accus', 'accus', 'accus', 'agr', 'un']
    """
    low = word.lower()
    for ending, instead in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            low = low[: len(low) - len(ending)] + instead
            break
    return low.rstrip("e") if len(low) > 3 else low


@cache
def sorts() -> dict[str, tuple[str, ...]]:
    """The sorts of each listed word, from ``lists/root_words.txt``."""
    found: dict[str, list[str]] = {}
    for line in resources.files("onrecord.entries").joinpath("lists/root_words.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            sort, words = line.split(":")
            for word in words.split():
                found.setdefault(word, []).append(sort)
    return {word: tuple(each) for word, each in found.items()}


def features(tokens: Sequence[Token], source: Collection[int] = (), target: Collection[int] = ()) -> Features:
    """What the model looks at, by name, scaled to length 1."""
    found = dict(_Sentence(tokens, frozenset(source), frozenset(target)).features())
    length = sum(value * value for value in found.values()) ** 0.5 or 1.0
    return {name: value / length for name, value in found.items()}


class _Sentence:
    """Tokens with their stems, sorts and tree, positions counted from 0."""

    def __init__(self, tokens: Sequence[Token], source: frozenset[int], target: frozenset[int]) -> None:
        self._source, self._target = source, target
        first = tokens[0].index if tokens else 0
        count = len(tokens)
        above = (token.head - first for token in tokens)
        self._above = [head if 0 <= head < count else -1 for head in above]
        self._relations = [token.relation for token in tokens]
        self._content = [token.pos in {"NOUN", "VERB", "ADJ", "PROPN"} for token in tokens]
        self._stems = [stem(token.text) for token in tokens]
        known = sorts()
        self._sorts = [known.get(token.text.lower(), ()) for token in tokens]
        self._below: dict[int, list[int]] = {}
        for at, head in enumerate(self._above):
            self._below.setdefault(head, []).append(at)

    def features(self) -> Iterator[tuple[str, float]]:
        """Every sign with its value; a later one of the same name counts."""
        yield from self._words()
        ends = {}
        for letter, places in (("s", self._source), ("t", self._target)):
            head = next((at for at in sorted(places) if self._above[at] not in places), None)
            if head is not None:
                ends[letter] = head
                yield f"{letter} {self._relations[head]}", 0.5
                yield from self._governors(letter, head)
        if len(ends) == 2:
            yield from self._path(ends["s"], ends["t"])

    def _form(self, at: int) -> str:
        return SOURCE if at in self._source else TARGET if at in self._target else self._stems[at]

    def _words(self) -> Iterator[tuple[str, float]]:
        """The words, by where they stand (before, between, after source and target), the pairs, and their sorts."""
        forms: list[str] = []
        for at in range(len(self._stems)):
            form = self._form(at)
            if form not in {SOURCE, TARGET} or not forms or forms[-1] != form:
                forms.append(form)
        ends = [at for at, form in enumerate(forms) if form in {SOURCE, TARGET}] or [0]
        for at, form in enumerate(forms):
            zone = "before" if at < ends[0] else "after" if at > ends[-1] else "between"
            yield f"w {form}", 1.0
            yield f"{zone} {form}", 1.0
        for one, two in pairwise(forms):
            yield f"w {one} {two}", 1.0
        counted: Features = {}
        for at, known in enumerate(self._sorts):
            place = "s" if at in self._source else "t" if at in self._target else ""
            for sort in known:
                counted[f"sort {sort}"] = counted.get(f"sort {sort}", 0.0) + _SORT
                if place:
                    counted[f"sort in {place} {sort}"] = _SORT
        yield from counted.items()

    def _governors(self, letter: str, head: int) -> Iterator[tuple[str, float]]:
        """What stands above source or target in the tree, and what stands beside it there."""
        chain = self._chain(head, FARTHEST)
        for far, at in enumerate(chain[1:], 1):
            near = min(far, 2)
            word, weight = self._stems[at], far**-0.5
            yield f"{letter} up {word}", weight
            yield f"{letter} up{near} {word}", weight
            if far == 1:
                yield f"{letter} {self._relations[head]} of {word}", 1.0
            for sort in self._sorts[at]:
                yield f"{letter} up sort{near} {sort}", _SORT
                yield f"{letter} up sort {sort}", _SORT * weight
            if far <= 2:
                yield from self._governed(letter, at, chain)
            yield from self._sorts_governed(letter, at)

    def _governed(self, letter: str, at: int, chain: Sequence[int]) -> Iterator[tuple[str, float]]:
        for child in self._below.get(at, ()):
            relation = self._relations[child]
            if relation not in GOVERNED or child in chain:
                continue
            yield f"{letter} down {self._stems[at]} {relation[:4]} {self._form(child)}", 1.0
            yield f"{letter} down {relation[:4]} {self._form(child)}", 1.0
            for grandchild in self._below.get(child, ()):
                if self._content[grandchild]:
                    yield f"{letter} far {self._form(grandchild)}", 0.7

    def _sorts_governed(self, letter: str, at: int) -> Iterator[tuple[str, float]]:
        for sort in self._sorts[at]:
            for child in self._below.get(at, ()):
                for below in self._sorts[child]:
                    yield f"{letter} sorts {sort} {self._relations[child][:4]} {below}", _SORT
                    yield f"{letter} sorts {sort} {below}", _SORT
                for grandchild in self._below.get(child, ()):
                    for below in self._sorts[grandchild]:
                        yield f"{letter} sorts far {sort} {below}", _SORT * 0.7

    def _path(self, source: int, target: int) -> Iterator[tuple[str, float]]:
        """The words between source and target in the tree."""
        up, down = self._chain(source, 12), self._chain(target, 12)
        top = next((at for at in up if at in down), None)
        if top is None:
            return
        for at in up[: up.index(top) + 1] + down[: down.index(top)]:
            if at not in {source, target}:
                yield f"path {self._stems[at]}", 1.0
                yield f"path {self._stems[at]} {self._relations[at]}", 0.5
        yield f"top {self._stems[top]}", 1.0

    def _chain(self, at: int, most: int) -> list[int]:
        """The position and those above it in the tree, at most ``most`` of them."""
        chain: list[int] = []
        while at >= 0 and len(chain) <= most and at not in chain:
            chain.append(at)
            at = self._above[at]
        return chain


class LinearModel:
    """Weights of every feature for every root."""

    def __init__(
        self, roots: Sequence[str], names: Sequence[str], weights: npt.NDArray[np.float32], bias: Sequence[float]
    ) -> None:
        """``weights``: features x roots. Scores are such that their softmax is a probability."""
        self.roots = tuple(roots)
        self.weights = weights
        self.bias = np.array(bias, np.float32)
        self._rows = {name: row for row, name in enumerate(names)}

    @property
    def names(self) -> list[str]:
        """The features, in the order of the weights."""
        return list(self._rows)

    def scores(self, found: Features) -> npt.NDArray[np.float32]:
        """A score for each root; features that training did not see weigh nothing."""
        rows = self._rows
        known = [(rows[name], value) for name, value in found.items() if name in rows]
        if not known:
            return self.bias
        at, values = zip(*known, strict=True)
        total: npt.NDArray[np.float32] = np.array(values, np.float32) @ self.weights[list(at)] + self.bias
        return total

    def ranked(self, found: Features) -> list[Root]:
        """Every root with its probability, the likeliest first."""
        scores = self.scores(found)
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        return [Root(self.roots[at], round(float(shares[at]), 3)) for at in np.argsort(-shares, kind="stable").tolist()]


@cache
def _model() -> LinearModel:
    with resources.files("onrecord.entries").joinpath("model/roots.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        card = json.loads(bytes(stored["card"]).decode("utf-8"))
        weights = stored["weights"].astype(np.float32) * stored["scale"]
    return LinearModel(card["roots"], card["names"], weights, card["bias"])
