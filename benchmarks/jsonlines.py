"""JSON lines, gzipped or not: the form in which data to measure on come."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def rows(path: Path) -> list[dict[str, Any]]:
    """Every line of ``path`` as an object; a name that ends in ".gz" is unpacked.

    Raises:
        OSError: the file cannot be read.
        json.JSONDecodeError: a line is no JSON.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write(path: Path, objects: Iterable[Mapping[str, Any]]) -> None:
    """One object a line, folders made as needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in objects)
