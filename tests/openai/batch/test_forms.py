"""The forms of files of results, and the places that they go to."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.emulator import Emulator, output_line, request_line
from psopenai_py.errors import ExitCode
from psopenai_py.openai.batch.forms import Form, form_of
from psopenai_py.openai.batch.places import cache_folder, place_of

from ..command import command
from ..conftest import KEY, Service

parquet = pytest.importorskip("pyarrow.parquet")

LINES = [output_line("a", "One, two"), output_line("b", "=1+1"), output_line("c", "bad", 400)]


@pytest.fixture
def emu() -> Iterator[Emulator]:
    with Emulator() as emulator:
        emulator.add_batch(LINES, id="b1")
        emulator.add_batch([output_line("d")], id="b2")
        yield emulator


@pytest.mark.parametrize(
    "name, asked, form",
    [
        ("x.jsonl", None, Form("Jsonl", False)),
        ("x", None, Form("Jsonl", False)),
        ("x.txt.gz", None, Form("Jsonl", True)),
        ("X.CSV", None, Form("Csv", False)),
        ("x.csv.gz", None, Form("Csv", True)),
        ("x.json", None, Form("Json", False)),
        ("s3://b/x.tsv", None, Form("Tsv", False)),
        ("x.parquet", None, Form("Parquet", False)),
        ("x.parquet", "Csv", Form("Csv", False)),
        ("x.dat", "Parquet", Form("Parquet", False)),
    ],
)
def test_what_was_asked_for_counts_before_the_ending(name: str, asked: str | None, form: Form) -> None:
    assert form_of(name, asked) == form


@pytest.mark.parametrize("name", ["x.xlsx", "X.HTML", "a/b.yaml", "x.zst", "x.mdb", "x.duckdb", "x.xlsm"])
def test_an_ending_that_promises_another_form_is_refused(service: Service, tmp_path: Path, name: str) -> None:
    service.emulator.add_batch(LINES, id="b1")
    (error,) = service.run(f"Get-BatchOutput b1 -OutFile '{tmp_path}/{name}'").errors
    assert error.exit_code == ExitCode.USAGE and "-OutputFormat" in error.message
    assert os.listdir(tmp_path) == []
    assert form_of(name, "Csv").name == "Csv"


def test_a_file_in_memory_is_none(service: Service) -> None:
    service.emulator.add_batch(LINES, id="b1")
    (error,) = service.run("Get-BatchOutput b1 -OutFile memory://x.jsonl").errors
    assert error.exit_code == ExitCode.USAGE and "ends with this program" in error.message


def test_the_ending_decides(service: Service, tmp_path: Path) -> None:
    service.emulator.add_batch(LINES, id="b1")
    plain = service.output("Get-BatchOutput b1 -OutputFormat Csv")
    for name in ("x.csv", "x.csv.gz", "x.json", "x.jsonl.gz", "x.parquet"):
        service.output(f"Get-BatchOutput b1 -OutFile {tmp_path}/{name}")
    assert (tmp_path / "x.csv").read_text().splitlines() == plain
    assert gzip.decompress((tmp_path / "x.csv.gz").read_bytes()) == (tmp_path / "x.csv").read_bytes()
    assert [item["custom_id"] for item in json.loads((tmp_path / "x.json").read_text())] == ["a", "b", "c"]
    lines = gzip.decompress((tmp_path / "x.jsonl.gz").read_bytes()).splitlines()
    assert [json.loads(line) for line in lines] == LINES
    table = parquet.read_table(tmp_path / "x.parquet")
    assert table["custom_id"].to_pylist() == ["a", "b", "c"] and table["status_code"].to_pylist() == [200, 200, 400]
    assert json.loads(table["body"][0].as_py()) == LINES[0]["response"]["body"]
    assert len(os.listdir(tmp_path)) == 5  # nothing is left beside them


def test_equal_results_are_equal_compressed_files(service: Service, tmp_path: Path) -> None:
    service.emulator.add_batch(LINES, id="b1")
    for name in ("one.gz", "two.gz"):
        service.output(f"Get-BatchOutput b1 -OutFile {tmp_path}/{name}")
    assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "two.gz").read_bytes()


def test_columns_that_were_asked_for_are_in_every_form(service: Service, tmp_path: Path) -> None:
    service.emulator.add_batch(LINES[:1], id="b1")
    more = "-Property custom_id,response.body.model,response.body.usage"
    for name in ("x.csv", "x.jsonl", "x.parquet"):
        service.output(f"Get-BatchOutput b1 {more} -OutFile {tmp_path}/{name}")
    assert "response.body.model" in (tmp_path / "x.csv").read_text().splitlines()[0]
    row = json.loads((tmp_path / "x.jsonl").read_text())
    assert list(row) == ["custom_id", "response.body.model", "response.body.usage"]
    table = parquet.read_table(tmp_path / "x.parquet").to_pylist()[0]
    assert list(table)[:3] == ["custom_id", "status_code", "answer"] and "body" not in table
    assert table["response.body.model"] == row["response.body.model"]
    assert json.loads(table["response.body.usage"]) == row["response.body.usage"]


def test_what_cannot_be_is_refused_before_any_request(service: Service, tmp_path: Path) -> None:
    service.emulator.requests.clear()
    for words, part in (
        (f"-OutFile {tmp_path}/x.parquet.gz", "compressed already"),
        ("-OutputFormat Parquet", "-OutFile"),
        ("-PartitionBy batch_id", "-OutFile"),
        (f"-OutFile {tmp_path}/x -PartitionBy nothing", "'nothing'"),
        (f"-OutFile {tmp_path}/x -PartitionBy batch_id -OutputFormat Csv", "Csv"),
        ("-OutFile nosuch://x/y", "nosuch://"),
    ):
        (error,) = service.shell.run(f"Get-BatchOutput b1 {words}").errors
        assert part in error.message, words
    assert not service.emulator.requests


def test_a_missing_library_says_what_to_install(emu: Emulator, tmp_path: Path) -> None:
    for name, target, extra in (("pyarrow", "x.parquet", "frames"), ("fsspec", "s3://b/x.csv", "cloud")):
        (tmp_path / f"{name}.py").write_text("raise ImportError('not here')\n")
        done = command(emu, "Get-BatchOutput", "b1", "-OutFile", target, cwd=tmp_path, PYTHONPATH=str(tmp_path))
        assert done.returncode == 2 and f"pip install 'psopenai-py[{extra}]'" in done.stderr


# -- a spreadsheet ----------------------------------------------------------------------------------------------------


def test_cells_that_would_be_formulas_are_defused_on_demand(service: Service, tmp_path: Path) -> None:
    lines = [output_line("=cmd|' /C calc'!A0", "+1"), output_line("x", "@SUM(A1)"), output_line("y", "-3.5")]
    service.emulator.add_batch(lines, id="b1")
    safe = "\n".join(service.output("Get-BatchOutput b1 -OutputFormat Csv -SafeCsv"))
    assert "\"'=cmd|" in safe and "'@SUM(A1)" in safe and '"+1"' in safe and '"-3.5"' in safe
    assert '"=cmd|' in "\n".join(service.output("Get-BatchOutput b1 -OutputFormat Csv"))
    service.output(f"Get-BatchOutput b1 -SafeCsv -OutFile {tmp_path}/x.csv")
    assert (tmp_path / "x.csv").read_text().splitlines() == safe.splitlines()


def test_the_shell_command_defuses_in_every_cmdlet(emu: Emulator) -> None:
    emu.add_file(b"x", "=HYPERLINK(1)", "batch")
    done = command(emu, "Get-OpenAIFile", "-Purpose", "batch", "-OutputFormat", "Csv", "-SafeCsv")
    assert done.returncode == 0 and "'=HYPERLINK(1)" in done.stdout
    done = command(emu, "Get-BatchOutput", "b1", "-OutputFormat", "Tsv", "--safe-csv")
    assert "'=1+1" in done.stdout


# -- Parquet on standard output ---------------------------------------------------------------------------------------


def test_parquet_goes_into_a_pipe(emu: Emulator, tmp_path: Path) -> None:
    for words, column, wanted in (
        (["Get-BatchOutput", "b1"], "custom_id", ["a", "b", "c"]),
        (["Get-Batch", "-All"], "status", ["completed", "completed"]),
        (["Get-Batch", "-All", "-Property", "id,request_counts.total"], "request_counts.total", [1, 3]),
    ):
        with open(tmp_path / "x.parquet", "wb") as out:
            done = subprocess.run(
                [sys.executable, "-c", "from psopenai_py.frontends.cli import run; run()", *words, "-OutputFormat",
                 "Parquet"],
                stdout=out, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                env={**os.environ, "OPENAI_API_BASE": emu.url, "OPENAI_API_KEY": "k"}, timeout=60,
            )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")
        assert parquet.read_table(tmp_path / "x.parquet")[column].to_pylist() == wanted


# -- data sets --------------------------------------------------------------------------------------------------------


def test_a_data_set_has_a_folder_for_each_batch(service: Service, tmp_path: Path) -> None:
    from pyarrow import dataset

    service.emulator.add_batch(LINES, id="b1")
    service.emulator.add_batch([output_line("d")], id="b=2 ü")
    folder = tmp_path / "answers"
    service.output(f"'b1', 'b=2 ü' | Get-BatchOutput -OutFile {folder}/ -PartitionBy batch_id")
    assert sorted(os.listdir(folder)) == ["batch_id=b%3D2%20%C3%BC", "batch_id=b1"] and os.listdir(tmp_path) == [
        "answers"
    ]
    table = dataset.dataset(folder, partitioning="hive").to_table()
    found = {row["custom_id"]: row["batch_id"] for row in table.to_pylist()}
    assert found == {"a": "b1", "b": "b1", "c": "b1", "d": "b=2 ü"}


def test_a_data_set_takes_further_batches_and_newer_results(service: Service, tmp_path: Path) -> None:
    from pyarrow import dataset

    service.emulator.add_batch(LINES, id="b1")
    service.output(f"Get-BatchOutput b1 -OutFile {tmp_path}/answers -PartitionBy batch_id")
    service.emulator.add_batch([output_line("d")], id="b2")
    service.emulator.add_batch(LINES[:1], id="b1")
    service.output(f"'b1', 'b2' | Get-BatchOutput -OutFile {tmp_path}/answers -PartitionBy batch_id")
    table = dataset.dataset(tmp_path / "answers", partitioning="hive").to_table()
    assert sorted(table["custom_id"].to_pylist()) == ["a", "d"]
    service.output(f"'b1', 'b2' | Get-BatchOutput -OutFile {tmp_path}/more -PartitionBy status_code,model")
    assert dataset.dataset(tmp_path / "more", partitioning="hive").to_table()["status_code"].to_pylist() == [200, 200]


def test_an_incomplete_data_set_gets_no_name(service: Service, tmp_path: Path) -> None:
    service.emulator.add_batch(LINES, id="b1", request_counts={"total": 9, "completed": 9, "failed": 0})
    result = service.run(f"Get-BatchOutput b1 -OutFile {tmp_path}/answers -PartitionBy batch_id")
    assert result.errors and not (tmp_path / "answers").exists()


# -- addresses --------------------------------------------------------------------------------------------------------


def test_a_path_can_be_written_as_an_address(service: Service, tmp_path: Path) -> None:
    service.emulator.add_batch(LINES, id="b1")
    service.output(f"Get-BatchOutput b1 -OutFile file://{tmp_path}/x%20y.jsonl")
    assert len((tmp_path / "x y.jsonl").read_text().splitlines()) == 3
    (refused,) = service.shell.run("Get-BatchOutput b1 -OutFile file://y.jsonl").errors
    assert "names the host 'y.jsonl'" in refused.message


def test_other_stores_get_a_file_under_another_name_first(tmp_path: Path) -> None:
    import fsspec

    memory: Any = fsspec.filesystem("memory")
    place = place_of("memory://store/x.txt", tmp_path)
    (tmp_path / "made").write_text("whole")
    place.take(tmp_path / "made")
    assert memory.cat("/store/x.txt") == b"whole" and memory.ls("/store", detail=False) == ["/store/x.txt"]


def test_pieces_wait_in_the_users_cache() -> None:
    assert cache_folder({"XDG_CACHE_HOME": "/c"}) == Path("/c/psopenai")
    shown = place_of("memory://u:pw@h/x.csv?sig=abc", Path("/c"))
    assert shown.name == "memory://h/x.csv" and shown.parts.parent == Path("/c/out")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A server that speaks S3, with the bucket ``bucket``; the environment that leads to it."""
    pytest.importorskip("s3fs")
    pytest.importorskip("moto.server")
    log = tmp_path_factory.mktemp("moto") / "log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-c", "from moto.server import main; main()", "-H", "127.0.0.1", "-p", "0"],
            stdout=out, stderr=out, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        while (listens := re.search(r"Running on (http://127\.0\.0\.1:\d+)\n", log.read_text())) is None:
            assert server.poll() is None, log.read_text()
            time.sleep(0.1)
        url = listens[1]
        s3({"AWS_ENDPOINT_URL": url}).mkdir("bucket")
        yield {
            "AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1", "no_proxy": "127.0.0.1",
        }  # fmt: skip
    finally:
        server.terminate()
        server.wait(60)


