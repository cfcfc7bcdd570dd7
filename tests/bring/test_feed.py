from __future__ import annotations

from datetime import date

import pytest

from onrecord.bring.feed import fields_of_feed
from onrecord.bring.many import reports_in
from onrecord.domain.errors import UnreadableReport

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Morning Wire &amp; Co</title><link>https://wire.example/</link><description>News</description>
<item><title>Talks end &lt;i&gt;early&lt;/i&gt;</title><link>https://wire.example/1</link><guid>w1</guid>
<pubDate>Tue, 21 Oct 2025 23:30:00 -0400</pubDate>
<description>The talks in Oslo ended on Tuesday.</description>
<content:encoded><![CDATA[<p>The talks in Oslo <b>ended</b> on Tuesday without an agreement.</p><script>alert(1)</script>
<p>“We go home,” the minister&#8217;s aide said.</p>]]></content:encoded></item>
<item><title>No day</title><link>https://wire.example/2</link>
<description>The minister left for home on Monday and said that she was not to return.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Evening Post</title>
<entry><id>urn:e1</id><title>Visit</title><link href="https://post.example/1"/><updated>2025-10-20T01:00:00+09:00</updated>
<summary>The president of Finland is to visit Tallinn next week, her office said on Monday.</summary></entry></feed>"""


def test_a_feed_gives_its_reports():
    first, second = fields_of_feed(RSS.encode())
    assert first.text == (
        "The talks in Oslo ended on Tuesday without an agreement.\n\n“We go home,” the minister’s aide said."
    )
    assert (first.title, first.outlet, first.url, first.id) == (
        "Talks end early",
        "Morning Wire & Co",
        "https://wire.example/1",
        "w1",
    )
    assert second.text.startswith("The minister left for home")


def test_the_day_is_that_of_the_publishers_clock():
    assert next(fields_of_feed(RSS.encode())).published == "2025-10-21"
    assert next(fields_of_feed(ATOM.encode())).published == "2025-10-20"


@pytest.mark.parametrize("head", ["", "\ufeff"])
def test_a_feed_in_a_file_is_many_reports(tmp_path, head):
    path = tmp_path / "feed.xml"
    path.write_text(head + RSS, encoding="utf-8")
    first, second = reports_in(str(path))
    assert (first.report.published, first.report.dated_by) == (date(2025, 10, 21), "feed")
    assert second.report is None
    assert "no day of publication" in str(second.error)


def test_a_feed_without_reports_is_refused():
    with pytest.raises(UnreadableReport, match="holds no report"):
        list(fields_of_feed(b"<rss version='2.0'><channel><title>Empty</title></channel></rss>"))


def test_an_entity_that_names_a_file_brings_nothing():
    evil = (
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        + RSS.replace("alert(1)", "")
        .replace("The talks in Oslo ended on Tuesday.", "&x; The talks ended.")
        .partition("?>")[2]
    )
    assert all("/" not in fields.text for fields in fields_of_feed(evil.encode()))
