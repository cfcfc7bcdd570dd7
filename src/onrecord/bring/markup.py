"""Markup that a feed or an agency's item carries, as plain text. Whole pages are read by ``page.py``."""

from __future__ import annotations

import re
import unicodedata

_BLOCK_END = re.compile(r"(?i)</(?:p|div|li|h[1-6]|blockquote|tr|ul|ol)\s*>|<br\s*/?>\s*<br\s*/?>")
_BREAK = re.compile(r"(?i)<br\s*/?>")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:#|[a-zA-Z])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PARAGRAPHS = re.compile(r"\n\s*\n")


def plain(markup: str) -> str:
    r"""HTML as plain text: paragraphs set apart by a blank line, other white space one space.

    >>> plain("<p>The talks&nbsp;ended.</p><p>No date was set.<br>None is near.</p>")
    'The talks ended.\n\nNo date was set.\nNone is near.'
    >>> plain("AT&T and 3 < 4")
    'AT&T and 3 < 4'
    """
    from lxml.html import document_fromstring

    text = _CONTROL.sub("", markup)
    if _MARKUP.search(text):
        # characters of no alphabet stand for the breaks until the markup is gone: white space would be lost among it
        marked = _BREAK.sub("\ue001", _BLOCK_END.sub("\ue000", " ".join(text.split())))
        tree = document_fromstring(f"<html><body>{marked}</body></html>")
        for gone in tree.xpath("//script|//style"):
            gone.drop_tree()
        text = str(tree.text_content()).replace("\ue000", "\n\n").replace("\ue001", "\n")
    paragraphs = (
        "\n".join(" ".join(line.split()) for line in part.strip().splitlines()) for part in _PARAGRAPHS.split(text)
    )
    return unicodedata.normalize("NFC", "\n\n".join(part for part in paragraphs if part))
