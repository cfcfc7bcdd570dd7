"""What users tell a record of actors: who is one and who is not, and who held which office when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What is held of two entries being one: yes, no, unsure (looked at and not decided), open (not looked at)."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    OPEN = "open"


@dataclass(frozen=True, slots=True, order=True)
class Appearance:
    """Where an actor appears, in words that outlast a second reading and a corrected version of the report.

    ``report`` is what the versions of the report share ("url https://…", or its id at the outlet, or its text),
    ``name`` the actor's name in it, ``nth`` which of several of that name it is, from 0. Without a report: wherever
    this name stands.
    """

    report: str
    name: str
    nth: int = 0

    def __str__(self) -> str:
        """As it is shown: "Ana Silva in https://news.example/1"."""
        nth = f" ({self.nth + 1})" if self.nth else ""
        return f"{self.name}{nth} in {self.report.partition(' ')[2] or 'every report'}"


@dataclass(frozen=True, slots=True, order=True)
class Ruling:
    """A user's judgement on two appearances. YES: they are one. NO: they are two, and where they would be taken for
    one, ``first`` is taken out. UNSURE: looked at and left as it is. ``id`` is an ``address`` with the prefix "J";
    ``reason`` is the user's own."""

    id: str
    verdict: Verdict
    first: Appearance
    second: Appearance
    reason: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Holder:
    """Somebody in an office: from ``start`` to ``end``, both days included; None where it has not ended.

    ``name`` is the usual English name, the same for all offices of one person; ``variants`` are other names of his
    ("Volodymyr Zelensky"), among them a family name where it alone means him ("Putin"). ``country`` may be a body
    ("United Nations"). ``source`` says where it can be looked up.
    """

    name: str
    office: str
    country: str
    start: date
    end: date | None = None
    variants: tuple[str, ...] = ()
    source: str = ""

    def on(self, first: date, last: date) -> bool:
        """Whether the office was held on some day from ``first`` to ``last``."""
        return self.start <= last and (self.end is None or self.end >= first)

    def term(self) -> str:
        """The time in office in words: "2019-05-20 to now"."""
        return f"{self.start} to {self.end or 'now'}"


@dataclass(frozen=True, slots=True)
class Given:
    """All that users gave a record: their rulings, and their own table of who held which office."""

    rulings: tuple[Ruling, ...] = ()
    holders: tuple[Holder, ...] = ()
