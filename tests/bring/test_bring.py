from __future__ import annotations

import io
import json
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import bring as package
from onrecord.bring import bring, report_from_text
from onrecord.bring.page import fields_of_page
from onrecord.domain.errors import (
    ForeignLanguage,
    OnrecordError,
    RefusedAddress,
    UndatedReport,
    UnreadableReport,
    WrongDate,
)
from onrecord.domain.report import Report
from tests.bring.answers import answer

DAY = date(2025, 10, 21)
TEXT = "“We have not closed the door,” the ministry’s spokesman told reporters.\n\nHe did not say when the talks would go on.\n"
PAGES = Path(__file__).parent / "pages"


@pytest.fixture
def saved(tmp_path):
    def save(content: bytes | str, name: str = "report.txt") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return save


def test_a_text_file_is_a_report_letter_for_letter(saved):
    assert bring(saved(TEXT), published="2025-10-21", outlet="Harbour Post") == Report(
        text=TEXT, published=DAY, id="report", outlet="Harbour Post", dated_by="given"
    )


def test_standard_input_is_a_report():
    assert bring("-", published=DAY, stdin=io.BytesIO(TEXT.encode())).text == TEXT


def test_a_json_object_is_a_report(saved):
    fields = {
        "id": "HP_1",
        "outlet": "Harbour Post",
        "published": "2025-10-21",
        "dateline": "ANKARA",
        "title": "No deal",
        "text": TEXT,
    }
    report = bring(saved(json.dumps(fields), "other.json"))
    assert report == Report(
        text=TEXT, published=DAY, id="HP_1", outlet="Harbour Post", title="No deal", dateline="ANKARA", dated_by="file"
    )


def test_a_saved_page_is_a_report_and_says_where_its_day_comes_from():
    report = bring(str(PAGES / "newsroom.html"))
    assert report.text.startswith("ANKARA — The envoys")
    assert (report.published, report.dated_by, report.outlet) == (DAY, "json-ld", "The Harbour Post")
    assert (report.id, report.url) == ("newsroom", "https://harbourpost.example/2025/10/21/envoys")


def test_a_page_in_windows_1252_is_read_as_it_declares(saved):
    html = '<html><head><meta charset="iso-8859-1"><meta name="date" content="2025-10-21"></head><body><article><p>“No,” said the minister’s aide – and the talks in Ankara ended.</p></article></body></html>'
    assert (
        bring(saved(html.encode("cp1252"), "page.htm")).text
        == "“No,” said the minister’s aide – and the talks in Ankara ended."
    )


def test_a_single_file_web_page_is_a_report(saved):
    head = b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    import base64

    body = base64.encodebytes((PAGES / "flash.html").read_bytes())
    report = bring(saved(head + body + b"\r\n--b--\r\n", "flash.mhtml"))
    assert report.text.startswith("The president will fly to Vienna")
    assert report.published == date(2025, 10, 20)


def test_a_page_from_the_web_keeps_its_address(host):
    site = host({"/2025/10/21/talks": answer((PAGES / "old_layout.html").read_bytes())})
    report = bring(f"{site}/2025/10/21/talks", allow_private=True)
    assert (report.url, report.published, report.dated_by) == (f"{site}/2025/10/21/talks", DAY, "url")


def test_the_encoding_that_the_host_declares_is_taken(host):
    site = host(
        {
            "/": answer(
                "Müller said that the talks in the café were over.".encode("cp850"), media="text/plain; charset=cp850"
            )
        }
    )
    assert bring(site, published=DAY, allow_private=True).text.startswith("Müller said")


def test_a_host_on_this_machine_is_refused_unless_allowed(host):
    site = host({"/": answer(TEXT.encode(), media="text/plain")})
    with pytest.raises(RefusedAddress):
        bring(site, published=DAY)
    assert bring(site, published=DAY, allow_private=True).text == TEXT


def test_a_given_day_and_outlet_win_over_those_of_the_page():
    report = bring(str(PAGES / "newsroom.html"), published="22 October 2025", outlet="Harbour Post Weekly")
    assert (report.published, report.dated_by, report.outlet) == (date(2025, 10, 22), "given", "Harbour Post Weekly")


def test_a_given_day_wins_over_a_wrong_one_in_the_file(saved):
    assert bring(saved(json.dumps({"text": TEXT, "published": "10/11/2025"})), published=DAY).published == DAY


@pytest.mark.parametrize("name", ["old_layout.html", "report.txt", "report.json"])
def test_a_report_with_no_day_anywhere_asks_for_one(name, saved):
    source = (
        str(PAGES / name)
        if name == "old_layout.html"
        else saved(TEXT if name == "report.txt" else json.dumps({"text": TEXT}), name)
    )
    with pytest.raises(UndatedReport, match="--published YYYY-MM-DD"):
        bring(source)


