"""What is too large, or of no use to a member, is an error that a script can catch."""

from __future__ import annotations

import pytest

from ..running import error_ids, output


@pytest.mark.parametrize(
    ("script", "error_id"),
    [
        ("'a' * 2000000000", "System.OutOfMemoryException"),
        ("(1, 2) * 2000000000", "System.OutOfMemoryException"),
        ("$all = 0..2147483647", "System.OutOfMemoryException"),
        ("'abc'.PadLeft(2147483647)", "OutOfMemoryException"),
        ("[string]::new('a', 2147483647)", "OutOfMemoryException"),
        ("[Text.StringBuilder]::new().Append([char]65, 2147483647)", "OutOfMemoryException"),
        ("[Text.StringBuilder]::new().Append([char]65, -1)", "ArgumentOutOfRangeException"),
        ("[Text.StringBuilder]::new().Length = 2147483647", "ExceptionWhenSetting"),
        ("'{0,1000000}' -f 1", "FormatError"),
        ("[xml]('<a>' * 20000 + '</a>' * 20000)", "InvalidCastToXmlDocument"),
        ("'{1000000}' -f 1", "FormatError"),
        ("[bigint]5 % [double]::NaN", "System.OverflowException"),
        ("[timespan]'1:0:0' / [double]::NaN", "ArgumentException"),
        ("[datetime]::FromOADate([double]::PositiveInfinity)", "ArgumentException"),
        ("([version]'1.2').CompareTo([guid]::Empty)", "ArgumentException"),
        ("[System.Net.IPAddress]::new([byte[]](1, 2))", "ArgumentException"),
        ("{ 1 }.InvokeWithContext($null, 5)", "ArgumentException"),
        ("[System.Linq.Enumerable]::ToArray([xml]'<a/>')", "ArgumentException"),
        ("Get-Variable a -Scope 2147483647", "ArgumentOutOfRange,Microsoft.PowerShell.Commands.GetVariableCommand"),
        ("1 | Get-Error", "InvalidArgument,Microsoft.PowerShell.Commands.GetErrorCommand"),
        ("'1' | Test-Json -SchemaFile '*.none'", "FileOpenFailure,Microsoft.PowerShell.Commands.TestJsonCommand"),
        (
            'Export-Alias "a`0b"',
            "System.ArgumentException",
        ),
        ('1 > "$([char]0xD800)"', "System.Text.EncoderFallbackException"),
        (
            'Invoke-RestMethod http://localhost -Proxy "a`0b"',
            "WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand",
        ),
        ("'1' | Test-Json -Schema 5", "InvalidJsonSchema,Microsoft.PowerShell.Commands.TestJsonCommand"),
    ],
)
def test_errors_and_no_faults(script: str, error_id: str) -> None:
    assert error_ids(script) == [error_id]


def test_values_at_the_edge() -> None:
    assert output("$deep = [xml]('<a>' * 1500 + '</a>' * 1500); $deep.OuterXml.Length; $deep.InnerText") == [10498, ""]
    assert output("[System.Net.IPAddress]::new(16777343).ToString()") == ["127.0.0.1"]
    assert output("[pscredential]::Empty.GetNetworkCredential() -eq $null") == [True]
    assert output("{ $v + 1 }.InvokeWithContext($null, [psvariable]::new('v', 5))") == [6]
    assert output('$env:FOR_A_TEST = "a`0b"; $env:FOR_A_TEST') == ["a"]
    assert output("[bigint]8 -shr 1; [bigint]8 -shl -1; [bigint]7 % [decimal]2.5") == [4, 4, 1]
    assert output('$env:FOR_A_TEST = "$([char]0xD800)"; $env:FOR_A_TEST') == ["\ufffd"]
    unset = "Set-StrictMode -Version 1; Set-StrictMode -Off:$false; try { $nothing } catch { 'strict' }"
    assert output(unset) == ["strict"]
    assert output("([pscustomobject]@{ '1 2' = 5 }).(@(1, 2))") == [5]
    assert output("$Error.Insert(0, 5); try { 1 / 0 } catch { 'caught' }") == ["caught"]
