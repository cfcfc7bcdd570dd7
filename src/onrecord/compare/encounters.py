"""What changed between the accounts of one encounter.

Each account is held against what stood before its day: the account that first said so. Reports of one day have no order
among themselves, so they are not held against each other, but for two voices that contradict each other. Only what both
sides can show is a change; one that is likely, but of which the reading is not sure enough, is left an open question.
Where the later account only says less, or says what is past (a held meeting called "planned" by a report that looks
back), nothing has changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from onrecord.compare.signs import denies, signs_of
from onrecord.domain.entries import Doubt, Status
from onrecord.domain.passage import Passage
from onrecord.domain.record import Account, Change, ChangeKind, OpenQuestion, Side, address
from onrecord.domain.when import When
from onrecord.record.places import different_places

PROVEN = 0.7
"""Probability of a status from which it is taken as read: nine in ten were right (230 statuses of 137 reports of the
development part, November 2025), of those below six in ten."""

JOINED = 0.7
"""Score from which an account is held to be of the encounter surely enough for a change to be told. Of ten changes
drawn from 2,431 unrelated reports six had less, none of them right; of the gold stories, with what the reports say
given rightly, none that is right was lost (changes F1 0.818 -> 0.857)."""

_NEXT: dict[tuple[Status, Status], tuple[ChangeKind, str]] = {
    (Status.PROPOSED, Status.SCHEDULED): (ChangeKind.SCHEDULED, "proposed before, now it is to take place"),
    (Status.PROPOSED, Status.ONGOING): (ChangeKind.BEGUN, "proposed before, now it has begun"),
    (Status.PROPOSED, Status.HELD): (ChangeKind.HELD, "proposed before, now it has taken place"),
    (Status.PROPOSED, Status.POSTPONED): (ChangeKind.POSTPONED, "proposed before, now it is put off"),
    (Status.PROPOSED, Status.OFF): (ChangeKind.CALLED_OFF, "proposed before, now it is not to take place"),
    (Status.SCHEDULED, Status.ONGOING): (ChangeKind.BEGUN, "it was to take place, now it has begun"),
    (Status.SCHEDULED, Status.HELD): (ChangeKind.HELD, "it was to take place, now it has"),
    (Status.SCHEDULED, Status.POSTPONED): (ChangeKind.POSTPONED, "it was to take place, now it is put off"),
    (Status.SCHEDULED, Status.OFF): (ChangeKind.CALLED_OFF, "it was to take place, now it is not"),
    (Status.ONGOING, Status.HELD): (ChangeKind.HELD, "it was going on, now it is over"),
    (Status.ONGOING, Status.POSTPONED): (ChangeKind.POSTPONED, "it was going on, now it is suspended"),
    (Status.ONGOING, Status.OFF): (ChangeKind.CALLED_OFF, "it was going on, now it is broken off"),
    (Status.POSTPONED, Status.SCHEDULED): (ChangeKind.REVIVED, "it had been put off, now it is to take place"),
    (Status.POSTPONED, Status.ONGOING): (ChangeKind.REVIVED, "it had been put off, now it has begun"),
    (Status.POSTPONED, Status.HELD): (ChangeKind.HELD, "it had been put off, now it has taken place"),
    (Status.POSTPONED, Status.OFF): (ChangeKind.CALLED_OFF, "it had been put off, now it is not to take place"),
    (Status.OFF, Status.PROPOSED): (ChangeKind.REVIVED, "it was off, now it is proposed"),
    (Status.OFF, Status.SCHEDULED): (ChangeKind.REVIVED, "it was off, now it is to take place"),
    (Status.OFF, Status.ONGOING): (ChangeKind.REVIVED, "it was off, now it has begun"),
    (Status.OFF, Status.HELD): (ChangeKind.HELD, "it was off, now it has taken place"),
}
"""The steps from one status to another that are a change. A step that is not here leaves the record as it was."""

_AHEAD = frozenset({Status.PROPOSED, Status.SCHEDULED, Status.POSTPONED})
_TOOK_PLACE = frozenset({Status.HELD, Status.ONGOING})
_FINE = 3
"""A time of more days than this is no date that can be changed for another."""

Step = tuple[ChangeKind, str, str]
"""A kind of change, the rule that found it, and why in a sentence."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An account with what is needed to hold it against others.

    ``published`` is the day of its report, ``sentences`` those that its passages stand in. ``sides`` are the countries
    and bodies for whom those speak whose word it rests on. ``status_score`` is the probability of its status,
    ``joined`` how surely it is of this encounter; ``dated`` and ``placed`` tell whether time and place are sure.
    """

    account: Account
    published: date
    sentences: tuple[str, ...] = ()
    sides: frozenset[str] = frozenset()
    status_score: float = 1.0
    dated: bool = True
    placed: bool = True
    joined: float = 1.0

    @property
    def status(self) -> Status:
        """The account's status."""
        return self.account.status

    @property
    def unproven(self) -> str:
        """Why its status cannot be told of this encounter, "" if it can: the reading is not sure of it and no sentence
        has words for it, or it is not sure that it is of this encounter."""
        if self.joined < JOINED:
            return f"that it is the same encounter was found with a score of {self.joined:.2f} only"
        if self.status_score >= PROVEN or any(signs_of(each, self.status) for each in self.sentences):
            return ""
        return f"that it is {self.status} was read with a probability of {self.status_score:.2f} only"

    @property
    def shown(self) -> Passage:
        """The passage to show: the first whose sentence has words for the status, else the first."""
        paired = zip(self.account.passages, self.sentences, strict=False)
        return next((p for p, sentence in paired if signs_of(sentence, self.status)), self.account.passages[0])


