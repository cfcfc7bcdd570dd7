"""What is learned from, and how often."""

from __future__ import annotations

import math
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from pathlib import Path

from onrecord.mark.pieces import Feeder
from training.corpora import polnear, re3d, treebank
from training.gold import Forms, annotated_reports, gold_reports, texts_of, written_reports
from training.lessons import ATTRIBUTION, CONTENT, Lesson

GOLD_TIMES = 2
"""How often an epoch goes through the gold reports and our own: they are few, and closest to what is read."""
ANNOTATIONS = Path(__file__).parent / "annotations.jsonl"
WRITTEN = Path(__file__).parent / "written.jsonl"


@dataclass(frozen=True, slots=True)
class Curriculum:
    """The corpora with their repeats, the names of the dependency relations, and, for the heads that mark long spans,
    the log-odds of one label following another (``log_odds[head][before][after]``)."""

    corpora: list[tuple[list[Lesson], int]]
    relations: list[str]
    log_odds: dict[str, list[list[float]]]


def country_forms() -> tuple[Forms, frozenset[str]]:
    """From the gazetteer: the lower-case forms of each country under each of its names, and all adjectives."""
    forms: dict[str, frozenset[str]] = {}
    adjectives: set[str] = set()
    lines = resources.files("onrecord.gazetteer").joinpath("lists/countries.txt").read_text("utf-8").splitlines()
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        fields = [[part.strip().lower() for part in cell.split(";") if part.strip()] for cell in line.split("|")]
        every = frozenset(form for cell in fields for form in cell)
        for name in [*fields[0], *fields[1]]:
            forms[name] = every
        adjectives |= {form for cell in fields[2:4] for form in cell}
    return forms, frozenset(adjectives)


def curriculum(shared: Path, vocabulary: Path) -> Curriculum:
    """Read everything; ``shared`` holds ``data/`` and ``gold/``."""
    feeder = Feeder(vocabulary)
    forms, nationalities = country_forms()
    data = shared / "data"
    attributed = list(polnear(data / "polnear" / "train.jsonl.gz", feeder, nationalities))
    gold = list(gold_reports(shared / "gold" / "train", shared / "gold" / "train_text", feeder, forms))
    gold += annotated_reports(ANNOTATIONS, texts_of(shared), feeder, forms)
    written = list(written_reports(WRITTEN, feeder, forms))
    named = list(re3d(data / "ner" / "re3d.jsonl.gz", feeder))
    # A batch holds lessons of like labels: what we wrote has no statements marked, EWT no entities (GUM has).
    ewt, gum = (list(treebank(data / "ud" / f"{name}-train.conllu.gz", feeder)) for name in ("ewt", "gum"))
    gum = [lesson for lesson in gum if "name" in lesson.tags]
    relations = sorted({relation for lesson in [*ewt, *gum] for relation in lesson.relations})
    return Curriculum(
        corpora=[(attributed, 1), (gold, GOLD_TIMES), (written, GOLD_TIMES), (named, 2), (ewt, 1), (gum, 1)],
        relations=relations,
        log_odds={
            "attribution": log_odds(attributed, "attribution", len(ATTRIBUTION)),
            "content": log_odds(gold, "content", len(CONTENT)),
        },
    )


def log_odds(lessons: list[Lesson], head: str, count: int) -> list[list[float]]:
    """How much likelier a label is after another than by itself, as log-odds (add-0.1 smoothing)."""
    follows = [[0.1] * count for _ in range(count)]
    alone = [1.0] * count
    for lesson in lessons:
        tags = lesson.tags[head]
        for before, after in pairwise(tags):
            follows[before][after] += 1
        for tag in tags:
            alone[tag] += 1
    total = sum(alone)
    return [
        [round(math.log(n / sum(row)) - math.log(alone[k] / total), 4) for k, n in enumerate(row)] for row in follows
    ]
