"""The journal: what was started from an account, and batches whose answer was lost."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from psopenai_py import Shell
from psopenai_py.emulator import Emulator, request_line
from psopenai_py.engine.session.host import Host
from psopenai_py.openai.batch.journal import Journal, JournalError, Origin

from ..command import command
from ..conftest import KEY, Service

ORIGIN = Origin("/work", None, "http://here/v1")
PROMPT = "a prompt that nobody else may read"


class AtHome(Service):
    """A service whose user has a state folder of their own."""

    def __init__(self, emulator: Emulator, folder: Path) -> None:
        super().__init__(emulator)
        self.folder = folder
        self.path = folder / "psopenai/batches.sqlite3"
        settings = {"XDG_STATE_HOME": str(folder), "OPENAI_API_KEY": KEY, "OPENAI_API_BASE": emulator.url}
        self.shell = Shell(environ={**settings, "PSOPENAI_CONFIG": str(folder / "config.toml")})

    def start(self, text: str = PROMPT, more: str = "") -> Any:
        """The result of a script that starts a batch of one request, which has the same text each time."""
        return self.run(f"Request-ChatCompletion '{text}' -AsBatch -CustomBatchId one | Start-Batch {more}")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[AtHome]:
    with Emulator(api_key=KEY) as emulator:
        made = AtHome(emulator, tmp_path)
        with made.shell:
            yield made


def test_what_was_started_is_listed_without_a_request(home: AtHome) -> None:
    (first,) = home.start("one").output
    (second,) = home.start("two").output
    home.emulator.requests.clear()
    entries = home.output("Get-Batch -Local")
    assert not home.emulator.requests
    assert [entry["id"] for entry in entries] == [second["id"], first["id"]]
    entry = entries[0]
    assert entry["input_file_id"] == second["input_file_id"] and entry["status"] == "validating"
    assert entry["folder"] == os.getcwd() and entry["api_base"] == home.emulator.url and entry["profile"] is None
    assert entry["endpoint"] == "/v1/chat/completions" and len(entry["input_hash"]) == 64
    assert home.output("Get-Batch -Local -Limit 1 | ForEach-Object id") == [second["id"]]
    assert home.output(f"Get-Batch -Local -After {second['id']} | ForEach-Object id") == [first["id"]]


def test_it_holds_no_key_and_no_prompt_and_is_for_its_owner(home: AtHome) -> None:
    home.start()
    content = home.path.read_bytes()
    assert PROMPT.encode() not in content and KEY.encode() not in content
    assert stat.S_IMODE(home.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.path.parent.stat().st_mode) == 0o700


def test_the_state_is_the_one_last_seen(home: AtHome) -> None:
    home.start()
    assert home.output("(Get-Batch -Local).status") == ["validating"]
    home.output("Get-Batch -Local | Wait-Batch")
    assert home.output("(Get-Batch -Local).status") == ["completed"]


def test_nothing_is_added_to_a_request(home: AtHome) -> None:
    home.start(more="; " + "'a' | Request-Embeddings -AsBatch | Start-Batch -NoJournal")
    bodies = [json.loads(request.body) for request in home.emulator.requests if request.route == "/batches"]
    assert [set(body) for body in bodies] == [{"input_file_id", "endpoint", "completion_window"}] * 2
    assert len(home.output("Get-Batch -Local")) == 1


def test_the_configuration_can_do_without_a_journal(home: AtHome) -> None:
    (home.folder / "config.toml").write_text("journal = false\n")
    home.start()
    assert not home.path.exists() and home.output("Get-Batch -Local") == []


@pytest.mark.parametrize("command", ["Start-Batch file-1", "Resume-Batch", "Restart-Batch b1", "Watch-Batch b1"])
def test_a_configuration_that_cannot_be_used_is_one_error(home: AtHome, command: str) -> None:
    (home.folder / "config.toml").write_text("journal = 3\n")
    assert home.error_ids(command) == [f"ConfigurationInvalid,{command.split()[0]}"]


def test_the_profile_of_a_batch_is_noted(home: AtHome) -> None:
    (home.folder / "config.toml").write_text("[profiles.default]\nmax_retry_count = 1\n")
    home.start()
    assert home.output("(Get-Batch -Local).profile") == ["default"]


def test_a_batch_that_was_refused_is_not_listed(home: AtHome) -> None:
    home.emulator.add_fault("400,path=/batches,method=POST,times=1")
    assert home.start().errors and home.output("Get-Batch -Local") == []


# -- the same input again ----------------------------------------------------------------------------------------------


def test_the_same_input_is_warned_of(home: AtHome) -> None:
    first, second = home.start(), home.start()
    assert not first.warnings
    (warning,) = second.warnings
    assert first.output[0]["id"] in warning and second.output[0]["id"] in warning
    assert not home.start("something else").warnings
    assert not home.start(more="-NoJournal").warnings


def test_the_same_file_is_warned_of_whatever_ends_its_lines(home: AtHome) -> None:
    lines = [json.dumps(request_line(f"q{n}")) for n in range(3)]
    (home.folder / "a.jsonl").write_text("\n".join(lines) + "\n")
    (home.folder / "b.jsonl").write_bytes("\r\n".join([*lines, ""]).encode())
    assert not home.run(f"Start-Batch {home.folder}/a.jsonl").warnings
    assert home.run(f"Start-Batch {home.folder}/b.jsonl").warnings


def test_input_whose_batch_has_failed_is_started_again_without_a_word(home: AtHome) -> None:
    (first,) = home.start().output
    home.emulator.batches.update(first["id"], {"status": "failed"})
    assert not home.start().warnings


def test_a_service_that_returns_the_same_batch_is_not_warned_of(home: AtHome) -> None:
    (first,) = home.start().output
    home.emulator.batches.create = lambda *args, **more: home.emulator.batches.look(first["id"])  # type: ignore[method-assign]
    assert not home.start().warnings


class Asked(Host):
    """The host of the interactive prompt, with an answer ready."""

    interactive = prompts_for_parameters = True

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer
        self.questions: list[str] = []

    def confirm(self, question: str, caption: str = "Confirm") -> str:
        self.questions.append(question)
        return self.answer


@pytest.mark.parametrize(("answer", "started"), [("yes", 2), ("no", 1)])
def test_the_prompt_asks_before_anything_is_uploaded(home: AtHome, answer: str, started: int) -> None:
    (first,) = home.start().output
    host = home.shell.session.host = Asked(answer)
    result = home.start()
    assert not result.warnings and first["id"] in host.questions[0]
    assert sum(request.route == "/files" for request in home.emulator.requests) == started
    assert len(home.output("Get-Batch -All")) == started


@pytest.mark.parametrize(("answer", "started"), [("all", 4), ("none", 2)])
def test_one_answer_can_be_for_all_parts(home: AtHome, answer: str, started: int) -> None:
    (home.folder / "in.jsonl").write_text("".join(json.dumps(request_line(f"q{n}")) + "\n" for n in range(2)))
    home.run(f"Start-Batch {home.folder}/in.jsonl -SplitAt 1")
    host = home.shell.session.host = Asked(answer)
    home.run(f"Start-Batch {home.folder}/in.jsonl -SplitAt 1")
    assert len(host.questions) == 1 and len(home.output("Get-Batch -All")) == started


# -- answers that were lost --------------------------------------------------------------------------------------------


def test_a_batch_whose_answer_was_lost_is_found_by_its_input(home: AtHome) -> None:
    home.emulator.add_fault("lose,path=/batches,method=POST,times=1")
    result = home.start()
    assert "Resume-Batch" in result.errors[0].message and not result.output
    (known,) = home.output("Get-Batch")
    assert home.output("(Get-Batch -Local).id") == [known["id"]]
    assert home.output("(Get-Batch -Local | Get-BatchOutput -Wait).custom_id") == ["one"]


def test_starting_it_again_warns_if_the_service_has_it(home: AtHome) -> None:
    home.emulator.add_fault("disconnect,path=/batches,method=POST,times=1")
    home.start("never arrived")
    assert not home.start("never arrived").warnings
    home.emulator.add_fault("lose,path=/batches,method=POST,times=1")
    home.start()
    (lost, _) = home.output("Get-Batch")
    (warning,) = home.start().warnings
    assert f"as {lost['id']}, which is" in str(warning)
    assert not home.start("something else").warnings


@pytest.mark.parametrize("more", ["", "-Queue"])
def test_an_entry_that_somebody_has_damaged_is_an_error(home: AtHome, more: str) -> None:
    home.start(more=more)
    with sqlite3.connect(home.path) as file:
        file.execute("UPDATE batches SET id = NULL, status = NULL, settings = '[1]', input_file_id = 'file-x'")
    result = home.shell.run("Resume-Batch")
    (error,) = [*result.errors, *([result.terminated_by] if result.terminated_by is not None else [])]
    assert error.error_id == "JournalUnusable" and "entry 1 holds no request: '[1]'" in error.message


def test_resuming_finds_it_and_starts_nothing_twice(home: AtHome) -> None:
    home.emulator.add_fault("lose,path=/batches,method=POST,times=1")
    home.start()
    (found,) = home.output("Resume-Batch")
    assert found["id"] == home.output("(Get-Batch).id")[0] and len(home.output("Get-Batch -All")) == 1
    result = home.run("Resume-Batch")
    assert not result.output and "Nothing" in str(result.information[0])


def test_resuming_starts_what_never_arrived_as_it_was_asked_for(home: AtHome) -> None:
    home.emulator.add_fault("disconnect,path=/batches,method=POST,times=1")
    home.start(more="-MetaData @{team='x'}")
    result = home.run("Get-Batch -Local")
    assert result.output[0]["id"] is None and "Resume-Batch" in result.warnings[0]
    (started,) = home.output("Resume-Batch")
    assert started["metadata"]["team"] == "x" and home.output("(Get-Batch -Local).id") == [started["id"]]


def test_a_lost_batch_is_listed_while_the_service_is_away(home: AtHome) -> None:
    home.emulator.add_fault("lose,path=/batches,method=POST,times=1")
    home.start()
    home.emulator.add_fault("500,path=/batches")
    result = home.run("Get-Batch -Local")
    assert result.output[0]["id"] is None and result.output[0]["input_file_id"] and len(result.warnings) == 1


# -- a journal that cannot be used -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"), [(b"not a database" * 100, "damaged"), ("newer", "newer"), ("folder", "cannot be used")]
)
def test_a_journal_that_cannot_be_used_costs_one_warning(home: AtHome, content: Any, says: str) -> None:
    home.path.parent.mkdir(parents=True)
    if content == "folder":
        home.path.mkdir()
    elif content == "newer":
        with sqlite3.connect(home.path) as file:
            file.execute("PRAGMA user_version = 99")
    else:
        home.path.write_bytes(content)
    result = home.run("1..2 | ForEach-Object { Request-Embeddings 'a' -AsBatch | Start-Batch }")
    assert len(result.output) == 2
    (warning,) = result.warnings
    assert says in warning and str(home.path) in warning
    assert home.error_ids("Get-Batch -Local") == ["JournalUnusable,Get-Batch"]
    assert not home.run("Request-Embeddings 'a' -AsBatch | Start-Batch -NoJournal").warnings


def test_a_state_folder_that_cannot_be_made_costs_one_warning(home: AtHome) -> None:
    (home.folder / "psopenai").write_text("in the way")
    result = home.start()
    assert len(result.output) == len(result.warnings) == 1


def test_many_processes_write_at_the_same_time(tmp_path: Path) -> None:
    path = str(tmp_path / "state/batches.sqlite3")

    def work(name: int) -> None:
        journal = Journal(path)
        for at in range(10):
            number = journal.add(ORIGIN, {"input_file_id": f"file-{name}-{at}"})
            journal.answered(number, {"id": f"batch-{name}-{at}", "status": "validating"})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert len({entry.id for entry in Journal(path).entries()}) == 80


def test_a_journal_that_somebody_holds_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("psopenai_py.openai.batch.journal.PATIENCE", 0.1)
    journal = Journal(str(tmp_path / "batches.sqlite3"))
    journal.add(ORIGIN, {"input_file_id": "file-1"})
    holder = sqlite3.connect(journal.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(JournalError, match="locked"):
        journal.entries()
    holder.close()


def test_the_shell_command_finds_a_lost_batch_again(tmp_path: Path) -> None:
    with Emulator() as emulator:
        emulator.add_fault("lose,path=/batches,method=POST,times=1")
        state = {"XDG_STATE_HOME": str(tmp_path)}
        lost = command(emulator, "Start-Batch", stdin=json.dumps(request_line("a")), **state)
        assert lost.returncode == 4 and "Resume-Batch" in lost.stderr
        found = command(emulator, "Resume-Batch", **state)
        assert found.returncode == 0 and json.loads(found.stdout)["id"].startswith("batch_")
        listed = command(emulator, "Get-Batch", "-Local", **state)
        assert json.loads(listed.stdout)["id"] == json.loads(found.stdout)["id"]
        piped = command(emulator, "Get-BatchOutput", "-Wait", stdin=listed.stdout, **state)
        assert json.loads(piped.stdout)["custom_id"] == "a"


def test_an_id_that_is_no_unicode_is_refused(home: AtHome) -> None:
    for name, text in (("Start-Batch", "-InputFileId"), ("Resume-Batch", "-QueueId")):
        result = home.run(f"{name} ([string][char]0xD800)")
        assert result.errors, text
