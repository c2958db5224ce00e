from __future__ import annotations

import queue
import signal
import socket
import struct
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from psopenai_py.emulator import Emulator
from psopenai_py.emulator.handler import Handler


def test_without_a_key_the_answer_is_401(emu: Emulator) -> None:
    for headers in ({}, {"Authorization": "Basic abc"}, {"Authorization": "Bearer"}):
        answer = httpx.get(f"{emu.url}/models", headers=headers, trust_env=False)
        assert answer.status_code == 401 and set(answer.json()["error"]) == {"message", "type", "param", "code"}


def test_an_open_server_asks_for_no_key() -> None:
    with Emulator(open=True) as emu:
        assert httpx.get(f"{emu.url}/models", trust_env=False).status_code == 200


def test_a_server_can_insist_on_one_key() -> None:
    with Emulator(api_key="right") as emu:
        for key, status in (("right", 200), ("wrong", 401)):
            headers = {"Authorization": f"Bearer {key}"}
            answer = httpx.get(f"{emu.url}/models", headers=headers, trust_env=False)
            assert answer.status_code == status and "wrong" not in answer.text


@pytest.mark.parametrize("path", ["/nothing", "/files/a/b/c", "/batches/x/nothing"])
def test_an_unknown_path_is_a_404(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404 and answer.json()["error"]["code"] == "unknown_url"


def test_a_path_without_the_version_is_unknown_and_another_method_is_a_405(client: httpx.Client, emu: Emulator) -> None:
    headers = {"Authorization": "Bearer x"}
    assert httpx.get(emu.url.removesuffix("/v1") + "/files", headers=headers, trust_env=False).status_code == 404
    assert client.put("/files", json={}).status_code == 405


MALFORMED = [
    ("/chat/completions", {"model": "m", "messages": [{"role": "user", "content": "x"}], "n": "many"}),
    ("/chat/completions", {"model": "m", "messages": [{"role": "user", "content": "x"}], "n": 10**9}),
    ("/chat/completions", {"model": "m", "messages": "x"}),
    ("/chat/completions", {"model": "m", "messages": [{"content": [5]}], "text": 5}),
    ("/responses", {"model": "m", "input": [5], "text": [1]}),
    ("/embeddings", {"model": "m", "input": "x", "dimensions": 10**9}),
    ("/embeddings", {"model": "m", "input": "x", "dimensions": "1"}),
    ("/embeddings", {"model": "m", "input": ["x"] * 5000}),
    ("/embeddings", {"model": "m", "input": "x " * 100_000}),
    ("/batches", {"input_file_id": ["x"], "endpoint": {}, "completion_window": 3}),
    ("/chat/completions", [[]]),
    ("/chat/completions", "text"),
]


@pytest.mark.parametrize(("route", "body"), MALFORMED, ids=[str(n) for n in range(len(MALFORMED))])
def test_a_malformed_request_is_refused_and_not_the_end(client: httpx.Client, route: str, body: object) -> None:
    answer = client.post(route, json=body)
    assert answer.status_code == 400 and answer.json()["error"]["type"] == "invalid_request_error"
    assert client.get("/models").status_code == 200


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: x",
        b"Content-Length: -5",
        b"Transfer-Encoding: chunked\r\n\r\nzz",
        b"Content-Type: multipart/x",
    ],
)
def test_a_malformed_transfer_is_refused(emu: Emulator, client: httpx.Client, head: bytes) -> None:
    with socket.create_connection(("127.0.0.1", emu.port), 10) as connection:
        connection.sendall(b"POST /v1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\n" + head + b"\r\n\r\n")
        assert b" 400 " in connection.recv(1000)
    assert client.get("/models").status_code == 200


@pytest.mark.parametrize("cut", [20, 150, 250, 50_000])
def test_a_cut_upload_leaves_nothing(emu: Emulator, client: httpx.Client, cut: int) -> None:
    form = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n' + b"x" * 90_000
        + b'\r\n--b\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nbatch\r\n--b--\r\n'
    )  # fmt: skip
    head = f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {len(form)}\r\n\r\n".encode()
    before = sorted(emu.files.folder.iterdir())
    with socket.create_connection(("127.0.0.1", emu.port), 10) as connection:
        connection.sendall(b"POST /v1/files HTTP/1.1\r\nHost: x\r\n" + head + form[:cut])
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(1000):
            pass
    assert sorted(emu.files.folder.iterdir()) == before


def test_a_client_that_goes_away_leaves_no_open_socket(emu: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that could not be sent kept the connection open until the garbage collector met it."""
    ended: queue.SimpleQueue[bool] = queue.SimpleQueue()
    finish = Handler.finish

    def watched(handler: Handler) -> None:
        try:
            finish(handler)
        finally:
            ended.put(handler.wfile.closed and handler.rfile.closed)

    monkeypatch.setattr(Handler, "finish", watched)
    emu.add_fault("delay=0.1")
    with socket.create_connection(("127.0.0.1", emu.port), 10) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # its end is a reset
        connection.sendall(b"GET /v1/models HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\n\r\n")
        while not emu.requests:
            time.sleep(0.01)
    assert ended.get(timeout=60)


def test_answers_carry_the_services_headers(client: httpx.Client) -> None:
    first, second = client.get("/models"), client.get("/models")
    assert first.headers["x-request-id"] != second.headers["x-request-id"]
    assert first.headers["openai-processing-ms"]


def test_requests_are_remembered_in_order_with_all_they_said(client: httpx.Client, emu: Emulator) -> None:
    client.get("/files", params={"limit": 5}, headers={"OpenAI-Beta": "assistants=v2"})
    client.post("/embeddings", json={"model": "m", "input": "é"})
    first, second = emu.requests
    assert (first.method, first.path, first.query) == ("GET", "/v1/files", {"limit": "5"})
    assert first.headers["openai-beta"] == "assistants=v2" and "Bearer" not in repr(first)
    assert second.json == {"model": "m", "input": "é"}


def test_many_clients_are_served_at_once(emu: Emulator, client: httpx.Client) -> None:
    batch = emu.seed_large(500_000)
    place = f"/files/{batch['output_file_id']}/content"
    with ThreadPoolExecutor(16) as pool:
        sizes = set(pool.map(lambda _: len(client.get(place).content), range(48)))
    assert sizes == {emu.files.get(batch["output_file_id"]).content.size}


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_a_shell_until_it_is_interrupted(end: signal.Signals) -> None:
    command = [sys.executable, "-m", "psopenai_py.emulator", "--port", "0", "--open", "--fault", "429,times=1"]
    process = subprocess.Popen([*command, "--large", "1000"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stderr is not None
    try:
        word, url = process.stdout.readline().split()
        assert word == "ready"
        assert httpx.get(f"{url}/models", trust_env=False).status_code == 429
        word, batch, file = process.stdout.readline().split()
        assert word == "large" and httpx.get(f"{url}/files/{file}/content", trust_env=False).status_code == 200
        assert httpx.get(f"{url}/batches/{batch}", trust_env=False).json()["output_file_id"] == file
    finally:
        process.send_signal(end)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")


def test_what_cannot_be_served_is_told_in_one_line(emu: Emulator) -> None:
    for option, value in (("--fault", "nonsense"), ("--port", str(emu.port))):
        command = [sys.executable, "-m", "psopenai_py.emulator", option, value]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert ran.returncode == 2 and ran.stderr.count("error:") == 1 and "Traceback" not in ran.stderr
