"""The lede: news agencies open with a description and give the name further down.

"A senior Danish diplomat arrived here Friday" is the first paragraph, "Olga Trent said ..." the second: who is named
there first, beside a verb of saying, is who was described.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.domain.actors import Office
from onrecord.gazetteer import posts
from onrecord.gazetteer.lists import words
from onrecord.resolve.nominals import describes
from onrecord.resolve.offices import Titled, offices_at, read_any_description
from onrecord.resolve.scene import Scene

_ANYBODY = frozenset(("official", "diplomat", "expert"))
"""Descriptions that fit whatever office the text gives."""


def named_later(scene: Scene, offices: Mapping[int, Sequence[Office]]) -> tuple[Titled, int] | None:
    """The one description beside a verb of saying in the first paragraph, and the index of the mark that names its
    holder in the second or third; None where the report does not open so.

    ``offices`` has, for the index of every mark that first names a person, the offices that the text gives them. The
    name must be the first one after the first paragraph, in full, beside a verb of saying, and of somebody not named
    before; an office that the text gives must fit the description. The first paragraph must name no other speaker.
    """
    ends = _paragraph_ends(scene.text)
    said = _descriptions(scene, ends[0])
    people = [(index, mark) for index, mark in enumerate(scene.names) if mark.label == "PERSON"]
    speakers = any(_says(scene.text, mark.start, mark.end) for _, mark in people if mark.end <= ends[0])
    later = [(index, mark) for index, mark in people if ends[0] <= mark.start < ends[-1]]
    if len(said) != 1 or speakers or not later:
        return None
    index, mark = later[0]
    full = index in offices and len(scene.form(index).split()) > 1
    start = min([mark.start, *(scene.cut[titled.first].start for titled in offices_at(scene, index))])
    if not full or not _says(scene.text, start, mark.end) or not _fits(said[0].office, offices[index]):
        return None
    return said[0], index


def _fits(described: Office, offices: Sequence[Office]) -> bool:
    head = described.title.split()[-1]
    return not offices or head in _ANYBODY or any(describes(described.title, office) for office in offices)


def _descriptions(scene: Scene, end: int) -> list[Titled]:
    """The descriptions by office beside a verb of saying that end before ``end``, a code point."""
    found = []
    for at, piece in enumerate(scene.cut):
        if piece.start >= end:
            break
        if piece.text[0].islower() and at not in scene.mark_of and posts.is_head(piece.text):
            titled = read_any_description(scene, at)
            if titled is not None and titled.office.passage is not None:
                passage = titled.office.passage
                if _says(scene.text, passage.start, passage.end):
                    found.append(titled)
    return found


def _says(text: str, start: int, end: int) -> bool:
    """Whether a verb of saying stands right before ``start`` or right after ``end`` or an apposition there."""
    before, after = _verbs_around()
    return bool(before.search(text[max(0, start - 20) : start]) or after.match(text, end))


@cache
def _verbs_around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A verb of saying that ends a stretch; one that begins it, be it after an apposition between commas."""
    verb = "|".join(sorted(words("said_verbs")))
    after = rf"(?:,\s[^.!?\n]{{1,120}}?,)?(?:\s+(?:has|had|also))?\s+(?:{verb})\b"
    return re.compile(rf"\b(?:{verb}),?\s+$"), re.compile(after)


def _paragraph_ends(text: str) -> list[int]:
    """Where the first three paragraphs end; a paragraph ends at a blank line, else at a line break."""
    mark = "\n\n" if "\n\n" in text else "\n"
    ends: list[int] = []
    at = 0
    while len(ends) < 3:
        at = text.find(mark, at)
        if at < 0:
            break
        ends.append(at)
        at += len(mark)
    return [*ends, *[len(text)] * (3 - len(ends))]
