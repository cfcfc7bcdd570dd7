"""Where an encounter stands: held, ongoing, scheduled, proposed, postponed or off.

The encoder's status head is weighed together with signs of grammar: the words round the mention that deny, cancel, plan
or wish for it, its tense, and whether its day lies before or after the report. The mention that comes last in the
report has the last word. Nothing that its words negate or only wish for is written down as held.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from onrecord.domain.entries import Status
from onrecord.domain.marks import EncounterMark
from onrecord.domain.when import When
from onrecord.entries import evidence
from onrecord.entries.clauses import Clauses
from onrecord.entries.setting import Setting
from onrecord.entries.wordlists import words

PLAIN = 5.0
"""What a sign that grammar ties to the last mention is worth, in log-odds: enough to outweigh a head that is sure.
There are too few such cases in the annotated reports to fit it; from 3 to 6, status on the development part and on the
reports held out moves by one encounter each."""
BEFORE = 0.25
"""How much of that such a sign is worth at an earlier mention: the latest word counts most."""
COMMON = 0.5
"""How much of a status's being common counts: the annotated reports hold few encounters that are proposed or off, and
what is wrongly said to be held is the worse mistake."""
HELPERS = frozenset({"aux", "advmod", "mark", "det", "case", "cc:preconj"})
"""Relations of the words that help a mention or its verb."""
REACH = 4
"""Tokens right before and after a mention that are looked at, whatever the tree says."""
HELPING = frozenset({"aux", "advmod", "mark", "amod", "det", "cop", "acl", "acl:relcl", "case", "compound"})
"""Relations of the words that say how a governing word is meant."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that say of an encounter where it stands: single words, and pairs that follow one another.

    ``plain`` is how grammar must tie them to a mention to be taken at their word: "helps" (an auxiliary, a negation, a
    conjunction of the mention or its verb), "reports" (an auxiliary, in what somebody said), "governs", or "" (never).
    Then ``status`` is what they say (None: nothing); if ``forbids``, the encounter was not held and is not going on.
    """

    name: str
    singles: frozenset[str]
    pairs: frozenset[str]
    plain: str = ""
    status: Status | None = None
    forbids: bool = False


@cache
def known_signs() -> tuple[Sign, ...]:
    """The signs of ``lists/encounter_standing.toml``, in their order there."""
    text = resources.files("onrecord.entries").joinpath("lists/encounter_standing.toml").read_text("utf-8")
    return tuple(
        Sign(
            name,
            frozenset(w for w in table["words"] if " " not in w),
            frozenset(w for w in table["words"] if " " in w),
            table.get("plain", ""),
            Status(table["status"]) if "status" in table else None,
            table.get("forbids", False),
        )
        for name, table in tomllib.loads(text).items()
    )


def surroundings(clauses: Clauses, anchor: int, *, near: bool = True) -> set[int]:
    """The tokens that say how a mention is meant: its helpers, its governors and theirs, and the words beside it."""
    tokens = clauses.tokens
    found = {anchor}
    for at in clauses.upwards(anchor, 3):
        found.add(at)
        found.update(k for k in clauses.children[at] if clauses.relation(k) in HELPING)
    for child in clauses.children[anchor]:
        if clauses.relation(child) in {"acl", "acl:relcl"}:
            found.update(k for k in clauses.children[child] if clauses.relation(k) in HELPING)
    if near:
        for step in (-1, 1):
            for k in range(anchor + step, anchor + step * (REACH + 1), step):
                if not 0 <= k < len(tokens) or tokens[k].sentence != tokens[anchor].sentence:
                    break
                if tokens[k].text in {",", ";", "(", ")", '"', "“", "”", "--", "–", "—"}:
                    break
                found.add(k)
    return found


def signs_at(setting: Setting, anchor: int) -> list[str]:
    """The signs seen at a mention, in the order of the list."""
    at = surroundings(setting.clauses, anchor)
    singles = {setting.word(k) for k in at}
    pairs = {f"{setting.word(k)} {setting.word(k + 1)}" for k in at}
    return [s.name for s in known_signs() if singles & s.singles or pairs & s.pairs]


def signs(setting: Setting, marks: Sequence[EncounterMark], when: When | None) -> dict[str, float]:
    """What speaks for one status or another, beside the status head."""
    out: dict[str, float] = {}
    last = marks[-1]
    for mark in marks:
        for name in signs_at(setting, mark.anchor):
            out[name] = out.get(name, 0.0) + 1.0 / len(marks)
            if mark is last:
                out[f"{name}, last"] = 1.0
        for name in _form(setting, mark.anchor):
            out[name] = out.get(name, 0.0) + 1.0 / len(marks)
    if when is not None and when.first is not None and when.last is not None:
        day = setting.report.published
        out[
            "its day is over" if when.last < day else "its day is to come" if when.first > day else "its day is now"
        ] = 1
    else:
        out["no day"] = 1.0
    return out


def _form(setting: Setting, anchor: int) -> Iterator[str]:
    word, pos = setting.word(anchor), setting.tokens[anchor].pos
    if pos in {"VERB", "AUX"}:
        helped = {setting.word(k) for k in setting.clauses.children[anchor] if setting.clauses.relation(k) == "aux"}
        if word in words("past") or (word.endswith("ed") and not helped):
            yield "past verb"
        elif word.endswith("ing"):
            yield "-ing verb"
        elif "to" in {setting.word(k) for k in setting.clauses.children[anchor]} or setting.word(anchor - 1) == "to":
            yield "infinitive"
        else:
            yield "other verb"
    else:
        first = next((k for k in setting.clauses.children[anchor] if setting.clauses.relation(k) == "det"), -1)
        article = setting.word(first) if first >= 0 else ""
        yield f"noun with {article}" if article in {"the", "a", "an", "this", "any", "no", "another"} else "bare noun"
        above = setting.clauses.governor(anchor)
        if above >= 0 and (setting.word(above) in words("past") or setting.word(above).endswith("ed")):
            yield "noun of a past verb"


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, how probable it is, and how probable the others are."""

    status: Status
    probability: float
    shares: Mapping[str, float]
    because: str


