from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator

import httpx
import pytest

from psopenai_py.emulator import Emulator, Fault, output_line

CONTENT = bytes(range(250)) * 400


@pytest.fixture
def place(emu: Emulator) -> str:
    return f"/files/{emu.add_file(CONTENT)['id']}/content"


def raw(emu: Emulator, place: str) -> tuple[http.client.HTTPResponse, bytes]:
    """The bytes that are sent, also where a client that checks lengths would fail."""
    connection = http.client.HTTPConnection("127.0.0.1", emu.port)
    connection.request("GET", f"/v1{place}", headers={"Authorization": "Bearer x"})
    answer = connection.getresponse()
    try:
        return answer, answer.read()
    except http.client.IncompleteRead as error:
        return answer, error.partial
    finally:
        connection.close()


def test_a_status_comes_as_often_as_was_asked_for(emu: Emulator, client: httpx.Client) -> None:
    emu.add_fault("429,times=2,retry_after_ms=5,message=slow down,code=rate_limit_exceeded")
    first, second, third = (client.get("/models") for _ in range(3))
    assert [first.status_code, second.status_code, third.status_code] == [429, 429, 200]
    assert first.headers["retry-after-ms"] == "5"
    assert first.json()["error"] == {
        "message": "slow down",
        "type": "rate_limit_error",
        "param": None,
        "code": "rate_limit_exceeded",
    }


def test_a_fault_hits_only_what_its_pattern_names(emu: Emulator, client: httpx.Client) -> None:
    emu.add_fault("500,path=/batches*,method=GET")
    assert client.get("/batches").status_code == client.get("/batches/x").status_code == 500
    assert client.get("/files").status_code == 200 and client.post("/batches", json={}).status_code == 400


def test_a_fault_can_wait_for_its_turn(emu: Emulator, client: httpx.Client) -> None:
    emu.add_fault("503,after=1,times=1")
    assert [client.get("/models").status_code for _ in range(3)] == [200, 503, 200]


def test_a_body_is_cut(emu: Emulator, client: httpx.Client, place: str) -> None:
    emu.add_fault("cut=1000,path=/files/*/content,times=1")
    answer, data = raw(emu, place)
    assert answer.headers["content-length"] == str(len(CONTENT)) and data == CONTENT[:1000]
    assert client.get(place).content == CONTENT


def test_a_cut_body_of_unknown_length_never_ends_well(emu: Emulator, client: httpx.Client, place: str) -> None:
    emu.add_fault("cut=1000,times=1")
    emu.add_fault("no-length")
    with pytest.raises(httpx.RemoteProtocolError):
        client.get(place)
    whole = client.get(place)
    assert whole.content == CONTENT and "content-length" not in whole.headers


def test_a_stream_is_cut(emu: Emulator, client: httpx.Client) -> None:
    emu.add_fault("cut=300")
    body = {"model": "m", "messages": [{"role": "user", "content": "one two three"}], "stream": True}
    with pytest.raises(httpx.RemoteProtocolError):
        client.post("/chat/completions", json=body)


@pytest.mark.parametrize(("wrong", "told", "sent"), [(-10, 99_990, 99_990), (10, 100_010, 100_000)])
def test_a_length_is_wrong(emu: Emulator, place: str, wrong: int, told: int, sent: int) -> None:
    emu.add_fault(f"wrong-length={wrong}")
    answer, data = raw(emu, place)
    assert (answer.headers["content-length"], len(data)) == (str(told), sent)


def test_a_connection_is_closed_instead_of_an_answer(emu: Emulator, client: httpx.Client) -> None:
    emu.add_fault("disconnect,times=1")
    with pytest.raises(httpx.RemoteProtocolError):
        client.get("/models")
    assert client.get("/models").status_code == 200


def test_a_file_becomes_another_one_midway(emu: Emulator, client: httpx.Client, place: str) -> None:
    emu.add_fault("etag,after=1,times=1")
    etag = client.get(place).headers["etag"]
    answer = client.get(place, headers={"Range": "bytes=10-", "If-Range": etag})
    assert answer.status_code == 200 and answer.headers["etag"] != etag


def test_a_range_is_ignored_or_answered_short(emu: Emulator, client: httpx.Client, place: str) -> None:
    emu.add_fault("ignore-range,times=1")
    emu.add_fault("short-range=7")
    headers = {"Range": "bytes=100-"}
    assert client.get(place, headers=headers).status_code == 200
    short = client.get(place, headers=headers)
    assert short.status_code == 206 and short.content == CONTENT[100:107]
    assert short.headers["content-range"] == f"bytes 100-106/{len(CONTENT)}"


