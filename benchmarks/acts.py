"""The PLOVER root of sentences, given the words of source and target.

``python -m benchmarks.acts SENTENCES.jsonl[.gz] OUT.jsonl``: lines ``{"id", "text", "source", "target"}``; writes for
each a line ``{"id", "root"}``.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.jsonlines import rows, write
from onrecord.domain.marks import Token
from onrecord.entries.roots import root_of
from onrecord.mark.encoder import encoder
from onrecord.mark.tokens import tokenize


def parsed(sentence: dict[str, Any]) -> tuple[tuple[Token, ...], list[int], list[int]]:
    """The sentence's tokens as the encoder reads them, and which of them are source and target."""
    tokens = encoder().read(tokenize(sentence["text"])).tokens
    source, target = sentence["source"], sentence["target"]
    start = sentence["text"].find(source)
    at = sentence["text"].find(target)
    if start <= at < start + len(source) and start >= 0:
        # the same words again: the target is not within the source
        again = sentence["text"].find(target, start + len(source))
        at = again if again >= 0 else at
    return tokens, _within(tokens, start, source), _within(tokens, at, target)


def _within(tokens: Sequence[Token], start: int, words: str) -> list[int]:
    """The tokens that touch ``words`` at ``start``; none if they do not stand there (-1) or are none."""
    if start < 0:
        return []
    return [at for at, token in enumerate(tokens) if token.start < start + len(words) and start < token.end]


def main() -> None:
    """Read the sentences, write their roots."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sentences", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    write(
        options.out,
        ({"id": sentence["id"], "root": root_of(*parsed(sentence)).name} for sentence in rows(options.sentences)),
    )


if __name__ == "__main__":
    main()
