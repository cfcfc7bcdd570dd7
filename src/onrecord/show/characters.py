"""Text from outside made harmless to look at.

A report's text may hold control characters that steer a terminal (escape sequences) and marks that turn the direction
of writing around (so that words on the screen stand in another order than in the text). Neither may reach a reader's
screen as such; what stood there is shown by a sign instead.
"""

from __future__ import annotations

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_CONTROLS = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 but for tab and line feed; includes ESC and CSI
    "\u061c\u200e\u200f"  # Arabic letter mark, left-to-right mark, right-to-left mark
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates (Unicode Annex 9)
    "\ud800-\udfff"  # lone surrogates, which no encoding takes
    "]"
)


def harmless(text: str) -> str:
    r"""``text`` with every control character and direction mark replaced by one U+FFFD; the length stays the same.

    >>> harmless("a\x1b[31mb")
    'a�[31mb'
    >>> harmless("plain text, “quotes” and עברית stay")
    'plain text, “quotes” and עברית stay'
    """
    return _CONTROLS.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    r""":func:`harmless` text with every run of white space made one space.

    >>> one_line("two\n  lines")
    'two lines'
    """
    return " ".join(harmless(text).split())
