"""Numbers, text, arrays, hashtables and custom objects as they are written."""

from __future__ import annotations

from collections.abc import Callable

from ...dotnet.collections.dictionaries import Hashtable, OrderedDictionary
from ...dotnet.model.types import Value
from ...dotnet.text.utf16 import joined
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from ...errors import terminating
from ..runtime.frame import Eval, Frame
from ..syntax import ast
from .compiler import cast, compile_in_text, compile_value, expression
from .constants import NOT_CONSTANT, constant_of, number


@expression(ast.ConstantExpressionAst)
def compile_number(node: ast.ConstantExpressionAst) -> Eval:
    value = number(node)
    return lambda frame: value


@expression(ast.StringConstantExpressionAst)
def compile_text(node: ast.StringConstantExpressionAst) -> Eval:
    value = node.value
    return lambda frame: value


@expression(ast.ExpandableStringExpressionAst)
def compile_expandable(node: ast.ExpandableStringExpressionAst) -> Eval:
    parts: list[Eval] = []
    for part in node.parts:
        if isinstance(part, str):
            parts.append(lambda frame, text=part: text)  # type: ignore[misc]
        else:
            parts.append(compile_in_text(part))

    def value(frame: Frame) -> Value:
        texts = []
        for part in parts:
            found = part(frame)
            texts.append(found if found.__class__ is str else to_text(found))
        text = "".join(texts)
        return text if text.isascii() else joined(texts)

    return value


@expression(ast.ArrayLiteralAst)
def compile_array(node: ast.ArrayLiteralAst) -> Eval:
    constants = [constant_of(element) for element in node.elements]
    if NOT_CONSTANT not in constants:
        return lambda frame: constants.copy()
    items = [compile_value(element) for element in node.elements]
    return lambda frame: [item(frame) for item in items]


def compile_pairs(node: ast.HashtableAst) -> Callable[[Frame], list[tuple[Value, Value]]]:
    """The closure that returns the pairs of a hashtable literal in order."""
    pairs = [(compile_value(key), compile_value(value)) for key, value in node.pairs]
    names = [constant_of(key) for key, _ in node.pairs]
    if NOT_CONSTANT not in names and None not in names:
        fixed = list(zip(names, [value for _, value in pairs], strict=True))
        return lambda frame: [(name, value(frame)) for name, value in fixed]

    def run(frame: Frame) -> list[tuple[Value, Value]]:
        found = []
        for key, value in pairs:
            name = key(frame)
            if name is None:
                raise terminating("InvalidNullKey", "A key of a hashtable must not be null.")
            found.append((name, value(frame)))
        return found

    return run


@expression(ast.HashtableAst)
def compile_hashtable(node: ast.HashtableAst) -> Eval:
    return _compile_dictionary(node, Hashtable)


@cast("ordered")
def compile_ordered(child: ast.ExpressionAst) -> Eval | None:
    """``[ordered]@{...}``."""
    return _compile_dictionary(child, OrderedDictionary) if isinstance(child, ast.HashtableAst) else None


def _compile_dictionary(node: ast.HashtableAst, make: Callable[[], Hashtable | OrderedDictionary]) -> Eval:
    pairs = compile_pairs(node)
    unique = all(constant_of(key) is not NOT_CONSTANT for key, _ in node.pairs)  # the parser refuses doubles then

    def value(frame: Frame) -> Value:
        made = make()
        for name, item in pairs(frame):
            if not unique and name in made:
                raise terminating(
                    "DuplicateKeyInHashLiteral", f"The key '{to_text(name)}' is in the hashtable literal twice."
                )
            made[name] = item
        return made

    return value


@cast("pscustomobject")
@cast("system.management.automation.pscustomobject")
def compile_custom_object(child: ast.ExpressionAst) -> Eval | None:
    """``[pscustomobject]@{...}``, without a hashtable in between."""
    if not isinstance(child, ast.HashtableAst):
        return None
    pairs = compile_pairs(child)

    def value(frame: Frame) -> Value:
        props: dict[str, Value] = {}
        type_name = None
        for name, item in pairs(frame):
            if name.__class__ is not str:
                name = to_text(name)
            if name in ("PSTypeName", "pstypename"):
                type_name = to_text(item)
                continue
            if not name:
                raise terminating(
                    "InvalidCastConstructorException", "The name of a property must not be empty.", "InvalidArgument",
                    exception="System.Management.Automation.PSInvalidCastException",
                )  # fmt: skip
            props[name] = item
        return PSObject(props, type_name)

    return value
