"""No declared .NET member answers a value that it does not expect with a fault of our own code."""

from __future__ import annotations

from pathlib import Path

import pytest

from psopenai_py import Shell
from psopenai_py.dotnet.model.core import OBJECT
from psopenai_py.dotnet.model.types import DotNetType
from psopenai_py.engine.members.methods import invoke_static
from psopenai_py.errors import TerminatingError

from .declared_walk import fault, walked


@pytest.mark.slow
def test_every_declared_member_with_odd_values(tmp_path: Path) -> None:
    faults, count = walked("tests.engine.members.declared_walk", tmp_path)
    assert faults == []
    assert count > 30_000


@pytest.mark.parametrize(
    ("call", "error_id"),
    [
        ("[System.Management.Automation.ProxyCommand]::Create($null)", "ArgumentNullException"),
        ("[Convert]::ToHexString($null)", "ArgumentNullException"),
        ("[BitConverter]::ToString($null)", "ArgumentNullException"),
        ("[IO.MemoryStream]::new($null)", "ArgumentNullException"),
        ("[Diagnostics.Process]::Start($null)", "ArgumentNullException"),
        ("[bigint]::new([double]::NaN)", "OverflowException"),
        ("[uri]::new($null)", "UriFormatException"),
        ("[int[]]::new(2147483647)", "OutOfMemoryException"),
        ("[Array]::Clear(@(1, 2), 1, 5)", "IndexOutOfRangeException"),
        ("[Array]::Reverse(@(1, 2), -1, 1)", "ArgumentOutOfRangeException"),
        ("[Array]::Sort(@(2, 1), @(1))", "ArgumentException"),
        ("[IO.Path]::GetRelativePath('', 'a')", "ArgumentException"),
        ("[IO.MemoryStream]::new().Seek(-1, 'Begin')", "IOException"),
        ("[IO.MemoryStream]::new().SetLength(-1)", "ArgumentOutOfRangeException"),
        ("[Environment]::SetEnvironmentVariable('a=b', '1')", "ArgumentException"),
        ('[IO.File]::ReadAllText("$([char]0xD800)")', "EncoderFallbackException"),
        ("[semver]::new(1).CompareTo('x')", "ArgumentException"),
        ("[IO.MemoryStream]::new([byte[]](1, 2, 3)).Read([byte[]]::new(2), 0, 3)", "ArgumentException"),
        ("[IO.MemoryStream]::new().Write([byte[]](1, 2), -1, 1)", "ArgumentOutOfRangeException"),
        ("[Convert]::ToBase64String([byte[]](1, 2), 1, 2)", "ArgumentException"),
        ("[BitConverter]::ToString([byte[]](1, 2), 3)", "ArgumentOutOfRangeException"),
        ("[Text.StringBuilder]::new().Append('abc', 2, 2)", "ArgumentException"),
        ("[Linq.Enumerable]::Range(1, 2147483647)", "OutOfMemoryException"),
        ("[Security.Cryptography.RandomNumberGenerator]::GetBytes(-1)", "ArgumentOutOfRangeException"),
    ],
)
def test_what_net_answers(call: str, error_id: str) -> None:
    result = Shell().run(
        f"try {{ {call} }} catch {{ $_.FullyQualifiedErrorId; $_.Exception.InnerException.GetType().Name }}"
    )
    assert result.output == [error_id, error_id]


def test_null_where_net_takes_it() -> None:
    script = "$s = [IO.MemoryStream]::new(); $w = [IO.StreamWriter]::new($s, $null); $w.Write('é'); $w.Flush(); "
    assert Shell().run(script + "$s.Position = 0; [IO.StreamReader]::new($s, $null).ReadToEnd()").output == ["é"]
    assert Shell().run("[Text.StringBuilder]::new('a').Append([char[]]$null).ToString()").output == ["a"]
    assert Shell().run('[uri]::EscapeDataString("a$([char]0xD800)")').output == ["a%EF%BF%BD"]


def _strange() -> DotNetType:
    type_ = DotNetType("Test.Strange", base=OBJECT)
    type_.static("Length", "object")(lambda value: value.length)
    type_.static("Own", "object")(lambda value: None.length)
    return type_


def test_null_is_the_callers_error_only_if_null_was_passed() -> None:
    with pytest.raises(TerminatingError) as caught:
        invoke_static(_strange(), "Length", [None])
    assert caught.value.record.error_id == "ArgumentNullException"
    for name in ("Length", "Own"):
        found = fault(lambda name=name: invoke_static(_strange(), name, ["text"]))
        assert "has no attribute 'length'" in str(found)


def test_a_detached_property_can_be_set() -> None:
    shell = Shell()
    assert shell.run("$p = [psnoteproperty]::new('a', 1); $p.Value = 2; $p.Value").output == [2]
    failed = shell.run("[psscriptproperty]::new('a', { 1 }).Value = 2")
    assert [each.error_id for each in failed.errors] == ["ExceptionWhenSetting"]


def test_an_open_file_knows_its_name(tmp_path: Path) -> None:
    shell = Shell()
    shell.run(f"$file = [IO.File]::Open('{tmp_path}/f.txt', 'Create')")
    assert shell.run("$file.Name; $file.Close()").output == [f"{tmp_path}/f.txt"]


def test_the_first_week_of_the_first_year() -> None:
    weeks = "0..2 | ForEach-Object { $calendar.GetWeekOfYear([datetime]'0001-01-01', $_, 0) }"
    assert Shell().run("$calendar = [cultureinfo]::InvariantCulture.Calendar; " + weeks).output == [1, 53, 1]
