"""Vector stores, files in them, batches of files, search; containers and uploads."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from psopenai_py.emulator import Emulator

STORE = "/vector_stores/vs_1"


@pytest.fixture
def files(emu: Emulator) -> list[str]:
    """Three files: two texts and one that has no text."""
    emu.add_file(b"Bread needs flour, water and salt.", "bread.txt", "assistants", id="file-bread")
    emu.add_file(b"Soup needs water, leek and time.", "soup.md", "assistants", id="file-soup")
    emu.add_file(b"\x89PNG", "photo.png", "assistants", id="file-photo")
    return ["file-bread", "file-soup", "file-photo"]


@pytest.fixture
def store(emu: Emulator, files: list[str]) -> dict[str, Any]:
    return emu.add_object("/vector_stores", {"name": "Kitchen", "file_ids": files}, "vs_1")


def test_files_are_read_after_a_while(client: httpx.Client, store: dict[str, Any]) -> None:
    assert store["file_counts"] == {"in_progress": 3, "completed": 0, "failed": 0, "cancelled": 0, "total": 3}
    assert store["status"] == "in_progress"
    found = client.get(STORE).json()
    assert found["file_counts"] == {"in_progress": 0, "completed": 2, "failed": 1, "cancelled": 0, "total": 3}
    assert found["status"] == "completed" and found["usage_bytes"] == 66
    (failed,) = client.get(f"{STORE}/files", params={"filter": "failed"}).json()["data"]
    assert failed["id"] == "file-photo" and failed["last_error"]["code"] == "unsupported_file"
    assert client.get(f"{STORE}/files/file-soup/content").json()["data"][0]["text"].startswith("Soup")


def test_a_file_is_added_described_and_taken_out(client: httpx.Client, emu: Emulator, files: list[str]) -> None:
    emu.add_object("/vector_stores", id="vs_1")
    made = client.post(f"{STORE}/files", json={"file_id": "file-soup", "attributes": {"kind": "soup"}}).json()
    assert (made["id"], made["status"], made["vector_store_id"]) == ("file-soup", "in_progress", "vs_1")
    assert client.get(f"{STORE}/files/file-soup").json() == {**made, "status": "completed"}
    changed = client.post(f"{STORE}/files/file-soup", json={"attributes": {"kind": "stew"}}).json()
    assert changed["attributes"] == {"kind": "stew"}
    assert client.delete(f"{STORE}/files/file-soup").json()["deleted"] is True
    assert client.get(f"{STORE}/files/file-soup").status_code == 404
    assert client.get("/files/file-soup").status_code == 200
    assert client.post(f"{STORE}/files", json={"file_id": "file-none"}).status_code == 404


def test_a_batch_of_files_ends(client: httpx.Client, emu: Emulator, files: list[str]) -> None:
    emu.add_object("/vector_stores", id="vs_1")
    batch = client.post(f"{STORE}/file_batches", json={"file_ids": files}).json()
    assert batch["status"] == "in_progress" and batch["file_counts"]["total"] == 3
    ended = client.get(f"{STORE}/file_batches/{batch['id']}").json()
    assert ended["status"] == "completed" and ended["file_counts"]["failed"] == 1
    listed = client.get(f"{STORE}/file_batches/{batch['id']}/files", params={"filter": "completed", "order": "asc"})
    assert [row["id"] for row in listed.json()["data"]] == ["file-bread", "file-soup"]
    assert client.post(f"{STORE}/file_batches/{batch['id']}/cancel").status_code == 400


def test_a_batch_of_files_can_be_cancelled(client: httpx.Client, emu: Emulator, files: list[str]) -> None:
    emu.add_object("/vector_stores", id="vs_1")
    given = [{"file_id": id, "attributes": {"n": n}} for n, id in enumerate(files)]
    batch = client.post(f"{STORE}/file_batches", json={"files": given}).json()
    stopping = client.post(f"{STORE}/file_batches/{batch['id']}/cancel").json()
    assert (stopping["status"], stopping["file_counts"]["cancelled"]) == ("cancelling", 3)
    assert client.get(f"{STORE}/file_batches/{batch['id']}").json()["status"] == "cancelled"


def test_a_search_finds_what_shares_words(client: httpx.Client, store: dict[str, Any]) -> None:
    answer = client.post(f"{STORE}/search", json={"query": "soup with leek"}).json()
    assert answer["search_query"] == ["soup with leek"]
    (best,) = answer["data"]
    assert best["filename"] == "soup.md" and 0 < best["score"] < 1 and "leek" in best["content"][0]["text"]
    both = client.post(f"{STORE}/search", json={"query": ["water", "leek"]}).json()["data"]
    assert [row["file_id"] for row in both] == ["file-soup", "file-bread"]
    assert len(client.post(f"{STORE}/search", json={"query": "water", "max_num_results": 1}).json()["data"]) == 1
    high = {"query": "water", "ranking_options": {"score_threshold": 0.99}}
    assert client.post(f"{STORE}/search", json=high).json()["data"] == []
    for bad in ({}, {"query": "x", "max_num_results": 51}):
        assert client.post(f"{STORE}/search", json=bad).status_code == 400


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"type": "eq", "key": "kind", "value": "soup"}, ["file-soup"]),
        ({"type": "ne", "key": "kind", "value": "soup"}, ["file-bread"]),
        ({"type": "gte", "key": "year", "value": 2025}, ["file-soup"]),
        ({"type": "lt", "key": "year", "value": "x"}, []),
        ({"type": "in", "key": "kind", "value": ["soup", "cake"]}, ["file-soup"]),
        (
            {"type": "or", "filters": [{"type": "eq", "key": "year", "value": 2024}, {"type": "gt", "key": "year",
                                                                                      "value": 2024}]},
            ["file-bread", "file-soup"],
        ),
        ({"type": "and", "filters": [{"type": "nin", "key": "kind", "value": ["soup"]}]}, ["file-bread"]),
    ],
)  # fmt: skip
def test_a_search_is_limited_by_attributes(
    client: httpx.Client, emu: Emulator, files: list[str], filters: dict[str, Any], found: list[str]
) -> None:
    emu.add_object("/vector_stores", id="vs_1")
    for id, attributes in (
        ("file-bread", {"kind": "bread", "year": 2024}),
        ("file-soup", {"kind": "soup", "year": 2026}),
    ):
        client.post(f"{STORE}/files", json={"file_id": id, "attributes": attributes})
    rows = client.post(f"{STORE}/search", json={"query": "water", "filters": filters}).json()["data"]
    assert sorted(row["file_id"] for row in rows) == found


def test_a_long_file_is_searched_in_pieces(client: httpx.Client, emu: Emulator) -> None:
    text = " ".join(f"word{n}" for n in range(500))
    emu.add_file(text.encode(), "long.txt", "assistants", id="file-long")
    emu.add_object("/vector_stores", id="vs_1")
    chunking = {"type": "static", "static": {"max_chunk_size_tokens": 100, "chunk_overlap_tokens": 20}}
    client.post(f"{STORE}/files", json={"file_id": "file-long", "chunking_strategy": chunking})
    rows = client.post(f"{STORE}/search", json={"query": "word90"}).json()["data"]
    assert len(rows) == 2 and all(len(row["content"][0]["text"].split()) == 100 for row in rows)


def test_a_store_takes_its_files_along(client: httpx.Client, store: dict[str, Any]) -> None:
    assert client.delete(STORE).json()["object"] == "vector_store.deleted"
    assert client.get(f"{STORE}/files").status_code == 404


# -- containers --------------------------------------------------------------------------------------------------------


def test_a_container_has_files(client: httpx.Client, emu: Emulator, files: list[str]) -> None:
    made = client.post("/containers", json={"name": "lab", "file_ids": ["file-bread"], "memory_limit": "4g"}).json()
    assert made["status"] == "running" and made["memory_limit"] == "4g" and made["expires_after"]["minutes"] == 20
    path = f"/containers/{made['id']}/files"
    sent = client.post(path, files={"file": ("data.csv", b"a,b\n1,2\n")}).json()
    assert (sent["path"], sent["bytes"], sent["source"]) == ("/mnt/data/data.csv", 8, "user")
    copied = client.post(path, json={"file_id": "file-soup"}).json()
    assert copied["path"] == "/mnt/data/soup.md"
    client.delete("/files/file-soup")
    assert client.get(f"{path}/{copied['id']}/content").content.startswith(b"Soup")
    assert client.get(f"{path}/{sent['id']}/content").content == b"a,b\n1,2\n"
    assert len(client.get(path).json()["data"]) == 3
    assert client.delete(f"{path}/{sent['id']}").json()["object"] == "container.file.deleted"
    assert client.get(f"{path}/{sent['id']}/content").status_code == 404
    for bad in ({}, {"name": "x", "memory_limit": "3g"}, {"name": "x", "file_ids": ["file-none"]}):
        assert client.post("/containers", json=bad).status_code in (400, 404)


# -- uploads -----------------------------------------------------------------------------------------------------------


def test_an_upload_in_parts_becomes_a_file(client: httpx.Client, emu: Emulator) -> None:
    asked = {"filename": "long.jsonl", "purpose": "batch", "bytes": 9, "mime_type": "application/jsonl"}
    upload = client.post("/uploads", json=asked).json()
    assert (upload["object"], upload["status"]) == ("upload", "pending")
    path = f"/uploads/{upload['id']}"
    parts = [
        client.post(f"{path}/parts", files={"data": ("p", data)}).json()["id"] for data in (b"six", b"four", b"to")
    ]
    for ids in (parts[:1], ["part_none"], []):
        assert client.post(f"{path}/complete", json={"part_ids": ids}).status_code in (400, 404)
    assert client.post(f"{path}/complete", json={"part_ids": parts, "md5": "0"}).status_code == 400
    ended = client.post(f"{path}/complete", json={"part_ids": [parts[1], parts[0], parts[2]]}).json()
    assert ended["status"] == "completed" and ended["file"]["filename"] == "long.jsonl"
    assert client.get(f"/files/{ended['file']['id']}/content").content == b"foursixto"
    assert client.post(f"{path}/parts", files={"data": ("p", b"x")}).status_code == 400


def test_an_upload_can_be_cancelled(client: httpx.Client, emu: Emulator) -> None:
    asked = {"filename": "a", "purpose": "batch", "bytes": 1, "mime_type": "text/plain"}
    path = f"/uploads/{client.post('/uploads', json=asked).json()['id']}"
    client.post(f"{path}/parts", files={"data": ("p", b"x")})
    assert client.post(f"{path}/cancel").json()["status"] == "cancelled"
    assert client.post(f"{path}/complete", json={"part_ids": ["x"]}).status_code == 400
    assert not [path for path in emu.files.folder.iterdir() if path.name.startswith("content-")]
