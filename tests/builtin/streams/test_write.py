from __future__ import annotations

from psopenai_py.shell import Shell

from ...hosts import Answers
from ..running import error_ids, output, run, texts

WRITE_ERROR = "Microsoft.PowerShell.Commands.WriteErrorException"


def test_write_output_unrolls_unless_told() -> None:
    assert output("(Write-Output 1,2,3 | Measure-Object).Count") == [3]
    assert output("(Write-Output 1,2,3 -NoEnumerate | Measure-Object).Count") == [1]
    assert texts("Write-Output 'a' 'b'") == ["a", "b"]


def test_an_error_names_the_function_that_wrote_it() -> None:
    assert error_ids("Write-Error 'x'") == [WRITE_ERROR]
    assert error_ids("function Test-It { Write-Error 'x' }; Test-It") == [f"{WRITE_ERROR},Test-It"]
    assert error_ids("Write-Error 'x' -ErrorAction Stop") == [WRITE_ERROR]


def test_an_error_has_what_it_was_given() -> None:
    (record,) = run("Write-Error 'x' -ErrorId Mine -Category InvalidData -TargetObject 5").errors
    assert (record.fully_qualified_error_id, record.category, record.target) == ("Mine", "InvalidData", 5)


def test_an_exception_gives_the_id() -> None:
    assert error_ids("Write-Error -Exception ([System.ArgumentException]::new('no'))") == ["System.ArgumentException"]


def test_write_host_goes_to_the_information_stream() -> None:
    assert run("Write-Host 'a', 'b' 1 -Separator '-'").information == ["a-b-1"]
    assert output("(Write-Host 'x' -NoNewline 6>&1).MessageData.NoNewLine") == [True]
    assert texts("Write-Host @(1, @(2, 3)) 6>&1") == ["1 2 3"]


def test_messages_follow_their_preferences() -> None:
    result = run("Write-Warning w; Write-Verbose v; Write-Verbose shown -Verbose; Write-Debug d")
    assert (result.warnings, result.verbose, result.debug) == (["w"], ["shown"], [])


def test_information_carries_tags() -> None:
    assert texts("(Write-Information 'i' -Tags a, b 6>&1).Tags") == ["a", "b"]


def test_a_question_needs_somebody_to_answer() -> None:
    assert error_ids("Read-Host 'key'") == ["InvalidOperation,Microsoft.PowerShell.Commands.ReadHostCommand"]
    assert output("$n = 0; try { while ($n -lt 5) { $n++; Read-Host } } catch { }; $n") == [1]
    shell = Shell(environ={})
    shell.session.host = Answers(lambda question, secret: f"{question}{secret}")
    assert shell.run("Read-Host 'key'").output == ["key: False"]
    assert len(shell.run("Read-Host 'key' -AsSecureString").output[0]) == len("key: True")
    assert shell.run("(Get-Credential -UserName me).UserName").output == ["me"]


def test_an_error_tells_the_circumstances_it_was_given() -> None:
    script = (
        "Write-Error -Exception ([System.IO.IOException]::new('io')) -CategoryActivity A -CategoryReason R "
        "-CategoryTargetName N -CategoryTargetType T -ErrorAction SilentlyContinue; $Error[0].CategoryInfo.ToString()"
    )
    assert texts(script) == ["NotSpecified: (N:T) [A], R"]


def test_what_a_message_knows_of_itself() -> None:
    script = "Write-Information hi -InformationVariable found; $i = $found[0]; $i.TimeGenerated -le (Get-Date); "
    script += "$i.ProcessId -eq $PID; $i.User -eq [Environment]::UserName; $i.Computer -eq [Environment]::MachineName"
    assert texts(script) == ["True"] * 4
