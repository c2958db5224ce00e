from __future__ import annotations

import hashlib
import tracemalloc
from pathlib import Path

import pytest

from psopenai_py.engine.values.text import to_text
from psopenai_py.http import Client, RetryPolicy
from psopenai_py.openai.context_state import state_of

from ...faults.front import Front, Trick, answer
from ..command import asked, command, ids
from ..conftest import Service


def fields(service: Service) -> dict[str, str]:
    """The plain fields of the last upload."""
    return {p.name: p.data.decode() for p in service.emulator.requests[-1].parts if p.filename is None}


def content(service: Service, id_: object) -> bytes:
    found = service.emulator.files.get(to_text(id_)).content
    return b"".join(found.chunks(0, found.size))


# -- Add-OpenAIFile --------------------------------------------------------------------------------------------------


def test_a_file_is_uploaded_under_its_name(service: Service, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"\x00\xff\n")
    (file,) = service.output(f"Add-OpenAIFile {tmp_path}/in.jsonl -Purpose Batch -SkipCheck")
    assert (file["filename"], file["purpose"], content(service, file)) == ("in.jsonl", "batch", b"\x00\xff\n")
    assert service.output(f"Register-OpenAIFile {tmp_path}/in.jsonl -Purpose batch -SkipCheck")


def test_wildcards_and_pipes_upload_several(service: Service, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text(name)
    names = [f["filename"] for f in service.output(f"Add-OpenAIFile {tmp_path}/*.txt -Purpose user_data")]
    assert names == ["a.txt", "b.txt"]
    piped = service.output(f"Get-ChildItem {tmp_path} | Add-OpenAIFile -Purpose user_data")
    assert [f["filename"] for f in piped] == ["a.txt", "b.txt", "c.md"]


def test_a_name_with_brackets_is_a_name(service: Service, tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("x")
    (file,) = service.output(f"Add-OpenAIFile '{tmp_path}/a[1].txt' -Purpose user_data")
    assert file["filename"] == "a[1].txt"


def test_bytes_are_uploaded_under_a_name(service: Service) -> None:
    (file,) = service.output("Add-OpenAIFile -Content ([byte[]](104, 105)) -Name hi.txt -Purpose user_data")
    assert (file["filename"], content(service, file)) == ("hi.txt", b"hi")


def test_the_expiry_is_sent_as_the_service_wants_it(service: Service, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    service.output(f"Add-OpenAIFile {tmp_path}/a -Purpose batch -SkipCheck -ExpiresAfterSeconds 3600")
    assert fields(service) == {
        "purpose": "batch", "expires_after[anchor]": "created_at", "expires_after[seconds]": "3600",
    }  # fmt: skip


def test_a_file_that_is_not_there_is_said(service: Service) -> None:
    result = service.run("Add-OpenAIFile none.txt -Purpose batch")
    assert [e.error_id for e in result.errors] == ["FileNotFound"] and not service.emulator.requests


def test_a_large_file_is_sent_as_it_is_read(service: Service, tmp_path: Path) -> None:
    data = bytes(range(256)) * 80_000
    (tmp_path / "large").write_bytes(data)
    tracemalloc.start()
    try:
        (file,) = service.output(f"Add-OpenAIFile {tmp_path}/large -Purpose user_data")
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()
    assert hashlib.sha256(content(service, file)).digest() == hashlib.sha256(data).digest()


# -- Get-OpenAIFileContent -------------------------------------------------------------------------------------------


def test_content_comes_as_bytes(service: Service) -> None:
    file = service.emulator.add_file(b"\x00\x01\xfe")["id"]
    assert service.texts(f"Get-OpenAIFileContent {file}") == ["0", "1", "254"]
    assert service.texts(f"(Get-OpenAIFileContent {file})[2].GetType().Name") == ["Byte"]


def test_the_shell_command_writes_the_bytes_as_they_are(service: Service) -> None:
    service.emulator.api_key = None
    file = service.emulator.add_file("é\r\n")["id"]
    done = command(service.emulator, "Get-OpenAIFileContent", file)
    assert done.returncode == 0 and done.stdout == "é\n"  # the test's own text mode reads \r\n as \n


@pytest.mark.parametrize("fault", ["cut=50000,times=2", "no-length", "slow=50000000", "wrong-length=10,times=1"])
def test_content_goes_into_a_file_whatever_happens_on_the_way(service: Service, tmp_path: Path, fault: str) -> None:
    state_of(service.shell.session).client = Client(retry=RetryPolicy(sleep=lambda _: None))
    data = bytes(range(256)) * 1000
    file = service.emulator.add_file(data)["id"]
    service.emulator.add_fault(f"{fault},path=/files/*/content")
    assert service.output(f"Get-OpenAIFileContent {file} -OutFile {tmp_path}/out") == []
    assert (tmp_path / "out").read_bytes() == data


def test_a_folder_in_the_way_is_an_error(service: Service, tmp_path: Path) -> None:
    file = service.emulator.add_file(b"x")["id"]
    result = service.run(f"Get-OpenAIFileContent {file} -OutFile {tmp_path}")
    assert len(result.errors) == 1 and str(tmp_path) in result.errors[0].message


# -- the others ------------------------------------------------------------------------------------------------------


def test_files_are_listed_and_removed(service: Service) -> None:
    made = [service.emulator.add_file(b"x", f"{n}.txt", "user_data")["id"] for n in range(3)]
    assert sorted(ids(service.output("Get-OpenAIFile -Purpose user_data"))) == sorted(made)
    assert service.output("Get-OpenAIFile | Remove-OpenAIFile") == []
    assert service.output("Get-OpenAIFile") == []
    assert asked(service.emulator).count(("DELETE", f"/files/{made[0]}")) == 1


def test_all_files_are_listed_by_pages(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("psopenai_py.openai.files.get_openai_file.LARGEST_PAGE", 2)
    for n in range(5):
        service.emulator.add_file(b"x", f"{n}.txt")
    assert len(service.output("Get-OpenAIFile -All")) == 5 and len(service.emulator.requests) == 3


@pytest.mark.parametrize("cmdlet", ["Get-OpenAIFile", "Remove-OpenAIFile", "Get-OpenAIFileContent"])
def test_a_failed_input_of_the_shell_command_leaves_the_others_be(service: Service, cmdlet: str) -> None:
    service.emulator.api_key = None
    made = [service.emulator.add_file(b"x", f"{n}.txt")["id"] for n in range(2)]
    done = command(service.emulator, cmdlet, stdin=f"{made[0]}\nnone\n{made[1]}\n")
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert [r.route.split("/")[2] for r in service.emulator.requests] == [made[0], "none", made[1]]


REFUSAL = b'{"error": {"message": "the gateway is overloaded"}}'


@pytest.mark.parametrize("to_file", [False, True])
def test_an_error_in_place_of_a_file_is_not_written_as_the_file(
    service: Service, tmp_path: Path, to_file: bool
) -> None:
    """Some gateways send errors with status 200."""
    file = service.emulator.add_file(b"hello")["id"]
    with Front(service.emulator.url, [Trick("/files/*/content", answer(REFUSAL))]).running() as front:
        out = f" -OutFile {tmp_path}/out" if to_file else ""
        result = service.run(f"Get-OpenAIFileContent {file} -ApiBase {front.url}{out}")
        assert result.output == [] and "the gateway is overloaded" in result.errors[0].message
        assert list(tmp_path.iterdir()) == []
        front.tricks.append(Trick("/files/*", answer(REFUSAL)))  # nor does its object come
        assert len(service.run(f"Get-OpenAIFileContent {file} -ApiBase {front.url}{out}").errors) == 1


def test_a_file_that_holds_an_error_is_a_file(service: Service, tmp_path: Path) -> None:
    file = service.emulator.add_file(REFUSAL)["id"]
    assert service.output(f"Get-OpenAIFileContent {file} -OutFile {tmp_path}/out") == []
    assert (tmp_path / "out").read_bytes() == REFUSAL
