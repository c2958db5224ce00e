from collections.abc import Callable

from psopenai_py.shell import Shell

Text = Callable[[str], str]


def test_calculated_columns_have_labels_and_widths(text: Text) -> None:
    shown = text("[pscustomobject]@{N=123456789} | Format-Table @{n='Cut';e={$_.N};Width=5}, @{l='L';e='N';a='left'}")
    assert shown == "\n  Cut L\n  --- -\n…6789 123456789\n\n"


def test_a_format_string_applies_to_the_value(text: Text) -> None:
    assert text("[pscustomobject]@{A=1.23456} | Format-Table @{e='A';FormatString='P1'}").split("\n")[3] == "123.5%"


def test_wildcards_choose_columns(text: Text) -> None:
    shown = text("[pscustomobject]@{Name='n'; A=1; AB=2; Other=3} | Format-Table A*, Name")
    assert shown == "\nA AB Name\n- -- ----\n1  2 n\n\n"


def test_headers_can_be_hidden(text: Text) -> None:
    assert text("[pscustomobject]@{A=1; B=2} | Format-Table -HideTableHeaders\n'after'") == "\n1 2\n\nafter\n"


def test_columns_keep_their_content_widths_after_auto_size(text: Text) -> None:
    shown = text("@{a=1} | Format-Table -AutoSize\n[ordered]@{first=1}")
    assert shown == "\nName Value\n---- -----\na    1\n\n\nName  Value\n----  -----\nfirst 1\n\n"


def test_a_failing_column_is_empty_or_says_so(text: Text) -> None:
    assert text("[pscustomobject]@{A=1} | Format-Table A, @{n='B';e={throw 'x'}}").split("\n")[3] == "1 "
    assert (
        text("[pscustomobject]@{A=1} | Format-Table A, @{n='B';e={throw 'x'}} -DisplayError").split("\n")[3] == "1 #ERR"
    )


def test_bad_property_hashtables_are_errors(shell: Shell) -> None:
    for script, error_id in (
        ("1 | Format-Table @{bogus=1; e='A'}", "DictionaryKeyIllegal"),
        ("1 | Format-Table @{n='A'}", "DictionaryKeyMandatoryEntry"),
        ("1 | Format-Table @{e='A'; Width=0}", "WidthOutOfRange"),
        ("1 | Format-Table @{e='A'; Alignment='up'}", "AlignmentIllegalValue"),
        ("1 | Format-Table 'A' -View x", "FormatCannotSpecifyViewAndProperty"),
        ("[pscustomobject]@{A=1} | Format-Table -View nope", "FormatViewNotFound"),
    ):
        found = shell.run(script).errors[0].fully_qualified_error_id
        assert found == f"{error_id},Microsoft.PowerShell.Commands.FormatTableCommand"


def test_format_data_goes_through_variables(text: Text) -> None:
    assert text("$t = [pscustomobject]@{A=1} | Format-Table\n$t[0].GetType().Name\n$t") == (
        "FormatStartData\n\nA\n-\n1\n\n"
    )


def test_a_column_that_complains_is_silent(shell: Shell) -> None:
    result = shell.run("[pscustomobject]@{ A = 1 } | Format-Table @{ n = 'X'; e = { Get-Item nope } }, A")
    assert shell.format(result.output).split() == ["X", "A", "-", "-", "1"]
    assert result.errors == []
