"""Fetching one page from the web, without being led where it should not go.

The address may come from a stranger (a feed, a form), so every hop is checked: the name is resolved once, every address
it resolves to must be public, the connection is made to the very address that was checked (a name that resolves to
something else a moment later, DNS rebinding, gains nothing), and redirects start over. Size, time and number of
redirects are limited; the size is counted after decompression, so that a small bomb stays small.

No proxy from the environment is used, no cookie is kept, nothing is retried.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from onrecord.domain.errors import RefusedAddress, UnreadableReport

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import HTTPResponse
    from urllib3.util import Url

MOST_BYTES = 20_000_000
"""The largest page, decompressed. Newsroom pages have some hundred KB."""

MOST_REDIRECTS = 5
"""Newsrooms need one or two (from http to https, from a short link)."""

SECONDS = 30.0
"""Time for all hops together, looking up names apart."""

SECONDS_OF_SILENCE = 10.0
"""Time that a host may stay silent."""

CONTENT_TYPES = (
    "text/",
    "application/xhtml+xml",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/json",
    "application/ld+json",
)
"""What is fetched; anything else is refused before its body is read. A missing type passes: the bytes are looked at."""

_NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",  # Azure's metadata and health service, in public space
        "192.88.99.0/24",  # 6to4 relays, withdrawn (RFC 7526)
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: the bytes, decompressed; the address they came from in the end; the media type
    ("text/html") and the encoding that the host declares ("" where it does not)."""

    raw: bytes
    url: str
    media: str
    charset: str


def fetch(url: str, *, allow_private: bool = False, seconds: float = SECONDS) -> Fetched:
    """Fetch ``url``, an http or https address.

    ``allow_private`` allows addresses that are not public (a test server on 127.0.0.1, an intranet); leave it off for
    addresses that others give. ``seconds`` is the time for all hops together.

    Raises:
        RefusedAddress: another scheme, no such host, an address that is not public, too many redirects, no answer in
            time, or the host answers with an error.
        UnreadableReport: what is there is no text, or too large.
    """
    deadline = time.monotonic() + seconds
    for _ in range(MOST_REDIRECTS + 1):
        target = _target(url)
        with _response(target, allow_private=allow_private, deadline=deadline) as response:
            location = response.headers.get("Location")
            if response.status in _REDIRECTS and location:
                url = urljoin(url, location)
                continue
            _require_page(response, url)
            media, charset = _content_type(response)
            return Fetched(_body(response, deadline, url), url, media, charset)
    message = f"{_shown(url)} redirects more than {MOST_REDIRECTS} times; give the address of the report itself"
    raise RefusedAddress(message)


def is_public(address: str) -> bool:
    """Whether an IP address is one on the open Internet.

    False for loopback, private, link-local (which cloud metadata services use), shared, multicast, reserved and
    documentation addresses, and for IPv6 addresses that carry such an IPv4 address within.

    >>> is_public("93.184.215.14"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(map(_is_open, _with_inner(parsed)))


def _is_open(address: Address) -> bool:
    special = address.is_multicast or address.is_reserved or any(address in network for network in _NOT_PUBLIC)
    return address.is_global and not special


def _with_inner(address: Address) -> Iterator[Address]:
    """The address and the IPv4 addresses it carries; these alone where it is another way to write one."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
    elif address.ipv4_mapped or address in _NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    else:
        yield address
        if address.sixtofour:
            yield address.sixtofour
        if address.teredo:
            yield from address.teredo


def _target(url: str) -> Url:
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    try:
        target = parse_url(url)
    except (LocationParseError, UnicodeError, ValueError):
        target = None
    if target is None or target.scheme not in {"http", "https"} or not target.host:
        message = f"{_shown(url)} is no address that is fetched; give one with http:// or https://, or a file"
        raise RefusedAddress(message)
    if target.auth:
        message = f"the address of {target.host} holds a user name or password; save the page and give that file"
        raise RefusedAddress(message)
    return target


