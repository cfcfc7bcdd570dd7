"""The scene of a report: its text cut into pieces, with the name marks laid over them."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.domain.marks import Mark, Marks
from onrecord.gazetteer.names import Piece, pieces

_JOINTS = frozenset((" ", "-", "\n", "'", "’", "  ", "- "))


@dataclass(frozen=True, slots=True)
class Scene:
    """``cut`` are the pieces of ``text``; ``names`` the name marks in order; ``mark_of`` gives for a piece's index the
    index of the mark that it lies in, ``span_of`` for a mark's index its pieces (half-open)."""

    text: str
    cut: tuple[Piece, ...]
    names: tuple[Mark, ...]
    mark_of: dict[int, int] = field(default_factory=dict)
    span_of: dict[int, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, marks: Marks) -> Scene:
        """The scene of a report's marks."""
        scene = cls(marks.text, tuple(pieces(marks.text)), marks.names)
        at = 0
        for index, mark in enumerate(marks.names):
            while at < len(scene.cut) and scene.cut[at].end <= mark.start:
                at += 1
            first = at
            while at < len(scene.cut) and scene.cut[at].start < mark.end:
                scene.mark_of[at] = index
                at += 1
            scene.span_of[index] = (first, max(at, first + 1))
        return scene

    def joined(self, at: int) -> bool:
        """Whether only a space, a hyphen or an apostrophe stands between piece ``at`` and the one before it."""
        return 0 < at < len(self.cut) and (
            self.cut[at].gap in _JOINTS or (self.cut[at].gap.strip() in ("", ".") and self._abbreviated(at - 1))
        )

    def _abbreviated(self, at: int) -> bool:
        """Whether piece ``at`` bears a full stop of its own: "U.S.", "Gen.", an initial."""
        word = self.cut[at].text
        return word.endswith(".") or (word[0].isupper() and len(word) <= 4 and word not in ("II", "III"))

    def label(self, at: int) -> str:
        """The label of the mark that piece ``at`` lies in, "" if it lies in none."""
        index = self.mark_of.get(at)
        return self.names[index].label if index is not None else ""

    def form(self, index: int) -> str:
        """The text of mark ``index``."""
        mark = self.names[index]
        return self.text[mark.start : mark.end]

    def genitive(self, at: int) -> bool:
        """Whether piece ``at`` is the "s" of a genitive."""
        return 0 < at < len(self.cut) and self.cut[at].text == "s" and self.cut[at].gap in ("'", "’")