def test_a_slow_answer_is_complete(emu: Emulator, client: httpx.Client, place: str) -> None:
    emu.add_fault("slow=10000000")
    emu.add_fault("delay=0.001")
    assert client.get(place).content == CONTENT


def test_an_output_file_comes_late_or_never(emu: Emulator, client: httpx.Client) -> None:
    batch = emu.add_batch([output_line("a")])
    place = f"/batches/{batch['id']}"
    emu.add_fault("no-output,path=/batches/*,times=2")
    assert [client.get(place).json()["output_file_id"] for _ in range(3)] == [None, None, batch["output_file_id"]]
    emu.add_fault("no-output")
    assert [client.get(place).json()["output_file_id"] for _ in range(3)] == [None] * 3


@pytest.mark.parametrize(
    "text", ["nonsense", "cut", "cut=x", "600", "429=1", "cut=1,message=x", "etag=1", "500,times=a"]
)
def test_a_fault_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"fault|number|option"):
        Fault.parse(text)


@pytest.fixture
def control(emu: Emulator) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=emu.url.removesuffix("/v1"), trust_env=False) as client:
        yield client


def test_another_process_can_ask_for_faults_and_take_them_back(client: httpx.Client, control: httpx.Client) -> None:
    assert control.post("/__faults", json={"faults": ["500"]}).json() == {"ok": True}
    assert client.get("/models").status_code == 500
    control.delete("/__faults")
    assert client.get("/models").status_code == 200
    refused = control.post("/__faults", json={"faults": ["nonsense"]})
    assert refused.status_code == 400 and "nonsense" in refused.json()["error"]["message"]
    assert control.get("/__nothing").status_code == 404


def test_another_process_can_ask_for_the_requests_and_for_large_files(
    emu: Emulator, client: httpx.Client, control: httpx.Client
) -> None:
    client.get("/models", params={"a": "b"})
    seen = control.get("/__requests")
    assert seen.json()["requests"] == [{"method": "GET", "path": "/v1/models", "query": {"a": "b"}}]
    assert "sk-test" not in seen.text
    batch = control.post("/__large", json={"bytes": 100_000}).json()
    assert emu.files.get(batch["output_file_id"]).content.size >= 100_000


def test_a_page_instead_of_an_answer(emu: Emulator, client: httpx.Client) -> None:
    emu.add_fault("page,times=1")
    answer = client.get("/models")
    assert answer.status_code == 200 and answer.text.startswith("<html>")


def test_a_part_begins_elsewhere_than_it_says(emu: Emulator, client: httpx.Client, place: str) -> None:
    emu.add_fault("wrong-range=7,times=1")
    answer = client.get(place, headers={"Range": "bytes=100-"})
    assert answer.status_code == 206 and answer.headers["content-range"].startswith("bytes 100-")
    assert answer.content == CONTENT[107:]


def test_no_length_and_no_chunks(emu: Emulator, place: str) -> None:
    emu.add_fault("close")
    emu.add_fault("cut=1000,times=1")
    answer, data = raw(emu, place)
    assert answer.headers["content-length"] is None and data == CONTENT[:1000]
    assert raw(emu, place)[1] == CONTENT


def test_compressed_without_being_asked(emu: Emulator, client: httpx.Client, place: str) -> None:
    emu.add_fault("gzip")
    answer = client.get(place)
    assert answer.headers["content-encoding"] == "gzip" and answer.content == CONTENT


def test_another_answer_behind(emu: Emulator, place: str) -> None:
    emu.add_fault("extra,times=1")
    with socket.create_connection(("127.0.0.1", emu.port), 10) as connection:
        connection.sendall(f"GET /v1{place} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\n\r\n".encode())
        data = b""
        while not data.endswith(b"{}"):
            data += connection.recv(1 << 16)
    assert data.count(b"HTTP/1.1 200 OK") == 2


def test_a_stall_keeps_the_connection(emu: Emulator, client: httpx.Client, place: str) -> None:
    emu.add_fault("stall=1000,times=1")
    with pytest.raises(httpx.ReadTimeout):
        client.get(place, timeout=0.3)
    assert client.get(place).content == CONTENT


def test_a_file_without_version(emu: Emulator, client: httpx.Client, place: str) -> None:
    emu.add_fault("no-etag,times=1")
    assert "etag" not in client.get(place).headers and "etag" in client.get(place).headers


def test_a_file_is_pending_for_a_while(emu: Emulator, client: httpx.Client) -> None:
    emu.add_fault("pending,times=1,path=/files/*")
    id = emu.add_file(CONTENT)["id"]
    assert [client.get(f"/files/{id}").json()["status"] for _ in range(2)] == ["pending", "processed"]
