"""Definitions: script blocks and functions; classes and enums, known before the statements around them run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MemberDescriptorType
from typing import Any

from ...dotnet.model.core import OBJECT
from ...dotnet.model.enums import EnumType, make_enum
from ...dotnet.model.exceptions import EXCEPTION
from ...dotnet.model.registry import get_type, private_key, register_as
from ...dotnet.model.types import DotNetType, Method, Property, Value
from ...engine.conversion.conversion import convert, convert_to_long, resolve
from ...engine.members.methods import construct
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.scope import Scope, Variable
from ...engine.session.streams import discard
from ...engine.values.enumeration import enumerate_value
from ...errors import NetException, TerminatingError
from ..runtime.calls import MAX_DEPTH, CallContext
from ..runtime.failures import call_depth_overflow, parse_failure
from ..runtime.frame import RETURN, Eval, Frame, LoopControl, Run
from ..runtime.script_types import Constructor, ScriptException, ScriptObject, ScriptType, fields_of
from ..runtime.stack import SHALLOW, run_deep
from ..syntax import ast
from ..syntax.errors import ParseError, ParseErrorItem
from .attributes import attributes_of, objects_of, short_name, validators_of
from .code import code_of, parameter_type
from .compiler import TypeDefinitions, compile_value, expression, statement
from .guards import hold
from .scriptblock import Block, put_function
from .type_names import resolve_type


@statement(ast.FunctionDefinitionAst)
def compile_function(node: ast.FunctionDefinitionAst) -> Run:
    name, which = node.name, ""
    head, colon, tail = name.partition(":")
    if colon and head.lower() in ("global", "script", "local", "private"):
        name, which = tail, head.lower()

    def run(frame: Frame) -> None:
        block = Block(node.body, frame.session, frame.module, node.parameters, name)
        scope = frame.scope.at(which) if which and which != "private" else frame.scope
        put_function(scope, name, block, "Filter" if node.is_filter else "Function")

    return run


@expression(ast.ScriptBlockExpressionAst)
def compile_script_block(node: ast.ScriptBlockExpressionAst) -> Eval:
    body = node.script_block

    def value(frame: Frame) -> Value:
        return Block(body, frame.session, frame.module)

    return value


# -- classes and enums -----------------------------------------------------------------------------------------------


@statement(ast.TypeDefinitionAst)
def compile_definition(node: ast.TypeDefinitionAst) -> Run:
    return compile_definitions(TypeDefinitions([node]))


@statement(TypeDefinitions)
def compile_definitions(node: TypeDefinitions) -> Run:
    def run(frame: Frame) -> None:
        define_types(frame, node.definitions)

    return run


def define_types(frame: Frame, definitions: Sequence[ast.TypeDefinitionAst]) -> None:
    """Define enums and classes. Classes may refer to each other, so all of them exist before any gets its members."""
    errors = [error for node in definitions for error in node.errors]
    if errors:
        raise parse_failure(ParseError(errors), script=True)
    scope = frame.scope
    if scope.types is None:
        scope.types = {}
    enums = {node.name.lower(): node for node in definitions if node.is_enum}
    for node in _in_order(enums):
        scope.types[node.name.lower()] = define_enum(frame, node)
    classes: list[tuple[ScriptType, ast.TypeDefinitionAst]] = []
    for node in definitions:
        if not node.is_enum:
            made = ScriptType(node.name)
            scope.types[node.name.lower()] = made
            classes.append((made, node))
    complete: set[DotNetType] = {*scope.types.values()} - {made for made, _ in classes}
    for made, node in classes:
        fill_class(frame, made, node, complete)
        complete.add(made)


def _refused(error_id: str, place: ast.Ast, *args: str) -> TerminatingError:
    """What keeps a type from being defined."""
    return parse_failure(ParseError([ParseErrorItem.of(error_id, place.extent, *args)]), script=True)


def _in_order(enums: dict[str, ast.TypeDefinitionAst]) -> Sequence[ast.TypeDefinitionAst]:
    """Enums, each after those that its values name."""
    ordered: dict[str, ast.TypeDefinitionAst] = {}
    open_: set[str] = set()

    def visit(name: str) -> None:
        if name in ordered:
            return
        if name in open_:
            raise _refused("CycleInEnumInitializers", enums[name])
        open_.add(name)
        for member in enums[name].members:
            for node in ast.nodes(member.initial) if isinstance(member, ast.PropertyMemberAst) else ():
                if isinstance(node, ast.TypeExpressionAst):
                    other = node.type_name.name.lower()
                    if other in enums and other != name:
                        visit(other)
        ordered[name] = enums[name]

    for name in enums:
        visit(name)
    return list(ordered.values())


def define_enum(frame: Frame, node: ast.TypeDefinitionAst) -> DotNetType:
    """An enum from its names. A name without a number gets the next one; that of flags doubles."""
    flags = any(short_name(attribute) == "flags" for attribute in node.attributes)
    underlying = node.base_types[0].type_name.full_name.lower() if node.base_types else "int"
    made = make_enum(node.name, {}, flags, underlying, public=False)
    made.key = register_as(private_key(node.name), made)
    made.attributes = objects_of(frame, node.attributes)
    least, most = _limits(made)
    following = 0
    for member in node.members:
        assert isinstance(member, ast.PropertyMemberAst)
        number = following if member.initial is None else _number_of(frame, member.initial, underlying)
        if not least <= number <= most:
            raise _refused("EnumeratorValueTooLarge", member.initial or member)
        made.add(member.name, number)
        following = number + 1 if not flags else number * 2 if number > 0 else 1
    return made


def _limits(type_: EnumType) -> tuple[int, int]:
    """The least and the greatest number that fits an enum."""
    number = get_type(type_.underlying)
    least, most = (number.static_properties[name].get() for name in ("minvalue", "maxvalue"))
    return int(least), int(most)


def _number_of(frame: Frame, initial: ast.ExpressionAst, underlying: str) -> int:
    value = compile_value(initial)(frame)
    try:
        return int(value) if isinstance(value, float) else convert_to_long(value)
    except TerminatingError as error:
        raise _refused("CannotConvertValue", initial, underlying) from error


def fill_class(frame: Frame, type_: ScriptType, node: ast.TypeDefinitionAst, complete: set[DotNetType]) -> None:
    """Set the base and the members of a class. A class that it derives from is among those that are complete."""
    interfaces = []
    for at, constraint in enumerate(node.base_types):
        found = resolve_type(frame, constraint.type_name)
        if isinstance(found, ScriptType) and found not in complete and found in (frame.scope.types or {}).values():
            raise _refused("TypeNotFound", constraint, constraint.type_name.full_name)
        if found.is_interface:
            interfaces.append(found.full_name)
        elif at:
            raise _refused("InterfaceNameExpected", constraint, constraint.type_name.full_name)
        else:
            type_.base = found
    type_.interfaces = tuple(interfaces)
    type_.attributes = objects_of(frame, node.attributes)
    for member in node.members:
        if isinstance(member, ast.PropertyMemberAst):
            _add_property(frame, type_, member)
    for member in node.members:
        if isinstance(member, ast.FunctionMemberAst):
            if member.is_constructor:
                if not member.is_static:
                    type_.constructors.append(_constructor(frame, type_, member))
            else:
                _add_method(frame, type_, member)
    if not type_.constructors:
        type_.constructors.append(Method("new", (), lambda: _construct(type_, None), type_.full_name, True))
    for member in node.members:  # a static constructor runs once, when the class is complete
        if isinstance(member, ast.FunctionMemberAst) and member.is_constructor and member.is_static:
            _body(frame, member)(None)


# -- properties -------------------------------------------------------------------------------------------------------


def _add_property(frame: Frame, type_: ScriptType, node: ast.PropertyMemberAst) -> None:
    lower = node.name.lower()
    declared = resolve_type(frame, node.type_constraint.type_name) if node.type_constraint else OBJECT
    validators = validators_of(attributes_of(frame, node.attributes))
    initial = compile_value(node.initial) if node.initial is not None else None

    def accept(value: Value) -> Value:
        if declared is not OBJECT:
            value = convert(value, declared)
        if validators:
            hold(validators, value)
        return value

    def first_value(instance: Value = None) -> Value:
        if initial is None:
            return declared.default() if declared.default is not None else None
        scope = Scope(frame.scope)
        if instance is not None:  # it may read the properties before it
            scope.variables["this"] = Variable("this", instance)
        inner = Frame(frame.session, scope, discard, frame.call)
        value = initial(inner)
        return value if declared is OBJECT else convert(value, declared)

    name = type_.key_of(declared)
    attributes = objects_of(frame, node.attributes)
    if node.is_static:
        type_.static_values[lower] = first_value()

        def set_static(_: Value, new: Value) -> None:
            type_.static_values[lower] = accept(new)

        type_.static_properties[lower] = Property(
            node.name,
            lambda *_: type_.static_values[lower],
            set_static,
            name,
            True,
            node.is_hidden,
            attributes=attributes,
        )
        return

    def set_(instance: Value, new: Value) -> None:
        fields_of(instance)[lower] = accept(new)

    type_.properties[lower] = Property(
        node.name, lambda it: fields_of(it).get(lower), set_, name, hidden=node.is_hidden, attributes=attributes
    )
    type_.initialisers.append(lambda instance: fields_of(instance).__setitem__(lower, first_value(instance)))


# -- methods ----------------------------------------------------------------------------------------------------------


def _parameter_keys(frame: Frame, type_: ScriptType, parameters: Sequence[ast.ParameterAst]) -> tuple[str, ...]:
    return tuple(type_.key_of(parameter_type(frame, parameter)) for parameter in parameters)


def _add_method(frame: Frame, type_: ScriptType, node: ast.FunctionMemberAst) -> None:
    returns = resolve_type(frame, node.return_type.type_name) if node.return_type is not None else None
    is_void = returns is None or returns.full_name == "System.Void"
    body = _body(frame, node)
    parameters = _parameter_keys(frame, type_, node.parameters)

    def call(instance: Value, *args: Value) -> Value:
        found = body(instance, *args)
        if is_void:
            return None
        assert returns is not None
        value = found[-1] if found else None
        return value if returns is OBJECT else convert(value, returns)

    shown = "void" if is_void or returns is None else type_.key_of(returns)
    table = type_.static_methods if node.is_static else type_.methods
    function: Callable[..., Value] = (lambda *args: call(None, *args)) if node.is_static else call
    table.setdefault(node.name.lower(), []).append(
        Method(
            node.name,
            parameters,
            function,
            shown,
            static=node.is_static,
            hidden=node.is_hidden,
            names=tuple(parameter.name for parameter in node.parameters),
            attributes=objects_of(frame, node.attributes),
        )
    )


def _body(frame: Frame, node: ast.FunctionMemberAst) -> Callable[..., list[Value]]:
    """The closure that runs a method and returns the values of its ``return`` statements."""
    session, home = frame.session, frame.scope
    names = [parameter.name for parameter in node.parameters]
    module = frame.call.module if frame.call is not None else None
    info = InvocationInfo(None, node.extent, node.name)

    def run(instance: Value, *args: Value) -> list[Value]:
        code = code_of(node.body, node.parameters)
        interp = frame.interp
        scope = Scope(home)
        call = CallContext(node.name, interp.call, info, node.extent.file, module)
        call.scope = scope
        if call.depth > MAX_DEPTH:
            raise call_depth_overflow()
        if session.arrivals.due:
            session.arrivals.run()
        for name, value in zip(names, args, strict=False):
            scope.variables[name.lower()] = Variable(name, value)
        if instance is not None:
            scope.variables["this"] = Variable("this", instance)
        inner = Frame(session, scope, discard, call)
        inner.returns = []
        outer_scope, outer_call = session.scope, interp.call
        session.scope, interp.call = scope, call
        session.trying += 1  # an error in a method is an error of its caller
        try:
            signal = None
            if code.end is not None:
                signal = code.end(inner) if call.depth <= SHALLOW else run_deep(code.end, inner, call.depth)
        finally:
            session.trying -= 1
            session.scope, interp.call = outer_scope, outer_call
        if signal is not None and signal is not RETURN:
            raise LoopControl(signal)
        return inner.returns

    return run


# -- constructors -----------------------------------------------------------------------------------------------------


def _constructor(frame: Frame, type_: ScriptType, node: ast.FunctionMemberAst) -> Constructor:
    body = _body(frame, node)
    names = [parameter.name for parameter in node.parameters]
    base_arguments = [compile_value(argument) for argument in node.base_arguments or ()]

    def start(instance: Value, *args: Value) -> None:
        scope = Scope(frame.scope)
        for name, value in zip(names, args, strict=True):
            scope.variables[name.lower()] = Variable(name, value)
        scope.variables["this"] = Variable("this", instance)
        inner = Frame(frame.session, scope, discard, frame.call)
        _start_base(type_, instance, [argument(inner) for argument in base_arguments])
        body(instance, *args)

    def call(*args: Value) -> Value:
        return _construct(type_, start, *args)

    keys = _parameter_keys(frame, type_, node.parameters)
    return Constructor("new", keys, call, type_.full_name, True, names=tuple(names), start=start)


def _construct(type_: ScriptType, start: Callable[..., None] | None, *args: Value) -> Value:
    """A new instance: its properties get their first values, then the constructor runs."""
    instance = _new_instance(type_)
    for at in reversed([at for at in type_.lineage() if isinstance(at, ScriptType)]):
        for initialise in at.initialisers:
            initialise(instance)
    if start is None:
        _start_base(type_, instance, [])
    else:
        start(instance, *args)
    return instance


def _new_instance(type_: ScriptType) -> Any:
    native = next((at for at in type_.lineage() if not isinstance(at, ScriptType)), OBJECT)
    if native.is_subtype_of(EXCEPTION):
        return ScriptException(type_)
    if native is OBJECT or any(at.full_name == "System.Attribute" for at in native.lineage()):
        return ScriptObject(type_)
    made = construct(native, [])
    if _bears_type(made):
        made.dotnet_type = type_
        return made
    return type(type_.full_name, (type(made),), {"dotnet_type": type_})()


def _bears_type(value: Value) -> bool:
    """Whether the Python class of a value lets each instance have a type of its own."""
    declared = getattr(type(value), "dotnet_type", None)
    return isinstance(declared, MemberDescriptorType) or (
        hasattr(value, "__dict__") and not isinstance(declared, property)
    )


def _start_base(type_: ScriptType, instance: Value, args: list[Value]) -> None:
    """Run the constructor of the class above."""
    base = type_.base
    if isinstance(base, ScriptType):
        method, converted = resolve(base.constructors, args, ".ctor")
        if isinstance(method, Constructor):
            method.start(instance, *converted)
        else:
            _start_base(base, instance, [])
    elif isinstance(instance, ScriptException) and args:
        assert base is not None
        made = construct(base, args)
        assert isinstance(made, NetException)
        instance.message, instance.inner = made.message, made.inner
        instance.properties.update(made.properties)
        instance.args = (made.message,)
    elif args and enumerate_value(instance) is not None and hasattr(instance, "extend"):
        instance.extend(enumerate_value(args[0]) or ())
