"""Name marks: PERSON, ORG, PLACE and NATIONALITY, from the lists, from how names are written, and from a neural head.

How: the text is cut into pieces (finer than tokens, so that "Kim Jong-il" and "al-Bashir" cost nothing); each piece
gets a sign (listed name, title, capitalised, small ...: ``name_signs``); sequences of capitalised pieces are read from
left to right (``name_runs``). What the lists know wins; what an organisation's word ends ("... Movement") is one; what
a title, a given name, a surname that comes first, an initial or a particle shows to be a person is one. Where none of
these speaks, the head decides, and without a head a weak guess from the words around.

>>> text = "Deputy Foreign Minister Kim Kye-Gwan told Interfax in Vladivostok that Kim had left."
>>> [(mark.label, text[mark.start : mark.end]) for mark in mark_names(text, (), ())]
[('PERSON', 'Kim Kye-Gwan'), ('ORG', 'Interfax'), ('PLACE', 'Vladivostok'), ('PERSON', 'Kim')]
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.domain.marks import Mark, Token
from onrecord.gazetteer.names import pieces
from onrecord.mark.name_runs import mark_institutions, mark_leftover, read_run, runs
from onrecord.mark.name_signs import Sheet, sign

_NAMING_POS = frozenset(("", "PROPN", "NOUN", "ADJ", "X", "SYM", "NUM"))
"""Parts of speech that a name's word can be given; "" is a token that no encoder has read."""


def mark_names(text: str, tokens: Sequence[Token], heads: Sequence[Mark]) -> tuple[Mark, ...]:
    """The names of ``text`` in order, none overlapping another.

    ``tokens`` are the report's tokens; where they bear parts of speech, a word at the head of a sentence that the
    encoder takes for a verb, an adverb or the like begins no name. ``heads`` are the name marks of a neural head
    (labels as above, offsets code points into ``text``), possibly none. ``Mark.by`` names what decided
    ("gazetteer.country", "names.title", the head's name).
    """
    sheet = Sheet(text, pieces(text), heads)
    sign(sheet, frozenset(token.start for token in tokens if token.pos not in _NAMING_POS))
    mark_institutions(sheet)
    for first, last in runs(sheet):
        read_run(sheet, first, last)
    mark_leftover(sheet)
    return tuple(sorted(sheet.marks, key=lambda mark: mark.start))
