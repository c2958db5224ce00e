"""``value.name``, ``value[index]``, ``[type]::name`` and calls of methods."""

from __future__ import annotations

from collections.abc import Sequence

from ...dotnet.model.registry import type_of
from ...dotnet.model.types import DotNetType, Method, Value
from ...engine.members import indexing, invocation, members
from ...engine.members.methods import call_method, invoke_static, methods_of
from ...engine.values.objects import PSMember, PSObject, unwrap
from ...engine.values.text import to_text
from ..runtime.frame import Eval, Frame
from ..runtime.output import NOTHING
from ..runtime.script_types import ScriptType
from ..syntax import ast
from .compiler import Target, compile_value, expression, raw, target
from .type_names import find_named, resolver, type_not_found


def _compile_name(node: ast.ExpressionAst) -> tuple[Eval, str | None]:
    """A member's name: the closure, and the text where it is fixed."""
    if isinstance(node, ast.StringConstantExpressionAst):
        return compile_value(node), node.value
    return compile_value(node), None


def is_strict(frame: Frame) -> bool:
    """Whether a missing property is an error."""
    return frame.scope.strictness >= 2


@raw(ast.MemberExpressionAst)
def compile_raw_member(node: ast.MemberExpressionAst) -> Eval:
    """The value of a property; ``[AutomationNull]::Value`` is the lack of output."""
    if node.static and isinstance(node.target, ast.TypeExpressionAst):
        name = node.target.type_name.name.lower().rpartition(".")[2]
        if name == "automationnull" and isinstance(node.member, ast.StringConstantExpressionAst):
            value = compile_member(node)

            def nothing(frame: Frame) -> Value:
                return NOTHING if value(frame) is None else None  # an unknown type is an error still

            return nothing
    return compile_member(node)


@expression(ast.MemberExpressionAst)
def compile_member(node: ast.MemberExpressionAst) -> Eval:
    owner_of, (name, fixed) = compile_value(node.target), _compile_name(node.member)
    if node.static:
        return _compile_static(owner_of, name)
    conditional = node.null_conditional
    if fixed is not None and not conditional:

        def value(frame: Frame) -> Value:
            owner = owner_of(frame)
            if owner.__class__ is PSObject and owner._fill is None and fixed in owner._props:
                found = owner._props[fixed]
                if not isinstance(found, PSMember):
                    return found
            found = members.get_member(owner, fixed)
            if found is None and is_strict(frame):  # ask again, so that a missing member is an error
                return members.get_member(owner, fixed, True)
            return found

        return value

    def value_of(frame: Frame) -> Value:
        owner = owner_of(frame)
        if conditional and owner is None:
            return None
        return members.get_member(owner, name(frame), is_strict(frame))

    return value_of


def _compile_static(owner_of: Eval, name: Eval) -> Eval:
    def value(frame: Frame) -> Value:
        return members.get_static(_as_type(frame, owner_of(frame)), name(frame), is_strict(frame))

    return value


def _as_type(frame: Frame, value: Value) -> DotNetType:
    """The left side of ``::``: a type, or any value's type."""
    plain = unwrap(value)
    if isinstance(plain, DotNetType):
        return plain
    if plain is None:
        raise type_not_found("")
    if isinstance(plain, str):
        found = find_named(frame, plain)
        if found is not None:
            return found
    return type_of(plain)


@raw(ast.InvokeMemberExpressionAst)
def compile_invoke(node: ast.InvokeMemberExpressionAst) -> Eval:
    """The value of a call, `NOTHING` where the method returns nothing."""
    owner_of, (name, _) = compile_value(node.target), _compile_name(node.member)
    arguments = [compile_value(argument) for argument in node.arguments]
    if node.static:

        def static(frame: Frame) -> Value:
            type_ = _as_type(frame, owner_of(frame))
            return call_static(type_, name(frame), [argument(frame) for argument in arguments])

        return static
    conditional = node.null_conditional
    cast = _cast_of(node.target)
    if cast is not None:
        return _compile_base_call(cast, owner_of, name, arguments)

    def value(frame: Frame) -> Value:
        owner = owner_of(frame)
        if conditional and owner is None:
            return None
        called = name(frame)
        found = invocation.invoke(owner, called, [argument(frame) for argument in arguments])
        if found is None and _is_void(owner, to_text(called).lower(), len(arguments)):
            return NOTHING
        return found

    return value