def s3(store: dict[str, str]) -> Any:
    import s3fs

    return s3fs.S3FileSystem(
        key="id", secret="secret", endpoint_url=store["AWS_ENDPOINT_URL"], skip_instance_cache=True
    )


@pytest.mark.slow
def test_an_address_of_s3(emu: Emulator, store: dict[str, str], tmp_path: Path) -> None:
    there = {**store, "XDG_CACHE_HOME": str(tmp_path)}
    for name in ("x.jsonl", "x.csv.gz", "x.parquet"):
        done = command(emu, "Get-BatchOutput", "b1", "b2", "-OutFile", f"s3://bucket/in/{name}", **there)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    files = s3(store)
    assert [json.loads(line)["custom_id"] for line in files.cat("bucket/in/x.jsonl").splitlines()] == [
        "a",
        "b",
        "c",
        "d",
    ]
    assert gzip.decompress(files.cat("bucket/in/x.csv.gz")).count(b"\n") == 5
    assert parquet.read_table("bucket/in/x.parquet", filesystem=files).num_rows == 4
    assert os.listdir(tmp_path / "psopenai/out") == []


@pytest.mark.slow
def test_a_data_set_at_an_address(emu: Emulator, store: dict[str, str], tmp_path: Path) -> None:
    there = {**store, "XDG_CACHE_HOME": str(tmp_path)}
    for _ in range(2):
        done = command(
            emu, "Get-BatchOutput", "b1", "b2", "-OutFile", "s3://bucket/set/", "-PartitionBy", "batch_id", **there
        )
        assert (done.returncode, done.stderr) == (0, "")
    found = parquet.read_table("bucket/set", filesystem=s3(store))
    assert sorted(found["batch_id"].to_pylist()) == ["b1", "b1", "b1", "b2"]


