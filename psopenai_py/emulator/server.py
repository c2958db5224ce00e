"""The server: `Emulator` for tests, `serve` to run it in the foreground."""

from __future__ import annotations

import itertools
import json
import shutil
import signal
import socket
import ssl
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

from .batches import ENDED, Batches
from .content import BytesContent, Content, LargeOutput, PathContent
from .faults import Fault, Faults
from .files import Files
from .handler import Handler
from .lines import is_error_line, request_line
from .messages import Request
from .routes import Api, answer

_REMEMBERED = 2000  # requests


class Emulator:
    """A server on its own port, running inside a ``with`` block.

    `speed` is the number of seconds that each stage of a batch takes; with 0 it is done at the next request for it.
    Without `data` the files are in a temporary folder. With `open` no key is needed; with `api_key` only that key is
    accepted. With `tls`, a server's context, it speaks https. With a `token_limit`, a batch fails its validation if
    more tokens than that would be enqueued for its model; a token stands for four bytes of a request's line.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        data: str | Path | None = None,
        speed: float = 0.0,
        faults: Iterable[Fault | str] = (),
        host: str = "127.0.0.1",
        open: bool = False,
        api_key: str | None = None,
        tls: ssl.SSLContext | None = None,
        token_limit: int | None = None,
    ) -> None:
        self.open = open
        self.api_key = api_key
        self._is_plain = tls is None
        self.faults = Faults(faults)
        self.requests: deque[Request] = deque(maxlen=_REMEMBERED)
        self._temporary = tempfile.mkdtemp(prefix="psopenai-emulator-") if data is None else None
        try:
            self.files = Files(Path(self._temporary or str(data)), keep=self._temporary is None)
            self.batches = Batches(self.files, answer, speed, token_limit)
            self.api = Api(self.files, self.batches, self.faults)
            self._numbers = itertools.count(1)
            self._server = _Server((host, port), type("BoundHandler", (Handler,), {"emulator": self}))
            if tls is not None:  # the handshake waits for the thread of the connection
                self._server.socket = tls.wrap_socket(
                    self._server.socket, server_side=True, do_handshake_on_connect=False
                )
        except BaseException:
            self._remove_temporary()
            raise
        self._thread: threading.Thread | None = None

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """The base address, for ``-ApiBase`` or ``$OPENAI_API_BASE``."""
        scheme = "http" if self._is_plain else "https"
        return f"{scheme}://{self._server.server_address[0]!s}:{self.port}/v1"

    def __enter__(self) -> Emulator:
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        if self._thread is not None:
            self._thread.join()
        self.close()

    def serve_forever(self) -> None:
        """Serve in this thread until it is interrupted."""
        try:
            self._server.serve_forever()
        finally:
            self.close()

    def close(self) -> None:
        """Free the port, close open connections and remove the temporary folder."""
        self._server.server_close()
        self._remove_temporary()

    def next_number(self) -> int:
        return next(self._numbers)

    # -- filling it -------------------------------------------------------------------------------------------------

    def add_fault(self, fault: Fault | str) -> None:
        """Add a fault; see `faults` for how it is written."""
        self.faults.add(fault)

    def add_file(
        self,
        content: bytes | str | Path | Content,
        filename: str = "file.jsonl",
        purpose: str = "batch",
        id: str | None = None,
    ) -> dict[str, Any]:
        """Add a file; the file of a `Path` stays where it is. Returns the file object."""
        return self.files.add(_content(content), filename, purpose, id).describe()

    def replace_file(self, id: str, content: bytes | str | Path | Content | None = None) -> None:
        """Change a file under the same id: it gets a new ETag."""
        self.files.replace(id, None if content is None else _content(content))

    def add_batch(
        self,
        items: Iterable[Mapping[str, Any] | str | bytes] | None = None,
        status: str = "completed",
        id: str | None = None,
        *,
        requests: Iterable[Mapping[str, Any]] | None = None,
        statuses: Sequence[str] = (),
        endpoint: str = "/v1/chat/completions",
        metadata: Mapping[str, str] | None = None,
        **fields: Any,
    ) -> dict[str, Any]:
        """Add a batch. Returns the batch object.

        Either `items` are the lines of its output (see `output_line`; a str or bytes is used as it is), in this order;
        those with an error go into the error file. Such a batch has ended with `status`. Or `requests` are the lines of
        its input (see `request_line`), which the server answers; then `statuses` are the statuses of one request for
        the batch after the other, and the last one stays; without them the batch starts now. `fields` replace fields
        of the object (``error_file_id=""``).
        """
        if items is None:
            lines = [request_line("request-1", "Hello")] if requests is None else requests
            input_file = self.add_file(_json_lines(lines), "input.jsonl")["id"]
            script = list(statuses) or ([] if requests is not None and status == "completed" else [status])
            return self._create(input_file, endpoint, metadata, id, script, fields)
        return self._add_ended(list(items), status, id, endpoint, metadata, fields)

    def add_object(self, path: str, body: Mapping[str, Any] | None = None, id: str | None = None) -> dict[str, Any]:
        """Add another object as a client's ``POST`` of a JSON body to `path` (``/threads``) would, with an id.

        A client gives the id in the header ``X-Emulator-Id``. Raises `ApiFailure`, as the answer would say.
        """
        headers = {"content-type": "application/json", **({"x-emulator-id": id} if id else {})}
        request = Request("POST", f"/v1{path}", path, {}, headers, json.dumps(body or {}).encode())
        reply = self.api.handle(request)
        made: dict[str, Any] = json.loads(b"".join(reply.content.chunks(0, reply.content.size)))
        return made

    def seed_large(self, n_bytes: int, id: str | None = None, on_disk: bool = False) -> dict[str, Any]:
        """Add a completed batch with an output of about that size, made while it is sent (or written to disk once).

        Returns the batch object; ``request_counts.total`` is the number of lines.
        """
        made = LargeOutput(n_bytes)
        content: Content = made
        if on_disk:
            path = self.files.new_path()
            with path.open("wb") as file:
                file.writelines(made.chunks(0, made.size))
            content = PathContent(path)
        counts = {"total": made.lines, "completed": made.lines, "failed": 0}
        output = self.add_file(content, "large_output.jsonl", "batch_output")["id"]
        return self.add_batch([], id=id, output_file_id=output, request_counts=counts)

    def _create(
        self,
        input_file: str,
        endpoint: str,
        metadata: Mapping[str, str] | None,
        id: str | None,
        script: list[str],
        fields: dict[str, Any],
    ) -> dict[str, Any]:
        batch = self.batches.create(endpoint, input_file, metadata=metadata, id=id, script=script)
        return self.batches.update(batch["id"], fields)

    def _add_ended(
        self,
        items: list[Mapping[str, Any] | str | bytes],
        status: str,
        id: str | None,
        endpoint: str,
        metadata: Mapping[str, str] | None,
        fields: dict[str, Any],
    ) -> dict[str, Any]:
        if status not in ENDED:
            raise ValueError(f"A batch that is '{status}' has no output yet: give its requests, not its items.")
        good = [item for item in items if not is_error_line(item)]
        bad = [item for item in items if is_error_line(item)]
        asked = [request_line(item["custom_id"], "Hello") for item in items if isinstance(item, Mapping)]
        input_file = self.add_file(_json_lines(asked), "input.jsonl")["id"]
        batch = self.batches.create(endpoint, input_file, metadata=metadata, id=id, script=[status])
        for name, lines in (("output_file_id", good), ("error_file_id", bad)):
            if lines:
                batch[name] = self.add_file(_json_lines(lines), f"{batch['id']}_{name[:-8]}.jsonl", "batch_output")[
                    "id"
                ]
        batch["request_counts"] = {"total": len(items), "completed": len(good), "failed": len(bad)}
        for name in ("in_progress_at", "finalizing_at", f"{status}_at"):
            batch[name] = batch["created_at"]
        return self.batches.update(batch["id"], {**batch, "status": status, **fields})

    def _remove_temporary(self) -> None:
        if self._temporary is not None:
            shutil.rmtree(self._temporary, ignore_errors=True)


def serve(
    port: int = 0,
    data: str | None = None,
    speed: float = 0.0,
    faults: Iterable[Fault | str] = (),
    host: str = "127.0.0.1",
    *,
    open: bool = False,
    large: Sequence[int] = (),
    token_limit: int | None = None,
) -> None:
    """Serve until interrupted; prints the address on one line, then a line for each large batch.

    Raises OSError if the port or the folder cannot be used.
    """
    emulator = Emulator(port=port, data=data, speed=speed, faults=faults, host=host, open=open, token_limit=token_limit)
    print(f"ready {emulator.url}", flush=True)
    for size in large:
        batch = emulator.seed_large(size)
        print(f"large {batch['id']} {batch['output_file_id']}", flush=True)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the temporary folder is removed then too
    with suppress(KeyboardInterrupt):
        emulator.serve_forever()


class _Server(ThreadingHTTPServer):
    """A thread per connection; the connections are known, so that the server can close them at its end."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 1024

    def __init__(self, address: tuple[str, int], handler: type[Handler]) -> None:
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(address, handler)

    def server_bind(self) -> None:
        """Bind without the library's look-up of the host name, which can take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore clients that went away; the library prints all other errors."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def server_close(self) -> None:
        super().server_close()
        with self._lock:
            for connection in self._connections:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


def _content(given: bytes | str | Path | Content) -> Content:
    if isinstance(given, str):
        given = given.encode()
    if isinstance(given, bytes):
        return BytesContent(given)
    return PathContent(given) if isinstance(given, Path) else given


def _json_lines(items: Iterable[Mapping[str, Any] | str | bytes]) -> bytes:
    out = bytearray()
    for item in items:
        if isinstance(item, Mapping):
            item = json.dumps(item, ensure_ascii=False)
        out += (item.encode() if isinstance(item, str) else item) + b"\n"
    return bytes(out)
