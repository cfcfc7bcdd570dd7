"""Bodies: organisations, ministries, outlets, armed groups; acronyms and their long forms.

>>> owned_institution("Chinese foreign ministry")
('China', 'foreign ministry')
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.gazetteer.lists import words
from onrecord.gazetteer.names import Entry, Kind, adjective_of, country_of, look_up
from onrecord.resolve.persons import clean

_BRACKETED = re.compile(r"\s*\(\s*$")
_ARTICLE = re.compile(r"^[Tt]he\s+")


def listed(form: str) -> Entry | None:
    """The entry of a body, group or outlet that a form stands for, None if it is not listed.

    >>> listed("UN refugee agency").name, listed("HAMAS").kind.value, listed("Tupelo Movement")
    ('UNHCR', 'group', None)
    """
    form = clean(form)
    for spelling in (form, form.title()) if form.isupper() else (form,):
        entry = look_up(spelling)
        if entry is not None and entry.kind in (Kind.BODY, Kind.GROUP, Kind.OUTLET):
            return entry
    return None


def plain_name(form: str) -> str:
    """The name of a body that is not listed: the form without its article.

    >>> plain_name("the Tupelo Movement")
    'Tupelo Movement'
    """
    return _ARTICLE.sub("", clean(form))


@cache
def owned_institution(form: str) -> tuple[str, str]:
    """Country and institution of a form that names both, the institution in small letters; ("", "") if it is no
    institution of a state; the country "" if the form names none.

    >>> owned_institution("Ministry of Defence"), owned_institution("Tupelo Movement")
    (('', 'ministry of defence'), ('', ''))
    """
    parts = clean(form).split()
    if look_up(clean(form)) is not None:
        return "", ""
    for at in range(min(3, len(parts))):
        country = country_of(" ".join(parts[:at])) if at else ""
        institution = " ".join(parts[at:]).lower().replace("’", "'")
        if (not at or country) and institution in words("institutions"):
            return country, institution
    return "", ""


def institution_name(country: str, institution: str) -> str:
    """The name of a state's institution: "Russian foreign ministry"; "foreign ministry" if no country is known."""
    if country == "United States":
        return f"US {institution}"
    return f"{adjective_of(country)} {institution}" if country else institution


def stands_in_brackets(text: str, before_end: int, start: int) -> bool:
    """Whether a name that begins at ``start`` stands in brackets right after one that ends at ``before_end``."""
    return _BRACKETED.fullmatch(text, before_end, start) is not None and text[start - 1] == "("


def is_acronym_of(acronym: str, form: str) -> bool:
    """Whether the capital letters of ``acronym`` are initials of ``form``, in order, the first one its first.

    >>> is_acronym_of("UIC", "Union of Islamic Courts"), is_acronym_of("UIC", "Courts of Islamic Union")
    (True, False)
    """
    if not acronym.isupper() or len(acronym) < 2:
        return False
    initials = [word[0].upper() for word in re.split(r"[\s-]+", form) if word and word[0].isalpha()]
    if len(initials) < 2 or initials[0] != acronym[0]:
        return False
    capitals = [word[0] for word in re.split(r"[\s-]+", form) if word and word[0].isupper()]
    rest = iter(initials)
    return all(any(letter == other for other in rest) for letter in acronym) and len(acronym) >= len(capitals) - 1
