"""A quotation extractor of the usual kind: regular expressions for a name, a verb of saying and words between quotation
marks. What many a newsroom script and course does; written down here to be measured beside Onrecord, not to be used.
"""

from __future__ import annotations

import re
from typing import Any

_NAME = r"(?P<name>(?:[A-Z][\w.’'-]*\s+){0,4}[A-Z][\w’'-]+|[Hh]e|[Ss]he|[Tt]hey)"
_VERB = (
    r"(?P<cue>said|says|told|added|adds|announced|stated|claimed|warned|insisted|noted|explained|argued|declared|denied|"
    r"confirmed|stressed|replied|asked|wrote)"
)
_QUOTE = r"[“\"](?P<words>[^”\"]{10,600}?),?[”\"]"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_QUOTE},?\s+{_NAME}\s+{_VERB}\b",
        rf"{_QUOTE},?\s+{_VERB}\s+{_NAME}\b",
        rf"\b{_NAME}\s+{_VERB}(?:\s+\w+)?[,:]?\s+{_QUOTE}",
        rf"\b{_NAME}\s+{_VERB}(?:\s+reporters)?\s+that\s+(?P<words>[^.“”\"]{{10,400}})",
        rf"\b(?P<cue>[Aa]ccording to)\s+{_NAME},\s+(?P<words>[^.“”\"]{{10,400}})",
    )
)


def statements(text: str) -> list[dict[str, Any]]:
    """The statements found, in the form of the gold standard."""
    taken: list[tuple[int, int]] = []
    found = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("words")
            if any(start < past and first < end for first, past in taken):
                continue
            taken.append((start, end))
            quoted = text[start - 1] in '“"'
            found.append(
                {
                    "source": [" ".join(match["name"].split())],
                    "cue": list(match.span("cue")),
                    "content": [[start, end]],
                    "mode": "direct" if quoted else "indirect",
                    "when": None,
                    "addressee": [],
                    "relayed_by": [],
                }
            )
    return sorted(found, key=lambda each: each["content"])
