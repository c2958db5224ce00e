"""Start-Batch: from requests of the pipeline, from files of requests, from uploaded files."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.emulator import request_line
from psopenai_py.errors import ErrorRecord, ExitCode
from psopenai_py.http import Client, RetryPolicy
from psopenai_py.openai.batch import checking, request_lines
from psopenai_py.openai.batch.request_lines import Limits, RequestLines
from psopenai_py.openai.context_state import state_of

from ..command import asked, command
from ..conftest import Service


def no_waits(service: Service) -> list[float]:
    noted: list[float] = []
    state_of(service.shell.session).client = Client(retry=RetryPolicy(sleep=noted.append))
    return noted


def test_a_batch_starts_when_its_upload_has_been_read(service: Service) -> None:
    waits = no_waits(service)
    service.emulator.add_fault("pending,times=1,path=/files,method=POST")
    service.emulator.add_fault("pending,times=2,path=/files/*")
    assert service.texts("(Request-ChatCompletion x -AsBatch | Start-Batch).status") == ["validating"]
    assert len(waits) == 2


def test_a_refused_batch_waits_for_its_file_and_is_started_again(service: Service) -> None:
    waits = no_waits(service)
    file = service.emulator.add_file(json.dumps(request_line("a")))["id"]
    service.emulator.add_fault("pending,times=1,path=/batches,method=POST")
    service.emulator.add_fault("pending,times=2,path=/files/*")
    assert service.texts(f"(Start-Batch {file}).status") == ["validating"]
    assert len(waits) == 1


def test_a_batch_that_is_refused_for_another_reason_stays_refused(service: Service) -> None:
    file = service.emulator.add_file(json.dumps(request_line("a")))["id"]
    (error,) = service.run(f"Start-Batch {file} -CompletionWindow 1h").errors
    assert "completion_window" in error.message or "24h" in error.message


def uploaded(service: Service) -> list[dict[str, object]]:
    """The requests in the file that was uploaded last."""
    upload = [r for r in service.emulator.requests if r.route == "/files"][-1]
    file = next(iter(reversed(service.emulator.files._files.values())))
    assert upload.method == "POST"
    return [json.loads(line) for line in b"".join(file.content.chunks(0, file.content.size)).splitlines()]


def test_piped_requests_become_one_file_and_one_batch(service: Service) -> None:
    (batch,) = service.output("'Hello', 'Good morning' | Request-ChatCompletion -AsBatch -Model m | Start-Batch")
    assert asked(service.emulator) == [("POST", "/files"), ("POST", "/batches")]
    lines = uploaded(service)
    assert [line["body"]["messages"][0]["content"] for line in lines] == ["Hello", "Good morning"]  # type: ignore[index]
    assert batch["endpoint"] == "/v1/chat/completions" and batch["status"] == "validating"


def test_the_endpoint_of_the_requests_is_the_batchs(service: Service) -> None:
    (batch,) = service.output("Request-Embeddings a -Model m -AsBatch | Start-Batch")
    assert batch["endpoint"] == "/v1/embeddings"


def test_a_file_is_started_by_its_id_or_itself(service: Service) -> None:
    file = service.emulator.add_file(json.dumps(request_line("a")))["id"]
    for script in (f"Start-Batch {file}", f"'{file}' | Start-Batch", f"Get-OpenAIFile {file} | Start-Batch"):
        (batch,) = service.output(script)
        assert batch["input_file_id"] == file
    assert service.body == {"input_file_id": file, "endpoint": "/v1/chat/completions", "completion_window": "24h"}


def test_metadata_and_expiry_are_sent(service: Service) -> None:
    file = service.emulator.add_file(json.dumps(request_line("a")))["id"]
    service.output(
        f"Start-Batch {file} -MetaData @{{ who = 'me' }} -OutputExpiresAfterSeconds 3600 -Endpoint /V1/Embeddings"
    )
    assert service.body["metadata"] == {"who": "me"} and service.body["endpoint"] == "/v1/embeddings"
    assert service.body["output_expires_after"] == {"seconds": 3600, "anchor": "created_at"}


@pytest.mark.parametrize("value", ["[pscustomobject]@{ a = 1 }", "@{ a = 1 }", "(Get-Date)"])
def test_what_is_no_file_and_no_request_is_refused(service: Service, value: str) -> None:
    result = service.run(f"{value} | Start-Batch")
    assert len(result.errors) == 1 and not service.emulator.requests


def test_more_requests_than_the_service_takes_are_refused_before_the_upload(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (checking, request_lines):
        monkeypatch.setattr(module, "MOST_REQUESTS", 3)
    result = service.shell.run("1..4 | ForEach-Object { Request-Embeddings $_ -AsBatch -Model m } | Start-Batch")
    assert [e.error_id for e in result.errors] == ["InvalidBatchInput"] and not service.emulator.requests


def test_a_larger_input_than_the_service_takes_is_refused(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (checking, request_lines):
        monkeypatch.setattr(module, "MOST_BYTES", 1000)
    script = "Request-Embeddings ('x' * 2000) -AsBatch -Model m | Start-Batch"
    assert [e.error_id for e in service.shell.run(script).errors] == ["InvalidBatchInput"]


def test_requests_wait_on_the_disk(service: Service) -> None:
    script = "$t = 'x' * 20000; 1..{0} | ForEach-Object {{ Request-Embeddings $t -AsBatch -Model m }} | Start-Batch"
    service.output(script.format(2))
    tracemalloc.start()
    try:
        service.output(script.format(400))
        assert tracemalloc.get_traced_memory()[1] < 6_000_000
    finally:
        tracemalloc.stop()


def test_a_failed_upload_is_one_error(service: Service) -> None:
    service.emulator.add_fault("500,path=/files")
    result = service.run("Request-Embeddings a -AsBatch -Model m | Start-Batch")
    assert len(result.errors) == 1 and asked(service.emulator) == [("POST", "/files")]


def test_a_request_without_an_id_of_its_own_starts_nothing(service: Service) -> None:
    script = "$r = Request-ChatCompletion x -AsBatch; $r.custom_id = ''; $r | Start-Batch"
    assert [error.error_id for error in errors_of(service, script)] == ["InvalidBatchInput"]
    assert not any(request.route == "/files" for request in service.emulator.requests)


def errors_of(service: Service, script: str) -> list[ErrorRecord]:
    result = service.shell.run(script)
    return [*result.errors, *([result.terminated_by] if result.terminated_by is not None else [])]


# -- what is checked before the upload ---------------------------------------------------------------------------------


def lines(*ids: str, **changes: Any) -> bytes:
    return b"".join(json.dumps({**request_line(one), **changes}).encode() + b"\n" for one in ids)


def test_a_repeated_id_is_found_before_the_upload(service: Service) -> None:
    script = (
        "'a', 'b', 'c' | ForEach-Object { Request-ChatCompletion $_ -AsBatch -CustomBatchId ($_ -replace 'c', 'a') }"
    )
    (error,) = errors_of(service, f"{script} | Start-Batch")
    assert error.error_id == "InvalidBatchInput" and "line 3: the custom_id 'a' is that of line 1" in error.message
    assert not service.emulator.requests
    assert service.texts(f"({script} | Start-Batch -SkipCheck).status") == ["validating"]


def test_requests_for_several_addresses_start_nothing(service: Service) -> None:
    script = "(Request-ChatCompletion x -Model m -AsBatch), (Request-Embeddings x -Model m -AsBatch) | Start-Batch"
    (error,) = errors_of(service, script)
    assert "line 2: the url is '/v1/embeddings', that of the first request '/v1/chat/completions'" in error.message
    assert not service.emulator.requests


def test_an_endpoint_that_is_not_that_of_the_requests_is_refused(service: Service) -> None:
    (error,) = errors_of(service, "Request-ChatCompletion x -AsBatch | Start-Batch -Endpoint /v1/embeddings")
    assert "line 1: the url is '/v1/chat/completions', and -Endpoint is '/v1/embeddings'" in error.message
    assert not service.emulator.requests


def test_azures_addresses_are_those_without_a_version(service: Service) -> None:
    lines = request_line("a") | {"url": "/chat/completions"}
    service.shell.session.globals.set("r", [service.shell.run(f"'{json.dumps(lines)}' | ConvertFrom-Json").output[0]])
    errors = errors_of(service, "$r | Start-Batch -Endpoint /v1/chat/completions")
    assert [error.error_id for error in errors] == [] and service.body["endpoint"] == "/v1/chat/completions"


# -- files -------------------------------------------------------------------------------------------------------------


def test_a_file_of_requests_is_uploaded_and_started(service: Service, tmp_path: Path) -> None:
    content = lines("a", "b", url="/v1/embeddings")
    (tmp_path / "in.jsonl").write_bytes(content)
    for words in (f"'{tmp_path}/in.jsonl'", f"-Path '{tmp_path}/i*.jsonl'", f"-LiteralPath '{tmp_path}/in.jsonl'"):
        (batch,) = service.output(f"Start-Batch {words}")
        assert batch["endpoint"] == "/v1/embeddings"
        sent = service.emulator.files.get(batch["input_file_id"])
        assert b"".join(sent.content.chunks(0, sent.content.size)) == content  # as it is
        assert sent.filename == "in.jsonl"


def test_files_are_piped_too(service: Service, tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_bytes(lines("x"))
    assert len(service.output(f"Get-ChildItem '{tmp_path}/*.jsonl' | Start-Batch")) == 2
    assert len(service.output(f"Start-Batch '{tmp_path}/*.jsonl'")) == 2


def test_a_compressed_file_is_unpacked(service: Service, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(lines("a", "b")))
    service.output(f"Start-Batch '{tmp_path}/in.jsonl.gz'")
    assert [line["custom_id"] for line in uploaded(service)] == ["a", "b"]
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(lines("a", "b"))[:-12])
    (error,) = errors_of(service, f"Start-Batch '{tmp_path}/cut.jsonl.gz'")
    assert "cannot be unpacked" in error.message and "cut.jsonl.gz" in error.message


def test_a_faulty_file_is_refused_and_the_others_are_started(service: Service, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_bytes(lines("a", "a"))
    (tmp_path / "good.jsonl").write_bytes(lines("a"))
    result = service.run(f"Start-Batch '{tmp_path}/*.jsonl'")
    assert [e.error_id for e in result.errors] == ["InvalidBatchInput"] and len(result.output) == 1


def test_a_path_without_a_file_is_not_sent_as_an_id(service: Service) -> None:
    for word in ("./none.jsonl", "none.jsonl", "-Path none", "-LiteralPath no*e"):
        assert [e.error_id for e in errors_of(service, f"Start-Batch {word}")] == ["FileNotFound"], word
    assert not service.emulator.requests


def test_standard_input_as_a_file(service: Service) -> None:
    text = lines("a", "b").decode()
    done = command(service.emulator, "Start-Batch", "-Path", "-", stdin=text, OPENAI_API_KEY="test-key-123")
    assert done.returncode == 0 and json.loads(done.stdout)["endpoint"] == "/v1/chat/completions", done.stderr
    assert len(uploaded(service)) == 2


@pytest.mark.parametrize("broken", ['{"custom_id":"c","method":"PO', "c", "null", '["c"]'])
def test_a_broken_line_among_piped_requests_starts_nothing(service: Service, broken: str) -> None:
    text = lines("a").decode() + broken + "\n" + lines("b").decode()
    done = command(service.emulator, "Start-Batch", "-NoJournal", stdin=text, OPENAI_API_KEY="test-key-123")
    assert done.returncode == 1 and not done.stdout
    assert "No batch was started, because some of the input is not a request" in done.stderr
    assert ("POST", "/files") not in asked(service.emulator)


# -- -SplitAt ----------------------------------------------------------------------------------------------------------


def test_requests_become_several_batches_that_belong_together(service: Service) -> None:
    script = "1..5 | Request-Embeddings -AsBatch -Model m | Start-Batch -SplitAt 2 -MetaData @{ who = 'me' }"
    batches = service.output(script)
    data = [batch._raw["metadata"] for batch in batches]
    assert [one["psopenai_part"] for one in data] == ["1/3", "2/3", "3/3"]
    assert len({one["psopenai_split"] for one in data}) == 1 and {one["who"] for one in data} == {"me"}
    assert [len(file) for file in all_uploaded(service)] == [2, 2, 1]
    assert [line["body"]["input"] for file in all_uploaded(service) for line in file] == ["1", "2", "3", "4", "5"]


def test_what_fits_into_one_batch_gets_no_metadata(service: Service, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines("a", "b"))
    (batch,) = service.output(f"Start-Batch '{tmp_path}/in.jsonl' -SplitAt 2")
    assert batch._raw["metadata"] is None


def test_a_file_is_split_with_blank_lines_in_it(service: Service, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"\n" + lines("a", "b") + b"\n \n" + lines("c").rstrip())
    assert len(service.output(f"Start-Batch '{tmp_path}/in.jsonl' -SplitAt 1")) == 3
    assert [[line["custom_id"] for line in file] for file in all_uploaded(service)] == [["a"], ["b"], ["c"]]


def test_parts_by_size_are_as_large_as_they_may_be() -> None:
    with RequestLines("x", limits=Limits(size=100), checked=False) as found:
        for n in range(10):
            found.add(b"%030d" % n)
        assert [(p.requests, p.stop - p.start) for p in found.parts] == [(3, 92)] * 3 + [(1, 30)]
        assert found.open(found.parts[1]).read() == b"%030d\n%030d\n%030d" % (3, 4, 5)


def test_a_part_is_a_file_that_can_be_sought_in() -> None:
    found = RequestLines("x", limits=Limits(requests=1)).read(io.BytesIO(b"one\ntwo\nthree"))
    part = found.open(found.parts[1])
    assert (part.read(2), part.read(), part.read()) == (b"tw", b"o\n", b"")
    assert (part.seek(0, io.SEEK_END), part.seek(1), part.read(1)) == (4, 1, b"w")


@pytest.mark.parametrize(
    ("value", "limits"),
    [([10], Limits(10)), ([50 << 20], Limits(size=50 << 20)), ([9, 1 << 20], Limits(9, 1 << 20))],
)
def test_a_number_above_fifty_thousand_is_bytes(value: list[int], limits: Limits) -> None:
    assert Limits.of(value) == limits


@pytest.mark.parametrize("value", ["0", "60000", "300MB", "5,6", "-1"])
def test_a_limit_beyond_the_services_is_refused(service: Service, value: str) -> None:
    (error,) = errors_of(service, f"Request-Embeddings x -AsBatch | Start-Batch -SplitAt {value}")
    assert error.error_id == "InvalidSplitAt" and "-SplitAt" in error.message and error.exit_code == ExitCode.USAGE


def test_a_part_that_does_not_start_says_which_ones_did(service: Service) -> None:
    service.emulator.add_fault("400,path=/batches,method=POST,after=1")
    result = service.run("1..3 | Request-Embeddings -AsBatch -Model m | Start-Batch -SplitAt 1")
    assert len(result.output) == 1 and len(result.errors) == 1
    (warning,) = result.warnings
    assert "Part 2 of 3" in str(warning) and result.output[0]["id"] in str(warning)


def test_python_gets_a_list_of_parts(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    from psopenai_py import get_batch, start_batch

    monkeypatch.setenv("OPENAI_API_BASE", service.emulator.url)
    monkeypatch.setenv("OPENAI_API_KEY", "test-key-123")
    requests = [request_line("a"), request_line("b")]
    assert start_batch(batch_input=requests).status == "validating"
    parts = start_batch(batch_input=requests, split_at=[1])
    assert [batch.status for batch in parts] == ["validating"] * 2
    assert [batch.id for batch in get_batch(parts[1].id, all_parts=True)] == [batch.id for batch in parts]
    assert get_batch(parts[1].id).id == parts[1].id


def all_uploaded(service: Service) -> list[list[dict[str, Any]]]:
    """The requests of all files, in the order of their upload."""
    files = service.emulator.files.all()
    return [[json.loads(line) for line in b"".join(f.content.chunks(0, f.content.size)).splitlines()] for f in files]


# -- parts that belong together ----------------------------------------------------------------------------------------

FIVE = "1..5 | Request-Embeddings -AsBatch -Model m | Start-Batch -SplitAt 2"


def test_all_parts_are_found_from_one(service: Service) -> None:
    service.emulator.add_batch([], id="before")
    made = [batch["id"] for batch in service.output(FIVE)]
    service.output(FIVE)
    for id in made:
        assert service.texts(f"Get-Batch {id} -AllParts | ForEach-Object id") == made
    assert service.texts("Get-Batch before -AllParts | ForEach-Object id") == ["before"]
    results = service.output(f"Get-Batch {made[1]} -AllParts | Get-BatchOutput -Wait")
    assert len(results) == 5 and len({result["custom_id"] for result in results}) == 5


def test_parts_that_were_not_started_are_started_after_the_last_one(service: Service) -> None:
    service.emulator.add_fault("400,path=/batches,method=POST,after=1")
    (first,) = service.run(FIVE).output
    service.emulator.faults.clear()
    later = service.output(f"{FIVE} -AfterPart {first['id']}")
    assert [batch._raw["metadata"]["psopenai_part"] for batch in later] == ["2/3", "3/3"]
    assert len(service.output(f"Get-Batch {first['id']} -AllParts")) == 3
    (error,) = errors_of(service, f"{FIVE.replace('2', '1')} -AfterPart {first['id']}")
    assert error.error_id == "OtherParts" and "part 1 of 3" in error.message and "makes 5" in error.message
    service.emulator.add_batch([], id="alone")
    assert [e.error_id for e in errors_of(service, f"{FIVE} -AfterPart alone")] == ["NoPart"]


# -- the endpoint ------------------------------------------------------------------------------------------------------


def test_an_upload_tells_the_endpoint(service: Service, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines("a", url="/v1/embeddings"))
    (batch,) = service.output(f"Add-OpenAIFile '{tmp_path}/in.jsonl' -Purpose batch | Start-Batch")
    assert batch["endpoint"] == "/v1/embeddings"
    assert [path for _, path in asked(service.emulator)] == ["/files", "/batches"]
    key = "test-key-123"
    upload = command(service.emulator, "Add-OpenAIFile", tmp_path / "in.jsonl", "-Purpose", "batch", OPENAI_API_KEY=key)
    assert json.loads(upload.stdout)["psopenai"] == {"endpoint": "/v1/embeddings"}
    started = command(service.emulator, "Start-Batch", stdin=upload.stdout, OPENAI_API_KEY=key)
    assert json.loads(started.stdout)["endpoint"] == "/v1/embeddings"
    assert [path for _, path in asked(service.emulator)] == ["/files", "/batches"] * 2


def test_the_shell_looks_into_an_uploaded_file(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    from psopenai_py import start_batch

    file = service.emulator.add_file(lines("a", url="/v1/responses") + lines("b") * 5000)["id"]
    done = command(service.emulator, "Start-Batch", file, OPENAI_API_KEY="test-key-123")
    assert json.loads(done.stdout)["endpoint"] == "/v1/responses", done.stderr
    monkeypatch.setenv("OPENAI_API_BASE", service.emulator.url)
    monkeypatch.setenv("OPENAI_API_KEY", "test-key-123")
    assert start_batch(file).endpoint == "/v1/responses"
    service.emulator.add_fault("404,path=/files/*/content")
    done = command(service.emulator, "Start-Batch", file, OPENAI_API_KEY="test-key-123")
    assert json.loads(done.stdout)["endpoint"] == "/v1/chat/completions", done.stderr


def test_a_table_is_no_file_of_requests(service: Service, tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("a\n1\n")
    (error,) = errors_of(service, f"Start-Batch '{tmp_path}/q.csv'")
    assert "New-BatchRequest" in error.message and not asked(service.emulator)
