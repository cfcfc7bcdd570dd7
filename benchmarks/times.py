"""Time expressions of dated documents, as TIMEX3 types and values, for a TempEval-3 scorer.

``python -m benchmarks.times DOCS.jsonl[.gz] OUT.jsonl``: a document a line with ``id``, ``dct`` (the day or minute of
its creation, ISO 8601) and ``text``; writes a line ``{"id", "timexes": [{"start", "end", "type", "value"}]}`` for
each. Offsets are code points into ``text``.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.jsonlines import rows, write
from onrecord.mark.times import mark_times
from onrecord.mark.tokens import tokenize
from onrecord.resolve.when import resolve_times


def timexes(text: str, published: date) -> list[dict[str, Any]]:
    """The time expressions of one text, as the scorer takes them."""
    tokens = tokenize(text)
    times = resolve_times(text, mark_times(text, tokens), tokens, published=published)
    return [
        {
            "start": when.passage.start,
            "end": when.passage.end,
            "type": when.type,
            "value": when.timex,
        }
        for when in times
        if when.passage is not None and when.timex
    ]


def main() -> None:
    """Read the documents, write their time expressions."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("docs", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    write(
        options.out,
        (
            {"id": document["id"], "timexes": timexes(document["text"], date.fromisoformat(document["dct"][:10]))}
            for document in rows(options.docs)
        ),
    )


if __name__ == "__main__":
    main()
