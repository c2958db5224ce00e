"""What Tab offers inside of expressions: members of values and types, names of types, keys, names of properties.

Nothing is run. What a name stands for is known from the session's variables, from literals, and from what the commands
before it in the pipeline declare to put out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..builtin.commands.about_topics import ABOUT
from ..credentials import CredentialError, Vault, VaultError
from ..declare.cmdlet import CmdletSpec, ParamSpec
from ..declare.sentinel import MISSING
from ..dotnet.collections.dictionaries import NetDictionary
from ..dotnet.model.catalog import CATALOG
from ..dotnet.model.registry import find_type, known_types, type_of
from ..dotnet.model.types import DotNetType, Value
from ..engine.members.indexing import get_index
from ..engine.members.members import property_or_missing
from ..engine.properties.properties import property_names
from ..engine.session.lookup import all_commands, lookup
from ..engine.session.session import Session
from ..engine.values.enumeration import enumerate_value
from ..engine.values.objects import type_names, unwrap
from ..engine.values.text import to_text
from ..formatting.views.lookup import find_view
from ..formatting.views.model import ListView, TableView
from ..language.syntax.tokens import ASSIGNMENTS, CLOSING, OPENING, Token
from ..shell import TYPE_CATALOG
from .offers import begin

Match = tuple[str, str]

_SEPARATES = frozenset((";", "newline", "&&", "||", "&")) | ASSIGNMENTS
#: commands that pass on what they get
_PASSING = frozenset(("where-object", "sort-object", "tee-object", "get-unique", "select-object", "foreach-object"))
#: what the service's objects have, where no object of the kind is at hand
_FIELDS = {
    "psopenai.batch": (
        "id object endpoint model errors input_file_id completion_window status output_file_id error_file_id "
        "request_counts usage metadata created_at in_progress_at expires_at finalizing_at completed_at failed_at "
        "expired_at cancelling_at cancelled_at"
    ),
    "psopenai.batch.output": "id custom_id response error",
    "psopenai.file": "id object bytes filename purpose status created_at expires_at",
    "psopenai.model": "id object owned_by created",
    "psopenai.chat.completion": "id object model choices usage Message Answer History created",
    "psopenai.response": "id object model status output output_text usage LastUserMessage History created_at",
}
#: the keys of the tables that stand for a property
_CALCULATED = {
    "select-object": ("Name", "Expression"),
    "format-table": ("Name", "Expression", "FormatString", "Width", "Alignment"),
    "format-list": ("Name", "Expression", "FormatString"),
    "sort-object": ("Expression", "Ascending", "Descending"),
    "group-object": ("Expression",),
}


@dataclass(slots=True)
class Shape:
    """What is known about a value: the value itself, its .NET type, or the names of its properties."""

    value: Value = MISSING
    type: DotNetType | None = None
    names: list[str] = field(default_factory=list)

    def properties(self) -> list[str]:
        names = list(self.names)
        if self.value is not MISSING and self.value is not None:
            names += _properties_of(self.value)
        if self.type is not None:
            names += [p.name for each in self.type.lineage() for p in each.properties.values() if not p.hidden]
        return list({name.lower(): name for name in reversed(names)}.values())[::-1]

    def methods(self) -> list[str]:
        type_ = self.type
        if self.value is not MISSING and self.value is not None:
            type_ = type_of(unwrap(self.value)) if unwrap(self.value) is not None else None
        if type_ is None:
            return []
        return list(
            dict.fromkeys(
                overloads[0].name
                for each in type_.lineage()
                for overloads in each.methods.values()
                if overloads and not overloads[0].hidden and not overloads[0].name.startswith(("get_", "set_", "op_"))
            )
        )

    def member(self, name: str) -> Shape:
        """The shape of a property."""
        if self.value is not MISSING and self.value is not None:
            found = property_or_missing(self.value, name)
            return Shape() if found is MISSING else Shape(found)
        for each in self.type.lineage() if self.type is not None else ():
            declared = each.properties.get(name.lower())
            if declared is not None:
                return Shape(type=find_type(declared.type_name))
        return Shape()


def _properties_of(value: Value) -> list[str]:
    """The properties of a value; a table's keys and the properties of a collection's first item come before its own."""
    names = property_names(value)
    plain = unwrap(value)
    if isinstance(plain, NetDictionary):
        return [*(to_text(key) for key in plain), *names]
    items = enumerate_value(value)
    if items is None:
        return names
    first = next(iter(items), None)
    return [*(property_names(first) if first is not None else ()), "Count", *names]


# -- members: $x.a, "text".a, [type]::a, (command).a ------------------------------------------------------------------


def members(session: Session, before: Sequence[Token], word: str) -> list[Match] | None:
    """The members that may follow the dot or the colons that end ``before``; None where there are none of these."""
    dot = before[-1] if before else None
    if dot is None or dot.kind not in (".", "::"):
        return None
    if dot.kind == "::":
        return _static_members(session, before[:-1], word)
    shape = _shape_before(session, before[:-1], dot.start)
    if shape is None:
        return None
    found: list[Match] = [(name, "Property") for name in begin(shape.properties(), word)]
    return found + [(f"{name}(", "Method") for name in begin(shape.methods(), word)]


def _type_before(session: Session, tokens: Sequence[Token]) -> DotNetType | None:
    """The type whose name in brackets ends the tokens."""
    start = _opening_of(tokens, len(tokens) - 1) if tokens and tokens[-1].kind == "]" else None
    return None if start is None else session.find_type("".join(token.text for token in tokens[start + 1 : -1]))


def _static_members(session: Session, before: Sequence[Token], word: str) -> list[Match]:
    type_ = _type_before(session, before)
    if type_ is None:
        return []
    properties = [p.name for each in type_.lineage() for p in each.static_properties.values()]
    methods = [o[0].name for each in type_.lineage() for o in each.static_methods.values() if o]
    if type_.constructors:
        methods.append("new")
    found: list[Match] = [(name, "Property") for name in begin(dict.fromkeys(properties), word)]
    return found + [(f"{name}(", "Method") for name in begin(dict.fromkeys(methods), word)]


def _shape_before(session: Session, tokens: Sequence[Token], end: int) -> Shape | None:
    """The shape of the expression that ends the tokens, such as ``$x[0].response``; None if it is not an expression."""
    if not tokens or tokens[-1].end != end:
        return None
    last, rest = tokens[-1], tokens[:-1]
    if last.kind == "identifier" and rest and rest[-1].kind == ".":
        owner = _shape_before(session, rest[:-1], rest[-1].start)
        return None if owner is None else owner.member(last.text)
    if last.kind == "identifier" and rest and rest[-1].kind == "::":
        type_ = _type_before(session, rest[:-1])
        declared = type_.find_static_property(last.text.lower()) if type_ is not None else None
        return Shape(type=find_type(declared.type_name)) if declared is not None else Shape()
    if last.kind == "]":
        return _shape_of_index(session, tokens)
    if last.kind == ")":
        start = _opening_of(tokens, len(tokens) - 1)
        return None if start is None else _shape_of_pipeline(session, tokens[start + 1 : -1])
    if last.kind == "variable":
        return _shape_of_variable(session, last, rest)
    if last.kind in ("string", "expandable"):
        return Shape(type=find_type("string"))
    if last.kind == "number":
        return Shape(type=find_type("int"))
    return None


def _shape_of_index(session: Session, tokens: Sequence[Token]) -> Shape | None:
    """``$x[0]``, ``$h['key']``; ``[type]`` is a type, whose own members are those of a type object."""
    start = _opening_of(tokens, len(tokens) - 1)
    if start is None:
        return None
    owner = _shape_before(session, tokens[:start], tokens[start].start)
    inside = tokens[start + 1 : -1]
    if owner is None:
        return Shape(type=find_type("System.Type")) if inside and inside[0].kind == "identifier" else None
    if owner.value is MISSING or owner.value is None or not inside:
        return Shape(names=owner.names, type=owner.type if owner.names else None)
    key: Value
    if inside[-1].kind == "number":
        key = int(inside[-1].text) * (-1 if inside[0].kind == "-" else 1)
    else:
        key = inside[-1].value if isinstance(inside[-1].value, str) else inside[-1].text.strip("'\"")
    return Shape(get_index(owner.value, key))


def _shape_of_variable(session: Session, token: Token, before: Sequence[Token]) -> Shape | None:
    name = token.text.lstrip("$").strip("{}").rpartition(":")[2].lower()
    if name in ("_", "psitem"):
        return _first_of(_shape_of_input(session, before))
    found = session.scope.find(name)
    if found is None:
        return Shape()
    return Shape(found.get() if found.get is not None else found.value)


def _first_of(shape: Shape) -> Shape:
    """The shape of one of the objects."""
    if shape.value is MISSING or shape.value is None or isinstance(unwrap(shape.value), NetDictionary):
        return shape
    items = enumerate_value(shape.value)
    return shape if items is None else Shape(next(iter(items), None))


# -- what comes through the pipeline ----------------------------------------------------------------------------------


def _shape_of_input(session: Session, before: Sequence[Token]) -> Shape:
    """The shape of ``$_`` at the end of the tokens: what comes to the command whose script block they are in."""
    depth = 0
    for at in range(len(before) - 1, -1, -1):
        kind = before[at].kind
        depth += (kind in CLOSING) - (kind in OPENING)
        if depth < 0 and kind == "{":
            shape = input_of(session, before[:at])
            if shape.properties():
                return shape
            depth = 0
    return Shape()


def input_of(session: Session, before: Sequence[Token]) -> Shape:
    """The shape of what comes to the last command of the tokens: one object of it."""
    elements = _pipeline(before)
    return _first_of(_shape_of_elements(session, elements[:-1])) if len(elements) > 1 else Shape()


def _pipeline(tokens: Sequence[Token]) -> list[list[Token]]:
    """The elements of the pipeline that the tokens end in; what is in brackets belongs to its element."""
    elements: list[list[Token]] = [[]]
    depth = 0
    for token in reversed(tokens):
        depth += (token.kind in CLOSING) - (token.kind in OPENING)
        if depth < 0 or (depth == 0 and token.kind in _SEPARATES):
            break
        if depth == 0 and token.kind == "|":
            elements.append([])
        else:
            elements[-1].append(token)
    return [element[::-1] for element in elements[::-1]]


def _shape_of_pipeline(session: Session, tokens: Sequence[Token]) -> Shape:
    return _shape_of_elements(session, _pipeline(tokens))


def _shape_of_elements(session: Session, elements: list[list[Token]]) -> Shape:
    """The shape of what the elements put out."""
    if not elements or not elements[-1]:
        return Shape()
    last = elements[-1]
    if last[0].kind in ("variable", "string", "expandable", "number", "(", "["):
        found = _shape_before(session, last, last[-1].end)
        return found if found is not None else Shape()
    name = last[0].value if isinstance(last[0].value, str) else last[0].text
    info = lookup(session, name)
    if info is None:
        return Shape()
    if info.name.lower() in _PASSING:
        if len(last) > 1 and info.name.lower() in ("select-object", "foreach-object"):
            names = [token.text for token in last[1:] if token.kind in ("identifier", "generic")]
            return Shape(names=names) if info.name.lower() == "select-object" and names else Shape()
        return _shape_of_elements(session, elements[:-1])
    return _shape_of_outputs(session, info.spec)


def _shape_of_outputs(session: Session, spec: CmdletSpec | None) -> Shape:
    """What a command declares to put out: by an object of that type at hand, the service's fields, a view, .NET."""
    outputs = (spec.outputs,) if spec is not None and isinstance(spec.outputs, str) else spec.outputs if spec else ()
    names: list[str] = []
    for output in outputs:
        for scope in session.scope.chain():
            for variable in scope.variables.values():
                value = _first_of(Shape(variable.value)).value if variable.get is None else None
                if value is not None and value is not MISSING and output in type_names(value):
                    names += property_names(value)
        names += _FIELDS.get(output.lower(), "").split()
        type_ = find_type(output)
        if type_ is not None:
            return Shape(type=type_, names=names)
        view = find_view((output,))
        shown = view.columns if isinstance(view, TableView) else view.items if isinstance(view, ListView) else ()
        names += [each.show for each in shown if isinstance(each.show, str)]
    return Shape(names=list(dict.fromkeys(names)))


