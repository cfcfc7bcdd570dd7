"""Signs: what each piece of a text may be in a name, before names are read from them.

"G" part of a listed name, "T" of a title, "H" a form of address, "X" no name, "N" capitalised, "p" a particle,
"w" anything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.domain.marks import Mark
from onrecord.gazetteer import posts
from onrecord.gazetteer.lists import spread, words
from onrecord.gazetteer.names import Found, Kind, Piece, Role, find

_JOINTS = frozenset((" ", "-", "'", "’", "\n", "- ", "  "))
_ENDS_SENTENCE = frozenset('.?!:;"“”(\n—–…')
_ABBREVIATED = frozenset(("Jr", "Sr", "Corp", "Inc", "Ltd", "Co"))
_TITLE_LINKS = frozenset(("of", "for"))
_TITLE_TAILS = frozenset(
    ("state", "staff", "affairs", "the", "and", "homeland", "parliament", "house", "of", "in", "general")
)
_TITLE_ENDS = frozenset(("state", "staff", "affairs", "parliament"))
_LONGEST_TITLE_TAIL = 6
_HEADLINE_WORD, _HEADLINE_WORDS = 4, 4
"""A headline has at least four words of at least four letters."""


@dataclass(slots=True)
class Sheet:
    """One text on its way to name marks: its pieces, their signs, and the marks set so far.

    ``listed`` are the listed names by their first piece, ``ending`` the same by the piece after their last.
    ``leftover`` are capitalised sequences (pieces, half-open) that nothing has named yet.
    """

    text: str
    cut: list[Piece]
    heads: Sequence[Mark]
    signs: list[str] = field(default_factory=list)
    listed: dict[int, Found] = field(default_factory=dict)
    ending: dict[int, Found] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    leftover: list[tuple[int, int]] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def joined(self, at: int) -> bool:
        """Whether piece ``at`` may belong to one name with the piece before it."""
        if not 0 < at < len(self.cut):
            return False
        gap, before = self.cut[at].gap, self.cut[at - 1].text
        if gap in _JOINTS:
            return True
        if gap in (". ", ".", ".\n"):
            return before[0].isupper() and (len(before) == 1 or f"{before}." in words("honorifics"))
        return not gap and before.endswith(".")

    def opens_sentence(self, at: int) -> bool:
        """Whether piece ``at`` begins a sentence or a quotation, so that its capital letter says nothing."""
        if at == 0:
            return True
        gap, before = self.cut[at].gap, self.cut[at - 1].text
        if gap.startswith(". ") and (len(before) == 1 or f"{before}." in words("honorifics")):
            return False
        return any(sign in _ENDS_SENTENCE for sign in gap) or (before.endswith(".") and "\n" in gap)

    def mark(self, label: str, first: int, last: int, by: str, score: float = 1.0) -> bool:
        """Set a mark on pieces ``first`` to ``last`` (half-open), unless one of them bears a mark already."""
        if any(at in self.taken for at in range(first, last)):
            return False
        self.taken.update(range(first, last))
        end = self.cut[last - 1].end
        found = self.ending.get(last)
        if found is not None:
            end = max(end, found.end)
        elif self.text[end : end + 1] == "." and self.cut[last - 1].text in _ABBREVIATED:
            end += 1
        self.marks.append(Mark(label, self.cut[first].start, end, score, by))
        return True

    def head_for(self, first: int, last: int) -> Mark | None:
        """The head's mark that shares most characters with these pieces, None if none shares any."""
        start, end = self.cut[first].start, self.cut[last - 1].end
        best, shared = None, 0
        for mark in self.heads:
            common = min(end, mark.end) - max(start, mark.start)
            if common > shared:
                best, shared = mark, common
        return best

    def spelled(self, first: int, last: int) -> str:
        """The text of pieces ``first`` to ``last`` (half-open)."""
        return self.text[self.cut[first].start : self.cut[last - 1].end]


def sign(sheet: Sheet, no_names: frozenset[int]) -> None:
    """Give every piece its sign; ``no_names`` are offsets of words that are no names by their part of speech; it is
    believed at the head of a sentence only."""
    sheet.signs = [_first_sign(piece, sheet.text[piece.end : piece.end + 1]) for piece in sheet.cut]
    _unsign_openings(sheet, no_names)
    for found in find(sheet.text, sheet.cut):
        if found.entry.kind is Kind.THING:
            sheet.signs[found.first : found.last] = "X" * (found.last - found.first)
            continue
        if _listed_by_mistake(sheet, found):
            continue
        sheet.listed[found.first] = found
        sheet.ending[found.last] = found
        for at in range(found.first, found.last):
            sheet.signs[at] = "G"
    _sign_titles(sheet)


def _first_sign(piece: Piece, after: str) -> str:
    word = piece.text
    if word in words("particles"):
        return "p"
    if not word[0].isupper():
        return "w"
    if word in words("not_names"):
        return "X"
    if is_address(word, after):
        return "H"
    return "N"


def is_address(word: str, after: str) -> bool:
    """Whether a word is a form of address; ``after`` is the character after it, so that "Sen." is one and "Sen" in
    "Hun Sen" is none."""
    return word in words("honorifics") or (after == "." and f"{word}." in words("honorifics"))


