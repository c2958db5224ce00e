"""The check of a batch's requests: every fault with its line, before anything is uploaded."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from psopenai_py.openai.batch import checking
from psopenai_py.openai.batch.checking import InputCheck

from ..conftest import Service


def request(custom_id: object = "q1", **changes: object) -> bytes:
    body = {"model": "gpt-4o", "messages": []}
    line = {"custom_id": custom_id, "method": "POST", "url": "/v1/chat/completions", "body": body, **changes}
    return json.dumps({name: value for name, value in line.items() if value != "-"}).encode() + b"\n"


def faults(*lines: bytes) -> list[tuple[int | None, str]]:
    return [(p.line, p.code) for p in InputCheck().lines(lines).problems]


def test_good_requests_have_no_fault() -> None:
    check = InputCheck().lines([request("a"), b"\n", request("b")])
    assert check.is_valid
    assert (check.requests, check.endpoint, check.model) == (2, "/v1/chat/completions", "gpt-4o")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (request("a"), "duplicate_custom_id"),
        (request("b", method="GET"), "invalid_method"),
        (request("b", url="/v1/embeddings"), "mismatched_url"),
        (request("b", body={"model": "gpt-4"}), "mismatched_model"),
        (request("b", body=[]), "invalid_request"),
        (request("b", body="-"), "invalid_request"),
        (request(5), "invalid_request"),
        (request(""), "invalid_request"),
        (request("b", body={"model": 5}), "invalid_request"),
        (b'{"custom_id": "b', "invalid_json_line"),
        (b"null", "invalid_request"),
        (b'"text"', "invalid_request"),
        (b"\xff{}", "invalid_encoding"),
    ],
)
def test_a_fault_is_named_with_its_line(line: bytes, code: str) -> None:
    assert faults(request("a"), b"\n", line, request("z")) == [(3, code)]


def test_json_that_is_broken_has_one_line_number_and_its_column() -> None:
    (problem,) = InputCheck().lines([request("a"), b'{"custom_id": }\n']).problems
    assert (problem.line, problem.message) == (2, "this is not JSON: Expecting value: column 15")


def test_faults_of_the_whole_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults() == [(None, "empty_file")]
    assert faults(b"\xef\xbb\xbf" + request()) == [(1, "byte_order_mark")]
    monkeypatch.setattr(checking, "MOST_REQUESTS", 1)
    monkeypatch.setattr(checking, "MOST_BYTES", 100)
    two = [request("a"), request("b")]
    assert faults(*two) == [(None, "too_many_tasks"), (None, "file_too_large")]
    assert InputCheck(split=True).lines(two).is_valid


def test_what_only_python_reads_is_compared_too() -> None:
    big = b'{"custom_id":"a","method":"POST","url":"/v1/x","body":{"model":"m","x":NaN}}'
    assert faults(big, big) == [(2, "duplicate_custom_id")]


def test_many_faults_are_counted() -> None:
    check = InputCheck().lines([b"x"] * 150)
    assert (len(check.problems), check.more) == (100, 50)


def test_a_file_with_faults_is_not_uploaded(service: Service, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(request("q1") + request("q2") + request("q1"))
    result = service.run(f"Add-OpenAIFile {path} -Purpose batch")
    assert "line 3: the custom_id 'q1' is that of line 1" in result.errors[0].message
    assert not service.emulator.requests
    assert service.output(f"Add-OpenAIFile {path} -Purpose batch -SkipCheck")
    assert service.output(f"Add-OpenAIFile {path} -Purpose user_data")


def test_the_cmdlet_reports_and_fails(service: Service, tmp_path: Path) -> None:
    (tmp_path / "good.jsonl").write_bytes(request())
    (tmp_path / "bad.jsonl").write_bytes(request() + b"{")
    result = service.run(f"Get-ChildItem {tmp_path}/*.jsonl | Sort-Object Name | Test-BatchInput")
    assert [(r.IsValid, r.Requests) for r in result.output] == [(False, 2), (True, 1)]
    assert [p.Line for p in result.output[0].Problems] == [2]
    assert [e.error_id for e in result.errors] == ["InvalidBatchInput"]
    assert not service.emulator.requests


def test_a_compressed_file_is_checked_too(service: Service, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(request("q1") + request("q2")))
    (found,) = service.output(f"Test-BatchInput {tmp_path}/in.jsonl.gz")
    assert found["IsValid"] and found["Requests"] == 2
