from collections.abc import Callable

from psopenai_py.shell import Shell

Text = Callable[[str], str]


def test_lists_show_calculated_properties(text: Text) -> None:
    shown = text("[pscustomobject]@{A=1;B=2} | Format-List B, @{Label='Sum';Expression={$_.A+$_.B}}, Missing")
    assert shown == "\nB   : 2\nSum : 3\n\n"


def test_plain_values_show_as_themselves_in_any_shape(text: Text) -> None:
    assert text("5 | Format-List; 'x' | Format-Custom; 1, 2 | Format-Wide") == "5\nx\n1\n2\n"


def test_wide_rows_fill_before_the_next_group(text: Text) -> None:
    shown = text(
        "[pscustomobject]@{G='a';N=1}, [pscustomobject]@{G='b';N=2} | Format-Wide N -GroupBy G | Out-String -Width 40"
    )
    assert shown == "\n   G: a\n\n\n1                    \n   G: b\n\n2                    \n\n\n"


def test_wide_takes_columns_or_auto_size(shell: Shell) -> None:
    result = shell.run("1 | Format-Wide -AutoSize -Column 2")
    assert result.errors[0].error_id == "FormatCannotSpecifyAutosizeAndColumns"


def test_custom_trees_stop_at_the_depth(text: Text) -> None:
    shown = text("[pscustomobject]@{A=[pscustomobject]@{B=[pscustomobject]@{C=1}}} | Format-Custom -Depth 1")
    assert shown == (
        "\nclass PSCustomObject\n{\n  A = \n    class PSCustomObject\n    {\n      B = @{C=1}\n    }\n}\n\n\n"
    )


def test_dates_and_spans_have_views(text: Text) -> None:
    assert text("[datetime]'2024-01-02 03:04:05'") == "\nTuesday, January 2, 2024 3:04:05\u202fAM\n\n"
    assert text("[timespan]'1:00'").split("\n")[7] == "TotalDays         : 0.0416666666666667"


def test_hex_dumps_stand_under_a_label(text: Text) -> None:
    lines = text("'héllo' | Format-Hex").split("\n")
    assert lines[1].startswith("   Label: String (System.String) <")
    assert lines[6] == "0000000000000000 68 C3 A9 6C 6C 6F                               hÃ©llo"


def test_types_show_their_base(text: Text) -> None:
    assert text("[string]").split("\n")[3] == (
        "True     True     String                                   System.Object"
    )


def test_a_line_of_bytes_as_text(text: Text) -> None:
    assert text('[dayofweek]2, [dayofweek]3 | Format-Hex | ForEach-Object { "$_" }').strip() == (
        "0000000000000000   02 00 00 00 03 00 00 00                          \ufffd   \ufffd"
    )
