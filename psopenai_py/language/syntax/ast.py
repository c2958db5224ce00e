"""The syntax tree of PowerShell, with the names of System.Management.Automation.Language.

Every node has an `extent` (`extent.text`, `extent.line`, `extent.column`, `extent.file`) and is compared and hashed
by identity, so that the compiler can keep what it makes of a node in a dictionary.

Operators of `BinaryExpressionAst.op` and `UnaryExpressionAst.op` (always lower case; `-ieq` is folded to `eq`):

| kind       | op                                                                                              |
|------------|-------------------------------------------------------------------------------------------------|
| arithmetic | `+` `-` `*` `/` `%` `..` `shl` `shr`                                                            |
| comparison | `eq` `ne` `gt` `ge` `lt` `le` `like` `notlike` `match` `notmatch` `contains` `notcontains`      |
|            | `in` `notin`, each also with a leading `c` (case-sensitive): `ceq`, `cnotin`                    |
| text       | `replace` `creplace` `split` `csplit` `join` `f`                                                |
| type       | `is` `isnot` `as`                                                                               |
| logic      | `and` `or` `xor`                                                                                |
| bits       | `band` `bor` `bxor`                                                                             |
| null       | `??`                                                                                            |
| unary      | `not` (also for `!`) `bnot` `+` `-` `,` `join` `split` `csplit`                                 |
| increment  | `++pre` `--pre` `post++` `post--`                                                               |

`AssignmentStatementAst.op` is one of `=` `+=` `-=` `*=` `/=` `%=` `??=`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...dataclass import dataclass, field, field_names
from ...dotnet.numbers.literals import NumberLiteral
from .errors import ParseErrorItem
from .source import Extent


@dataclass(slots=True, eq=False, repr=False)
class Ast:
    """A node of the tree."""

    extent: Extent

    def __repr__(self) -> str:
        names = (name for name in field_names(self) if name not in ("compiled", "definition"))
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__name__}({shown})"


class StatementAst(Ast):
    """A statement. A pipeline is one."""

    __slots__ = ()


class CommandBaseAst(Ast):
    """One element of a pipeline: a command, or an expression at its start."""

    __slots__ = ()


class ExpressionAst(Ast):
    """An expression."""

    __slots__ = ()


class ErrorExpressionAst(ExpressionAst):
    """Where an expression is missing or could not be read. Only in trees with syntax errors; never run."""

    __slots__ = ()


class ErrorStatementAst(StatementAst):
    """What was read of a statement up to a syntax error. Only in trees with syntax errors; never run."""

    __slots__ = ()


# --- expressions


@dataclass(slots=True, eq=False, repr=False)
class TernaryExpressionAst(ExpressionAst):
    """`condition ? if_true : if_false`."""

    condition: ExpressionAst
    if_true: ExpressionAst
    if_false: ExpressionAst


@dataclass(slots=True, eq=False, repr=False)
class BinaryExpressionAst(ExpressionAst):
    """`left op right`; see the table at the top. `op_extent` is where errors of the operator are reported."""

    left: ExpressionAst
    op: str
    right: ExpressionAst
    op_extent: Extent


@dataclass(slots=True, eq=False, repr=False)
class UnaryExpressionAst(ExpressionAst):
    """`op child`; see the table at the top. The unary comma is an `ArrayLiteralAst` of one element instead."""

    op: str
    child: ExpressionAst


@dataclass(slots=True, eq=False, repr=False)
class AttributedExpressionAst(ExpressionAst):
    """`[ValidateRange(1, 5)] $x`: an attribute before a variable."""

    attribute: AttributeAst | TypeConstraintAst
    child: ExpressionAst


@dataclass(slots=True, eq=False, repr=False)
class ConvertExpressionAst(ExpressionAst):
    """`[int] child`."""

    type_constraint: TypeConstraintAst
    child: ExpressionAst

    @property
    def type_name(self) -> TypeName:
        """The target type's name."""
        return self.type_constraint.type_name


@dataclass(slots=True, eq=False, repr=False)
class TypeExpressionAst(ExpressionAst):
    """`[int]` as a value."""

    type_name: TypeName


