from __future__ import annotations

import gzip
import socket
import time
import zlib

import pytest

from onrecord.bring import address
from onrecord.bring.address import MOST_REDIRECTS, fetch, is_public
from onrecord.domain.errors import RefusedAddress, UnreadableReport
from tests.bring.answers import answer

PAGE = "<html><p>“The talks ended,” he said.</p></html>".encode()


def test_a_page_is_fetched_with_its_type_and_encoding(host):
    site = host({"/talks?day=21": answer(PAGE, media="text/html; charset=UTF-8")})
    fetched = fetch(f"{site}/talks?day=21", allow_private=True)
    assert (fetched.raw, fetched.media, fetched.charset) == (PAGE, "text/html", "utf-8")
    assert fetched.url == f"{site}/talks?day=21"


def test_the_user_agent_and_the_host_are_named(host):
    seen = {}

    def look(request):
        seen.update(request.headers)
        answer(PAGE)(request)

    site = host({"/": look})
    fetch(site, allow_private=True)
    assert seen["User-Agent"].startswith("onrecord/")
    assert seen["Host"] == site.removeprefix("http://")
    assert "Cookie" not in seen


@pytest.mark.parametrize(
    "name", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_not_fetched_by_any_of_its_names(name):
    with pytest.raises(RefusedAddress, match=r"not on the open Internet|no host called"):
        fetch(f"http://{name}:9/")


def test_a_private_host_that_answers_is_not_asked(host):
    asked = []
    site = host({"/": asked.append})
    with pytest.raises(RefusedAddress, match="not on the open Internet"):
        fetch(site)
    assert asked == []


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "0.0.0.0",
        "224.0.0.1", "239.255.255.250", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "168.63.129.16",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
        "::ffff:10.0.0.1", "::ffff:169.254.169.254", "2002:7f00:1::", "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "::127.0.0.1",
        "no address", "",
    ],
)  # fmt: skip
def test_an_address_that_is_not_on_the_open_internet_is_not_public(ip):
    assert not is_public(ip)


@pytest.mark.parametrize(
    "ip",
    ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "172.32.0.1", "100.128.0.1"],
)
def test_an_address_on_the_open_internet_is_public(ip):
    assert is_public(ip)


def test_one_private_address_among_public_ones_refuses_the_host(monkeypatch):
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(address.socket, "getaddrinfo", lambda *_, **__: entries)
    with pytest.raises(RefusedAddress, match=r"two-faced.example is at 10.0.0.1"):
        fetch("http://two-faced.example/")


def test_the_connection_goes_to_the_address_that_was_checked_not_to_a_second_look(host, monkeypatch):
    site = host({"/": answer(PAGE)})
    port = int(site.rpartition(":")[2])
    looks = []
    real = socket.getaddrinfo

    def rebinding(name, *rest, **more):
        if name != "rebinding.example":
            return real(name, *rest, **more)
        looks.append(name)
        ip = "127.0.0.1" if len(looks) == 1 else "10.255.255.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    monkeypatch.setattr(address.socket, "getaddrinfo", rebinding)
    assert fetch(f"http://rebinding.example:{port}/", allow_private=True).raw == PAGE
    assert len(looks) == 1


def test_every_hop_is_checked(host, monkeypatch):
    site = host({"/": answer(b"", status=302, Location="http://169.254.169.254/latest/meta-data/")})
    monkeypatch.setattr(address, "is_public", lambda ip: ip == "127.0.0.1")
    with pytest.raises(RefusedAddress, match=r"169.254.169.254, which is not on the open Internet"):
        fetch(site)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_the_last_address_is_kept(host, status):
    site = host({"/short": answer(b"", status=status, Location="/2025/10/21/talks"), "/2025/10/21/talks": answer(PAGE)})
    assert fetch(f"{site}/short", allow_private=True).url == f"{site}/2025/10/21/talks"


def test_a_redirect_to_another_scheme_is_refused(host):
    site = host({"/": answer(b"", status=302, Location="file:///etc/passwd")})
    with pytest.raises(RefusedAddress, match="no address that is fetched"):
        fetch(site, allow_private=True)


def test_redirects_without_end_are_refused(host):
    asked = []

    def again(request):
        asked.append(1)
        answer(b"", status=302, Location="/")(request)

    with pytest.raises(RefusedAddress, match="redirects more than"):
        fetch(host({"/": again}), allow_private=True)
    assert len(asked) == MOST_REDIRECTS + 1


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 451, 500, 503, 204, 304])
def test_a_host_that_does_not_give_the_page_is_named_with_its_answer(host, status):
    with pytest.raises(RefusedAddress, match=f"answered {status}.*save the page in a browser"):
        fetch(host({"/": answer(b"", status=status)}), allow_private=True)


