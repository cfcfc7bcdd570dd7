"""Which mentions speak of one encounter.

Mentions are taken in the order of the text. Each joins the gathering before it that it most probably belongs to, or
begins one of its own, whichever is likeliest: the encoder's "same" head is weighed with who takes part in both, when,
where, what kind they are, how far apart they stand, and what the words say ("the meeting", "another meeting", "their
second round").
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from onrecord.domain.marks import EncounterMark
from onrecord.domain.when import When
from onrecord.entries.evidence import Finding, log_odds, tables
from onrecord.entries.participants import firm_at, takers
from onrecord.entries.places import Named, likeliest_place
from onrecord.entries.setting import Setting
from onrecord.entries.timing import likeliest_time
from onrecord.entries.wordlists import words

EPITHETS = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
"""Parts of speech of words that say which encounter is meant."""
Gathering = list[EncounterMark]
"""The mentions of one encounter, in the order of the text."""


def gather(setting: Setting) -> list[Gathering]:
    """Every mention in exactly one gathering, gatherings in the order of their first mention."""
    weights: dict[str, float] = tables()["same"]["weights"]

    def worth(found: dict[str, float]) -> float:
        return sum(weights.get(name, 0.0) * value for name, value in found.items())

    gatherings: list[Gathering] = []
    for mark in setting.marks.encounters:
        best, most = None, worth(beginning(setting, mark, gatherings))
        for gathering in joinable(setting, mark, gatherings):
            score = worth(joining(setting, mark, gathering, gatherings))
            if score > most:
                best, most = gathering, score
        if best is None:
            gatherings.append([mark])
        else:
            best.append(mark)
    return gatherings


def joinable(setting: Setting, mark: EncounterMark, gatherings: Sequence[Gathering]) -> list[Gathering]:
    """The gatherings of whose mentions none names others as its participants."""
    own = firm_at(setting, mark)
    return [each for each in gatherings if not any(_apart(own, firm_at(setting, other)) for other in each)]


def beginning(setting: Setting, mark: EncounterMark, gatherings: Sequence[Gathering]) -> dict[str, float]:
    """What speaks for a mention being the first of its encounter."""
    out = {"new": 1.0, "new, of so many": math.log1p(len(gatherings))}
    for name in article(setting, mark):
        out[f"new: {name}"] = 1.0
    out["new: a noun" if setting.tokens[mark.anchor].pos == "NOUN" else "new: a verb"] = 1.0
    if firm_at(setting, mark):
        out["new: names who takes part"] = 1.0
    if epithets(setting, mark):
        out["new: with epithets"] = 1.0
    out["new: second participant"] = _second(takers(setting, mark))
    out["new: time"] = likeliest_time(setting, mark).probability
    return out


def joining(
    setting: Setting, mark: EncounterMark, gathering: Gathering, gatherings: Sequence[Gathering]
) -> dict[str, float]:
    """What speaks for a mention being of the encounter of a gathering before it."""
    pairs = [signs(setting, earlier, mark) for earlier in gathering]
    out: dict[str, float] = {}
    for pair in pairs:
        for name, value in pair.items():
            out[name] = max(value, out.get(name, value))
    for name in ("same head", "participants shared", "kinds alike", "statuses alike"):
        out[f"last mention: {name}"] = pairs[-1][name]
        out[f"mean: {name}"] = sum(pair[name] for pair in pairs) / len(pairs)
    out["several mentions"] = math.log(len(gathering))
    latest = max(gatherings, key=lambda each: each[-1].anchor)
    if gathering is latest:
        out["spoken of last"] = 1.0
    every = [takers(setting, each) for each in gathering]
    together = [max(row[k] for row in every) for k in range(len(setting.cast.actors))]
    out["participants shared with all"] = _shared(together, takers(setting, mark))
    return out


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two mentions name their participants and each names somebody whom the other does not."""
    return bool(a and b and a - b and b - a)


def signs(setting: Setting, earlier: EncounterMark, later: EncounterMark) -> dict[str, float]:
    """What speaks for two mentions being of one encounter."""
    tokens = setting.tokens
    ties = setting.marks.ties
    forward = ties.score("same", later.anchor, [earlier.anchor])[0]
    backward = ties.score("same", earlier.anchor, [later.anchor])[0]
    out = {
        "same head": (log_odds(forward) + log_odds(backward)) / 2,
        "kinds alike": sum(min(earlier.kinds[k], later.kinds[k]) for k in earlier.kinds),
        "statuses alike": sum(min(earlier.statuses[s], later.statuses[s]) for s in earlier.statuses),
    }
    who, who_too = takers(setting, earlier), takers(setting, later)
    shared, sure = _shared(who, who_too), _second(who) * _second(who_too)
    out |= {
        "participants shared": shared,
        "participants agree": shared * sure,
        "participants differ": (1 - shared) * sure,
    }
    when, when_too = likeliest_time(setting, earlier), likeliest_time(setting, later)
    out[f"times {'agree' if _overlap(when, when_too) else 'differ'}"] = when.probability * when_too.probability
    where, where_too = likeliest_place(setting, earlier), likeliest_place(setting, later)
    out[f"places {'agree' if _one_place(where, where_too) else 'differ'}"] = where.probability * where_too.probability
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
    which, that = epithets(setting, earlier), epithets(setting, later)
    if which and that:
        out["epithets alike"] = len(which & that) / len(which | that)
        out["epithets differ"] = float(not which & that)
    named, named_too = firm_at(setting, earlier), firm_at(setting, later)
    if named and named_too:
        out["the same named" if named == named_too else "not the same named"] = 1.0
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


def _second(chances: Sequence[float]) -> float:
    """The second highest of some probabilities: how sure it is who meets, since that takes two."""
    return sorted(chances, reverse=True)[1] if len(chances) > 1 else 0.0


def _overlap(one: Finding[When], other: Finding[When]) -> bool:
    """Whether two times can be the same: "in August" and "on August 15"."""
    a, b = one.value, other.value
    if a is None or b is None or a.first is None or b.first is None or a.last is None or b.last is None:
        return False
    return a.first <= b.last and b.first <= a.last


def _one_place(one: Finding[Named], other: Finding[Named]) -> bool:
    """Whether two places have one name."""
    if one.value is None or other.value is None:
        return False
    return one.value[0].name.casefold() == other.value[0].name.casefold()


def epithets(setting: Setting, mark: EncounterMark) -> frozenset[str]:
    """The words right before a mention that say which one it is: "four" and "party" of "the four-party talks", "New"
    and "York" of "the New York meeting"; not those that only count ("next", "another")."""
    found = set()
    at = mark.anchor - 1
    while at >= 0 and (setting.tokens[at].pos in EPITHETS or setting.word(at) == "-"):
        if setting.word(at) != "-":
            found.add(setting.word(at))
        at -= 1
    return frozenset(found - words("another"))


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
