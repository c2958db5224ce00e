"""The types of System.Xml with the members that scripts use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...errors import NetException
from ..io.text_io import TextReader, TextWriter
from ..model.core import OBJECT
from ..model.enums import EnumValue, make_enum
from ..model.exceptions import null_argument
from ..model.registry import register
from ..model.types import DotNetType, Value
from . import nodes as n
from .reading import inner_xml, load, load_fragment, outer_xml
from .xpath import evaluate, select

_NS = "System.Xml."
_ENUMERABLE = ("System.Collections.IEnumerable",)
_NODE = _NS + "XmlNode"

_KINDS = (
    "None Element Attribute Text CDATA EntityReference Entity ProcessingInstruction Comment Document DocumentType "
    "DocumentFragment Notation Whitespace SignificantWhitespace EndElement EndEntity XmlDeclaration"
)
NODE_TYPE = make_enum(_NS + "XmlNodeType", {name: at for at, name in enumerate(_KINDS.split())})


# -- lists and attributes ---------------------------------------------------------------------------------------------


class NodeList(list[n.Node]):
    """An XmlNodeList."""

    __slots__ = ()


NODE_LIST = register(DotNetType(_NS + "XmlNodeList", python=NodeList, base=OBJECT, interfaces=_ENUMERABLE))
NODE_LIST.prop("Count", "int")(len)


@NODE_LIST.method("Item", "int", returns=_NODE)
@NODE_LIST.method("get_ItemOf", "int", returns=_NODE)
def _item(found: NodeList, index: int) -> n.Node | None:
    return found[index] if 0 <= index < len(found) else None


class AttributeCollection:
    """The attributes of an element."""

    __slots__ = ("owner",)

    def __init__(self, owner: n.Element) -> None:
        self.owner = owner

    def __iter__(self) -> Iterator[n.Attribute]:
        return iter(list(self.owner.attributes))

    def __len__(self) -> int:
        return len(self.owner.attributes)

    def append(self, attribute: n.Attribute) -> n.Attribute:
        known = self.owner.attribute(attribute.name)
        if known is not None and known is not attribute:
            known.detach()
        attribute.detach()
        attribute.parent = self.owner
        self.owner.attributes.append(attribute)
        return attribute

    def remove(self, name: str) -> n.Attribute | None:
        found = self.owner.attribute(name)
        if found is not None:
            found.detach()
        return found


ATTRIBUTES = register(
    DotNetType(_NS + "XmlAttributeCollection", python=AttributeCollection, base=OBJECT, interfaces=_ENUMERABLE)
)
ATTRIBUTES.prop("Count", "int")(len)
for _name in ("Item", "get_ItemOf", "get_Item", "GetNamedItem"):
    ATTRIBUTES.method(_name, "string", returns=_NS + "XmlAttribute")(lambda them, name: them.owner.attribute(name))
for _name in ("Item", "get_Item"):
    ATTRIBUTES.method(_name, "int", returns=_NS + "XmlAttribute")(
        lambda them, at: them.owner.attributes[at] if 0 <= at < len(them) else None
    )
for _name in ("Append", "SetNamedItem"):
    ATTRIBUTES.method(_name, _NS + "XmlAttribute", returns=_NS + "XmlAttribute")(AttributeCollection.append)
ATTRIBUTES.method("RemoveNamedItem", "string", returns=_NODE)(AttributeCollection.remove)
ATTRIBUTES.method("Remove", _NS + "XmlAttribute", returns=_NODE)(lambda them, each: them.remove(each.name))
ATTRIBUTES.method("RemoveAll", returns="void")(lambda them: [them.remove(each.name) for each in them] and None)


# -- namespaces -------------------------------------------------------------------------------------------------------


class NamespaceManager:
    """The prefixes that an XPath expression may use."""

    __slots__ = ("known",)

    def __init__(self) -> None:
        self.known: dict[str, str] = {"xml": n.XML}


MANAGER = register(
    DotNetType(_NS + "XmlNamespaceManager", python=NamespaceManager, base=OBJECT, interfaces=_ENUMERABLE)
)
MANAGER.constructor("object")(lambda table: NamespaceManager())
MANAGER.prop("DefaultNamespace", "string")(lambda it: it.known.get("", ""))
MANAGER.method("AddNamespace", "string", "string", returns="void")(
    lambda it, prefix, uri: it.known.update({prefix: uri})
)
MANAGER.method("LookupNamespace", "string", returns="string")(lambda it, prefix: it.known.get(prefix))
MANAGER.method("HasNamespace", "string", returns="bool")(lambda it, prefix: prefix in it.known)
MANAGER.method("RemoveNamespace", "string", "string", returns="void")(
    lambda it, prefix, _: it.known.pop(prefix, None) and None
)
NAME_TABLE = register(DotNetType(_NS + "NameTable", base=OBJECT))
NAME_TABLE.constructor()(lambda: _Table())


class _Table:
    """A name table: only asked for to make a namespace manager."""

    dotnet_type = NAME_TABLE


# -- nodes ------------------------------------------------------------------------------------------------------------

NODE = register(
    DotNetType(_NODE, python=n.Node, base=OBJECT, adapts=True, interfaces=(*_ENUMERABLE, "System.ICloneable"))
)
LINKED = register(DotNetType(_NS + "XmlLinkedNode", base=NODE))
CHARACTERS = register(DotNetType(_NS + "XmlCharacterData", base=LINKED))


def _type(name: str, cls: type, base: DotNetType = LINKED, accelerator: str | None = None) -> DotNetType:
    return register(DotNetType(_NS + name, accelerator, cls, base=base, adapts=True))


DOCUMENT = _type("XmlDocument", n.Document, NODE, "xml")
ELEMENT = _type("XmlElement", n.Element)
ATTRIBUTE = _type("XmlAttribute", n.Attribute, NODE)
FRAGMENT = _type("XmlDocumentFragment", n.Fragment, NODE)
for _name, _cls, _base in (
    ("XmlText", n.Text, CHARACTERS),
    ("XmlWhitespace", n.Blank, CHARACTERS),
    ("XmlCDataSection", n.CData, CHARACTERS),
    ("XmlComment", n.Comment, CHARACTERS),
    ("XmlProcessingInstruction", n.Instruction, LINKED),
    ("XmlDeclaration", n.Declaration, LINKED),
    ("XmlDocumentType", n.DocumentType, LINKED),
):
    _type(_name, _cls, _base)

_VALUED = (n.Text, n.Comment, n.Instruction, n.Attribute)


def _value_of(node: n.Node) -> str | None:
    return node.text if isinstance(node, _VALUED) else None


def _set_value(node: n.Node, text: Value) -> None:
    if not isinstance(node, _VALUED):
        raise NetException("System.InvalidOperationException", f"A node of the kind {node.kind} has no value.")
    node.text = text or ""


def _replace_content(node: n.Node, text: str) -> None:
    if isinstance(node, n.Document):
        load(node, text)
        return
    fresh = load_fragment(node, text)
    for child in list(node.children):
        child.detach()
    for child in fresh:
        node.insert(child)


def _owner(node: n.Node) -> n.Document | None:
    return None if isinstance(node, n.Document) else node.document


NODE.prop("Name", "string")(lambda node: node.name)
NODE.prop("LocalName", "string")(lambda node: node.local)
NODE.prop("Prefix", "string")(lambda node: node.prefix)
NODE.prop("NamespaceURI", "string")(lambda node: node.namespace)
NODE.prop("NodeType", NODE_TYPE.full_name)(lambda node: EnumValue(NODE_TYPE, NODE_TYPE.members[node.kind]))
NODE.prop("Value", "string")(_value_of)
NODE.setter("Value")(_set_value)
NODE.prop("InnerText", "string")(lambda node: node.text if isinstance(node, _VALUED) else node.inner_text)
NODE.setter("InnerText")(
    lambda node, text: node.set_inner_text(text) if not isinstance(node, _VALUED) else _set_value(node, text)
)
NODE.prop("InnerXml", "string")(inner_xml)
NODE.setter("InnerXml")(_replace_content)
NODE.prop("OuterXml", "string")(outer_xml)
NODE.prop("ParentNode", _NODE)(lambda node: None if isinstance(node, n.Attribute) else node.parent)
NODE.prop("OwnerDocument", _NS + "XmlDocument")(_owner)
NODE.prop("ChildNodes", _NS + "XmlNodeList")(lambda node: NodeList(_children(node)))
NODE.prop("HasChildNodes", "bool")(lambda node: bool(_children(node)))
NODE.prop("FirstChild", _NODE)(lambda node: next(iter(_children(node)), None))
NODE.prop("LastChild", _NODE)(lambda node: next(reversed(_children(node)), None))
NODE.prop("NextSibling", _NODE)(lambda node: node.sibling(1))
NODE.prop("PreviousSibling", _NODE)(lambda node: node.sibling(-1))
NODE.prop("Attributes", ATTRIBUTES.full_name)(
    lambda node: AttributeCollection(node) if isinstance(node, n.Element) else None
)
NODE.method("ToString", returns="string")(str)
NODE.method("Clone", returns=_NODE)(lambda node: node.clone(True))
NODE.method("CloneNode", "bool", returns=_NODE)(n.Node.clone)
NODE.method("RemoveAll", returns="void")(lambda node: _remove_all(node))
NODE.method("Normalize", returns="void")(lambda node: None)
NODE.method("GetNamespaceOfPrefix", "string", returns="string")(
    lambda node, prefix: node.namespaces().get(prefix, "") if isinstance(node, n.Element) else ""
)


def _children(node: n.Node) -> list[n.Node]:
    """The nodes inside; the text of an attribute is one, too."""
    if not isinstance(node, n.Attribute):
        return node.children
    text = n.Text(node.document, "#text", node.text)
    text.parent = node
    return [text]


def _remove_all(node: n.Node) -> None:
    for child in list(node.children):
        child.detach()
    if isinstance(node, n.Element):
        node.attributes.clear()


def _insert(node: n.Node, child: n.Node | None, at: int | None) -> n.Node:
    if child is None:
        raise null_argument("newChild")
    if isinstance(child, n.Fragment):
        for offset, each in enumerate(list(child.children)):
            node.insert(each, None if at is None else at + offset)
        return child
    return node.insert(child, at)


@NODE.method("AppendChild", _NODE, returns=_NODE)
def _append(node: n.Node, child: n.Node) -> n.Node:
    return _insert(node, child, None)


@NODE.method("PrependChild", _NODE, returns=_NODE)
def _prepend(node: n.Node, child: n.Node) -> n.Node:
    return _insert(node, child, 0)


@NODE.method("InsertBefore", _NODE, _NODE, returns=_NODE)
def _insert_before(node: n.Node, child: n.Node, reference: n.Node | None) -> n.Node:
    return _insert(node, child, None if reference is None else node.index_of(reference))


@NODE.method("InsertAfter", _NODE, _NODE, returns=_NODE)
def _insert_after(node: n.Node, child: n.Node, reference: n.Node | None) -> n.Node:
    return _insert(node, child, 0 if reference is None else node.index_of(reference) + 1)


@NODE.method("RemoveChild", _NODE, returns=_NODE)
def _remove(node: n.Node, child: n.Node) -> n.Node:
    node.index_of(child)
    child.detach()
    return child


@NODE.method("ReplaceChild", _NODE, _NODE, returns=_NODE)
def _replace(node: n.Node, child: n.Node, old: n.Node) -> n.Node:
    at = node.index_of(old)
    old.detach()
    _insert(node, child, at)
    return old


def _known(manager: NamespaceManager | None) -> dict[str, str]:
    return {} if manager is None else manager.known


@NODE.method("SelectNodes", "string", returns=_NS + "XmlNodeList")
@NODE.method("SelectNodes", "string", MANAGER.full_name, returns=_NS + "XmlNodeList")
def _select_nodes(node: n.Node, path: str, manager: NamespaceManager | None = None) -> NodeList:
    return NodeList(select(node, path, _known(manager)))


@NODE.method("SelectSingleNode", "string", returns=_NODE)
@NODE.method("SelectSingleNode", "string", MANAGER.full_name, returns=_NODE)
def _select_one(node: n.Node, path: str, manager: NamespaceManager | None = None) -> n.Node | None:
    return next(iter(select(node, path, _known(manager))), None)


@NODE.method("Evaluate", "string")
def _evaluate(node: n.Node, path: str) -> Any:
    found = evaluate(node, path)
    return NodeList(found) if isinstance(found, list) else found


@NODE.method("get_Item", "string", returns=_NS + "XmlElement")
def _child_named(node: n.Node, name: str) -> n.Node | None:
    return next((child for child in node.elements() if child.name == name), None)


def _by_tag(node: n.Node, name: str) -> NodeList:
    return NodeList(each for each in node.descendants() if isinstance(each, n.Element) and name in ("*", each.name))


# -- elements ---------------------------------------------------------------------------------------------------------

ELEMENT.prop("IsEmpty", "bool")(lambda element: not element.children)
ELEMENT.prop("HasAttributes", "bool")(lambda element: bool(element.attributes))
ELEMENT.method("GetElementsByTagName", "string", returns=_NS + "XmlNodeList")(_by_tag)
ELEMENT.method("HasAttribute", "string", returns="bool")(lambda element, name: element.attribute(name) is not None)
ELEMENT.method("GetAttributeNode", "string", returns=_NS + "XmlAttribute")(n.Element.attribute)
ELEMENT.method("SetAttribute", "string", "string", returns="void")(
    lambda element, name, value: element.set_attribute(name, value or "") and None
)


@ELEMENT.method("GetAttribute", "string", returns="string")
@ELEMENT.method("GetAttribute", "string", "string", returns="string")
def _attribute_text(element: n.Element, name: str, uri: str | None = None) -> str:
    found = element.attribute(name, uri)
    return "" if found is None else found.text


@ELEMENT.method("SetAttribute", "string", "string", "string", returns="string")
def _set_with_namespace(element: n.Element, name: str, uri: str, value: str) -> str:
    return element.set_attribute(name, value or "", uri).text


@ELEMENT.method("RemoveAttribute", "string", returns="void")
def _remove_attribute(element: n.Element, name: str) -> None:
    AttributeCollection(element).remove(name)


ELEMENT.method("RemoveAllAttributes", returns="void")(lambda element: element.attributes.clear())
ATTRIBUTE.prop("OwnerElement", _NS + "XmlElement")(lambda attribute: attribute.parent)
ATTRIBUTE.prop("Specified", "bool")(lambda attribute: True)


# -- documents --------------------------------------------------------------------------------------------------------


def _to_document(value: Value) -> n.Document:
    """``[xml]``: from a text, from the lines of one, or from a node."""
    if isinstance(value, n.Document):
        return value
    if isinstance(value, list) and value and all(isinstance(line, str) for line in value):
        value = "\n".join(value)
    if isinstance(value, n.Node):
        value = outer_xml(value)
    if not isinstance(value, str):
        raise TypeError(f"not a document: {value!r}")
    made = n.Document()
    try:
        load(made, value)
    except NetException as error:
        raise ValueError(error.message) from error
    return made


DOCUMENT.convert = _to_document
DOCUMENT.constructor()(n.Document)
DOCUMENT.constructor("object")(lambda table: n.Document())
DOCUMENT.prop("DocumentElement", _NS + "XmlElement")(lambda document: document.root)
DOCUMENT.prop("PreserveWhitespace", "bool")(lambda document: document.keeps_blanks)
DOCUMENT.setter("PreserveWhitespace")(lambda document, new: setattr(document, "keeps_blanks", new))
DOCUMENT.prop("NameTable")(lambda document: _Table())
DOCUMENT.method("LoadXml", "string", returns="void")(load)
DOCUMENT.method("GetElementsByTagName", "string", returns=_NS + "XmlNodeList")(_by_tag)


@DOCUMENT.method("Load", "string", returns="void")
def _load_file(document: n.Document, path: str) -> None:
    with open(path, "rb") as file:
        load(document, file.read())


@DOCUMENT.method("Load", "System.IO.TextReader", returns="void")
def _load_reader(document: n.Document, reader: TextReader) -> None:
    load(document, reader.read_to_end())


def saved(document: n.Document) -> str:
    """The text that Save writes: on lines of their own, unless the blanks of the source are kept."""
    if document.keeps_blanks:
        return outer_xml(document)
    return inner_xml(document, "  ")


@DOCUMENT.method("Save", "string", returns="void")
def _save_file(document: n.Document, path: str) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(saved(document))


@DOCUMENT.method("Save", "System.IO.TextWriter", returns="void")
def _save_to_writer(document: n.Document, writer: TextWriter) -> None:
    writer.put(saved(document))


def _make(cls: type[n.Node]) -> Callable[..., n.Node]:
    return lambda document, text: cls(document, text=text or "")


DOCUMENT.method("CreateTextNode", "string", returns=_NS + "XmlText")(_make(n.Text))
DOCUMENT.method("CreateCDataSection", "string", returns=_NS + "XmlCDataSection")(_make(n.CData))
DOCUMENT.method("CreateComment", "string", returns=_NS + "XmlComment")(_make(n.Comment))
DOCUMENT.method("CreateDocumentFragment", returns=_NS + "XmlDocumentFragment")(n.Fragment)
DOCUMENT.method("CreateProcessingInstruction", "string", "string", returns=_NS + "XmlProcessingInstruction")(
    n.Instruction
)
DOCUMENT.method("ImportNode", _NODE, "bool", returns=_NODE)(lambda document, node, deep: node.clone(deep, document))


@DOCUMENT.method("CreateElement", "string", returns=_NS + "XmlElement")
@DOCUMENT.method("CreateElement", "string", "string", returns=_NS + "XmlElement")
def _create_element(document: n.Document, name: str, uri: str | None = "") -> n.Element:
    return n.Element(document, name, uri=uri or "")


@DOCUMENT.method("CreateElement", "string", "string", "string", returns=_NS + "XmlElement")
def _create_prefixed(document: n.Document, prefix: str, name: str, uri: str | None) -> n.Element:
    return n.Element(document, f"{prefix}:{name}" if prefix else name, uri=uri or "")


@DOCUMENT.method("CreateAttribute", "string", returns=_NS + "XmlAttribute")
@DOCUMENT.method("CreateAttribute", "string", "string", returns=_NS + "XmlAttribute")
def _create_attribute(document: n.Document, name: str, uri: str | None = "") -> n.Attribute:
    return n.Attribute(document, name, uri=uri or "")


@DOCUMENT.method("CreateXmlDeclaration", "string", "string", "string", returns=_NS + "XmlDeclaration")
def _create_declaration(document: n.Document, version: str, encoding: str | None, alone: str | None) -> n.Node:
    parts = [("version", version), ("encoding", encoding), ("standalone", alone)]
    return n.Declaration(document, text=" ".join(f'{name}="{value}"' for name, value in parts if value))


@DOCUMENT.method("CreateNode", "string", "string", "string", returns=_NODE)
def _create_node(document: n.Document, kind: str, name: str, uri: str | None) -> n.Node:
    kinds: dict[str, type[n.Node]] = {
        "element": n.Element, "attribute": n.Attribute, "text": n.Text, "comment": n.Comment
    }  # fmt: skip
    made = kinds.get(kind.lower())
    if made is None:
        raise NetException("System.ArgumentException", f"'{kind}' is not a kind of node that can be made here.")
    node = made(document, name)
    if isinstance(node, (n.Element, n.Attribute)):
        node.uri = uri or ""
    return node