def _cast_of(node: ast.ExpressionAst) -> ast.ConvertExpressionAst | None:
    """The cast in ``([Base]$this).Method()``."""
    if isinstance(node, ast.ParenExpressionAst) and isinstance(node.pipeline, ast.PipelineAst):
        pure = node.pipeline.pure_expression
        if isinstance(pure, ast.ConvertExpressionAst):
            return pure
    return None


def _compile_base_call(cast: ast.ConvertExpressionAst, owner_of: Eval, name: Eval, arguments: list[Eval]) -> Eval:
    """A call on a value that is cast to a base class: the base class's method runs, not the one that overrides it."""
    resolve = resolver(cast.type_name)
    is_object = cast.type_name.full_name.lower().removeprefix("system.") == "object"

    def value(frame: Frame) -> Value:
        owner = owner_of(frame)
        args = [argument(frame) for argument in arguments]
        called = name(frame)
        if owner is not None and is_object and not args and to_text(called).lower() == "tostring":
            return type_of(owner).full_name  # [object]'s own method
        if owner is not None and isinstance(type_of(owner), ScriptType):
            type_ = resolve(frame)
            methods = type_.find_methods(to_text(called).lower())
            if methods and type_of(owner) is not type_:
                return call_method(methods, owner, args, to_text(called))
        found = invocation.invoke(owner, called, args)
        if found is None and _is_void(owner, to_text(called).lower(), len(args)):
            return NOTHING
        return found

    return value


def call_static(type_: DotNetType, name: Value, args: list[Value]) -> Value:
    """``[type]::name(args)``."""
    found = invoke_static(type_, name, args)
    if found is None and _returns_nothing(type_.find_static_methods(to_text(name).lower()), len(args)):
        return NOTHING
    return found


def _is_void(owner: Value, lower: str, count: int) -> bool:
    """Whether a call with so many arguments returns nothing."""
    methods = methods_of(unwrap(owner), lower)
    return _returns_nothing(methods, count) or (lower.startswith("set_") and not methods)


def _returns_nothing(methods: Sequence[Method], count: int) -> bool:
    """Whether all overloads return nothing, or all with so many parameters."""
    return _all_void(methods) or _all_void([each for each in methods if len(each.parameters) == count])


def _all_void(methods: Sequence[Method]) -> bool:
    return bool(methods) and all(method.returns == "void" for method in methods)


@expression(ast.IndexExpressionAst)
def compile_index(node: ast.IndexExpressionAst) -> Eval:
    owner_of, index, conditional = compile_value(node.target), compile_value(node.index), node.null_conditional
    get_index = indexing.get_index

    def value(frame: Frame) -> Value:
        owner = owner_of(frame)
        at = index(frame)
        if owner.__class__ is list and at.__class__ is int and -len(owner) <= at < len(owner):
            return owner[at]
        return get_index(owner, at, conditional, frame.scope.strictness)

    return value


# -- as targets of assignments ----------------------------------------------------------------------------------------


@target(ast.MemberExpressionAst)
def compile_member_target(node: ast.MemberExpressionAst) -> Target:
    owner, (name, _) = compile_value(node.target), _compile_name(node.member)

    def prepare(frame: Frame) -> tuple[Value, Value]:
        found = owner(frame)
        return (_as_type(frame, found) if node.static else found), name(frame)

    def read(frame: Frame, place: tuple[Value, Value]) -> Value:
        if node.static:
            return members.get_static(place[0], place[1], is_strict(frame))
        return members.get_member(place[0], place[1], is_strict(frame))

    def write(frame: Frame, place: tuple[Value, Value], value: Value) -> None:
        (members.set_static if node.static else members.set_member)(
            place[0], place[1], None if value is NOTHING else value
        )

    return Target(prepare, read, write)


@target(ast.IndexExpressionAst)
def compile_index_target(node: ast.IndexExpressionAst) -> Target:
    owner, index = compile_value(node.target), compile_value(node.index)
    get_index, set_index = indexing.get_index, indexing.set_index

    def prepare(frame: Frame) -> tuple[Value, Value]:
        return owner(frame), index(frame)

    def read(frame: Frame, place: tuple[Value, Value]) -> Value:
        return get_index(place[0], place[1], False, frame.scope.strictness)

    def write(frame: Frame, place: tuple[Value, Value], value: Value) -> None:
        set_index(place[0], place[1], None if value is NOTHING else value)

    return Target(prepare, read, write)
