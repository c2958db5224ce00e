"""Help in a shell: for a cmdlet, for a script, in the manual; its examples run in a real bash."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from psopenai_py.emulator import Emulator, output_line
from psopenai_py.engine.describing.syntax import syntax_lines
from psopenai_py.frontends.docs import pages
from psopenai_py.frontends.help import shell_help
from psopenai_py.frontends.shell_examples import broken, shell_examples, shell_line

from ..test_examples import ERRORS, OPENAI, TABLE, before, fill, lay_out, needs_the_vault
from .conftest import TIME_LIMIT, Run


@pytest.mark.parametrize(
    ("code", "line"),
    [
        (
            "Get-Batch b | Where-Object status -eq 'a b'",
            "psopenai Get-Batch b | psopenai Where-Object status -eq 'a b'",
        ),
        ("'Hello', 'Good day' | Start-Batch", r"printf '%s\n' Hello 'Good day' | psopenai Start-Batch"),
        ("Get-Batch | Where-Object { $_.id -eq 1 }", "psopenai Get-Batch | psopenai Where-Object '{ $_.id -eq 1 }'"),
        ("Set-Thread t -MetaData @{ a = 'b' }", """psopenai Set-Thread t -MetaData "@{ a = 'b' }\""""),
        (
            "Get-Batch | ForEach-Object { $_.id + '!' }",
            """psopenai Get-Batch | psopenai ForEach-Object '{ $_.id + '"'"'!'"'"' }'""",
        ),
        ("Get-Batch a, b > x", "psopenai Get-Batch a,b > x"),
        ("(Get-Batch b).id", "psopenai -Command '(Get-Batch b).id'"),
        ("$r | Get-Response", None),
    ],
)
def test_an_example_becomes_a_line_of_a_shell(code: str, line: str | None) -> None:
    assert shell_line(code) == line


def test_a_long_example_is_broken_where_powershell_goes_on() -> None:
    code = "function Get-A { param([string]$A) 1; 2 }; $x = Get-A a | Select-Object b; (Get-A | Get-B; 1) | Get-C '; |'"
    assert broken(code).splitlines() == [
        "function Get-A { param([string]$A) 1; 2 }",
        "$x = Get-A a |",
        "    Select-Object b",
        "(Get-A | Get-B; 1) |",
        "    Get-C '; |'",
    ]


#: examples that need a terminal; tests of the terminal have them
TALKS = "psopenai Enter-ChatGPT "


def examples() -> Iterator[tuple[str, str]]:
    """The examples of the cmdlets for a shell, but for those that do not run or need the vault or a variable."""
    for name in OPENAI.names():
        info = TABLE.cmdlet(name)
        assert info is not None and info.spec is not None
        found = [
            each
            for each in info.spec.examples
            if each.run and not needs_the_vault(name, each) and not before(name, each) and each.code not in ERRORS
        ]
        yield from ((name, each.code) for each in shell_examples(found) if not each.code.startswith(TALKS))


@pytest.mark.slow
@pytest.mark.parametrize(("cmdlet", "line"), [pytest.param(*each, id=each[1]) for each in examples()])
def test_an_example_runs_in_a_shell(
    cmdlet: str, line: str, emulator: Emulator, environment: dict[str, str], tmp_path: Path
) -> None:
    fill(emulator, cmdlet)
    lay_out(tmp_path, emulator, cmdlet)
    azure = {"AZURE_OPENAI_ENDPOINT": emulator.url.removesuffix("/v1")}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=tmp_path, env=environment | azure, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        timeout=TIME_LIMIT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", OPENAI.names())
def test_every_parameter_of_the_syntax_is_described(name: str) -> None:
    info = TABLE.cmdlet(name)
    assert info is not None and info.spec is not None
    described = re.findall(r"^    -(\w+)", shell_help(info.spec, 100).partition("PARAMETERS")[2], re.M)
    in_syntax = {word for line in syntax_lines(info.spec) for word in re.findall(r"(?<=[ \[])-(\w+)", line)}
    assert in_syntax - {"WhatIf", "Confirm"} <= set(described)


def test_help_keeps_paragraphs_apart_and_names_whole() -> None:
    info = TABLE.cmdlet("Start-Batch")
    assert info is not None and info.spec is not None
    for width in range(40, 121):
        text = shell_help(info.spec, width)
        described = text.partition("DESCRIPTION\n")[2].partition("PARAMETERS\n")[0].rstrip()
        assert described.count("\n\n") == info.spec.description.count("\n\n")
        assert not re.search(r"\b[A-Z]\w+-$", described, re.MULTILINE), width  # Resume-Batch in two lines
    assert "ERROR\n    psopenai Start-Batch ./missing.jsonl\n" in text


