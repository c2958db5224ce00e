"""Uploads in parts."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import threading
from pathlib import Path

import pytest

from psopenai_py.emulator import request_line
from psopenai_py.openai.files import add_openai_file
from psopenai_py.openai.files.uploads import Slice, _Digest

from ..command import command
from ..conftest import KEY, Service

CONTENT = bytes(range(256)) * 10


def upload(service: Service, place: Path, words: str = "-PartSize 1000") -> list[str]:
    (place / "a.bin").write_bytes(CONTENT)
    script = f"$f = Add-OpenAIFile '{place}/a.bin' -Purpose user_data {words}; $f.PSTypeNames[0]; $f.id; $f.filename"
    return service.texts(script)


def routes(service: Service) -> list[str]:
    """What was called, without ids."""
    return [r.route.rpartition("/")[2] if r.route.count("/") > 1 else r.route for r in service.emulator.requests]


def test_a_file_is_uploaded_in_parts_and_checked(service: Service, tmp_path: Path) -> None:
    kind, id, name = upload(service, tmp_path, "-PartSize 1000 -ExpiresAfterSeconds 3600")
    assert (kind, name) == ("PSOpenAI.File", "a.bin")
    assert b"".join(service.emulator.files.get(id).content.chunks(0, len(CONTENT))) == CONTENT
    assert routes(service) == ["/uploads", "parts", "parts", "parts", "complete"]
    first, last = service.bodies[0], service.bodies[-1]
    assert first == {
        "filename": "a.bin", "bytes": 2560, "mime_type": "application/octet-stream", "purpose": "user_data",
        "expires_after": {"anchor": "created_at", "seconds": 3600},
    }  # fmt: skip
    assert last["md5"] == hashlib.md5(CONTENT).hexdigest() and len(last["part_ids"]) == 3
    sizes = [part.size for request in service.emulator.requests for part in request.parts]
    assert sizes == [1000, 1000, 560]


def test_additions_to_the_body_are_for_the_beginning_alone(service: Service, tmp_path: Path) -> None:
    upload(service, tmp_path, "-PartSize 2000 -AdditionalBody @{ x = 1 }")
    first, last = service.bodies[0], service.bodies[-1]
    assert first["x"] == 1 and "x" not in last
    assert [part.name for request in service.emulator.requests for part in request.parts] == ["data", "data"]


def test_a_small_file_is_uploaded_at_once(service: Service, tmp_path: Path) -> None:
    upload(service, tmp_path, "")
    assert routes(service) == ["/files"]


def test_a_file_above_the_limit_is_uploaded_in_parts_by_itself(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(add_openai_file, "LARGEST_WHOLE", len(CONTENT) - 1)
    upload(service, tmp_path, "")
    assert routes(service) == ["/uploads", "parts", "complete"]


@pytest.mark.parametrize("fault", ["503,retry_after_ms=1", "disconnect"])
def test_a_part_that_fails_is_sent_again(service: Service, tmp_path: Path, fault: str) -> None:
    service.emulator.add_fault(f"{fault},path=/uploads/*/parts,after=1,times=1")
    (_, id, _) = upload(service, tmp_path)
    assert b"".join(service.emulator.files.get(id).content.chunks(0, len(CONTENT))) == CONTENT
    assert routes(service).count("parts") == 4


def test_an_upload_that_cannot_be_completed_is_cancelled(service: Service, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(CONTENT)
    service.emulator.add_fault("400,path=/uploads/*/parts,after=1,times=1")
    result = service.run(f"Add-OpenAIFile '{tmp_path}/a.bin' -Purpose user_data -PartSize 1000")
    assert [error.fully_qualified_error_id for error in result.errors] == ["BadRequestException,Add-OpenAIFile"]
    assert routes(service) == ["/uploads", "parts", "parts", "cancel"]


def test_bytes_are_uploaded_in_parts_too(service: Service) -> None:
    script = "(Add-OpenAIFile -Content ([byte[]](1..9)) -Name a.bin -Purpose user_data -PartSize 4).bytes"
    assert service.output(script) == [9]


def test_a_part_is_a_file_of_its_own_and_counts_once_in_the_checksum() -> None:
    digest = _Digest()
    file = io.BytesIO(b"0123456789")
    part = Slice(file, 2, 5, digest)
    assert part.read(3) == b"234" and part.tell() == 3
    assert part.seek(0, 2) == 5 and part.read() == b""
    part.seek(0)
    assert part.read() == b"23456"
    assert digest.text() == hashlib.md5(b"0123456"[2:]).hexdigest()


@pytest.mark.parametrize(
    ("cmdlet", "more"),
    [
        ("Start-Batch", []),
        ("Test-BatchInput", []),
        ("Add-OpenAIFile", ["-Purpose", "batch"]),
        ("Add-OpenAIFile", ["-Purpose", "user_data"]),
        ("New-BatchRequest", ["-Message", "{text}", "-InputFormat", "Jsonl", "-Path"]),
    ],
)
def test_what_a_pipe_holds_is_taken_like_a_file(service: Service, tmp_path: Path, cmdlet: str, more: list[str]) -> None:
    """A shell's ``<(...)`` is such a path."""
    line = json.dumps({**request_line("a"), "text": "Hi"} if cmdlet == "New-BatchRequest" else request_line("a"))
    os.mkfifo(tmp_path / "in.jsonl")
    writer = threading.Thread(target=(tmp_path / "in.jsonl").write_text, args=(f"{line}\n",), daemon=True)
    writer.start()
    words = [*more, "in.jsonl"] if more[-1:] == ["-Path"] else ["in.jsonl", *more]
    done = command(service.emulator, cmdlet, *words, cwd=tmp_path, OPENAI_API_KEY=KEY, XDG_STATE_HOME=str(tmp_path))
    writer.join(10)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    (found,) = map(json.loads, done.stdout.splitlines())
    if cmdlet == "Add-OpenAIFile":
        assert found["filename"] == "in.jsonl" and found["bytes"] == len(line) + 1
    else:
        assert found.get("IsValid", True) and found.get("object", "batch") == "batch"


def test_what_comes_compressed_through_a_pipe_is_unpacked(service: Service, tmp_path: Path) -> None:
    rows = [{**request_line("a"), "text": "Hi"}, {**request_line("b"), "text": "Ho"}]
    data = gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode())
    for words in (["Test-BatchInput"], ["New-BatchRequest", "{text}", "-InputFormat", "Jsonl", "-Path"]):
        (tmp_path / "in.gz").unlink(missing_ok=True)
        os.mkfifo(tmp_path / "in.gz")
        writer = threading.Thread(target=(tmp_path / "in.gz").write_bytes, args=(data,), daemon=True)
        writer.start()
        done = command(service.emulator, *words, "in.gz", cwd=tmp_path, XDG_STATE_HOME=str(tmp_path))
        writer.join(10)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        assert len(done.stdout.splitlines()) == (1 if words == ["Test-BatchInput"] else 2)
