"""What a statement does, by the words of its cue."""

from __future__ import annotations

from functools import cache
from importlib import resources

SAY = "say"


@cache
def acts() -> dict[str, str]:
    """Act by lower-case word, from ``lists/acts.txt``."""
    out: dict[str, str] = {}
    for line in resources.files("onrecord.entries").joinpath("lists/acts.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            act, words = line.split(":")
            for word in words.split():
                out[word] = act.strip()
    return out


def act_of(cue: str) -> str:
    """The act of a cue: that of its first listed word, else "say".

    >>> act_of("flatly denied"), act_of("said in a joint statement")
    ('deny', 'say')
    """
    known = acts()
    return next((known[word] for word in cue.lower().split() if word in known), SAY)
