"""What a closed Shell leaves behind: nothing."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from psopenai_py import Shell
from psopenai_py.declare.cmdlet import CmdletSpec
from psopenai_py.dotnet.model.registry import find_type
from psopenai_py.frontends import scripts
from psopenai_py.frontends.environment import Environment

CLASSES = """
class Animal {
    [string]$Name
    Animal([string]$n) { $this.Name = $n }
    [string] Greet([Animal]$other) { return $other.Name }
}
class Dog : Animal { [Dog[]]$Pups; static [int]$Count = 1; Dog() : base('dog') { } }
[Dog]::new().Greet([Animal]::new('cat')); [Dog[]]$all = [Dog]::new(); $all.Count
"""
SCRIPTS = (
    "1",
    CLASSES,
    "class Own : System.Exception { Own([string]$m) : base($m) { } }; try { throw [Own]::new('x') } catch [Own] { 1 }",
    "enum Color { Red; Blue }; class Box { [Color]$c }; [Box]::new().c",
    "$b = [scriptblock]::Create('1'); & $b; function f { $x = { $y }.GetNewClosure(); & $x }; f",
)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_closed_shell_is_collected(script: str) -> None:
    shell = Shell()
    result = shell.run(script)
    assert not result.errors and result.terminated_by is None
    shell.close()
    gone = weakref.ref(shell), weakref.ref(shell.session)
    del shell, result
    gc.collect()
    assert [each() for each in gone] == [None, None]


def test_the_declarations_of_past_runs_are_collected() -> None:
    """A function is bound by tables made of its declaration; they must not outlive it in a shell that runs for days."""
    with Shell() as shell:
        made = "function f { param([int]$n, [Parameter(ValueFromPipeline)]$v) process { $n } }; 1 | f 2"

        def specs() -> int:
            gc.collect()
            return sum(isinstance(each, CmdletSpec) for each in gc.get_objects())

        assert shell.run(made).output == [2]
        before = specs()
        for _ in range(10):
            assert shell.run(made).output == [2]
        assert specs() <= before


def test_base_constructors_are_those_of_their_own_session() -> None:
    """The id of a collected function may come again; nothing is looked up by it."""
    for number in range(20):
        shell = Shell()
        script = f"class A {{ $V; A() {{ $this.V = {number} }} }}; class B : A {{ B() : base() {{ }} }}; [B]::new().V"
        assert shell.run(script).output == [number]
        shell.close()


def test_arrays_of_a_scripts_class_are_the_scripts_own() -> None:
    shell = Shell()
    assert shell.run("class OnlyHere { }; ([OnlyHere[]]@()).GetType().Name").output == ["OnlyHere[]"]
    assert find_type("OnlyHere[]") is None
    assert shell.run("function f([OnlyHere[]]$many) { $many.Count }; f ([OnlyHere]::new())").output == [1]


def test_blocks_are_made_for_the_session_that_runs() -> None:
    one, two = Shell(), Shell()
    one.run("$b = [scriptblock]::Create('$name'); $name = 'one'")
    two.run("$name = 'two'")
    assert one.run("& $b").output == ["one"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["-Command", "1"], 0),
        (["-Command", "1 +"], 1),
        (["-Command", "throw 'x'"], 1),
        (["-Command", "exit 3"], 3),
        (["FILE"], 1),
    ],
)
def test_the_shell_of_a_script_is_closed(
    words: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[Shell] = []
    monkeypatch.setattr(Shell, "close", lambda shell: closed.append(shell))
    file = tmp_path / "script.ps1"
    file.write_text("throw 'x'")
    env = Environment(environ={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"})
    assert scripts.run_script_call(env, [str(file) if word == "FILE" else word for word in words]) == code
    assert len(closed) == 1
