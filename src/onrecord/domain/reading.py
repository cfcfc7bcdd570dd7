"""What Onrecord made of one report."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.domain.actors import Actor
from onrecord.domain.entries import Doubt, Encounter, Statement
from onrecord.domain.marks import Marks
from onrecord.domain.report import Report
from onrecord.domain.when import When


@dataclass(frozen=True, slots=True)
class Reading:
    """The record of one report: its entries in the order of the text, the actors they name, every time expression,
    what was left in doubt, the marks it rests on, and the version and model that read it."""

    report: Report
    statements: tuple[Statement, ...]
    encounters: tuple[Encounter, ...]
    actors: tuple[Actor, ...]
    times: tuple[When, ...]
    doubts: tuple[Doubt, ...]
    marks: Marks
    version: str
    model: str
