"""What Onrecord made of one report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.domain.actors import Actor
from onrecord.domain.entries import Doubt, Encounter, Statement
from onrecord.domain.marks import Marks
from onrecord.domain.report import Report
from onrecord.domain.when import When

if TYPE_CHECKING:
    from spacy.tokens import Doc


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

    def to_spacy(self) -> Doc:
        """This reading as a spaCy ``Doc`` with everything marked, to go on with other tools.

        A door for users: what is behind it is ``onrecord.show.spacy``, loaded when the door is opened.

        Raises:
            ModuleNotFoundError: spaCy is not there; ``pip install "onrecord[spacy]"`` brings it.
        """
        from onrecord.show.spacy import to_spacy

        return to_spacy(self)
