"""Which words can mean the holder of which post."""

from __future__ import annotations

import pytest

from onrecord.gazetteer import posts


@pytest.mark.parametrize(
    ("nominal", "title"),
    [
        ("minister", "foreign minister"),
        ("leader", "president"),
        ("premier", "prime minister"),
        ("envoy", "ambassador"),
        ("spokesperson", "foreign ministry spokesman"),
        ("secretary", "secretary of state"),
        ("vice president", "vice president"),
        ("chief", "secretary-general"),
    ],
)
def test_a_word_fits_a_post(nominal, title):
    assert posts.fits(nominal, title)


@pytest.mark.parametrize(
    ("nominal", "title"),
    [
        ("president", "vice president"),
        ("minister", "deputy foreign minister"),
        ("foreign minister", "defence minister"),
        ("leader", "spokesman"),
        ("ambassador", "president"),
        ("prime minister", "foreign minister"),
    ],
)
def test_a_word_does_not_fit_another_or_a_lesser_post(nominal, title):
    assert not posts.fits(nominal, title)


@pytest.mark.parametrize("word", ["minister", "Presidents", "spokesmen", "envoy", "Secretaries"])
def test_a_post_is_one_in_the_plural_too(word):
    assert posts.is_head(word)


@pytest.mark.parametrize("word", ["table", "state", "said", "foreign"])
def test_other_words_are_no_posts(word):
    assert not posts.is_head(word)


def test_every_post_is_found_by_its_own_title():
    missed = [post for post in posts.other_words() if not posts.fits(post, post)]
    assert missed == []
    assert all(posts.is_head(post.partition(" of ")[0].replace("-", " ").split()[-1]) for post in posts.other_words())


def test_every_other_word_fits_its_post():
    missed = [
        (other, post) for post, others in posts.other_words().items() for other in others if not posts.fits(other, post)
    ]
    assert missed == []


def test_no_post_lists_itself_or_a_word_twice():
    for post, others in posts.other_words().items():
        assert post not in others
        assert len(set(others)) == len(others)
