"""Persons: name marks chained to the people of a report.

A person's name is the fullest form that the report gives. A shorter form ("Kim", "al-Bashir", "Omar Bashir") belongs
to the one person whose name holds its words in the same order; the surname counts before other parts. Where several
people are left it belongs to nobody, and a Doubt says so: a wrong speaker is worse than none.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.gazetteer.lists import spread, words
from onrecord.gazetteer.names import pieces
from onrecord.gazetteer.spelling import misspelled

_MANY, _SHORTEST_OF_FEW, _SHORTEST_OF_MANY = 3, 5, 3
"""In a name of two words only a word of five letters may be misspelled, else three: "Aung Sang Suu Kyi"."""


@dataclass(slots=True)
class Person:
    """Somebody on the way to an Actor: ``key`` are the words of the fullest form, ``forms`` all forms as written,
    ``at`` the marks (indices) chained so far."""

    key: tuple[str, ...]
    name: str
    forms: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)


def key_of(form: str) -> tuple[str, ...]:
    """The words of a name as they are compared: small letters, no accents, no particles.

    >>> key_of("Omar Hassan al-Bashir"), key_of("Peña Nieto")
    (('omar', 'hassan', 'bashir'), ('pena', 'nieto'))
    """
    folded = unicodedata.normalize("NFKD", form.replace("’", "'")).encode("ascii", "ignore").decode()
    cut = [piece.text.lower().rstrip(".") for piece in pieces(folded)]
    return tuple(word for word in cut if word not in words("particles")) or tuple(cut)


def surname_first(form: str) -> bool:
    """Whether the surname comes first: Chinese, Korean and Vietnamese names.

    >>> surname_first("Hu Jintao"), surname_first("Kim Kye-Gwan"), surname_first("Kim Smith")
    (True, True, False)
    """
    parts = form.split()
    if not 1 < len(parts) <= 4 or parts[0] not in spread("surname_first"):
        return False
    return not any(part in spread("given_names") for part in parts[1:]) and not _western_surname(parts)


def _western_surname(parts: Sequence[str]) -> bool:
    return parts[0] in spread("given_names") and len(parts) == 2 and "-" not in parts[1]


def chained(forms: Sequence[str]) -> tuple[list[Person], dict[int, list[Person]]]:
    """The people behind name forms (in the order of the text), and by index the forms that several people fit.

    A form is chained to a person that holds it; the fullest forms come first, so that each finds its longest name.
    """
    keys = [key_of(form) for form in forms]
    often = Counter(keys)
    order = sorted(range(len(forms)), key=lambda at: (-len(keys[at]), -often[keys[at]], -len(forms[at]), at))
    people: list[Person] = []
    by_key: dict[tuple[str, ...], Person] = {}
    unclear: dict[int, list[Person]] = {}
    for at in order:
        key = keys[at]
        person = by_key.get(key)
        if person is None:
            found = _holders(key, people)
            if len(found) > 1:
                unclear[at] = found
                continue
            person = found[0] if found else Person(key, clean(forms[at]))
            if not found:
                people.append(person)
                by_key[key] = person
        person.at.append(at)
        person.forms.append(clean(forms[at]))
    return people, unclear


def _holders(key: tuple[str, ...], people: Sequence[Person]) -> list[Person]:
    """Those whose name holds the words of ``key``: by the surname if any, else by other parts of the name."""
    by_surname: list[Person] = []
    by_other: list[Person] = []
    for person in people:
        if _same_but_for_a_letter(key, person.key):
            return [person]
        if not _inside(key, person.key):
            continue
        surnames = {person.key[-1]} | ({person.key[0]} if surname_first(person.name) else set())
        (by_surname if key[-1] in surnames or key[0] in surnames else by_other).append(person)
    if by_surname or by_other:
        return by_surname or by_other
    alike = [person for person in people if len(key) == 1 and misspelled(key[0], person.key[-1])]
    return alike if len(alike) == 1 else []


def _inside(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether all words of ``part`` are in ``whole``, in the same order; an initial stands for a word."""
    if len(part) >= len(whole):
        return False
    at = 0
    for word in whole:
        if at < len(part) and (word == part[at] or (len(part) > 1 and len(part[at]) == 1 and word[0] == part[at])):
            at += 1
    return at == len(part)


def _same_but_for_a_letter(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Two spellings of one name: "Filipo Grandi" and "Filippo Grandi"."""
    if len(one) != len(other) or len(one) < 2:
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    shortest = _SHORTEST_OF_FEW if len(one) < _MANY else _SHORTEST_OF_MANY
    return len(differing) == 1 and misspelled(*differing[0], shortest=shortest)


def clean(form: str) -> str:
    r"""A form on one line, without the space that some agencies set after a hyphen.

    >>> clean("Ali al-\nSabah"), clean("al- Samani")
    ('Ali al-Sabah', 'al-Samani')
    """
    return " ".join(form.split()).replace("- ", "-")
