"""The nodes of an XML document, as .NET's System.Xml has them.

PowerShell shows an element's attributes and child elements as properties of their own (`adapted_properties`):
``([xml]'<a><b c="1">t</b></a>').a.b.c``. The members of the types are declared in `members`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import NetException
from ..model.exceptions import argument_error
from ..model.types import Adapted, Property, Value

XMLNS = "http://www.w3.org/2000/xmlns/"
XML = "http://www.w3.org/XML/1998/namespace"


class Node(Adapted):
    """A node; the classes below say which kind. ``kind`` is the name in .NET's XmlNodeType."""

    __slots__ = ("__weakref__", "children", "document", "name", "parent", "text")
    kind = "None"
    local_name = ""  # of nodes without a name of their own: #text, #comment ...

    def __init__(self, document: Document | None, name: str = "", text: str = "") -> None:
        self.document = document
        self.name = name or self.local_name
        self.text = text  # of a node without children
        self.parent: Node | None = None
        self.children: list[Node] = []

    # -- names ------------------------------------------------------------------------------------------------------

    @property
    def prefix(self) -> str:
        return self.name.partition(":")[0] if ":" in self.name else ""

    @property
    def local(self) -> str:
        return self.name.rpartition(":")[2]

    @property
    def namespace(self) -> str:
        return ""

    # -- the tree ---------------------------------------------------------------------------------------------------

    def elements(self) -> list[Element]:
        return [child for child in self.children if isinstance(child, Element)]

    def descendants(self) -> Iterator[Node]:
        for child in self.children:
            yield child
            yield from child.descendants()

    def sibling(self, step: int) -> Node | None:
        """The node before (-1) or behind (1) this one."""
        if self.parent is None or self not in self.parent.children:
            return None
        at = self.parent.children.index(self) + step
        return self.parent.children[at] if 0 <= at < len(self.parent.children) else None

    def insert(self, child: Node, at: int | None = None) -> Node:
        """Put a node among the children; it leaves the place where it was."""
        self._check(child)
        child.detach()
        child.parent = self
        self.children.insert(len(self.children) if at is None else at, child)
        return child

    def _check(self, child: Node) -> None:
        if not isinstance(self, (Element, Document, Fragment)):
            raise NetException("System.InvalidOperationException", f"A node of the kind {self.kind} has no children.")
        home = self if isinstance(self, Document) else self.document
        if child.document is not home:
            raise argument_error("The node belongs to another document; import it first (ImportNode).", None)
        at: Node | None = self
        while at is not None:
            if at is child:
                raise argument_error("A node cannot be put into itself.", None)
            at = at.parent

    def detach(self) -> None:
        """Take the node out of its parent."""
        if self.parent is not None:
            self.parent.children.remove(self)
            self.parent = None

    def index_of(self, child: Node | None) -> int:
        """Where a child is; ArgumentException if it is not a child."""
        if child not in self.children:
            raise argument_error("The reference node is not a child of this node.", None)
        assert child is not None
        return self.children.index(child)

    def clone(self, deep: bool, document: Document | None = None) -> Node:
        """A copy without a parent, with all that is below it if ``deep``."""
        home = document or self.document
        made = type(self)(home, self.name, self.text)
        self._copy_to(made)
        if deep:
            for child in self.children:
                made.children.append(child.clone(True, home))
                made.children[-1].parent = made
        return made

    def _copy_to(self, made: Node) -> None:
        """Copy what this kind has beyond a name and a text."""

    # -- text -------------------------------------------------------------------------------------------------------

    @property
    def inner_text(self) -> str:
        return "".join([child.inner_text for child in self.children]) if self.children else self.text

    def set_inner_text(self, text: str) -> None:
        for child in list(self.children):
            child.detach()
        if text:
            self.insert(Text(self.document, text=text))

    def __str__(self) -> str:
        return self.local

    # -- what PowerShell shows ----------------------------------------------------------------------------------------

    def _shown(self) -> list[Node]:
        """The nodes that are properties of this one."""
        return list(self.children)

    def adapted_properties(self) -> dict[str, Property]:
        groups: dict[str, list[Node]] = {}
        for node in self._shown():
            groups.setdefault(node.local, []).append(node)
        return {name.lower(): _property(name, nodes) for name, nodes in groups.items()}


class Document(Node):
    kind = "Document"
    local_name = "#document"
    __slots__ = ("keeps_blanks",)

    def __init__(self, document: Document | None = None, name: str = "", text: str = "") -> None:
        super().__init__(None, name, text)
        self.keeps_blanks = False

    @property
    def root(self) -> Element | None:
        return next(iter(self.elements()), None)


class Fragment(Node):
    kind = "DocumentFragment"
    local_name = "#document-fragment"
    __slots__ = ()


class Text(Node):
    kind = "Text"
    local_name = "#text"
    __slots__ = ()


