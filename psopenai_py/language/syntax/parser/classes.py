"""Classes and enums, with the checks of a class: that every code path of a method returns, that variables are assigned,
and that types exist.

What the syntax allows and the type cannot be made of, such as two members with one name, is no error of the text: it
is kept with the definition (`TypeDefinitionAst.errors`) and raised when the type is defined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .. import ast
from ..errors import ParseErrorItem
from ..lexer import COMMAND, EXPRESSION, SIGNATURE
from ..source import Extent
from ..tokens import Token
from .expressions import parse_expression, parse_method_arguments
from .functions import parse_parameter_list, parse_script_block
from .state import MethodScope, Parser
from .types import Bracketed, is_constant, parse_attribute, parse_type_name

Member = ast.PropertyMemberAst | ast.FunctionMemberAst

_WHOLE_NUMBERS = "byte sbyte short ushort int uint long ulong int16 int32 int64 uint16 uint32 uint64"
_WHOLE_TYPES = frozenset(_WHOLE_NUMBERS.split())

# PowerShell's own names for types; others are looked up through `type_exists`.
_NAMED_TYPES = (
    "adsi alias allowemptycollection allowemptystring allownull argumentcompleter argumentcompletions array "
    "bigint bool byte char cimclass cimconverter ciminstance cimsession cimtype cmdletbinding cultureinfo "
    "datetime decimal double dscproperty dscresource exception experimental experimentaction "
    "experimentalfeature float guid hashtable initialsessionstate int int16 int32 int64 ipaddress ipendpoint "
    "long mailaddress norunspaceaffinity nullstring object objectsecurity outputtype parameter physicaladdress "
    "powershell psaliasproperty pscredential pscustomobject psdefaultvalue pslistmodifier psmoduleinfo "
    "psnoteproperty psobject psprimitivedictionary pspropertyexpression psscriptmethod psscriptproperty "
    "pstypenameattribute psvariable psvariableproperty ref regex runspace runspacefactory sbyte scriptblock "
    "securestring semver short single string supportswildcards switch switchparameter timespan type uint "
    "uint16 uint32 uint64 ulong uri ushort validatecount validatedrive validatelength validatenotnull "
    "validatenotnullorempty validatenotnullorwhitespace validatepattern validaterange validatescript "
    "validateset validatetrusteddata validateuserdrive version void wildcardpattern wmi wmiclass wmisearcher "
    "x500distinguishedname x509certificate xml icomparable idisposable ienumerable iequatable console math "
    "convert environment random datetimeoffset attribute enum delegate tuple nullable func action lazy gc "
    "buffer bitconverter stringcomparer stringcomparison dateonly timeonly ordered"
)
_ACCELERATORS = frozenset(_NAMED_TYPES.split())

_SEALED_TYPES = (
    "string bool boolean byte char datetime datetimeoffset decimal double float guid int int16 int32 int64 long math "
    "sbyte short single timespan uint uint16 uint32 uint64 ulong ushort version void convert environment console "
    "text.stringbuilder"
)
_SEALED = frozenset(_SEALED_TYPES.split())
# Attributes that are found without a namespace and are not among the names above.
_ATTRIBUTES = frozenset({"flags", "obsolete", "cmdlet", "hidden", "serializable", "credential", "attributeusage"})

# Variables that a method can read without assigning them.
_AUTOMATIC = (
    "_ args this input psitem pscmdlet psboundparameters myinvocation psscriptroot pscommandpath debugpreference "
    "verbosepreference erroractionpreference whatifpreference warningpreference informationpreference "
    "confirmpreference progresspreference foreach switch true false null ? ^ $ lastexitcode error stacktrace "
    "outputencoding nestedpromptlevel pwd matches executioncontext pid psversiontable psedition pshome host psculture "
    "psuiculture shellid home islinux ismacos iswindows iscoreclr enabledexperimentalfeatures"
)
_AUTOMATIC_VARIABLES = frozenset(_AUTOMATIC.split())
# A command that sets a variable by name, as with -OutVariable, assigns it too.
_FILLS_VARIABLE = r"(?i)-(?:[a-z]+variable|[oewip]v)\b"


def parse_type_definition(p: Parser, keyword: Token, attributes: Sequence[Bracketed] = ()) -> ast.StatementAst:
    """`class` or `enum`, with the attributes that were read before it."""
    p.skip_newlines()
    name = p.need(p.simple_name(), "MissingNameAfterKeyword", keyword.end, keyword.text)
    is_enum = keyword.kind == "enum"
    if not is_enum:
        p.skip_newlines()
    mode = p.set_mode(SIGNATURE)
    errors: list[ParseErrorItem] = []
    bases = _bases(p, errors, is_enum=is_enum)
    p.skip_newlines()
    opening = p.peek()
    if opening.kind != "{":
        end = bases[-1].extent.end if bases and not is_enum else name.extent.end
        p.fail_after("MissingTypeBody", end, keyword.kind, detected=opening.start)
    p.skip()
    outer, p.methods_here = p.methods_here, []
    members = _members(p, name.value, is_enum=is_enum)
    closing = p.peek()
    if closing.kind == "}":
        p.skip()
    else:
        p.report_after("MissingEndCurlyBrace", opening.end, detected=closing.end)
    p.set_mode(mode)
    _check_targets(p, members, name.value)
    p.methods_here = outer
    errors += _member_errors(members, is_enum=is_enum)
    start = attributes[0].extent.start if attributes else keyword.start
    kept = [attribute for attribute in attributes if isinstance(attribute, ast.AttributeAst)]
    extent = p.extent(start, closing.end)
    lower = name.value.lower()
    if lower in p.types_here:
        p.refuse("MemberAlreadyDefined", extent, name.value)
    p.types_here.add(lower)
    p.defined_types.add(lower)
    _check_attributes(p, kept, "enum" if is_enum else "class")
    return ast.TypeDefinitionAst(extent, name.value, is_enum, bases, members, kept, errors)


def _bases(p: Parser, errors: list[ParseErrorItem], *, is_enum: bool) -> list[ast.TypeConstraintAst]:
    bases: list[ast.TypeConstraintAst] = []
    separator = p.accept(":")
    while separator is not None:
        p.skip_newlines()
        base = parse_type_name(p, assembly=False)
        if base is None:
            p.report_after("TypeNameExpected", separator.end)
            break
        if is_enum and base.name.lower().removeprefix("system.") not in _WHOLE_TYPES:
            errors.append(ParseErrorItem.of("InvalidUnderlyingType", base.extent, base.name))
        bases.append(ast.TypeConstraintAst(base.extent, base))
        p.used_types.append(base)
        if not is_enum and base.array_ranks:
            errors.append(ParseErrorItem.of("SubtypeArray", base.extent, base.full_name))
        elif not is_enum and _is_sealed(base):
            errors.append(ParseErrorItem.of("SealedBaseClass", base.extent, base.full_name))
        if is_enum:
            break
        p.skip_newlines()
        separator = p.accept(",")
    return bases


def _members(p: Parser, class_name: str, *, is_enum: bool) -> list[Member]:
    members: list[Member] = []
    while True:
        member = _enum_member(p) if is_enum else _class_member(p, class_name)
        if member is None:
            return members
        members.append(member)


def _member_errors(members: list[Member], *, is_enum: bool) -> Iterator[ParseErrorItem]:
    """Members that come twice, parameters of static constructors, and numbers of an enum that are no constants."""
    seen: set[str] = set()
    for member in members:
        key = member.name.lower()
        if isinstance(member, ast.FunctionMemberAst):
            types = (_parameter_type(parameter) for parameter in member.parameters)
            key += f"({','.join(types)})" + (" static" if member.is_static else "")
            if member.is_constructor and member.is_static and member.parameters:
                yield ParseErrorItem.of("StaticConstructorCantHaveParameters", member.parameters[0].extent)
        elif is_enum and member.initial is not None and not is_constant(member.initial):
            yield ParseErrorItem.of("EnumeratorValueMustBeConstant", member.initial.extent)
        if key in seen:
            yield ParseErrorItem.of("MemberAlreadyDefined", member.extent, member.name)
        seen.add(key)


def _check_targets(p: Parser, members: list[Member], class_name: str) -> None:
    """Report assignments in methods to `$name` where `name` is a property: they forgot `$this.` or `[Class]::`."""
    properties = {member.name.lower(): member for member in members if isinstance(member, ast.PropertyMemberAst)}
    for method in p.methods_here:
        for name, extent in method.targets:
            found = properties.get(name)
            if found is None or name in method.parameters:
                continue
            if found.is_static:
                p.refuse("MissingTypeInStaticPropertyAssignment", extent, f"[{class_name}]::{found.name}")
            else:
                p.refuse("MissingThis", extent, found.name)


# --- enums


def _enum_member(p: Parser) -> ast.PropertyMemberAst | None:
    p.skip_newlines()
    name = p.simple_name()
    if name is None:
        return None
    mode = p.set_mode(EXPRESSION)
    initial: ast.ExpressionAst | None = None
    equals = p.accept("=")
    end = name.extent.end
    if equals is not None:
        initial = p.expression_or_error(parse_expression(p), "ExpectedValueExpression", equals.end, "=")
        end = initial.extent.end
    p.set_mode(mode)
    _end_member(p, end)
    return ast.PropertyMemberAst(p.extent(name.extent.start, end), name.value, None, initial, True)


def _end_member(p: Parser, end: int) -> None:
    if p.peek().kind not in ("newline", ";", "}"):
        p.report_after("MissingPropertyTerminator", end)
    p.skip_terminators()


# --- classes


def _class_member(p: Parser, class_name: str) -> Member | None:
    attributes: list[ast.AttributeAst] = []
    constraint: ast.TypeConstraintAst | None = None
    words: dict[str, Token] = {}
    start = -1
    last_end = -1
    while True:
        p.skip_newlines()
        attribute = parse_attribute(p)
        if attribute is not None:
            start = attribute.extent.start if start < 0 else start
            last_end = attribute.extent.end
            if isinstance(attribute, ast.AttributeAst):
                attributes.append(attribute)
            elif constraint is None:
                constraint = attribute
                p.used_types.append(attribute.type_name)
            else:
                p.report_at("TooManyTypes", attribute.extent)
            continue
        token = p.peek()
        start = token.start if start < 0 else start
        if token.kind not in ("static", "hidden"):
            break
        if token.kind in words:
            p.report_at("DuplicateQualifier", token, token.text)
        words[token.kind] = token
        last_end = token.end
        p.skip()
    static, hidden = "static" in words, "hidden" in words
    if token.kind == "variable":
        return _property(p, start, constraint, attributes, static=static, hidden=hidden)
    if token.kind == "identifier" or token.is_keyword:
        p.skip()
        method = _method(p, token, start, class_name, constraint, attributes, static=static, hidden=hidden)
        p.skip_terminators()
        return method
    if last_end >= 0:
        p.report_after("IncompleteMemberDefinition", last_end)
    return None


def _property(
    p: Parser,
    start: int,
    constraint: ast.TypeConstraintAst | None,
    attributes: list[ast.AttributeAst],
    *,
    static: bool,
    hidden: bool,
) -> ast.PropertyMemberAst:
    variable = p.next()
    initial: ast.ExpressionAst | None = None
    equals = p.accept("=")
    if equals is not None:
        p.skip_newlines()
        initial = p.expression_or_error(parse_expression(p), "ExpectedValueExpression", equals.end, "=")
    end = initial.extent.end if initial is not None else variable.end
    _end_member(p, end)
    extent = p.extent(start, end)
    if static and initial is not None:
        for node in ast.nodes(initial):
            if isinstance(node, ast.VariableExpressionAst) and node.name.lower() == "this" and not node.scope:
                p.refuse("NonStaticMemberAccessInStaticMember", node.extent, node.name)
    _check_attributes(p, attributes, "property")
    return ast.PropertyMemberAst(extent, variable.value[1], constraint, initial, static, hidden, attributes)


def _method(
    p: Parser,
    name: Token,
    start: int,
    class_name: str,
    return_type: ast.TypeConstraintAst | None,
    attributes: list[ast.AttributeAst],
    *,
    static: bool,
    hidden: bool,
) -> ast.FunctionMemberAst | None:
    if p.peek().kind != "(":
        p.report_after("MissingMethodParameterList", name.end)
        return None
    parameters, end = parse_parameter_list(p, name.end)
    is_constructor = name.text.lower() == class_name.lower()
    base_arguments: list[ast.ExpressionAst] | None = None
    if is_constructor and not static:
        base_arguments, end = _base_call(p, end)
    brace = p.peek()
    if brace.kind != "{":
        p.report_after("MissingFunctionBody", end, detected=brace.start)
        return None
    p.skip()
    is_void = return_type is None or return_type.type_name.full_name.lower() in ("void", "system.void")
    mode = p.set_mode(COMMAND)
    names = {parameter.name.lower() for parameter in parameters or []}
    scope = MethodScope(returns=not is_void, static=static, assigned=names)
    body = parse_script_block(p, brace, method=scope)
    p.methods_here.append(scope)
    _check_attributes(p, attributes, "method")
    _check_variables(p, scope, body)
    p.set_mode(mode)
    member = ast.FunctionMemberAst(
        p.extent(start, body.extent.end),
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
    _check_method(p, member, name, is_void=is_void)
    return member


def _base_call(p: Parser, end: int) -> tuple[list[ast.ExpressionAst] | None, int]:
    p.skip_newlines()
    colon = p.accept(":")
    if colon is None:
        return None, end
    p.skip_newlines()
    keyword = p.expect("base", "MissingBaseCtorCall", colon.end)
    p.skip_newlines()
    opening = p.expect("(", "MissingMethodParameterList", keyword.end)
    arguments, end = parse_method_arguments(p, opening)
    p.skip_newlines()
    return arguments, end


# --- checks


def _check_variables(p: Parser, scope: MethodScope, body: ast.ScriptBlockAst) -> None:
    for extent in _not_local(scope, body.extent.text):
        p.refuse("VariableNotLocal", extent)
    if scope.static:
        for name, extent in scope.reads:
            if name.lower() == "this":
                p.refuse("NonStaticMemberAccessInStaticMember", extent, name)


def _check_method(p: Parser, member: ast.FunctionMemberAst, name: Token, *, is_void: bool) -> None:
    body = member.body
    for parameter in member.parameters:
        types = [item for item in parameter.attributes if isinstance(item, ast.TypeConstraintAst)]
        others = [item for item in parameter.attributes if isinstance(item, ast.AttributeAst)]
        _check_attributes(p, others, "method parameter")
        p.used_types.extend(item.type_name for item in types)
        if len(types) > 1:
            p.refuse("MultipleTypeConstraintsOnMethodParam", types[1].extent)
    if body.param_block is not None:
        p.refuse("ParamBlockNotAllowedInMethod", body.param_block.extent)
    named = next((block for block in (body.dynamicparam, body.begin, body.process) if block is not None), None)
    if named is None and (body.end is None or not body.end.unnamed):
        named = body.end
    if named is not None:
        p.refuse("NamedBlockNotAllowedInMethod", named.extent)
    if member.is_constructor and member.return_type is not None:
        p.refuse("ConstructorCantHaveReturnType", member.return_type.extent)
    if not is_void and not member.is_constructor and not (body.end and _always_leaves(body.end.statements)):
        p.refuse("MethodHasCodePathNotReturn", p.extent(name.start, name.end))


# Where an attribute is allowed in a definition, for those that are not allowed everywhere.
_ALLOWED: dict[str, frozenset[str]] = {"flags": frozenset({"enum"})}
_ALLOWED |= dict.fromkeys(("dscresource", "cmdlet", "cmdletbinding", "outputtype"), frozenset({"class"}))
_OF_PROPERTIES = (
    "parameter validateset validaterange validatelength validatecount validatepattern validatescript validatenotnull "
    "validatenotnullorempty validatenotnullorwhitespace validatedrive allownull allowemptystring allowemptycollection "
    "dscproperty"
)
_ALLOWED |= dict.fromkeys(_OF_PROPERTIES.split(), frozenset({"property"}))


def _check_attributes(p: Parser, attributes: Sequence[ast.AttributeAst], where: str) -> None:
    """Report attributes of a definition that are not allowed there, and script blocks among their arguments."""
    for attribute in attributes:
        p.used_attributes.append(attribute.type_name)
        name = attribute.type_name.name.lower().rpartition(".")[2].removesuffix("attribute")
        if where not in _ALLOWED.get(name, (where,)):
            p.refuse("AttributeNotAllowedOnDeclaration", attribute.extent, attribute.type_name.full_name, where)
        values = [*attribute.positional, *(each.argument for each in attribute.named if each.argument is not None)]
        for value in values:
            if isinstance(value, ast.ScriptBlockExpressionAst):
                p.refuse("ParameterAttributeArgumentNeedsToBeConstant", value.extent)


def check_used_types(p: Parser) -> None:
    """Report types in classes that do not exist, once the whole script is read."""
    for used in p.used_types:
        for name in _all_names(used):
            if name.name.lower() in p.defined_types or _known_type(name.name):
                continue
            if not _is_found(p, name):
                p.refuse("TypeNotFound", name.extent, name.full_name)
    for used in p.used_attributes:
        names = (used.name, f"{used.name}Attribute")
        if any(each.lower() in p.defined_types or _known_type(each) for each in names):
            continue
        if used.name.lower() not in _ATTRIBUTES and not any(_is_found(p, used, each) for each in names):
            p.refuse("CustomAttributeTypeNotFound", used.extent, used.full_name)


def _all_names(name: ast.TypeName) -> Iterator[ast.TypeName]:
    """A type's name and those of its arguments."""
    yield name
    for argument in name.generic_args:
        yield from _all_names(argument)