@pytest.mark.slow
def test_an_upload_that_fails_is_made_again_without_a_download(
    emu: Emulator, store: dict[str, str], tmp_path: Path
) -> None:
    there = {**store, "XDG_CACHE_HOME": str(tmp_path)}
    done = command(emu, "Get-BatchOutput", "b1", "-OutFile", "s3://nobody/x.csv", **there)
    assert done.returncode == 5 and "s3://nobody/x.csv was not written" in done.stderr
    waiting = done.stderr.split("waits in ")[1].split(";")[0]
    assert waiting.startswith(str(tmp_path)) and any(Path(waiting).glob("*.jsonl"))
    assert "secret" not in done.stderr
    s3(store).mkdir("nobody")
    emu.requests.clear()
    assert command(emu, "Get-BatchOutput", "b1", "-OutFile", "s3://nobody/x.csv", **there).returncode == 0
    assert [request.route for request in emu.requests] == ["/batches/b1"]
    assert not Path(waiting).exists()


@pytest.mark.slow
def test_an_incomplete_result_is_not_uploaded(emu: Emulator, store: dict[str, str], tmp_path: Path) -> None:
    emu.add_batch(LINES, id="short", request_counts={"total": 9, "completed": 9, "failed": 0})
    there = {**store, "XDG_CACHE_HOME": str(tmp_path)}
    done = command(emu, "Get-BatchOutput", "short", "-OutFile", "s3://bucket/short.jsonl", **there)
    assert done.returncode == 5 and not s3(store).exists("bucket/short.jsonl")


