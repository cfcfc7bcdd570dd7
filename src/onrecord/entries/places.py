"""Where an encounter takes place: the one place that the report names for it, if it names any."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from onrecord.domain.actors import ActorKind
from onrecord.domain.entries import Place
from onrecord.domain.marks import EncounterMark, Mark
from onrecord.domain.passage import Passage
from onrecord.entries.evidence import Finding, Pooled, likeliest, likeliest_by, log_odds, over_mentions, scale
from onrecord.entries.setting import Setting

_DATELINE = re.compile(r"^\s*([A-Z][A-Z .'’-]+[A-Z])\b")


Named = tuple[Place, int, int]
"""A place and the tokens that name it, as a half-open range."""
Chance = Callable[[EncounterMark, Named], float]
"""How probable one mention makes a place where it is named."""


def location_of(setting: Setting, marks: Sequence[EncounterMark]) -> Finding[Place]:
    """The likeliest place of the encounter of ``marks``, where it is named likeliest by a mention."""
    scales = scale("place_by_mention")
    pooled = weighed(setting, marks, lambda mark, named: scales.probability(signs(setting, mark, named)))
    best = likeliest("place", ((each, each.signs) for each in pooled))
    if best.value is None:
        return Finding()
    because = scales.heaviest(signs(setting, best.value.mark, best.value.value))
    return Finding(best.value.value[0], best.probability, because)


def weighed(setting: Setting, marks: Sequence[EncounterMark], chance: Chance) -> list[Pooled[Named]]:
    """Each place that the report names, with what the mentions say together of its being that of the encounter."""
    places: dict[str, list[Named]] = {}
    for named in candidates(setting):
        places.setdefault(named[0].name.casefold(), []).append(named)
    pooled = over_mentions(places.values(), marks, chance)
    for each in pooled:
        if _is_country(setting, each.value):
            each.signs["a country"] = 1.0
    return pooled


def _is_country(setting: Setting, named: Named) -> bool:
    return any(a.kind is ActorKind.COUNTRY for a in setting.actors_at.get(named[2] - 1, ()))


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


def likeliest_place(setting: Setting, mark: EncounterMark) -> Finding[Named]:
    """The place that one mention alone makes likeliest; None if the report names none."""
    return setting.once(
        "place",
        mark,
        lambda: likeliest_by("place_by_mention", ((n, signs(setting, mark, n)) for n in candidates(setting))),
    )


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
    if _is_country(setting, named):
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
