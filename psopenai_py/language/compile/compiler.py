"""From syntax to closures: the table of which function compiles which kind of node.

A module per kind of syntax registers its compilers here, and reaches those of other nodes through this table alone, so
no two of these modules import each other. `_MODULES` is the one index of them; they are loaded by name at the first
use. A node can be asked for in several forms:

- its *value*: of an expression, or of a statement (its output, null where there is none);
- its *raw* value: the same, but `NOTHING` where there is no output;
- *running* it, as a statement or a block of statements;
- its *output*: what an expression puts into the pipeline as a statement of its own. Most put out their value with
  collections unrolled; a few (a call of a method without result, ``$i++``) differ;
- its value as a part of *text*, where strict mode is milder;
- as a *target* of assignments;
- as a *cast* that is a form of its own, such as ``[ordered]@{...}``.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

from ...dotnet.model.types import Value
from ...engine.operators.operators import counted
from ...errors import terminating
from ..runtime.frame import Eval, Frame, Run
from ..runtime.output import NOTHING, collect, emit
from ..syntax import ast

#: every module whose functions are registered below; nothing imports them but `_load`
_MODULES = (
    "literals", "variables", "operators", "casts", "member_access", "subexpressions", "assignment", "pipelines",
    "blocks", "control", "loops", "switch", "error_handling", "definitions",
)  # fmt: skip

C = TypeVar("C", bound=Callable[..., Any])
Key = TypeVar("Key")


class Target:
    """A place that can be assigned to: ``prepare`` finds it, ``read`` and ``write`` use what that found.

    Assigning is split in two, so that in ``$h[$i++] += 1`` the index is worked out once.
    """

    __slots__ = ("prepare", "read", "write")

    def __init__(
        self,
        prepare: Callable[[Frame], Any],
        read: Callable[[Frame, Any], Value],
        write: Callable[[Frame, Any, Value], None],
    ) -> None:
        self.prepare, self.read, self.write = prepare, read, write


class TypeDefinitions(ast.StatementAst):
    """All type definitions of one list of statements, as its first statement."""

    __slots__ = ("definitions",)

    def __init__(self, definitions: list[ast.TypeDefinitionAst]) -> None:
        super().__init__(definitions[0].extent)
        self.definitions = definitions


_VALUES: dict[type, Callable[[Any], Eval]] = {}
_RAW: dict[type, Callable[[Any], Eval]] = {}
_STATEMENTS: dict[type, Callable[[Any], Run]] = {}
_OUTPUTS: dict[type, Callable[[Any], Run]] = {}
_IN_TEXT: dict[type, Callable[[Any], Eval]] = {}
_TARGETS: dict[type, Callable[[Any], Target | None]] = {}
_CASTS: dict[str, Callable[[ast.ExpressionAst], Eval | None]] = {}
_loaded = False


def _registrar(table: dict[Key, Any], key: Key) -> Callable[[C], C]:
    def declare(compiler: C) -> C:
        table[key] = compiler
        return compiler

    return declare


def expression(kind: type) -> Callable[[C], C]:
    """Register the compiler of an expression's value."""
    return _registrar(_VALUES, kind)


def raw(kind: type) -> Callable[[C], C]:
    """Register the compiler of a value that may be `NOTHING`; its value and output follow from it."""
    return _registrar(_RAW, kind)


def statement(kind: type) -> Callable[[C], C]:
    """Register the compiler of a statement or block."""
    return _registrar(_STATEMENTS, kind)


def output(kind: type) -> Callable[[C], C]:
    """Register the compiler of what an expression puts out as a statement."""
    return _registrar(_OUTPUTS, kind)


def in_text(kind: type) -> Callable[[C], C]:
    """Register the compiler of an expression's value inside an expandable string."""
    return _registrar(_IN_TEXT, kind)


def target(kind: type) -> Callable[[C], C]:
    """Register the compiler of an assignment's left side; it returns None for what cannot be assigned to."""
    return _registrar(_TARGETS, kind)


