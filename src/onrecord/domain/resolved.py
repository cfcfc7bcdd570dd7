"""Who and when, after resolving and before anything is written down."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.domain.entries import Doubt, Ground
from onrecord.domain.marks import StatementMark
from onrecord.domain.passage import Passage
from onrecord.domain.when import When


@dataclass(frozen=True, slots=True)
class Voice:
    """One statement mark with who speaks, to whom, through whom, and when.

    ``speakers``, ``audience`` and ``relayed_by`` are ids of actors in the Cast; ``speakers`` is empty where the speaker
    was left a Doubt (then among ``doubts``). ``source`` is the passage that stands for the speaker.
    """

    mark: StatementMark
    speakers: tuple[str, ...]
    source: Passage | None = None
    audience: tuple[str, ...] = ()
    relayed_by: tuple[str, ...] = ()
    said: When | None = None
    grounds: tuple[Ground, ...] = ()
    doubts: tuple[Doubt, ...] = ()
