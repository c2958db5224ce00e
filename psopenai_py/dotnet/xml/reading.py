"""XML text to nodes, and nodes to XML text. Expat reads: it expands no external entities and limits internal ones."""

from __future__ import annotations

import re
from xml.parsers import expat

from ...errors import NetException
from ..text.utf16 import whole
from .nodes import (
    XMLNS,
    Attribute,
    Blank,
    CData,
    Comment,
    Declaration,
    Document,
    DocumentType,
    Element,
    Fragment,
    Instruction,
    Node,
    Text,
    is_namespace,
)

_BLANK = re.compile(r"[ \t\r\n]*\Z")
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_IN_ATTRIBUTE = {**_IN_TEXT, '"': "&quot;", "\n": "&#xA;", "\r": "&#xD;", "\t": "&#x9;"}


#: how many elements are read one in the other: what looks at all of them calls itself for each level
DEEPEST = 2_000


class _Builder:
    """Makes nodes of what the parser reports."""

    def __init__(self, document: Document, parser: expat.XMLParserType) -> None:
        self.document = document
        self.at: Node = document
        self.text: list[str] = []
        self.in_cdata = False
        self.depth = 0  # of elements
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.XmlDeclHandler = self.declaration
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text.append
        parser.CommentHandler = self.comment
        parser.ProcessingInstructionHandler = self.instruction
        parser.StartCdataSectionHandler = self.start_cdata
        parser.EndCdataSectionHandler = self.end_cdata

    def add(self, node: Node) -> None:
        node.parent = self.at
        self.at.children.append(node)

    def flush(self) -> None:
        """Make a node of the text read so far; blanks between elements count only where they are kept."""
        if not self.text:
            return
        text = "".join(self.text)
        self.text.clear()
        if self.in_cdata:
            self.add(CData(self.document, text=text))
        elif _BLANK.match(text) is None:
            self.add(Text(self.document, text=text))
        elif self.document.keeps_blanks and isinstance(self.at, Element):
            self.add(Blank(self.document, text=text))

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        parts = [f'version="{version}"']
        if encoding:
            parts.append(f'encoding="{encoding}"')
        if standalone >= 0:
            parts.append(f'standalone="{"yes" if standalone else "no"}"')
        self.add(Declaration(self.document, text=" ".join(parts)))

    def doctype(self, name: str, system: str | None, public: str | None, _: bool) -> None:
        identity = f' PUBLIC "{public}" "{system}"' if public else f' SYSTEM "{system}"' if system else ""
        self.add(DocumentType(self.document, name, identity))

    def start(self, name: str, attributes: list[str]) -> None:
        self.flush()
        self.depth += 1
        if self.depth > DEEPEST:
            raise xml_error(f"It is nested more than {DEEPEST:,} levels deep")
        element = Element(self.document, name)
        self.add(element)
        for key, value in zip(attributes[::2], attributes[1::2], strict=True):
            made = Attribute(self.document, key, value, XMLNS if is_namespace(key) else "")
            made.parent = element
            element.attributes.append(made)
        known = element.namespaces()
        element.uri = self.resolved(known, element.prefix)
        for attribute in element.attributes:
            if attribute.prefix and not attribute.uri:
                attribute.uri = self.resolved(known, attribute.prefix)
        self.at = element

    @staticmethod
    def resolved(known: dict[str, str], prefix: str) -> str:
        if prefix and prefix not in known:
            raise xml_error(f"The prefix '{prefix}' is not declared")
        return known.get(prefix, "")

    def end(self, _: str) -> None:
        self.flush()
        self.depth -= 1
        assert self.at.parent is not None
        self.at = self.at.parent

    def comment(self, text: str) -> None:
        self.flush()
        self.add(Comment(self.document, text=text))

    def instruction(self, name: str, text: str) -> None:
        self.flush()
        self.add(Instruction(self.document, name, text))

    def start_cdata(self) -> None:
        self.flush()
        self.in_cdata = True

    def end_cdata(self) -> None:
        if not self.text:
            self.text.append("")
        self.flush()
        self.in_cdata = False


