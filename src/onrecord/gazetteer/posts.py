"""Posts: the words of a title, and which words a report may use for who holds it.

>>> fits("leader", "president"), fits("minister", "foreign minister"), fits("president", "vice president")
(True, True, False)
"""

from __future__ import annotations

from functools import cache

from onrecord.gazetteer.lists import fields, lines, words

_LESSER = ("vice", "deputy", "assistant", "under", "former", "ex", "junior", "acting deputy")
"""Words before a post that make it another, lesser one: a vice president is not "the president"."""


@cache
def other_words() -> dict[str, tuple[str, ...]]:
    """Post -> the other words for its holder."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines("posts"):
        (post,), *rest = fields(line)
        found[post] = tuple(rest[0]) if rest else ()
    return found


@cache
def heads() -> frozenset[str]:
    """The last words of all posts and of the words for their holders ("head" of "head of state"), in small letters."""
    found: set[str] = set()
    for post, others in other_words().items():
        for words_of in (post, *others):
            found.add(words_of.partition(" of ")[0].replace("-", " ").split()[-1].lower())
    return frozenset(found)


@cache
def singular(word: str) -> str:
    """A post's word in the singular, in small letters: "Presidents" -> "president", "spokesmen" -> "spokesman".

    >>> singular("Secretaries"), singular("spokesmen"), singular("boss")
    ('secretary', 'spokesman', 'boss')
    """
    low = word.lower()
    if low in heads():
        return low
    for ending, instead in (("men", "man"), ("women", "woman"), ("ies", "y"), ("s", "")):
        if low.endswith(ending) and low[: -len(ending)] + instead in heads():
            return low[: -len(ending)] + instead
    return low


@cache
def is_head(word: str) -> bool:
    """Whether a word can end a title ("minister", "Presidents")."""
    return singular(word) in heads()


@cache
def is_modifier(word: str) -> bool:
    """Whether a word can stand before a post within a title ("deputy", "Foreign")."""
    return word in words("post_words") or word.lower() in words("post_words")


@cache
def post_of(title: str) -> str:
    """The longest listed post that a title ends with, "" if none: "deputy foreign minister" -> the same,
    "Chinese trade minister" -> "trade minister".

    >>> post_of("senior oil minister"), post_of("banana")
    ('oil minister', '')
    """
    parts = title.lower().split()
    posts = {post.lower(): post for post in other_words()}
    for at in range(len(parts)):
        tail = " ".join(parts[at:])
        if tail in posts:
            return posts[tail]
    return ""


@cache
def rank_of(address: str) -> str:
    """The post that a form of address gives, "" if it gives none.

    >>> rank_of("Sen."), rank_of("Mr.")
    ('senator', '')
    """
    for line in lines("ranks"):
        (form,), (post,) = fields(line)
        if form == address:
            return post
    return ""


@cache
def plain(title: str) -> str:
    """A title without the words that only say what its holder is like.

    >>> plain("76-year-old president"), plain("veteran socialist leader"), plain("foreign minister")
    ('president', 'leader', 'foreign minister')
    """
    kept = [w for w in title.split() if w.lower() not in words("qualities") and not w[0].isdigit()]
    return " ".join(kept) or title


@cache
def fits(nominal: str, title: str) -> bool:
    """Whether the words ``nominal`` ("the minister" without its article) can mean the holder of ``title``.

    The nominal fits if the title is or ends with it, unless the title has a word before it that makes the post a
    lesser one; or if the list gives it as another word for the post that the title ends with. Both are compared in
    small letters.
    """
    nominal, title = nominal.lower(), title.lower()
    if nominal == title:
        return True
    if title.endswith(" " + nominal):
        before = title[: -len(nominal)].replace("-", " ").split()
        return not any(word in _LESSER for word in before)
    post = post_of(title)
    if not post:
        return False
    before = title[: -len(post)].replace("-", " ").split()
    if any(word in _LESSER for word in before):
        return False
    return any(nominal in (other.lower(), other.lower().split()[-1]) for other in other_words()[post])