def test_long_help_goes_through_the_pager_of_a_terminal(environment: dict[str, str], tmp_path: Path) -> None:
    def shown(*words: str, pager: str) -> str:
        child = pexpect.spawn(
            "psopenai", list(words), env=environment | {"TERM": "xterm", "PAGER": pager}, cwd=str(tmp_path),
            dimensions=(24, 80), timeout=TIME_LIMIT, encoding="utf-8",
        )  # fmt: skip
        child.expect(pexpect.EOF)
        return str(child.before)

    assert "paged NAME" in shown("Get-BatchOutput", "--help", pager="sed 's/^/paged /'")
    assert "paged NAME" in shown("help", "Get-BatchOutput", pager="sed 's/^/paged /'")
    assert shown("Get-BatchOutput", "--help", pager="").startswith("NAME")
    assert "paged" not in shown("help", "demo", pager="sed 's/^/paged /'")


@pytest.mark.skipif(
    shutil.which("groff") is None, reason="groff is not installed; tests/system_packages.sh installs it"
)
def test_the_manual_s_pages_are_sound(tmp_path: Path) -> None:
    manual = {name: text for name, text in pages().items() if name.endswith(".1")}
    assert {"man/psopenai.1", "man/psopenai-Get-BatchOutput.1"} <= set(manual)
    for name, text in manual.items():
        (tmp_path / Path(name).name).write_text(text)
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-z", *sorted(path.name for path in tmp_path.iterdir())],
        cwd=tmp_path, capture_output=True, text=True, timeout=TIME_LIMIT,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


SCRIPT = """\
<#
.SYNOPSIS
Greets a person.
.PARAMETER Name
Who is greeted.
#>
param([string]$Name = 'nobody', [switch]$DryRun)
"hello $Name $DryRun"
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--name", "jo"], "hello jo False"),
        (["--name=jo", "--dry-run"], "hello jo True"),
        (["-Name", "jo", "-DryRun"], "hello jo True"),
        (["--name", "--help"], "hello --help False"),
    ],
    ids=" ".join,
)
def test_a_script_takes_options_in_both_spellings(
    psopenai: Run, tmp_path: Path, words: list[str], expected: str
) -> None:
    (tmp_path / "greet.ps1").write_text(SCRIPT)
    assert psopenai("greet.ps1", *words).text == expected + "\n"


@pytest.mark.parametrize("word", ["--help", "-h", "-?"])
def test_a_script_shows_its_help(psopenai: Run, tmp_path: Path, word: str) -> None:
    (tmp_path / "greet.ps1").write_text(SCRIPT)
    ended = psopenai("greet.ps1", word)
    assert ended.code == 0
    assert "Greets a person." in ended.text
    assert "Who is greeted." in ended.text


def test_help_shows_that_of_a_script_and_does_not_run_it(psopenai: Run, tmp_path: Path) -> None:
    (tmp_path / "greet.ps1").write_text(SCRIPT)
    assert "Greets a person." in psopenai("help", "greet.ps1").text
    (tmp_path / "o'clock.ps1").write_text("'it ran'")
    ended = psopenai("help", "o'clock.ps1")
    assert ended.code == 0 and "o'clock.ps1" in ended.text and "it ran" not in ended.text
    assert "There is no help for" in psopenai("help", "none.ps1").err


def test_words_of_a_script_without_parameters_pass_as_they_are(psopenai: Run, tmp_path: Path) -> None:
    (tmp_path / "pass.ps1").write_text("$args -join ' '")
    assert psopenai("pass.ps1", "--help").text == "--help\n"
    assert psopenai("pass.ps1", "--name", "jo").text == "--name jo\n"


@pytest.mark.parametrize("word", ["-Command", "-c"])
def test_a_command_needs_a_text(psopenai: Run, word: str) -> None:
    ended = psopenai(word, stdin="'not run'")
    assert (ended.code, ended.text) == (2, "")
    assert f"{word} needs a text" in ended.err
    assert psopenai(word, "-", stdin="'run'").text == "run\n"


def test_a_command_leaves_standard_input_alone(emulator: Emulator, environment: dict[str, str], tmp_path: Path) -> None:
    for name in ("one", "two"):
        emulator.add_batch([output_line("a")], id=f"batch_{name}")
    body = "psopenai Get-Batch -NoInput > $id.json; echo $id"
    loop = f"printf 'batch_one\\nbatch_two\\n' | while read -r id; do {body}; done"
    done = subprocess.run(
        ["bash", "-c", loop], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=TIME_LIMIT
    )
    assert (done.stdout, done.stderr) == ("batch_one\nbatch_two\n", "")
