"""The syntax tree of PowerShell, with the names of System.Management.Automation.Language.

Every node has an `extent` (`extent.text`, `extent.line`, `extent.column`, `extent.file`) and is compared and hashed
by identity, so that an evaluator can keep what it compiled from a node in a dictionary.

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

from ..numbers import NumberLiteral
from ..source import Extent, Source
from .base import Ast, CommandBaseAst, ExpressionAst, StatementAst
from .commands import (
    CommandAst,
    CommandExpressionAst,
    CommandParameterAst,
    FileRedirectionAst,
    MergingRedirectionAst,
    PipelineAst,
    PipelineChainAst,
    RedirectionAst,
)
from .definitions import (
    FunctionDefinitionAst,
    FunctionMemberAst,
    NamedBlockAst,
    PropertyMemberAst,
    ScriptBlockAst,
    StatementBlockAst,
    TypeDefinitionAst,
)
from .expressions import (
    ArrayExpressionAst,
    ArrayLiteralAst,
    AttributedExpressionAst,
    BinaryExpressionAst,
    ConstantExpressionAst,
    ConvertExpressionAst,
    ExpandableStringExpressionAst,
    HashtableAst,
    IndexExpressionAst,
    InvokeMemberExpressionAst,
    MemberExpressionAst,
    ParenExpressionAst,
    ScriptBlockExpressionAst,
    StringConstantExpressionAst,
    SubExpressionAst,
    TernaryExpressionAst,
    TypeExpressionAst,
    UnaryExpressionAst,
    UsingExpressionAst,
    VariableExpressionAst,
)
from .statements import (
    AssignmentStatementAst,
    BlockStatementAst,
    BreakStatementAst,
    CatchClauseAst,
    ContinueStatementAst,
    DataStatementAst,
    DoUntilStatementAst,
    DoWhileStatementAst,
    ExitStatementAst,
    ForEachStatementAst,
    ForStatementAst,
    IfStatementAst,
    ReturnStatementAst,
    SwitchStatementAst,
    ThrowStatementAst,
    TrapStatementAst,
    TryStatementAst,
    UsingStatementAst,
    WhileStatementAst,
)
from .types import AttributeAst, NamedAttributeArgumentAst, ParamBlockAst, ParameterAst, TypeConstraintAst, TypeName

__all__ = [
    "ArrayExpressionAst", "ArrayLiteralAst", "AssignmentStatementAst", "Ast", "AttributeAst", "AttributedExpressionAst",
    "BinaryExpressionAst", "BlockStatementAst", "BreakStatementAst", "CatchClauseAst", "CommandAst", "CommandBaseAst",
    "CommandExpressionAst", "CommandParameterAst", "ConstantExpressionAst", "ContinueStatementAst",
    "ConvertExpressionAst", "DataStatementAst", "DoUntilStatementAst", "DoWhileStatementAst", "ExitStatementAst",
    "ExpandableStringExpressionAst", "ExpressionAst", "Extent", "FileRedirectionAst", "ForEachStatementAst",
    "ForStatementAst", "FunctionDefinitionAst", "FunctionMemberAst", "HashtableAst", "IfStatementAst",
    "IndexExpressionAst", "InvokeMemberExpressionAst", "MemberExpressionAst", "MergingRedirectionAst",
    "NamedAttributeArgumentAst", "NamedBlockAst", "NumberLiteral", "ParamBlockAst", "ParameterAst",
    "ParenExpressionAst", "PipelineAst", "PipelineChainAst", "PropertyMemberAst", "RedirectionAst",
    "ReturnStatementAst", "ScriptBlockAst", "ScriptBlockExpressionAst", "Source", "StatementAst", "StatementBlockAst",
    "StringConstantExpressionAst", "SubExpressionAst", "SwitchStatementAst", "TernaryExpressionAst",
    "ThrowStatementAst", "TrapStatementAst", "TryStatementAst", "TypeConstraintAst", "TypeDefinitionAst",
    "TypeExpressionAst", "TypeName", "UnaryExpressionAst", "UsingExpressionAst", "UsingStatementAst",
    "VariableExpressionAst", "WhileStatementAst",
]  # fmt: skip
