"""Wrong words, wrong input, a world that fails: one clear message, the right exit code, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.emulator import Emulator, request_line
from tests.openai.command import INTERRUPTED

from .conftest import KEY, TIME_LIMIT, Run

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("words", "told", "underlined"),
    [
        (["-Foo", "x"], "there is no parameter -Foo", "-Foo"),
        (["-BatcId", "x"], "Did you mean -BatchId?", "-BatcId"),
        (["-Bat", "x"], "-Bat can mean -Batch, -BatchId", "-Bat"),
        (["-Id"], "-BatchId needs a value", "-Id"),
        (["x", "-TimeoutSec", "abc"], "-TimeoutSec does not fit", "abc"),
        (["x", "-MaxRetryCount", "101"], "101 is outside of 0 to 100", "101"),
        (["x", "-MaxRetryCount:101"], "101 is outside of 0 to 100", "-MaxRetryCount:101"),
        (["x", "-Id", "y", "-Id", "z"], "-BatchId was given more than once", "-Id"),
        (["x", "-OutputFormat", "Xml"], '"Xml" is not one of', "Xml"),
        ([""], "-BatchId is not accepted", "''"),
        (["x", "-Property", ""], "-Property is not accepted", "''"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_the_word_at_fault_is_underlined(psopenai: Run, words: list[str], told: str, underlined: str) -> None:
    ended = psopenai("Get-BatchOutput", *words)
    assert ended.code == 2
    message, line, marks, hint = ended.err.splitlines()
    assert message.startswith("psopenai: Get-BatchOutput: ")
    assert told in message
    assert line[marks.index("~") : marks.rindex("~") + 1] == underlined
    assert "--help" in hint


def test_a_word_without_a_position_is_underlined(psopenai: Run) -> None:
    ended = psopenai("Get-VectorStoreFile", "vs_1", "file-1", "extra")
    assert ended.code == 2
    message, line, marks, _ = ended.err.splitlines()
    assert "'extra'" in message
    assert line[marks.index("~") : marks.rindex("~") + 1] == "extra"


def test_the_word_at_fault_is_found_where_another_has_the_same_text(psopenai: Run) -> None:
    ended = psopenai("Get-CosineSimilarity", "1,2", "x,2")
    assert ended.code == 2
    _, line, marks, _ = ended.err.splitlines()
    assert line[marks.index("~") : marks.rindex("~") + 1] == "x,2"
    ended = psopenai("Get-BatchOutput", "101", "-MaxRetryCount", "101")
    _, line, marks, _ = ended.err.splitlines()
    assert marks.index("~") == line.rindex("101")


def test_the_form_of_output_is_checked_as_every_parameter_is(psopenai: Run) -> None:
    ended = psopenai("Get-Batch", "-OutputFormat", "Xml")
    assert ended.code == 2
    message, line, marks, _ = ended.err.splitlines()
    assert '"Xml" is not one of: Jsonl, Json, Csv, Tsv, Parquet, Table, List' in message
    assert line[marks.index("~") : marks.rindex("~") + 1] == "Xml"


def test_an_unknown_command_names_the_nearest(psopenai: Run) -> None:
    ended = psopenai("Get-BatchOutputs", "x")
    assert ended.code == 2
    assert "Did you mean Get-BatchOutput?" in ended.err
    assert "Did you mean emulator?" in psopenai("emulatr").err


@pytest.mark.parametrize("line", ["Get-Batch batch_1", "emulator --port 0"])
def test_a_whole_line_in_quotes_is_told(psopenai: Run, line: str) -> None:
    ended = psopenai(line)
    assert ended.code == 2
    assert f"there is no command '{line}': the quotes make one word of it." in ended.err


def test_aliases_are_commands_and_misspelt_cmdlets_of_powershell_are_known(psopenai: Run) -> None:
    one = '{"a":1}\n{"a":2}\n'
    assert psopenai("where", "a", "-gt", "1", stdin=one).out == b'{"a":2}\n'
    assert psopenai("%", "a", stdin=one).out == b"1\n2\n"
    assert psopenai("SELECT", "a", "-First", "1", stdin=one).out == b'{"a":1}\n'
    assert psopenai("help", "Get-Batch").out.startswith(b"NAME\n")
    assert "Did you mean Where-Object?" in psopenai("Wher-Object").err


def test_a_pair_without_equals_sign_is_told(psopenai: Run) -> None:
    ended = psopenai("Get-Batch", "-AdditionalQuery", "foo")
    assert ended.code == 2
    assert "'foo' is not a pair" in ended.err


@pytest.mark.parametrize("given", ["a/b c", "../files", "a?b=c#d"])
def test_an_id_stays_one_segment_of_the_path(psopenai: Run, emulator: Emulator, given: str) -> None:
    ended = psopenai("Get-BatchOutput", given)
    assert ended.code == 1
    assert f"Get-BatchOutput: The service answered 404: No batch found with id '{given}'" in ended.err
    assert "/" not in emulator.requests[-1].path.removeprefix("/v1/batches/").replace("a/b c", "").replace("../f", "")


def test_no_key_is_code_3(psopenai: Run) -> None:
    ended = psopenai("Get-BatchOutput", "batch_x", env={"OPENAI_API_KEY": None})
    assert ended.code == 3
    assert len(ended.err.splitlines()) == 1


def test_a_refused_key_is_code_3_and_not_shown(emulator: Emulator, psopenai: Run) -> None:
    emulator.api_key = "sk-another"
    ended = psopenai("Get-BatchOutput", "batch_x")
    assert ended.code == 3
    assert KEY not in ended.err


def test_a_key_with_a_newline_is_refused_before_any_request(psopenai: Run, emulator: Emulator) -> None:
    ended = psopenai("Get-Batch", env={"OPENAI_API_KEY": "sk-one\nX-Evil: 1"})
    assert ended.code in (2, 3)
    assert "line break" in ended.err
    assert not emulator.requests


def test_a_network_that_is_not_there_is_code_4(psopenai: Run) -> None:
    ended = psopenai("Get-Batch", "-MaxRetryCount", "0", env={"OPENAI_API_BASE": "http://127.0.0.1:9/v1"})
    assert ended.code == 4
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize("name", ["-ApiKey", "-apik", "--api-key"])
def test_a_key_on_the_command_line_is_warned_of_and_masked(psopenai: Run, batch: dict[str, Any], name: str) -> None:
    ended = psopenai("Get-Batch", name, "sk-secret-on-the-line", "-Limit", "abc")
    assert ended.code == 2
    assert "WARNING" in ended.err
    assert "sk-secret-on-the-line" not in ended.err


def test_a_folder_that_is_not_there(psopenai: Run, batch: dict[str, Any]) -> None:
    ended = psopenai("Get-BatchOutput", "batch_abc123", "-OutFile", "/nowhere/at/all.jsonl")
    assert ended.code == 1
    assert ended.err.startswith("psopenai: Get-BatchOutput: ")
    assert "/nowhere/at" in ended.err


def test_an_out_file_replaces_no_pipe(psopenai: Run, batch: dict[str, Any], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    ended = psopenai("Get-BatchOutput", "batch_abc123", "-OutFile", "pipe")
    assert ended.code == 1
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.skipif(not os.path.exists("/dev/fd"), reason="needs names for open files")
def test_an_out_file_behind_a_name_of_the_systems_for_a_pipe(psopenai: Run, batch: dict[str, Any]) -> None:
    ended = psopenai("Get-BatchOutput", "batch_abc123", "-OutFile", "/dev/stdout")  # bash's >(...) is such a name too
    assert ended.code == 1
    assert ended.out == b""
    assert ended.err == (
        "psopenai: Get-BatchOutput: This is not a regular file; write to it with > instead: /dev/stdout\n"
    )


_TEXTS: list[tuple[list[str], dict[str, str]]] = [
    (["--version"], {}), (["--help"], {}), (["Get-Batch", "--help"], {}), (["emulator", "--help"], {}),
    ([], {"_PSOPENAI_COMPLETE": "bash_source"}),
]  # fmt: skip


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(("words", "asked"), _TEXTS, ids=str)
def test_texts_of_psopenais_own_meet_a_full_disk_and_a_closed_pipe(
    environment: dict[str, str], words: list[str], asked: dict[str, str], unbuffered: str
) -> None:
    env = {**environment, **asked, "PYTHONUNBUFFERED": unbuffered}
    command = [sys.executable, "-m", "psopenai_py", *words]
    if os.path.exists("/dev/full"):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=env, timeout=TIME_LIMIT)
        assert done.stderr.decode() == "psopenai: standard output cannot be written: No space left on device\n"
        assert done.returncode == 5
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "wb") as pipe:
        done = subprocess.run(command, stdout=pipe, stderr=subprocess.PIPE, env=env, timeout=TIME_LIMIT)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a device that is always full")
def test_a_full_disk_behind_standard_output(environment: dict[str, str], batch: dict[str, Any]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "psopenai_py", "Get-BatchOutput", "batch_abc123"],
            stdout=full, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=environment, timeout=TIME_LIMIT,
        )  # fmt: skip
    assert done.returncode == 5
    assert done.stderr.decode() == "psopenai: standard output cannot be written: No space left on device\n"


def test_interrupting_is_code_130(environment: dict[str, str], emulator: Emulator) -> None:
    emulator.add_batch(requests=[request_line("a")], statuses=["in_progress"], id="batch_endless")
    process = subprocess.Popen(
        [sys.executable, "-m", "psopenai_py", "Wait-Batch", "batch_endless"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    )  # fmt: skip
    while not emulator.requests:
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=TIME_LIMIT)
    assert process.returncode in INTERRUPTED
    assert (out, err.strip()) == (b"", b"")


def test_a_fault_of_our_own_is_one_masked_line(psopenai: Run, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import psopenai_py.frontends.run_cmdlet as m\n"
        "def broken(*a, **k): raise ZeroDivisionError('key sk-abcdefgh1234')\n"
        "m.run_cmdlet = broken\n"
    )
    ended = psopenai("Get-Batch", env={"PYTHONPATH": str(tmp_path)})
    assert ended.code == 1
    assert ended.err.startswith("psopenai: internal error: ZeroDivisionError: ")
    assert len(ended.err.splitlines()) == 1
    assert "sk-abcdefgh1234" not in ended.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--fault", "nonsense"], "'nonsense' is not a fault"),
        (["--port", "99999"], "99999"),
        (["--host", "192.0.2.1"], "192.0.2.1"),
    ],
)
def test_an_emulator_that_cannot_start_says_why(psopenai: Run, words: list[str], told: str) -> None:
    ended = psopenai("emulator", *words)
    assert ended.code in (1, 2)
    assert told in ended.err


@pytest.mark.parametrize("given", ['{"a":', "[1]", "text"])
def test_an_additional_body_that_is_not_an_object_is_refused(psopenai: Run, emulator: Emulator, given: str) -> None:
    ended = psopenai("Request-ChatCompletion", "hi", "-AdditionalBody", given)
    assert (ended.code, ended.out, len(emulator.requests)) == (2, b"", 0)
    assert "-AdditionalBody takes a dictionary" in ended.err


@pytest.mark.parametrize(
    ("cmdlet", "given"),
    [
        ("Request-ChatCompletion", "-Message"),
        ("Request-Response", "-Message"),
        ("Measure-ResponseInput", "-Message"),
        ("Request-ResponseCompaction", "-Message"),
        ("Request-TextCompletion", "-Prompt"),
        ("Request-Moderation", "-Text"),
        ("Request-Decision", "-Message"),
        ("Get-BatchOutput", "batch id"),
    ],
)
def test_a_command_without_its_argument_is_wrong_usage(psopenai: Run, cmdlet: str, given: str) -> None:
    ended = psopenai(cmdlet)
    assert ended.code == 2 and given in ended.err


@pytest.mark.parametrize(
    "words",
    [
        ["Get-BatchOutput", "batch_abc123", "-OutFile", "x.jsonl"],
        ["Get-OpenAIFileContent", "file-1", "-OutFile", "x"],
        ["Start-Batch", "x.jsonl"],
        ["Get-ChildItem"],
        ["-File", "x.ps1"],
        ["-Command", "Get-Location"],
    ],
    ids=lambda words: words[0],
)
def test_a_current_folder_that_is_gone_is_named(
    batch: dict[str, Any], environment: dict[str, str], tmp_path: Path, words: list[str]
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    script = f'rmdir "$PWD"; exec {sys.executable} -m psopenai_py "$@"'
    done = subprocess.run(
        ["sh", "-c", script, "sh", *words], cwd=folder, env=environment | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=TIME_LIMIT,
    )  # fmt: skip
    assert done.returncode != 0 and not done.stdout.strip()
    assert f"The current folder no longer exists; change to another one: {folder}" in done.stderr
    assert (words[0] if words[0][0] != "-" else words[1]) in done.stderr and "internal error" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("-ApiKye", "hunter2x"),
        ("--api-kee", "hunter2x"),
        ("-Api", "hunter2x"),
        ("-ApiKey", "hunter2x", "-Limitt", "3"),
        ("--api_key=hunter2x", "-Limitt", "3"),
    ],
)
def test_a_wrong_line_is_shown_without_the_key_in_it(psopenai: Run, words: tuple[str, ...]) -> None:
    ended = psopenai("Get-Batch", "batch_1", *words)
    assert ended.code == 2
    assert "~~~" in ended.err
    assert "***" in ended.err
    assert "hunter2x" not in ended.err
