"""How statements and definitions are read."""

from psopenai_py.language.syntax import ast
from psopenai_py.language.syntax.parser.parse import parse

from .tree import shape, statement


def test_if_elseif_else_over_several_lines() -> None:
    found = statement("if ($a) { 1 }\nelseif ($b) { 2 }\n\nelse { 3 }")
    assert isinstance(found, ast.IfStatementAst)
    assert [shape(condition) for condition, _ in found.clauses] == ["$a", "$b"]
    assert found.else_block is not None


def test_switch_with_parameters_and_all_kinds_of_conditions() -> None:
    found = statement("switch -Regex -c -File $path { '^a' { 1 } { $_ } { 2 } word { 3 } 4 { 5 } default { 6 } }")
    assert isinstance(found, ast.SwitchStatementAst)
    assert (found.mode, found.case_sensitive, found.file) == ("regex", True, True)
    assert [shape(condition) for condition, _ in found.clauses] == ["'^a'", "{$_}", "word", "4"]
    assert found.default is not None


def test_loops_with_labels() -> None:
    found = statement(":outer foreach ($i in 1..3) { :inner while ($x) { break outer } }")
    assert isinstance(found, ast.ForEachStatementAst)
    assert (found.label, found.variable.name, shape(found.condition)) == ("outer", "i", "(1 .. 3)")
    inner = found.body.statements[0]
    assert isinstance(inner, ast.WhileStatementAst)
    leaving = inner.body.statements[0]
    assert isinstance(leaving, ast.BreakStatementAst)
    assert shape(leaving.label) == "outer"


def test_for_with_and_without_parts() -> None:
    full = statement("for ($i = 0; $i -lt 3; $i++) { }")
    empty = statement("for (;;) { }")
    assert isinstance(full, ast.ForStatementAst)
    assert isinstance(empty, ast.ForStatementAst)
    assert [shape(part) for part in (full.initializer, full.condition, full.iterator)] == [
        "$i = 0",
        "($i lt 3)",
        "(post++ $i)",
    ]
    assert (empty.initializer, empty.condition, empty.iterator) == (None, None, None)


def test_do_while_and_do_until() -> None:
    assert isinstance(statement("do { 1 } while ($x)"), ast.DoWhileStatementAst)
    assert isinstance(statement("do { 1 } until ($x)"), ast.DoUntilStatementAst)


def test_try_with_several_types() -> None:
    found = statement("try { 1 } catch [A], [B.C] { 2 }\ncatch { 3 }\nfinally { 4 }")
    assert isinstance(found, ast.TryStatementAst)
    assert [[item.type_name.full_name for item in clause.types] for clause in found.catches] == [["A", "B.C"], []]
    assert found.finally_block is not None


def test_traps_are_kept_apart_from_the_statements() -> None:
    block = parse("trap [X] { continue }\n1").end
    assert block is not None
    assert len(block.traps) == len(block.statements) == 1


def test_leaving_statements_take_pipelines() -> None:
    found = parse("return 1, 2; throw 'x'; exit 3; return").end
    assert found is not None
    first = found.statements[0]
    last = found.statements[-1]
    assert isinstance(first, ast.ReturnStatementAst)
    assert shape(first.pipeline) == "[1, 2]"
    assert isinstance(last, ast.ReturnStatementAst)
    assert last.pipeline is None


def test_param_block_with_attributes_and_named_blocks() -> None:
    script = parse(
        "[CmdletBinding()]\nparam([Parameter(Mandatory, Position = 0)][ValidateSet('a', 'b')][string]$A = 'x', $B)\n"
        "dynamicparam { 0 } begin { 1 } process { 2 } end { 3 } clean { 4 }"
    )
    assert script.param_block is not None
    first, second = script.param_block.parameters
    assert (first.name, second.name, shape(first.default)) == ("A", "B", "'x'")
    assert first.type_constraint is not None
    assert first.type_constraint.type_name.full_name == "string"
    mandatory = first.attributes[0]
    assert isinstance(mandatory, ast.AttributeAst)
    assert [(item.name, item.argument is None) for item in mandatory.named] == [
        ("Mandatory", True),
        ("Position", False),
    ]
    assert None not in (script.dynamicparam, script.begin, script.process, script.end, script.clean)


def test_functions_and_filters() -> None:
    function = statement("function Get-Thing($a, [int]$b = 3) { $a }")
    found = statement("filter f { $_ }")
    assert isinstance(function, ast.FunctionDefinitionAst)
    assert [parameter.name for parameter in function.parameters or []] == ["a", "b"]
    assert function.body.body_text == " $a "
    assert isinstance(found, ast.FunctionDefinitionAst)
    assert found.is_filter
    assert found.body.end is None
    assert found.body.process is not None


def test_a_class_with_all_kinds_of_members() -> None:
    found = statement(
        "class Dog : System.Object { [int]$Age = 1; hidden static [string] $Kind\n"
        "Dog([int]$age) : base($age, 1) { $this.Age = $age }\n"
        "static [int] Twice([int]$n) { return $n * 2 } [void] Bark() { } }"
    )
    assert isinstance(found, ast.TypeDefinitionAst)
    assert [base.type_name.full_name for base in found.base_types] == ["System.Object"]
    age, kind, constructor, twice, bark = found.members
    assert isinstance(age, ast.PropertyMemberAst)
    assert shape(age.initial) == "1"
    assert isinstance(kind, ast.PropertyMemberAst)
    assert (kind.is_static, kind.is_hidden) == (True, True)
    assert isinstance(constructor, ast.FunctionMemberAst)
    assert constructor.is_constructor
    assert [shape(item) for item in constructor.base_arguments or []] == ["$age", "1"]
    assert isinstance(twice, ast.FunctionMemberAst)
    assert twice.is_static
    assert bark.name == "Bark"


def test_an_enum_with_attribute_and_type() -> None:
    found = statement("[Flags()] enum Color : byte { Red; Green = 4\nBlue }")
    assert isinstance(found, ast.TypeDefinitionAst)
    assert found.is_enum
    assert [attribute.type_name.name for attribute in found.attributes] == ["Flags"]
    assert [member.name for member in found.members] == ["Red", "Green", "Blue"]


def test_using_statements() -> None:
    script = parse("using namespace System.Text\nusing module Foo; 1")
    assert [(item.kind, item.name) for item in script.using_statements] == [
        ("namespace", "System.Text"),
        ("module", "Foo"),
    ]


def test_keywords_are_keywords_only_where_a_statement_starts() -> None:
    assert shape(statement("echo if else")) == "<echo if else>"
    assert shape(statement("$x.process")) == "$x.process"
    assert shape(statement("@{ if = 1; class = 2 }")) == "@{if=1; class=2}"
