from __future__ import annotations

import socket
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from psopenai_py.http import (
    ApiConfig,
    ApiError,
    BadRequestError,
    Client,
    ConnectError,
    FilePart,
    Form,
    HttpError,
    InvalidResponseError,
    NotFoundError,
    QuotaExceededError,
    RateLimitError,
    Request,
    ServerError,
    TimeoutError,
    TransportError,
    UnauthorizedError,
)

from .server import Key, Reply, ScriptedServer, Seen, chunked, reply


def test_an_answer_is_read_whole(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [reply('{"id":"bätch"}'.encode(), headers={"x-request-id": "req_1"})]
    answer = client.request(config, Request("batch", {"batch_id": "a/b"}))
    assert (answer.status, answer.json(), answer.request_id) == (200, {"id": "bätch"}, "req_1")
    assert server.seen[0].target == "/v1/batches/a%2Fb"
    assert server.seen[0].headers["user-agent"].startswith("psopenai-py/")


def test_double_slashes_of_a_path_survive(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    client.request(replace(config, api_type="Azure"), Request("chat.completions"))
    assert server.seen[0].path == "/v1/openai/deployments//chat/completions"


def test_nothing_of_a_call_stays_for_the_next(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [reply(b"{}", headers={"Set-Cookie": "sid=1; Path=/"})]
    client.request(replace(config, organization="org-1", additional_headers={"x-extra": "1"}), Request("models"))
    client.request(ApiConfig(api_base=server.base), Request("models"))
    later = server.seen[1].headers
    assert not {"authorization", "openai-organization", "x-extra", "cookie"} & later.keys()
    assert server.connections == 1


def test_a_body_is_sent_as_json(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    client.request(config, Request("responses", method="POST", body={"input": "日本"}))
    assert server.seen[0].body == '{"input":"日本"}'.encode()
    assert server.seen[0].headers["content-type"] == "application/json"


def test_an_answer_that_is_not_json_is_named_so(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [reply(b"<html>")]
    with pytest.raises(InvalidResponseError, match="JSON"):
        client.request(config, Request("models")).json()


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, b'{"error":{"message":"bad","code":"c","type":"t","param":"p"}}', BadRequestError),
        (401, b'{"error":{"message":"no"}}', UnauthorizedError),
        (404, b"<html><body>gone</body></html>", NotFoundError),
        (418, b"teapot", ApiError),
        (429, b'{"error":{"message":"slow down"}}', RateLimitError),
        (429, b'{"error":{"message":"You exceeded your current quota"}}', QuotaExceededError),
        (500, b"", ServerError),
        (503, b'{"message":"busy"}', ServerError),
    ],
)
def test_each_error_answer_has_its_class(
    server: ScriptedServer, client: Client, config: ApiConfig, status: int, body: bytes, kind: type[ApiError]
) -> None:
    server.script = [reply(body, status, {"x-request-id": "req_9"})]
    with pytest.raises(ApiError) as caught:
        client.request(config, Request("models"))
    assert type(caught.value) is kind
    assert (caught.value.status, caught.value.request_id) == (status, "req_9")
    assert str(status) in str(caught.value)
    assert "<" not in str(caught.value)
    if status == 400:
        assert (caught.value.code, caught.value.type, caught.value.param) == ("c", "t", "p")
    assert len(server.seen) == 1


def test_no_message_shows_a_key(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    text = b'{"error":{"message":"Incorrect API key provided: sk-abc***xyz and my-own-key"}}'
    server.script = [reply(text, 401)]
    with pytest.raises(UnauthorizedError) as caught:
        client.request(replace(config, api_key=Key("my-own-key")), Request("models"))
    shown = f"{caught.value} {caught.value.body}"
    assert "abc" not in shown
    assert "my-own-key" not in shown
    assert "sk-..." in shown


def test_the_notes_of_a_call_are_masked(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    notes: list[str] = []
    noted = replace(config, notify=notes.append, additional_query={"k": "sk-query-1"})
    client.request(noted, Request("models"))
    assert len(notes) == 1
    assert "GET http://127.0.0.1" in notes[0]
    assert "query-1" not in notes[0]


def test_a_refused_connection_is_a_connect_error(client: Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(ConnectError, match="cannot be reached"):
        client.request(ApiConfig(api_base=f"http://127.0.0.1:{port}"), Request("models"))


@pytest.mark.parametrize("host", ["a..b", "x" * 300, "%00"])
def test_a_host_that_cannot_be_is_an_error_of_ours(client: Client, host: str) -> None:
    with pytest.raises(HttpError):
        client.request(ApiConfig(api_base=f"http://{host}/v1"), Request("models"))


def test_a_server_that_hangs_up_is_a_transport_error(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [Reply(b"", cut=True)]
    with pytest.raises(TransportError):
        client.request(config, Request("models"))
    server.script = [reply(b"half of it", send=4)]
    with pytest.raises(TransportError):
        client.request(config, Request("models"))


def test_too_slow_is_a_timeout(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    released = threading.Event()
    server.script = [Reply(b"HTTP/1.1 200 X\r\n", wait_for=released)]
    with pytest.raises(TimeoutError, match="time"):
        client.request(replace(config, timeout=0.05), Request("models"))
    released.set()


def test_the_client_works_again_after_close(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    client.request(config, Request("models"))
    client.close()
    client.request(config, Request("models"))
    assert server.connections == 2


def test_fetching_a_picture_shows_no_key(server: ScriptedServer, client: Client) -> None:
    server.script = [reply(b"\x89PNG")]
    assert client.fetch(f"http://127.0.0.1:{server.port}/img/1.png").content == b"\x89PNG"
    assert "authorization" not in server.seen[0].headers


def test_bytes_stream_as_they_come(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [chunked(b"ID3", b"audio")]
    stream = client.stream_bytes(config, Request("audio.speech", method="POST", body={"input": "x"}))
    assert b"".join(stream) == b"ID3audio"


class TestRedirects:
    def test_on_the_same_host_the_key_goes_along(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        server.script = [reply(b"", 307, {"Location": "/v1/other"}), reply(b"{}")]
        client.request(config, Request("responses", method="POST", body={"a": 1}))
        second = server.seen[1]
        assert (second.method, second.target, second.body) == ("POST", "/v1/other", b'{"a":1}')
        assert "authorization" in second.headers

    @pytest.mark.parametrize("azure", [False, True])
    def test_to_another_host_nothing_personal_goes(
        self, server: ScriptedServer, client: Client, config: ApiConfig, azure: bool
    ) -> None:
        elsewhere = f"http://localhost:{server.port}/blob"
        server.script = [reply(b"", 302, {"Location": elsewhere}), reply(b"{}")]
        personal = replace(
            config,
            api_type="Azure" if azure else "OpenAI",
            organization="org-1",
            additional_headers={"x-token": "sk-more-1"},
        )
        assert client.request(personal, Request("thread", {"thread_id": "t"})).json() == {}
        second = server.seen[1]
        assert second.path == "/blob"
        assert not {"authorization", "api-key", "openai-organization", "openai-beta", "x-token"} & second.headers.keys()

    def test_another_port_is_another_host(self, server: ScriptedServer, client: Client, config: ApiConfig) -> None:
        other = ScriptedServer([reply(b"{}")])
        server.script = [reply(b"", 308, {"Location": f"http://127.0.0.1:{other.port}/x"})]
        client.request(config, Request("models"))
        assert "authorization" not in other.seen[0].headers
        other.stop()

    def test_data_is_not_carried_to_another_host(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        server.script = [reply(b"", 307, {"Location": f"http://localhost:{server.port}/x"})]
        with pytest.raises(InvalidResponseError, match="another host"):
            client.request(config, Request("responses", method="POST", body={"secret": 1}))
        assert len(server.seen) == 1

    def test_see_other_becomes_a_get(self, server: ScriptedServer, client: Client, config: ApiConfig) -> None:
        server.script = [reply(b"", 303, {"Location": "result"}), reply(b"{}")]
        client.request(config, Request("responses", method="POST", body={"a": 1}))
        second = server.seen[1]
        assert (second.method, second.target, second.body) == ("GET", "/v1/result", b"")

    @pytest.mark.parametrize("location", ["http://[", "http://h:port/", "file:///etc/passwd", "mailto:x@y"])
    def test_what_is_no_web_address_is_not_followed(
        self, server: ScriptedServer, client: Client, config: ApiConfig, location: str
    ) -> None:
        server.script = [reply(b"", 302, {"Location": location})]
        with pytest.raises(HttpError):
            client.request(config, Request("models"))
        assert len(server.seen) == 1

    def test_circles_end(self, server: ScriptedServer, client: Client, config: ApiConfig) -> None:
        server.script = [reply(b"", 302, {"Location": "/v1/models"})]
        with pytest.raises(InvalidResponseError, match="redirected more than"):
            client.request(config, Request("models"))
        assert len(server.seen) == 11


class TestForms:
    @staticmethod
    def _send(client: Client, config: ApiConfig, server: ScriptedServer, form: Form) -> Seen:
        client.request(config, Request("files", method="POST", form=form))
        return server.seen[-1]

    def test_fields_and_files_are_parts(
        self, server: ScriptedServer, client: Client, config: ApiConfig, tmp_path: Path
    ) -> None:
        path = tmp_path / "a.jsonl"
        path.write_bytes(b'{"x":1}\n')
        form = Form(
            {"purpose": "batch", "n": 2, "on": True, "many[]": ["a", "b"], "none": None}, [FilePart("file", path)]
        )
        seen = self._send(client, config, server, form)
        assert seen.headers["content-type"].startswith("multipart/form-data; boundary=")
        assert int(seen.headers["content-length"]) == len(seen.body)
        assert b'name="purpose"\r\n\r\nbatch\r\n' in seen.body
        assert b'name="n"\r\n\r\n2\r\n' in seen.body
        assert b'name="on"\r\n\r\ntrue\r\n' in seen.body
        assert b'name="many[]"\r\n\r\na\r\n' in seen.body
        assert b'name="many[]"\r\n\r\nb\r\n' in seen.body
        assert b'name="none"' not in seen.body
        assert (
            b'name="file"; filename="a.jsonl"\r\nContent-Type: application/octet-stream\r\n\r\n{"x":1}\n\r\n'
            in seen.body
        )

    def test_a_form_without_files_is_still_multipart(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        seen = self._send(client, config, server, Form({"prompt": "A red cube", "size": {"w": 1}}))
        assert seen.headers["content-type"].startswith("multipart/form-data")
        assert b'name="prompt"\r\n\r\nA red cube\r\n' in seen.body
        assert b'name="size"\r\n\r\n{"w":1}\r\n' in seen.body

    def test_names_of_files_are_utf8(self, server: ScriptedServer, client: Client, config: ApiConfig) -> None:
        seen = self._send(client, config, server, Form({}, [FilePart("file", b"x", "é日本.txt", "text/plain")]))
        assert 'filename="é日本.txt"\r\nContent-Type: text/plain'.encode() in seen.body

    def test_a_name_cannot_break_out_of_its_header(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        seen = self._send(client, config, server, Form({}, [FilePart("file", b"x", 'a"\r\nX-Evil: 1')]))
        assert b"\r\nX-Evil" not in seen.body

    def test_a_retry_sends_the_file_again_in_full(
        self, server: ScriptedServer, client: Client, config: ApiConfig, tmp_path: Path
    ) -> None:
        path = tmp_path / "a.bin"
        path.write_bytes(b"content")
        server.script = [reply(b"{}", 500), reply(b"{}")]
        with path.open("rb") as file:
            form = Form({}, [FilePart("file", file)])
            client.request(replace(config, max_retry_count=1), Request("files", method="POST", form=form))
        assert [b"content" in seen.body for seen in server.seen] == [True, True]
        assert b'filename="a.bin"' in server.seen[1].body

    def test_an_upload_is_read_piece_by_piece(
        self, server: ScriptedServer, client: Client, config: ApiConfig, tmp_path: Path
    ) -> None:
        path = tmp_path / "big.bin"
        path.write_bytes(b"x" * 1_000_000)
        sizes: list[int] = []

        class Watched:
            name = str(path)

            def __init__(self) -> None:
                self.file = path.open("rb")

            def fileno(self) -> int:
                return self.file.fileno()

            def seek(self, offset: int, whence: int = 0) -> int:
                return self.file.seek(offset, whence)

            def read(self, size: int = -1) -> bytes:
                sizes.append(size)
                return self.file.read(size)

        watched = Watched()
        self._send(client, config, server, Form({}, [FilePart("file", watched)]))  # type: ignore[arg-type]
        watched.file.close()
        assert len(server.seen[0].body) > 1_000_000
        assert 0 < max(sizes) <= 1_000_000 // 4
        assert min(sizes) > 0
