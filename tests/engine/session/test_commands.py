"""What a command name means."""

from __future__ import annotations

import pytest

from psopenai_py import Shell
from psopenai_py.engine.session.lookup import lookup, resolve
from psopenai_py.errors import TerminatingError

from ..cmdlets import new_session


def kind(name: str, script: str = "") -> str | None:
    shell = Shell()
    shell.run(script)
    found = lookup(shell.session, name)
    return None if found is None else found.kind


@pytest.mark.parametrize(
    ("name", "is_a"),
    [
        ("Get-Batch", "Cmdlet"),
        ("get-BATCH", "Cmdlet"),
        ("PSOpenAI\\Get-Batch", "Cmdlet"),
        ("Other\\Get-Batch", None),
        ("Register-OpenAIFile", "Cmdlet"),
        ("%", "Cmdlet"),
        ("sh", "Application"),
        ("no-such-thing", None),
    ],
)
def test_a_name_is_a_cmdlet_an_alias_or_a_program(name: str, is_a: str | None) -> None:
    assert kind(name) == is_a


def test_a_function_comes_before_a_cmdlet_and_an_alias_before_both() -> None:
    assert kind("Get-Batch", "function Get-Batch { }") == "Function"
    script = "function Get-Batch { 'function' }; Set-Alias Get-Batch Write-Output; Get-Batch alias"
    assert Shell().run(script).output == ["alias"]


def test_a_function_of_an_inner_scope_is_gone_after_it() -> None:
    assert Shell().run("& { function Inner { 'in' }; Inner }; try { Inner } catch { 'gone' }").output == ["in", "gone"]


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(TerminatingError, match="Get-BatchOutput") as caught:
        resolve(new_session(), "Get-BatchOutputs")
    assert caught.value.record.fully_qualified_error_id == "CommandNotFoundException"