def _resolved(target: Url, *, allow_private: bool) -> list[str]:
    """The addresses of the host, each of them checked."""
    host = (target.host or "").strip("[]")
    port = target.port or (443 if target.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        message = f"there is no host called {host}; check the address, or the connection"
        raise RefusedAddress(message) from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not allow_private and not is_public(address):
            message = f"{host} is at {address}, which is not on the open Internet; such addresses are not fetched"
            raise RefusedAddress(message)
    return addresses


@contextmanager
def _response(target: Url, *, allow_private: bool, deadline: float) -> Iterator[HTTPResponse]:
    """The answer of the host, its body unread. Whatever goes wrong on the way is a RefusedAddress."""
    from http.client import HTTPException

    from urllib3.exceptions import HTTPError

    connection = None
    try:
        connection = _connected(target, _resolved(target, allow_private=allow_private), deadline)
        with _cut_off_at(deadline, connection):
            connection.request("GET", target.request_uri, headers=_headers(target), preload_content=False)
            yield connection.getresponse()
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        if time.monotonic() >= deadline or isinstance(error, TimeoutError) or "timed out" in str(error):
            reason = "took too long to answer"
        else:
            reason = f"could not be fetched ({type(error).__name__})"
        message = f"{_shown(target.url)} {reason}; try again, or save the page in a browser and give that file"
        raise RefusedAddress(message) from error
    finally:
        if connection is not None:
            connection.close()


def _connected(target: Url, addresses: list[str], deadline: float) -> HTTPConnection:
    """A connection to the first of ``addresses`` that takes one."""
    import ssl

    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.exceptions import HTTPError

    failure: Exception = OSError("no address")
    host = (target.host or "").strip("[]")
    for address in addresses:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        silence = min(left, SECONDS_OF_SILENCE)
        connection: HTTPConnection
        if target.scheme == "https":
            context = ssl.create_default_context()
            connection = HTTPSConnection(
                address, target.port, timeout=silence, ssl_context=context, server_hostname=host, assert_hostname=host
            )
        else:
            connection = HTTPConnection(address, target.port, timeout=silence)
        try:
            with _cut_off_at(deadline, connection):
                connection.connect()
        except (HTTPError, OSError) as error:
            connection.close()
            failure = error
        else:
            return connection
    raise failure


@contextmanager
def _cut_off_at(deadline: float, connection: HTTPConnection) -> Iterator[None]:
    """Shut the connection at the deadline: who sends a byte now and then never trips a time limit on silence."""

    def shut() -> None:
        sock = connection.sock
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(max(0.0, deadline - time.monotonic()), shut)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _headers(target: Url) -> dict[str, str]:
    from importlib.metadata import version

    return {
        "Host": target.netloc or "",
        "User-Agent": f"onrecord/{version('onrecord')} (reads single news reports for its user)",
        "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, application/json;q=0.8",
        "Accept-Language": "en",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


def _require_page(response: HTTPResponse, url: str) -> None:
    if response.status != 200:
        message = (
            f"{_shown(url)} answered {response.status} {response.reason or ''}".rstrip()
            + "; check the address, or save the page in a browser and give that file"
        )
        raise RefusedAddress(message)
    media, _ = _content_type(response)
    if media and not media.startswith(CONTENT_TYPES):
        message = f"{_shown(url)} is {media}, not a page of text; give the address of the report itself"
        raise UnreadableReport(message)


def _body(response: HTTPResponse, deadline: float, url: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := response.read1(_CHUNK, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            message = f"{_shown(url)} has more than {MOST_BYTES // 1_000_000} MB; that is no page with one report"
            raise UnreadableReport(message)
        if time.monotonic() > deadline:
            raise TimeoutError
    if time.monotonic() > deadline:
        raise TimeoutError
    return b"".join(parts)


def _content_type(response: HTTPResponse) -> tuple[str, str]:
    """The media type and the encoding that the host declares, each "" where it does not."""
    from email.message import Message

    declared = response.headers.get("Content-Type", "")
    if not declared:
        return "", ""
    header = Message()
    header["Content-Type"] = declared
    return header.get_content_type(), header.get_content_charset("")


def _shown(url: str) -> str:
    """An address for a message: on one line, and not longer than one."""
    return "".join(sign for sign in url if sign.isprintable())[:200]