@pytest.mark.parametrize("published", ["10/11/2025", "yesterday", ""])
def test_a_wrong_day_is_refused_before_anything_is_read(published):
    with pytest.raises(WrongDate):
        bring("no/such/file", published=published)


def test_a_wrong_day_in_a_json_object_is_refused(saved):
    with pytest.raises(WrongDate):
        bring(saved(json.dumps({"text": TEXT, "published": "10/11/2025"})))


def test_a_foreign_report_is_refused_dated_or_not(saved):
    german = saved(
        "Der Außenminister sagte am Dienstag vor Journalisten, die Gespräche seien ohne Ergebnis zu Ende gegangen."
    )
    for published in (None, DAY):
        with pytest.raises(ForeignLanguage, match="German"):
            bring(german, published=published)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file, not text"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG picture"),
        (b"The talks\x00ended\x00", "binary"),
        (bytes(range(128, 256)) * 40, "encoding|binary"),
        (b'{"text": ""}', "empty"),
        (b'{"headline": "Talks end"}', 'without "text"'),
        (b"<html><body></body></html>", "no running text"),
        (b"<rss><channel/></rss>", "a feed"),
        (b"a" * 1_500_000, "read up to 1,000,000"),
    ],
)
def test_bytes_that_are_no_report_are_refused_with_what_they_are(content, reason, saved):
    with pytest.raises(UnreadableReport, match=reason):
        bring(saved(content), published=DAY)


def test_fifty_megabytes_on_one_line_are_refused_without_being_read(saved, tmp_path):
    import tracemalloc

    large = tmp_path / "large.txt"
    with large.open("wb") as opened:
        opened.truncate(50_000_000)
    tracemalloc.start()
    with pytest.raises(UnreadableReport, match="50 MB"):
        bring(str(large), published=DAY)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


def test_line_ends_are_settled_before_anything_counts(saved):
    assert bring(saved(TEXT.replace("\n", "\r\n")), published=DAY).text == TEXT


@pytest.mark.parametrize("mark", ["\u200b", "\u00ad", "\u2060", "\u00a0", "\ufeff"])
def test_characters_that_cannot_be_seen_stay_in_a_text(mark, saved):
    text = f"The min{mark}ister said that the talks were over."
    assert bring(saved(text), published=DAY).text == text


def test_a_string_is_a_report():
    report = report_from_text(
        TEXT,
        published="2025-10-21",
        outlet="CBS News",
        title="No deal",
        dateline="ANKARA",
        id="1",
        url="https://a.example/",
    )
    assert report == Report(
        text=TEXT,
        published=DAY,
        outlet="CBS News",
        title="No deal",
        dateline="ANKARA",
        id="1",
        url="https://a.example/",
    )


def test_a_string_without_a_day_asks_for_one_and_an_empty_day_is_wrong():
    with pytest.raises(UndatedReport):
        report_from_text(TEXT, published=None)
    with pytest.raises(WrongDate):
        report_from_text(TEXT, published="")


def test_a_string_that_looks_like_a_page_or_a_path_is_still_a_text():
    assert report_from_text("<p>The talks are over.</p>", published=DAY).text == "<p>The talks are over.</p>"
    assert report_from_text("-", published=DAY).text == "-"


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.binary(max_size=300)
    | st.text(max_size=200).map(str.encode)
    | st.text(max_size=200).map(lambda text: text.encode("utf-16"))
)
def test_any_bytes_are_a_report_or_a_named_error(raw, monkeypatch):
    # in this process, not in one for each page: its limits have tests of their own
    monkeypatch.setattr(package, "fields_of_page_within_limits", fields_of_page)
    with suppress(OnrecordError):
        report = bring("-", published=DAY, stdin=io.BytesIO(raw))
        assert report.text.strip()
        assert report.text.encode("utf-8").decode("utf-8") == report.text
        assert "\r" not in report.text


@given(st.text(max_size=300))
def test_any_string_is_a_report_or_a_named_error(text):
    with suppress(OnrecordError):
        assert 0 < len(report_from_text(text, published=DAY).text) <= len(text)


@pytest.mark.parametrize(
    "start",
    [
        b"<html>",
        b"{",
        b"<?xml",
        b"\xff\xfe",
        b"\x00\x00\xfe\xff",
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n",
        b'{"text": "',
    ],
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=120))
def test_any_bytes_after_a_telling_start_are_a_report_or_a_named_error(start, raw, monkeypatch):
    monkeypatch.setattr(package, "fields_of_page_within_limits", fields_of_page)
    with suppress(OnrecordError):
        assert bring("-", published=DAY, stdin=io.BytesIO(start + raw)).text.strip()
