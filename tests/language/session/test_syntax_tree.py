"""Syntax trees as scripts and linters use them."""

from __future__ import annotations

from ..running import output, texts

_USING = "using namespace System.Management.Automation.Language\n"
_TEXT = '$a = { Get-Item $path -Force; function foo($a) { "x $q" | Out-Null } }.Ast; '


def _found(kind: str, shown: str, nested: str = "$true") -> list[str]:
    return texts(f"{_USING}{_TEXT}$a.FindAll({{ param($n) $n -is [{kind}] }}, {nested}) | ForEach-Object {{ {shown} }}")


def test_nodes_are_found_by_their_kind_in_the_order_of_the_text() -> None:
    assert _found("CommandAst", "$_.GetCommandName()") == ["Get-Item", "Out-Null"]
    assert _found("CommandAst", "$_.GetCommandName()", "$false") == ["Get-Item"]  # not in functions and blocks
    assert _found("VariableExpressionAst", "$_.VariablePath.UserPath") == ["path", "a", "q"]
    assert _found("CommandParameterAst", '"$($_.ParameterName) $($_.Parent.Extent.Text)"') == [
        "Force Get-Item $path -Force"
    ]
    assert _found("FunctionDefinitionAst", '"$($_.Name) $($_.Parameters) $($_.Body)"') == [
        'foo $a { "x $q" | Out-Null }'
    ]
    assert _found("StringConstantExpressionAst", "$_.Value; $_.StringConstantType") == [
        "Get-Item", "BareWord", "Out-Null", "BareWord",
    ]  # fmt: skip
    assert texts(_TEXT + "$a.Find({ $args[0].GetType().Name -eq 'ParameterAst' }, $true).Name") == ["$a"]


def test_a_node_has_its_place_and_its_parent() -> None:
    find = (
        _USING + "$a = [Parser]::ParseInput(\"'a'`n  `$x = 1 + 2`nif (`$x) { ls } else { }\", [ref]$null, [ref]$null); "
    )
    place = (
        "$n = $a.EndBlock.Statements[1]; $n.Extent.StartLineNumber, $n.Extent.StartColumnNumber, $n.Extent.StartOffset"
    )
    assert output(find + place) == [2, 3, 6]
    assert output(find + "$n = $a.EndBlock.Statements[1]; $n.Left.Parent -eq $n; $n.Parent.Parent -eq $a") == [
        True,
        True,
    ]
    assert texts(find + "$n = $a.EndBlock.Statements[1]; $n.Operator; $n.Right.Expression.Operator") == [
        "Equals",
        "Plus",
    ]
    clause = "$n = $a.EndBlock.Statements[2].Clauses[0]; $n.Item1.Extent.Text; $n.Item2.Statements.Count"
    assert texts(find + clause) == ["$x", "1"]
    assert texts(find + "$a.EndBlock.Statements[1].GetType().BaseType.Name") == ["PipelineBaseAst"]


def test_the_tree_of_a_function_is_its_definition() -> None:
    function = (
        "function f { param([Parameter(Mandatory)][string]$A, [int]$B = 3) $A }; $n = (Get-Command f).ScriptBlock.Ast; "
    )
    assert texts(function + "$n.GetType().Name; $n.Name; $n.Body.ParamBlock.Parameters.Name") == [
        "FunctionDefinitionAst", "f", "$A", "$B",
    ]  # fmt: skip
    shown = "$p = $n.Body.ParamBlock.Parameters; $p[0].Attributes.TypeName.Name; $p[1].DefaultValue.Value; "
    assert texts(function + shown + "$p.StaticType.Name") == ["Parameter", "string", "3", "String", "Int32"]
    assert texts("{ param($x) $x }.Ast.ParamBlock.Parameters.Count; {1}.Ast.GetType().Name") == ["1", "ScriptBlockAst"]


def test_a_literal_in_a_tree_gives_its_value() -> None:
    table = "$n = { @{ a = 1; b = 'x', 'y' } }.Ast.Find({ $args[0].GetType().Name -eq 'HashtableAst' }, $true); "
    assert texts(table + "$n.SafeGetValue().b; $n.KeyValuePairs[1].Item1.Value") == ["x", "y", "b"]
    fails = "$n = { @{ a = Get-Date } }.Ast.Find({ $args[0].GetType().Name -eq 'HashtableAst' }, $true); "
    assert texts(fails + "try { $n.SafeGetValue() } catch { $_.FullyQualifiedErrorId }") == [
        "InvalidOperationException"
    ]


def test_a_text_with_errors_has_a_tree_and_tokens_and_its_comments_are_tokens() -> None:
    parse = (
        _USING + '$t = $e = $null; $a = [Parser]::ParseInput("# one`nif (1 { 2 }`nGet-Item # two", [ref]$t, [ref]$e); '
    )
    assert texts(parse + "$e.ErrorId") == ["UnexpectedToken", "MissingEndParenthesisAfterStatement"]
    assert texts(parse + "$t.Where({ $_.Kind -eq 'Comment' }).Text; $t[-1].Kind") == ["# one", "# two", "EndOfInput"]
    assert texts(parse + "$a.FindAll({ $args[0] -is [CommandAst] }, $true).Extent.Text") == ["Get-Item"]


def test_a_function_in_a_tree_tells_its_help() -> None:
    code = """
$a = {
    <#
    .SYNOPSIS
    Counts words.
    .PARAMETER Text
    What is read.
    .EXAMPLE
    count 'a b'
    .LINK
    about_words
    #>
    function count { param($Text) $Text }
    function plain { 1 }
}.Ast
$f, $plain = $a.FindAll({ $args[0].GetType().Name -eq 'FunctionDefinitionAst' }, $true)
$help = $f.GetHelpContent()
"""
    assert texts(code + "$help.Synopsis.Trim(); $help.Parameters['TEXT'].Trim(); $help.Links") == [
        "Counts words.",
        "What is read.",
        "about_words",
    ]
    assert texts(
        code + "$help.Examples.Count; $help.Examples[0].Trim(); $help.Inputs.Count; $null -eq $help.Notes"
    ) == [
        "1",
        "count 'a b'",
        "0",
        "True",
    ]
    assert output(code + "$null -eq $plain.GetHelpContent()") == [True]


def test_an_expandable_string_has_its_text_with_the_variables_as_written() -> None:
    is_one = "{ $args[0] -is [ExpandableStringExpressionAst] }"
    find = f"{_USING}function Value ($block) {{ $block.Ast.Find({is_one}, $true).Value }}; "
    assert texts(find + 'Value { "a`t$b ""q"" $($c.d)" }; Value { echo foo$x.bar }') == [
        'a\t$b "q" $($c.d)', "foo$x.bar",
    ]  # fmt: skip
    assert texts(find + 'Value { @"\none $b\ntwo\n"@ }') == ["one $b\ntwo"]