def xml_error(why: str) -> NetException:
    return NetException("System.Xml.XmlException", f"This is not valid XML: {why}.")


def load(document: Document, source: str | bytes) -> None:
    """Replace the content of a document by what a text, or the bytes of a file, holds. Raises XmlException."""
    fresh = Document()
    fresh.keeps_blanks = document.keeps_blanks
    parser = expat.ParserCreate("utf-8" if isinstance(source, str) else None)
    builder = _Builder(document, parser)
    builder.at = fresh
    try:
        parser.Parse(whole(source.lstrip("\ufeff")) if isinstance(source, str) else source, True)
    except expat.ExpatError as error:
        why = expat.errors.messages[error.code]
        raise xml_error(f"{why} (line {error.lineno}, position {error.offset + 1})") from error
    except UnicodeEncodeError as error:
        raise xml_error("It has half of a character") from error
    except (LookupError, ValueError) as error:  # an encoding that Python does not know
        raise xml_error(str(error)) from error
    for child in document.children:
        child.parent = None
    document.children = fresh.children
    for child in document.children:
        child.parent = document


def load_fragment(owner: Node, text: str) -> list[Node]:
    """The nodes of a piece of XML, with the namespaces in force at an element."""
    known = owner.namespaces() if isinstance(owner, Element) else {}
    declared = "".join(
        f' xmlns{":" + prefix if prefix else ""}="{escape(uri, attribute=True)}"'
        for prefix, uri in known.items()
        if prefix != "xml"
    )
    holder = Document()
    load(holder, f"<x{declared}>{text}</x>")
    assert holder.root is not None
    home = owner if isinstance(owner, Document) else owner.document
    return [child.clone(True, home) for child in holder.root.children]


# -- writing ----------------------------------------------------------------------------------------------------------


def escape(text: str, attribute: bool = False) -> str:
    """Text for an element, or for an attribute in double quotes."""
    signs = _IN_ATTRIBUTE if attribute else _IN_TEXT
    return "".join(signs.get(char, char) for char in text) if not text.isalnum() else text


def outer_xml(node: Node, indent: str | None = None, level: int = 0) -> str:
    """A node as XML; with ``indent`` on lines of their own, as XmlDocument.Save writes it."""
    if isinstance(node, Attribute):
        return f'{node.name}="{escape(node.text, attribute=True)}"'
    if isinstance(node, CData):
        return f"<![CDATA[{node.text}]]>"
    if isinstance(node, Text):
        return escape(node.text)
    if isinstance(node, Comment):
        return f"<!--{node.text}-->"
    if isinstance(node, DocumentType):
        return f"<!DOCTYPE {node.name}{node.text}>"
    if isinstance(node, Instruction):
        return f"<?{node.name}{' ' + node.text if node.text else ''}?>"
    if isinstance(node, (Document, Fragment)):
        return inner_xml(node, indent, level)
    assert isinstance(node, Element)
    head = " ".join([node.name, *(outer_xml(each) for each in _with_namespace(node))])
    if not node.children:
        return f"<{head} />"
    inner = inner_xml(node, indent, level + 1)
    if indent is not None and not any(isinstance(child, Text) for child in node.children):
        inner = f"\n{indent * (level + 1)}{inner}\n{indent * level}"
    return f"<{head}>{inner}</{node.name}>"


def _with_namespace(element: Element) -> list[Attribute]:
    """The attributes of an element, with the declaration of its own namespace where none is in force."""
    known = element.namespaces()
    if known.get(element.prefix, "") == element.uri:
        return element.attributes
    name = f"xmlns:{element.prefix}" if element.prefix else "xmlns"
    return [*element.attributes, Attribute(element.document, name, element.uri, XMLNS)]


def inner_xml(node: Node, indent: str | None = None, level: int = 0) -> str:
    """The children of a node as XML."""
    mixed = any(isinstance(child, Text) for child in node.children)
    between = "" if indent is None or mixed else "\n" + indent * level
    return between.join([outer_xml(child, None if mixed else indent, level) for child in node.children])
