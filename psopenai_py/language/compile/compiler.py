"""From syntax to closures: which function compiles which kind of node.

Modules of this package register their compilers with `expression`, `statement` and `output`. An expression has two
forms: its *value*, and its *output*, what it puts into the pipeline as a statement of its own. Most output their value
with arrays unrolled; a few (a call of a method without result, ``$i++``) differ and register an output compiler too.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

from ...dotnet.model.types import Value
from ...engine.values.enumeration import enumerate_value
from ..runtime.frame import Eval, Frame, Run
from ..syntax import ast

C = TypeVar("C", bound=Callable[..., Any])

_EXPRESSIONS: dict[type, Callable[[Any], Eval]] = {}
_STATEMENTS: dict[type, Callable[[Any], Run]] = {}
_OUTPUTS: dict[type, Callable[[Any], Run]] = {}
_loaded = False

_MODULES = (
    "literals", "variables", "operators", "member_access", "subexpressions", "assignment", "pipelines", "control",
    "loops", "switch", "error_handling", "functions", "type_definitions", "type_names",
)  # fmt: skip


def expression(kind: type) -> Callable[[C], C]:
    """Register the compiler of an expression's value."""

    def declare(compiler: C) -> C:
        _EXPRESSIONS[kind] = compiler
        return compiler

    return declare


def statement(kind: type) -> Callable[[C], C]:
    """Register the compiler of a statement."""

    def declare(compiler: C) -> C:
        _STATEMENTS[kind] = compiler
        return compiler

    return declare


def output(kind: type) -> Callable[[C], C]:
    """Register the compiler of what an expression puts out as a statement."""

    def declare(compiler: C) -> C:
        _OUTPUTS[kind] = compiler
        return compiler

    return declare


def _load() -> None:
    global _loaded
    for name in _MODULES:
        import_module("." + name, __package__)
    _loaded = True  # last: another thread that comes meanwhile waits in the imports


def compile_value(node: ast.Ast) -> Eval:
    """The closure that gives an expression's value."""
    if not _loaded:
        _load()
    return _EXPRESSIONS[type(node)](node)


def compile_statement(node: ast.Ast) -> Run:
    """The closure that runs a statement."""
    if not _loaded:
        _load()
    return _STATEMENTS[type(node)](node)


def compile_output(node: ast.Ast) -> Run:
    """The closure that puts an expression's value out, unrolled."""
    if not _loaded:
        _load()
    special = _OUTPUTS.get(type(node))
    if special is not None:
        return special(node)
    value = compile_value(node)

    def run(frame: Frame) -> None:
        emit(value(frame), frame.out)

    return run


_SCALARS = frozenset({str, int, float, bool, type(None)})


def emit(value: Value, out: Callable[[Value], Any]) -> None:
    """Put a value out as a pipeline does: the items of what unrolls, anything else as one object."""
    cls = value.__class__
    if cls in _SCALARS:
        out(value)
    elif cls is list:
        for item in value:
            out(item)
    else:
        items = enumerate_value(value)
        if items is None:
            out(value)
        else:
            for item in items:
                out(item)


def collected(values: list[Value]) -> Value:
    """A pipeline's output as a value: nothing, the one object, or an array."""
    if len(values) == 1:
        return values[0]
    return values if values else None
