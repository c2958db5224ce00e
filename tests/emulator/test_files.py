from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from psopenai_py.emulator import Emulator


def upload(client: httpx.Client, content: Any, name: str = "in.jsonl", **fields: str) -> httpx.Response:
    return client.post("/files", files={"file": (name, content)}, data={"purpose": "batch", **fields})


def test_an_uploaded_file_comes_back_as_it_was(client: httpx.Client) -> None:
    content = b"\r\n--not the boundary\r\n" + bytes(range(256)) * 5000
    file = upload(client, content, "naïve ☃.bin").json()
    assert (file["object"], file["bytes"], file["filename"]) == ("file", len(content), "naïve ☃.bin")
    assert client.get(f"/files/{file['id']}").json() == file
    answer = client.get(f"/files/{file['id']}/content")
    assert answer.content == content
    assert answer.headers["content-length"] == str(len(content))


@pytest.mark.parametrize("size", [0, 1, (1 << 18) - 70, 1 << 18, (1 << 18) + 1, 3_000_000])
def test_no_size_of_upload_loses_a_byte(client: httpx.Client, size: int) -> None:
    content = (b"\r\n-" * (size // 3 + 1))[:size]
    file = upload(client, content).json()
    assert client.get(f"/files/{file['id']}/content").content == content


def test_an_upload_of_unknown_length_is_read_too(client: httpx.Client) -> None:
    form = b'--b\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nbatch\r\n--b\r\n'
    form += b'Content-Disposition: form-data; name="file"; filename="x"\r\n\r\nabc\r\n--b--\r\n'

    def chunks() -> Iterator[bytes]:
        for at in range(0, len(form), 7):
            yield form[at : at + 7]

    answer = client.post("/files", content=chunks(), headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 200 and answer.json()["bytes"] == 3


def test_the_form_is_in_the_log_of_requests(emu: Emulator, client: httpx.Client) -> None:
    upload(client, b"abc", "x.jsonl")
    request = emu.requests[-1]
    assert (request.method, request.path) == ("POST", "/v1/files")
    assert request.headers["authorization"] == "Bearer sk-test"
    purpose, file = request.part("purpose"), request.part("file")
    assert purpose is not None and purpose.text == "batch"
    assert file is not None and (file.filename, file.size, file.text) == ("x.jsonl", 3, "abc")


def test_an_upload_leaves_nothing_behind_when_it_is_refused(emu: Emulator, client: httpx.Client) -> None:
    assert upload(client, b"abc", purpose="nonsense").json()["error"]["param"] == "purpose"
    assert client.post("/files", data={"purpose": "batch"}, files={"other": b""}).status_code == 400
    assert list(emu.files.folder.iterdir()) == []


def test_a_file_can_expire(client: httpx.Client) -> None:
    fields = {"expires_after[anchor]": "created_at", "expires_after[seconds]": "3600"}
    file = upload(client, b"abc", **fields).json()
    assert file["expires_at"] == file["created_at"] + 3600


def test_the_list_is_paged_newest_first(client: httpx.Client, emu: Emulator) -> None:
    ids = [emu.add_file(b"x", f"{n}.txt")["id"] for n in range(5)]
    emu.add_file(b"y", purpose="user_data")
    first = client.get("/files", params={"purpose": "batch", "limit": 2}).json()
    assert [file["id"] for file in first["data"]] == [ids[4], ids[3]]
    assert (first["first_id"], first["last_id"], first["has_more"]) == (ids[4], ids[3], True)
    rest = client.get("/files", params={"purpose": "batch", "after": ids[3]}).json()
    assert [file["id"] for file in rest["data"]] == [ids[2], ids[1], ids[0]] and rest["has_more"] is False
    oldest = client.get("/files", params={"order": "asc", "limit": 1}).json()
    assert oldest["data"][0]["id"] == ids[0]


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "x"}, {"order": "up"}, {"after": "nothing"}])
def test_a_page_that_cannot_be_is_refused(client: httpx.Client, query: dict[str, str]) -> None:
    answer = client.get("/files", params=query)
    assert answer.status_code == 400 and answer.json()["error"]["param"] in query


def test_a_deleted_file_is_gone(client: httpx.Client) -> None:
    id = upload(client, b"abc").json()["id"]
    assert client.delete(f"/files/{id}").json() == {"id": id, "object": "file", "deleted": True}
    for answer in (client.get(f"/files/{id}"), client.get(f"/files/{id}/content"), client.delete(f"/files/{id}")):
        assert answer.status_code == 404 and answer.json()["error"]["type"] == "invalid_request_error"


CONTENT = bytes(range(200))


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [("bytes=0-9", 0, 10), ("bytes=150-", 150, 200), ("bytes=-5", 195, 200), ("bytes=190-900", 190, 200)],
)
def test_a_part_can_be_asked_for(emu: Emulator, client: httpx.Client, asked: str, start: int, stop: int) -> None:
    id = emu.add_file(CONTENT)["id"]
    answer = client.get(f"/files/{id}/content", headers={"Range": asked})
    assert answer.status_code == 206 and answer.content == CONTENT[start:stop]
    assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/200"


