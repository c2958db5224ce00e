from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

import pytest

from psopenai_py.emulator import Emulator, output_line, request_line
from psopenai_py.errors import ExitCode
from psopenai_py.http import Client, RetryPolicy
from psopenai_py.http.transfer import OVERLAP
from psopenai_py.openai.batch import out_file, places
from psopenai_py.openai.batch.batch import BatchFacts, ResultFile
from psopenai_py.openai.batch.out_file import OutFile, Watch
from psopenai_py.openai.batch.places import LocalFile
from psopenai_py.openai.context_state import state_of

from ...faults.front import Caller, Front, Trick, answer
from ..command import asked, command, start, wait_for_part
from ..conftest import Service


@pytest.fixture
def emu() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


def names(path: Path) -> list[str]:
    return [json.loads(line)["custom_id"] for line in path.read_text().splitlines()]


def large_batch(emulator: Emulator, lines: int = 3000, name: str = "b1") -> bytes:
    """A batch whose output is a few megabytes; its text."""
    text = "".join(json.dumps(output_line(f"{name}-{n}", "x" * 500)) + "\n" for n in range(lines)).encode()
    file = emulator.add_file(text)["id"]
    counts = {"total": lines, "completed": lines, "failed": 0}
    emulator.add_batch([], id=name, output_file_id=file, request_counts=counts)
    return text


def test_both_files_of_a_batch_are_in_it(service: Service, tmp_path: Path) -> None:
    service.emulator.add_batch([output_line("a"), output_line("b", "no", 400)], id="b1")
    assert service.output(f"Get-BatchOutput b1 -OutFile {tmp_path}/out.jsonl") == []
    assert names(tmp_path / "out.jsonl") == ["a", "b"]
    assert os.listdir(tmp_path) == ["out.jsonl"]


def test_a_relative_path_counts_from_the_current_location(service: Service, tmp_path: Path) -> None:
    service.emulator.add_batch([output_line("a")], id="b1")
    service.output(f"Set-Location {tmp_path}; Get-BatchOutput b1 -OutFile out.jsonl; Set-Location -")
    assert names(tmp_path / "out.jsonl") == ["a"]


def test_many_batches_are_in_it_in_the_order_of_the_input(emu: Emulator, tmp_path: Path) -> None:
    for n in range(9):
        emu.add_batch([output_line(f"b{n}")], id=f"b{n}")
    order = [f"b{n}" for n in (3, 0, 8, 3, 5)]
    done = command(emu, "Get-BatchOutput", "-OutFile", tmp_path / "out.jsonl", stdin="\n".join(order))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert names(tmp_path / "out.jsonl") == order
    assert len([route for _, route in asked(emu) if route.endswith("/content")]) == 4  # no file is fetched twice


def test_a_last_line_without_end_is_ended_before_the_next_batch(service: Service, tmp_path: Path) -> None:
    for n in range(2):
        file = service.emulator.add_file(json.dumps(output_line(f"b{n}")))["id"]
        service.emulator.add_batch([], id=f"b{n}", output_file_id=file, request_counts=None)
    service.output(f"'b0', 'b1' | Get-BatchOutput -OutFile {tmp_path}/out.jsonl")
    assert names(tmp_path / "out.jsonl") == ["b0", "b1"]


def test_a_bad_id_among_many_leaves_the_others_in_the_file(emu: Emulator, tmp_path: Path) -> None:
    for name in ("b1", "b2"):
        emu.add_batch([output_line(name)], id=name)
    done = command(emu, "Get-BatchOutput", "-OutFile", tmp_path / "out.jsonl", stdin="b1\nnone\nb2\n")
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "none" in done.stderr
    assert names(tmp_path / "out.jsonl") == ["b1", "b2"]


