from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.bring.encoding import declared_charset, decode, what_it_is
from onrecord.bring.wordlists import lines
from onrecord.domain.errors import UnreadableReport

QUOTED = "“We don’t rule it out – not yet,” said Mr. Müller of the ministry’s café. It costs €40…"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_curly_quotes_survive_in_the_encodings_of_english(encoding):
    assert decode(QUOTED.encode(encoding)) == QUOTED


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_left_out(mark, encoding):
    assert decode(mark + QUOTED.encode(encoding)) == QUOTED


def test_a_declared_encoding_is_taken_where_the_bytes_are_not_utf_8():
    text = "Президент сказал"
    assert decode(text.encode("koi8-r"), declared="KOI8-R") == text


def test_bytes_that_are_utf_8_are_read_so_whatever_is_declared():
    assert decode(QUOTED.encode(), declared="iso-8859-1") == QUOTED


def test_latin_1_is_read_as_windows_1252_as_browsers_do():
    assert decode(QUOTED.encode("cp1252"), declared="ISO-8859-1") == QUOTED


@pytest.mark.parametrize(
    "declared", ["hex", "zip", "utf-7", "unicode_escape", "no-such-thing", "", "\x00", "é", "rot13"]
)
def test_a_declared_encoding_that_is_none_is_passed_over(declared):
    assert decode(QUOTED.encode("cp1252"), declared=declared) == QUOTED


def test_a_character_cut_in_two_at_the_end_is_dropped():
    assert decode("The talks ended “".encode()[:-1]) == "The talks ended "


def test_one_bad_byte_in_a_long_text_becomes_a_replacement_character():
    raw = (QUOTED * 20).encode()
    assert decode(raw[:30] + b"\xff" + raw[30:]).count("\ufffd") == 1


def test_the_curly_quotes_of_an_old_macintosh_are_detected():
    text = QUOTED.replace("€", "$") * 5
    assert decode(text.encode("mac_roman")) == text


@pytest.mark.parametrize("raw", [b"text with\x00NUL", b"\x01\x02\x03\x04", bytes(range(256)) * 8])
def test_control_characters_make_a_binary_file(raw):
    with pytest.raises(UnreadableReport):
        decode(raw)


def test_a_stray_control_character_does_not():
    assert decode(b"The talks ended\x0c on Tuesday.\x1a" + b" And so on." * 20).startswith("The talks")


@pytest.mark.parametrize(
    ("raw", "charset"),
    [
        (b"<html><head><meta charset=windows-1251>", "windows-1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "ISO-8859-1"),
        (b'<?xml version="1.0" encoding="utf-16"?><html>', "utf-16"),
        (b"<html><head><title>charset</title>", None),
        (b"The charset=utf-8 of a text", None),
    ],
)
def test_the_encoding_that_a_page_declares_is_found(raw, charset):
    assert declared_charset(raw) == charset


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04rest", "ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8", "WebP"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        (b"{\\rtf1", "RTF"),
    ],
)
def test_a_file_that_is_no_text_is_told_by_its_first_bytes(raw, name):
    assert name in what_it_is(raw)


@pytest.mark.parametrize(
    "raw", [b"PDF files are banned", b"%PD", b"", b"RIFF raff", b"GIF is a format", b"MZ", b"{ rtf }"]
)
def test_a_text_that_begins_almost_so_is_none_of_them(raw):
    assert what_it_is(raw) is None


@pytest.mark.parametrize("line", lines("signatures"))
def test_every_signature_can_match_and_is_not_shadowed(line):
    digits, name = line.split(None, 1)
    assert what_it_is(bytes.fromhex(digits.replace("??", "00"))) == name


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "latin-1", "shift_jis", "utf-16", "big5"]))
def test_any_bytes_are_a_text_or_unreadable(raw, declared):
    with suppress(UnreadableReport):
        assert "\x00" not in decode(raw, declared=declared)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=200))
def test_every_text_in_utf_8_comes_back(text):
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
