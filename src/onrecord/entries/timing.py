"""When an encounter takes place: the one time that the report names for it, if it names any."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.domain.marks import EncounterMark
from onrecord.domain.when import When
from onrecord.entries.evidence import Finding, Pooled, likeliest, likeliest_by, log_odds, over_mentions, scale
from onrecord.entries.setting import Setting
from onrecord.entries.wordlists import words

CLOSE = ("beside it", "near it", "in its sentence")
"""How far a time stands from a mention in its sentence: up to 3 tokens, up to 8, further."""


Chance = Callable[[EncounterMark, When], float]
"""How probable one mention makes a time expression."""


def time_of(setting: Setting, marks: Sequence[EncounterMark]) -> Finding[When]:
    """The likeliest time of the encounter of ``marks``, in the expression that is likeliest by a mention."""
    scales = scale("time_by_mention")
    pooled = weighed(setting, marks, lambda mark, when: scales.probability(signs(setting, mark, when)))
    best = likeliest("time", ((each, each.signs) for each in pooled))
    if best.value is None:
        return Finding()
    because = scales.heaviest(signs(setting, best.value.mark, best.value.value))
    return Finding(best.value.value, best.probability, because)


def weighed(setting: Setting, marks: Sequence[EncounterMark], chance: Chance) -> list[Pooled[When]]:
    """Each calendar value that the report names, with what the mentions say together of its being that of the
    encounter."""
    values: dict[str, list[When]] = {}
    for when in setting.whens:
        values.setdefault(when.value or "", []).append(when)
    pooled = over_mentions(values.values(), marks, chance)
    for each in pooled:
        each.signs[f"as fine as a {fineness(each.value)}"] = 1.0
        if age := _age(setting, each.value):
            each.signs[age] = 1.0
    return pooled


def likeliest_time(setting: Setting, mark: EncounterMark) -> Finding[When]:
    """The time that one mention alone makes likeliest; None if the report names none."""
    return setting.once(
        "time", mark, lambda: likeliest_by("time_by_mention", ((w, signs(setting, mark, w)) for w in setting.whens))
    )


def _age(setting: Setting, when: When) -> str:
    """Whether a time is over, now or to come on the day of publication; "" if it is open."""
    day = setting.report.published
    if when.first is None or when.last is None:
        return ""
    return "over" if when.last < day else "to come" if when.first > day else "now"


def signs(setting: Setting, mark: EncounterMark, when: When) -> dict[str, float]:
    """What speaks for or against a time being that of the encounter that one mention speaks of."""
    first, past = setting.time_span(when)
    out: dict[str, float] = {"time head": log_odds(setting.tie("time", mark, range(first, past)))}
    if when.rule.endswith("+stay"):
        out["a stay of so many days"] = 1.0
    near = _stands(setting, mark, first, past)
    here = next((name for name in CLOSE if name in near), "elsewhere")
    out[f"as fine as a {fineness(when)}, {here}"] = 1.0
    if age := _age(setting, when):
        out[f"{age}, {here}"] = 1.0
    if setting.statement_at(first) is not setting.statement_at(mark.anchor):
        out["one of the two within what is said"] = 1.0
    if any(s.said is not None and s.said.passage == when.passage for s in setting.statements):
        out["when something was said"] = 1.0
    return out | near


def _stands(setting: Setting, mark: EncounterMark, first: int, past: int) -> dict[str, float]:
    """How a time stands to a mention."""
    tokens = setting.tokens
    apart = tokens[first].sentence - tokens[mark.anchor].sentence
    if apart:
        near = "in the next sentence" if apart == 1 else "in the sentence before" if apart == -1 else "elsewhere"
        if near == "elsewhere" and tokens[first].sentence == 0:
            return {"in the first sentence": 1.0}
        return {near: 1.0}
    role = setting.clauses.role(mark.anchor, first, past)
    saying = setting.word(role.meets) in words("saying") or "ccomp" in role.through
    out = {f"tree: {role.way or 'unconnected'}{', of saying' if saying and role.way == 'above' else ''}": 1.0}
    between = abs(first - mark.anchor)
    close = CLOSE[0 if between <= 3 else 1 if between <= 8 else 2]
    out[close] = 1.0
    out[f"{next(iter(out))}, {close}"] = 1.0
    out["behind it" if first > mark.anchor else "before it"] = 1.0
    here = setting.sentence(mark.anchor)
    if any(abs(m.anchor - first) < between for m in setting.marks.encounters if here[0] <= m.anchor < here[1]):
        out["nearer to another mention"] = 1.0
    rivals = [at for at, _ in map(setting.time_span, setting.whens) if here[0] <= at < here[1]]
    if any(abs(at - mark.anchor) < between for at in rivals):
        out["another time is nearer"] = 1.0
    return out


def fineness(when: When) -> str:
    """How fine a calendar value is: "day", "span", "week", "month" or "year"."""
    value = when.value or ""
    if "/" in value:
        return "span"
    if "W" in value:
        return "week"
    return {4: "year", 7: "month"}.get(len(value), "day")