@dataclass(slots=True, eq=False, repr=False)
class ConstantExpressionAst(ExpressionAst):
    """A number. `text` is how it was written: a string parameter gets that."""

    value: NumberLiteral
    text: str


@dataclass(slots=True, eq=False, repr=False)
class StringConstantExpressionAst(ExpressionAst):
    """A string without anything to expand. `kind` is `bare`, `single`, `double`, `single-here` or `double-here`."""

    value: str
    kind: str


@dataclass(slots=True, eq=False, repr=False)
class ExpandableStringExpressionAst(ExpressionAst):
    """A string with variables and sub-expressions: join the parts. `kind` is `bare`, `double` or `double-here`."""

    parts: list[str | ExpressionAst]
    kind: str


@dataclass(slots=True, eq=False, repr=False)
class VariableExpressionAst(ExpressionAst):
    """`$name`, `${na me}`, `@name` (splatted). `scope` is lower case: `''`, `global`, `script`, `local`, `private`,
    `variable`, `using`, or a drive such as `env` or `function`. The name is as written, without the scope."""

    name: str
    scope: str = ""
    splatted: bool = False
    braced: bool = False

    @property
    def path(self) -> str:
        """The name with its scope, as written after the `$`."""
        return f"{self.scope}:{self.name}" if self.scope else self.name


@dataclass(slots=True, eq=False, repr=False)
class UsingExpressionAst(ExpressionAst):
    """`$using:name`, also with members after it."""

    child: ExpressionAst


@dataclass(slots=True, eq=False, repr=False)
class ArrayExpressionAst(ExpressionAst):
    """`@( statements )`."""

    block: StatementBlockAst


@dataclass(slots=True, eq=False, repr=False)
class ArrayLiteralAst(ExpressionAst):
    """`a, b, c`, and `, a` with one element."""

    elements: list[ExpressionAst]


@dataclass(slots=True, eq=False, repr=False)
class HashtableAst(ExpressionAst):
    """`@{ key = statement }`. A bare word as a key is a `StringConstantExpressionAst`."""

    pairs: list[tuple[ExpressionAst, StatementAst]]


@dataclass(slots=True, eq=False, repr=False)
class SubExpressionAst(ExpressionAst):
    """`$( statements )`."""

    block: StatementBlockAst


@dataclass(slots=True, eq=False, repr=False)
class ParenExpressionAst(ExpressionAst):
    """`( pipeline )`; an assignment in it is also a value."""

    pipeline: StatementAst


@dataclass(slots=True, eq=False, repr=False)
class ScriptBlockExpressionAst(ExpressionAst):
    """`{ ... }` as a value."""

    script_block: ScriptBlockAst


@dataclass(slots=True, eq=False, repr=False)
class MemberExpressionAst(ExpressionAst):
    """`target.member`, `target::member` (`static`), `target?.member` (`null_conditional`). A plain name is a
    `StringConstantExpressionAst`."""

    target: ExpressionAst
    member: ExpressionAst
    static: bool = False
    null_conditional: bool = False


@dataclass(slots=True, eq=False, repr=False)
class InvokeMemberExpressionAst(MemberExpressionAst):
    """`target.member(arguments)`, with type arguments in `target.member[type](arguments)`."""

    arguments: list[ExpressionAst] = field(default_factory=list)
    generic_args: list[TypeName] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False)
class IndexExpressionAst(ExpressionAst):
    """`target[index]`, `target?[index]` (`null_conditional`). `[1, 2]` is one `ArrayLiteralAst`."""

    target: ExpressionAst
    index: ExpressionAst
    null_conditional: bool = False


# --- pipelines, commands and redirections


@dataclass(slots=True, eq=False, repr=False)
class PipelineAst(StatementAst):
    """`a | b | c`; also a lone expression, which is one `CommandExpressionAst`."""

    elements: list[CommandBaseAst]
    background: bool = False

    @property
    def pure_expression(self) -> ExpressionAst | None:
        """The expression, if the pipeline is nothing else."""
        if len(self.elements) == 1 and not self.background:
            element = self.elements[0]
            if isinstance(element, CommandExpressionAst) and not element.redirections:
                return element.expression
        return None