# -- keys -------------------------------------------------------------------------------------------------------------


def keys(session: Session, before: Sequence[Token], word: str) -> list[Match] | None:
    """The keys of a table: ``$h['a``, and those of ``@{ n`` where a command takes a calculated property."""
    if not before:
        return None
    last = before[-1]
    if last.kind == "[" and word[:1] in ("'", '"'):
        owner = _shape_before(session, before[:-1], last.start)
        table = unwrap(owner.value) if owner is not None and owner.value is not MISSING else None
        if not isinstance(table, NetDictionary):
            return []
        quote = word[0]
        return [(f"{quote}{key}{quote}", "ParameterValue") for key in begin(map(to_text, table), word[1:])]
    at = len(before)
    while at and before[at - 1].kind not in ("@{",):
        at -= 1
    if not at or (last.kind not in ("@{", ";")):
        return None
    element = _pipeline(before[: at - 1])[-1]
    name = element[0].text if element else ""
    info = lookup(session, name) if name else None
    choices = _CALCULATED.get(info.name.lower(), ()) if info is not None else ()
    return [(key, "Property") for key in begin(choices, word)]


# -- names of types ---------------------------------------------------------------------------------------------------


def names_of_types(word: str) -> list[Match]:
    """The types whose names begin like the word, and the namespaces on the way to more of them."""
    found: dict[Match, None] = {}
    short: set[str] = set()  # accelerators, in lower case
    declared = [name for table in (CATALOG, TYPE_CATALOG) for row in table.values() for name in row]
    loaded = [name for type_ in known_types() for name in (type_.accelerator or "", type_.full_name)]
    for name in (*declared, *loaded):
        if "." not in name:
            short.add(name.lower())
    for name in (*declared, *loaded):
        if not name or any(sign in name for sign in "`+[") or name.lower().startswith("psopenai"):
            continue
        for spelling in {name, name.removeprefix("System.")}:
            if spelling.lower().startswith(word.lower()):
                if spelling is not name and spelling.lower() in short:
                    continue
                head, dot, _ = spelling[len(word) :].partition(".")
                found[(spelling[: len(word)] + head, "Namespace" if dot else "Type")] = None
    return sorted(found, key=lambda match: (match[1] != "Namespace", match[0].lower()))


