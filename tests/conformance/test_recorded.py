"""The recorded cases: what a real PowerShell 7.6 and the real module answered, against what we do.

A test for each case, under its id: ``pytest -k script-batch-002``. ``known_failures.txt`` names the cases that do not
pass, a line each with the reason. It may only shrink: a case in it that passes fails until its line is taken out.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from psopenai_py import ParseError, Shell

from .judge import Case, failed_parts
from .recorded_service import RecordedService

HERE = Path(__file__).parent
RECORDED_HOST = "127.0.0.1:8931"
SECONDS = 20  # a case that takes longer hangs


KNOWN_FAILURES = dict(
    line.split(maxsplit=1) for line in (HERE / "known_failures.txt").read_text("utf-8").splitlines() if line.strip()
)


def _cases() -> Iterator[Any]:
    for path in sorted((HERE / "cases").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            case = json.loads(line)
            why = KNOWN_FAILURES.get(case["id"])
            marks = [] if why is None else [pytest.mark.xfail(reason=why, strict=True)]
            yield pytest.param(case, id=case["id"], marks=marks)


@pytest.fixture(scope="module")
def service() -> Iterator[RecordedService]:
    with RecordedService() as running:
        yield running


@pytest.fixture
def place(tmp_path: Path, service: RecordedService, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder, environment and time zone in which the cases were recorded."""
    work = tmp_path / "work"
    for name, value in {
        "TZ": "UTC",
        "LANG": "en_US.UTF-8",
        "NO_COLOR": "1",
        "COLUMNS": "120",
        "HOME": str(tmp_path),
        "ORACLE_TMP": str(work),
        "OPENAI_API_BASE": f"http://127.0.0.1:{service.port}/v1",
        "OPENAI_API_KEY": "oracle-key-000",
    }.items():
        monkeypatch.setenv(name, value)
    time.tzset()
    monkeypatch.chdir(tmp_path)
    yield work
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("case", list(_cases()))
def test_a_case_answers_as_recorded(case: Case, place: Path, service: RecordedService) -> None:
    got = run_case(case, place, service)
    failed = failed_parts(case["expect"], got)
    assert not failed, f"{', '.join(failed)} of\n{case['script']}\nexpected {case['expect']}\ngot {got}"


def test_every_known_failure_is_a_case() -> None:
    assert KNOWN_FAILURES.keys() <= {each.id for each in _cases()}


class Late(BaseException):
    """A case took too long."""


def _late(*_: object) -> None:
    raise Late


def run_case(case: Case, place: Path, service: RecordedService) -> Case:
    """Run a case in a fresh shell and folder; what came out, in the form of the recording."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    os.chdir(place)
    given = {name: base64.b64decode(content) for name, content in case.get("files", {}).items()}
    for name, content in given.items():
        Path(name).write_bytes(content)
    before = dict(os.environ)
    service.begin()
    previous = signal.signal(signal.SIGALRM, _late)
    signal.alarm(SECONDS)
    try:
        got = _run(case, service)
    except Late:
        got = {"crash": "took too long"}
    except Exception as error:
        got = {"crash": f"{type(error).__name__}: {error}"}
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)
        os.chdir(place)
        for name in os.environ.keys() - before.keys():
            del os.environ[name]
        os.environ.update(before)
    got["requests"] = service.requests
    got["files"] = {name: _recorded(content) for name, content in _files(place) if given.get(name) != content}
    return got


def _run(case: Case, service: RecordedService) -> Case:
    with Shell(width=120) as shell:
        return _told(case, shell, service)


def _told(case: Case, shell: Shell, service: RecordedService) -> Case:
    try:
        result = shell.run(case["script"].replace(RECORDED_HOST, f"127.0.0.1:{service.port}"))
    except ParseError as error:
        return {"parse_errors": [{"id": e.error_id, "line": e.line} for e in error.errors]}
    got: Case = {
        "text": shell.format(result.output),
        "errors": [_record(error) for error in result.errors],
        "warning": list(map(str, result.warnings)),
        "information": list(map(str, result.information)),
    }
    if result.terminated_by is not None:
        got["terminating"] = _record(result.terminated_by)
    if "error_ids" in case["expect"]:
        ids = shell.run("$Error | ForEach-Object { $_.FullyQualifiedErrorId }").output
        got["error_ids"] = list(map(str, ids))
    return got


def _record(error: Any) -> Case:
    return {"id": error.fully_qualified_error_id, "category": str(error.category)}


def _files(place: Path) -> Iterator[tuple[str, bytes]]:
    for path in place.rglob("*"):
        if path.is_file():
            yield str(path.relative_to(place)), path.read_bytes()


def _recorded(content: bytes) -> str:
    if len(content) < 4000:
        return base64.b64encode(content).decode()
    return "sha256:" + hashlib.sha256(content).hexdigest()