def head_scores(marks: Sequence[EncounterMark], status: str) -> tuple[float, float, float]:
    """The status head's log-probability: mean over the mentions, at the last one, and at its best."""
    logs = [math.log(max(mark.statuses.get(status, 0.0), 1e-3)) for mark in marks]
    return sum(logs) / len(logs), logs[-1], max(logs)


def by_age(setting: Setting, marks: Sequence[EncounterMark]) -> list[EncounterMark]:
    """The mentions, the latest word last: what was said on an earlier day ("he had announced last Thursday that they
    would MEET") comes before what was said later and what the report says itself; else in the order of the text."""

    def told(mark: EncounterMark) -> date:
        statement = setting.statement_at(mark.anchor)
        said = statement.said.last if statement is not None and statement.said is not None else None
        return min(said or setting.report.published, setting.report.published)

    return sorted(marks, key=lambda mark: (told(mark), mark.anchor))


def stand(setting: Setting, mentions: Sequence[EncounterMark], when: When | None) -> Standing:
    """Where the encounter of ``mentions`` stands, ``when`` being its day if it is known."""
    marks = by_age(setting, mentions)
    table = evidence.tables()["status"]
    mean, last, best, weights = table["head_mean"], table["head_last"], table["head_best"], table["weights"]
    seen = signs(setting, marks, when)
    scores: dict[str, float] = {}
    for status in Status:
        head = head_scores(marks, status)
        worth = weights.get(status, {})
        scores[status] = mean * head[0] + last * head[1] + best * head[2] + COMMON * worth.get("bias", 0.0)
        scores[status] += sum(worth.get(name, 0.0) * value for name, value in seen.items())
    for status, worth in plainly(setting, marks).items():
        scores[status] += worth
    top = max(scores.values())
    total = sum(math.exp(s - top) for s in scores.values())
    shares = {s: math.exp(scores[s] - top) / total for s in scores}
    never = forbidden(setting, marks, when)
    best_status = max((s for s in Status if s not in never), key=lambda s: shares[s])
    worth = weights.get(best_status, {})
    said = sorted(((worth.get(n, 0.0) * v, n) for n, v in seen.items()), key=lambda p: (-p[0], p[1]))
    because = ", ".join(name for weight, name in said[:3] if weight > 0.1)
    return Standing(best_status, shares[best_status], shares, because)


