"""Evidence that is weighed: named signs, each with a weight in log-odds, added up.

Who takes part, when and where is weighed twice: by each mention of the encounter alone, and then by all its mentions
together (``pooled``). The weights stand in ``lists/encounter_weights.toml``. They were fitted by logistic regression on
newswire annotated by the gold standard's guide (``python -m training.encounters``).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Generic, TypeVar

from onrecord.domain.marks import EncounterMark

T = TypeVar("T")
Signs = Mapping[str, float]
"""How strongly each sign is there: 1.0 or 0.0 for one that is there or not, else a figure such as a log-odds."""
CLIP = 6.0
"""A head's log-odds are believed no further than this."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The weights of one question. ``least`` is the probability from which the answer is yes."""

    bias: float
    least: float
    weights: Mapping[str, float]

    def odds(self, signs: Signs) -> float:
        """Log-odds of yes; signs without a weight do not count."""
        return self.bias + sum(self.weights.get(name, 0.0) * value for name, value in signs.items())

    def probability(self, signs: Signs) -> float:
        """Probability of yes."""
        return 1.0 / (1.0 + math.exp(-self.odds(signs)))

    def heaviest(self, signs: Signs, count: int = 3) -> str:
        """The signs that spoke most for yes, heaviest first, for a reader."""
        said = sorted(((self.weights.get(n, 0.0) * v, n) for n, v in signs.items()), key=lambda s: (-s[0], s[1]))
        return ", ".join(name for weight, name in said[:count] if weight > 0)


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """What was found likeliest, how probable it is and what spoke for it; ``value`` is None where nothing is probable
    enough."""

    value: T | None = None
    probability: float = 0.0
    because: str = ""


def pooled(chances: Sequence[Sequence[float]]) -> list[dict[str, float]]:
    """What the single mentions say together, for each of some candidates, and how it stands to the others.

    ``chances`` has for each candidate the probabilities by the single mentions (of it and of the encounter).
    """
    tops = [sorted(each, reverse=True)[:2] + [0.0] * (2 - len(each)) for each in chances]
    out = []
    for k, (each, top) in enumerate(zip(chances, tops, strict=True)):
        others = max((t[0] for j, t in enumerate(tops) if j != k), default=0.0)
        out.append(
            {
                "best mention": log_odds(top[0]),
                "any mention": log_odds(1.0 - math.prod(1.0 - p for p in each)),
                "second mention": top[1],
                "best other": others,
                "likeliest": float(top[0] > others),
            }
        )
    return out


@dataclass(frozen=True, slots=True)
class Pooled(Generic[T]):
    """A candidate where one mention makes it likeliest, that mention, and what all mentions say together."""

    value: T
    mark: EncounterMark
    signs: dict[str, float]


def over_mentions(
    groups: Iterable[Sequence[T]], marks: Sequence[EncounterMark], chance: Callable[[EncounterMark, T], float]
) -> list[Pooled[T]]:
    """What the mentions of an encounter say together of each candidate. ``groups`` are the places where one candidate
    is named; ``chance`` is how probable a mention makes one of them."""
    every = [[(chance(mark, value), mark, value) for mark in marks for value in group] for group in groups]
    out = []
    for chances, found in zip(every, pooled([[p for p, _, _ in each] for each in every]), strict=True):
        _, mark, value = max(chances, key=lambda each: each[0])
        if len(marks) > 1:
            found["several mentions"] = 1.0
        out.append(Pooled(value, mark, found))
    return out


def likeliest(question: str, candidates: Iterable[tuple[T, Signs]]) -> Finding[T]:
    """The candidate that the signs make the likeliest answer to a question, of equals the first; none if it is less
    probable than the question asks for.

    Raises:
        KeyError: there is no such question.
    """
    scales = scale(question)
    best: Finding[T] = Finding(None, scales.least)
    for value, signs in candidates:
        probability = scales.probability(signs)
        if probability > best.probability:
            best = Finding(value, probability)
    return best if best.value is not None else Finding()


def likeliest_by(question: str, candidates: Iterable[tuple[T, Signs]]) -> Finding[T]:
    """The same, however little probable it is; nothing only if there is no candidate."""
    scales = scale(question)
    chances = [(scales.probability(signs), value) for value, signs in candidates]
    if not chances:
        return Finding()
    probability, value = max(chances, key=lambda each: each[0])
    return Finding(value, probability)


@cache
def tables() -> dict[str, Any]:
    """Every table of ``lists/encounter_weights.toml``."""
    text = resources.files("onrecord.entries").joinpath("lists/encounter_weights.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def scale(question: str) -> Scale:
    """The scale for a question, a table of the weights file.

    Raises:
        KeyError: there is no such table.
    """
    table = tables()[question]
    return Scale(table["bias"], table["least"], table["weights"])


def log_odds(probability: float) -> float:
    """A head's probability as log-odds, within ``CLIP``.

    >>> log_odds(0.5), log_odds(1.0)
    (0.0, 6.0)
    """
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return max(-CLIP, min(CLIP, math.log(kept / (1 - kept))))
