"""What counts: encounters between political actors, not press conferences, matches, or a private visit.

The encoder marks words of meeting rather too often than too seldom; here each gathering of marks is weighed once more,
with who would take part.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.domain.actors import Actor, ActorKind
from onrecord.domain.marks import EncounterMark
from onrecord.entries.evidence import log_odds, scale
from onrecord.entries.participants import Part
from onrecord.entries.setting import Setting
from onrecord.entries.wordlists import words


def counts(setting: Setting, marks: Sequence[EncounterMark], parts: Sequence[Part]) -> float:
    """The probability that ``marks`` speak of an encounter that is to be written down; ``parts`` are all actors as
    weighed for it."""
    return scale("counts").probability(signs(setting, marks, parts))


def wanted() -> float:
    """The probability from which an encounter is written down."""
    return scale("counts").least


def signs(setting: Setting, marks: Sequence[EncounterMark], parts: Sequence[Part]) -> dict[str, float]:
    """What speaks for or against."""
    ranked = sorted(parts, key=lambda p: (-p.probability, p.actor.id))[:2]
    scores = [mark.score for mark in marks]
    others = [mark.score for mark in setting.marks.encounters if mark not in marks]
    out = {
        "encounter head, best mention": log_odds(max(scores)),
        "encounter head, all mentions": sum(map(log_odds, scores)) / len(scores),
        "encounter head, elsewhere": max(others, default=0.0),
        "several mentions": float(len(marks) > 1),
        "likeliest participant": ranked[0].probability if ranked else 0.0,
        "second participant": ranked[1].probability if len(ranked) > 1 else 0.0,
    }
    for kind in marks[0].kinds:
        out[f"kind {kind}"] = sum(mark.kinds[kind] for mark in marks) / len(marks)
    for place, part in zip(("first", "second"), ranked, strict=False):
        out[f"{place} is {sort(part.actor)}"] = part.probability
    if any(_beside(setting, mark) for mark in marks):
        out["press, match or interview"] = 1.0
    return out


def sort(actor: Actor) -> str:
    """What an actor is, as far as it matters here."""
    if actor.kind is ActorKind.PERSON:
        return "somebody in office" if actor.offices else "a private person"
    return {ActorKind.COUNTRY: "a country", ActorKind.UNNAMED: "unnamed"}.get(actor.kind, "a body")


def _beside(setting: Setting, mark: EncounterMark) -> bool:
    """Whether words right beside the mention make it something else ("press conference", "meeting of fans")."""
    return any(setting.word(mark.anchor + step) in words("settings") for step in (-2, -1, 1, 2))
