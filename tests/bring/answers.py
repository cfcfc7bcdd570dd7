"""What the web servers of these tests answer."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler


def answer(
    body: bytes, *, media: str = "text/html; charset=utf-8", status: int = 200, **headers: str
) -> Callable[[BaseHTTPRequestHandler], None]:
    """A function that answers a request with these bytes."""

    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        if media:
            request.send_header("Content-Type", media)
        request.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return send
