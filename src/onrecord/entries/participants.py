"""Who takes part in an encounter.

Every actor of the report is weighed: how the words that name it stand to the words that speak of the encounter
(subject, object, "between X and Y", owner of the visit), what the encoder's participant head says, what kind of actor
it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.domain.actors import Actor, ActorKind
from onrecord.domain.marks import EncounterMark
from onrecord.entries.clauses import POSSESSIVES, Role
from onrecord.entries.evidence import log_odds, pooled, scale
from onrecord.entries.setting import Setting, Spot
from onrecord.entries.wordlists import words

PLAIN_PARTS = frozenset(
    {"subject", "object", "modifier", "owner", "with", "between", "to", "of", "by"}
    | {"from", "among", "in", "at", "for", "on"}
)
COUNTERPARTS = frozenset({"object", "with", "between", "owner", "by"})
"""Parts that belong to one encounter alone, as a subject may not ("he met Wu and visited Li")."""
HE = frozenset({"he", "she", "him", "her", "his", "who", "i", "me", "my"})
THEY = frozenset({"they", "them", "their", "both", "we", "us", "our"})
IT = frozenset({"it", "its", "we", "us", "our"})
FIRST = frozenset({"i", "me", "my", "we", "us", "our"})
TAKING = frozenset(
    {"own subject", "own object", "own owner", "own with", "own between"}
    | {"above subject", "above with", "above joint subject"}
)
"""Places in a sentence where a pronoun stands for somebody who takes part."""


FIRM = frozenset(
    {"own with", "own between", "own owner", "own of of a noun", "own subject of a verb", "own object of a verb"}
    | {"right before a verb", "right after a verb"}
)
"""Places where an actor takes part almost certainly, if another stands so too (subject of a verb, with, owner: 86 to
94 %, on newswire annotated for Onrecord; "of" and the last two were added later and not counted)."""
BEFORE_A_VERB = frozenset({"AUX", "PART", "ADV"})
"""What may stand between a verb and who does it, where the tree errs ("Dahl will not MEET")."""
BEHIND_A_VERB = frozenset({"ADJ", "DET", "NOUN", "PROPN", "PRON"})
"""...and between a verb and the name of whom it is done to ("MET with the Turkish President Selim Aksoy")."""
BESIDE = 6
"""...and how many words at most."""
FILL = 0.15
"""Probability from which the likeliest two take part, since nobody meets alone."""


@dataclass(frozen=True, slots=True)
class Part:
    """An actor weighed for one encounter: the probability that it takes part, and the signs that spoke for it."""

    actor: Actor
    probability: float
    because: str


def taking_part(parts: Sequence[Part]) -> list[Part]:
    """Who of those weighed takes part, in cast order: everybody probable enough, and where those are fewer than two,
    the likeliest two that are probable at all."""
    likeliest = sorted(range(len(parts)), key=lambda k: (-parts[k].probability, k))[:2]
    least = scale("participant").least
    return [
        part
        for k, part in enumerate(parts)
        if part.probability >= least or (k in likeliest and part.probability >= FILL)
    ]


Chance = Callable[[EncounterMark], Sequence[float]]
"""For each actor of the cast how probable one mention alone makes it that it takes part."""


def weigh(setting: Setting, marks: Sequence[EncounterMark]) -> list[Part]:
    """Every actor of the cast with the probability that it takes part in the encounter of ``marks``, in cast order:
    weighed by each mention alone, then by all together and in the company of the others."""
    scales = scale("participant")
    alone = [by_mention(setting, mark) for mark in marks]
    found = weighed(setting, marks, lambda mark: takers(setting, mark))
    out = []
    for k, signs_of in enumerate(found):
        best = max((parts[k] for parts in alone), key=lambda part: part.probability)
        out.append(replace(best, probability=scales.probability(signs_of)))
    return out


def by_mention(setting: Setting, mark: EncounterMark) -> list[Part]:
    """Every actor of the cast weighed by one mention alone."""

    def find() -> list[Part]:
        scales = scale("participant_by_mention")
        pairs = zip(setting.cast.actors, signs(setting, mark), strict=True)
        return [Part(actor, scales.probability(found), scales.heaviest(found)) for actor, found in pairs]

    return setting.once("participants", mark, find)


def takers(setting: Setting, mark: EncounterMark) -> list[float]:
    """For each actor of the cast the probability that it takes part, judged by one mention alone."""
    return [part.probability for part in by_mention(setting, mark)]


def firm_at(setting: Setting, mark: EncounterMark) -> frozenset[str]:
    """Ids of the actors that the words of one mention themselves make its participants ("X met Y", "X's visit to Y",
    "between X and Y"); empty unless there are two."""

    def find() -> frozenset[str]:
        pairs = zip(setting.cast.actors, signs(setting, mark), strict=True)
        ids = [actor.id for actor, found in pairs if not FIRM.isdisjoint(found)]
        return frozenset(ids) if len(ids) >= 2 else frozenset()

    return setting.once("firm", mark, find)


def weighed(setting: Setting, marks: Sequence[EncounterMark], chance: Chance) -> list[dict[str, float]]:
    """For each actor what the mentions say together, and what the others say of it: who is likelier, and whether it is
    a country whose minister takes part himself."""
    every = [chance(mark) for mark in marks]
    actors = setting.cast.actors
    best = [max((row[k] for row in every), default=0.0) for k in range(len(actors))]
    order = sorted(range(len(actors)), key=lambda k: (-best[k], k))
    rank = {k: min(place, 4) for place, k in enumerate(order)}
    shares = {kind: sum(mark.kinds[kind] for mark in marks) for kind in marks[0].kinds}
    encounter = max(shares, key=lambda kind: shares[kind])
    together = pooled([[row[k] for row in every] for k in range(len(actors))])
    for k, (actor, found) in enumerate(zip(actors, together, strict=True)):
        others = [j for j in order if j != k]
        chances = [best[j] for j in others]
        person = actor.kind is ActorKind.PERSON
        best_person = max((best[j] for j in others if actors[j].kind is ActorKind.PERSON), default=0.0)
        found["mean of mentions"] = sum(log_odds(row[k]) for row in every) / len(every)
        found[f"place {rank[k]}"] = 1.0
        found["second other"] = chances[1] if len(chances) > 1 else 0.0
        found["sum of others"] = min(4.0, sum(chances))
        found[f"{'person' if person else 'no person'}, best person"] = best_person
        kin = max((best[j] for j in others if _kin(actor, actors[j])), default=0.0)
        found["its country" if person else "its own person"] = kin
        found[f"is {actor.kind}"] = 1.0
        found[f"{encounter} of {actor.kind}"] = 1.0
        found[f"{encounter}, place {rank[k]}"] = 1.0
    return together


def _kin(one: Actor, other: Actor) -> bool:
    """Whether one of the two holds an office of the other."""
    person, body = (one, other) if one.kind is ActorKind.PERSON else (other, one)
    return any(office.of == body.name for office in person.offices)


def signs(setting: Setting, mark: EncounterMark) -> list[dict[str, float]]:
    """For each actor of the cast what speaks for or against its taking part in what one mention speaks of."""
    found = [_signs(setting, mark, actor) for actor in setting.cast.actors]
    firm = [not FIRM.isdisjoint(each) for each in found]
    for each, sure in zip(found, firm, strict=True):
        if sum(firm) - sure >= (1 if sure else 2):
            each["stands firmly, as another does" if sure else "two others stand firmly"] = 1.0
    return found


def _signs(setting: Setting, mark: EncounterMark, actor: Actor) -> dict[str, float]:
    spots = [s for s in setting.spots[actor.id] if s.form != "pronoun"]
    out = {
        f"is {actor.kind}": 1.0,
        "participant head": log_odds(setting.tie("participant", mark, [s.last for s in spots])),
        "named often": min(len(spots), 5) / 5,
    }
    for name in _places(setting, mark, spots):
        out[name] = 1.0
    for name, value in _speaker(setting, mark, actor):
        out[name] = max(out.get(name, 0.0), value)
    return out


def _places(setting: Setting, mark: EncounterMark, spots: Sequence[Spot]) -> Iterator[str]:
    """Where the actor is named, seen from one mention of the encounter."""
    tokens = setting.tokens
    here = tokens[mark.anchor]
    near = [s for s in spots if tokens[s.first].sentence == here.sentence]
    for spot in near:
        role = setting.clauses.role(mark.anchor, spot.first, spot.past)
        name = place(setting, mark.anchor, role)
        if role.inside >= 0:
            named = any(a.kind is ActorKind.PERSON for a in setting.actors_at.get(role.inside, ()))
            yield ("describes somebody named, " if named else "describes somebody, ") + _coarse(name)
        else:
            yield name
        yield _beside(setting, mark, spot)
        if beside := _joins(setting, mark.anchor, spot):
            yield beside
        if _elsewhere(setting, mark, spot):
            yield "belongs to another mention"
    if not near:
        before = [s for s in spots if tokens[s.first].sentence == here.sentence - 1]
        if before:
            subject = any(setting.clauses.relation(setting.clauses.top(s.first, s.past)) == "nsubj" for s in before)
            yield "subject of the sentence before" if subject else "in the sentence before"
        elif any(tokens[s.first].paragraph == here.paragraph for s in spots):
            yield "in the paragraph"
        else:
            yield "elsewhere before" if spots and spots[0].first < mark.anchor else "elsewhere after"


def _joins(setting: Setting, anchor: int, spot: Spot) -> str:
    """Whether a name stands right before or right after a verb, but for helping words and titles: by the surface, since
    the tree errs in long sentences; "" if it does not."""
    if not _is_verb(setting, anchor):
        return ""
    between = range(spot.past, anchor) if spot.past <= anchor else range(anchor + 1, spot.first)
    if len(between) > BESIDE or spot.first <= anchor < spot.past:
        return ""
    kinds = {setting.tokens[k].pos for k in between if setting.word(k) not in {"with", "to"}}
    others = any(k in setting.actors_at for k in between)
    if spot.past <= anchor:
        return "right before a verb" if kinds <= BEFORE_A_VERB and not others else ""
    return "right after a verb" if kinds <= BEHIND_A_VERB and not any(setting.word(k) == "to" for k in between) else ""


def _elsewhere(setting: Setting, mark: EncounterMark, spot: Spot) -> bool:
    """Whether an actor is the counterpart at another mention ("after talks with Wu he MET Li")."""
    first, past = setting.sentence(spot.first)
    for other in setting.marks.encounters:
        if first <= other.anchor < past and other is not mark:
            role = setting.clauses.role(other.anchor, spot.first, spot.past)
            if role.way == "own" and role.part in COUNTERPARTS:
                return True
    return False


def place(setting: Setting, anchor: int, role: Role) -> str:
    """A role as the name of a sign."""
    if not role.way:
        return "unconnected"
    part = role.part if role.part in PLAIN_PARTS else "other"
    if role.way == "relative":
        return "relative"
    if role.way == "own":
        verb = "verb" if _is_verb(setting, anchor) else "noun"
        return f"own {part} of a {verb}" if part not in {"with", "between", "owner"} else f"own {part}"
    saying = "ccomp" in role.through or setting.word(role.meets) in words("saying")
    if saying:
        return f"above {'subject' if part == 'subject' else 'other'}, of saying"
    joint = setting.word(role.meets) in words("joining")
    return f"above {'joint ' if joint else ''}{part}" if part in {"subject", "with", "object", "to"} else "above other"


def _is_verb(setting: Setting, anchor: int) -> bool:
    """Whether a mention is a verb; what has an article is none, whatever the tree says ("a MEETING of the two")."""
    articles = {"det", "nmod:poss"}
    noun = any(setting.clauses.relation(child) in articles for child in setting.clauses.children[anchor])
    return setting.tokens[anchor].pos in {"VERB", "AUX"} and not noun


def _coarse(name: str) -> str:
    return name.partition(" of a ")[0] if name.startswith("own") else name.partition(",")[0].partition(" ")[0]


def _beside(setting: Setting, mark: EncounterMark, spot: Spot) -> str:
    """The surface: on which side, behind which preposition, how far away; for where the tree errs."""
    first, past = sorted((spot.first, mark.anchor))
    apart = past - first
    if spot.first > mark.anchor:
        word = setting.word(spot.first - 1)
        k = spot.first - 1
        while (
            k > mark.anchor and setting.tokens[k].pos not in {"ADP", "VERB", "PUNCT"} and word not in words("linking")
        ):
            k -= 1
            word = setting.word(k)
        link = word if word in words("linking") else "none"
        return f"after, behind {link}" + (", far" if apart > 12 else "")
    return "before, " + ("close" if apart <= 3 else "near" if apart <= 8 else "far")


def _speaker(setting: Setting, mark: EncounterMark, actor: Actor) -> Iterator[tuple[str, float]]:
    """Who speaks of the encounter, and whom pronouns beside it mean."""
    statement = setting.statement_at(mark.anchor)
    speaks = statement is not None and any(s.id == actor.id for s in statement.speakers)
    if speaks:
        yield "speaks of it", 1.0
    spots = [s for s in setting.spots[actor.id] if s.form != "pronoun"]
    first, past = setting.sentence(mark.anchor)
    for index in range(first, past):
        word = setting.word(index)
        if setting.tokens[index].pos != "PRON" or not fits(actor, word):
            continue
        role = setting.clauses.role(mark.anchor, index, index + 1)
        name = place(setting, mark.anchor, role)
        if word in POSSESSIVES and setting.clauses.governor(index) == mark.anchor:
            name = "own owner"
        if not any(name.startswith(each) for each in TAKING):
            continue
        if word in FIRST:
            if speaks:
                yield "speaks of it as I or we", 1.0
            continue
        before = [s.last for s in spots if s.last < index]
        tie = max(setting.marks.ties.score("coref", index, before)) if before else 0.0
        yield f"may be meant by a pronoun, {'he' if word in HE else 'it'}", tie
        if speaks:
            yield "speaks of it and a pronoun is there", 1.0
        if any(s.form == "pronoun" and s.first == index for s in setting.spots[actor.id]):
            yield "is meant by a pronoun", 1.0


def fits(actor: Actor, pronoun: str) -> bool:
    """Whether grammar lets a pronoun mean an actor."""
    if pronoun in HE:
        return actor.kind in {ActorKind.PERSON, ActorKind.UNNAMED}
    if pronoun in THEY:
        return True
    return pronoun in IT and actor.kind is not ActorKind.PERSON