@pytest.mark.parametrize("asked", ["bytes=5-2", "lines=1-2", "bytes=0-1,5-6", "bytes=-", "bytes=a-b"])
def test_a_range_that_means_nothing_gets_everything(emu: Emulator, client: httpx.Client, asked: str) -> None:
    id = emu.add_file(CONTENT)["id"]
    answer = client.get(f"/files/{id}/content", headers={"Range": asked})
    assert answer.status_code == 200 and answer.content == CONTENT


@pytest.mark.parametrize("asked", ["bytes=200-", "bytes=500-600", "bytes=-0"])
def test_a_part_behind_the_end_is_a_416(emu: Emulator, client: httpx.Client, asked: str) -> None:
    id = emu.add_file(CONTENT)["id"]
    answer = client.get(f"/files/{id}/content", headers={"Range": asked})
    assert answer.status_code == 416 and answer.headers["content-range"] == "bytes */200"


def test_if_range_gives_a_part_only_of_the_same_version(emu: Emulator, client: httpx.Client) -> None:
    id = emu.add_file(CONTENT)["id"]
    etag = client.get(f"/files/{id}/content").headers["etag"]
    assert etag.startswith('"')
    headers = {"Range": "bytes=100-", "If-Range": etag}
    assert client.get(f"/files/{id}/content", headers=headers).content == CONTENT[100:]
    emu.replace_file(id, b"another")
    answer = client.get(f"/files/{id}/content", headers=headers)
    assert (answer.status_code, answer.content) == (200, b"another") and answer.headers["etag"] != etag


def test_a_file_on_disk_is_served_where_it_lies(emu: Emulator, client: httpx.Client, tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(CONTENT * 10_000)
    id = emu.add_file(path)["id"]
    assert client.get(f"/files/{id}/content").content == CONTENT * 10_000
    assert client.get(f"/files/{id}/content", headers={"Range": "bytes=1000001-1000100"}).content == CONTENT[1:101]
    client.delete(f"/files/{id}")
    assert path.exists()


def test_only_the_head_is_sent_to_those_who_ask_for_no_more(emu: Emulator, client: httpx.Client) -> None:
    id = emu.add_file(CONTENT)["id"]
    answer = client.head(f"/files/{id}/content")
    assert (answer.headers["content-length"], answer.content) == ("200", b"")


@pytest.mark.parametrize("on_disk", [False, True])
def test_a_large_output_is_the_same_from_wherever_it_is_read(
    emu: Emulator, client: httpx.Client, on_disk: bool
) -> None:
    batch = emu.seed_large(2_500_000, on_disk=on_disk)
    place = f"/files/{batch['output_file_id']}/content"
    whole = client.get(place).content
    assert len(whole) >= 2_500_000 and whole.endswith(b"}\n")
    for start in (1, 77_777, 1 << 20, len(whole) - 1):
        assert client.get(place, headers={"Range": f"bytes={start}-"}).content == whole[start:]
    lines = whole.splitlines()
    ids = {line.split(b'"custom_id": "')[1].split(b'"')[0] for line in lines}
    assert len(ids) == len(lines) == batch["request_counts"]["total"]


def test_what_is_in_the_data_folder_is_there_after_a_restart(tmp_path: Path) -> None:
    headers = {"Authorization": "Bearer x"}
    with Emulator(data=tmp_path) as emu, httpx.Client(base_url=emu.url, headers=headers, trust_env=False) as client:
        file = upload(client, b"abc").json()
    with Emulator(data=tmp_path) as emu, httpx.Client(base_url=emu.url, headers=headers, trust_env=False) as client:
        assert client.get("/files").json()["data"] == [file]
        assert client.get(f"/files/{file['id']}/content").content == b"abc"
        assert upload(client, b"abc").json()["id"] != file["id"]


def test_the_id_of_a_removed_file_never_comes_again(tmp_path: Path) -> None:
    headers = {"Authorization": "Bearer x"}
    gone = set()
    for _ in range(2):
        with Emulator(data=tmp_path) as emu, httpx.Client(base_url=emu.url, headers=headers, trust_env=False) as client:
            for _ in range(3):
                id = upload(client, b"abc").json()["id"]
                assert id not in gone
                gone.add(id)
                client.delete(f"/files/{id}")


def test_a_temporary_folder_goes_with_the_server() -> None:
    with Emulator() as emu:
        folder = emu.files.folder
        assert folder.exists()
    assert not folder.exists()


def test_the_same_contents_have_the_same_digest_however_they_are_held(emu: Emulator, tmp_path: Path) -> None:
    large = emu.files.get(emu.seed_large(300_000)["output_file_id"]).content
    disk = emu.files.get(emu.seed_large(300_000, on_disk=True)["output_file_id"]).content
    digests = {hashlib.sha256(b"".join(content.chunks(0, content.size))).hexdigest() for content in (large, disk)}
    assert len(digests) == 1