# -- values that only the session knows -------------------------------------------------------------------------------

_PROPERTY_NAMES = frozenset(("property", "expandproperty", "excludeproperty", "membername", "groupby"))
_COMMAND_NAMES = frozenset(
    (("get-help", "name"), ("get-command", "name"), ("set-alias", "value"), ("new-alias", "value"),
     ("get-alias", "definition"), ("measure-command", "expression"))
)  # fmt: skip
_SECRET_COMMANDS = frozenset(("get-secret", "set-secret", "remove-secret", "get-secretinfo", "set-secretinfo"))


def values_of_session(
    session: Session, spec: CmdletSpec, param: ParamSpec, before: Sequence[Token], word: str
) -> list[Match]:
    """Values of a parameter that names a property of the input, a command, or a secret."""
    command, name = spec.name.lower(), param.name.lower()
    if name in _PROPERTY_NAMES or (command == "foreach-object" and name == "process"):
        return [(each, "Property") for each in begin(input_of(session, before).properties(), word)]
    if (command, name) in _COMMAND_NAMES:
        names = {info.name for info in all_commands(session)}
        topics = ABOUT if command == "get-help" else ()
        return [(each, "Command") for each in sorted(begin((*names, *topics), word), key=str.lower)]
    if command in _SECRET_COMMANDS and name == "name":
        return [(each, "ParameterValue") for each in begin(_secret_names(), word)]
    return []


def _secret_names() -> list[str]:
    """The names in the vault; none where it is locked or there is none."""
    try:
        return [info.name for info in Vault(interactive=False).list()]
    except (CredentialError, VaultError):
        return []


def _opening_of(tokens: Sequence[Token], closing: int) -> int | None:
    depth = 0
    for at in range(closing, -1, -1):
        depth += (tokens[at].kind in CLOSING) - (tokens[at].kind in OPENING)
        if depth == 0:
            return at
    return None
