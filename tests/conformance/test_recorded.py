"""The recorded cases: what a real PowerShell 7.6 and the real module answered, against what we do.

``known_failures.txt`` names the cases that do not pass yet, a line each with the reason where one is known. It may only
shrink: a case of it that passes fails the test until its line is taken out.
"""

from __future__ import annotations

import base64
import collections
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


def _topics() -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = collections.defaultdict(list)
    for path in sorted((HERE / "cases").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            case = json.loads(line)
            found[f"{path.stem}: {case['topic']}"].append(case)
    return found


TOPICS = _topics()
KNOWN = {line.split()[0] for line in (HERE / "known_failures.txt").read_text("utf-8").splitlines() if line.strip()}


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


@pytest.mark.parametrize("topic", list(TOPICS))
def test_cases_of_a_topic_answer_as_recorded(topic: str, place: Path, service: RecordedService) -> None:
    failed = {}
    for case in TOPICS[topic]:
        parts = failed_parts(case["expect"], run_case(case, place, service))
        if parts:
            failed[case["id"]] = ", ".join(parts)
    ids = {case["id"] for case in TOPICS[topic]}
    new = {id_: parts for id_, parts in failed.items() if id_ not in KNOWN}
    mended = sorted(ids & KNOWN - failed.keys())
    assert not new, f"no longer as recorded: {new}"
    assert not mended, f"these pass now; take them out of known_failures.txt: {mended}"


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
