"""A report as a JSON object.

    {"id": "…", "outlet": "…", "published": "2025-10-21", "dateline": "…", "title": "…", "text": "…"}

``text`` is needed, the others may be missing, empty or null; ``url`` is taken too, and ``dated_by``, which says where
the day of publication was found; other names are passed over. All values are strings. An item in ninjs is an object
too, with names of its own: see ``ninjs.py``. The lines that ``onrecord export`` writes of reports are of this form;
its other lines are read by ``exported.py``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from onrecord.domain.errors import UnreadableReport


@dataclass(frozen=True, slots=True)
class Fields:
    """What a JSON object, or a page, says of a report. ``published`` is as written there, "" if it is missing;
    ``dated_by`` is where it was found."""

    text: str
    published: str = ""
    dated_by: str = ""
    id: str = ""
    outlet: str = ""
    title: str = ""
    dateline: str = ""
    url: str = ""


_NAMES = ("text", "published", "dated_by", "id", "outlet", "title", "dateline", "url")


def fields_of_json(text: str) -> Fields:
    """The fields of the one JSON object that ``text`` is: in the form above, or in ninjs.

    Raises:
        UnreadableReport: it is no JSON, several objects, a list, or an object without a string ``text``; or an item
            in ninjs without running text.
    """
    from onrecord.bring.ninjs import fields_of_ninjs, is_ninjs

    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        broken = f"broken JSON (line {error.lineno}: {error.msg})"
        reason = "several JSON objects" if error.msg == "Extra data" else broken
        raise UnreadableReport(_message(reason)) from None
    except (RecursionError, ValueError):
        raise UnreadableReport(_message("JSON that nests too deep or holds an endless number")) from None
    if not isinstance(value, dict):
        raise UnreadableReport(_message("a list in JSON"))
    if is_ninjs(value):
        return fields_of_ninjs(value)
    for name in _NAMES:
        if value.get(name) is not None and not isinstance(value[name], str):
            raise UnreadableReport(_message(f'JSON whose "{name}" is no string'))
    if value.get("text") is None:
        raise UnreadableReport(_message('JSON without "text"'))
    found = {name: value[name] for name in _NAMES if value.get(name)}
    return Fields(**{"text": "", "dated_by": "file", **found})


def _message(reason: str) -> str:
    return (
        f"this is {reason}; a report in JSON is one object with the strings text, published (2025-10-21) and, if "
        "known, id, outlet, dateline, title, url"
    )
