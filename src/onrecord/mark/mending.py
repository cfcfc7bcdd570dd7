"""What grammar is sure of, where the heads err on a word: "a MEETING" is a noun, though it ends like a verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.domain.marks import Token

ARTICLES = frozenset({"a", "an", "the", "any", "no", "another"})
AS_A_NOUN = {"acl": "nmod", "advcl": "obl", "xcomp": "obl", "ccomp": "obj", "acl:relcl": "nmod"}
"""The relation of a noun in place of that of a clause, where it has a preposition (without one, an object)."""


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, a word in -ing right behind an article being a noun, and related as one.

    Not so where a noun follows that it belongs to: "the VISITING envoy".
    """
    cased = {t.head for t in tokens if t.relation == "case"}
    out = list(tokens)
    for before, token in pairwise(tokens):
        if token.pos != "VERB" or not token.text.lower().endswith("ing") or before.text.lower() not in ARTICLES:
            continue
        after = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        if after is not None and after.sentence == token.sentence and after.pos in {"NOUN", "PROPN", "ADJ"}:
            continue
        relation = token.relation
        if relation in AS_A_NOUN:
            relation = AS_A_NOUN[relation] if token.index in cased else "obj"
        out[token.index] = replace(token, pos="NOUN", relation=relation)
    return tuple(out)