@dataclass(slots=True, eq=False, repr=False)
class PipelineChainAst(StatementAst):
    """`left && right` or `left || right`; chains are left-associative. `op` is `&&` or `||`."""

    left: StatementAst
    op: str
    right: PipelineAst
    background: bool = False


@dataclass(slots=True, eq=False, repr=False)
class RedirectionAst(Ast):
    """A redirection. `from_stream` is 1 to 6, or 0 for `*`."""

    from_stream: int


@dataclass(slots=True, eq=False, repr=False)
class FileRedirectionAst(RedirectionAst):
    """`> file`, `2>> file`, `*> file`; with `$null` as the location, the output is dropped."""

    location: ExpressionAst
    append: bool


@dataclass(slots=True, eq=False, repr=False)
class MergingRedirectionAst(RedirectionAst):
    """`2>&1`, `*>&1`."""

    to_stream: int


@dataclass(slots=True, eq=False, repr=False)
class CommandParameterAst(Ast):
    """`-Name` or `-Name:argument` in a command. A value after a space is the next element of the command."""

    name: str
    argument: ExpressionAst | None = None


@dataclass(slots=True, eq=False, repr=False)
class CommandAst(CommandBaseAst):
    """A command with its words. `elements[0]` names it; `invocation` is `''`, `&` or `.`."""

    elements: list[ExpressionAst | CommandParameterAst]
    invocation: str = ""
    redirections: list[RedirectionAst] = field(default_factory=list)

    @property
    def name(self) -> str | None:
        """The name of the command, if it is a plain word or string."""
        first = self.elements[0]
        return first.value if isinstance(first, StringConstantExpressionAst) else None


@dataclass(slots=True, eq=False, repr=False)
class CommandExpressionAst(CommandBaseAst):
    """An expression as the (first) element of a pipeline."""

    expression: ExpressionAst
    redirections: list[RedirectionAst] = field(default_factory=list)


# --- other statements


@dataclass(slots=True, eq=False, repr=False)
class UsingStatementAst(StatementAst):
    """`using namespace X`, `using module X`, `using assembly X`. `module_spec` when a hashtable was given."""

    kind: str
    name: str | None
    module_spec: HashtableAst | None = None


@dataclass(slots=True, eq=False, repr=False)
class AssignmentStatementAst(StatementAst):
    """`left = right`. `left` may be an `ArrayLiteralAst` of targets; `right` may be any statement."""

    left: ExpressionAst
    op: str
    right: StatementAst


@dataclass(slots=True, eq=False, repr=False)
class IfStatementAst(StatementAst):
    """`if (...) { } elseif (...) { } else { }`."""

    clauses: list[tuple[StatementAst, StatementBlockAst]]
    else_block: StatementBlockAst | None


@dataclass(slots=True, eq=False, repr=False)
class SwitchStatementAst(StatementAst):
    """`switch`. `mode` is `''`, `regex`, `wildcard` or `exact`; with `-File` the condition is the file's path."""

    condition: StatementAst
    clauses: list[tuple[ExpressionAst, StatementBlockAst]]
    default: StatementBlockAst | None
    mode: str = ""
    case_sensitive: bool = False
    file: bool = False
    parallel: bool = False
    label: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class ForStatementAst(StatementAst):
    """`for (initializer; condition; iterator) { }`."""

    initializer: StatementAst | None
    condition: StatementAst | None
    iterator: StatementAst | None
    body: StatementBlockAst
    label: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class ForEachStatementAst(StatementAst):
    """`foreach ($variable in condition) { }`."""

    variable: VariableExpressionAst
    condition: StatementAst
    body: StatementBlockAst
    label: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class WhileStatementAst(StatementAst):
    """`while (condition) { }`."""

    condition: StatementAst
    body: StatementBlockAst
    label: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class DoWhileStatementAst(StatementAst):
    """`do { } while (condition)`."""

    condition: StatementAst
    body: StatementBlockAst
    label: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class DoUntilStatementAst(StatementAst):
    """`do { } until (condition)`."""

    condition: StatementAst
    body: StatementBlockAst
    label: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class CatchClauseAst(Ast):
    """`catch [A], [B] { }`; without types it catches everything."""

    types: list[TypeConstraintAst]
    body: StatementBlockAst


