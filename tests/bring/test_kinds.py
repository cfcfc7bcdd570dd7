from __future__ import annotations

import pytest

from onrecord.bring.kinds import Kind, kind_of, page_within
from onrecord.domain.errors import UnreadableReport


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html>",
        "\n  <HTML lang=en>",
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">',
        "<!-- saved from url=(0042)https://harbourpost.example/ -->\n<html>",
        "<article><p>The talks ended.</p></article>",
        "<p>The talks ended.</p>",
    ],
)
def test_html_is_a_page(text):
    assert kind_of(text) is Kind.PAGE


@pytest.mark.parametrize(
    "text",
    [
        "The talks ended.",
        "<i>Breaking</i>: the talks ended.",
        "< 5 people attended.",
        "“<html>” is how a page begins.",
        "{{name}} told reporters",
        "{Editors: embargoed} The talks ended.",
        "[Update] The talks ended.",
        "",
    ],
)
def test_prose_is_a_text_even_where_it_begins_oddly(text):
    assert kind_of(text) is Kind.TEXT


@pytest.mark.parametrize("text", ['{"text": "a"}', '\n{ "text"', "{}", '[{"text": "a"}]', '["a"]', "[[]]"])
def test_json_is_json(text):
    assert kind_of(text) is Kind.JSON


def test_the_files_name_and_the_hosts_word_count_where_the_text_does_not_say():
    assert kind_of("The talks ended.", name="a.HTM") is Kind.PAGE
    assert kind_of("The talks ended.", media="text/html") is Kind.PAGE
    assert kind_of("The talks ended.", name="a.json") is Kind.JSON
    assert kind_of("The talks ended.", name="html.txt", media="text/plain") is Kind.TEXT


@pytest.mark.parametrize(
    "text", ['<?xml version="1.0"?><rss version="2.0">', '<feed xmlns="http://www.w3.org/2005/Atom">']
)
def test_a_feed_is_refused(text):
    with pytest.raises(UnreadableReport, match="feed"):
        kind_of(text)


def test_other_xml_is_refused_and_prose_that_speaks_of_it_is_not():
    with pytest.raises(UnreadableReport, match="XML"):
        kind_of('<?xml version="1.0"?><nitf><body/></nitf>')
    assert kind_of("An <?xml ?> line was missing") is Kind.TEXT


SAVED = (
    b"From: <Saved by Blink>\r\nSubject: =?utf-8?Q?Talks?=\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b1"\r\n\r\n'
    b"----b1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<html><p>=E2=80=9CNo,=E2=80=9D he said.</p></html>\r\n----b1\r\nContent-Type: image/png\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----b1--\r\n"
)


def test_the_page_within_a_single_file_web_page_is_found():
    body, charset = page_within(SAVED)
    assert body.decode().strip() == "<html><p>“No,” he said.</p></html>"
    assert charset == ""


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"The talks ended.\n",
        b"<html>",
        SAVED[:170],
        SAVED.replace(b"text/html", b"text/plain"),
        b"Content-Type: text/html\n\n<p>",
    ],
)
def test_other_bytes_hold_no_such_page(raw):
    assert page_within(raw) is None