def _unsign_openings(sheet: Sheet, no_names: frozenset[int]) -> None:
    """Take the sign "N" from words whose capital says nothing: at the head of a sentence and in a headline, unless the
    word has a capital inside a sentence elsewhere in the text."""
    headline = _headline_end(sheet)
    inside = {
        piece.text
        for at, piece in enumerate(sheet.cut)
        if at >= headline and sheet.signs[at] == "N" and not sheet.opens_sentence(at)
    }
    for at, piece in enumerate(sheet.cut):
        if sheet.signs[at] != "N":
            continue
        opens = sheet.opens_sentence(at) and (piece.start in no_names or _says_nothing(sheet, at, piece))
        small = piece.text.lower() in words("function_words")
        if (at < headline or opens) and (small or piece.text not in inside):
            sheet.signs[at] = "w"


def _headline_end(sheet: Sheet) -> int:
    """The number of pieces in the first line if it is a headline, else 0: all its longer words have capitals, and some
    of them are words of every day ("Senator Calls On Smith To Quit")."""
    end = next((at for at, piece in enumerate(sheet.cut) if at and "\n" in piece.gap), 0)
    long = [piece for piece in sheet.cut[1:end] if len(piece.text) >= _HEADLINE_WORD]
    long = [piece for piece in long if piece.text not in words("function_words")]
    plain = any(piece.text.lower() in spread("common_words") for piece in long if piece.capital)
    return end if len(long) >= _HEADLINE_WORDS and plain and all(piece.capital for piece in long) else 0


def _says_nothing(sheet: Sheet, at: int, piece: Piece) -> bool:
    """A common word with the capital of its sentence: "Police said", but not "Will Smith said"."""
    if piece.text.lower() not in spread("common_words"):
        return False
    named = piece.text in spread("given_names") or piece.text in spread("surname_first")
    return not (named and sheet.joined(at + 1) and sheet.cut[at + 1].capital)


def _listed_by_mistake(sheet: Sheet, found: Found) -> bool:
    """A listed name that here is part of a person's name: "Michael Jordan", "Chelsea Clinton", "Mr. London"."""
    entry, first, cut = found.entry, found.first, sheet.cut
    if found.last - first > 1:
        return False
    if sheet.joined(first):
        before = cut[first - 1].text
        named = before in spread("given_names") or (len(before) == 1 and before.isupper() and "." in cut[first].gap)
        if named and cut[first].gap != "-" and sheet.signs[first - 1] == "N":
            return True
        if sheet.signs[first - 1] == "H" and entry.role is not Role.ADJECTIVE:
            return True
    after = first + 1
    if entry.form not in spread("given_names") or not sheet.joined(after) or cut[after].gap != " ":
        return False
    word = cut[after].text
    other = posts.is_head(word) or posts.is_modifier(word) or word in words("org_words") or word in words("not_names")
    return cut[after].capital and not other


def _sign_titles(sheet: Sheet) -> None:
    """Sign the words of titles: a post, the words before it, and "of State", "for Foreign Affairs" after it."""
    cut, signs = sheet.cut, sheet.signs
    for at in range(len(cut)):
        if (signs[at] == "w" and cut[at].text in words("relations")) or (
            signs[at] == "N" and cut[at].text == "Affairs"
        ):
            signs[at] = "T"
        if signs[at] in "GX" or not posts.is_head(cut[at].text):
            continue
        if signs[at] == "N" and _ends_person(sheet, at):
            continue
        if signs[at] != "H":
            signs[at] = "T"
        _sign_title_tail(sheet, at)
    for at in range(len(cut) - 2, -1, -1):
        if signs[at + 1] == "T" and sheet.joined(at + 1) and signs[at] in "Nw" and posts.is_modifier(cut[at].text):
            signs[at] = "T"


def _ends_person(sheet: Sheet, at: int) -> bool:
    """A post's word as a surname: "John Major", "Howard Dean"."""
    before = sheet.cut[at - 1].text if sheet.joined(at) else ""
    after = sheet.joined(at + 1) and sheet.cut[at + 1].capital
    return before in spread("given_names") and not after


def _sign_title_tail(sheet: Sheet, at: int) -> None:
    """Sign what follows a post: "Secretary of State", "Minister of Trade and Industry", "Chief of Staff"."""
    cut, signs = sheet.cut, sheet.signs
    if at + 2 >= len(cut) or cut[at + 1].text not in _TITLE_LINKS or not sheet.joined(at + 1):
        return
    end = at + 2
    while end < min(len(cut), at + 2 + _LONGEST_TITLE_TAIL) and sheet.joined(end) and signs[end] != "G":
        low = cut[end].text.lower()
        if low not in _TITLE_TAILS and not (posts.is_modifier(low) and not posts.is_head(low)):
            break
        end += 1
    while end > at + 2 and not cut[end - 1].capital and cut[end - 1].text in _TITLE_TAILS - _TITLE_ENDS:
        end -= 1
    for tail in range(at + 1, end if end > at + 2 else at + 1):
        signs[tail] = "T"
