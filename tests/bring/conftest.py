"""Pages and hosts for the tests of this step. Every page and text here was written for Onrecord."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

PAGES = Path(__file__).parent / "pages"


@pytest.fixture
def page() -> Callable[[str], str]:
    """The source of one of ``pages/``."""
    return lambda name: (PAGES / f"{name}.html").read_text(encoding="utf-8")


@pytest.fixture
def document(request) -> str:
    """The docstring of the test, which is its input."""
    return request.function.__doc__


@pytest.fixture
def host() -> Iterator[Callable[[dict[str, Any]], str]]:
    """Starts a web server on 127.0.0.1 that answers paths by functions of the request; gives its address."""
    servers = []

    def start(answers: dict[str, Callable[[BaseHTTPRequestHandler], None]]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                try:
                    answers[self.path](self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server, thread in servers:
        server.shutdown()
        server.server_close()
        thread.join()