class Blank(Text):
    kind = "Whitespace"
    local_name = "#whitespace"
    __slots__ = ()


class CData(Text):
    kind = "CDATA"
    local_name = "#cdata-section"
    __slots__ = ()


class Comment(Node):
    kind = "Comment"
    local_name = "#comment"
    __slots__ = ()

    @property
    def inner_text(self) -> str:
        return self.text


class Instruction(Node):
    kind = "ProcessingInstruction"
    __slots__ = ()


class Declaration(Instruction):
    """``<?xml version="1.0" encoding="utf-8"?>``"""

    kind = "XmlDeclaration"
    local_name = "xml"
    __slots__ = ()


class DocumentType(Node):
    kind = "DocumentType"
    __slots__ = ()


class Attribute(Node):
    kind = "Attribute"
    __slots__ = ("uri",)

    def __init__(self, document: Document | None, name: str, text: str = "", uri: str = "") -> None:
        super().__init__(document, name, text)
        self.uri = uri

    @property
    def namespace(self) -> str:
        return self.uri

    def _copy_to(self, made: Node) -> None:
        assert isinstance(made, Attribute)
        made.uri = self.uri

    def set_inner_text(self, text: str) -> None:
        self.text = text

    def detach(self) -> None:
        if isinstance(self.parent, Element):
            self.parent.attributes.remove(self)
            self.parent = None


class Element(Node):
    kind = "Element"
    __slots__ = ("attributes", "uri")

    def __init__(self, document: Document | None, name: str, text: str = "", uri: str = "") -> None:
        super().__init__(document, name, text)
        self.attributes: list[Attribute] = []
        self.uri = uri

    @property
    def namespace(self) -> str:
        return self.uri

    def _copy_to(self, made: Node) -> None:
        assert isinstance(made, Element)
        made.uri = self.uri
        for attribute in self.attributes:
            copied = attribute.clone(True, made.document)
            assert isinstance(copied, Attribute)
            copied.parent = made
            made.attributes.append(copied)

    def _shown(self) -> list[Node]:
        return [*self.attributes, *self.children]

    def attribute(self, name: str, uri: str | None = None) -> Attribute | None:
        """The attribute of that name, or of that local name and namespace."""
        for each in self.attributes:
            if each.name == name if uri is None else each.local == name and each.uri == uri:
                return each
        return None

    def set_attribute(self, name: str, value: str, uri: str = "") -> Attribute:
        found = self.attribute(name)
        if found is None:
            found = Attribute(self.document, name, "", uri or (XMLNS if is_namespace(name) else ""))
            found.parent = self
            self.attributes.append(found)
        found.text = value
        return found

    def namespaces(self) -> dict[str, str]:
        """The prefixes in force here, with their namespaces; '' is the default one."""
        chain: list[Element] = []
        at: Node | None = self
        while isinstance(at, Element):
            chain.append(at)
            at = at.parent
        found = {"xml": XML}
        for element in reversed(chain):
            for attribute in element.attributes:
                if is_namespace(attribute.name):
                    found[attribute.local if ":" in attribute.name else ""] = attribute.text
        return found


def is_namespace(name: str) -> bool:
    """Whether an attribute of that name declares a namespace."""
    return name == "xmlns" or name.startswith("xmlns:")


def _property(name: str, nodes: list[Node]) -> Property:
    """The property that stands for the attributes and child nodes of one name."""

    def get(_: Value) -> Value:
        found = [simple(node) for node in nodes]
        return found[0] if len(found) == 1 else found

    def set_(_: Value, new: Value) -> None:
        if len(nodes) > 1:
            raise NetException(
                "System.Management.Automation.SetValueException",
                f"There are {len(nodes)} nodes '{name}'; set the one that is meant by its index.",
            )
        if not isinstance(new, str):
            raise NetException(
                "System.Management.Automation.SetValueException", f"'{name}' takes a text; nodes are appended."
            )
        nodes[0].set_inner_text(new) if not isinstance(nodes[0], (Text, Comment)) else _set_text(nodes[0], new)

    is_text = len(nodes) == 1 and isinstance(simple(nodes[0]), str)
    shown = "string" if is_text else "System.Xml.XmlElement" if len(nodes) == 1 else "System.Object[]"
    return Property(name, get, set_, "string" if is_text else "object", definition=f"{shown} {name} {{get;set;}}")


def _set_text(node: Node, text: str) -> None:
    node.text = text


def simple(node: Node) -> Value:
    """A node as PowerShell hands it on: an element that holds only text, and an attribute, are their text."""
    if isinstance(node, (Text, Attribute, Comment)):
        return node.text
    if isinstance(node, Element) and node.attributes:
        return node
    if not node.children:
        return node.inner_text
    only = node.children[0]
    return only.text if len(node.children) == 1 and type(only) is Text else node
