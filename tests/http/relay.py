"""A real proxy on a socket: CONNECT and plain HTTP, or SOCKS 5. It notes where it was asked to connect."""

from __future__ import annotations

import re
import socket
import struct
import threading
from contextlib import suppress


class Relay:
    """Listens on a free port; with `answer` it refuses with these bytes. `asked` has each "host:port" to connect to."""

    def __init__(self, socks: bool = False, answer: bytes = b"", user: bytes = b"") -> None:
        self.socks, self.answer, self.user = socks, answer, user
        self.asked: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Relay:
        return self

    def __exit__(self, *_: object) -> None:
        for sock in (self._listener, *self._open):
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self._open.append(client)
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError, ValueError):
            (self._serve_socks if self.socks else self._serve_http)(client)
        with suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)

    def _serve_http(self, client: socket.socket) -> None:
        head = client.recv(65536)
        if self.answer:
            client.sendall(self.answer)
            return
        method, target = head.split(b" ")[:2]
        plain = re.match(rb"http://([^/]+)(.*)", target)
        host = target if plain is None else plain[1]
        self.asked.append(host.decode())
        if method == b"CONNECT":
            upstream = self._connect(host.decode())
            client.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        else:
            assert plain is not None
            upstream = self._connect(host.decode())
            upstream.sendall(head.replace(target, plain[2], 1))
        self._pipe(client, upstream)

    def _serve_socks(self, client: socket.socket) -> None:
        client.recv(262)
        if self.answer:
            client.sendall(self.answer)
            return
        client.sendall(b"\x05\x02" if self.user else b"\x05\x00")
        if self.user:
            words = client.recv(600)
            client.sendall(b"\x01\x00" if self.user in words else b"\x01\x01")
        request = client.recv(600)
        if request[3] == 3:
            host, rest = request[5 : 5 + request[4]].decode(), request[5 + request[4] :]
        else:
            host, rest = socket.inet_ntoa(request[4:8]), request[8:]
        port = struct.unpack(">H", rest[:2])[0]
        self.asked.append(f"{host}:{port}")
        upstream = self._connect(f"{host}:{port}")
        client.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
        self._pipe(client, upstream)

    def _connect(self, place: str) -> socket.socket:
        """Every name is this machine: tests ask for hosts that do not exist."""
        upstream = socket.create_connection(("127.0.0.1", int(place.rpartition(":")[2])))
        self._open.append(upstream)
        return upstream

    def _pipe(self, client: socket.socket, upstream: socket.socket) -> None:
        threading.Thread(target=_copy, args=(upstream, client), daemon=True).start()
        _copy(client, upstream)


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
