"""Syntax trees as scripts see them: nodes with PowerShell's properties, ``Find``, extents, tokens, `[Parser]`.

A node of a script is an `AstView` over a node of `syntax.ast`. The names are those of
System.Management.Automation.Language; where our tree is built otherwise, the view is as PowerShell's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ...dotnet.collections.tuples import NetTuple
from ...dotnet.model.core import OBJECT, Ref
from ...dotnet.model.enumerables import make_array
from ...dotnet.model.registry import construct_from, find_type, register
from ...dotnet.model.types import DotNetType, Value
from ...engine.session.scriptblock import ScriptBlock
from ...engine.values.truth import to_bool
from ...errors import NetException, UsageError
from ..compile.constants import literal_value, number
from ..compile.type_names import type_exists
from ..runtime.frame import running_session
from ..syntax import ast
from ..syntax.errors import ParseErrorItem
from ..syntax.parser.parse import parse_all, tokenize
from ..syntax.source import Extent, Source, read_source
from ..syntax.tokens import KEYWORDS, Token
from .help_content import help_content

_LANGUAGE = "System.Management.Automation.Language."


class _Tree:
    """A tree that a script looks at: its root, its nodes as views, and which node is whose child."""

    def __init__(self, root: ast.Ast) -> None:
        self.root = root
        self.views: dict[ast.Ast, AstView] = {}
        self._parents: dict[ast.Ast, ast.Ast] | None = None

    def view(self, node: ast.Ast) -> AstView:
        found = self.views.get(node)
        if found is None:
            found = self.views[node] = AstView(node, self)
        return found

    def parent(self, node: ast.Ast) -> ast.Ast | None:
        """The node around a node; None for the root."""
        if self._parents is None:
            self._parents = {}
            waiting = [self.root]
            while waiting:
                each = waiting.pop()
                for child in _children(each):
                    self._parents[child] = each
                    waiting.append(child)
        return self._parents.get(node)


class AstView:
    """A node of the syntax tree as scripts see it."""

    __slots__ = ("node", "tree")

    def __init__(self, node: ast.Ast, tree: _Tree | None = None) -> None:
        """Without a tree, the node is the root of one."""
        self.node = node
        self.tree = tree if tree is not None else _Tree(node)
        self.tree.views.setdefault(node, self)

    @property
    def dotnet_type(self) -> DotNetType:
        return _TYPES[type(self.node).__name__]

    def __str__(self) -> str:
        if isinstance(self.node, ast.TypeName):
            return self.node.full_name
        return self.node.extent.text

    def shown(self, value: Any) -> Value:
        """What a property holds: nodes as views, lists as arrays, pairs as tuples."""
        if isinstance(value, ast.Ast):
            return self.tree.view(value)
        if isinstance(value, tuple):
            items = tuple(map(self.shown, value))
            kind = construct_from("System.Tuple", (_AST, _AST))
            return None if kind is None else NetTuple(kind, items)
        if isinstance(value, list):
            return make_array([self.shown(each) for each in value], OBJECT)
        if isinstance(value, Extent):
            return ExtentView(value)
        found: Value = value
        return found


def _children(node: ast.Ast) -> list[ast.Ast]:
    """The nodes directly in a node, in the order of the text. Names of types are not nodes."""
    if isinstance(node, ast.AssignmentStatementAst):
        return [node.left, _assigned(node)]
    found: list[ast.Ast] = [_parameter_name(node)] if isinstance(node, ast.ParameterAst) else []
    for name in ast.child_fields(node):
        found.extend(_nodes_in(getattr(node, name)))
    return sorted(found, key=lambda each: each.extent.start)


def _nodes_in(value: object) -> Iterator[ast.Ast]:
    if isinstance(value, (list, tuple)):
        for each in value:
            yield from _nodes_in(each)
    elif isinstance(value, ast.Ast) and not isinstance(value, ast.TypeName):
        yield value


def _parameter_name(node: ast.ParameterAst) -> ast.VariableExpressionAst:
    """The variable of a parameter, which our tree keeps as a name."""
    if node.name_node is None:
        node.name_node = ast.VariableExpressionAst(node.name_extent or node.extent, node.name)
    return node.name_node


def _assigned(node: ast.AssignmentStatementAst) -> ast.Ast:
    """What is assigned: an expression without the pipeline around it, as PowerShell has it."""
    right = node.right
    if isinstance(right, ast.PipelineAst) and len(right.elements) == 1 and not right.background:
        element = right.elements[0]
        if isinstance(element, ast.CommandExpressionAst):
            return element
    return right


# --- finding nodes


def _found(view: AstView, condition: Value, nested: bool) -> Iterator[AstView]:
    """The nodes for which a block is true, the node itself first; ``nested``: also in blocks and functions in it."""
    if not isinstance(condition, ScriptBlock):
        raise NetException("System.ArgumentNullException", "The condition must be a script block.")
    waiting = [view.node]
    while waiting:
        node = waiting.pop()
        each = view.tree.view(node)
        if to_bool(condition.value(each)):
            yield each
        inner = isinstance(node, (ast.FunctionDefinitionAst, ast.ScriptBlockExpressionAst, ast.FunctionMemberAst))
        if nested or not inner or node is view.node:
            waiting.extend(reversed(_children(node)))


# --- the kinds of nodes: their base and their properties, each a field of ours or a function of the node

_Show = str | Callable[[Any], Any]
_KINDS: dict[str, tuple[str, dict[str, _Show]]] = {}


def _kind(name: str, base: str, *fields: str, **computed: _Show) -> None:
    """``fields``: ``Property`` for the field of that name in our spelling, or ``Property=field``."""
    shows: dict[str, _Show] = {}
    for each in fields:
        prop, _, own = each.partition("=")
        shows[prop] = own or re.sub(r"(?<!^)(?=[A-Z])", "_", prop).lower()
    _KINDS[name] = (base, {**shows, **computed})


def _word(name: str) -> str:
    return name.capitalize()


_SIGNS = {
    "+": "Plus", "-": "Minus", "*": "Multiply", "/": "Divide", "%": "Rem", "..": "DotDot", "??": "QuestionQuestion",
    "f": "Format", "isnot": "IsNot", "is": "Is", "as": "As", "not": "Not", ",": "Comma",
    "=": "Equals", "+=": "PlusEquals", "-=": "MinusEquals", "*=": "MultiplyEquals", "/=": "DivideEquals",
    "%=": "RemainderEquals", "??=": "QuestionQuestionEquals",
    "++pre": "PlusPlus", "--pre": "MinusMinus", "post++": "PostfixPlusPlus", "post--": "PostfixMinusMinus",
    "&": "Ampersand", ".": "Dot", "&&": "AndAnd", "||": "OrOr",
}  # fmt: skip
_PLAIN = frozenset(["and", "or", "xor", "band", "bor", "bxor", "bnot", "join", "shl", "shr"])
_FORMS = {
    "bare": "BareWord", "single": "SingleQuoted", "double": "DoubleQuoted", "single-here": "SingleQuotedHereString",
    "double-here": "DoubleQuotedHereString",
}  # fmt: skip


def _operator(name: str) -> str:
    """The TokenKind of an operator."""
    if name in _SIGNS:
        return _SIGNS[name]
    return name.capitalize() if name in _PLAIN or (name.startswith("c") and name != "contains") else f"I{name}"


def _command_name(node: ast.CommandAst) -> str | None:
    return node.name


def _static_type(node: ast.ParameterAst) -> DotNetType:
    constraint = node.type_constraint
    return (find_type(constraint.type_name.full_name) if constraint is not None else None) or OBJECT


_kind("ScriptBlockAst", "Ast", "UsingStatements", "ParamBlock", "BeginBlock=begin", "ProcessBlock=process",
      "EndBlock=end", "CleanBlock=clean", "DynamicParamBlock=dynamicparam")  # fmt: skip
_kind("NamedBlockAst", "Ast", "Statements", "Traps", "Unnamed", BlockKind=lambda node: _word(node.kind))
_kind("StatementBlockAst", "Ast", "Statements", "Traps")
_kind("ParamBlockAst", "Ast", "Attributes", "Parameters")
_kind("ParameterAst", "Ast", "Attributes", "DefaultValue=default", Name=_parameter_name, StaticType=_static_type)
_kind("AttributeBaseAst", "Ast", "TypeName")
_kind("AttributeAst", "AttributeBaseAst", "PositionalArguments=positional", "NamedArguments=named")
_kind("TypeConstraintAst", "AttributeBaseAst")
_kind("NamedAttributeArgumentAst", "Ast", "ArgumentName=name", "Argument",
      ExpressionOmitted=lambda node: node.argument is None)  # fmt: skip
_kind("MemberAst", "Ast", "Name", "Attributes", "IsStatic", "IsHidden")
_kind("PropertyMemberAst", "MemberAst", "PropertyType=type_constraint", "InitialValue=initial")
_kind("FunctionMemberAst", "MemberAst", "Parameters", "Body", "ReturnType", "IsConstructor")
_kind("CommandElementAst", "Ast")
_kind("CommandBaseAst", "StatementAst", "Redirections")
_kind("CommandAst", "CommandBaseAst", "CommandElements=elements",
      InvocationOperator=lambda node: _operator(node.invocation) if node.invocation else "Unknown")  # fmt: skip
_kind("CommandExpressionAst", "CommandBaseAst", "Expression")
_kind("CommandParameterAst", "CommandElementAst", "ParameterName=name", "Argument")
_kind("RedirectionAst", "Ast", "FromStream")
_kind("FileRedirectionAst", "RedirectionAst", "Location", "Append")
_kind("MergingRedirectionAst", "RedirectionAst", "ToStream")
_kind("CatchClauseAst", "Ast", "CatchTypes=types", "Body", IsCatchAll=lambda node: not node.types)

_kind("StatementAst", "Ast")
_kind("PipelineBaseAst", "StatementAst")
_kind("ChainableAst", "PipelineBaseAst")
_kind("PipelineAst", "ChainableAst", "PipelineElements=elements", "Background")
_kind("PipelineChainAst", "ChainableAst", "LhsPipelineChain=left", "RhsPipeline=right", "Background",
      Operator=lambda node: _operator(node.op))  # fmt: skip
_kind("AssignmentStatementAst", "PipelineBaseAst", "Left", Right=_assigned, Operator=lambda node: _operator(node.op))
_kind("LabeledStatementAst", "StatementAst", "Label", "Condition")
_kind("LoopStatementAst", "LabeledStatementAst", "Body")
_kind("ForEachStatementAst", "LoopStatementAst", "Variable")
_kind("ForStatementAst", "LoopStatementAst", "Initializer", "Iterator")
for _name in ("WhileStatementAst", "DoWhileStatementAst", "DoUntilStatementAst"):
    _kind(_name, "LoopStatementAst")
_kind("SwitchStatementAst", "LabeledStatementAst", "Clauses", "Default")
_kind("IfStatementAst", "StatementAst", "Clauses", "ElseClause=else_block")
_kind("TryStatementAst", "StatementAst", "Body", "CatchClauses=catches", "Finally=finally_block")
_kind("TrapStatementAst", "StatementAst", "TrapType=type_constraint", "Body")
for _name in ("ThrowStatementAst", "ReturnStatementAst", "ExitStatementAst"):
    _kind(_name, "StatementAst", "Pipeline")
for _name in ("BreakStatementAst", "ContinueStatementAst"):
    _kind(_name, "StatementAst", "Label")
_kind("DataStatementAst", "StatementAst", "Variable", "Body", "CommandsAllowed=supported_commands")
_kind("BlockStatementAst", "StatementAst", "Body")
_kind("ErrorStatementAst", "PipelineBaseAst")
_kind("UsingStatementAst", "StatementAst", UsingStatementKind=lambda node: _word(node.kind),
      Name=lambda node: ast.StringConstantExpressionAst(node.extent, node.name, "bare") if node.name else None,
      ModuleSpecification="module_spec")  # fmt: skip
_kind("FunctionDefinitionAst", "StatementAst", "Name", "Parameters", "Body", "IsFilter",
      IsWorkflow=lambda node: False)  # fmt: skip
_kind("TypeDefinitionAst", "StatementAst", "Name", "Attributes", "BaseTypes", "Members", "IsEnum",
      IsClass=lambda node: not node.is_enum, IsInterface=lambda node: False)  # fmt: skip

_kind("ExpressionAst", "CommandElementAst")
_kind("ErrorExpressionAst", "ExpressionAst")
_kind("TernaryExpressionAst", "ExpressionAst", "Condition", "IfTrue", "IfFalse")
_kind("BinaryExpressionAst", "ExpressionAst", "Left", "Right", "ErrorPosition=op_extent",
      Operator=lambda node: _operator(node.op))  # fmt: skip
_kind("UnaryExpressionAst", "ExpressionAst", "Child", TokenKind=lambda node: _operator(node.op))
_kind("AttributedExpressionAst", "ExpressionAst", "Attribute", "Child")
_kind("ConvertExpressionAst", "AttributedExpressionAst", "Type=type_constraint", "Attribute=type_constraint")
_kind("TypeExpressionAst", "ExpressionAst", "TypeName")
_kind("ConstantExpressionAst", "ExpressionAst", Value=number)
_kind("StringConstantExpressionAst", "ConstantExpressionAst", "Value",
      StringConstantType=lambda node: _FORMS.get(node.kind, node.kind))  # fmt: skip
_kind("ExpandableStringExpressionAst", "ExpressionAst",
      Value=lambda node: "".join(part if isinstance(part, str) else part.extent.text for part in node.parts),
      NestedExpressions=lambda node: [part for part in node.parts if not isinstance(part, str)],
      StringConstantType=lambda node: _FORMS.get(node.kind, node.kind))  # fmt: skip
_kind("VariableExpressionAst", "ExpressionAst", "Splatted", VariablePath=lambda node: VariablePath(node))
_kind("UsingExpressionAst", "ExpressionAst", "SubExpression=child")
_kind("ArrayExpressionAst", "ExpressionAst", "SubExpression=block")
_kind("SubExpressionAst", "ExpressionAst", "SubExpression=block")
_kind("ArrayLiteralAst", "ExpressionAst", "Elements")
_kind("HashtableAst", "ExpressionAst", "KeyValuePairs=pairs")
_kind("ParenExpressionAst", "ExpressionAst", "Pipeline")
_kind("ScriptBlockExpressionAst", "ExpressionAst", "ScriptBlock")
_kind("MemberExpressionAst", "ExpressionAst", "Expression=target", "Member", "Static", "NullConditional")
_kind("InvokeMemberExpressionAst", "MemberExpressionAst", "Arguments")
_kind("IndexExpressionAst", "ExpressionAst", "Target", "Index", "NullConditional")
_kind("TypeName", "", "Name", "FullName", IsArray=lambda node: bool(node.array_ranks),
      IsGeneric=lambda node: bool(node.generic_args))  # fmt: skip

_AST = register(DotNetType(_LANGUAGE + "Ast", base=OBJECT))
_AST.python = AstView  # after `register`: a node has the type of its kind, not this one
_EXTENT = register(DotNetType(_LANGUAGE + "IScriptExtent", base=OBJECT))
_TYPES: dict[str, DotNetType] = {"Ast": _AST, "": OBJECT}


def _reader(show: _Show) -> Callable[[AstView], Value]:
    if isinstance(show, str):
        return lambda view: view.shown(getattr(view.node, show, None))
    return lambda view: view.shown(show(view.node))


def _declared(name: str) -> DotNetType:
    found = _TYPES.get(name)
    if found is None:
        base, shows = _KINDS[name]
        found = _TYPES[name] = register(DotNetType(_LANGUAGE + name, base=_declared(base)))
        for prop, show in shows.items():
            found.prop(prop)(_reader(show))
    return found


for _name in _KINDS:
    _declared(_name)

_AST.prop("Extent", _EXTENT.full_name)(lambda view: ExtentView(view.node.extent))
_AST.prop("Parent", _AST.full_name)(lambda view: view.shown(view.tree.parent(view.node)))
_AST.method("ToString", returns="string")(str)
_AST.method("FindAll", "object", "bool")(lambda view, test, nested: list(_found(view, test, nested)))
_AST.method("Find", "object", "bool")(lambda view, test, nested: next(_found(view, test, nested), None))
_TYPES["CommandAst"].method("GetCommandName", returns="string")(lambda view: _command_name(view.node))
for _name in ("FunctionDefinitionAst", "ScriptBlockAst"):
    _TYPES[_name].method("GetHelpContent")(lambda view: help_content(view.node))
_TYPES["PipelineAst"].method("GetPureExpression")(lambda view: view.shown(view.node.pure_expression))
_TYPES["TypeName"].method("ToString", returns="string")(str)


@_AST.method("SafeGetValue")
def _constant(view: AstView) -> Value:
    try:
        if any(isinstance(node, ast.CommandAst) for node in ast.nodes(view.node)):
            raise UsageError("What runs a command is not a constant.")
        return literal_value(view.node.extent.text)
    except UsageError as error:
        raise NetException("System.InvalidOperationException", str(error)) from error


# --- variables, extents and tokens


class VariablePath:
    """The name of a variable with its scope or drive."""

    __slots__ = ("node",)
    dotnet_type = register(DotNetType("System.Management.Automation.VariablePath", base=OBJECT))

    def __init__(self, node: ast.VariableExpressionAst) -> None:
        self.node = node

    def __str__(self) -> str:
        return f"{self.node.scope}:{self.node.name}" if self.node.scope else self.node.name


_SCOPES = ("global", "local", "private", "script")
VariablePath.dotnet_type.prop("UserPath", "string")(str)
VariablePath.dotnet_type.prop("DriveName", "string")(lambda path: path.node.scope if _on_drive(path) else None)
VariablePath.dotnet_type.prop("IsDriveQualified", "bool")(lambda path: _on_drive(path))
VariablePath.dotnet_type.prop("IsUnqualified", "bool")(lambda path: not path.node.scope)
VariablePath.dotnet_type.prop("IsUnscopedVariable", "bool")(lambda path: not path.node.scope)
VariablePath.dotnet_type.prop("IsVariable", "bool")(lambda path: not _on_drive(path))
for _name in _SCOPES:
    VariablePath.dotnet_type.prop("Is" + _name.capitalize(), "bool")(lambda path, scope=_name: path.node.scope == scope)
VariablePath.dotnet_type.method("ToString", returns="string")(str)


def _on_drive(path: VariablePath) -> bool:
    return bool(path.node.scope) and path.node.scope not in (*_SCOPES, "variable")


class ExtentView:
    """The position of a node."""

    __slots__ = ("extent",)
    dotnet_type = _EXTENT

    def __init__(self, extent: Extent) -> None:
        self.extent = extent

    def __str__(self) -> str:
        return self.extent.text


_EXTENT.prop("Text", "string")(str)
_EXTENT.prop("File", "string")(lambda view: view.extent.file)
_EXTENT.prop("StartLineNumber", "int")(lambda view: view.extent.line)
_EXTENT.prop("StartColumnNumber", "int")(lambda view: view.extent.column)
_EXTENT.prop("EndLineNumber", "int")(lambda view: view.extent.end_line)
_EXTENT.prop("EndColumnNumber", "int")(lambda view: view.extent.end_column)
_EXTENT.prop("StartOffset", "int")(lambda view: view.extent.start)
_EXTENT.prop("EndOffset", "int")(lambda view: view.extent.end)
_EXTENT.method("ToString", returns="string")(str)


class TokenView:
    """A token as scripts see it; comments are tokens too."""

    __slots__ = ("extent", "kind", "text")
    dotnet_type = register(DotNetType(_LANGUAGE + "Token", base=OBJECT))

    def __init__(self, kind: str, text: str, extent: Extent) -> None:
        self.kind = kind
        self.text = text
        self.extent = extent

    def __str__(self) -> str:
        return self.text


TokenView.dotnet_type.prop("Kind", "string")(lambda token: token.kind)
TokenView.dotnet_type.prop("Text", "string")(str)
TokenView.dotnet_type.prop("Extent", _EXTENT.full_name)(lambda token: ExtentView(token.extent))
TokenView.dotnet_type.method("ToString", returns="string")(str)

_COMMENT = re.compile(r"<#.*?#>|(?<![^\s(){};,|&])#[^\r\n]*", re.DOTALL)
_TOKEN_KINDS = {
    "newline": "NewLine", "variable": "Variable", "splat": "SplattedVariable", "number": "Number",
    "generic": "Generic", "identifier": "Identifier", "parameter": "Parameter", "string": "StringLiteral",
    "expandable": "StringExpandable", "label": "Label", "redirect": "Redirection", "redirect-in": "RedirectInStd",
    "error": "Unknown", "(": "LParen", ")": "RParen", "{": "LCurly", "}": "RCurly", "[": "LBracket", "]": "RBracket",
    "@(": "AtParen", "@{": "AtCurly", "$(": "DollarParen", ";": "Semi", "|": "Pipe", "::": "ColonColon",
}  # fmt: skip


def _tokens(text: str, source: Source) -> Iterator[TokenView]:
    """The tokens of a text, with the comments between them."""
    end = 0
    for token in tokenize(text):
        for comment in _COMMENT.finditer(text, end, token.start):
            yield TokenView("Comment", comment.group(), Extent(source, *comment.span()))
        if token.kind != "eof":
            yield TokenView(_token_kind(token), token.text, Extent(source, token.start, token.end))
        end = token.end
    for comment in _COMMENT.finditer(text, end):
        yield TokenView("Comment", comment.group(), Extent(source, *comment.span()))
    yield TokenView("EndOfInput", "", Extent(source, len(text), len(text)))


def _token_kind(token: Token) -> str:
    if token.kind in KEYWORDS:
        return token.kind.capitalize()
    return _TOKEN_KINDS.get(token.kind) or _operator(token.kind.removeprefix("-") or token.kind)


# --- checking the syntax of a text without running it

_PARSE_ERROR = register(DotNetType(_LANGUAGE + "ParseError", None, ParseErrorItem, OBJECT))
_PARSE_ERROR.prop("Extent", _EXTENT.full_name)(lambda error: ExtentView(error.extent))
_PARSE_ERROR.prop("ErrorId", "string")(lambda error: error.error_id)
_PARSE_ERROR.prop("Message", "string")(lambda error: error.message)
_PARSE_ERROR.prop("IncompleteInput", "bool")(lambda error: error.incomplete)
_PARSE_ERROR.method("ToString", returns="string")(str)
_PARSER = register(DotNetType(_LANGUAGE + "Parser", base=OBJECT))


@_PARSER.static("ParseInput", "string", "ref", "ref")
def _parse_input(text: str, tokens: Ref, errors: Ref) -> AstView:
    """The tree of a text; ``errors`` gets what is wrong with it."""
    return _parsed(text, None, tokens, errors)


@_PARSER.static("ParseFile", "string", "ref", "ref")
def _parse_file(path: str, tokens: Ref, errors: Ref) -> AstView:
    full = running_session.get().path(path)
    try:
        text = read_source(full)
    except OSError as error:
        raise NetException(
            "System.IO.FileNotFoundException", f"The file {full} cannot be read: {error.strerror}."
        ) from error
    return _parsed(text, full, tokens, errors)


def _parsed(text: str, file: str | None, tokens: Ref, errors: Ref) -> AstView:
    session = running_session.get()
    tree, found = parse_all(text, file, type_exists=lambda name, count: type_exists(session, name, count))
    tokens.value = make_array(list(_tokens(text, tree.extent.source)), TokenView.dotnet_type)
    errors.value = make_array(found, _PARSE_ERROR)
    return AstView(tree)
