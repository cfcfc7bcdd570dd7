"""Where outlets quote the same words differently."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.domain.passage import Passage
from onrecord.domain.record import Change, ChangeKind, Side, address
from onrecord.record.statements import OneStatement, Said, differences

SMALL = frozenset({"the", "a", "an"})
"""Words whose presence or absence is not worth showing."""


def changes_of_words(id: str, same: OneStatement) -> tuple[Change, ...]:
    """The first telling against each later one by another outlet that puts other words between the same quotation
    marks; each set of other words is shown once. ``id`` is that of the same words."""
    found: list[Change] = []
    shown: set[tuple[tuple[str, str], ...]] = set()
    first = same.members[0]
    for later in same.members[1:]:
        if not (first.quoted and later.quoted and first.outlet and later.outlet and first.outlet != later.outlet):
            continue
        other = tuple(pair for pair in differences(first, later) if not _small(pair))
        if other and other not in shown:
            shown.add(other)
            found.append(_change(id, first, later, other))
    return tuple(found)


def _small(pair: tuple[str, str]) -> bool:
    return set(pair[0].split()) | set(pair[1].split()) <= SMALL or pair[0].replace(" ", "") == pair[1].replace(" ", "")


def _change(id: str, earlier: Said, later: Said, other: Sequence[tuple[str, str]]) -> Change:
    because = "; ".join(f"“{a or '…'}” in {earlier.outlet}, “{b or '…'}” in {later.outlet}" for a, b in other)
    return Change(
        id=address("C", str(ChangeKind.QUOTED_DIFFERENTLY), str(earlier.ref), str(later.ref)),
        kind=ChangeKind.QUOTED_DIFFERENTLY,
        of=id,
        earlier=Side(earlier.ref, _content(earlier)),
        later=Side(later.ref, _content(later)),
        rule="other words in quotation marks",
        because=because,
        according_to=later.speakers,
    )


def _content(said: Said) -> Passage:
    return said.statement.content[0]