@dataclass(slots=True, eq=False, repr=False)
class TryStatementAst(StatementAst):
    """`try { } catch { } finally { }`."""

    body: StatementBlockAst
    catches: list[CatchClauseAst]
    finally_block: StatementBlockAst | None


@dataclass(slots=True, eq=False, repr=False)
class TrapStatementAst(StatementAst):
    """`trap [Type] { }`."""

    type_constraint: TypeConstraintAst | None
    body: StatementBlockAst


@dataclass(slots=True, eq=False, repr=False)
class ThrowStatementAst(StatementAst):
    """`throw value`; a bare `throw` rethrows or raises `ScriptHalted`."""

    pipeline: StatementAst | None


@dataclass(slots=True, eq=False, repr=False)
class ReturnStatementAst(StatementAst):
    """`return value`."""

    pipeline: StatementAst | None


@dataclass(slots=True, eq=False, repr=False)
class ExitStatementAst(StatementAst):
    """`exit code`."""

    pipeline: StatementAst | None


@dataclass(slots=True, eq=False, repr=False)
class BreakStatementAst(StatementAst):
    """`break label`; the label is an expression (a bare word is a string constant)."""

    label: ExpressionAst | None


@dataclass(slots=True, eq=False, repr=False)
class ContinueStatementAst(StatementAst):
    """`continue label`."""

    label: ExpressionAst | None


@dataclass(slots=True, eq=False, repr=False)
class DataStatementAst(StatementAst):
    """`data name -SupportedCommand a, b { }`."""

    variable: str | None
    supported_commands: list[ExpressionAst]
    body: StatementBlockAst


@dataclass(slots=True, eq=False, repr=False)
class BlockStatementAst(StatementAst):
    """`parallel { }` and `sequence { }` of workflows: parsed, then an error as in PowerShell."""

    kind: str
    body: StatementBlockAst


# --- blocks, functions, classes and enums


@dataclass(slots=True, eq=False, repr=False)
class StatementBlockAst(Ast):
    """`{ statements }` of an `if`, a loop, a `try`, ...; traps are separate, in their order."""

    statements: list[StatementAst]
    traps: list[TrapStatementAst] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False)
class NamedBlockAst(Ast):
    """`begin`, `process`, `end`, `clean` or `dynamicparam`. `unnamed` when the keyword was not written."""

    kind: str
    statements: list[StatementAst]
    traps: list[TrapStatementAst] = field(default_factory=list)
    unnamed: bool = False


@dataclass(slots=True, eq=False, repr=False)
class ScriptBlockAst(Ast):
    """A script, the inside of `{ }`, or the body of a function. Without named blocks the statements are in `end`
    (in `process` for a filter). `compiled` is for the compiler's use."""

    using_statements: list[UsingStatementAst] = field(default_factory=list)
    param_block: ParamBlockAst | None = None
    dynamicparam: NamedBlockAst | None = None
    begin: NamedBlockAst | None = None
    process: NamedBlockAst | None = None
    end: NamedBlockAst | None = None
    clean: NamedBlockAst | None = None
    compiled: Any = None
    definition: FunctionDefinitionAst | None = None  # whose body it is

    @property
    def body_text(self) -> str:
        """The result of `{...}.ToString()`: the source without the braces."""
        text = self.extent.text
        if text.startswith("{") and text.endswith("}"):
            return text[1:-1]
        return text


@dataclass(slots=True, eq=False, repr=False)
class FunctionDefinitionAst(StatementAst):
    """`function name(...) { }` or `filter`. `parameters` are those in parentheses (None without parentheses)."""

    name: str
    parameters: list[ParameterAst] | None
    body: ScriptBlockAst
    is_filter: bool = False


@dataclass(slots=True, eq=False, repr=False)
class PropertyMemberAst(Ast):
    """A property of a class, or a value of an enum (`initial` holds its number)."""

    name: str
    type_constraint: TypeConstraintAst | None
    initial: ExpressionAst | None
    is_static: bool = False
    is_hidden: bool = False
    attributes: list[AttributeAst] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False)
