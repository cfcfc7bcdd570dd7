"""Words and paragraphs: the text cut into tokens as Universal Dependencies cuts English.

Why a rule and not a model: the encoder needs tokens before it can say anything, and UD's English cuts (clitics,
hyphens, abbreviations with their full stop) are regular enough for one pattern.

>>> [t.text for t in tokenize("Mr. Lavrov didn’t say if Russia's U.S.-led talks cost $1,200.")]
['Mr.', 'Lavrov', 'did', 'n’t', 'say', 'if', 'Russia', "'s", 'U.S.', '-', 'led', 'talks', 'cost', '$', '1,200', '.']
"""

from __future__ import annotations

import re

from onrecord.domain.marks import Token
from onrecord.gazetteer.lists import lines


def _abbreviations() -> str:
    return "|".join(lines("abbreviations"))


_TOKEN = re.compile(
    rf"""
      https?://[^\s<>"“”]+[^\s<>"“”.,;:!?)\]'’]          # addresses
    | www\.[^\s<>"“”]+[^\s<>"“”.,;:!?)\]'’]
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | [@\#]\w+
    | (?:[^\W\d_]\.){{2,}}                               # U.S., p.m.
    | (?-i:[A-Z]\.(?=\s+[A-Z]))                          # an initial: George W. Bush
    | (?-i:(?:{_abbreviations()})\.)                     # Mr., Jan., Gen.
    | \d+(?:[.,:]\d+)*(?:[^\W\d_]+)?                     # 1,200.50, 21st, 1990s
    | can(?=not\b)
    | [^\W\d_]+?(?=n['’]t\b)                             # did|n't
    | n['’]t\b
    | ['’](?:s|re|ve|ll|d|m)\b
    | [^\W_]+(?:['’][^\W\d_]{{3,}})*                     # words, O'Brien
    | \.{{2,}} | --+                                     # ellipsis, dash
    | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_SENTENCE_END = {".", "?", "!", "...", "…"}
_CLOSING = set("\"”’'»)]")


def tokenize(text: str) -> list[Token]:
    """Cut ``text`` into tokens; offsets are code points into ``text``.

    ``paragraph`` is filled in: paragraphs end at a blank line, or at every line break in a text without blank lines.
    ``sentence`` is a first guess (a full stop, question or exclamation mark that stands as a token of its own, and the
    quotation marks that close after it), which the encoder's reading replaces.
    """
    breaks = _paragraph_starts(text)
    tokens: list[Token] = []
    paragraph = sentence = 0
    ended = False
    for index, match in enumerate(_TOKEN.finditer(text)):
        start, end = match.span()
        word = match.group()
        new_paragraph = False
        while paragraph < len(breaks) and start >= breaks[paragraph]:
            paragraph += 1
            new_paragraph = index > 0
        if new_paragraph or (ended and word not in _CLOSING):
            sentence += 1
            ended = False
        ended = ended or word in _SENTENCE_END
        tokens.append(Token(index, start, end, word, sentence, paragraph))
    return tokens


def _paragraph_starts(text: str) -> list[int]:
    """Offsets at which a new paragraph may begin (the first one, at 0, left out)."""
    if _BLANK_LINE.search(text):
        return [match.end() for match in _BLANK_LINE.finditer(text)]
    return [match.end() for match in re.finditer(r"\n", text)]
