"""What is checked of a class's methods: that each way through returns, and that the types exist."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .. import ast
from ..source import Extent

# The names that PowerShell gives to types; other ones are looked up by who runs the script.
_NAMED_TYPES = (
    "adsi alias allowemptycollection allowemptystring allownull argumentcompleter argumentcompletions array "
    "bigint bool byte char cimclass cimconverter ciminstance cimsession cimtype cmdletbinding cultureinfo "
    "datetime decimal double dscproperty dscresource exception experimental experimentaction "
    "experimentalfeature float guid hashtable initialsessionstate int int16 int32 int64 ipaddress ipendpoint "
    "long mailaddress norunspaceaffinity nullstring object objectsecurity outputtype parameter physicaladdress "
    "powershell psaliasproperty pscredential pscustomobject psdefaultvalue pslistmodifier psmoduleinfo "
    "psnoteproperty psobject psprimitivedictionary pspropertyexpression psscriptmethod psscriptproperty "
    "pstypenameattribute psvariable psvariableproperty ref regex runspace runspacefactory sbyte scriptblock "
    "securestring semver short single string supportswildcards switch switchparameter timespan type uint "
    "uint16 uint32 uint64 ulong uri ushort validatecount validatedrive validatelength validatenotnull "
    "validatenotnullorempty validatenotnullorwhitespace validatepattern validaterange validatescript "
    "validateset validatetrusteddata validateuserdrive version void wildcardpattern wmi wmiclass wmisearcher "
    "x500distinguishedname x509certificate xml icomparable idisposable ienumerable iequatable console math "
    "convert environment random datetimeoffset attribute enum delegate tuple nullable func action lazy gc "
    "buffer bitconverter stringcomparer stringcomparison dateonly timeonly ordered"
)
_ACCELERATORS = frozenset(_NAMED_TYPES.split())

_SEALED_TYPES = (
    "string bool boolean byte char datetime datetimeoffset decimal double float guid int int16 int32 int64 long math "
    "sbyte short single timespan uint uint16 uint32 uint64 ulong ushort version void convert environment console "
    "text.stringbuilder"
)
_SEALED = frozenset(_SEALED_TYPES.split())

# What a method can read without having assigned it.
_AUTOMATIC = (
    "_ args this input psitem pscmdlet psboundparameters myinvocation psscriptroot pscommandpath debugpreference "
    "verbosepreference erroractionpreference whatifpreference warningpreference informationpreference "
    "confirmpreference progresspreference foreach switch true false null ? ^ $ lastexitcode error stacktrace "
    "outputencoding nestedpromptlevel pwd matches executioncontext pid psversiontable psedition pshome host psculture "
    "psuiculture shellid home islinux ismacos iswindows iscoreclr enabledexperimentalfeatures"
)
_AUTOMATIC_VARIABLES = frozenset(_AUTOMATIC.split())
# A command that fills a variable by its name assigns it, too.
_FILLS_VARIABLE = re.compile(r"-(?:[a-z]+variable|[oewip]v)\b", re.IGNORECASE)


class MethodScope:
    """What is noted while a class's method is read."""

    __slots__ = ("assigned", "reads", "returns", "static")

    def __init__(self, *, returns: bool, static: bool, assigned: set[str]) -> None:
        self.returns = returns
        self.static = static
        self.assigned = assigned
        self.reads: list[tuple[str, Extent]] = []

    def not_local(self, text: str) -> list[Extent]:
        """Where variables are read that the method does not assign."""
        if _FILLS_VARIABLE.search(text):
            return []
        known = self.assigned | _AUTOMATIC_VARIABLES
        return [extent for name, extent in self.reads if name.lower() not in known]


def known_type(name: str) -> bool:
    """Whether a type's name is one that always exists, as far as its form tells."""
    lowered = name.lower()
    return lowered in _ACCELERATORS or lowered.startswith(("system.", "microsoft.", "collections.", "management."))


def is_sealed(type_name: ast.TypeName) -> bool:
    """Whether no class can derive from the type: strings, arrays, and values such as numbers and dates."""
    return bool(type_name.array_ranks) or type_name.name.lower().removeprefix("system.") in _SEALED


def always_leaves(statements: Sequence[ast.StatementAst]) -> bool:
    """Whether every way through the statements ends in a return, a throw or an exit."""
    return any(_leaves(statement) for statement in statements)


def _leaves(statement: ast.StatementAst) -> bool:
    if isinstance(statement, (ast.ReturnStatementAst, ast.ThrowStatementAst, ast.ExitStatementAst)):
        return True
    if isinstance(statement, ast.IfStatementAst):
        blocks = [body for _, body in statement.clauses]
        return statement.else_block is not None and all(
            always_leaves(body.statements) for body in (*blocks, statement.else_block)
        )
    if isinstance(statement, ast.SwitchStatementAst):
        blocks = [body for _, body in statement.clauses]
        return statement.default is not None and all(
            always_leaves(body.statements) for body in (*blocks, statement.default)
        )
    if isinstance(statement, ast.TryStatementAst):
        if statement.finally_block is not None and always_leaves(statement.finally_block.statements):
            return True
        return always_leaves(statement.body.statements) and all(
            always_leaves(clause.body.statements) for clause in statement.catches
        )
    if isinstance(statement, (ast.DoWhileStatementAst, ast.DoUntilStatementAst)):
        return always_leaves(statement.body.statements)
    if isinstance(statement, ast.WhileStatementAst):
        return _is_true(statement.condition) and not _breaks(statement.body.statements)
    return False


def _is_true(condition: ast.StatementAst) -> bool:
    value = condition.pure_expression if isinstance(condition, ast.PipelineAst) else None
    return isinstance(value, ast.VariableExpressionAst) and value.name.lower() == "true" and not value.scope


def _breaks(statements: Sequence[ast.StatementAst]) -> bool:
    """Whether a break stands in the statements or in the branches of those."""
    for statement in statements:
        if isinstance(statement, ast.BreakStatementAst):
            return True
        bodies: list[ast.StatementBlockAst] = []
        if isinstance(statement, ast.IfStatementAst):
            bodies = [body for _, body in statement.clauses]
            bodies += [statement.else_block] if statement.else_block is not None else []
        elif isinstance(statement, ast.TryStatementAst):
            bodies = [statement.body, *(clause.body for clause in statement.catches)]
        if any(_breaks(body.statements) for body in bodies):
            return True
    return False
