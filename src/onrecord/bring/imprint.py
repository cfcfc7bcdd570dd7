"""What a page says of itself: day of publication, outlet, title, address.

The day is looked for in this order, and ``Imprint.dated_by`` says which it was:

- "json-ld": ``datePublished`` of the page's schema.org article;
- "meta": ``<meta property="article:published_time">`` and its kin (``lists/date-metas.txt``), microdata included;
- "url": ``/2025/10/21/`` or ``/2025/oct/21/`` in the address;
- "htmldate": a date that the htmldate library finds in a time or date element of the page. Its look through the
  running text and its fall-back to a copyright year are kept from it: a day that a report speaks of is not the day it
  was published, and a guess is worse than asking.

The day is the one written there: ``2025-10-21T23:30-04:00`` is 21 October.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.bring.dates import parse_published
from onrecord.bring.wordlists import lines
from onrecord.domain.errors import WrongDate

if TYPE_CHECKING:
    from datetime import date

    from lxml.html import HtmlElement

ARTICLE_TYPES = frozenset(
    {
        "advertisercontentarticle",
        "analysisnewsarticle",
        "article",
        "askpublicnewsarticle",
        "backgroundnewsarticle",
        "blogposting",
        "liveblogposting",
        "newsarticle",
        "opinionnewsarticle",
        "report",
        "reportagenewsarticle",
        "reviewnewsarticle",
        "socialmediaposting",
    }
)
"""The types of schema.org (lower case) that stand for one report."""

LONG_TEXT = 160
"""Characters from which on a paragraph is running text, in which no day of publication is looked for; bylines and date
lines are shorter."""

LONGEST_NAME = 4
"""Words of an outlet's name at the end of a page's title."""

_FOLLOWED = ("@graph", "mainEntity", "mainEntityOfPage")
_DEEPEST = 6
_SPACE = re.compile(r"\s+")
_SEPARATORS = re.compile(r"\s+[|–—·»-]\s+")
_URL_FIGURES = re.compile(r"(?<!\d)((?:19|20)\d\d)([/-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)", re.ASCII)
_URL_WORD = re.compile(r"/((?:19|20)\d\d)/([a-z]{3})/(\d{1,2})/", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a page says of itself; "" (None for the day) where it does not. ``is_article`` is True where the page
    declares itself one report, False where it declares itself something else, None where it declares nothing."""

    published: date | None = None
    dated_by: str = ""
    outlet: str = ""
    title: str = ""
    url: str = ""
    is_article: bool | None = None


def imprint_of(tree: HtmlElement, url: str = "") -> Imprint:
    """The imprint of a parsed page that was fetched from ``url`` ("" for a file)."""
    nodes = list(_linked_data(tree))
    article = next((node for node in nodes if _types(node) & ARTICLE_TYPES), {})
    metas = _metas(tree)
    address = url or _address(tree, metas, article)
    day, dated_by = _dated(tree, article, metas, address)
    return Imprint(
        published=day,
        dated_by=dated_by,
        outlet=_outlet(nodes, article, metas, tree),
        title=_title(tree, article, metas),
        url=address,
        is_article=_is_article(article, metas),
    )


def day_in_address(url: str) -> date | None:
    """The day that an address names, None if it names none or several.

    >>> day_in_address("https://example.org/world/2025/oct/21/talks-end")
    datetime.date(2025, 10, 21)
    """
    found = [f"{year}-{month}-{day}" for year, _, month, day in _URL_FIGURES.findall(url)]
    found += [f"{day} {month} {year}" for year, month, day in _URL_WORD.findall(url)]
    days = {day for text in found if (day := _day(text))}
    return days.pop() if len(days) == 1 else None


def _dated(tree: HtmlElement, article: dict[str, Any], metas: dict[str, str], url: str) -> tuple[date | None, str]:
    day = _day(article.get("datePublished"))
    if day:
        return day, "json-ld"
    for name in lines("date-metas"):
        day = _day(metas.get(name))
        if day:
            return day, "meta"
    day = day_in_address(url)
    if day:
        return day, "url"
    day = _day_shown(tree)
    return (day, "htmldate") if day else (None, "")


