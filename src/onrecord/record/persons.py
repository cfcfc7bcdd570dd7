"""Whether two names of persons can be one person's, from the names alone.

>>> same_name("Kim Kye-Gwan", "Kim Kye Gwan").rule, same_name("George W. Bush", "George H. W. Bush").rule
('the same name', 'other initials')
"""

from __future__ import annotations

from functools import cache

from onrecord.gazetteer.lists import spread
from onrecord.gazetteer.spelling import misspelled
from onrecord.record.judgement import Judgement, Verdict
from onrecord.record.spellings import folded, full_names_of, given_folded, is_given, name_words, plain, suffix_of


@cache
def letters(name: str) -> str:
    """All words of a name as compared, written as one."""
    *given, last = name_words(name) or ("",)
    if eastern(name):
        return "".join(map(plain, (*given, last)))
    return "".join([*map(given_folded, given), folded(last)])


@cache
def eastern(name: str) -> bool:
    """Whether a name puts the family name first, as names in Korea, China, Vietnam do. Their words are not folded: what
    differs in them by a letter ("Wang Qun", "Wang Kun") is mostly two people.

    >>> eastern("Wang Qun"), eastern("James Soong")
    (True, False)
    """
    words = name_words(name)
    return len(words) > 1 and words[0] in spread("surname_first")


def _article(word: str) -> bool:
    return word.lower()[:3] in {"al-", "el-"}


@cache
def surnames(name: str) -> frozenset[str]:
    """The words that can be the family name, as compared: the last; of a name that puts the family name first (as
    names in Korea, China, Vietnam do), also the first.

    >>> sorted(surnames("Roh Moo-hyun")), sorted(surnames("Tony Blair"))
    (['moohyun', 'roh'], ['blair'])
    """
    words = name_words(name)
    if not words:
        return frozenset()
    found = {plain(words[-1]) if eastern(name) else folded(words[-1])}
    if eastern(name):
        found.add(folded(words[0]))
    return frozenset(found)


def _given_fit(short: str, long: str) -> bool:
    """Whether two given names can be one: the same, an initial of it, or a short form of it."""
    a, b = plain(short), plain(long)
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return given_folded(short) == given_folded(long) or bool(full_names_of(a) & full_names_of(b))


def _parts(given: tuple[str, ...]) -> tuple[str, ...]:
    """Given names, those written with a hyphen as two: "Laurent-Desire" may be shortened to "Laurent"."""
    return tuple(part for name in given for part in name.split("-") if part)


def _fuller(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether all given names of the one stand in the other in the same order, the first matching the first, and
    initials in the middle, where both have them, are the same."""
    if not short or not long or not _given_fit(short[0], long[0]):
        return False
    middle = [[plain(word) for word in words[1:]] for words in (short, long)]
    if all(middle) and all(len(initial) == 1 for words in middle for initial in words) and middle[0] != middle[1]:
        return False
    at = 0
    for word in short:
        while at < len(long) and not _given_fit(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


@cache
def same_name(first: str, second: str) -> Judgement:
    """Whether two names can be one person's. YES: they are the same, or one is a fuller form of the other. UNSURE: one
    has a single word (a family name alone), only one has "Jr.", the first given name is left out, or they differ by one
    letter. NO: anything else."""
    a, b = name_words(first), name_words(second)
    because = f"{first!r} and {second!r}"
    if not a or not b:
        return Judgement(Verdict.NO, "no name", because)
    marks = {suffix_of(first), suffix_of(second)}
    if len(marks - {""}) > 1:
        return Judgement(Verdict.NO, "father and son", because)
    verdict, rule = _by_words(first, second)
    if verdict is Verdict.YES and len(marks) > 1:
        return Judgement(Verdict.UNSURE, "father or son", because)
    return Judgement(verdict, rule, because)


def _by_words(first: str, second: str) -> tuple[Verdict, str]:
    """Verdict and rule for two names without what tells a son from his father."""
    a, b = name_words(first), name_words(second)
    if letters(first) == letters(second):
        return Verdict.YES, "the same name"
    if len(a) == 1 or len(b) == 1:
        short, long = (first, second) if len(a) == 1 else (second, first)
        alone = len(name_words(long)) > 1 and folded(name_words(short)[0]) in surnames(long)
        alone = alone and not (_article(short) and not _article(name_words(long)[-1]))
        return (Verdict.UNSURE, "a family name alone") if alone else (Verdict.NO, "another name")
    as_compared = plain if eastern(first) or eastern(second) else folded
    if as_compared(a[-1]) == as_compared(b[-1]):
        found = _by_given(*sorted((_parts(a[:-1]), _parts(b[:-1])), key=len))
        if found is not None and found[0] is Verdict.YES and len(a) != len(b) and is_given(a[-1]):
            return Verdict.UNSURE, "a given name as family name"
        if found is not None:
            return found
    return _fuller_tail(a, b)


def _by_given(short: tuple[str, ...], long: tuple[str, ...]) -> tuple[Verdict, str] | None:
    """Verdict and rule for given names before one family name, None if they do not tell."""
    if _fuller(short, long):
        return Verdict.YES, "a fuller form of the name"
    if short[0] == long[0]:
        return Verdict.NO, "other initials"
    if len(short) < len(long) and {given_folded(word) for word in short} <= {given_folded(word) for word in long[1:]}:
        return Verdict.UNSURE, "a given name left out"
    return None


def _fuller_tail(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[Verdict, str]:
    """A name that goes on ("Mobutu Sese Seko", "Mobutu Sese Seko Kuku"; but "George V" is not "George W. Bush"), and
    one that differs by one letter."""
    short, long = sorted((a, b), key=len)
    compared = [folded(w) for w in short]
    if len(long) > len(short) > 1 and len(compared[-1]) > 1 and [folded(w) for w in long[: len(short)]] == compared:
        return Verdict.YES, "a fuller form of the name"
    if len(a) == len(b):
        other = [(x, y) for x, y in zip(a, b, strict=True) if folded(x) != folded(y)]
        if len(other) == 1 and misspelled(plain(other[0][0]), plain(other[0][1])):
            return Verdict.UNSURE, "one letter differs"
    return Verdict.NO, "another name"
