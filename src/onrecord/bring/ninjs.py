"""News in JSON (ninjs), as the news agencies of the IPTC send it: one item as one JSON object.

Three generations are in use, and all are read: 1.x writes ``headline`` and ``body_text``/``body_xhtml``, 2.x lists of
``headlines`` and ``bodies``, 3.x the same with names in camel case (``versionCreated``). Source: the schemas and
examples of https://iptc.org/standards/ninjs/.

The day of publication is that of the version at hand (``versioncreated``), else of the first one. An item that was
withdrawn (``pubstatus``) is refused, as is one without running text (a picture, a sound).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.bring.fields import Fields
from onrecord.bring.markup import plain
from onrecord.domain.errors import UnreadableReport

NEARLY = 0.9
"""A body in markup is taken, for it keeps the paragraphs, unless another has clearly more to say: this share."""

_DAYS = ("versioncreated", "contentcreated", "firstcreated")
_MARKED_UP = ("html", "xml")


def is_ninjs(value: Mapping[str, object]) -> bool:
    """Whether a JSON object is an item in ninjs: it has the ``uri`` that all have, and something that only they have.

    >>> is_ninjs({"uri": "urn:x:1", "headlines": []}), is_ninjs({"uri": "urn:x:1", "text": "The talks ended."})
    (True, False)
    """
    names = {name.lower() for name in value}
    own = {"headline", "headlines", "bodies", "pubstatus", *_DAYS}
    return "uri" in names and "text" not in names and (not own.isdisjoint(names) or any(map(_is_body, names)))


def fields_of_ninjs(value: Mapping[str, Any]) -> Fields:
    """The fields of the item ``value``.

    Raises:
        UnreadableReport: the item was withdrawn or withheld, has no running text, or is not what the schemas allow.
    """
    item = {name.lower(): each for name, each in value.items()}
    status = _string(item, "pubstatus").lower()
    if status in {"canceled", "cancelled", "withheld"}:
        message = f"its publisher has withdrawn this item (pubstatus {status}); there is nothing to read"
        raise UnreadableReport(message)
    text = _text(item)
    if not text:
        sort = _string(item, "type")
        kind = f" ({sort})" if sort else ""
        message = f"this ninjs item{kind} has no running text; give one with a body"
        raise UnreadableReport(message)
    uri = _string(item, "uri")
    return Fields(
        text=text,
        published=next((day for day in (_string(item, name) for name in _DAYS) if day), ""),
        dated_by="ninjs",
        id=uri,
        outlet=_outlet(item),
        title=plain(_headline(item)),
        dateline=_string(item, "located"),
        url=uri if uri.startswith(("http://", "https://")) else "",
    )


def _is_body(name: str) -> bool:
    return name.startswith("body_")


def _text(item: Mapping[str, Any]) -> str:
    """The running text: in markup, if that says nearly as much as the longest."""
    bodies = [(plain(text) if marked else text.strip(), marked) for text, marked in _bodies(item)]
    longest = max((len(text) for text, _ in bodies), default=0)
    enough = [(text, marked) for text, marked in bodies if text and len(text) >= NEARLY * longest]
    return max(enough, key=lambda body: (body[1], len(body[0])), default=("", False))[0]


def _bodies(item: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Every body with whether it is in markup."""
    for name, each in item.items():
        if _is_body(name) and isinstance(each, str):
            yield each, name.endswith(_MARKED_UP)
    for body in _objects(item, "bodies"):
        yield _string(body, "value"), _string(body, "contenttype").lower().endswith(_MARKED_UP)


def _headline(item: Mapping[str, Any]) -> str:
    """The headline; of several the one in the role "main", else the first."""
    several = _objects(item, "headlines")
    ranked = sorted(several, key=lambda headline: _string(headline, "role").lower() != "main")
    given = [_string(headline, "value") for headline in ranked]
    return next((line for line in (_string(item, "headline"), *given, _string(item, "title")) if line), "")


def _outlet(item: Mapping[str, Any]) -> str:
    """Who publishes it: the first source of the information that has a name, else the holder of the rights."""
    named = (_string(each, "name") for name in ("infosource", "infosources") for each in _objects(item, name))
    return next((name for name in named if name), _string(item, "copyrightholder"))


def _objects(item: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects in the list ``name``, their names in small letters; what is no object is passed over."""
    several = item.get(name)
    if not isinstance(several, list):
        return []
    return [{key.lower(): value for key, value in each.items()} for each in several if isinstance(each, dict)]


def _string(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return value.strip() if isinstance(value, str) else ""
