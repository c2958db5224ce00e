"""Objects to CLIXML, as Export-Clixml writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.enums import EnumValue
from ...dotnet.model.registry import type_of
from ...dotnet.model.types import DotNetType, Value
from ...dotnet.xml.reading import escape
from ...engine.members.member_info import declared_properties, stored_members
from ...engine.properties.properties import safe_read
from ...engine.values.enumeration import enumerate_value
from ...engine.values.objects import AliasProperty, PSObject, ScriptProperty, is_property, type_names, unwrap
from ...engine.values.text import to_text
from .clixml import NAMESPACE, VERSION, encode, tag_of

_CREDENTIAL = "System.Management.Automation.PSCredential"
_KINDS = (("System.Collections.Queue", "QUE"), ("System.Collections.Stack", "STK"))


class ClixmlWriter:
    """Writes values line by line with ``put``. ``protect`` gives the text of a secure string."""

    def __init__(self, put: Callable[[str], object], depth: int, protect: Callable[[Value], str]) -> None:
        self._put = put
        self._depth = depth
        self._protect = protect
        self._objects: dict[int, int] = {}  # RefIds by identity
        self._kept: list[Value] = []  # so that an identity is not used twice
        self._types: dict[tuple[str, ...], int] = {}

    def start(self) -> None:
        self._put(f'<Objs Version="{VERSION}" xmlns="{NAMESPACE}">')

    def end(self) -> None:
        self._put("</Objs>")

    def write(self, value: Value) -> None:
        """One value of the pipeline."""
        self._value(value, None, self._depth, "  ")

    def _value(self, value: Value, name: str | None, depth: int, margin: str) -> None:
        inner = unwrap(value)
        named = "" if name is None else f' N="{escape(encode(name), attribute=True)}"'
        if inner is None:
            self._put(f"{margin}<Nil{named} />")
            return
        added = self._added(value, inner)
        secret = type_of(inner).full_name == "System.Security.SecureString"
        simple = ("SS", self._protect) if secret else tag_of(inner)
        if simple is not None and not added:
            tag, text_of = simple
            text = escape(text_of(inner))
            self._put(f"{margin}<{tag}{named}>{text}</{tag}>" if text else f"{margin}<{tag}{named}></{tag}>")
        elif depth < 1 and simple is None and not self._is_container(inner):
            self._put(f"{margin}<S{named}>{escape(encode(to_text(value)))}</S>")
        elif id(inner) in self._objects and simple is None:
            self._put(f'{margin}<Ref{named} RefId="{self._objects[id(inner)]}" />')
        else:
            self._object(value, inner, named, depth, margin, added)

    @staticmethod
    def _is_container(inner: Value) -> bool:
        return isinstance(inner, NetDictionary) or enumerate_value(inner) is not None

    @staticmethod
    def _added(value: Value, inner: Value) -> list[tuple[str, Value]]:
        """What was added to a value that is not a custom object."""
        if inner is value and isinstance(inner, PSObject):
            return []
        if isinstance(inner, str) and not isinstance(value, PSObject):
            return []  # what Get-Content adds to its lines
        return [(name, member) for name, member in stored_members(value).items() if is_property(member)]

    def _object(
        self, value: Value, inner: Value, named: str, depth: int, margin: str, added: list[tuple[str, Value]]
    ) -> None:
        number = self._objects[id(inner)] = len(self._kept)
        self._kept.append(inner)
        self._put(f'{margin}<Obj{named} RefId="{number}">')
        inside = margin + "  "
        simple = tag_of(inner)
        if isinstance(inner, PSObject):
            self._type_names(type_names(inner), inside)
            if type_names(inner)[0] not in ("System.Management.Automation.PSCustomObject",):
                self._put(f"{inside}<ToString>{escape(encode(to_text(inner)))}</ToString>")
            self._members("MS", [(name, safe_read(inner, name)) for name in self._names(inner)], depth, inside)
        elif simple is not None:
            tag, text_of = simple
            self._put(f"{inside}<{tag}>{escape(text_of(inner))}</{tag}>")
        else:
            self._type_names(type_names(value), inside)
            self._content(inner, depth, inside)
        if added:
            self._members("MS", [(name, safe_read(value, name)) for name, _ in added], depth, inside)
        self._put(f"{margin}</Obj>")

    @staticmethod
    def _names(inner: PSObject) -> list[str]:
        return [
            name
            for name, member in stored_members(inner).items()
            if is_property(member) or isinstance(member, (ScriptProperty, AliasProperty))
        ]

    def _content(self, inner: Value, depth: int, inside: str) -> None:
        if isinstance(inner, NetDictionary):
            self._put(f"{inside}<DCT>")
            for key, each in inner.items():
                self._put(f"{inside}  <En>")
                self._value(key, "Key", depth, inside + "    ")
                self._value(each, "Value", depth, inside + "    ")
                self._put(f"{inside}  </En>")
            self._put(f"{inside}</DCT>")
            return
        items = enumerate_value(inner)
        if items is not None:
            self._items(type_of(inner), items, depth, inside)
            return
        self._put(f"{inside}<ToString>{escape(encode(to_text(inner)))}</ToString>")
        if isinstance(inner, EnumValue):
            self._put(f"{inside}<I32>{inner.value}</I32>")
            return
        pairs = [(each.name, safe_read(inner, each.name)) for each in declared_properties(inner)]
        self._members("Props", pairs, depth, inside)

    def _items(self, type_: DotNetType, items: Iterable[Value], depth: int, inside: str) -> None:
        tag = next((tag for name, tag in _KINDS if type_.full_name.startswith(name)), "LST")
        self._put(f"{inside}<{tag}>")
        for item in items:
            self._value(item, None, depth, inside + "  ")
        self._put(f"{inside}</{tag}>")

    def _members(self, tag: str, pairs: list[tuple[str, Value]], depth: int, inside: str) -> None:
        if not pairs:
            return
        self._put(f"{inside}<{tag}>")
        for name, each in pairs:
            self._value(each, name, depth - 1, inside + "  ")
        self._put(f"{inside}</{tag}>")

    def _type_names(self, names: tuple[str, ...], inside: str) -> None:
        known = self._types.get(names)
        if known is not None:
            self._put(f'{inside}<TNRef RefId="{known}" />')
            return
        self._types[names] = len(self._types)
        self._put(f'{inside}<TN RefId="{self._types[names]}">')
        for name in names:
            self._put(f"{inside}  <T>{escape(encode(name))}</T>")
        self._put(f"{inside}</TN>")
