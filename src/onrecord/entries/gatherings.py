"""Which mentions speak of one encounter.

Mentions are taken in the order of the text. Each joins the gathering before it that it most probably belongs to, or
begins one of its own: the encoder's "same" head is weighed with who takes part in both, what kind they are, how far
apart they stand, and what the words say ("the meeting", "another meeting", "their second round").
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.domain.marks import EncounterMark
from onrecord.entries.evidence import log_odds, scale
from onrecord.entries.participants import firm_at, takers
from onrecord.entries.setting import Setting
from onrecord.entries.wordlists import words

Gathering = list[EncounterMark]
"""The mentions of one encounter, in the order of the text."""


def gather(setting: Setting) -> list[Gathering]:
    """Every mention in exactly one gathering, gatherings in the order of their first mention."""
    scales = scale("same")
    gatherings: list[Gathering] = []
    for mark in setting.marks.encounters:
        best, most = None, scales.least
        own = firm_at(setting, mark)
        for gathering in gatherings:
            if any(_apart(own, firm_at(setting, each)) for each in gathering):
                continue
            likeness = sum(scales.probability(signs(setting, each, mark)) for each in gathering) / len(gathering)
            if likeness >= most:
                best, most = gathering, likeness
        if best is None:
            gatherings.append([mark])
        else:
            best.append(mark)
    return gatherings


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two mentions name their participants and each names somebody whom the other does not."""
    return bool(a and b and a - b and b - a)


def signs(setting: Setting, earlier: EncounterMark, later: EncounterMark) -> dict[str, float]:
    """What speaks for two mentions being of one encounter."""
    tokens = setting.tokens
    ties = setting.marks.ties
    forward = ties.score("same", later.anchor, [earlier.anchor])[0]
    backward = ties.score("same", earlier.anchor, [later.anchor])[0]
    both = (log_odds(forward) + log_odds(backward)) / 2
    out = {
        "same head": both,
        "participants shared": _shared(takers(setting, earlier), takers(setting, later)),
        "times shared": _shared(setting.times_tied(earlier), setting.times_tied(later)),
        "kinds alike": sum(min(earlier.kinds[k], later.kinds[k]) for k in earlier.kinds),
        "statuses alike": sum(min(earlier.statuses[s], later.statuses[s]) for s in earlier.statuses),
    }
    alike = setting.stem(earlier.anchor) == setting.stem(later.anchor)
    if alike:
        out["same word"] = 1.0
    apart = tokens[later.anchor].sentence - tokens[earlier.anchor].sentence
    if apart == 0:
        out["in one sentence"] = 1.0
        for name in _joined(setting, earlier.anchor, later.anchor):
            out[name] = 1.0
    else:
        out["in the next sentence" if apart == 1 else "further on"] = 1.0
    for name in article(setting, later):
        out[f"later: {name}"] = 1.0
        if alike:
            out[f"same word, {name}"] = 1.0
    if "another" in article(setting, earlier):
        out["earlier: another"] = 1.0
    words_are = tuple("noun" if tokens[m.anchor].pos == "NOUN" else "verb" for m in (earlier, later))
    out[f"a {words_are[0]}, then a {words_are[1]}"] = 1.0
    return out


def _joined(setting: Setting, earlier: int, later: int) -> list[str]:
    """How two mentions in one sentence hang together: "a round of talks", "held talks and visited"."""
    clauses = setting.clauses
    if later - earlier == 1:
        return ["side by side"]
    if clauses.governor(later) == earlier or clauses.governor(earlier) == later:
        low = later if clauses.governor(later) == earlier else earlier
        part = clauses.part(low)
        return [f"one governs the other: {part if part in {'of', 'for', 'in', 'during', 'at', 'modifier'} else 'else'}"]
    return ["joined by and"] if clauses.phrase(later) == clauses.phrase(earlier) else []


def _shared(a: Sequence[float], b: Sequence[float]) -> float:
    """The share that two lists of probabilities have in common, 0.5 if neither says anything."""
    every = sum(max(x, y) for x, y in zip(a, b, strict=True))
    return sum(min(x, y) for x, y in zip(a, b, strict=True)) / every if every > 0.2 else 0.5


def article(setting: Setting, mark: EncounterMark) -> list[str]:
    """What the words before a mention say: "the", "a", or that it is another one ("second", "last year's")."""
    found = []
    children = [setting.word(k) for k in setting.clauses.children[mark.anchor] if k < mark.anchor]
    before = {*children, setting.word(mark.anchor - 1), setting.word(mark.anchor - 2)}
    if before & words("another"):
        found.append("another")
    if before & {"the", "this", "these", "those", "that", "their", "his", "her"}:
        found.append("definite")
    if before & {"a", "an", "any"}:
        found.append("indefinite")
    return found or ["bare"]