HEADER = '"custom_id","status_code","answer","error","input_tokens","output_tokens","total_tokens"'


@pytest.mark.parametrize(
    ("words", "header"),
    [
        (["-OutputFormat", "Csv"], HEADER),
        (["-OutputFormat", "Tsv"], HEADER.replace('"', "").replace(",", "\t")),
        (["-OutputFormat", "Csv", "-AnswerOnly"], '"custom_id","answer","error"'),
        (["-OutputFormat", "Csv", "-Property", "answer,response.body.model"], f'{HEADER},"response.body.model"'),
        (["-OutputFormat", "Jsonl"], ""),
    ],
)
def test_a_table_without_results_has_its_header(
    service: Service, tmp_path: Path, words: list[str], header: str
) -> None:
    service.emulator.add_batch(id="b1", requests=[request_line("a")])
    words = ["-Failed", *words]  # there is none
    expected = f"{header}\n" if header else ""
    of_service: dict[str, Any] = {"OPENAI_API_KEY": KEY, "cwd": tmp_path}
    assert command(service.emulator, "Get-BatchOutput", "b1", *words, **of_service).stdout == expected
    script = " ".join(words)
    assert service.output(f"Get-BatchOutput b1 {script}") == expected.splitlines()
    assert command(service.emulator, "Get-BatchOutput", "b1", *words, "-OutFile", "x", **of_service).stdout == ""
    assert (tmp_path / "x").read_text() == expected
    done = command(service.emulator, "Get-BatchOutput", "none", *words, **of_service)
    assert (done.returncode, done.stdout) == (1, "")
    assert service.run(f"Get-BatchOutput none {script}").output == []
    done = command(service.emulator, "Get-BatchOutput", "b1", *words, cwd=tmp_path, OPENAI_API_KEY="")
    assert done.returncode != 0 and done.stdout == ""


def test_columns_that_were_asked_for_are_a_header_of_any_list(service: Service) -> None:
    done = command(service.emulator, "Get-Batch", "-OutputFormat", "Csv", "-Property", "id,status", OPENAI_API_KEY=KEY)
    assert done.stdout == '"id","status"\n'
