"""Type files (``.types.ps1xml``): members of types, as Update-TypeData and the manifests of modules bring them.

::

    <Types><Type><Name>My.Type</Name><Members>
        <ScriptProperty><Name>Twice</Name><GetScriptBlock>$this.N * 2</GetScriptBlock></ScriptProperty>
    </Members></Type></Types>
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...dataclass import dataclass, field
from ...dotnet.model.types import Value
from ...dotnet.xml.nodes import Document, Element
from ...dotnet.xml.reading import load
from ...engine.session.scriptblock import script_method, script_property
from ...engine.session.session import Session
from ...engine.values.objects import AliasProperty, PropertySet
from ...engine.values.typedata import data_for
from ...errors import NetException, terminating
from ...language.session.scripts import parsed_block
from ...language.syntax.errors import ParseError

_STANDARD = "PSStandardMembers"
_INVALID = "System.Management.Automation.RuntimeException"


@dataclass(slots=True)
class TypeEntry:
    """What a file says of one type."""

    name: str
    members: dict[str, Value] = field(default_factory=dict)
    sets: dict[str, list[str]] = field(default_factory=dict)  # DefaultDisplayPropertySet and its like


def read_type_file(session: Session, path: str) -> list[TypeEntry]:
    """The types of a file. Raises TypesXmlUpdateException."""
    try:
        return [_entry(session, element) for element in read_root(path, "Types").elements()]
    except (OSError, ValueError, NetException, ParseError) as error:
        why = error.message if isinstance(error, NetException) else str(error)
        text = f"{path} is not a file of types: {why}"
        raise terminating("TypesXmlUpdateException", text, "InvalidOperation", path, _INVALID) from error


def read_root(path: str, name: str) -> Element:
    """The root element of a file of definitions; ValueError if it has another name."""
    with open(path, "rb") as file:
        source = file.read()
    document = Document()
    load(document, source)
    if document.root is None or document.root.local != name:
        raise ValueError(f"its root is not <{name}>")
    return document.root


def use_types(entries: list[TypeEntry], keep: bool = False) -> None:
    """Put the types in force; ``keep``: members that are there already stay."""
    for entry in entries:
        data = data_for(entry.name)
        for name, member in entry.members.items():
            known = next((each for each in data.members if each.lower() == name.lower()), None)
            if known is None or not keep:
                data.members[known or name] = member
        data.default_display = entry.sets.get("DefaultDisplayPropertySet", data.default_display)
        data.default_key = entry.sets.get("DefaultKeyPropertySet", data.default_key)


def _entry(session: Session, element: Element) -> TypeEntry:
    if element.local != "Type":
        raise ValueError(f"<{element.local}> stands where a <Type> belongs")
    found = TypeEntry(text_of(element, "Name"))
    for part in element.elements():
        if part.local == "Members":
            for member in part.elements():
                _add(session, found, member)
        elif part.local not in ("Name", "TypeConverter", "TypeAdapter"):
            raise ValueError(f"<{part.local}> is not a part of a <Type>")
    return found


def _add(session: Session, entry: TypeEntry, element: Element) -> None:
    def block(part: str) -> Value:
        return parsed_block(session, text_of(element, part))

    makers: dict[str, Callable[[], Value]] = {
        "NoteProperty": lambda: text_of(element, "Value"),
        "AliasProperty": lambda: AliasProperty(text_of(element, "ReferencedMemberName")),
        "ScriptProperty": lambda: script_property(
            block("GetScriptBlock"), block("SetScriptBlock") if has_part(element, "SetScriptBlock") else None
        ),
        "ScriptMethod": lambda: script_method(block("Script")),
        "PropertySet": lambda: PropertySet(_names(element)),
    }
    name = text_of(element, "Name")
    if element.local == "MemberSet":
        if name == _STANDARD:
            for inner in inside(element, "Members"):
                if inner.local == "PropertySet":
                    entry.sets[text_of(inner, "Name")] = _names(inner)
    elif element.local in makers:
        entry.members[name] = makers[element.local]()
    elif element.local not in ("CodeProperty", "CodeMethod"):  # they call .NET code, which is not here
        raise ValueError(f"<{element.local}> is not a kind of member")


def _names(element: Element) -> list[str]:
    return [each.inner_text.strip() for each in inside(element, "ReferencedProperties")]


def inside(element: Element, part: str) -> Iterator[Element]:
    """The elements inside of a part."""
    for each in element.elements():
        if each.local == part:
            yield from each.elements()


def has_part(element: Element, part: str) -> bool:
    return any(each.local == part for each in element.elements())


def text_of(element: Element, part: str) -> str:
    """The text of a part; ValueError if there is none."""
    for each in element.elements():
        if each.local == part:
            return each.inner_text.strip()
    raise ValueError(f"a <{element.local}> has no <{part}>")