def _is_found(p: Parser, type_name: ast.TypeName, name: str | None = None) -> bool:
    exists = p.type_exists
    if exists is None:
        return False
    prefixes = ("", *(f"{namespace}." for namespace in p.namespaces))
    return any(exists(prefix + (name or type_name.name), len(type_name.generic_args)) for prefix in prefixes)


def _parameter_type(parameter: ast.ParameterAst) -> str:
    constraint = parameter.type_constraint
    return constraint.type_name.full_name.lower() if constraint is not None else "object"


def _not_local(scope: MethodScope, text: str) -> list[Extent]:
    """Where a method with this text reads variables that it does not assign."""
    if re.search(_FILLS_VARIABLE, text):
        return []
    known = scope.assigned | _AUTOMATIC_VARIABLES
    return [extent for name, extent in scope.reads if name.lower() not in known]


def _known_type(name: str) -> bool:
    """Whether the name of a type always exists, judged by its form."""
    lowered = name.lower()
    return lowered in _ACCELERATORS or lowered.startswith(("system.", "microsoft.", "collections.", "management."))


def _is_sealed(type_name: ast.TypeName) -> bool:
    """Whether no class can derive from the type: strings, arrays, and values such as numbers and dates."""
    return bool(type_name.array_ranks) or type_name.name.lower().removeprefix("system.") in _SEALED


