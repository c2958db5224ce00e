from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.model.types import Value
from ...dotnet.xml.nodes import Document, Node
from ...dotnet.xml.reading import load
from ...dotnet.xml.xpath import select
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.file_paths import is_readable
from ...engine.values.enumeration import as_list
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...errors import NetException
from ..files.paths import file_paths, not_found
from ..records import COMMANDS, Record, net_record


@net_record(COMMANDS + "SelectXmlInfo", Node="System.Xml.XmlNode", Path="string", Pattern="string")
class SelectXmlInfo(Record):
    """A node that Select-Xml found."""

    def __str__(self) -> str:
        return str(self.__dict__["Node"].inner_text.strip())


@cmdlet(
    "Select-Xml",
    default_set="Xml",
    outputs=COMMANDS + "SelectXmlInfo",
    error_name="Microsoft.PowerShell.Commands.SelectXmlCommand",
)
class SelectXml(Cmdlet):
    """Find nodes of XML texts, files and documents by an XPath expression."""

    x_path = Param("string", name="XPath", mandatory=True, position=0, validators=(ValidateNotNullOrEmpty(),),
                   help="The expression.")  # fmt: skip
    content = Param("string[]", sets={"Content": InSet(mandatory=True, by_value=True)}, help="The texts to search.")
    xml = Param(
        "System.Xml.XmlNode[]",
        sets={"Xml": InSet(mandatory=True, position=1, by_value=True, by_property=True)},
        aliases=("Node",),
        help="The documents or nodes to search.",
    )
    path = Param(
        "string[]", sets={"Path": InSet(mandatory=True, position=1, by_property=True)}, help="The files to search."
    )
    literal_path = Param(
        "string[]",
        sets={"LiteralPath": InSet(mandatory=True, by_property=True)},
        aliases=("PSPath", "LP"),
        help="The files to search; no character is treated as a wildcard.",
    )
    namespace = Param("hashtable", help="The namespaces of the prefixes in the expression: @{ p = 'urn:x' }.")
    examples = (
        Example(
            "Select-Xml -Content '<a><b>x</b></a>' -XPath //b | ForEach-Object { $_.Node.InnerText }",
            "The text of an element.",
            result="x",
        ),
    )

    def process(self) -> Iterator[Value]:
        for node, source in self._nodes():
            yield from self._found(node, source)

    def _nodes(self) -> Iterator[tuple[Node, str]]:
        if self.content is not None:
            for text in as_list(self.content):
                if (document := self._read(to_text(text), "InputStream")) is not None:
                    yield document, "InputStream"
        elif self.xml is not None:
            for node in as_list(self.xml):
                yield unwrap(node), "InputStream"
        else:
            literal = self.literal_path is not None
            given = as_list(self.literal_path if literal else self.path)
            for path in file_paths(self, [to_text(each) for each in given], literal):
                if not is_readable(path):
                    self.write_error(not_found(path))
                    continue
                with open(path, "rb") as file:
                    if (document := self._read(file.read(), path)) is not None:
                        yield document, path

    def _read(self, source: str | bytes, path: str) -> Document | None:
        made = Document()
        try:
            load(made, source)
        except NetException as error:
            self.fail("ProcessingFile", f"{path}: {error.message}", "InvalidData", path, error.type_name)
            return None
        return made

    def _found(self, node: Node, source: str) -> Iterator[Value]:
        table = unwrap(self.namespace)
        known = {to_text(prefix): to_text(uri) for prefix, uri in table.items()} if table is not None else {}
        try:
            nodes = select(node, to_text(self.x_path), known)
        except NetException as error:
            raise self.stop_with("XPathException", error.message, "InvalidArgument", None, error.type_name) from error
        for each in nodes:
            yield SelectXmlInfo(Node=each, Path=source, Pattern=to_text(self.x_path))