@dataclass(slots=True)
class _Standing:
    """What stands of an encounter while its accounts are gone through: the account that first gave it its status, its
    day, its place; and ``fresh``, those of the day at hand that have voices."""

    status: Dated | None = None
    day: Dated | None = None
    place: Dated | None = None
    fresh: list[Dated] = field(default_factory=list)


def changes_of(id: str, history: Sequence[Dated]) -> tuple[tuple[Change, ...], tuple[OpenQuestion, ...]]:
    """The changes along the accounts of one encounter, which come in the order of publication, and those that are
    likely but not proven; ``id`` is the history's."""
    changes: list[Change] = []
    questions: list[OpenQuestion] = []
    stands = _Standing()
    for _, day in groupby(history, key=lambda each: each.published):
        stands = _one_day(id, stands, list(day), changes, questions)
    return tuple(changes), tuple(questions)


def _one_day(
    id: str, before: _Standing, day: Sequence[Dated], changes: list[Change], questions: list[OpenQuestion]
) -> _Standing:
    """Goes through the accounts of one day, and tells what stands after it."""
    after = _Standing(before.status, before.day, before.place)
    seen: set[ChangeKind] = set()
    for each in day:
        against = before.status or after.status
        step = _step(against, each) if against else None
        if each.unproven:
            if against and step and step[0] not in seen:
                questions.append(_question(against, each, step, each.unproven))
            continue
        steps = [(against, step)] if against and step else []
        steps += [(other, CONTRADICTED) for other in after.fresh if _contradict(other, each)][:1]
        reset = _resettings(before, each)
        if _says_reset(each):
            steps += reset
        else:
            questions += [_question(earlier, each, found, "no word says so") for earlier, found in reset]
        for earlier, found in steps:
            if found[0] not in seen:
                seen.add(found[0])
                changes.append(_change(id, earlier, each, found))
        _stand(after, each, is_new=step is not None and step[0] is not ChangeKind.DISPUTED)
    return after


def _stand(after: _Standing, each: Dated, *, is_new: bool) -> None:
    """What stands once an account is known: its status if it is the first one or new, its day and place if it has
    them. Where two voices contradict each other what stood before stands."""
    if after.status is None or (is_new and after.status.status is not each.status):
        after.status = each
    if each.status is Status.SCHEDULED and each.dated and _is_date(each.account.when):
        after.day = each
    if each.account.place and each.placed:
        after.place = each
    if each.account.according_to:
        after.fresh.append(each)


# ------------------------------------------------------------------------------------------------------------- status

CONTRADICTED: Step = (ChangeKind.DISPUTED, "two voices on one day", "one says it is off, another says it is not")


