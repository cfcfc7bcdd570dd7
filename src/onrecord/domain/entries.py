"""What is written down: statements, encounters, and what was seen but not decided."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.domain.actors import Actor
from onrecord.domain.passage import Passage
from onrecord.domain.when import When


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason for an entry or for a field of it: the ``rule`` or head, what it looked at, and the probability it
    gave (None for a rule that gives none)."""

    field: str
    rule: str
    because: str = ""
    score: float | None = None


class Manner(StrEnum):
    """How words are rendered: all of the content inside quotation marks, part of it, or none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Statement:
    """Words attributed to actors.

    ``id`` counts within one reading ("S1"). ``speakers`` is empty where the speaker was left a Doubt. ``cue`` is the
    passage that attributes ("told"), None for a quotation that continues another. ``content`` are the passages of
    what was said, outer quotation marks left out. ``source`` is the passage that stands for the speaker. ``act`` is
    what the statement does ("announce", "deny", "say"), ``root`` the root of PLOVER that this amounts to ("REJECT"; ""
    where it amounts to none or was left a Doubt). ``said`` is when it was said.
    """

    id: str
    speakers: tuple[Actor, ...]
    cue: Passage | None
    content: tuple[Passage, ...]
    manner: Manner
    act: str = "say"
    source: Passage | None = None
    said: When | None = None
    audience: tuple[Actor, ...] = ()
    relayed_by: tuple[Actor, ...] = ()
    grounds: tuple[Ground, ...] = ()
    root: str = ""

    def __post_init__(self) -> None:
        """No statement without its words."""
        if not self.content:
            message = f"statement {self.id} has no content"
            raise ValueError(message)


class EncounterKind(StrEnum):
    """What sort of encounter: ``SUMMIT`` also stands for conferences of many."""

    MEETING = "meeting"
    CALL = "call"
    TALKS = "talks"
    SUMMIT = "summit"
    VISIT = "visit"


class Status(StrEnum):
    """Where an encounter stands, as of the report."""

    HELD = "held"
    ONGOING = "ongoing"
    SCHEDULED = "scheduled"
    PROPOSED = "proposed"
    POSTPONED = "postponed"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the name as the report has it, and the passage it comes from."""

    name: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Encounter:
    """Actors meet, call, visit, hold talks or a summit, or were to.

    ``id`` counts within one reading ("E1"). ``according_to`` is whose word the status rests on, empty where the
    report says so itself. ``mentions`` are the words that speak of it, at least one.
    """

    id: str
    kind: EncounterKind
    participants: tuple[Actor, ...]
    status: Status
    mentions: tuple[Passage, ...]
    place: Place | None = None
    when: When | None = None
    according_to: tuple[Actor, ...] = ()
    grounds: tuple[Ground, ...] = ()

    def __post_init__(self) -> None:
        """No encounter without the words that speak of it."""
        if not self.mentions:
            message = f"encounter {self.id} has no mention"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something seen but not decided: where, what about it (one sentence for a reader), and the id of the entry it
    concerns ("" if it made none). ``kind`` is a short stable name ("speaker", "status", "quotation", ...)."""

    kind: str
    message: str
    passage: Passage | None = None
    entry: str = ""
    grounds: tuple[Ground, ...] = ()
