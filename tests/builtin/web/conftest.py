"""A server that answers with what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from psopenai_py import Shell


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was asked."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked: dict[str, Any] = {"method": self.command, "path": self.path, "body": body.decode("latin-1")}
        asked["headers"] = {name.lower(): value for name, value in self.headers.items()}
        data = "größer".encode("latin-1") if self.path == "/latin" else json.dumps(asked).encode()
        self.send_response(404 if self.path.startswith("/gone") else 200)
        self.send_header("Content-Type", "text/plain; charset=iso-8859-1" if self.path == "/latin" else "text/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = _answer

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def echo(monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """A shell; ``$env:BASE`` is the address of a server that answers with what it was asked."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made = Shell(environ={"BASE": f"http://127.0.0.1:{server.server_port}"})
    yield made
    server.shutdown()
    server.server_close()
