"""Whom the words before or after a cue name: "Deputy Prime Minister Najib Razak", "a spokesman for the ministry".

The words are read from left to right by the parts of speech and by the names that stand in them; the parse is not
asked for, since source phrases are long, full of titles, brackets and appositions, and cut out of their sentence.
They are trimmed to a noun phrase, cut at "and" and commas into pieces, the pieces joined again where one only says more
of the other, and each figure is a name, a pronoun or a description.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from onrecord.domain.actors import ActorKind
from onrecord.domain.marks import Token
from onrecord.gazetteer.posts import is_head, is_modifier, singular
from onrecord.resolve.crowd import Crowd, Spot, is_plural
from onrecord.resolve.pronouns import is_pronoun
from onrecord.resolve.speaker_words import is_body, is_document, is_human, words

NOMINAL = frozenset({"NOUN", "PROPN"})
_EDGE = frozenset({"PUNCT", "SYM", "ADP", "SCONJ", "CCONJ", "ADV", "AUX", "PART", "INTJ"})
_NOBODY = frozenset({"AUX", "VERB", "ADP", "DET", "ADV", "CCONJ", "SCONJ", "PUNCT"})
"""Parts of speech of words that describe nobody."""
_JOINTS = frozenset({"and", "&", "plus"})
_GENITIVE = frozenset({"'s", "’s", "'", "’"})
_BELONGS = frozenset({"of", "for", "at", "from", "with"})
"""Prepositions by which a description says whose it is."""
_LONGEST_OWNER = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """One speaker as the words have it: the tokens it stands in, its head, and the actor it names ("" if none)."""

    tokens: tuple[int, ...]
    head: int
    actor: str = ""

    @property
    def first(self) -> int:
        """Its first token."""
        return self.tokens[0]


@dataclass(slots=True)
class _Piece:
    """A stretch without "and" or comma; ``joint`` is what stands before it ("", "," or "and")."""

    joint: str
    tokens: list[int]
    person: str = ""
    name: str = ""


class Sources:
    """Reads source phrases of one report. ``left_out`` are tokens that belong to no speaker: those of times."""

    def __init__(self, tokens: Sequence[Token], crowd: Crowd, left_out: Collection[int] = ()) -> None:
        self.tokens = tokens
        self.crowd = crowd
        self.left_out = left_out

    def figures(self, first: int, past: int) -> list[Figure]:
        """The speakers that the tokens ``first:past`` name or describe, in order."""
        kept = self._trimmed(*self._whole(first, past))
        if not kept:
            return []
        pieces: list[_Piece] = []
        for piece in self._pieces(kept):
            self._look_up(piece)
            joined = bool(pieces) and piece.joint == "and" and not self._determined(piece)
            if joined and self._half_title(pieces[-1], before_person=bool(piece.person)):
                before = pieces.pop()
                whole = _Piece(before.joint, list(range(before.tokens[0], piece.tokens[-1] + 1)))
                self._look_up(whole)
                pieces.append(whole)
            else:
                pieces.append(piece)
        groups = self._grouped(pieces)
        if len(groups) > 1 and all(group[0].joint != "and" for group in groups[1:]):
            groups = groups[-1:]  # "after talks with Smith, Jones said": the one beside the cue speaks
        return [figure for group in groups if (figure := self._figure(group)) is not None]

    def _look_up(self, piece: _Piece) -> None:
        piece.person = self._person(piece.tokens)
        piece.name = "" if piece.person else self._name(piece.tokens)

    # ---------------------------------------------------------------------------------------------- trimming

    def _whole(self, first: int, past: int) -> tuple[int, int]:
        """The range with the names at its borders in full: "President" is "President Reyes"."""
        for spot in (*self.crowd.spots_at(first), *self.crowd.spots_at(past - 1)):
            if spot.form == "name" and spot.past - spot.first < _LONGEST_OWNER:
                first, past = min(first, spot.first), max(past, spot.past)
        return first, past

    def _trimmed(self, first: int, past: int) -> list[int]:
        """The tokens of the noun phrase: without a dateline, brackets, relative clause, and loose ends."""
        tokens = self.tokens
        for at in range(first + 1, past):
            loose = at + 1 < past and tokens[at].end < tokens[at + 1].start
            if loose and tokens[at].text in {"-", "--", "–", "—"} and tokens[at - 1].text == ")":
                first = at + 1
        kept = self._outside_brackets(first, past)
        while kept and self._loose_end(kept[0]):
            kept.pop(0)
        while len(kept) > 1 and (self._loose_end(kept[-1]) or tokens[kept[-1]].pos == "DET"):
            kept.pop()
        return kept

    def _outside_brackets(self, first: int, past: int) -> list[int]:
        """The tokens outside brackets and times, up to where the noun phrase ends."""
        kept: list[int] = []
        depth = nominal = 0
        for at in range(first, past):
            token = self.tokens[at]
            depth += token.text == "("
            if depth == 0 and at not in self.left_out:
                if nominal and self._ends(at):
                    break
                nominal += token.pos in NOMINAL or self.crowd.named(at) or is_pronoun(token)
                kept.append(at)
            depth = max(0, depth - (token.text == ")"))
        return kept

    def _loose_end(self, at: int) -> bool:
        """Whether a token can neither begin nor end a noun phrase."""
        return self.tokens[at].pos in _EDGE and not is_pronoun(self.tokens[at]) and not self.crowd.named(at)

    def _ends(self, at: int) -> bool:
        """Whether the noun phrase is over: a relative word, or a verb that is no part of a compound."""
        token = self.tokens[at]
        if token.text.lower() in words("relative") or (token.text.lower() == "that" and token.pos in {"PRON", "SCONJ"}):
            return True
        if token.pos not in {"VERB", "AUX"} or self.crowd.named(at) or token.relation == "amod":
            return False
        beside = {self.tokens[at - 1].text} | ({self.tokens[at + 1].text} if at + 1 < len(self.tokens) else set())
        return not beside & {"-", "‑"}

    # ---------------------------------------------------------------------------------------------- pieces

    def _pieces(self, kept: list[int]) -> Iterator[_Piece]:
        piece = _Piece("", [])
        at = 0
        while at < len(kept):
            index, token = kept[at], self.tokens[kept[at]]
            words_here = [self.tokens[k].text.lower() for k in kept[at : at + 3]]
            inside = self.crowd.named(index)
            skip, joint = 0, ""
            if not inside and words_here == ["as", "well", "as"]:
                skip, joint = 3, "and"
            elif not inside and words_here[:2] in (["along", "with"], ["together", "with"]):
                skip, joint = 2, "and"
            elif not inside and token.text.lower() in _JOINTS:
                skip, joint = 1, "and"
            elif not inside and token.text in {",", ";"}:
                skip, joint = 1, ","
            if not skip:
                piece.tokens.append(index)
                at += 1
                continue
            if piece.tokens:
                yield piece
                piece = _Piece(joint, [])
            elif joint == "and":
                piece.joint = "and"
            at += skip
        if piece.tokens:
            yield piece

    def _grouped(self, pieces: list[_Piece]) -> list[list[_Piece]]:
        """The pieces of each figure."""
        groups: list[list[_Piece]] = []
        for number, piece in enumerate(pieces):
            listed = any(later.joint == "and" for later in pieces[number + 1 :])
            if groups and not self._new(groups[-1], piece, listed=listed):
                groups[-1].append(piece)
            else:
                groups.append([piece])
        return groups

    def _new(self, group: list[_Piece], piece: _Piece, *, listed: bool) -> bool:
        """Whether a piece is another speaker, not more about the one before."""
        before = group[-1]
        person_before = any(p.person for p in group)
        owned = self._owned(before) or (not person_before and any(self._owned(p) for p in group))
        if piece.joint == "and":
            return self._pronoun(piece) or self._added(group, piece, owned=owned)
        if owned and not person_before and not piece.person:
            return False
        if piece.person:
            return person_before or bool(before.name and listed)
        if piece.name:
            return listed and (person_before or any(p.name for p in group))
        return listed and not person_before and self._human(piece) and not self._determined(piece)

    def _added(self, group: list[_Piece], piece: _Piece, *, owned: bool) -> bool:
        """Whether a piece behind "and" is another speaker; ``owned``: what stands before it says whose somebody is."""
        before = group[-1]
        if piece.person:
            title = owned and not any(p.person for p in group) and not self.is_new_at(group[0].tokens[0])
            return not (title and not self._titled(piece)) and not self._title(before)
        if piece.name:
            return not owned
        apposed = any(p.person for p in group) and not before.person
        if apposed and not self._determined(piece) and not self._plural(piece):
            return False
        return not owned or (self._human(piece) and (self._determined(piece) or self._human(before)))

    def _owned(self, piece: _Piece) -> bool:
        return not piece.person and self._preposition(piece.tokens) is not None

    def _pronoun(self, piece: _Piece) -> bool:
        return len(piece.tokens) == 1 and is_pronoun(self.tokens[piece.tokens[0]])

    def _determined(self, piece: _Piece) -> bool:
        return self.tokens[piece.tokens[0]].pos == "DET"

    def _human(self, piece: _Piece) -> bool:
        head = self._head(piece.tokens)
        return head is not None and (is_head(self.tokens[head].text) or is_plural(self.tokens[head].text))

    def _plural(self, piece: _Piece) -> bool:
        head = self._head(piece.tokens)
        return head is not None and is_plural(self.tokens[head].text)

    def _half_title(self, piece: _Piece, *, before_person: bool) -> bool:
        """Whether a piece is the first half of a title or description: "trade" in "the trade and industry minister"."""
        core = [k for k in piece.tokens if self.tokens[k].pos != "DET"]
        head = self._head(piece.tokens)
        if head is None or piece.person or self._preposition(piece.tokens) is not None:
            return False
        if all(is_modifier(self.tokens[k].text) for k in core):
            return True
        word = self.tokens[head].text
        if piece.name or is_head(word) or is_plural(word) or is_body(word):
            return False
        return word.islower() or (before_person and not self._determined(piece))

    def _title(self, piece: _Piece) -> bool:
        """Whether a piece is a title without article: "Deputy Prime Minister" before "and Finance Minister Berg"."""
        head = self._head(piece.tokens)
        bare = not piece.person and not piece.name and not self._determined(piece)
        return bare and head is not None and is_head(self.tokens[head].text) and not is_plural(self.tokens[head].text)

    def _titled(self, piece: _Piece) -> bool:
        """Whether a piece begins with a title of its own: "President Reyes", "the Arts Lee Boon" not."""
        return is_head(self.tokens[piece.tokens[0]].text) or self.tokens[piece.tokens[0]].text.lower() in words(
            "titles"
        )

    # ------------------------------------------------------------------------------------------------ names

    def _spots(self, tokens: list[int]) -> list[Spot]:
        """The names that lie in the tokens."""
        if not tokens:
            return []
        return [s for s in self.crowd.spots_between(tokens[0], tokens[-1] + 1) if s.form == "name"]

    def _person(self, tokens: list[int]) -> str:
        """The person that the piece is about, "" if none: not the owner, not the object of a preposition."""
        found = ""
        for spot in self._spots(tokens):
            if self.crowd[spot.actor].kind is not ActorKind.PERSON or self._modifies(spot, tokens):
                continue
            if not self._governed(spot, tokens):
                found = spot.actor
        return found

    def _modifies(self, spot: Spot, tokens: list[int]) -> bool:
        """Whether the name stands before what it belongs to: "Blair's spokesman", "Bush aides"."""
        after = [k for k in tokens if k >= spot.past]
        if not after:
            return False
        token = self.tokens[after[0]]
        return token.text in _GENITIVE or (token.pos == "NOUN" and after[0] == spot.past) or token.text == "-"

    def _governed(self, spot: Spot, tokens: list[int]) -> bool:
        """Whether the name is the object of a preposition: "a spokesman for President Reyes", but not "the Minister of
        Foreign Affairs Per Berg"."""
        between: list[int] = []
        for k in reversed([t for t in tokens if t < spot.first]):
            if self.tokens[k].pos == "ADP" and not self.crowd.named(k):
                return not any(self._substantial(b) for b in between)
            between.append(k)
        return False

    def _substantial(self, index: int) -> bool:
        token = self.tokens[index]
        return self.crowd.named(index) or (token.pos == "PROPN" and token.text.lower() not in words("titles"))

    def _name(self, tokens: list[int]) -> str:
        """The country or body that the piece is about, "" if none."""
        head = self._head(tokens)
        if head is None:
            return ""
        for spot in self.crowd.spots_between(tokens[0], tokens[-1] + 1):
            if self.crowd[spot.actor].kind is ActorKind.PERSON and spot.form == "name":
                continue
            if any(self.tokens[k].pos == "ADP" and not self.crowd.named(k) for k in tokens if k < spot.first):
                continue
            if spot.rule == "country.people" or not (spot.first <= head < spot.past or self._led_by(spot, head)):
                continue
            return spot.actor
        return ""

    def _led_by(self, spot: Spot, head: int) -> bool:
        """Whether only words stand after the name up to ``head`` that add nothing: "the Petra news agency", "Iraq's
        government"."""
        if spot.past > head or not all(self._generic(k) for k in range(spot.past + 1, head + 1)):
            return False
        if self.crowd[spot.actor].kind is ActorKind.COUNTRY:
            return self.tokens[spot.past].text in _GENITIVE and spot.past < head
        return self._generic(spot.past)

    def _generic(self, index: int) -> bool:
        return self.tokens[index].text.lower() in words("generic")

    # ---------------------------------------------------------------------------------------- descriptions

    def _preposition(self, tokens: list[int]) -> int | None:
        """Where the first preposition stands that is no part of a name, behind a noun."""
        seen = False
        for k in tokens:
            if seen and self.tokens[k].pos == "ADP" and not self.crowd.named(k):
                return k
            seen = seen or self.tokens[k].pos in NOMINAL or self.crowd.named(k)
        return None

    def core(self, tokens: Sequence[int]) -> list[int]:
        """The tokens up to the first preposition, without article."""
        stop = self._preposition(list(tokens))
        return [
            k
            for number, k in enumerate(tokens)
            if (stop is None or k < stop)
            and not (number == 0 and self.tokens[k].pos in {"DET", "VERB"} and len(tokens) > 1)
        ]

    def _head(self, tokens: Sequence[int]) -> int | None:
        core = self.core(tokens)
        for group in (NOMINAL, {"PRON", "NUM", "DET", "ADJ", "X"}):
            fitting = [k for k in core if self.tokens[k].pos in group or (group is NOMINAL and self.crowd.named(k))]
            if fitting:
                return fitting[-1]
        return core[-1] if core else None

    def _figure(self, group: list[_Piece]) -> Figure | None:
        tokens = tuple(k for piece in group for k in piece.tokens)
        for piece in group:
            if piece.person:
                return Figure(tokens, self._head(piece.tokens) or tokens[0], piece.person)
        named = next((piece for piece in group if piece.name), None)
        first = group[0]
        if named is not None and (named is first or self._calls_body(first)):
            return Figure(tokens, self._head(named.tokens) or tokens[0], named.name)
        head = self._head(first.tokens)
        if head is None or self.tokens[head].pos in _NOBODY or self.tokens[head].text.lower() in words("relative"):
            return None
        return Figure(tuple(first.tokens), head)

    def _calls_body(self, piece: _Piece) -> bool:
        head = self._head(piece.tokens)
        return head is not None and not is_human(self.tokens[head].text)

    def description(self, figure: Figure, text: str) -> str:
        """The shortest words that tell who: "foreign ministry official" for "an official at the foreign ministry"."""
        core = [k for k in self.core(figure.tokens) if k <= figure.head]
        while len(core) > 1 and self.tokens[core[0]].text.lower() in words("idle"):
            core.pop(0)
        while len(core) > 1 and self.tokens[core[0]].pos in {"DET", "PUNCT", "ADV", "CCONJ"} | {"PRON"}:
            core.pop(0)
        own = self._words(core, text)
        owner = self._owner(figure)
        if owner and len(core) <= 2 and not any(self.crowd.named(k) for k in core):
            at = self._preposition(list(figure.tokens))
            said = self.tokens[at].text.lower() if at is not None else ""
            whose = self._words(owner, text)
            return f"{own} of {whose}" if said == "of" else f"{whose} {own}"
        return own

    def _owner(self, figure: Figure) -> list[int]:
        """The tokens of "the foreign ministry" in "an official at the foreign ministry"."""
        at = self._preposition(list(figure.tokens))
        if at is None or self.tokens[at].text.lower() not in _BELONGS:
            return []
        owner: list[int] = []
        for k in figure.tokens:
            if k <= at:
                continue
            if self.tokens[k].pos in {"ADP", "VERB", "PUNCT"} and not self.crowd.named(k) and owner:
                break
            owner.append(k)
        while owner and self.tokens[owner[0]].pos in {"DET", "PRON"}:
            owner.pop(0)
        known = any(self.crowd.named(k) for k in owner) or (bool(owner) and is_body(self.tokens[owner[-1]].text))
        return owner if known and len(owner) <= _LONGEST_OWNER else []

    def _words(self, tokens: Sequence[int], text: str) -> str:
        if not tokens:
            return ""
        parts: list[str] = []
        for before, k in zip([None, *tokens], tokens, strict=False):
            apart = before is not None and (k != before + 1 or self.tokens[before].end < self.tokens[k].start)
            parts.append((" " if apart else "") + text[self.tokens[k].start : self.tokens[k].end])
        return " ".join("".join(parts).replace("’", "'").split())

    def is_document(self, figure: Figure) -> bool:
        """Whether the figure is something written."""
        return not figure.actor and is_document(self.tokens[figure.head].text)

    def issuer(self, figure: Figure, first: int, past: int) -> str:
        """The actor by whom a document is, "" if the words ``first:past`` do not tell: "a statement from the embassy",
        "a UNEP statement"."""
        for spot in self.crowd.spots_between(first, past):
            if spot.form == "name" or self.crowd[spot.actor].kind is not ActorKind.PERSON:
                beside = self.tokens[spot.past].text if spot.past < past else ""
                country = self.crowd[spot.actor].kind is ActorKind.COUNTRY
                if spot.past <= figure.head and ((spot.past == figure.head and not country) or beside in _GENITIVE):
                    return spot.actor
                before = self.tokens[spot.first - 1] if spot.first else None
                while before is not None and before.pos in {"DET", "ADJ"} and before.index > figure.head:
                    before = self.tokens[before.index - 1]
                if spot.first > figure.head and before is not None and before.text.lower() in {"by", "of", "from"}:
                    return spot.actor
        return ""

    def definite(self, figure: Figure) -> bool:
        """Whether the figure is spoken of as known: "the official", "that official"."""
        return self.tokens[figure.first].text.lower() in {"the", "this", "that", "these", "those", "both"}

    def is_new(self, figure: Figure) -> bool:
        """Whether the figure is brought in as somebody not named before: "a spokesman", "another official"."""
        return self.is_new_at(figure.first)

    def is_new_at(self, index: int) -> bool:
        """Whether a token brings somebody in: "a", "another"."""
        return self.tokens[index].text.lower() in words("new")

    def plural(self, figure: Figure) -> bool:
        """Whether the figure is several."""
        text = self.tokens[figure.head].text
        return text.lower() in words("joint") or (is_plural(text) and singular(text) != text.lower())

    def human(self, figure: Figure) -> bool:
        """Whether the figure can be a person."""
        return is_human(self.tokens[figure.head].text)
