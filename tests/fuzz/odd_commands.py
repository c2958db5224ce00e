"""Commands, operators and casts with values that nobody would give them, reproducibly from a seed."""

# ruff: noqa: E501 (values are data, one piece a line)
from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from psopenai_py.builtin.index import INDEX
from psopenai_py.engine.session.lookup import lookup

if TYPE_CHECKING:
    from psopenai_py import Shell

VALUES = (
    "$null", "''", "'a'", "'*'", "'[a'", "'a\\b'", "0", "-1", "1", "9999999999", "1.5", "[double]::NaN",
    "[double]::PositiveInfinity", "@()", "@($null)", "(1,2,3)", "('a','b')", "@{}", "@{a=1}", "[ordered]@{b=2;a=@{c=1}}",
    "[pscustomobject]@{a=1;b='x'}", "[pscustomobject]@{}", "{ $_ }", "{ 1/0 }", "{ throw 'x' }", "[datetime]'2024-01-02'",
    "[timespan]'1:2:3'", "[guid]::Empty", "[version]'1.2'", "[uri]'http://a/b'", "[xml]'<a><b>1</b></a>'",
    "[regex]'a(b)?'", "'é日本'", "[char]'x'", "$true", "[byte[]](1,2)", "[int]", "[System.Collections.ArrayList]@(1,'a')",
    "[System.Collections.Generic.List[int]]@(1,2)", "(Get-Item .)", "(Get-Process -Id $PID)", "(Get-Command Get-Date)",
    "[System.IO.MemoryStream]::new()", "[ref]1", "[nullstring]::Value", "[DayOfWeek]::Monday", "[dbnull]::Value",
    "(ConvertTo-SecureString x -AsPlainText)", "[pscredential]::Empty", "[decimal]1.10", "[bigint]::Pow(10,30)", "$Error",
    "$PSVersionTable", "$Host", "(1..20)", "@(,@(1,2))", "'{\"a\":1}'", "\"l1`nl2\"", "[System.Text.Encoding]::UTF8",
    "[cultureinfo]'de-DE'", "(Get-Variable PID)", "[scriptblock]::Create('1')", "@{n='q';e={$_}}",
    "@{Name='x';Expression='a';Width=-1}",
)  # fmt: skip
OPERATORS = (
    "+", "-", "*", "/", "%", "-eq", "-lt", "-like", "-match", "-replace", "-split", "-join", "-f", "-in", "-contains",
    "-band", "-shl", "..", "-is", "-as", "-and", "-xor", "??", "-ceq", "-notmatch",
)  # fmt: skip
TYPES = (
    "int", "string", "bool", "datetime", "xml", "hashtable", "char", "byte[]", "int[]", "timespan", "guid", "uri", "version",
    "regex", "scriptblock", "pscustomobject", "decimal", "double", "long", "securestring", "pscredential", "cultureinfo",
    "System.Collections.ArrayList", "System.Collections.Generic.List[string]", "DayOfWeek", "psobject", "switch", "type",
    "ordered", "bigint", "System.Text.StringBuilder", "System.Net.IPAddress",
)  # fmt: skip
MEMBERS = (
    "CompareTo",
    "Equals",
    "ToString",
    "GetType",
    "Add",
    "Contains",
    "Substring",
    "Split",
    "Invoke",
    "Copy",
    "Clone",
)
#: commands that wait, ask, or change what is outside of the test's folder
_LEFT_OUT = (
    "Stop-Process", "Start-Process", "Remove-Item", "Invoke-WebRequest", "Invoke-RestMethod", "Test-Connection",
    "Start-Sleep", "Wait-Process", "Read-Host", "Get-Credential", "Wait-Event", "Clear-Host",
    "Start-Transcript", "Stop-Transcript", "Invoke-History", "Set-Clipboard", "Get-Clipboard", "Set-PSDebug",
    "Move-Item", "Wait-Job", "Receive-Job", "Set-Location", "Push-Location", "Install-Module", "Update-Module",
    "New-PSDrive", "Start-Job",
)  # fmt: skip


@cache
def _names() -> list[str]:
    return [name for name in INDEX.names() if name not in _LEFT_OUT]


def odd_command(shell: Shell, seed: int) -> str:
    """The command of a seed. It leaves files in the current folder, and changes nothing else."""
    chance = random.Random(seed)

    def value() -> str:
        return chance.choice(VALUES)

    def arguments(most: int) -> str:
        return ", ".join(value() for _ in range(chance.randint(0, most)))

    kind = chance.choice(("command",) * 4 + ("operator", "type", "member"))
    if kind == "command":
        return _command(shell, chance)
    if kind == "operator":
        return f"({value()}) {chance.choice(OPERATORS)} ({value()})"
    if kind == "type":
        return f"[{chance.choice(TYPES)}]({value()}); [{chance.choice(TYPES)}]::new({arguments(3)})"
    text = f"$x = {value()}; $x[{value()}]; $x[{value()}] = {value()}; $x.{chance.choice(MEMBERS)}({arguments(2)})"
    return f'{text}; foreach ($q in $x) {{ "$q" }}'


def _command(shell: Shell, chance: random.Random) -> str:
    found = lookup(shell.session, chance.choice(_names()))
    assert found is not None
    assert found.spec is not None
    words = [found.name]
    params = list(found.spec.params.values())
    for param in chance.sample(params, min(len(params), chance.randint(0, 3))):
        words.append(f"-{param.name}")
        if str(param.type).lower() != "switch":
            words.append(chance.choice(VALUES))
    inputs: Sequence[str] = [chance.choice(VALUES) for _ in range(chance.choice((0, 1, 1, 2)))]
    shown = chance.choice(
        ("", "Format-Table", "Format-List *", "ConvertTo-Json -Depth 1", "Get-Member", "ConvertTo-Csv")
    )
    return " | ".join(part for part in (", ".join(inputs), " ".join(words), shown) if part)
