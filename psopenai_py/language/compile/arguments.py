"""The words of a command line as the binder's tokens; splatting."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ...dotnet.model.carriers import Int64, WrittenDecimal, WrittenDouble, WrittenInt, WrittenLong
from ...dotnet.model.types import Value
from ...engine.binding.arguments import Argument, ParameterToken, Row, RowItem, ValueToken
from ...engine.values.enumeration import enumerate_value
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ..runtime.frame import Eval, Frame
from ..syntax import ast
from .compiler import compile_value
from .constants import number

_EXPANDED = frozenset("*?[~")  # a bare word with one of them may stand for files when a program gets it
Words = Callable[[Frame, list[Argument]], None]


class ParameterWord(str):
    """``-Name`` among a function's ``$args``: splatting it makes it a parameter name again."""

    __slots__ = ()


def compile_arguments(elements: list[ast.ExpressionAst | ast.CommandParameterAst]) -> list[Words]:
    """One closure per word; each adds its tokens to a list."""
    return [_compile_word(element) for element in elements]


def ends_parameters(node: ast.ExpressionAst | ast.CommandParameterAst) -> bool:
    """Whether a word is the ``--`` that ends the parameter names."""
    return isinstance(node, ast.CommandParameterAst) and node.name == "-"


def _compile_word(node: ast.ExpressionAst | ast.CommandParameterAst) -> Words:
    if isinstance(node, ast.CommandParameterAst):
        return _compile_parameter(node)
    if isinstance(node, ast.VariableExpressionAst) and node.splatted:
        return _compile_splat(node)
    fixed = _fixed_token(node)
    if fixed is not None:
        return lambda frame, tokens: tokens.append(fixed)
    value = compile_argument(node)
    row = _row(node)
    if row is not None:
        return lambda frame, tokens: tokens.append(ValueToken(value(frame), row=row))
    if isinstance(node, ast.ExpandableStringExpressionAst) and node.kind == "bare":
        return lambda frame, tokens: tokens.append(ValueToken(value(frame), globs=True))
    return lambda frame, tokens: tokens.append(ValueToken(value(frame)))


def _row(node: ast.ExpressionAst) -> Row | None:
    """How an array is written, for programs: ``a,b`` is one word for them, ``a, b`` are two."""
    if not isinstance(node, ast.ArrayLiteralAst) or len(node.elements) < 2:
        return None
    items: list[RowItem] = []
    end: int | None = None
    for element in node.elements:
        fixed = _fixed_token(element)
        text = fixed.text if fixed is not None else None
        between = "," if end is None else node.extent.source.text[end : element.extent.start]
        items.append(RowItem(text, between[:1] != ",", between[-1:] != ","))
        end = element.extent.end
    return tuple(items)


def _fixed_token(node: ast.ExpressionAst) -> ValueToken | None:
    if isinstance(node, ast.StringConstantExpressionAst):
        if node.kind != "bare":
            return ValueToken(node.value)
        return ValueToken(node.value, node.value, globs=not _EXPANDED.isdisjoint(node.value) and _is_as_written(node))
    if isinstance(node, ast.ConstantExpressionAst):
        return ValueToken(written_number(node), node.text)
    return None


def _is_as_written(node: ast.StringConstantExpressionAst) -> bool:
    """Whether nothing in a bare word was quoted or escaped."""
    return node.extent.text == node.value


def written_number(node: ast.ConstantExpressionAst) -> Value:
    """A number that is a word: text parameters get it as it was written."""
    value = number(node)
    written = _WRITTEN.get(type(value))
    return value if written is None or to_text(value) == node.text else written(value, node.text)


_WRITTEN: dict[type, Callable[[Any, str], Value]] = {
    int: WrittenInt, Int64: WrittenLong, float: WrittenDouble, Decimal: WrittenDecimal
}  # fmt: skip


def compile_argument(node: ast.ExpressionAst) -> Eval:
    """The value of a word that is not a parameter name."""
    if isinstance(node, ast.ConstantExpressionAst):
        written = written_number(node)
        return lambda frame: written
    if isinstance(node, ast.ArrayLiteralAst):
        items = [compile_argument(element) for element in node.elements]
        return lambda frame: [item(frame) for item in items]
    return compile_value(node)


def _compile_parameter(node: ast.CommandParameterAst) -> Words:
    name = node.name
    if node.argument is None:
        token = ParameterToken(name, text=ParameterWord("-" + name))
        return lambda frame, tokens: tokens.append(token)
    value = compile_argument(node.argument)
    text = ParameterWord(f"-{name}:")
    row = _row(node.argument)
    apart = node.extent.source.text[node.argument.extent.start - 1].isspace()
    return lambda frame, tokens: tokens.append(ParameterToken(name, value(frame), text, row=row, apart=apart))


def _compile_splat(node: ast.VariableExpressionAst) -> Words:
    value = compile_value(ast.VariableExpressionAst(node.extent, node.name, node.scope))

    def add(frame: Frame, tokens: list[Argument]) -> None:
        splat(value(frame), tokens)

    return add


def splat(value: Value, tokens: list[Argument]) -> None:
    """The tokens of a splatted value: a table's pairs, or an array's items."""
    plain = unwrap(value)
    items = getattr(plain, "items", None)
    if items is not None:
        for key, item in list(items()):
            name = to_text(key)
            tokens.append(ParameterToken(name, item, ParameterWord(f"-{name}:"), splatted=True))
        return
    values = enumerate_value(plain)
    if values is None:
        tokens.append(ValueToken(plain))
        return
    for item in values:
        if isinstance(item, ParameterWord):
            tokens.append(_word_token(item, values))
        else:
            tokens.append(ValueToken(item))


def _word_token(word: ParameterWord, rest: object) -> ParameterToken:
    name = word[1:]
    if name.endswith(":"):
        return ParameterToken(name[:-1], next(rest, None), word)  # type: ignore[call-overload]
    return ParameterToken(name, text=word)
