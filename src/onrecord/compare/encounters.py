"""What changed between the accounts of one encounter, each account against what the record had before it.

Every rule compares two accounts of two reports and shows both. Where the later account only says less, or says what is
past (a held meeting called "planned" by a report that looks back), nothing has changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from onrecord.domain.entries import Status
from onrecord.domain.record import Account, Change, ChangeKind, Side, address
from onrecord.domain.when import When
from onrecord.record.places import different_places

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
_FINE = 3
"""A time of more days than this is no date that can be changed for another."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An account with the day of its report, and ``around``: what stands around its first mention, in small letters."""

    account: Account
    published: date
    around: str = ""


@cache
def denials() -> tuple[str, ...]:
    """The words by which somebody denies that an encounter was or is to be."""
    text = resources.files("onrecord.compare").joinpath("lists/denials.txt").read_text("utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def changes_of(id: str, history: Sequence[Dated]) -> tuple[Change, ...]:
    """The changes along the accounts of one encounter, which come in the order of publication; ``id`` is the
    history's."""
    found: list[Change] = []
    stands: Dated | None = None
    set_for: Dated | None = None
    placed: Dated | None = None
    for each in history:
        if stands is not None:
            found += _status_change(id, stands, each)
            if set_for is not None:
                found += _day_change(id, set_for, each)
            if placed is not None:
                found += _place_change(id, placed, each)
        stands = each if stands is None or _moves_on(stands, each) else stands
        if each.account.status is Status.SCHEDULED and _is_date(each.account.when):
            set_for = each
        if each.account.place:
            placed = each
    return tuple(found)


def _moves_on(stands: Dated, each: Dated) -> bool:
    a, b = stands.account.status, each.account.status
    return a is b or (a, b) in _NEXT


def _status_change(id: str, earlier: Dated, later: Dated) -> list[Change]:
    a, b = earlier.account, later.account
    if b.status is Status.HELD and b.when is not None and b.when.first is not None and b.when.first > later.published:
        return []
    if b.status is Status.OFF and a.status is not Status.OFF and _denies(earlier, later):
        if a.status in {Status.HELD, Status.ONGOING}:
            return [
                _change(
                    ChangeKind.DISPUTED,
                    id,
                    earlier,
                    later,
                    "denied afterwards",
                    "one says it took place, another denies it",
                )
            ]
        return [
            _change(ChangeKind.DENIED, id, earlier, later, "plan denied", "one says it is planned, another denies it")
        ]
    step = _NEXT.get((a.status, b.status))
    if step is None:
        return []
    kind, because = step
    return [_change(kind, id, earlier, later, f"{a.status} -> {b.status}", because)]


def _denies(earlier: Dated, later: Dated) -> bool:
    """Whether the later account rests on the word of somebody else, who denies."""
    voices, others = earlier.account.according_to, later.account.according_to
    return bool(others) and not set(voices) & set(others) and any(word in later.around for word in denials())


def _is_date(when: When | None) -> bool:
    return (
        when is not None and when.first is not None and when.last is not None and (when.last - when.first).days <= _FINE
    )


def _share_a_day(a: When, b: When) -> bool:
    """Whether two times can be one; an open one can be any."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return True
    return a.first <= b.last and b.first <= a.last


def _day_change(id: str, earlier: Dated, later: Dated) -> list[Change]:
    """Set for one day, now for another: both dates, and both still ahead."""
    a, b = earlier.account.when, later.account.when
    if later.account.status is not Status.SCHEDULED or not _is_date(b):
        return []
    if a is None or b is None or _share_a_day(a, b):
        return []
    because = f"set for {a.value}, now for {b.value}"
    return [_change(ChangeKind.RESCHEDULED, id, earlier, later, "another day", because)]


def _place_change(id: str, earlier: Dated, later: Dated) -> list[Change]:
    """It was to be in one place, and is now in another."""
    a, b = earlier.account, later.account
    if a.status not in _AHEAD or b.status is Status.OFF or not b.place or not different_places(a.place, b.place):
        return []
    because = f"it was to be in {a.place}, now {b.place}"
    return [_change(ChangeKind.MOVED, id, earlier, later, "another place", because)]


def _change(kind: ChangeKind, id: str, earlier: Dated, later: Dated, rule: str, because: str) -> Change:
    a, b = earlier.account, later.account
    return Change(
        id=address("C", str(kind), str(a.ref), str(b.ref)),
        kind=kind,
        of=id,
        earlier=Side(a.ref, a.passages[0]),
        later=Side(b.ref, b.passages[0]),
        rule=rule,
        because=because,
        according_to=b.according_to,
    )
