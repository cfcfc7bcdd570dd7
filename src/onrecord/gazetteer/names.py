"""Names the lists know: what a stretch of text stands for, and how (as the name, an adjective, a capital ...).

>>> [(f.entry.name, f.entry.role.value) for f in find("Seoul urged Danish officials to call the Kremlin.")]
[('South Korea', 'capital'), ('Denmark', 'adjective'), ('Russia', 'seat')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from onrecord.gazetteer.lists import fields, lines


class Kind(StrEnum):
    """What a listed name belongs to; ``THING`` is what looks like a name and is none of somebody or some place."""

    COUNTRY = "country"
    BODY = "body"
    GROUP = "group"
    OUTLET = "outlet"
    PLACE = "place"
    PEOPLE = "people"
    THING = "thing"


class Role(StrEnum):
    """How a listed form stands for its entry: ``SEAT`` is another word for the government ("the Kremlin"),
    ``MEMBERS`` a word for those who belong ("Russians", "Democrats")."""

    NAME = "name"
    ADJECTIVE = "adjective"
    MEMBERS = "members"
    CAPITAL = "capital"
    SEAT = "seat"


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of one listed name: ``name`` is the usual English name it stands for ("South Korea" for "Seoul")."""

    form: str
    name: str
    kind: Kind
    role: Role


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters and digits, or letters with full stops ("U.S."): finer than a token, so that hyphens and
    apostrophes inside names cost nothing. ``start``/``end`` are code points into the text; ``gap`` is what stands
    between the piece before and this one."""

    start: int
    end: int
    text: str
    gap: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Found:
    """A listed name in a text: ``first``/``last`` are indices of pieces (half-open), ``start``/``end`` code points."""

    entry: Entry
    first: int
    last: int
    start: int
    end: int


_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+|&")
_SPACES = re.compile(r"\s+")
_SHOUTED = 4
"""Fewer capital letters than this are no listed name in capitals but an acronym or a pronoun ("US", "CHAD" is one)."""


def pieces(text: str) -> list[Piece]:
    """``text`` cut into pieces, in order.

    >>> [p.text for p in pieces("U.S.-led, Russia's")]
    ['U.S.', 'led', 'Russia', 's']
    """
    cut: list[Piece] = []
    before = 0
    for match in _PIECE.finditer(text):
        start, end = match.span()
        cut.append(Piece(start, end, match.group(), text[before:start]))
        before = end
    return cut


def flat(form: str) -> str:
    r"""A form as it is compared: one space for any white space, straight apostrophes.

    >>> flat("People’s\nDaily")
    "People's Daily"
    """
    return _SPACES.sub(" ", form.replace("’", "'"))


_LISTS = (
    ("countries", Kind.COUNTRY, (Role.NAME, Role.ADJECTIVE, Role.MEMBERS, Role.CAPITAL, Role.SEAT)),
    ("bodies", Kind.BODY, (Role.NAME, Role.MEMBERS)),
    ("groups", Kind.GROUP, (Role.NAME, Role.MEMBERS)),
    ("outlets", Kind.OUTLET, (Role.NAME,)),
    ("places", Kind.PLACE, ()),
    ("peoples", Kind.PEOPLE, ()),
    ("things", Kind.THING, ()),
)
"""The lists of names, their kind, and the roles of the fields after the usual name."""


def entries() -> Iterator[Entry]:
    """All listed forms, in the order of the lists. A form listed twice means what its first line says."""
    for file, kind, roles in _LISTS:
        for line in lines(file):
            (name,), *rest = fields(line)
            yield Entry(name, name, kind, Role.ADJECTIVE if kind is Kind.PEOPLE else Role.NAME)
            for role, forms in zip(roles, rest, strict=False):
                for form in forms:
                    yield Entry(form, name, kind, role)


@cache
def _known() -> tuple[dict[str, Entry], dict[str, tuple[int, ...]]]:
    """Entries by flat form, and by first piece the numbers of pieces that a form may have, the longest first. All but
    outlets are also known in capitals, as datelines and headlines write them."""
    by_form: dict[str, Entry] = {}
    lengths: dict[str, set[int]] = {}
    for entry in entries():
        spellings = [flat(entry.form)]
        shouted = spellings[0].upper()
        if entry.kind is not Kind.OUTLET and len(shouted) >= _SHOUTED:
            spellings.append(shouted)
        for spelling in spellings:
            if spelling not in by_form:
                by_form[spelling] = entry
                cut = pieces(spelling)
                lengths.setdefault(cut[0].text, set()).add(len(cut))
    return by_form, {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def look_up(form: str) -> Entry | None:
    """What a form stands for, or None if no list has it.

    >>> look_up("Agence France-Presse").name
    'AFP'
    """
    return _known()[0].get(flat(form))


@cache
def country_of(form: str) -> str:
    """The country that a form stands for in whatever way, "" if none.

    >>> country_of("Ukrainian"), country_of("Moscow"), country_of("Hamas")
    ('Ukraine', 'Russia', '')
    """
    entry = look_up(form)
    return entry.name if entry is not None and entry.kind is Kind.COUNTRY else ""


@cache
def adjective_of(country: str) -> str:
    """The first adjective that the list gives a country ("Russian"), its own name if it gives none."""
    for line in lines("countries"):
        (name,), _, adjectives, *_ = fields(line)
        if name == country and adjectives:
            return adjectives[0]
    return country


def _half_a_name(entry: Entry, cut: Sequence[Piece], after: int) -> bool:
    """Whether "the West" is only the beginning of "the West Bank"."""
    return entry.form.startswith("the ") and after < len(cut) and cut[after].gap == " " and cut[after].capital


def find(text: str, cut: Sequence[Piece] | None = None) -> list[Found]:
    """The listed names of ``text`` from left to right, the longest where several begin, none overlapping."""
    by_form, lengths = _known()
    cut = pieces(text) if cut is None else cut
    found: list[Found] = []
    at = 0
    while at < len(cut):
        step = 1
        for length in lengths.get(cut[at].text, ()):
            if at + length > len(cut):
                continue
            start, end = cut[at].start, cut[at + length - 1].end
            entry = by_form.get(flat(text[start:end]))
            if entry is not None and _half_a_name(entry, cut, at + length):
                continue
            if entry is None and text[end : end + 1] in (".", ")"):
                entry = by_form.get(flat(text[start : end + 1]))
                end += entry is not None
            if entry is not None:
                found.append(Found(entry, at, at + length, start, end))
                step = length
                break
        at += step
    return found
