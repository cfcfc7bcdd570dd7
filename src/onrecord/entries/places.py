"""Where an encounter takes place: the one place that the report names for it, if it names any."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from onrecord.domain.entries import Place
from onrecord.domain.marks import EncounterMark, Mark
from onrecord.domain.passage import Passage
from onrecord.entries.evidence import Finding, likeliest, log_odds, pooled, scale
from onrecord.entries.setting import Setting

_DATELINE = re.compile(r"^\s*([A-Z][A-Z .'’-]+[A-Z])\b")


Named = tuple[Place, int, int]
"""A place and the tokens that name it, as a half-open range."""
Chance = Callable[[EncounterMark, Named], float]
"""How probable one mention makes a place where it is named."""


def location_of(setting: Setting, marks: Sequence[EncounterMark]) -> Finding[Place]:
    """The likeliest place of the encounter of ``marks``, where it is named likeliest by a mention."""
    scales = scale("place_by_mention")

    def chance(mark: EncounterMark, named: Named) -> float:
        return scales.probability(signs(setting, mark, named))

    return likeliest(
        "place",
        (
            (named[0], found, scales.heaviest(signs(setting, mark, named)))
            for named, mark, found in weighed(setting, marks, chance)
        ),
    )


def weighed(
    setting: Setting, marks: Sequence[EncounterMark], chance: Chance
) -> list[tuple[Named, EncounterMark, dict[str, float]]]:
    """For each place that the report names: where it is named and the mention that speak most for its being that of the
    encounter, and what all of them say together."""
    places: dict[str, list[Named]] = {}
    for named in candidates(setting):
        places.setdefault(named[0].name.casefold(), []).append(named)
    every = [[(chance(mark, named), mark, named) for mark in marks for named in each] for each in places.values()]
    out = []
    for chances, found in zip(every, pooled([[p for p, _, _ in each] for each in every]), strict=True):
        _, mark, named = max(chances, key=lambda each: each[0])
        if any(a.kind == "country" for a in setting.actors_at.get(named[2] - 1, ())):
            found["a country"] = 1.0
        if len(marks) > 1:
            found["several mentions"] = 1.0
        out.append((named, mark, found))
    return out


def candidates(setting: Setting) -> Iterator[Named]:
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


def likeliest_place(setting: Setting, mark: EncounterMark) -> Finding[str]:
    """The place that one mention alone makes likeliest, in lower case; None if the report names none."""
    scales = scale("place_by_mention")
    chances = [(scales.probability(signs(setting, mark, named)), named[0].name) for named in candidates(setting)]
    if not chances:
        return Finding()
    probability, name = max(chances, key=lambda each: each[0])
    return Finding(name.casefold(), probability)


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


def signs(setting: Setting, mark: EncounterMark, named: Named) -> dict[str, float]:
    """What speaks for or against a place being that of the encounter that one mention speaks of."""
    place, first, past = named
    word = setting.word(first - 1)
    before = setting.word(first - 2) if word in {"the", "a"} else word
    out = {
        "place head": log_odds(setting.tie("place", mark, [past - 1])),
        f"behind {before}" if before in {"in", "at", "to", "of", "from", "on", "near"} else "behind another word": 1.0,
    }
    if place.passage.exact.lower() == "here":
        out["here"] = 1.0
    if any(a.kind == "country" for a in setting.actors_at.get(past - 1, ())):
        out["a country"] = 1.0
    tokens = setting.tokens
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
    here = setting.sentence(mark.anchor)
    if any(abs(m.anchor - first) < between for m in setting.marks.encounters if here[0] <= m.anchor < here[1]):
        out["nearer to another mention"] = 1.0
    return out
