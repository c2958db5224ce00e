from __future__ import annotations

from ..conftest import Run


def test_plain_text_goes_in_and_out(run: Run) -> None:
    assert run("ConvertTo-SecureString abc -AsPlainText | ConvertFrom-SecureString -AsPlainText") == "abc"
    assert run("ConvertTo-SecureString abc -AsPlainText | ConvertFrom-SecureString") == "610062006300"
    assert run("ConvertTo-SecureString 610062006300 | ConvertFrom-SecureString -AsPlainText") == "abc"


def test_error_ids(run: Run) -> None:
    def error_of(command: str) -> str:
        return run(f"try {{ {command} }} catch {{ $_.FullyQualifiedErrorId }}").partition(",")[0]

    assert error_of("ConvertTo-SecureString plain -ErrorAction Stop") == "System.FormatException"
    assert error_of("ConvertTo-SecureString '' -AsPlainText") == "ParameterArgumentValidationErrorEmptyStringNotAllowed"
    assert error_of("ConvertTo-SecureString $null -AsPlainText") == "ParameterArgumentValidationErrorNullNotAllowed"
    assert error_of("ConvertTo-SecureString x -AsPlainText | ConvertFrom-SecureString -Key (1, 2)") == "Argument"


def test_a_credential_of_an_object_or_of_two_values_of_the_right_types(run: Run) -> None:
    made = "$s = ConvertTo-SecureString pw -AsPlainText -Force; "
    made += "$c = [pscredential]::new([pscustomobject]@{ UserName = 'jo'; Password = $s }); "
    assert run(made + '"$($c.UserName) $($c.GetNetworkCredential().Password)"') == "jo pw"
    wrong = "try { [pscredential]::new(%s) } catch { $_.FullyQualifiedErrorId }"
    assert run(wrong % "'jo', 'plain'") == "MethodCountCouldNotFindBest"
    assert run(wrong % "'jo'") == "PSArgumentException"
