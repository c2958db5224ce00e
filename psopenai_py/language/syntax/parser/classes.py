"""Classes and enums."""

from __future__ import annotations

from collections.abc import Callable

from .. import ast
from ..lexer import COMMAND, EXPRESSION, SIGNATURE
from ..source import Source
from ..tokens import Token
from .definitions import DefinitionRules
from .methods import MethodScope, always_leaves, is_sealed, known_type
from .types import is_constant

_WHOLE_TYPES = frozenset(
    [
        "byte",
        "sbyte",
        "short",
        "ushort",
        "int",
        "uint",
        "long",
        "ulong",
        "int16",
        "int32",
        "int64",
        "uint16",
        "uint32",
        "uint64",
    ]
)


class ClassRules(DefinitionRules):
    """`class Name : Base { }`, `enum Name { }`."""

    def __init__(self, source: Source, type_exists: Callable[[str], bool] | None = None) -> None:
        super().__init__(source)
        self.type_exists = type_exists
        self.defined_types: set[str] = set()
        # Types named in classes; they are looked up when every class of the script is known.
        self.used_types: list[ast.TypeName] = []

    def type_definition(
        self, attributes: list[ast.AttributeAst | ast.TypeConstraintAst], keyword: Token
    ) -> ast.StatementAst:
        self.skip_newlines()
        name = self.simple_name()
        if name is None:
            self.fail_after("MissingNameAfterKeyword", keyword.end, keyword.text)
        is_enum = keyword.kind == "enum"
        if not is_enum:
            self.skip_newlines()
        mode = self.set_mode(SIGNATURE)
        bases = self._bases(is_enum=is_enum)
        self.skip_newlines()
        opening = self.next()
        if opening.kind != "{":
            end = bases[-1].extent.end if bases and not is_enum else name.extent.end
            self.fail("MissingTypeBody", end, end, keyword.kind, detected=opening.start)
        members = self._members(name.value, is_enum=is_enum)
        closing = self.next()
        if closing.kind != "}":
            self.fail("MissingEndCurlyBrace", opening.end, opening.end, detected=closing.end)
        self.set_mode(mode)
        self._check_members(members)
        start = attributes[0].extent.start if attributes else keyword.start
        kept = [attribute for attribute in attributes if isinstance(attribute, ast.AttributeAst)]
        extent = self.extent(start, closing.end)
        if name.value.lower() in self.defined_types:
            self.refuse("MemberAlreadyDefined", extent, name.value)
        self.defined_types.add(name.value.lower())
        return ast.TypeDefinitionAst(extent, name.value, is_enum, bases, members, kept)

    def _bases(self, *, is_enum: bool) -> list[ast.TypeConstraintAst]:
        bases: list[ast.TypeConstraintAst] = []
        separator = self.accept(":")
        while separator is not None:
            self.skip_newlines()
            base = self.type_name(assembly=False)
            if base is None:
                self.fail_after("TypeNameExpected", separator.end)
            if is_enum and base.name.lower().removeprefix("system.") not in _WHOLE_TYPES:
                self.fail("InvalidUnderlyingType", base.extent.start, base.extent.end, base.name)
            bases.append(ast.TypeConstraintAst(base.extent, base))
            self.used_types.append(base)
            if not is_enum and is_sealed(base):
                self.refuse("SealedBaseClass", base.extent, base.full_name)
            if is_enum:
                break
            self.skip_newlines()
            separator = self.accept(",")
        return bases

    def _members(self, class_name: str, *, is_enum: bool) -> list[ast.PropertyMemberAst | ast.FunctionMemberAst]:
        members: list[ast.PropertyMemberAst | ast.FunctionMemberAst] = []
        while True:
            member = self._enum_member() if is_enum else self._class_member(class_name)
            if member is None:
                return members
            members.append(member)

    def _check_members(self, members: list[ast.PropertyMemberAst | ast.FunctionMemberAst]) -> None:
        seen: set[str] = set()
        for member in members:
            key = member.name.lower()
            if isinstance(member, ast.FunctionMemberAst):
                types = (_parameter_type(parameter) for parameter in member.parameters)
                key += f"({','.join(types)})" + (" static" if member.is_static else "")
            if key in seen:
                self.refuse("MemberAlreadyDefined", member.extent, member.name)
            seen.add(key)

    # --- enums

    def _enum_member(self) -> ast.PropertyMemberAst | None:
        self.skip_newlines()
        name = self.simple_name()
        if name is None:
            return None
        mode = self.set_mode(EXPRESSION)
        initial: ast.ExpressionAst | None = None
        equals = self.accept("=")
        end = name.extent.end
        if equals is not None:
            initial = self.expression()
            if initial is None:
                self.fail("ExpectedValueExpression", equals.end, equals.end, "=")
            end = initial.extent.end
            if not is_constant(initial):
                self.refuse("EnumeratorValueMustBeConstant", initial.extent)
        self.set_mode(mode)
        self._end_member(end)
        return ast.PropertyMemberAst(self.extent(name.extent.start, end), name.value, None, initial, True)

    def _end_member(self, end: int) -> None:
        if self.peek().kind not in ("newline", ";", "}"):
            self.fail_after("MissingPropertyTerminator", end)
        self.skip_terminators()

    # --- classes

    def _class_member(self, class_name: str) -> ast.PropertyMemberAst | ast.FunctionMemberAst | None:
        attributes: list[ast.AttributeAst] = []
        constraint: ast.TypeConstraintAst | None = None
        words: dict[str, Token] = {}
        start = -1
        last_end = -1
        while True:
            self.skip_newlines()
            attribute = self.attribute()
            if attribute is not None:
                start = attribute.extent.start if start < 0 else start
                last_end = attribute.extent.end
                if isinstance(attribute, ast.AttributeAst):
                    attributes.append(attribute)
                elif constraint is None:
                    constraint = attribute
                    self.used_types.append(attribute.type_name)
                else:
                    self.fail("TooManyTypes", attribute.extent.start, attribute.extent.end)
                continue
            token = self.peek()
            start = token.start if start < 0 else start
            if token.kind not in ("static", "hidden"):
                break
            if token.kind in words:
                self.fail("DuplicateQualifier", token.start, token.end, token.text)
            words[token.kind] = token
            last_end = token.end
            self.skip()
        static, hidden = "static" in words, "hidden" in words
        if token.kind == "variable":
            return self._property(start, constraint, attributes, static=static, hidden=hidden)
        if token.kind == "identifier" or token.is_keyword:
            self.skip()
            return self._method(token, start, class_name, constraint, attributes, static=static, hidden=hidden)
        if last_end >= 0:
            self.fail_after("IncompleteMemberDefinition", last_end)
        return None

    def _property(
        self,
        start: int,
        constraint: ast.TypeConstraintAst | None,
        attributes: list[ast.AttributeAst],
        *,
        static: bool,
        hidden: bool,
    ) -> ast.PropertyMemberAst:
        variable = self.next()
        initial: ast.ExpressionAst | None = None
        equals = self.accept("=")
        if equals is not None:
            self.skip_newlines()
            initial = self.expression()
            if initial is None:
                self.fail_after("ExpectedValueExpression", equals.end, "=")
        end = initial.extent.end if initial is not None else variable.end
        self._end_member(end)
        extent = self.extent(start, end)
        return ast.PropertyMemberAst(extent, variable.value[1], constraint, initial, static, hidden, attributes)

    def _method(
        self,
        name: Token,
        start: int,
        class_name: str,
        return_type: ast.TypeConstraintAst | None,
        attributes: list[ast.AttributeAst],
        *,
        static: bool,
        hidden: bool,
    ) -> ast.FunctionMemberAst:
        if self.peek().kind != "(":
            self.fail_after("MissingMethodParameterList", name.end)
        parameters, end = self.parameter_list(name.end)
        is_constructor = name.text.lower() == class_name.lower()
        base_arguments: list[ast.ExpressionAst] | None = None
        if is_constructor and not static:
            base_arguments, end = self._base_call(end)
        brace = self.next()
        if brace.kind != "{":
            self.fail("MissingFunctionBody", end, end, detected=brace.start)
        is_void = return_type is None or return_type.type_name.full_name.lower() in ("void", "system.void")
        mode = self.set_mode(COMMAND)
        names = {parameter.name.lower() for parameter in parameters or []}
        scope = MethodScope(returns=not is_void, static=static, assigned=names)
        body = self.script_block(brace, method=scope)
        self._check_variables(scope, body)
        self.set_mode(mode)
        member = ast.FunctionMemberAst(
            self.extent(start, body.extent.end),
            name.text,
            parameters or [],
            body,
            return_type,
            static,
            hidden,
            is_constructor,
            base_arguments,
            attributes,
        )
        self._check_method(member, name, is_void=is_void)
        return member

    def _base_call(self, end: int) -> tuple[list[ast.ExpressionAst] | None, int]:
        self.skip_newlines()
        colon = self.accept(":")
        if colon is None:
            return None, end
        self.skip_newlines()
        keyword = self.accept("base")
        if keyword is None:
            self.fail_after("MissingBaseCtorCall", colon.end)
        self.skip_newlines()
        opening = self.accept("(")
        if opening is None:
            self.fail_after("MissingMethodParameterList", keyword.end)
        arguments, end = self.method_arguments(opening)
        self.skip_newlines()
        return arguments, end

    def _check_variables(self, scope: MethodScope, body: ast.ScriptBlockAst) -> None:
        for extent in scope.not_local(body.extent.text):
            self.refuse("VariableNotLocal", extent)
        if scope.static:
            for name, extent in scope.reads:
                if name.lower() == "this":
                    self.refuse("NonStaticMemberAccessInStaticMember", extent, name)

    def _check_method(self, member: ast.FunctionMemberAst, name: Token, *, is_void: bool) -> None:
        body = member.body
        for parameter in member.parameters:
            types = [item for item in parameter.attributes if isinstance(item, ast.TypeConstraintAst)]
            self.used_types.extend(item.type_name for item in types)
            if len(types) > 1:
                self.refuse("MultipleTypeConstraintsOnMethodParam", types[1].extent)
        if body.param_block is not None:
            self.refuse("ParamBlockNotAllowedInMethod", body.param_block.extent)
        named = next((block for block in (body.dynamicparam, body.begin, body.process) if block is not None), None)
        if named is None and (body.end is None or not body.end.unnamed):
            named = body.end
        if named is not None:
            self.refuse("NamedBlockNotAllowedInMethod", named.extent)
        if member.is_constructor and member.return_type is not None:
            self.refuse("ConstructorCantHaveReturnType", member.return_type.extent)
        if not is_void and not member.is_constructor and not (body.end and always_leaves(body.end.statements)):
            self.refuse("MethodHasCodePathNotReturn", self.extent(name.start, name.end))

    def check_used_types(self) -> None:
        """Refuse the types in classes that nobody knows, once all of the script is read."""
        for used in self.used_types:
            for name in (used, *used.generic_args):
                if name.name.lower() in self.defined_types or known_type(name.name):
                    continue
                if self.type_exists is None or not self.type_exists(name.name):
                    self.refuse("TypeNotFound", name.extent, name.full_name)


def _parameter_type(parameter: ast.ParameterAst) -> str:
    constraint = parameter.type_constraint
    return constraint.type_name.full_name.lower() if constraint is not None else "object"