def test_nothing_but_errors_leaves_an_older_file_alone(service: Service, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    for form in ("", "-OutputFormat Csv"):
        result = service.run(f"'none', 'nil' | Get-BatchOutput -OutFile {out} {form}")
        assert len(result.errors) == 2 and out.read_text() == "old" and os.listdir(tmp_path) == ["out.jsonl"]


def test_no_input_makes_an_empty_file(service: Service, tmp_path: Path) -> None:
    service.output(f"@() | Get-BatchOutput -OutFile {tmp_path}/out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == b""


@pytest.mark.parametrize("form", ["Json", "Csv", "Table", "List"])
def test_a_form_goes_into_the_file(service: Service, tmp_path: Path, form: str) -> None:
    service.emulator.add_batch([output_line("a"), output_line("b")], id="b1")
    lines = service.output(f"Get-BatchOutput b1 -OutputFormat {form}")
    service.output(f"Get-BatchOutput b1 -OutputFormat {form} -OutFile {tmp_path}/out")
    assert (tmp_path / "out").read_text() == "\n".join(lines) + "\n"
    assert os.listdir(tmp_path) == ["out"]


def test_joined_requests_go_into_the_file(service: Service, tmp_path: Path) -> None:
    service.emulator.add_batch([output_line("a")], id="b1")
    service.output(f"Get-BatchOutput b1 -IncludeInput -OutFile {tmp_path}/out")
    (line,) = (tmp_path / "out").read_text().splitlines()
    assert json.loads(line)["input"]["custom_id"] == "a"


def test_verbose_tells_the_usage_of_what_went_into_the_file(service: Service, tmp_path: Path) -> None:
    service.emulator.add_batch([output_line("a")], id="b1")
    assert "total_tokens" in service.run(f"Get-BatchOutput b1 -Verbose -OutFile {tmp_path}/out").verbose[-1]


# -- breaks ----------------------------------------------------------------------------------------------------------


def test_an_older_file_is_replaced_only_by_a_whole_one(emu: Emulator, tmp_path: Path) -> None:
    text, out = large_batch(emu), tmp_path / "out.jsonl"
    out.write_text("old")
    emu.add_fault("cut=100000,times=1,path=/files/*/content")
    emu.add_fault("404,after=1,path=/files/*/content")
    done = command(emu, "Get-BatchOutput", "b1", "-OutFile", out)
    assert done.returncode != 0 and out.read_text() == "old"
    emu.faults.clear()
    assert command(emu, "Get-BatchOutput", "b1", "-OutFile", out).returncode == 0
    assert out.read_bytes() == text and os.listdir(tmp_path) == ["out.jsonl"]


def test_a_killed_run_is_continued(emu: Emulator, tmp_path: Path) -> None:
    text, out = large_batch(emu), tmp_path / "out.jsonl"
    emu.add_fault("stall=500000,times=1,path=/files/*/content")
    process = start(emu, "Get-BatchOutput", "b1", "-OutFile", out)
    part = wait_for_part(process, tmp_path)
    process.kill()
    process.communicate()
    reached = part.stat().st_size
    assert 0 < reached < len(text) and not out.exists()
    done = command(emu, "Get-BatchOutput", "b1", "-OutFile", out)
    assert (done.returncode, done.stderr) == (0, "") and out.read_bytes() == text
    assert emu.requests[-1].headers["range"] == f"bytes={reached - OVERLAP}-"
    assert os.listdir(tmp_path) == ["out.jsonl"]


def test_an_interrupt_leaves_no_final_file(emu: Emulator, tmp_path: Path) -> None:
    large_batch(emu)
    emu.add_fault("stall=500000,path=/files/*/content")
    process = start(emu, "Get-BatchOutput", "b1", "-OutFile", tmp_path / "out.jsonl")
    wait_for_part(process, tmp_path)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130 and b"Traceback" not in said
    assert not (tmp_path / "out.jsonl").exists()


def test_a_broken_download_says_how_to_go_on(service: Service, tmp_path: Path) -> None:
    emu, out = service.emulator, tmp_path / "out.jsonl"
    text = large_batch(emu)
    emu.add_batch([output_line("other")], id="b2")
    emu.add_fault("cut=200000,times=1,path=/files/*/content")
    emu.add_fault("500,after=1,times=4,path=/files/*/content")
    state_of(service.shell.session).client = Client(retry=RetryPolicy(sleep=lambda _: None))
    result = service.run(f"'b1', 'b2' | Get-BatchOutput -OutFile {out}")
    assert [error.exit_code for error in result.errors] == [ExitCode.INCOMPLETE] and not out.exists()
    assert "was not written" in result.warnings[0] and "out.jsonl.parts" in result.warnings[0]
    service.output(f"'b1', 'b2' | Get-BatchOutput -OutFile {out}")
    assert out.read_bytes().startswith(text) and names(out)[-1] == "other"
    assert [r.headers.get("range") for r in emu.requests if "/content" in r.path][-1] == f"bytes={200_000 - OVERLAP}-"


def test_a_batch_that_cannot_be_had_whole_leaves_the_older_file_alone(service: Service, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    service.emulator.add_batch([output_line("a"), output_line("b", "no", 400)], id="b1")
    service.emulator.add_fault("404,after=1,path=/files/*/content")
    assert len(service.run(f"Get-BatchOutput b1 -OutFile {out}").errors) == 1
    assert out.read_text() == "old"


# -- places that do not take it --------------------------------------------------------------------------------------


def test_a_folder_in_the_way_is_said_before_anything_is_asked(emu: Emulator, tmp_path: Path) -> None:
    emu.add_batch([output_line("a")], id="b1")
    done = command(emu, "Get-BatchOutput", "b1", "-OutFile", tmp_path)
    assert done.returncode == 1 and str(tmp_path) in done.stderr and done.stderr.count("\n") == 1
    assert not emu.requests


@pytest.mark.parametrize("place", ["none/out.jsonl", "file/out.jsonl", "/proc/out.jsonl"])
def test_a_place_that_takes_no_file_is_said_before_anything_is_asked(emu: Emulator, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    emu.add_batch([output_line("a")], id="b1")
    done = command(emu, "Get-BatchOutput", "b1", "-OutFile", tmp_path / place)
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and not emu.requests


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MB; only root can make one."""
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True)
    if made.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("form", [(), ("-OutputFormat", "Json")])
def test_a_full_disk_is_one_error_and_keeps_the_older_file(
    emu: Emulator, small_disk: Path, form: tuple[str, ...]
) -> None:
    out = small_disk / "out.jsonl"
    out.write_text("old")
    text = large_batch(emu)
    emu.add_batch([output_line("a")], id="b2")
    done = command(emu, "Get-BatchOutput", "-OutFile", out, *form, stdin="b1\nb2\n")
    assert done.returncode == 5 and done.stderr.count("\n") == 1 and "No space left" in done.stderr
    assert str(out) in done.stderr and "out.jsonl.parts" in done.stderr
    assert out.read_text() == "old"
    subprocess.run(["mount", "-o", "remount,size=20m", small_disk], check=True)
    assert command(emu, "Get-BatchOutput", "-OutFile", out, *form, stdin="b1\nb2\n").returncode == 0
    assert out.read_bytes().startswith(text) if not form else json.loads(out.read_bytes())[-1]["custom_id"] == "a"
    assert os.listdir(small_disk) == ["out.jsonl"]
    assert any("range" in request.headers for request in emu.requests)  # the pieces were used


# -- the file that is there ------------------------------------------------------------------------------------------


def test_a_link_stays_a_link(service: Service, tmp_path: Path) -> None:
    service.emulator.add_batch([output_line("a")], id="b1")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "elsewhere" / "real")
    service.output(f"Get-BatchOutput b1 -OutFile {tmp_path}/out")
    assert (tmp_path / "out").is_symlink() and names(tmp_path / "elsewhere" / "real") == ["a"]
    assert os.listdir(tmp_path / "elsewhere") == ["real"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_the_mode_of_an_older_file_stays(service: Service, tmp_path: Path, mode: int) -> None:
    service.emulator.add_batch([output_line("a")], id="b1")
    for number, form in enumerate(("", "-OutputFormat Csv")):
        out = tmp_path / f"out{number}"
        out.touch(mode)
        out.chmod(mode)
        service.output(f"Get-BatchOutput b1 -OutFile {out} {form}")
        assert out.stat().st_mode & 0o777 == mode and out.stat().st_size


def test_a_read_only_file_is_left_alone(service: Service, tmp_path: Path) -> None:
    service.emulator.add_batch([output_line("a")], id="b1")
    out = tmp_path / "out"
    out.write_text("old")
    out.chmod(0o444)
    (error,) = service.run(f"Get-BatchOutput b1 -OutFile {out}").errors
    assert "read-only" in error.message
    assert out.read_text() == "old" and os.listdir(tmp_path) == ["out"] and not service.emulator.requests


@contextmanager
def held_halfway(emulator: Emulator, text: bytes) -> Iterator[tuple[str, threading.Event]]:
    """An address at which the download of ``text`` stays half done, until the event is set."""
    go_on = threading.Event()

    def send(caller: Caller) -> None:
        half = len(text) // 2
        caller.send(answer(text[:half], length=len(text)))
        go_on.wait(60)
        caller.send(text[half:])

    with Front(emulator.url, [Trick("/files/*/content", send, times=1)]).running() as front:
        yield front.url, go_on
        go_on.set()


def test_one_run_at_a_time_writes_a_file(emu: Emulator, tmp_path: Path) -> None:
    text, out = large_batch(emu), tmp_path / "out.jsonl"
    with held_halfway(emu, text) as (address, go_on):
        process = start(emu, "Get-BatchOutput", "b1", "-OutFile", out, "-ApiBase", address)
        wait_for_part(process, tmp_path)
        second = command(emu, "Get-BatchOutput", "b1", "-OutFile", out)
        assert second.returncode == 1 and "another run is writing this file" in second.stderr
        go_on.set()
        assert process.wait(60) == 0 and out.read_bytes() == text and os.listdir(tmp_path) == ["out.jsonl"]
    process.communicate()


# -- what an earlier run has left -------------------------------------------------------------------------------------


def kept_pieces(service: Service, out: Path) -> Path:
    """Have a run leave a whole piece of b1, because b2 cannot be had; the piece."""
    large_batch(service.emulator)
    large_batch(service.emulator, name="b2")
    state_of(service.shell.session).client = Client(retry=RetryPolicy(sleep=lambda _: None))
    service.emulator.add_fault("500,after=1,path=/files/*/content")
    assert service.run(f"'b1', 'b2' | Get-BatchOutput -OutFile {out}").errors and not out.exists()
    service.emulator.faults.clear()
    service.emulator.requests.clear()
    (piece,) = out.with_name(out.name + ".parts").glob("*.jsonl")
    return piece


def fetched(service: Service) -> int:
    return len([route for _, route in asked(service.emulator) if route.endswith("/content")])


def test_a_whole_piece_is_not_fetched_again(service: Service, tmp_path: Path) -> None:
    out = tmp_path / "out"
    os.utime(kept_pieces(service, out), (4e9, 4e9))  # also after the clock was set back
    service.output(f"'b1', 'b2' | Get-BatchOutput -OutFile {out}")
    assert len(names(out)) == 6000 and fetched(service) == 1


@pytest.mark.parametrize("kind", ["zeroed tail", "zeroed", "shorter", "longer", "other bytes", "no note"])
def test_a_piece_that_the_disk_has_not_kept_is_fetched_again(service: Service, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    piece = kept_pieces(service, out)
    text = piece.read_bytes()
    damaged = {
        "zeroed tail": text[:-4096] + bytes(4096),
        "zeroed": bytes(len(text)),
        "shorter": text[: text.index(b"\n") + 1],
        "longer": text + text[: text.index(b"\n") + 1],
        "other bytes": text.replace(b"xxx", b"yyy", 1),
        "no note": text,
    }
    piece.write_bytes(damaged[kind])
    if kind == "no note":
        piece.with_name(piece.name + ".json").unlink()
    service.output(f"'b1', 'b2' | Get-BatchOutput -OutFile {out}")
    assert out.read_bytes().startswith(text) and len(names(out)) == 6000 and fetched(service) == 2


def test_a_piece_that_takes_the_name_at_once_needs_no_checksum(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = large_batch(service.emulator)
    summed: list[int] = []

    def counted(data: bytes, start: int = 0) -> int:
        summed.append(len(data))
        return crc32(data, start)

    monkeypatch.setattr(out_file, "crc32", counted)
    service.output(f"Get-BatchOutput b1 -OutFile {tmp_path}/out")
    assert (tmp_path / "out").read_bytes() == text and not summed
    large_batch(service.emulator, 10, "b2")
    service.output(f"'b1', 'b2' | Get-BatchOutput -OutFile {tmp_path}/both")
    assert sum(summed) == (tmp_path / "both").stat().st_size


def test_a_piece_that_could_not_take_the_name_is_not_fetched_again(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = large_batch(service.emulator)
    with monkeypatch.context() as patch:
        patch.setattr(places, "give_name", lambda made, target: os.close(-1))
        error = service.shell.run(f"Get-BatchOutput b1 -OutFile {tmp_path}/out").terminated_by
    assert error is not None and "Bad file descriptor" in error.message and os.listdir(tmp_path) == ["out.parts"]
    service.output(f"Get-BatchOutput b1 -OutFile {tmp_path}/out")
    assert (tmp_path / "out").read_bytes() == text and fetched(service) == 1
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("zeros", [1, 100, 50_000])
def test_a_part_with_a_zeroed_tail_is_not_continued(service: Service, tmp_path: Path, zeros: int) -> None:
    out = tmp_path / "out"
    text = large_batch(service.emulator)
    state_of(service.shell.session).client = Client(retry=RetryPolicy(sleep=lambda _: None))
    service.emulator.add_fault("cut=200000,times=1,path=/files/*/content")
    service.emulator.add_fault("500,after=1,path=/files/*/content")
    service.run(f"Get-BatchOutput b1 -OutFile {out}")
    service.emulator.faults.clear()
    (part,) = tmp_path.glob("out.parts/*.part")
    part.write_bytes(part.read_bytes()[:-zeros] + bytes(zeros))
    service.output(f"Get-BatchOutput b1 -OutFile {out}")
    assert out.read_bytes() == text


# -- results that the service does not have --------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["", "-OutputFormat Json"])
def test_what_the_service_holds_short_waits_and_can_be_had(service: Service, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    counts = {"total": 3, "completed": 3, "failed": 0}
    service.emulator.add_batch([output_line("a")], id="b1", request_counts=counts)
    service.emulator.add_batch([output_line("b")], id="b2")
    script = f"'b1', 'b2' | Get-BatchOutput -OutFile {out} {form}"
    result = service.run(script)
    assert [error.exit_code for error in result.errors] == [ExitCode.INCOMPLETE] and not out.exists()
    assert "out.parts" in result.warnings[0] and "-AllowIncomplete" in result.warnings[0]
    assert "results of b1 are" in result.warnings[0]
    result = service.run(f"{script} -AllowIncomplete")
    assert [error.exit_code for error in result.errors] == [ExitCode.INCOMPLETE] and os.listdir(tmp_path) == ["out"]
    service.emulator.batches.update("b1", {"request_counts": {"total": 1, "completed": 1, "failed": 0}})
    out.unlink()
    service.output(script)
    assert out.exists()


def test_a_batch_that_runs_holds_the_name_back(service: Service, tmp_path: Path) -> None:
    service.emulator.add_batch([output_line("a")], id="b1")
    service.emulator.add_batch(id="b2", requests=[request_line("x")], statuses=["in_progress"])
    result = service.run(f"'b1', 'b2' | Get-BatchOutput -OutFile {tmp_path}/out")
    assert len(result.errors) == 1 and not (tmp_path / "out").exists() and "b2" in result.warnings[0]


@pytest.mark.parametrize("status", ["expired", "cancelled"])
def test_a_batch_that_ended_early_is_complete_with_what_it_has(service: Service, tmp_path: Path, status: str) -> None:
    counts = {"total": 9, "completed": 5, "failed": 0}
    service.emulator.add_batch([output_line("a")], status, "b1", request_counts=counts)
    assert service.run(f"Get-BatchOutput b1 -OutFile {tmp_path}/out").errors == []
    assert names(tmp_path / "out") == ["a"]


def test_a_folder_that_goes_away_is_one_error(emu: Emulator, tmp_path: Path) -> None:
    text = large_batch(emu)
    folder = tmp_path / "folder"
    folder.mkdir()
    with held_halfway(emu, text) as (address, go_on):
        process = start(emu, "Get-BatchOutput", "b1", "-OutFile", folder / "out.jsonl", "-ApiBase", address)
        wait_for_part(process, folder)
        shutil.rmtree(folder)
        go_on.set()
        _, said = process.communicate(timeout=60)
    assert process.returncode == 5 and said.count(b"\n") == 1 and b"out.jsonl was not written" in said


@pytest.mark.parametrize("name", ["a" * 249 + ".jsonl", "ä" * 125 + ".csv", "a" * 249 + ".jsonl"])
def test_a_name_as_long_as_a_file_system_takes_is_written(service: Service, tmp_path: Path, name: str) -> None:
    service.emulator.add_batch([output_line("a"), output_line("b", "no", 400)], id="b1")
    assert service.output(f"Get-BatchOutput b1 -OutFile '{tmp_path}/{name}'") == []
    report = name.rpartition(".")[0] + ".html"
    assert service.output(f"Measure-Batch b1 -OutFile '{tmp_path}/{report}'") == []
    assert sorted(os.listdir(tmp_path)) == sorted([name, report])


@pytest.mark.parametrize("file_id", ["..", ".", "a/b", "x" * 300, "\u00fc \n", ".lock", "CON"])
def test_any_id_names_a_piece_in_the_folder(service: Service, tmp_path: Path, file_id: str) -> None:
    out = OutFile(LocalFile(tmp_path / "out"))
    out.prepare()

    def download(target: Path, *, watch: Watch) -> int:
        target.write_bytes(b"{}\n")
        watch(0, b"{}\n")
        return 3

    piece = out.fetch(BatchFacts({"id": "b1"}), ResultFile("output", file_id), download, lambda count: None)
    assert piece.path.parent == out.parts and piece.count == 1
    out.add(piece)
    out.finish()
    out.leave()
    assert os.listdir(tmp_path) == ["out"]
