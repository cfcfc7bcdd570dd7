"""Time expressions of dated documents, as TIMEX3 types and values, for a TempEval-3 scorer.

``python -m benchmarks.times DOCS.jsonl[.gz] OUT.jsonl``: a document a line with ``id``, ``dct`` (the day or minute of
its creation, ISO 8601) and ``text``; writes a line ``{"id", "timexes": [{"start", "end", "type", "value"}]}`` for
each. Offsets are code points into ``text``.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

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


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a file of JSON lines, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def main() -> None:
    """Read the documents, write their time expressions."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("docs", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        for document in documents(options.docs):
            found = timexes(document["text"], date.fromisoformat(document["dct"][:10]))
            out.write(json.dumps({"id": document["id"], "timexes": found}) + "\n")


if __name__ == "__main__":
    main()
