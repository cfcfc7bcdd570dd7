"""Marks and casts written by hand, so that what resolves speakers is tested without the encoder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.domain.actors import Actor, ActorKind, Cast, Mention
from onrecord.domain.marks import Attribution, Mark, Marks, NoTies, StatementMark, Ties, Token
from onrecord.domain.passage import Passage
from onrecord.mark.quotations import find_quotations

KINDS = {
    "P": ActorKind.PERSON,
    "O": ActorKind.ORGANISATION,
    "C": ActorKind.COUNTRY,
    "G": ActorKind.GROUP,
}
TIGHT = {",", ".", "'s", "’s", ")", "”", "?", "!", ";", ":"}


def tagged(words: str) -> tuple[str, tuple[Token, ...]]:
    """Text and tokens of "the/DET envoy/NOUN said/VERB": a word, its part of speech ("X" if none is given); "|" ends a
    sentence, "||" a paragraph too; no space stands before a stop or behind an opening bracket."""
    text, tokens, sentence, paragraph = "", [], 0, 0
    for piece in words.split():
        if piece in {"|", "||"}:
            sentence += 1
            paragraph += piece == "||"
            text += "\n\n" if piece == "||" else ""
            continue
        word, _, pos = piece.rpartition("/") if "/" in piece else (piece, "", "X")
        if text and not text.endswith(("\n", "(", "“")) and word not in TIGHT:
            text += " "
        start = len(text)
        text += word
        tokens.append(Token(len(tokens), start, len(text), word, sentence, paragraph, pos))
    return text, tuple(tokens)


def cast(text: str, names: str, *, nominals: Sequence[tuple[str, str]] = ()) -> Cast:
    """Actors of "P Sara Lund, Lund; O Radio Nord": a kind and the forms, the first one the name; each occurrence of the
    longest form that fits is a mention. ``nominals`` gives descriptions and whose they are."""
    taken: list[tuple[int, int]] = []
    actors = []
    for number, entry in enumerate(filter(None, (e.strip() for e in names.split(";"))), 1):
        forms = [form.strip() for form in entry[2:].split(",")]
        mentions = [m for form in sorted(forms, key=len, reverse=True) for m in _mentions(text, form, taken, "name")]
        mentions += [m for words, name in nominals if name == forms[0] for m in _mentions(text, words, [], "nominal")]
        mentions.sort(key=lambda m: m.passage)
        actors.append(Actor(f"A{number}", forms[0], KINDS[entry[0]], tuple(forms[1:]), (), tuple(mentions)))
    return Cast(tuple(actors))


def _mentions(text: str, form: str, taken: list[tuple[int, int]], kind: str) -> list[Mention]:
    found = []
    at = text.find(form)
    while at >= 0:
        if not any(a < at + len(form) and at < b for a, b in taken):
            taken.append((at, at + len(form)))
            found.append(Mention(Passage.of(text, at, at + len(form)), kind, "by hand"))
        at = text.find(form, at + 1)
    return found


@dataclass
class Tied(NoTies):
    """Ties by label: the token that is pointed to, with its probability, from every anchor."""

    scores: dict[str, dict[int, float]] = field(default_factory=dict)

    def score(self, label: str, anchor: int, tokens: Sequence[int]) -> list[float]:
        """What was written down for the tokens."""
        del anchor
        return [self.scores.get(label, {}).get(token, 0.0) for token in tokens]


def statement(text: str, tokens: Sequence[Token], cue: str, content: str, *, nth: int = 0) -> StatementMark:
    """A statement mark of the ``nth`` occurrence of ``cue`` and of ``content``."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(cue, at + 1) if cue else -1
    begin = text.index(content)
    inside = Mark("CONTENT", begin, begin + len(content), 1.0, "by hand")
    if not cue:
        anchor = next(t.index for t in tokens if t.end > begin)
        return StatementMark(None, (inside,), anchor)
    anchor = next(t.index for t in tokens if t.end > at)
    return StatementMark(Mark("CUE", at, at + len(cue), 1.0, "by hand"), (inside,), anchor)


def marks(
    text: str,
    tokens: tuple[Token, ...],
    statements: Sequence[StatementMark],
    *,
    sources: Sequence[str] = (),
    ties: Ties | None = None,
) -> Marks:
    """Marks whose attributions give each statement its source words (by order; "" for none)."""
    attributions = []
    for mark, words in zip(statements, sources, strict=False):
        if words:
            near = mark.cue.start if mark.cue else mark.content[0].start
            places = [at for at in range(len(text)) if text.startswith(words, at)]
            at = min(places, key=lambda place: abs(place - near))
            source = Mark("SOURCE", at, at + len(words), 1.0, "by hand")
            attributions.append(Attribution((source,), (mark.cue,) if mark.cue else (), mark.content))
    ends = [k + 1 for k, t in enumerate(tokens) if k + 1 == len(tokens) or tokens[k + 1].sentence != t.sentence]
    sentences = tuple(zip([0, *ends[:-1]], ends, strict=True))
    return Marks(
        text,
        tokens,
        sentences,
        quotations=find_quotations(text),
        attributions=tuple(attributions),
        statements=tuple(statements),
        ties=ties or NoTies(),
    )
