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
