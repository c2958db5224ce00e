"""``class`` and ``enum`` statements: known before the statements around them run, whatever their order."""

from __future__ import annotations

from collections.abc import Sequence

from ...dotnet.model.types import DotNetType
from ..runtime.frame import Frame, Run
from ..runtime.script_types import ScriptType
from ..syntax import ast
from .compiler import compile_value, statement


class TypeDefinitions(ast.StatementAst):
    """All type definitions of one list of statements, as its first statement."""

    __slots__ = ("definitions",)

    def __init__(self, definitions: list[ast.TypeDefinitionAst]) -> None:
        super().__init__(definitions[0].extent)
        self.definitions = definitions


def hoisted(statements: Sequence[ast.StatementAst]) -> Sequence[ast.StatementAst]:
    """The statements with all type definitions in front."""
    definitions = [node for node in statements if isinstance(node, ast.TypeDefinitionAst)]
    if not definitions:
        return statements
    rest = [node for node in statements if not isinstance(node, ast.TypeDefinitionAst)]
    return [TypeDefinitions(definitions), *rest]


@statement(ast.TypeDefinitionAst)
def compile_definition(node: ast.TypeDefinitionAst) -> Run:
    return compile_definitions(TypeDefinitions([node]))


@statement(TypeDefinitions)
def compile_definitions(node: TypeDefinitions) -> Run:
    def run(frame: Frame) -> None:
        define_types(frame, node.definitions)

    return run


def define_types(frame: Frame, definitions: Sequence[ast.TypeDefinitionAst]) -> None:
    """Define enums and classes. Classes may name each other, so all exist before any gets its members."""
    from .class_members import fill_class

    scope = frame.scope
    if scope.types is None:
        scope.types = {}
    classes: list[tuple[ScriptType, ast.TypeDefinitionAst]] = []
    for node in definitions:
        if node.is_enum:
            scope.types[node.name.lower()] = define_enum(frame, node)
        else:
            made = ScriptType(node.name)
            scope.types[node.name.lower()] = made
            classes.append((made, node))
    for made, node in classes:
        fill_class(frame, made, node)


def define_enum(frame: Frame, node: ast.TypeDefinitionAst) -> DotNetType:
    """An enum from its names; a name without a number follows the one before."""
    from ...dotnet.model.enums import make_enum
    from ...dotnet.model.registry import register_as
    from ...engine.conversion.conversion import convert_to_long
    from ..runtime.script_types import private_key
    from .attributes import short_name

    members: dict[str, int] = {}
    following = 0
    for member in node.members:
        assert isinstance(member, ast.PropertyMemberAst)
        if member.initial is not None:
            following = convert_to_long(compile_value(member.initial)(frame))
        members[member.name] = following
        following += 1
    flags = any(short_name(attribute) == "flags" for attribute in node.attributes)
    underlying = node.base_types[0].type_name.full_name.lower() if node.base_types else "int"
    made = make_enum(node.name, members, flags, underlying, public=False)
    register_as(private_key(node.name), made)
    return made
