"""Operators of expressions, with fast paths for integers.

`engine.operators` has what an operator does to other values. Here are the lazy ones (``-and``, ``??``,
``? :``), ``-match`` with its ``$Matches``, ``++``, and the fast paths that make loops quick.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...dotnet.model.nulls import NULL_LIKE
from ...dotnet.model.types import Value
from ...engine.operators.arithmetic import increment
from ...engine.operators.matching import match_one
from ...engine.operators.operators import BINARY, UNARY
from ...engine.values.enumeration import is_enumerable
from ..runtime.frame import Eval, Frame, Run
from ..runtime.output import emit
from ..syntax import ast
from .compiler import compile_target, compile_value, expression, output
from .conditions import compile_truth
from .constants import NOT_CONSTANT, constant_of

# -- the operators that loops use most -------------------------------------------------------------------------------

# No function call where both sides are plain ints. Each has two makers: for any right side, and for a number literal.

Slow = Callable[[Any, Any], Any]
Maker = tuple[Callable[[Eval, Eval, Slow], Eval], Callable[[Eval, int, Slow], Eval]]

_TEMPLATE = """
def general(left, right, slow):
    def value(frame):
        a = left(frame)
        b = right(frame)
        if type(a) is int and type(b) is int{guard}:
            {result}
        return slow(a, b)
    return value

def with_constant(left, b, slow):
    def value(frame):
        a = left(frame)
        if type(a) is int{guard}:
            {result}
        return slow(a, b)
    return value
"""

_ARITHMETIC = "r = a {op} b\n            if -0x80000000 <= r <= 0x7FFFFFFF: return r"


def _make(result: str, guard: str = "") -> Maker:
    names: dict[str, Any] = {}
    exec(_TEMPLATE.format(result=result, guard=guard), names)  # the template is our own; no text of a script gets here
    return names["general"], names["with_constant"]


_FAST: dict[str, Maker] = {
    "+": _make(_ARITHMETIC.format(op="+")),
    "-": _make(_ARITHMETIC.format(op="-")),
    "*": _make(_ARITHMETIC.format(op="*")),
    "%": _make("return a % b", " and a >= 0 and b > 0"),
    "eq": _make("return a == b"),
    "ne": _make("return a != b"),
    "lt": _make("return a < b"),
    "le": _make("return a <= b"),
    "gt": _make("return a > b"),
    "ge": _make("return a >= b"),
}


# -- all operators --------------------------------------------------------------------------------------------------


@expression(ast.BinaryExpressionAst)
def compile_binary(node: ast.BinaryExpressionAst) -> Eval:
    op = node.op
    special = _SPECIAL.get(op)
    if special is not None:
        return special(node)
    left, right = compile_value(node.left), compile_value(node.right)
    slow = BINARY[op]
    fast = _FAST.get(op)
    if fast is not None:
        constant = constant_of(node.right)
        if constant is not NOT_CONSTANT and type(constant) is int:
            return fast[1](left, constant, slow)
        return fast[0](left, right, slow)
    return lambda frame: slow(left(frame), right(frame))


def _compile_and(node: ast.BinaryExpressionAst) -> Eval:
    left, right = compile_truth(node.left), compile_truth(node.right)
    return lambda frame: left(frame) and right(frame)


def _compile_or(node: ast.BinaryExpressionAst) -> Eval:
    left, right = compile_truth(node.left), compile_truth(node.right)
    return lambda frame: left(frame) or right(frame)


def _compile_coalesce(node: ast.BinaryExpressionAst) -> Eval:
    left, right = compile_value(node.left), compile_value(node.right)

    def value(frame: Frame) -> Value:
        found = left(frame)
        return right(frame) if found.__class__ in NULL_LIKE else found

    return value


def _compile_match(node: ast.BinaryExpressionAst) -> Eval:
    left, right = compile_value(node.left), compile_value(node.right)
    slow = BINARY[node.op]
    negated = "not" in node.op
    case_sensitive = node.op.startswith("c")

    def value(frame: Frame) -> Value:
        text, pattern = left(frame), right(frame)
        if negated and is_enumerable(text):
            return slow(text, pattern)
        result, groups = match_one(text, pattern, case_sensitive)
        if groups is not None:
            frame.set_matches(groups)
        return not result if negated else result

    return value


def _compile_is(node: ast.BinaryExpressionAst) -> Eval:
    """``-is $null``, written out, asks for null; another null is no type, an error."""
    left, right = compile_value(node.left), compile_value(node.right)
    wanted = node.op == "is"
    if isinstance(node.right, ast.VariableExpressionAst) and node.right.path.lower() == "null":
        return lambda frame: (left(frame).__class__ in NULL_LIKE) is wanted
    slow = BINARY[node.op]
    return lambda frame: slow(left(frame), right(frame))


_SPECIAL: dict[str, Callable[[ast.BinaryExpressionAst], Eval]] = {
    "and": _compile_and,
    "or": _compile_or,
    "??": _compile_coalesce,
    "match": _compile_match,
    "cmatch": _compile_match,
    "notmatch": _compile_match,
    "cnotmatch": _compile_match,
    "is": _compile_is,
    "isnot": _compile_is,
}


@expression(ast.TernaryExpressionAst)
def compile_ternary(node: ast.TernaryExpressionAst) -> Eval:
    test, yes, no = compile_truth(node.condition), compile_value(node.if_true), compile_value(node.if_false)
    return lambda frame: yes(frame) if test(frame) else no(frame)


@expression(ast.UnaryExpressionAst)
def compile_unary(node: ast.UnaryExpressionAst) -> Eval:
    if node.op in _STEPS:
        return _compile_step(node)
    if node.op == "not":
        test = compile_truth(node.child)
        return lambda frame: not test(frame)
    if node.op == ",":
        only = compile_value(node.child)
        return lambda frame: [only(frame)]
    child, slow = compile_value(node.child), UNARY[node.op]
    return lambda frame: slow(child(frame))


_STEPS = {"++pre": (1, True), "--pre": (-1, True), "post++": (1, False), "post--": (-1, False)}


def _compile_step(node: ast.UnaryExpressionAst) -> Eval:
    by, before = _STEPS[node.op]
    target = compile_target(node.child)
    name = _plain_variable(node.child)

    def value(frame: Frame) -> Value:
        if name is not None:
            var = frame.variables.get(name)
            if var is not None and var.guard is None and not var.options and type(var.value) is int:
                old: int = var.value
                new = old + by
                if -0x80000000 <= new <= 0x7FFFFFFF:
                    var.value = new
                    return new if before else old
        place = target.prepare(frame)
        found = target.read(frame, place)
        stepped = increment(found, by)
        target.write(frame, place, stepped)
        return stepped if before else (0 if found is None else found)

    return value


def _plain_variable(node: ast.ExpressionAst) -> str | None:
    if isinstance(node, ast.VariableExpressionAst) and not node.scope:
        return node.name.lower()
    return None


@output(ast.UnaryExpressionAst)
def compile_unary_output(node: ast.UnaryExpressionAst) -> Run:
    value = compile_unary(node)
    if node.op in _STEPS:

        def step(frame: Frame) -> None:
            value(frame)

        return step
    return lambda frame: emit(value(frame), frame.out)
