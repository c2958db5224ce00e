"""What a type name in brackets means: script classes, .NET types, their arrays and generics; casts to them."""

from __future__ import annotations

from collections.abc import Callable

from ...dotnet.model.registry import array_of, find_type
from ...dotnet.model.types import DotNetType, Value
from ...engine.conversion.conversion import convert
from ...engine.session.session import Session
from ...errors import TerminatingError, terminating
from ..runtime.frame import Eval, Frame, Run
from ..syntax import ast
from .compiler import compile_value, expression, output

Resolve = Callable[[Frame], DotNetType]


def type_not_found(name: str) -> TerminatingError:
    return terminating(
        "TypeNotFound", f"There is no type [{name}] here.", "InvalidOperation", name,
        "System.Management.Automation.RuntimeException",
    )  # fmt: skip


def find_script_type(frame: Frame, lower: str) -> DotNetType | None:
    """A class or enum of the script, as seen from the running scope."""
    for scope in frame.scope.chain():
        if scope.types and lower in scope.types:
            found: DotNetType = scope.types[lower]
            return found
    return None


def type_exists(session: Session, name: str) -> bool:
    """Whether the session knows a type of that name, for the parser."""
    return find_named(Frame(session, session.scope, lambda value: None), name) is not None


def find_named(frame: Frame, name: str) -> DotNetType | None:
    """A type by its name without arguments or ranks."""
    found = find_script_type(frame, name.lower()) or find_type(name)
    if found is None:
        for namespace in frame.session.namespaces:
            found = find_type(f"{namespace}.{name}")
            if found is not None:
                break
    return found


def resolve_type(frame: Frame, node: ast.TypeName) -> DotNetType:
    """The type that a type name means; raises TypeNotFound."""
    found = find_type_name(frame, node)
    if found is None:
        raise type_not_found(node.full_name)
    return found


def find_type_name(frame: Frame, node: ast.TypeName) -> DotNetType | None:
    if node.generic_args:
        found = _find_generic(frame, node)
    else:
        found = find_named(frame, node.name)
    for rank in node.array_ranks:
        if rank > 1:
            return None  # there are no arrays of several dimensions; [int[][]] holds arrays
        if found is not None:
            found = array_of(found)
    return found


def _find_generic(frame: Frame, node: ast.TypeName) -> DotNetType | None:
    arguments = [resolve_type(frame, argument) for argument in node.generic_args]
    names = ",".join(f"[{argument.full_name}]" for argument in arguments)
    bare = node.name.partition("`")[0]
    for prefix in ("", "System.Collections.Generic.", *(n + "." for n in frame.session.namespaces)):
        found = find_type(f"{prefix}{bare}[{names}]")
        if found is not None:
            return found
    return None


def resolver(node: ast.TypeName) -> Resolve:
    """A closure that resolves the name once; names of script classes may change their meaning and are asked anew."""
    known: DotNetType | None = None

    def resolve(frame: Frame) -> DotNetType:
        nonlocal known
        if known is not None:
            return known
        found = resolve_type(frame, node)
        if not getattr(found, "is_script", False) and find_script_type(frame, node.name.lower()) is None:
            known = found
        return found

    return resolve


@expression(ast.TypeExpressionAst)
def compile_type(node: ast.TypeExpressionAst) -> Eval:
    return resolver(node.type_name)


@expression(ast.ConvertExpressionAst)
def compile_convert(node: ast.ConvertExpressionAst) -> Eval:
    from .literals import compile_custom_object, compile_hashtable

    name = node.type_name.full_name.lower()
    if isinstance(node.child, ast.HashtableAst):
        if name == "ordered":
            return compile_hashtable(node.child, ordered=True)
        if name in ("pscustomobject", "system.management.automation.pscustomobject"):
            return compile_custom_object(node.child)
    if name == "ref":
        from .references import compile_reference

        return compile_reference(node.child)
    child, resolve = compile_value(node.child), resolver(node.type_name)
    if name == "void":
        return lambda frame: child(frame) and None

    def value(frame: Frame) -> Value:
        return convert(child(frame), resolve(frame))

    return value


@output(ast.ConvertExpressionAst)
def compile_convert_output(node: ast.ConvertExpressionAst) -> Run:
    from .compiler import emit

    value = compile_convert(node)
    if node.type_name.full_name.lower() == "void":

        def run(frame: Frame) -> None:
            value(frame)

        return run
    return lambda frame: emit(value(frame), frame.out)


@expression(ast.AttributedExpressionAst)
def compile_attributed(node: ast.AttributedExpressionAst) -> Eval:
    return compile_value(node.child)
