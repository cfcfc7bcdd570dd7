"""A page in HTML to the fields of a report.

Which part of the page is the report, trafilatura decides; this module keeps its paragraphs apart and tells a report
from a page that holds none. The text is plain text with entities resolved, so it may well read ``<script>``: whoever
shows it in HTML must escape it.

``fields_of_page`` has no limits of its own: trafilatura takes 1.3 CPU-seconds for each MB of paragraphs and has no
time limit. ``sandbox.py`` has it called in a process that is limited.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.bring.fields import Fields
from onrecord.bring.imprint import Imprint, imprint_of
from onrecord.bring.wordlists import lines
from onrecord.domain.errors import UnreadableReport

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

SHORTEST_SENTENCE = 6
"""Words that a paragraph needs to be running text."""

WALL_WORDS = 100
"""A page with fewer words that asks to log in is a wall, with more it is a report with a note below it."""

LONG_LINK = 20
"""Characters of a link that may be a headline; shorter ones are words within a sentence, or "Read more"."""

FEWEST_TEASERS = 3
"""Headings that are links, from which on a page that does not call itself an article may be a list of reports."""

_BLOCKS = frozenset({"p", "head", "item", "quote", "list", "table", "row", "cell", "div", "fw", "ab", "body"})
_BREAK = "\x00"
_BREAKS = re.compile(r"\s*\x00\s*")
_SPACE = re.compile(r"[^\S\x00]+")
_LAYOUT = re.compile(r"[\u00ad\u200b\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PARAGRAPHS = re.compile(r"\n{2,}")
_SENTENCE_END = re.compile(r"[.?!…:][\"'”’»)\]]*$")
_CURLY = str.maketrans({"’": "'", "‘": "'"})


@dataclass(frozen=True, slots=True)
class _Part:
    """One paragraph or heading."""

    text: str
    heading: bool


def fields_of_page(html: str, url: str = "") -> Fields:
    r"""The fields of the report on a page: ``html`` its source, ``url`` where it was fetched from ("" for a file).

    Paragraphs, headings and list items are set apart by one blank line, a line break is ``\n``, other white space is
    one space; the heading that repeats the title is left out. The text is in Unicode form NFC, without soft hyphens
    and zero-width spaces, which in HTML are hints for the layout. Quotation marks stay as they are.

    Raises:
        UnreadableReport: there is no report on the page (a front page, a login wall, an error page).
    """
    from trafilatura.core import bare_extraction

    tree = _parsed(html)
    imprint = imprint_of(tree, url)
    links = _links(tree)
    document = bare_extraction(tree, url=url or None, include_comments=False, include_tables=False)
    body = getattr(document, "body", None)
    parts = [] if body is None else _parts(body)
    _require_article(parts, links, imprint)
    title = imprint.title.casefold()
    text = "\n\n".join(part.text for part in parts if not (part.heading and part.text.casefold() == title))
    return Fields(
        text=text,
        published=imprint.published.isoformat() if imprint.published else "",
        dated_by=imprint.dated_by,
        outlet=imprint.outlet,
        title=imprint.title,
        url=imprint.url,
    )


def _parsed(html: str) -> HtmlElement:
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree: HtmlElement = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        raise UnreadableReport(_message("is empty")) from None
    _drop_controls(tree)
    return tree


def _drop_controls(tree: HtmlElement) -> None:
    """Take out the control characters that HTML lets through and XML, in which trafilatura builds, does not."""
    for element in tree.iter():
        if element.text and _CONTROL.search(element.text):
            element.text = _CONTROL.sub("", element.text)
        if element.tail and _CONTROL.search(element.tail):
            element.tail = _CONTROL.sub("", element.tail)
        for name, value in element.items():
            if _CONTROL.search(value):
                element.set(name, _CONTROL.sub("", value))


def _links(tree: HtmlElement) -> list[str]:
    """The texts of the page's links, each once."""
    texts = (" ".join(link.text_content().split()) for link in tree.iter("a"))
    return list(dict.fromkeys(text for text in texts if len(text) >= LONG_LINK))


def _parts(body: _Element) -> list[_Part]:
    """The paragraphs of what trafilatura took for the report, in order."""
    if len(body) == 1 and len(body[0]) == 0:
        # its last resort, all of the page's text in one element, keeps a line for each block
        return [_Part(text, heading=False) for line in (body[0].text or "").split("\n") for text in _paragraphs(line)]
    parts: list[_Part] = []
    words: list[str] = []

    def close(*, heading: bool) -> None:
        parts.extend(_Part(text, heading) for text in _paragraphs("".join(words)))
        words.clear()

    def walk(element: _Element, *, heading: bool) -> None:
        block = element.tag in _BLOCKS
        if block:
            close(heading=heading)
        heading = heading or element.tag == "head"
        words.append(_BREAK if element.tag == "lb" else element.text or "")
        for child in element:
            walk(child, heading=heading)
            words.append(child.tail or "")
        if block:
            close(heading=heading)

    walk(body, heading=False)
    return parts


def _paragraphs(text: str) -> list[str]:
    """``text`` with white space settled, cut where two line breaks follow each other."""
    clean = _LAYOUT.sub("", unicodedata.normalize("NFC", text))
    breaks = _BREAKS.sub(lambda found: "\n" * found[0].count(_BREAK), _SPACE.sub(" ", clean))
    return [part.strip() for part in _PARAGRAPHS.split(breaks) if part.strip()]


def _require_article(parts: list[_Part], links: list[str], imprint: Imprint) -> None:
    """Let a page with a report on it pass.

    Raises:
        UnreadableReport: it has no running text, or is a wall, or is a list of links.
    """
    prose = [part for part in parts if not part.heading and _is_prose(part.text)]
    if not prose:
        raise UnreadableReport(_message("has no running text: it may be a front page, a video, or need a login"))
    whole = " ".join(part.text for part in parts)
    if len(whole.split()) < WALL_WORDS and _wall(whole):
        raise UnreadableReport(_message(f'shows no report, only words like "{_wall(whole)}"'))
    linked = sum(len(link) for link in links if link in whole)
    linked_headings = sum(part.heading and part.text in links for part in parts)
    teasers = linked_headings >= FEWEST_TEASERS and linked_headings * 3 > len(prose) and imprint.is_article is not True
    if teasers or linked * 2 > len(whole):
        raise UnreadableReport(_message("is a list of links to reports, not a report"))


def _is_prose(text: str) -> bool:
    return len(text.split()) >= SHORTEST_SENTENCE and _SENTENCE_END.search(text) is not None


def _wall(text: str) -> str:
    """The first words of ``lists/walls.txt`` that ``text`` holds, "" if it holds none."""
    low = text.lower().translate(_CURLY)
    return next((words for words in lines("walls") if words in low), "")


def _message(reason: str) -> str:
    return f"this page {reason}; open one report in a browser, save it as HTML or text, and give that file"
