"""Whether two names of places are one place, or one lies in the other.

>>> place_fit("Pretoria", "South Africa"), place_fit("Busan", "Tokyo"), different_places("Busan", "Tokyo")
(1.0, 0.0, True)
"""

from __future__ import annotations

from functools import cache

from onrecord.gazetteer.names import Entry, Kind, Role, look_up
from onrecord.record.spellings import plain


@cache
def place_fit(one: str, other: str) -> float:
    """1 for the same place or one in the other, 0.5 where that may be, 0 for two places."""
    a, b = plain(one), plain(other)
    if a == b or a in b or b in a:
        return 1.0
    first, second = _listed(one), _listed(other)
    if first is not None and second is not None and _country(first) and _country(first) == _country(second):
        return 1.0
    whole = [entry is not None and entry.kind is Kind.COUNTRY and entry.role is Role.NAME for entry in (first, second)]
    if whole[0] != whole[1]:
        part = second if whole[0] else first
        if part is None or not _country(part):
            return 0.5
    return 0.0


@cache
def different_places(one: str, other: str) -> bool:
    """Whether two names are certainly two places: both listed, and neither in the other."""
    return _listed(one) is not None and _listed(other) is not None and place_fit(one, other) == 0.0


def _listed(name: str) -> Entry | None:
    entry = look_up(name)
    return entry if entry is not None and entry.kind in {Kind.COUNTRY, Kind.PLACE} else None


def _country(entry: Entry) -> str:
    return plain(entry.name) if entry.kind is Kind.COUNTRY else ""
