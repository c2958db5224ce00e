"""Results that a batch names by an address, and what other services write in their batches."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.emulator import Emulator, output_line
from psopenai_py.http.config import ApiConfig
from psopenai_py.http.errors import ConfigError
from psopenai_py.http.request import Request, hide_query, prepare
from psopenai_py.openai.batch.batch import BatchFacts, state_name
from psopenai_py.openai.columns import result_row

from ..command import KEY, command

SIGNATURE = "sv=2024&sig=VERYSECRETSIGNATURE%3D"


class Store:
    """A server of blobs: answers 403 without the signature, and keeps the headers that it got."""

    def __init__(self) -> None:
        self.blobs: dict[str, bytes] = {}
        self.headers: list[dict[str, str]] = []
        store = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                store.headers.append({name.lower(): value for name, value in self.headers.items()})
                path, _, query = self.path.partition("?")
                content = store.blobs.get(path, b"")
                self.send_response(200 if query == SIGNATURE and content else 403)
                self.send_header("content-length", str(len(content) if query == SIGNATURE else 0))
                self.send_header("etag", '"1"')
                self.end_headers()
                if query == SIGNATURE:
                    self.wfile.write(content)

            def log_message(self, format: str, *words: Any) -> None:
                return None

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://localhost:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def add(self, path: str, *lines: Any) -> str:
        self.blobs[path] = "".join(json.dumps(line) + "\n" for line in lines).encode()
        return f"{self.url}{path}?{SIGNATURE}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store()
    yield made
    made.close()


@pytest.fixture
def emu(store: Store) -> Iterator[Emulator]:
    with Emulator() as emulator:
        emulator.add_batch(
            [], id="b1", output_file_id=None, error_file_id=None,
            output_blob=store.add("/out/results.jsonl", output_line("a"), output_line("b")),
            error_blob=store.add("/out/errors.jsonl", output_line("c", "no", 400)),
            request_counts={"total": 3, "completed": 2, "failed": 1},
        )  # fmt: skip
        yield emulator


def test_addresses_are_told_and_not_followed_unasked(emu: Emulator, store: Store) -> None:
    done = command(emu, "Get-BatchOutput", "b1")
    assert done.returncode == 1 and done.stdout == ""
    assert f"{store.url}/out/results.jsonl (output_blob)" in done.stderr and "-FollowBlob" in done.stderr
    assert "SECRET" not in done.stderr and store.headers == []


def test_addresses_are_followed_without_the_key(emu: Emulator, store: Store, tmp_path: Path) -> None:
    done = command(emu, "Get-BatchOutput", "b1", "-FollowBlob", "-Verbose", "-Debug")
    assert done.returncode == 0
    assert [json.loads(line)["custom_id"] for line in done.stdout.splitlines()] == ["a", "b", "c"]
    assert "SECRET" not in done.stderr and "results.jsonl?***" in done.stderr
    done = command(emu, "Get-BatchOutput", "b1", "-FollowBlob", "-OutFile", "x.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert len((tmp_path / "x.jsonl").read_text().splitlines()) == 3
    assert len(store.headers) == 4
    assert not any(KEY in value for headers in store.headers for value in headers.values())


def test_nothing_on_the_disk_holds_the_signature(emu: Emulator, store: Store, tmp_path: Path) -> None:
    emu.batches.update("b1", {"request_counts": {"total": 9, "completed": 8, "failed": 1}})
    done = command(emu, "Get-BatchOutput", "b1", "-FollowBlob", "-OutFile", "x.jsonl", cwd=tmp_path)
    assert done.returncode == 5
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept and not any("SECRET" in str(path) or b"SECRET" in path.read_bytes() for path in kept)


def test_an_address_that_refuses_is_named_without_its_secret(emu: Emulator, store: Store) -> None:
    store.blobs.clear()
    done = command(emu, "Get-BatchOutput", "b1", "-FollowBlob")
    assert done.returncode != 0 and "b1" in done.stderr and "SECRET" not in done.stderr


def test_only_the_configured_host_gets_the_key() -> None:
    class Key:
        def reveal(self) -> str:
            return "k"

    config = ApiConfig(api_key=Key(), api_base="https://host.example/v1")
    own = prepare(config, Request("file.content", address="https://host.example/blob?sig=x"))
    assert own.headers["authorization"] == "Bearer k"
    for other in ("https://other.example/blob", "http://host.example/blob", "https://host.example:8443/blob"):
        assert "authorization" not in prepare(config, Request("file.content", address=other)).headers
    for bad in ("wasbs://x/y?sig=abc", "file:///etc/passwd", "https://", "no address"):
        with pytest.raises(ConfigError) as error:
            prepare(config, Request("file.content", address=bad))
        assert "abc" not in str(error.value)
    assert hide_query("GET https://x/y?sig=a&b=c: 200") == "GET https://x/y?*** 200"


@pytest.mark.parametrize(
    "written, state",
    [
        ("COMPLETED", "completed"), ("canceled", "cancelled"), ("InProgress", "in_progress"),
        ("in-progress", "in_progress"), ("Succeeded", "completed"), ("Queued", "validating"),
        ("completed_with_errors", "completed_with_errors"),
        ("paused", "paused"), (None, ""), (5, ""),
    ],
)  # fmt: skip
def test_states_of_other_spellings(written: Any, state: str) -> None:
    assert state_name(written) == state


def test_a_batch_without_files_that_names_addresses_has_ended() -> None:
    assert BatchFacts({"id": "b", "status": "weird", "output_blob": "https://x/y"}).has_ended
    facts = BatchFacts({"id": "b", "status": "completed", "output_blob": "", "error_blob": 5})
    assert facts.blobs == []


# -- the shapes of other services -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line, row",
    [
        (  # Groq: more fields, times in usage
            {"id": "batch_req_1", "custom_id": "a", "response": {"status_code": 200, "request_id": "req_1", "body": {
                "id": "chatcmpl-1", "object": "chat.completion", "model": "llama-3.3", "x_groq": {"id": "req_1"},
                "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hi"}, "logprobs": None}],
                "usage": {"queue_time": 0.1, "prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}}},
             "error": None},
            ("a", 200, "Hi", None, 3, 2),
        ),
        (  # vLLM: an error as text, or as an object in the body
            {"id": "vllm-1", "custom_id": "b",
             "response": {"status_code": 400, "request_id": "vllm-batch-1", "body": None},
             "error": "The model does not exist."},
            ("b", 400, None, "The model does not exist.", None, None),
        ),
        (
            {"id": "vllm-2", "custom_id": "c", "response": {"status_code": 404, "request_id": "x", "body": {
                "object": "error", "message": "no such model", "type": "NotFoundError", "param": None, "code": 404}},
             "error": None},
            ("c", 404, None, "no such model", None, None),
        ),
        (
            {"id": "vllm-3", "custom_id": "d", "response": {"status_code": 200, "body": {"object": "chat.completion",
                "choices": [{"message": {"role": "assistant", "reasoning_content": "...", "content": "Yes",
                                         "tool_calls": []}, "stop_reason": None}], "prompt_logprobs": None}}},
            ("d", 200, "Yes", None, None, None),
        ),
    ],
)  # fmt: skip
def test_lines_of_other_services(line: dict[str, Any], row: tuple[Any, ...]) -> None:
    found = result_row(line)
    assert (
        tuple(found[name] for name in ("custom_id", "status_code", "answer", "error", "input_tokens", "output_tokens"))
        == row
    )
