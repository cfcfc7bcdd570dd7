"""On whose word a status rests: those in whose statement the telling mention stands; nobody, if the report says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.domain.actors import Actor
from onrecord.domain.entries import Ground, Status
from onrecord.domain.marks import EncounterMark
from onrecord.entries.setting import Setting


@dataclass(frozen=True, slots=True)
class Word:
    """Those on whose word a status rests (nobody: the report says so itself), and why."""

    actors: tuple[Actor, ...] = ()
    grounds: tuple[Ground, ...] = ()


def informants(setting: Setting, marks: Sequence[EncounterMark], status: Status) -> Word:
    """Whose word it is that the encounter of ``marks`` has this status."""
    mark = telling(marks, status)
    statement = setting.statement_at(mark.anchor)
    if statement is None or not statement.speakers:
        return Word()
    word = setting.marks.text[mark.start : mark.end]
    ground = Ground("according_to", "within a statement", f"“{word}” stands in {statement.id}")
    return Word(statement.speakers, (ground,))


def telling(marks: Sequence[EncounterMark], status: Status) -> EncounterMark:
    """The mention that gives the status: the one whose words say so most strongly, of equals the last."""
    return max(marks, key=lambda m: (m.statuses.get(status, 0.0), m.anchor))