class FunctionMemberAst(Ast):
    """A method or a constructor. `base_arguments` are those of `: base(...)` (None when not written)."""

    name: str
    parameters: list[ParameterAst]
    body: ScriptBlockAst
    return_type: TypeConstraintAst | None = None
    is_static: bool = False
    is_hidden: bool = False
    is_constructor: bool = False
    base_arguments: list[ExpressionAst] | None = None
    attributes: list[AttributeAst] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False)
class TypeDefinitionAst(StatementAst):
    """`class Name : Base, IFace { }` or `enum Name : byte { }`.

    `errors` are what keeps the type from being made. PowerShell reports them when the script runs, not as errors of
    syntax: `[scriptblock]::Create` takes such a text.
    """

    name: str
    is_enum: bool
    base_types: list[TypeConstraintAst]
    members: list[PropertyMemberAst | FunctionMemberAst]
    attributes: list[AttributeAst] = field(default_factory=list)
    errors: list[ParseErrorItem] = field(default_factory=list)


# --- types, attributes and parameters


@dataclass(slots=True, eq=False, repr=False)
class TypeName(Ast):
    """A type's name as written: `List[string]` has `generic_args`, `int[,]` has `array_ranks` [2], `int[][]` [1, 1]."""

    name: str
    generic_args: list[TypeName] = field(default_factory=list)
    array_ranks: list[int] = field(default_factory=list)
    assembly: str | None = None

    @property
    def full_name(self) -> str:
        """The name with its arguments and ranks, without spaces."""
        args = f"[{','.join(arg.full_name for arg in self.generic_args)}]" if self.generic_args else ""
        return self.name + args + "".join(f"[{',' * (rank - 1)}]" for rank in self.array_ranks)


@dataclass(slots=True, eq=False, repr=False)
class TypeConstraintAst(Ast):
    """`[int]` before a parameter, a variable or a value."""

    type_name: TypeName


@dataclass(slots=True, eq=False, repr=False)
class NamedAttributeArgumentAst(Ast):
    """`Mandatory` or `Position = 0`. `argument` is None when only the name was given: that means true."""

    name: str
    argument: ExpressionAst | None


@dataclass(slots=True, eq=False, repr=False)
class AttributeAst(Ast):
    """`[Parameter(Mandatory)]`, `[ValidateSet('a', 'b')]`."""

    type_name: TypeName
    positional: list[ExpressionAst] = field(default_factory=list)
    named: list[NamedAttributeArgumentAst] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False)
class ParameterAst(Ast):
    """A parameter of a script block, a function or a method. `name` is without the `$`."""

    name: str
    attributes: list[AttributeAst | TypeConstraintAst] = field(default_factory=list)
    default: ExpressionAst | None = None
    name_extent: Extent | None = None
    name_node: VariableExpressionAst | None = None  # the name as a node, where a script has asked for it

    @property
    def type_constraint(self) -> TypeConstraintAst | None:
        """The parameter's type: the last one that is written."""
        for attribute in reversed(self.attributes):
            if isinstance(attribute, TypeConstraintAst):
                return attribute
        return None


@dataclass(slots=True, eq=False, repr=False)
class ParamBlockAst(Ast):
    """`[CmdletBinding()] param(...)`."""

    attributes: list[AttributeAst]
    parameters: list[ParameterAst]


# Fields that hold neither a child nor a list of children.
_NO_CHILDREN = frozenset(("extent", "op_extent", "name_extent", "compiled", "definition", "name_node"))


def child_fields(node: Ast) -> list[str]:
    """The names of the fields in which a node may have children, in their order; a field may hold other values too."""
    return [name for name in field_names(node) if name not in _NO_CHILDREN]


def nodes(node: object) -> Iterator[Ast]:
    """A node and all nodes below it, in the order of the source."""
    if isinstance(node, (list, tuple)):
        for each in node:
            yield from nodes(each)
    elif isinstance(node, Ast):
        yield node
        for name in child_fields(node):
            yield from nodes(getattr(node, name))
