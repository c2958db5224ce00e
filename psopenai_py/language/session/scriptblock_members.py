"""The members of [scriptblock] beyond those that run it: ``Create``, ``GetNewClosure``, ``Ast``."""

from __future__ import annotations

from typing import Any

from ...dotnet.model.core import SCRIPTBLOCK
from ...dotnet.model.exceptions import argument_error
from ...dotnet.model.registry import get_type
from ...dotnet.model.types import Value
from ...engine.session.scope import Variable
from ...engine.values.enumeration import as_list
from ...engine.values.objects import unwrap
from ..compile.scriptblock import Block
from ..runtime.failures import parse_exception
from ..runtime.frame import interpreter, running_session
from ..syntax.errors import ParseError
from ..syntax.parser.parse import parse

SCRIPTBLOCK.method("GetNewClosure", returns="scriptblock")(Block.closure)
SCRIPTBLOCK.prop("File", "string")(lambda block: block.ast.extent.file)
SCRIPTBLOCK.prop("Module")(lambda block: block.module)
SCRIPTBLOCK.prop("IsFilter", "bool")(lambda block: False)

_AST = "System.Management.Automation.Language.Ast"


@SCRIPTBLOCK.prop("Ast", _AST)
def _tree(block: Block) -> Value:
    """The tree of a function is its definition, as in PowerShell."""
    node = block.ast.definition or block.ast
    view: Any = get_type(_AST).python  # its module is loaded when a script first asks
    return view(node)


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