def _day(value: object) -> date | None:
    try:
        return parse_published(value) if isinstance(value, str) else None
    except WrongDate:
        return None


def _day_shown(tree: HtmlElement) -> date | None:
    """The date of a time or date element of the page, by htmldate."""
    from htmldate import find_date

    from onrecord.bring.dates import LATEST

    copy = deepcopy(tree)
    for element in list(copy.iter("head", "script", "style", "footer", "p", "li", "td", "blockquote")):
        short = element.tag in {"p", "li", "td", "blockquote"} and len(element.text_content()) < LONG_TEXT
        if not short and element.getparent() is not None:
            element.drop_tree()
    found = find_date(
        copy,
        extensive_search=False,
        original_date=True,
        url="",
        min_date="1990-01-01",
        max_date=LATEST.isoformat(),
    )
    return _day(found)


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The nodes of the page's JSON-LD that speak of the page itself, outer ones first."""
    for script in tree.iterfind(".//script[@type]"):
        if "ld+json" not in script.get("type", ""):
            continue
        try:
            value = json.loads((script.text or "").strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _nodes(value, _DEEPEST)


def _nodes(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth < 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth - 1)
    elif isinstance(value, dict):
        yield value
        for name in _FOLLOWED:
            yield from _nodes(value.get(name), depth - 1)


def _types(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rsplit("/", 1)[-1].lower() for kind in kinds if isinstance(kind, str)}


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The first value of every meta name, property and itemprop, names in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta", "time", "span", "div", "p"):
        own_name = element.get("name") if element.tag == "meta" else None
        name = element.get("property") or element.get("itemprop") or own_name
        value = element.get("content") or element.get("datetime") or ""
        if name and value.strip():
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _outlet(nodes: list[dict[str, Any]], article: dict[str, Any], metas: dict[str, str], tree: HtmlElement) -> str:
    publisher = article.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    if isinstance(publisher, dict) and "name" not in publisher:
        same = publisher.get("@id")
        publisher = next((node for node in nodes if node.get("@id") == same and "name" in node), publisher)
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    for candidate in (name, metas.get("og:site_name"), metas.get("application-name"), metas.get("dc.publisher")):
        text = _line(candidate)
        if text and not text.startswith(("http://", "https://")):
            return text
    return _heading_and_outlet(tree)[1]


def _heading_and_outlet(tree: HtmlElement) -> tuple[str, str]:
    """The page's ``<title>`` cut at its last separator: "Talks end | Harbour Wire". Without one, or where what follows
    it is too long for a name, the whole is the heading."""
    whole = _line(tree.findtext(".//title"))
    cuts = list(_SEPARATORS.finditer(whole))
    outlet = whole[cuts[-1].end() :] if cuts else ""
    if not outlet or len(outlet.split()) > LONGEST_NAME:
        return whole, ""
    return whole[: cuts[-1].start()], outlet


def _title(tree: HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> str:
    headings = [_line(heading.text_content()) for heading in tree.iterfind(".//h1")]
    only = headings[0] if len(headings) == 1 else ""
    head = _heading_and_outlet(tree)[0]
    for candidate in (_line(article.get("headline")), _line(metas.get("og:title")), only, head):
        if candidate:
            return candidate
    return ""


def _address(tree: HtmlElement, metas: dict[str, str], article: dict[str, Any]) -> str:
    canonical = tree.find(".//link[@rel='canonical']")
    href = canonical.get("href", "") if canonical is not None else ""
    for candidate in (href, metas.get("og:url"), article.get("url")):
        if isinstance(candidate, str) and candidate.startswith(("http://", "https://")):
            return candidate.strip()
    return ""


def _is_article(article: dict[str, Any], metas: dict[str, str]) -> bool | None:
    kind = metas.get("og:type", "").lower()
    if article or kind == "article" or kind.startswith("article:"):
        return True
    return False if kind in {"website", "profile", "video.other", "product"} else None


def _line(value: object) -> str:
    """A string on one line, "" for anything else; entities left in JSON are resolved."""
    from html import unescape

    return _SPACE.sub(" ", unescape(value)).strip() if isinstance(value, str) else ""