def _step(earlier: Dated, later: Dated) -> Step | None:
    """What an account changes of what stood before, as far as its status goes."""
    a, b = earlier.status, later.status
    when = later.account.when
    if b is Status.HELD and when is not None and when.first is not None and when.first > later.published:
        return None
    denied = b is Status.OFF and _other_voice(earlier, later) and any(map(denies, later.sentences))
    if denied and a in _TOOK_PLACE:
        return ChangeKind.DISPUTED, "denied afterwards", "one says it took place, another denies it"
    if denied and a in _AHEAD:
        return ChangeKind.DENIED, "plan denied", "one says it is planned, another denies it"
    if a is Status.OFF and b in _AHEAD and earlier.account.according_to and _other_voice(earlier, later):
        said = {Status.POSTPONED: "only put off", Status.SCHEDULED: "to take place"}.get(b, "still possible")
        return ChangeKind.DISPUTED, "another voice", f"one says it is off, another that it is {said}"
    step = _NEXT.get((a, b))
    return (step[0], f"{a} -> {b}", step[1]) if step else None


def _other_voice(earlier: Dated, later: Dated) -> bool:
    """Whether the later account rests on the word of somebody else than the earlier one, of another side."""
    voices, others = earlier.account.according_to, later.account.according_to
    return bool(others) and not set(voices) & set(others) and not earlier.sides & later.sides


def _contradict(a: Dated, b: Dated) -> bool:
    """Whether two accounts of one day have it off and not off, by the word of two sides."""
    statuses = {a.status, b.status}
    off = Status.OFF in statuses and bool(statuses & _AHEAD)
    return off and bool(a.account.according_to) and _other_voice(a, b)


# ------------------------------------------------------------------------------------------------------ day and place


def _resettings(before: _Standing, each: Dated) -> list[tuple[Dated, Step]]:
    """Set for another day or place than before."""
    found: list[tuple[Dated, Step]] = []
    if before.day and (step := _day_step(before.day, each)):
        found.append((before.day, step))
    if before.place and (step := _place_step(before.place, each)):
        found.append((before.place, step))
    return found


def _says_reset(later: Dated) -> bool:
    """Whether a sentence says that something was set anew. Without such words another day or place is as often that of
    another encounter."""
    return any(signs_of(sentence, "reset") for sentence in later.sentences)


def _is_date(when: When | None) -> bool:
    return (
        when is not None and when.first is not None and when.last is not None and (when.last - when.first).days <= _FINE
    )


def _share_a_day(a: When, b: When) -> bool:
    """Whether two times can be one; an open one can be any."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return True
    return a.first <= b.last and b.first <= a.last


def _day_step(earlier: Dated, later: Dated) -> Step | None:
    """Set for one day, now for another: both dates, and both still ahead."""
    a, b = earlier.account.when, later.account.when
    if later.status is not Status.SCHEDULED or not later.dated or not _is_date(b):
        return None
    if a is None or b is None or _share_a_day(a, b):
        return None
    return ChangeKind.RESCHEDULED, "another day", f"set for {a.value}, now for {b.value}"


def _place_step(earlier: Dated, later: Dated) -> Step | None:
    """It was to be in one place, and is now in another."""
    a, b = earlier.account, later.account
    if a.status not in _AHEAD or b.status is Status.OFF or not (b.place and later.placed):
        return None
    if not different_places(a.place, b.place):
        return None
    return ChangeKind.MOVED, "another place", f"it was to be in {a.place}, now {b.place}"


# ------------------------------------------------------------------------------------------------- what is written down


def _change(id: str, earlier: Dated, later: Dated, step: Step) -> Change:
    kind, rule, because = step
    a, b = earlier.account, later.account
    return Change(
        id=address("C", str(kind), str(a.ref), str(b.ref)),
        kind=kind,
        of=id,
        earlier=Side(a.ref, earlier.shown),
        later=Side(b.ref, later.shown),
        rule=rule,
        because=because,
        according_to=b.according_to,
    )


def _question(earlier: Dated, later: Dated, step: Step, why: str) -> OpenQuestion:
    kind, rule, because = step
    message = f"this may be a change ({kind}: {because}), but {why} ({rule})"
    return OpenQuestion((earlier.account.ref, later.account.ref), Doubt("change", message, later.shown))
