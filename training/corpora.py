"""Reads each corpus into lessons. ``README.md`` says what they are, their licences, and where to get them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.domain.marks import Token
from onrecord.mark.pieces import Feeder
from onrecord.mark.tokens import tokenize
from training.lessons import ATTRIBUTION, IGNORED, NAMES, UPOS, Lesson, Tie, bio, sentences_of

SILVER_NAMES = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "PLACE"}
RE3D_NAMES = {"Person": "PERSON", "Organisation": "ORG", "Location": "PLACE", "Nationality": "NATIONALITY"}
GUM_NAMES = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
TITLES = frozenset(
    {"Mr.", "Mrs.", "Ms.", "Dr.", "President", "Senator", "Sen.", "Gov.", "Governor", "Rep.", "Prof.", "Professor",
     "King", "Queen", "Prince", "Sir", "Lord", "Captain", "General", "Gen.", "Secretary", "Minister", "Judge",
     "Justice", "Mayor", "Pope", "Saint", "Chancellor"}
)  # fmt: skip
KEPT_SUBTYPES = frozenset({"nsubj:pass", "aux:pass", "obl:agent", "acl:relcl"})


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


class Aligner:
    """Maps character spans of a text to token ranges."""

    def __init__(self, tokens: list[Token]) -> None:
        self._at: dict[int, int] = {c: t.index for t in tokens for c in range(t.start, t.end)}

    def range(self, start: int, end: int) -> tuple[int, int] | None:
        """The half-open range of tokens that share a character with ``start:end``; None if there are none."""
        inside = [self._at[c] for c in range(start, end) if c in self._at]
        return (inside[0], inside[-1] + 1) if inside else None


def sentence_tags(tokens: list[Token]) -> list[int]:
    """Silver sentence starts from the tokenizer's guess; what follows an abbreviation teaches nothing."""
    tags = [0] * len(tokens)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before is None or before.sentence != token.sentence:
            tags[token.index] = 1
        elif before.text.endswith(".") and token.text[:1].isupper():
            tags[token.index] = IGNORED
    return tags


def polnear(path: Path, feeder: Feeder, nationalities: frozenset[str]) -> Iterator[Lesson]:
    """PolNeAR: attributions and silver names."""
    for row in rows(path):
        if not row.get("primary", True):
            continue
        tokens = tokenize(row["text"])
        align = Aligner(tokens)
        lesson = Lesson(row["id"], tokens, feeder.feed(tokens), sentences_of(tokens))
        spans: list[tuple[int, int, str]] = []
        cue_of = [IGNORED] * len(tokens)
        for attribution in row["attributions"]:
            cue = [r for s in attribution["cue"] if (r := align.range(*s))]
            for role in ("cue", "source", "content"):
                for span in attribution[role]:
                    if (found := align.range(*span)) is None:
                        continue
                    spans.append((*found, role.upper()))
                    if cue and role != "cue":
                        cue_of[found[0] : found[1]] = [cue[0][0]] * (found[1] - found[0])
        lesson.tags["attribution"] = bio(len(tokens), spans, ATTRIBUTION)
        lesson.cue_of = [c if lesson.tags["attribution"][i] else IGNORED for i, c in enumerate(cue_of)]
        lesson.tags["name"] = _silver_names(row, tokens, align, nationalities)
        lesson.tags["sentence"] = sentence_tags(tokens)
        yield lesson


def _silver_names(row: dict[str, Any], tokens: list[Token], align: Aligner, nationalities: frozenset[str]) -> list[int]:
    spans: list[tuple[int, int, str]] = []
    unknown: list[tuple[int, int]] = []
    for start, end, label in row.get("ner_silver") or []:
        found = align.range(start, end)
        if found is None:
            continue
        if label in SILVER_NAMES:
            spans.append((*found, SILVER_NAMES[label]))
        elif label == "MISC":
            words = row["text"][start:end]
            if words.lower() in nationalities:
                spans.append((*found, "NATIONALITY"))
            else:
                unknown.append(found)
    tags = bio(len(tokens), spans, NAMES)
    for first, past in unknown:
        tags[first:past] = [IGNORED] * (past - first)
    return tags


def re3d(path: Path, feeder: Feeder) -> Iterator[Lesson]:
    """re3d: gold names; of nested ones the outer."""
    for row in rows(path):
        tokens = tokenize(row["text"])
        align = Aligner(tokens)
        spans = [
            (*found, RE3D_NAMES[label])
            for start, end, label in row["entities"]
            if label in RE3D_NAMES and (found := align.range(start, end))
        ]
        # An entity here is the whole noun phrase; "the" is not part of a name with us.
        spans = [(a + 1, b, n) if tokens[a].text.lower() == "the" and b - a > 1 else (a, b, n) for a, b, n in spans]
        spans = [s for s in spans if any(tokens[i].text[:1].isupper() for i in range(s[0], s[1]))]
        lesson = Lesson(row["id"], tokens, feeder.feed(tokens), sentences_of(tokens))
        lesson.tags["name"] = bio(len(tokens), spans, NAMES)
        yield lesson


# ------------------------------------------------------------------------------------------ Universal Dependencies


