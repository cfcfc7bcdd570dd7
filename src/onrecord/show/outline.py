"""A Reading arranged for a reader: what was said, who met, what is planned, what is off, what is in doubt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.domain.entries import Doubt, Encounter, Manner, Statement, Status
from onrecord.domain.marks import Marks
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.show.characters import one_line
from onrecord.show.wording import AHEAD, FALLEN, HAPPENED, counted


@dataclass(frozen=True, slots=True)
class Outline:
    """The entries of a reading in the order of its text, by what a reader looks for.

    ``doubts`` bear numbers of their own ("D1"); ``doubts_about`` gives the numbers of the doubts that concern an
    entry, by the entry's id.
    """

    said: tuple[Statement, ...]
    happened: tuple[Encounter, ...]
    ahead: tuple[Encounter, ...]
    fallen: tuple[Encounter, ...]
    doubts: tuple[tuple[str, Doubt], ...]
    doubts_about: Mapping[str, tuple[str, ...]]

    def sum(self) -> str:
        """How many there are of each, in one line."""
        parts = [
            counted(len(self.said), "statement"),
            f"{len(self.happened)} held",
            f"{len(self.ahead)} planned",
            f"{len(self.fallen)} off or put off",
            counted(len(self.doubts), "doubt"),
        ]
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage within its sentence, on one line: what stands before it, the passage, what stands after it."""

    before: str
    exact: str
    after: str

    def __str__(self) -> str:
        """The excerpt as plain text."""
        return self.before + self.exact + self.after


def outline(reading: Reading) -> Outline:
    """The reading's entries arranged for a reader."""
    doubts = tuple((f"D{number}", doubt) for number, doubt in enumerate(reading.doubts, 1))
    about: dict[str, tuple[str, ...]] = {}
    for number, doubt in doubts:
        if doubt.entry:
            about[doubt.entry] = (*about.get(doubt.entry, ()), number)
    return Outline(
        said=reading.statements,
        happened=_with_status(reading, HAPPENED),
        ahead=_with_status(reading, AHEAD),
        fallen=_with_status(reading, FALLEN),
        doubts=doubts,
        doubts_about=about,
    )


def _with_status(reading: Reading, statuses: tuple[Status, ...]) -> tuple[Encounter, ...]:
    return tuple(encounter for encounter in reading.encounters if encounter.status in statuses)


def excerpt(reading: Reading, passage: Passage, *, length: int = 100) -> Excerpt:
    """The passage with as much of its sentence around it as ``length`` characters hold, cut between words and with
    an ellipsis where cut.

    The sentence is the one ``Reading.marks`` has there; without sentences, the passage's prefix and suffix serve.
    """
    text = reading.report.text
    first, last = _sentence(reading.marks, passage)
    room = max(0, length - (passage.end - passage.start))
    left = min(passage.start - first, max(room // 2, room - (last - passage.end)))
    start = max(first, passage.start - left)
    end = min(last, passage.end + room - (passage.start - start))
    before, after = text[start : passage.start], text[passage.end : end]
    if start > first:
        before = "… " + (before if text[start - 1].isspace() else before.partition(" ")[2])
    if end < last:
        after = (after if text[end].isspace() else after.rpartition(" ")[0]) + " …"
    return Excerpt(_squeezed(before).lstrip(), one_line(passage.exact), _squeezed(after).rstrip())


def _sentence(marks: Marks, passage: Passage) -> tuple[int, int]:
    """First and last character (half-open) of the sentence that the passage begins in, at least the passage."""
    at = bisect_right(marks.sentences, passage.start, key=lambda sentence: marks.tokens[sentence[0]].start) - 1
    if at < 0:
        return passage.start - len(passage.prefix), passage.end + len(passage.suffix)
    return marks.tokens[marks.sentences[at][0]].start, max(passage.end, marks.tokens[marks.sentences[at][1] - 1].end)


def _squeezed(text: str) -> str:
    """One line, with a space kept at either end where there was white space."""
    squeezed = one_line(text)
    return f"{' ' * text[:1].isspace()}{squeezed}{' ' * (text[-1:].isspace() and bool(squeezed))}"


def attribution(reading: Reading, statement: Statement) -> str:
    """The words that say who said it: from source to cue where they stand close together, else both with an
    ellipsis between; "" where the statement has neither."""
    passages = sorted(passage for passage in (statement.source, statement.cue) if passage is not None)
    if not passages:
        return ""
    first, last = passages[0], passages[-1]
    between = reading.report.text[first.start : max(first.end, last.end)]
    content_between = any(first.end <= piece.start < last.start for piece in statement.content)
    if not content_between and last.start - first.end <= 40:
        return one_line(between)
    return one_line(f"{first.exact} … {last.exact}")


def quoted(statement: Statement) -> str:
    """What was said, on one line: direct words in quotation marks, paraphrase without; pieces that the report has
    apart are joined by "[…]". A quotation mark whose fellow was left outside the content is given it back."""
    pieces = [one_line(piece.exact) for piece in statement.content]
    if statement.manner is Manner.DIRECT:
        pieces = [f"“{piece}”" for piece in pieces]
    return " […] ".join(_balanced(piece) for piece in pieces)


def _balanced(piece: str) -> str:
    """The piece with the fellow of an unpaired double quotation mark put at its end or beginning."""
    surplus = piece.count("“") - piece.count("”")
    if surplus:
        return "“" * -surplus + piece + "”" * surplus
    if piece.count('"') % 2:
        return piece + '"'
    return piece