def _always_leaves(statements: Sequence[ast.StatementAst]) -> bool:
    """Whether every code path through the statements ends in a return, a throw or an exit."""
    return any(_leaves(statement) for statement in statements)


def _leaves(statement: ast.StatementAst) -> bool:
    if isinstance(statement, (ast.ReturnStatementAst, ast.ThrowStatementAst, ast.ExitStatementAst)):
        return True
    if isinstance(statement, ast.IfStatementAst):
        blocks = [body for _, body in statement.clauses]
        return statement.else_block is not None and all(
            _always_leaves(body.statements) for body in (*blocks, statement.else_block)
        )
    if isinstance(statement, ast.SwitchStatementAst):
        blocks = [body for _, body in statement.clauses]
        return statement.default is not None and all(
            _always_leaves(body.statements) for body in (*blocks, statement.default)
        )
    if isinstance(statement, ast.TryStatementAst):
        if statement.finally_block is not None and _always_leaves(statement.finally_block.statements):
            return True
        return _always_leaves(statement.body.statements) and all(
            _always_leaves(clause.body.statements) for clause in statement.catches
        )
    if isinstance(statement, (ast.DoWhileStatementAst, ast.DoUntilStatementAst)):
        return _always_leaves(statement.body.statements)
    if isinstance(statement, ast.WhileStatementAst):
        return _is_true(statement.condition) and not _breaks(statement.body.statements)
    return False


def _is_true(condition: ast.StatementAst) -> bool:
    value = condition.pure_expression if isinstance(condition, ast.PipelineAst) else None
    return isinstance(value, ast.VariableExpressionAst) and value.name.lower() == "true" and not value.scope


def _breaks(statements: Sequence[ast.StatementAst]) -> bool:
    """Whether the statements, or their branches, contain a break."""
    for statement in statements:
        if isinstance(statement, ast.BreakStatementAst):
            return True
        bodies: list[ast.StatementBlockAst] = []
        if isinstance(statement, ast.IfStatementAst):
            bodies = [body for _, body in statement.clauses]
            bodies += [statement.else_block] if statement.else_block is not None else []
        elif isinstance(statement, ast.TryStatementAst):
            bodies = [statement.body, *(clause.body for clause in statement.catches)]
        if any(_breaks(body.statements) for body in bodies):
            return True
    return False