def cast(name: str) -> Callable[[C], C]:
    """Register a cast that is a form of its own, by the type's lower-case name. The compiler gets the expression behind
    it and returns None if an ordinary conversion is meant."""
    return _registrar(_CASTS, name)


def _load() -> None:
    global _loaded
    for name in _MODULES:
        import_module("." + name, __package__)
    _loaded = True  # last: another thread that comes meanwhile waits in the imports


def compile_value(node: ast.Ast) -> Eval:
    """The closure that gives the value of an expression, or of a statement's output."""
    if not _loaded:
        _load()
    compiler = _VALUES.get(type(node))
    if compiler is not None:
        return compiler(node)
    if isinstance(node, ast.PipelineAst) and node.pure_expression is not None:
        return compile_value(node.pure_expression)
    raw_value = compile_raw(node)

    def value(frame: Frame) -> Value:
        found = raw_value(frame)
        return None if found is NOTHING else found

    return value


def compile_raw(node: ast.Ast) -> Eval:
    """The closure that gives the value of an expression or a statement, `NOTHING` where it puts nothing out."""
    if not _loaded:
        _load()
    special = _RAW.get(type(node))
    if special is not None:
        return special(node)
    if type(node) in _VALUES:
        return compile_value(node)
    if isinstance(node, ast.PipelineAst) and node.pure_expression is not None:
        return compile_raw(node.pure_expression)
    return collecting(compile_statement(node))


def compile_items(node: ast.Ast) -> Eval:
    """Like `compile_raw`, for values that are gone through once and kept nowhere: ``a..b`` makes no list."""
    pure = node.pure_expression if isinstance(node, ast.PipelineAst) else None
    if not isinstance(pure, ast.BinaryExpressionAst) or pure.op != "..":
        return compile_raw(node)
    left, right = compile_value(pure.left), compile_value(pure.right)
    return lambda frame: counted(left(frame), right(frame))


def collecting(run: Run) -> Eval:
    """The closure that gives a statement's output: `NOTHING`, the one object, or an array."""

    def value(frame: Frame) -> Value:
        items = collect(frame, run)
        if len(items) == 1:
            return items[0]
        return items or NOTHING

    return value


def compile_statement(node: ast.Ast) -> Run:
    """The closure that runs a statement or block."""
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
    if type(node) in _RAW:
        return emitting(compile_raw(node))
    value = compile_value(node)

    def run(frame: Frame) -> None:
        emit(value(frame), frame.out)

    return run


def emitting(raw_value: Eval) -> Run:
    """The closure that puts a raw value out, unrolled, and nothing for `NOTHING`."""

    def run(frame: Frame) -> None:
        found = raw_value(frame)
        if found is not NOTHING:
            emit(found, frame.out)

    return run


def compile_in_text(node: ast.Ast) -> Eval:
    """The closure that gives an expression's value for an expandable string."""
    if not _loaded:
        _load()
    special = _IN_TEXT.get(type(node))
    return compile_value(node) if special is None else special(node)


def compile_target(node: ast.ExpressionAst) -> Target:
    """The target of an expression on the left of ``=``; raises InvalidLeftHandSide."""
    if not _loaded:
        _load()
    compiler = _TARGETS.get(type(node))
    found = None if compiler is None else compiler(node)
    if found is None:
        raise terminating("InvalidLeftHandSide", "This cannot be assigned to.", "InvalidOperation")
    return found


def compile_cast(name: str, child: ast.ExpressionAst) -> Eval | None:
    """The closure of a cast that is a form of its own, or None."""
    if not _loaded:
        _load()
    special = _CASTS.get(name)
    return None if special is None else special(child)


def lower_name(node: ast.VariableExpressionAst) -> str:
    """The name under which a variable is looked up: ``$PSItem`` is ``$_``."""
    lower = node.name.lower()
    return "_" if lower == "psitem" else lower
