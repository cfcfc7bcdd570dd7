"""Where words stand: an exact stretch of a report's text."""

from __future__ import annotations

from dataclasses import dataclass

CONTEXT = 32
"""Characters kept on each side of a passage, as the W3C Text Quote Selector has them."""


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """An exact stretch of a report's text.

    ``start`` and ``end`` are code points into ``Report.text``, half-open; ``text[start:end] == exact`` always.
    ``prefix`` and ``suffix`` are up to 32 characters on either side, so that the passage can be found again when
    the text has shifted (W3C Text Position Selector and Text Quote Selector in one).
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Passage:
        """The passage ``text[start:end]``.

        Raises:
            ValueError: the stretch is empty or does not lie inside ``text``.
        """
        if not 0 <= start < end <= len(text):
            message = f"no passage at {start}:{end} in a text of {len(text)} characters"
            raise ValueError(message)
        return cls(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])

    def overlaps(self, other: Passage) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end
