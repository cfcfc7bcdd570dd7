"""Writes every attribution of a set of articles, in PolNeAR's sense.

    python -m benchmarks.attribution ARTICLES.jsonl[.gz] OUT.jsonl

In: articles with ``id`` and ``text``. Out: ``{"id", "attributions": [{"source", "cue", "content"}]}``, each a list of
``[start, end]``. These are all attributions, thoughts and feelings included, which is wider than our statements.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.jsonlines import rows, write
from onrecord.domain.marks import Attribution, Mark
from onrecord.domain.report import Report
from onrecord.reading import read_report

UNDATED = date(2016, 1, 1)
"""Attributions do not depend on the day of publication; a report has to have one."""


def attributions(articles: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """One object for each article; of several with one id (an article annotated twice) the first is read."""
    seen: set[str] = set()
    for article in articles:
        if article["id"] in seen:
            continue
        seen.add(article["id"])
        reading = read_report(Report(text=article["text"], published=UNDATED, id=article["id"]))
        yield {"id": article["id"], "attributions": [_spans(each) for each in reading.marks.attributions]}


def _spans(attribution: Attribution) -> dict[str, list[list[int]]]:
    def spans(marks: tuple[Mark, ...]) -> list[list[int]]:
        return [[mark.start, mark.end] for mark in marks]

    return {
        "source": spans(attribution.source),
        "cue": spans(attribution.cue),
        "content": spans(attribution.content),
    }


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, metavar="ARTICLES")
    parser.add_argument("out", type=Path, metavar="OUT")
    options = parser.parse_args(arguments)
    write(options.out, attributions(rows(options.articles)))


if __name__ == "__main__":
    main()
