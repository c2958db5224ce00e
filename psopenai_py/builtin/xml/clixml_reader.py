"""CLIXML to objects, as Import-Clixml reads it: what is not a simple value comes back as a bag of properties."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...dotnet.collections.dictionaries import Hashtable, OrderedDictionary
from ...dotnet.collections.lists import ArrayList
from ...dotnet.model.core import PSOBJECT
from ...dotnet.model.registry import get_type
from ...dotnet.model.types import DotNetType, Value
from ...dotnet.xml.nodes import Document, Element
from ...dotnet.xml.reading import load
from ...engine.values.objects import CUSTOM_OBJECT, PSObject, ScriptMethod
from .clixml import NAMESPACE, READERS, decode

_PREFIX = "Deserialized."
_CUSTOM = CUSTOM_OBJECT[0]
_CREDENTIAL = "System.Management.Automation.PSCredential"
_ORDERED = "System.Collections.Specialized.OrderedDictionary"


class Deserialized(PSObject):
    """An object that had a .NET type when it was written."""

    __slots__ = ()
    dotnet_type: DotNetType = PSOBJECT


class ClixmlReader:
    """Reads the values of a document. ``reveal`` makes a secure string of its text. Raises ValueError."""

    def __init__(self, reveal: Callable[[str], Value]) -> None:
        self._reveal = reveal
        self._objects: dict[str, Value] = {}
        self._types: dict[str, tuple[str, ...]] = {}

    def values(self, source: bytes) -> Iterator[Value]:
        document = Document()
        load(document, source)
        root = document.root
        if root is None or root.local != "Objs" or root.namespace != NAMESPACE:
            raise ValueError("it was not written by Export-Clixml")
        for element in root.elements():
            yield self._value(element)

    def _value(self, element: Element) -> Value:
        tag = element.local
        if tag == "Obj":
            return self._object(element)
        if tag == "Ref":
            return self._objects.get(_attribute(element, "RefId"))
        if tag == "SS":
            return self._reveal(element.inner_text)
        reader = READERS.get(tag)
        if reader is None:
            raise ValueError(f"the element <{tag}> is not known")
        return reader(element.inner_text)

    def _object(self, element: Element) -> Value:
        """An object with its content; it is known by its number before that, as it may hold itself."""
        number = _attribute(element, "RefId")
        names = self._type_names(element)
        parts = {child.local: child for child in element.elements()}
        simple = next((child for child in element.elements() if child.local in (*READERS, "SS")), None)
        if "DCT" in parts:
            table = OrderedDictionary() if names[:1] == (_ORDERED,) else Hashtable()
            self._objects[number] = table
            for entry in parts["DCT"].elements():
                pair = {_attribute(each, "N"): self._value(each) for each in entry.elements()}
                table[pair.get("Key")] = pair.get("Value")
            return table
        for tag in ("LST", "IE", "QUE", "STK"):
            if tag in parts:
                items = self._objects[number] = ArrayList()
                items.extend([self._value(item) for item in parts[tag].elements()])
                return items
        made: Value
        if simple is not None:
            made = self._objects[number] = PSObject(self._members(parts), base=self._value(simple))
            if names:
                made._types = tuple(_PREFIX + name for name in names)
            return made
        made = self._objects[number] = PSObject() if names[:1] in ((), (_CUSTOM,)) else Deserialized()
        made._types = tuple(_PREFIX + name for name in names or CUSTOM_OBJECT)
        made._props.update(self._members(parts))
        if names[:1] == (_CREDENTIAL,) and {"UserName", "Password"} <= made._props.keys():
            return get_type("pscredential").make(made._props["UserName"], made._props["Password"])
        if "ToString" in parts and isinstance(made, Deserialized):
            text = decode(parts["ToString"].inner_text)
            made._props["ToString"] = ScriptMethod(lambda owner: text)
        return made

    def _members(self, parts: dict[str, Element]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for tag in ("Props", "MS"):
            for each in parts[tag].elements() if tag in parts else ():
                found[decode(_attribute(each, "N"))] = self._value(each)
        return found

    def _type_names(self, element: Element) -> tuple[str, ...]:
        for child in element.elements():
            if child.local == "TN":
                names = tuple(decode(each.inner_text) for each in child.elements())
                self._types[_attribute(child, "RefId")] = names
                return names
            if child.local == "TNRef":
                return self._types.get(_attribute(child, "RefId"), ())
        return ()


def _attribute(element: Element, name: str) -> str:
    found = element.attribute(name)
    return "" if found is None else found.text
