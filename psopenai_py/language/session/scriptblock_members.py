"""The members of [scriptblock] beyond those that run it: ``Create``, ``GetNewClosure``, ``Ast``."""

from __future__ import annotations

from typing import Any

from ...dotnet.model.core import OBJECT, SCRIPTBLOCK, Ref
from ...dotnet.model.enumerables import make_array
from ...dotnet.model.exceptions import argument_error
from ...dotnet.model.registry import find_type, register
from ...dotnet.model.types import DotNetType, Value
from ...engine.session.scope import Variable
from ...engine.values.enumeration import as_list
from ...engine.values.objects import unwrap
from ...errors import NetException
from ..compile.scriptblock import Block
from ..compile.type_names import type_exists
from ..runtime.failures import parse_exception
from ..runtime.frame import interpreter, running_session
from ..syntax import ast
from ..syntax.errors import ParseError, ParseErrorItem
from ..syntax.parser.parse import parse, parse_all, tokenize
from ..syntax.source import read_source
from ..syntax.tokens import Token

SCRIPTBLOCK.method("GetNewClosure", returns="scriptblock")(Block.closure)
SCRIPTBLOCK.prop("File", "string")(lambda block: block.ast.extent.file)
SCRIPTBLOCK.prop("Module")(lambda block: block.module)
SCRIPTBLOCK.prop("IsFilter", "bool")(lambda block: False)

_AST = register(DotNetType("System.Management.Automation.Language.Ast", base=OBJECT))
_EXTENT = register(DotNetType("System.Management.Automation.Language.IScriptExtent", base=OBJECT))


class AstView:
    """A node of the syntax tree as scripts see it."""

    __slots__ = ("node",)

    def __init__(self, node: ast.Ast) -> None:
        self.node = node

    @property
    def dotnet_type(self) -> DotNetType:
        name = f"System.Management.Automation.Language.{type(self.node).__name__}"
        return find_type(name) or register(DotNetType(name, base=_AST))

    def __str__(self) -> str:
        return self.node.extent.text


class ExtentView:
    """The position of a node."""

    __slots__ = ("extent",)
    dotnet_type = _EXTENT

    def __init__(self, extent: Any) -> None:
        self.extent = extent

    def __str__(self) -> str:
        return str(self.extent.text)


def _view(node: ast.Ast | None) -> Value:
    return None if node is None else AstView(node)


_AST.prop("Extent")(lambda view: ExtentView(view.node.extent))
_AST.method("ToString", returns="string")(str)
for _name, _field in (
    ("ParamBlock", "param_block"), ("BeginBlock", "begin"), ("ProcessBlock", "process"), ("EndBlock", "end"),
    ("CleanBlock", "clean"), ("DynamicParamBlock", "dynamicparam"),
):  # fmt: skip
    _AST.prop(_name)(lambda view, field=_field: _view(getattr(view.node, field, None)))
_AST.prop("Statements")(lambda view: [AstView(node) for node in getattr(view.node, "statements", ())])
_AST.prop("Parameters")(lambda view: [AstView(node) for node in getattr(view.node, "parameters", ())])
_EXTENT.prop("Text", "string")(str)
_EXTENT.prop("StartLineNumber", "int")(lambda view: view.extent.line)
_EXTENT.prop("StartColumnNumber", "int")(lambda view: view.extent.column)
_EXTENT.prop("EndLineNumber", "int")(lambda view: view.extent.end_line)
_EXTENT.prop("File", "string")(lambda view: view.extent.file)
_EXTENT.method("ToString", returns="string")(str)

_PARSE_ERROR = register(DotNetType("System.Management.Automation.Language.ParseError", None, ParseErrorItem, OBJECT))
_PARSE_ERROR.prop("Extent", _EXTENT.full_name)(lambda error: ExtentView(error.extent))
_PARSE_ERROR.prop("ErrorId", "string")(lambda error: error.error_id)
_PARSE_ERROR.prop("Message", "string")(lambda error: error.message)
_PARSE_ERROR.prop("IncompleteInput", "bool")(lambda error: error.incomplete)
_PARSE_ERROR.method("ToString", returns="string")(str)
SCRIPTBLOCK.prop("Ast")(lambda block: AstView(block.ast))

# -- checking the syntax of a text without running it ------------------------------------------------------------------

_PARSER = register(DotNetType("System.Management.Automation.Language.Parser", base=OBJECT))
_TOKEN = register(DotNetType("System.Management.Automation.Language.Token", None, Token, OBJECT))
_TOKEN.prop("Text", "string")(lambda token: token.text)
_TOKEN.method("ToString", returns="string")(lambda token: token.text)


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
        raise NetException("System.IO.FileNotFoundException", f"The file {full} cannot be read: {error}.") from error
    return _parsed(text, full, tokens, errors)


def _parsed(text: str, file: str | None, tokens: Ref, errors: Ref) -> AstView:
    session = running_session.get()
    tokens.value = make_array(tokenize(text), _TOKEN)
    tree, found = parse_all(text, file, type_exists=lambda name, count: type_exists(session, name, count))
    errors.value = make_array(found, _PARSE_ERROR)
    return AstView(tree)


@SCRIPTBLOCK.method("InvokeWithContext", "object", "object", "object[]", variadic=True)
def _invoke_with_context(block: Block, functions: Value, variables: Value, *args: Value) -> Value:
    preset: dict[str, Value] = {}
    for variable in map(unwrap, as_list(variables)):
        if not isinstance(variable, Variable):
            raise argument_error("The variables must be of the type [psvariable].", "variablesToDefine")
        preset[variable.name] = variable.value
    found: list[Value] = []
    block.run(found.append, list(args), variables=preset)
    return found


@SCRIPTBLOCK.static("Create", "string", returns="scriptblock")
def _create(text: str) -> Block:
    """A block of the session and the module whose code runs."""
    session = running_session.get()
    call = interpreter(session).call
    try:
        return Block(parse(text), session, call.module if call is not None else None)
    except ParseError as error:
        raise parse_exception(error) from error
