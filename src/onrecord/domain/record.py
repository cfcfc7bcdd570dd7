"""What is known across reports: the same actor, the same encounter, the same words, and what changed.

Everything here is worked out from the readings kept (``Kept``), and from nothing else: the same readings, in whatever
order they came, give the same ``Comparison``. An entry of a reading is named by its ``Ref``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from onrecord.domain.actors import ActorKind, Office
from onrecord.domain.entries import Doubt, EncounterKind, Status
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.domain.rulings import Verdict
from onrecord.domain.when import When

ID_LENGTH = 12
"""Hexadecimal digits of an id: among a million entries two agree by chance with a probability of 0.2 %; the store
refuses a second one rather than mix the two up."""


def address(prefix: str, *parts: str) -> str:
    """An id that follows from what it stands for: ``prefix`` and twelve hexadecimal digits of the SHA-256 of
    ``parts``. Same parts, same id, on every machine.

    >>> address("A", "person", "Sergey Lavrov")
    'Ad463ec09dc97'
    """
    digest = sha256("\x1f".join(part.replace("\x1f", " ") for part in parts).encode("utf-8", "surrogatepass"))
    return prefix + digest.hexdigest()[:ID_LENGTH]


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading in the record. ``id`` is the report's id there ("R" and twelve digits, by its content). The reading
    is whole but for its marks, which are not kept (``reading.marks`` has the text and nothing else)."""

    id: str
    reading: Reading


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """An entry or actor of a kept reading: the report's id in the record, and the id within the reading ("S3")."""

    report: str
    entry: str

    def __str__(self) -> str:
        """As it is shown and asked for: "R0123456789ab/S3"."""
        return f"{self.report}/{self.entry}"


@dataclass(frozen=True, slots=True)
class KnownActor:
    """One actor across reports.

    ``id`` is an :func:`address` with the prefix "A". ``name`` and ``also`` are as in ``Actor``, taken over all its
    reports. ``members`` are the actors of readings that it is, in the order of the readings; an unnamed source has
    one. ``reasons`` say why members are one (one sentence for each rule that joined some). ``listed`` are the names
    that a table of office-holders gives it.
    """

    id: str
    name: str
    kind: ActorKind
    members: tuple[Ref, ...]
    also: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    reasons: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorJudgement:
    """What was held of two actors being one, and why.

    YES: the actor of a report ``first`` (a ``Ref`` as text) is the known actor ``second``. NO, UNSURE and OPEN: of the
    known actors ``first`` and ``second``.
    """

    verdict: Verdict
    rule: str
    because: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Account:
    """What one report says of one encounter.

    ``ref`` is the encounter of the reading. ``participants`` and ``according_to`` are ids of known actors.
    ``passages`` are the words that speak of it, into the text of the report ``ref.report``.
    """

    ref: Ref
    kind: EncounterKind
    status: Status
    participants: tuple[str, ...]
    passages: tuple[Passage, ...]
    when: When | None = None
    place: str = ""
    according_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """One encounter across reports: the accounts of it, at least one, in the order of publication.

    ``id`` is an :func:`address` with the prefix "E". ``reasons`` say why the accounts are of one encounter.
    """

    id: str
    accounts: tuple[Account, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SameWords:
    """One statement across reports: the same words of the same speaker, wherever they were carried.

    ``id`` is an :func:`address` with the prefix "S". ``members`` are statements of readings, at least one, in the
    order of the readings. ``reasons`` say why they are one.
    """

    id: str
    members: tuple[Ref, ...]
    reasons: tuple[str, ...] = ()


class ChangeKind(StrEnum):
    """How a later account of an encounter differs from an earlier one, or a later statement from an earlier one."""

    PROPOSED = "proposed"
    SCHEDULED = "scheduled"
    BEGUN = "begun"
    HELD = "held"
    RESCHEDULED = "rescheduled"
    MOVED = "moved"
    POSTPONED = "postponed"
    CALLED_OFF = "called off"
    REVIVED = "revived"
    DENIED = "denied"
    DISPUTED = "disputed"
    QUOTED_DIFFERENTLY = "quoted differently"
    REVERSED = "reversed"
    AT_ODDS = "at odds"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a change: the entry, and the passage that shows it."""

    ref: Ref
    passage: Passage


@dataclass(frozen=True, slots=True)
class Change:
    """An earlier and a later entry that differ, both shown.

    ``id`` is an :func:`address` with the prefix "C". ``of`` is the id of the history (of a statement: of the same
    words) it belongs to. ``rule`` names what found it, ``because`` says it in a sentence for a reader.
    ``according_to`` are ids of known actors, whose word the later side rests on.
    """

    id: str
    kind: ChangeKind
    of: str
    earlier: Side
    later: Side
    rule: str
    because: str = ""
    according_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A doubt that concerns entries of several reports: two that may be one, a change that is likely but unproven."""

    refs: tuple[Ref, ...]
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything known across reports. Every actor, encounter and statement of every kept reading is a member of
    exactly one of these; each tuple comes in an order that follows from the readings alone."""

    actors: tuple[KnownActor, ...] = ()
    encounters: tuple[History, ...] = ()
    statements: tuple[SameWords, ...] = ()
    changes: tuple[Change, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    judgements: tuple[ActorJudgement, ...] = ()


class Added(StrEnum):
    """What adding a report did to the record: it is new, was known already (nothing changed), or is another version
    of a report that is kept."""

    NEW = "new"
    KNOWN = "known"
    REVISED = "revised"