def treebank(path: Path, feeder: Feeder) -> Iterator[Lesson]:
    """A UD treebank: sentences, UPOS, trees; with GUM's entities also names and what pronouns refer to."""
    for name, sentences in _documents(path):
        yield _tree_lesson(name, sentences, feeder)


def _documents(path: Path) -> Iterator[tuple[str, list[tuple[bool, list[list[str]]]]]]:
    """Documents as lists of sentences ``(starts a paragraph, rows)``."""
    name = path.name
    sentences: list[tuple[bool, list[list[str]]]] = []
    paragraph = True
    current: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith("# newdoc"):
                if sentences:
                    yield name, sentences
                name, sentences, paragraph = line.split("=")[-1].strip(), [], True
            elif line.startswith("# newpar"):
                paragraph = True
            elif not line:
                if current:
                    sentences.append((paragraph, current))
                current, paragraph = [], False
            elif not line.startswith("#"):
                cells = line.split("\t")
                if "-" not in cells[0] and "." not in cells[0]:
                    current.append(cells)
    if sentences:
        yield name, sentences


def _tree_lesson(name: str, sentences: list[tuple[bool, list[list[str]]]], feeder: Feeder) -> Lesson:
    tokens: list[Token] = []
    heads: list[int] = []
    relations: list[str] = []
    paragraph = at = 0
    for number, (starts, lines) in enumerate(sentences):
        base = len(tokens)
        paragraph += int(starts and number > 0)
        for cells in lines:
            word = cells[1]
            tokens.append(Token(len(tokens), at, at + len(word), word, number, paragraph, cells[3]))
            at += len(word) + 1
            heads.append(int(cells[6]) - 1 + base if cells[6] != "0" else -1)
            relations.append(cells[7] if cells[7] in KEPT_SUBTYPES else cells[7].split(":")[0])
    lesson = Lesson(name, tokens, feeder.feed(tokens), sentences_of(tokens), heads=heads, relations=relations)
    lesson.tags["upos"] = [UPOS.index(t.pos) for t in tokens]
    lesson.tags["sentence"] = [int(i == 0 or t.sentence != tokens[i - 1].sentence) for i, t in enumerate(tokens)]
    entities = _entities([cells for _, lines in sentences for cells in lines])
    if entities:
        lesson.tags["name"] = _gum_names(tokens, entities)
        lesson.ties = _coreference(tokens, entities)
    return lesson


Entity = tuple[str, str, int, int, int]
"""GUM's group, type, first token, past token, head token."""


def _entities(lines: list[list[str]]) -> list[Entity]:
    """GUM's ``Entity=`` brackets (https://gucorpling.org/gum/): group-type-status-salience-centering-minspan-…."""
    found: list[Entity] = []
    stack: list[tuple[str, str, int, str]] = []
    for index, cells in enumerate(lines):
        value = next((v[7:] for v in cells[9].split("|") if v.startswith("Entity=")), "")
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", value):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                if len(fields) < 6:
                    continue
                stack.append((fields[0], fields[1], index, fields[5]))
            if part.endswith(")"):
                group = part.strip("()").split("-")[0]
                for k in range(len(stack) - 1, -1, -1):
                    if stack[k][0] == group:
                        g, kind, first, minspan = stack.pop(k)
                        offset = int(minspan.split(",")[0]) - 1 if minspan[:1].isdigit() else 0
                        found.append((g, kind, first, index + 1, min(first + offset, index)))
                        break
    return found


def _gum_names(tokens: list[Token], entities: list[Entity]) -> list[int]:
    spans: list[tuple[int, int, str]] = []
    for _, kind, first, past, head in entities:
        if kind not in GUM_NAMES or tokens[head].pos != "PROPN":
            continue
        a, b = head, head + 1
        while a > first and (tokens[a - 1].pos == "PROPN" or (tokens[a - 1].text == "-" and a - 1 > first)):
            a -= 1
        while b < past and (tokens[b].pos == "PROPN" or (tokens[b].text == "-" and b + 1 < past)):
            b += 1
        while a < b - 1 and tokens[a].text in TITLES:
            a += 1
        spans.append((a, b, GUM_NAMES[kind]))
    tags = bio(len(tokens), spans, NAMES)
    for token in tokens:  # demonyms and other proper names: not annotated there as we mean them
        if not tags[token.index] and token.pos in {"ADJ", "PROPN"} and token.text[:1].isupper():
            tags[token.index] = IGNORED
    return tags


def _coreference(tokens: list[Token], entities: list[Entity]) -> list[Tie]:
    """For each pronoun or common noun that refers to a named person, organisation or place: the name's head tokens
    that stand before it, among all name heads before it."""
    named: dict[str, list[int]] = {}
    for group, kind, _, _, head in sorted(entities, key=lambda e: e[4]):
        if kind in GUM_NAMES and tokens[head].pos == "PROPN":
            named.setdefault(group, []).append(head)
    every = sorted({h for heads in named.values() for h in heads})
    ties = []
    for group, kind, _, _, head in entities:
        if group in named and kind in GUM_NAMES and tokens[head].pos in {"PRON", "NOUN"}:
            right = frozenset(h for h in named[group] if h < head)
            candidates = frozenset(h for h in every if h < head)
            if right:
                ties.append(Tie("coref", head, right, candidates))
    return ties
