from __future__ import annotations

from datetime import date

import pytest

from onrecord.bring.imprint import ARTICLE_TYPES, day_in_address, imprint_of
from onrecord.bring.page import _parsed
from onrecord.bring.wordlists import lines


@pytest.fixture
def imprint(document):
    return imprint_of(_parsed(document))


def test_json_ld_wins_over_meta_and_address(page):
    imprint = imprint_of(_parsed(page("newsroom")), "https://harbourpost.example/2025/10/19/envoys")
    assert (imprint.published, imprint.dated_by) == (date(2025, 10, 21), "json-ld")
    assert imprint.outlet == "The Harbour Post"
    assert imprint.title == "Envoys leave Ankara without a deal"
    assert imprint.url == "https://harbourpost.example/2025/10/19/envoys"
    assert imprint.is_article is True


def test_the_article_in_a_graph_counts_not_the_page_around_it_nor_its_updates(page):
    imprint = imprint_of(_parsed(page("live")))
    assert (imprint.published, imprint.dated_by) == (date(2025, 10, 21), "json-ld")
    assert imprint.outlet == "The Harbour Post"


def test_the_day_is_the_one_written_there(imprint):
    """<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-10-21T23:30:00-04:00"}</script>"""
    assert imprint.published == date(2025, 10, 21)


def test_broken_json_ld_is_passed_over(imprint):
    """<html><head><script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>
    <meta property="article:published_time" content="2025-10-21T08:00Z"></head><body>"""
    assert (imprint.published, imprint.dated_by) == (date(2025, 10, 21), "meta")


def test_an_impossible_day_is_passed_over(imprint):
    """<html><head><script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-13-45"}</script>
    <meta name="date" content="10/11/2025"><link rel="canonical" href="https://a.example/2025/10/21/talks"></head>"""
    assert (imprint.published, imprint.dated_by) == (date(2025, 10, 21), "url")


@pytest.mark.parametrize("name", lines("date-metas"))
@pytest.mark.parametrize("attribute", ["name", "property", "itemprop"])
def test_every_meta_name_can_give_the_day(name, attribute):
    tree = _parsed(f'<html><head><meta {attribute}="{name.upper()}" content="2025-10-21T08:00:00Z"></head><body><p>x')
    imprint = imprint_of(tree)
    assert (imprint.published, imprint.dated_by) == (date(2025, 10, 21), "meta")


def test_no_meta_name_stands_twice():
    assert len(set(lines("date-metas"))) == len(lines("date-metas"))


@pytest.mark.parametrize(
    "name", ["article:modified_time", "og:updated_time", "dateModified", "last-modified", "expires"]
)
def test_the_day_of_a_change_is_not_the_day_of_publication(name):
    imprint = imprint_of(_parsed(f'<html><head><meta property="{name}" content="2025-10-22"></head><body><p>x'))
    assert imprint.published is None
    assert imprint.dated_by == ""


def test_a_microdata_time_is_meta(imprint):
    """<html><body><article><time itemprop="datePublished" datetime="2025-10-21T10:00">Tuesday</time><p>x"""
    assert (imprint.published, imprint.dated_by) == (date(2025, 10, 21), "meta")


def test_a_time_element_is_found_by_htmldate(imprint):
    """<html><body><article><h1>Talks end</h1><p class="byline">By A. Writer, <time datetime="2025-10-21">21 October</time></p>
    <p>The two ministers ended their talks on Tuesday.</p></article></body></html>"""
    assert (imprint.published, imprint.dated_by) == (date(2025, 10, 21), "htmldate")


@pytest.mark.parametrize(
    "text",
    [
        # a day that the report speaks of
        (
            "The ministers signed the first treaty on 2019-05-17 and the second on 2021-03-02, and they told reporters on "
            "Tuesday in the capital that a third one would follow before long, if their parliaments agreed to it."
        ),
        "© 2025 The Harbour Post",
    ],
)
def test_a_day_in_the_running_text_or_a_copyright_is_not_the_day_of_publication(text):
    imprint = imprint_of(
        _parsed(f"<html><body><article><h1>Treaty</h1><p>{text}</p></article><footer>{text}</footer></body></html>")
    )
    assert imprint.published is None


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/2025/10/21/talks",
        "https://a.example/world/2025-10-21/talks.html",
        "https://a.example/news/20251021-talks",
        "https://a.example/world/2025/oct/21/talks",
        "https://a.example/2025/10/21/talks-2025-10-21.html",
    ],
)
def test_a_day_in_the_address_is_found(url):
    assert day_in_address(url) == date(2025, 10, 21)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://a.example/talks-12025102134",
        "https://a.example/2025/13/21/talks",
        "https://a.example/2025/02/30/talks",
        "https://a.example/2025/10/talks",
        "https://a.example/2025/10/21/what-happened-on-2024-01-05",
        "https://a.example/2025/10-21/talks",
    ],
)
def test_an_address_with_none_or_several_days_gives_none(url):
    assert day_in_address(url) is None


def test_the_outlet_comes_from_the_pages_title_where_nothing_else_says(imprint):
    """<html><head><title>Talks end - without a deal | Harbour Wire</title></head><body><p>x"""
    assert imprint.outlet == "Harbour Wire"
    assert imprint.title == "Talks end - without a deal"


def test_a_long_end_of_the_title_is_no_outlet(imprint):
    """<html><head><title>Talks end - but the two ministers will meet again</title></head><body><p>x"""
    assert imprint.outlet == ""
    assert imprint.title == "Talks end - but the two ministers will meet again"


def test_an_address_is_no_outlet(imprint):
    """<html><head><meta property="og:site_name" content="https://a.example"><meta name="application-name" content="Harbour &amp;amp; Sea"></head><body><p>x"""
    assert imprint.outlet == "Harbour & Sea"


def test_strange_json_ld_does_no_harm(imprint):
    """<html><head><script type="application/ld+json">[1, null, "a", {"@type": ["Report", 7], "publisher": [], "headline": 3, "datePublished": {}}]</script>
    <script type="application/ld+json">{"@graph": {"@graph": {"@graph": {"@graph": {}}}}}</script></head><body><p>x"""
    assert imprint.published is None
    assert imprint.is_article is True


def test_types_of_articles_are_written_as_they_are_compared():
    assert all(name == name.lower() for name in ARTICLE_TYPES)
