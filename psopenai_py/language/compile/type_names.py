"""What a type name in brackets means: script classes, .NET types, their arrays and generics."""

from __future__ import annotations

from collections.abc import Callable

from ...dotnet.model.registry import array_of, construct_from, find_type, grid_of, is_generic
from ...dotnet.model.types import DotNetType
from ...engine.session.session import Session
from ...engine.session.streams import discard
from ...errors import TerminatingError, terminating
from ..runtime.frame import Frame
from ..syntax import ast

Resolve = Callable[[Frame], DotNetType]


def type_not_found(name: str) -> TerminatingError:
    return terminating(
        "TypeNotFound", f"The type [{name}] is not known.", "InvalidOperation", name,
        "System.Management.Automation.RuntimeException",
    )  # fmt: skip


def find_script_type(frame: Frame, lower: str) -> DotNetType | None:
    """A class or enum of the script, as the running scope sees it."""
    for scope in frame.scope.chain():
        if scope.types and lower in scope.types:
            found: DotNetType = scope.types[lower]
            return found
    return None


def type_exists(session: Session, name: str, count: int = 0) -> bool:
    """Whether the session knows a type of that name, with so many type arguments, for the parser."""
    if count:
        names = (name, *(f"{prefix}{name}" for prefix in _prefixes(session)))
        return any(is_generic(each.partition("`")[0], count) for each in names)
    return find_named(Frame(session, session.scope, discard), name) is not None


def _prefixes(session: Session) -> list[str]:
    """Where generic types are looked for: in their usual namespace, and in those that are used."""
    return ["System.Collections.Generic.", *(f"{namespace}." for namespace in session.namespaces)]


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
        if found is not None:
            found = array_of(found) if rank == 1 else grid_of(found, rank)
    return found


def _find_generic(frame: Frame, node: ast.TypeName) -> DotNetType | None:
    arguments = [resolve_type(frame, argument) for argument in node.generic_args]
    bare = node.name.partition("`")[0]
    for prefix in ("", *_prefixes(frame.session)):
        found = construct_from(prefix + bare, tuple(arguments))
        if found is not None:
            return found
    return None


def resolver(node: ast.TypeName) -> Resolve:
    """A closure that resolves the name once, or each time for a script class: its name may change its meaning."""
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
