from __future__ import annotations

import subprocess
import sys

import httpcore

from psopenai_py.http.transport import LONGEST_HEAD, READ_SIZE, _Limit, _WideStream


def test_importing_the_layer_does_not_load_httpx() -> None:
    code = "import sys, psopenai_py.http; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class Full(httpcore.NetworkStream):
    """A connection on which everything has come that anybody asks for."""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return bytes(max_bytes)


def test_little_of_the_body_is_read_with_the_head() -> None:
    """A head that comes in two parts, with a large body right behind it, is no head without end."""
    limit = _Limit()
    stream = _WideStream(Full(), limit)
    with limit.of_head():
        limit.count(b"HTTP/1.1 200 OK\r\n")
        assert len(stream.read(65536)) == 65536
    assert len(stream.read(65536)) == READ_SIZE > LONGEST_HEAD - 65536