@pytest.mark.parametrize("media", ["application/pdf", "image/png", "application/octet-stream", "video/mp4"])
def test_what_is_no_text_is_refused_by_its_type(host, media):
    with pytest.raises(UnreadableReport, match=f"is {media}"):
        fetch(host({"/": answer(b"x", media=media)}), allow_private=True)


@pytest.mark.parametrize("media", ["", "text/plain", "application/xhtml+xml", "application/json", "TEXT/HTML"])
def test_text_of_any_sort_and_without_a_type_is_fetched(host, media):
    assert fetch(host({"/": answer(PAGE, media=media)}), allow_private=True).raw == PAGE


def test_gzip_and_deflate_are_undone(host):
    site = host(
        {
            "/g": answer(gzip.compress(PAGE), Content_Encoding="gzip"),
            "/d": answer(zlib.compress(PAGE), Content_Encoding="deflate"),
        }
    )
    assert fetch(f"{site}/g", allow_private=True).raw == fetch(f"{site}/d", allow_private=True).raw == PAGE


def test_broken_compression_is_refused(host):
    with pytest.raises(RefusedAddress, match="could not be fetched"):
        fetch(host({"/": answer(b"no gzip", Content_Encoding="gzip")}), allow_private=True)


def test_a_page_over_the_limit_is_refused(host, monkeypatch):
    monkeypatch.setattr(address, "MOST_BYTES", 1_000_000)
    with pytest.raises(UnreadableReport, match="more than 1 MB"):
        fetch(host({"/": answer(b"a" * 1_100_000)}), allow_private=True)


def test_a_bomb_is_defused(host, monkeypatch):
    """A tenth of a megabyte that unpacks to a hundred: no more than the limit is ever unpacked."""
    import tracemalloc

    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b"\0" * 10_000_000) for _ in range(10)) + packer.flush()
    assert len(bomb) < 110_000
    monkeypatch.setattr(address, "MOST_BYTES", 2_000_000)
    site = host({"/": answer(bomb, Content_Encoding="gzip")})
    tracemalloc.start()
    with pytest.raises(UnreadableReport, match="more than 2 MB"):
        fetch(site, allow_private=True)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000


def silent(request):
    time.sleep(3)


def dripping_body(request):
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.send_header("Content-Length", "1000")
    request.end_headers()
    for _ in range(40):
        request.wfile.write(b"a")
        request.wfile.flush()
        time.sleep(0.05)


def dripping_headers(request):
    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 40:
        request.wfile.write(bytes([byte]))
        request.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("behaviour", [silent, dripping_body, dripping_headers])
def test_a_host_that_takes_its_time_is_cut_off_at_the_deadline(host, behaviour):
    site = host({"/": behaviour})
    began = time.monotonic()
    with pytest.raises(RefusedAddress, match="took too long"):
        fetch(site, allow_private=True, seconds=0.4)
    assert time.monotonic() - began < 1.5


def test_a_host_that_breaks_off_is_refused(host):
    def short(request):
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"<html>")

    with pytest.raises(RefusedAddress, match="could not be fetched"):
        fetch(host({"/": short}), allow_private=True)


def test_a_host_that_speaks_no_http_is_refused(host):
    with pytest.raises(RefusedAddress, match="could not be fetched"):
        fetch(host({"/": lambda request: request.wfile.write(b"SSH-2.0-OpenSSH\r\n")}), allow_private=True)


def test_a_port_where_nobody_listens_is_refused():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(RefusedAddress, match="could not be fetched"):
            fetch(f"http://127.0.0.1:{port}/", allow_private=True)


def test_a_certificate_is_asked_for(host):
    site = host({"/": answer(PAGE)}).replace("http:", "https:")
    with pytest.raises(RefusedAddress, match="could not be fetched"):
        fetch(site, allow_private=True, seconds=3)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://",
        "http:///x",
        "ftp://a.example/",
        "http://a.example:99999/",
        "http://[::1/",
        "javascript:alert(1)",
        "http://a b/",
        "//a.example/",
    ],
)
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(RefusedAddress):
        fetch(url)


def test_a_password_in_an_address_is_refused_and_not_repeated():
    with pytest.raises(RefusedAddress) as refusal:
        fetch("http://anna:secret@a.example/")
    assert "secret" not in str(refusal.value)


def test_a_host_that_does_not_exist_is_named(monkeypatch):
    def nobody(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(address.socket, "getaddrinfo", nobody)
    with pytest.raises(RefusedAddress, match=r"no host called nowhere.example"):
        fetch("http://nowhere.example/")


def test_a_header_cannot_be_smuggled_in_by_a_redirect(host):
    seen = []

    def look(request):
        seen.append(dict(request.headers))
        answer(PAGE)(request)

    site = host({"/": answer(b"", status=302, Location="/x%0D%0AInjected:1"), "/x%0D%0AInjected:1": look})
    fetch(site, allow_private=True)
    assert "Injected" not in seen[0]
