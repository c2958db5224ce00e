from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import ALL_SETS, Example, InSet, Param, cmdlet
from ...declare.validators import ValidateRange, ValidateSet
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.registry import type_of
from ...dotnet.model.types import Value
from ...dotnet.xml.nodes import Declaration, Document, Element
from ...dotnet.xml.reading import outer_xml
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.properties.properties import property_names, safe_read
from ...engine.values.enumeration import enumerate_value
from ...engine.values.objects import PSObject, type_names, unwrap
from ...engine.values.text import to_text
from .clixml import tag_of

_DECLARATION = 'version="1.0" encoding="utf-8"'


@cmdlet(
    "ConvertTo-Xml",
    outputs=("System.Xml.XmlDocument", "System.String"),
    error_name="Microsoft.PowerShell.Commands.ConvertToXmlCommand",
)
class ConvertToXml(Cmdlet):
    """Turn objects into XML: an element for each object, with an element for each property."""

    input_object = Param(
        "psobject",
        sets={ALL_SETS: InSet(mandatory=True, position=0, by_value=True)},
        allow_null=True,
        help="The objects.",
    )
    depth = Param("int", default=1, validators=(ValidateRange(1, 2147483647),), help="How deep properties are written.")
    no_type_information = Param("switch", help="Leave out the names of types.")
    as_ = Param(
        "string",
        name="As",
        default="Document",
        validators=(ValidateSet(("Stream", "String", "Document")),),
        help="What to return: one document, its text, or a text for each element.",
    )
    examples = (
        Example(
            "[pscustomobject]@{ Id = 1 } | ConvertTo-Xml -As String -NoTypeInformation",
            "An object as XML.",
            result=(
                '<?xml version="1.0" encoding="utf-8"?>\n<Objects>\n  <Object>\n    <Property Name="Id">1</Property>\n'
                "  </Object>\n</Objects>"
            ),
        ),
    )

    def begin(self) -> None:
        self._document = Document()
        self._document.insert(Declaration(self._document, text=_DECLARATION))
        self._root = Element(self._document, "Objects")
        self._document.insert(self._root)

    def process(self) -> None:
        self._root.insert(self._element("Object", None, self.input_object, int(self.depth)))

    def end(self) -> Iterator[Value]:
        kind = str(self.as_).lower()
        if kind == "document":
            yield self._document
        elif kind == "string":
            yield outer_xml(self._document, "  ")
        else:
            yield f"<?xml {_DECLARATION}?>"
            yield "<Objects>"
            for element in self._root.elements():
                yield outer_xml(element, "  ")
            yield "</Objects>"

    def _element(self, tag: str, name: str | None, value: Value, depth: int) -> Element:
        made = Element(self._document, tag)
        if name is not None:
            made.set_attribute("Name", name)
        inner = unwrap(value)
        if inner is None:
            return made
        if not self.no_type_information:
            made.set_attribute(
                "Type", type_names(value)[0] if isinstance(inner, PSObject) else type_of(inner).full_name
            )
        items = enumerate_value(inner)
        is_container = items is not None or isinstance(inner, NetDictionary)
        if tag_of(inner) is not None or (depth < 1 and not is_container):
            made.set_inner_text(to_text(value))
            return made
        if isinstance(inner, NetDictionary):
            for key, each in inner.items():
                made.insert(self._element("Property", "Key", key, depth))
                made.insert(self._element("Property", "Value", each, depth))
        elif items is not None:
            for item in items:
                made.insert(self._element("Property", None, item, depth))
        else:
            for each in property_names(value):
                made.insert(self._element("Property", each, safe_read(value, each), depth - 1))
            if not made.children:
                made.set_inner_text(to_text(value))
        return made