def plainly(setting: Setting, marks: Sequence[EncounterMark]) -> dict[Status, float]:
    """What the signs that grammar ties to the mentions are worth: at the last mention in full, before it the less."""
    out: dict[Status, float] = {}
    for mark in marks:
        weight = PLAIN if mark is marks[-1] else PLAIN * BEFORE
        for sign in plain(setting, mark.anchor):
            if sign.status is not None:
                out[sign.status] = max(weight, out.get(sign.status, 0.0))
    return out


def plain(setting: Setting, anchor: int) -> list[Sign]:
    """The signs that grammar ties to a mention: a word that helps it or the verb that carries it ("did not MEET", "did
    not hold TALKS"), or one that governs either ("called off a MEETING", "refused to hold TALKS", "the MEETING was
    postponed")."""
    clauses = setting.clauses
    bearers = [anchor]
    above = clauses.governor(anchor)
    if above >= 0 and clauses.relation(anchor) in {"obj", "nsubj"} and setting.word(above) in words("carrying"):
        bearers.append(above)
    helping = {setting.word(k) for at in bearers for k in clauses.children[at] if clauses.relation(k) in HELPERS}
    governing = [over for at in bearers if (over := _over(setting, at)) >= 0 and over not in bearers]
    forms = {form for over in governing for form in _forms(setting, over)}
    reported = any(
        clauses.relation(at) == "ccomp" and setting.word(clauses.governor(at)) in words("saying") for at in bearers
    )
    return [
        sign
        for sign in known_signs()
        if (sign.plain == "helps" and helping & sign.singles)
        or (sign.plain == "reports" and reported and helping & sign.singles)
        or (sign.plain == "governs" and forms & (sign.singles | sign.pairs))
    ]


def _over(setting: Setting, at: int) -> int:
    """The word that takes a mention or its verb as what it is about, -1 if there is none: not one that it merely stands
    beside ("said at a MEETING")."""
    clauses = setting.clauses
    above, relation = clauses.governor(at), clauses.relation(at)
    if above < 0:
        return -1
    if relation == "nsubj" and setting.tokens[at].relation != "nsubj:pass":
        return -1 if any(clauses.relation(k) in {"obj", "xcomp", "ccomp"} for k in clauses.children[above]) else above
    if relation in {"nmod", "obl"}:
        return above if clauses.case(at) in {"for", "on"} else -1
    return above if relation in {"obj", "nsubj", "xcomp", "ccomp", "acl", "csubj"} else -1


def _forms(setting: Setting, at: int) -> list[str]:
    """A word by itself, with its neighbours, and with its particle ("called ... off")."""
    word = setting.word(at)
    parts = [setting.word(k) for k in setting.clauses.children[at] if k > at]
    return [word, f"{setting.word(at - 1)} {word}", f"{word} {setting.word(at + 1)}", *(f"{word} {p}" for p in parts)]


def forbidden(setting: Setting, marks: Sequence[EncounterMark], when: When | None) -> frozenset[Status]:
    """The statuses that an encounter cannot have, however likely they look.

    What every mention negates, denies, wishes for or supposes has not been held and is not going on, nor has what is
    still to come: "Dahl never MET the envoy", "would have MET", "offered to host TALKS". One mention that is plainly
    without such a word leaves it open: "They had never MET before; on Friday they TALKED for an hour".
    """
    over = frozenset({Status.HELD, Status.ONGOING})
    if when is not None and when.first is not None and when.first > setting.report.published:
        return over
    if all(any(sign.forbids for sign in plain(setting, mark.anchor)) for mark in marks):
        return over
    return frozenset()
