"""Export-Clixml and Import-Clixml, ConvertTo-Xml, Select-Xml."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from psopenai_py import Shell

from ..running import error_ids

KINDS = [
    ("'a'", "String"), ("1", "Int32"), ("[long]5", "Int64"), ("[byte]5", "Byte"), ("1.5", "Double"),
    ("[double]::MaxValue", "Double"), ("[double]::NaN", "Double"), ("[float]1.25", "Single"), ("1.50d", "Decimal"),
    ("$true", "Boolean"), ("[char]'x'", "Char"), ("[datetime]'2024-01-02T03:04:05.5'", "DateTime"),
    ("[timespan]'1.02:03:04.5'", "TimeSpan"), ("[timespan]::Zero", "TimeSpan"), ("-[timespan]'00:00:01'", "TimeSpan"),
    ("[guid]'00000000-0000-0000-0000-000000000001'", "Guid"), ("[uri]'https://a/b?c=1'", "Uri"),
    ("[version]'1.2.3'", "Version"), ("'a<&>\"''' + \"`n`t\" + [char]0 + '_x0041_' + [char]::ConvertFromUtf32(0x1F600)",
     "String"),
]  # fmt: skip


@pytest.fixture
def folder_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path)
    return Shell(environ={"XDG_DATA_HOME": str(tmp_path / "data")})


@pytest.fixture
def run_there(folder_shell: Shell) -> Callable[[str], list[object]]:
    def run(text: str) -> list[object]:
        result = folder_shell.run(text)
        assert result.terminated_by is None, result.terminated_by
        assert result.errors == []
        return list(result.output)

    return run


Run = Callable[[str], list[object]]


@pytest.mark.parametrize(("made", "kind"), KINDS)
def test_simple_values_come_back(run_there: Run, made: str, kind: str) -> None:
    script = f"$v = {made}; $v | Export-Clixml v.xml; $r = Import-Clixml v.xml; $r.GetType().Name; $v.Equals($r)"
    assert run_there(script) == [kind, True]


def test_objects_come_back_as_bags_of_properties(run_there: Run) -> None:
    script = """[pscustomobject]@{ N = 'a'; L = @(1, 2); H = @{ k = 'v' }; X = $null; S = [pscustomobject]@{ q = 1 } } |
        Export-Clixml o.xml
    $r = Import-Clixml o.xml; $r.psobject.TypeNames[0]; $r.N; $r.L.GetType().Name; $r.H.k; $null -eq $r.X; $r.S.q
    class Cx { [int]$P = 3 }; [Cx]::new() | Export-Clixml c.xml; $c = Import-Clixml c.xml
    $c.P; $c.GetType().Name; $c.psobject.TypeNames[0]
    [ordered]@{ z = 1; a = 2 } | Export-Clixml h.xml; (Import-Clixml h.xml).Keys -join ','"""
    assert run_there(script) == [
        "Deserialized.System.Management.Automation.PSCustomObject", "a", "ArrayList", "v", True, 1,
        3, "PSObject", "Deserialized.Cx", "z,a",
    ]  # fmt: skip


def test_an_object_that_holds_itself(run_there: Run) -> None:
    script = "$o = [pscustomobject]@{ Name = 'me'; Me = $null }; $o.Me = $o; $o | Export-Clixml o.xml -Depth 5; "
    assert run_there(script + "(Import-Clixml o.xml).Me.Name") == ["me"]


def test_depth_and_parts_of_a_file(run_there: Run) -> None:
    script = "[pscustomobject]@{ a = [pscustomobject]@{ b = 1 } } | Export-Clixml d.xml -Depth 1; "
    assert run_there(script + "(Import-Clixml d.xml).a") == ["@{b=1}"]
    assert run_there("1..5 | Export-Clixml n.xml; Import-Clixml n.xml -Skip 1 -First 2") == [2, 3]


def test_secure_strings_are_encrypted_for_the_user(run_there: Run, tmp_path: Path) -> None:
    secret = "(ConvertTo-SecureString 'hidden' -AsPlainText)"
    script = f"[pscredential]::new('bob', {secret}) | Export-Clixml c.xml; $c = Import-Clixml c.xml; $c.UserName; "
    assert run_there(script + "$c.GetNetworkCredential().Password") == ["bob", "hidden"]
    text = (tmp_path / "c.xml").read_text()
    assert "hidden" not in text
    assert "hidden".encode("utf-16-le").hex() not in text
    key = tmp_path / "data" / "psopenai" / "clixml.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.write_bytes(bytes(32))
    result = Shell(environ={"XDG_DATA_HOME": str(tmp_path / "data")}).run("Import-Clixml c.xml")
    errors = [*result.errors, *([result.terminated_by] if result.terminated_by else [])]
    assert [error.error_id for error in errors] == ["ImportClixml"]


def test_files_that_are_not_clixml(folder_shell: Shell, tmp_path: Path) -> None:
    for text in ("<a/>", "no xml", ""):
        (tmp_path / "bad.xml").write_text(text)
        assert [error.error_id for error in folder_shell.run("Import-Clixml bad.xml").errors] == ["ImportClixml"]


def test_objects_as_xml(run_there: Run) -> None:
    script = "[pscustomobject]@{ a = 1; b = 'x<y'; c = 1, 2 } | ConvertTo-Xml -As String -NoTypeInformation"
    assert str(run_there(script)[0]).splitlines()[2:8] == [
        "  <Object>",
        '    <Property Name="a">1</Property>',
        '    <Property Name="b">x&lt;y</Property>',
        '    <Property Name="c">',
        "      <Property>1</Property>",
        "      <Property>2</Property>",
    ]
    assert run_there("(1, 'a' | ConvertTo-Xml).Objects.Object.Type") == ["System.Int32", "System.String"]


def test_select_xml(run_there: Run, tmp_path: Path) -> None:
    (tmp_path / "s.xml").write_text('<a><b i="1">x</b><b i="2">y</b></a>')
    script = (
        "Select-Xml -Path s.xml -XPath '//b[@i=2]' | ForEach-Object { $_.Node.InnerText; Split-Path -Leaf $_.Path }"
    )
    assert run_there(script) == ["y", "s.xml"]
    found = "[xml]'<a xmlns=\"urn:d\"><b/></a>' | Select-Xml '//q:b' -Namespace @{ q = 'urn:d' } | ForEach-Object Node"
    assert run_there(found + " | ForEach-Object LocalName") == ["b"]
    assert error_ids("Select-Xml -Content '<a>' //x") == [
        "ProcessingFile,Microsoft.PowerShell.Commands.SelectXmlCommand"
    ]


def test_objects_as_a_text_and_back(shell: Shell) -> None:
    text = "$x = [pscustomobject]@{ a = 1; b = 'é' }, 5 | ConvertTo-Clixml; $y = $x | ConvertFrom-Clixml; "
    assert shell.run(text + "$y[0].b; $y[1] + 1; $x.Substring(0, 5)").output == ["é", 6, "<Objs"]
    (refused,) = shell.run("'no' | ConvertFrom-Clixml").errors
    assert refused.error_id == "ConvertFromClixml"
