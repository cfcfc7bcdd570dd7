"""Where an encounter takes place: the one place named in the report that belongs to it, if any does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.domain.entries import Place
from onrecord.domain.marks import EncounterMark, Mark
from onrecord.domain.passage import Passage
from onrecord.entries.evidence import log_odds, scale
from onrecord.entries.setting import Setting

_DATELINE = re.compile(r"^\s*([A-Z][A-Z .'’-]+[A-Z])\b")


@dataclass(frozen=True, slots=True)
class Location:
    """A place, how probable it is, and what spoke for it; ``place`` is None where none is probable enough."""

    place: Place | None = None
    probability: float = 0.0
    because: str = ""


def location_of(setting: Setting, marks: Sequence[EncounterMark]) -> Location:
    """The likeliest place of the encounter of ``marks``."""
    scales = scale("takes_place_where")
    best = Location(None, scales.least)
    for place, first, past in candidates(setting):
        found = signs(setting, marks, place, first, past)
        probability = scales.probability(found)
        if probability > best.probability:
            best = Location(place, probability, scales.heaviest(found))
    return best if best.place is not None else Location()


def candidates(setting: Setting) -> Iterator[tuple[Place, int, int]]:
    """Every place that the report names, with its tokens; "here" is the place of the dateline."""
    for name in setting.marks.names:
        if name.label in {"PLACE", "ORG"}:
            first, past = setting.span(name.start, name.end)
            if past > first:
                yield _named(setting, name), first, past
    home = dateline(setting.report.dateline)
    for index, token in enumerate(setting.tokens):
        if home and token.text.lower() == "here":
            yield Place(home, Passage.of(setting.marks.text, token.start, token.end)), index, index + 1


def _named(setting: Setting, name: Mark) -> Place:
    passage = Passage.of(setting.marks.text, name.start, name.end)
    return Place(" ".join(passage.exact.split()), passage)


def dateline(line: str) -> str:
    """The place of a dateline.

    >>> dateline("KUALA LUMPUR, April 1 , 1997 (AFP)"), dateline("")
    ('Kuala Lumpur', '')
    """
    found = _DATELINE.match(line)
    return found.group(1).title() if found else line.split(",", maxsplit=1)[0].strip() if line[:1].isalpha() else ""


def signs(setting: Setting, marks: Sequence[EncounterMark], place: Place, first: int, past: int) -> dict[str, float]:
    """What speaks for or against a place being that of an encounter."""
    ties = [setting.tie("place", mark, [past - 1]) for mark in marks]
    word = setting.word(first - 1)
    before = setting.word(first - 2) if word in {"the", "a"} else word
    actors = setting.actors_at.get(past - 1, ())
    out = {
        "place head, best mention": log_odds(max(ties)),
        "place head, all mentions": sum(map(log_odds, ties)) / len(ties),
        f"behind {before}" if before in {"in", "at", "to", "of", "from", "on", "near"} else "behind another word": 1.0,
    }
    if place.passage.exact.lower() == "here":
        out["here"] = 1.0
    if any(a.kind == "country" for a in actors):
        out["a country"] = 1.0
    tokens = setting.tokens
    mark = setting.nearest(marks, first)
    apart = tokens[first].sentence - tokens[mark.anchor].sentence
    if apart:
        near = "in the next sentence" if apart == 1 else "in the sentence before" if apart == -1 else "elsewhere"
        out[near] = 1.0
        return out
    role = setting.clauses.role(mark.anchor, first, past)
    out[f"tree: {role.way or 'unconnected'}"] = 1.0
    between = abs(first - mark.anchor)
    out["beside it" if between <= 3 else "near it" if between <= 8 else "in its sentence"] = 1.0
    if first < mark.anchor:
        out["before it"] = 1.0
    return out
