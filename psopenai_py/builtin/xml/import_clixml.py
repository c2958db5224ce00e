from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ...credentials import EncryptionUnavailable
from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...errors import NetException
from ..files.paths import file_paths
from .clixml_reader import ClixmlReader
from .user_key import reveal


@cmdlet("Import-Clixml", default_set="ByPath", error_name="Microsoft.PowerShell.Commands.ImportClixmlCommand")
class ImportClixml(Cmdlet):
    """Read the objects that Export-Clixml wrote, here or in PowerShell."""

    path = Param("string[]", set="ByPath", mandatory=True, position=0, pipeline="value property", help="The files.")
    literal_path = Param(
        "string[]",
        set="ByLiteralPath",
        mandatory=True,
        pipeline="property",
        aliases=("PSPath", "LP"),
        help="The files; no character is treated as a wildcard.",
    )
    include_total_count = Param("switch", help="Return the number of objects first.")
    skip = Param("ulong", default=0, help="How many objects to leave out.")
    first = Param("ulong", help="How many objects to return.")
    examples = (
        Example("(Import-Clixml batch.xml).status", "The state that a batch had when it was kept.", result="completed"),
    )
    remarks = "Secure strings that psopenai has encrypted can be read by the same user on the same machine only."

    def process(self) -> Iterator[Value]:
        literal = self.literal_path is not None
        given = as_list(self.literal_path if literal else self.path)
        for path in file_paths(self, [to_text(each) for each in given], literal):
            try:
                with open(path, "rb") as file:
                    source = file.read()
            except OSError as error:
                raise self.stop_with(
                    "FileOpenFailure",
                    f"The file {path} cannot be read: {error.strerror}.",
                    "OpenError",
                    path,
                    "System.IO.FileNotFoundException",
                ) from error
            yield from self._objects(path, source)

    def _objects(self, path: str, source: bytes) -> Iterator[Value]:
        reader = ClixmlReader(lambda text: reveal(text, self.session.environ))
        skip = int(self.skip)
        stop = None if self.first is None else skip + int(self.first)
        try:
            found = list(reader.values(source))
        except (ValueError, EncryptionUnavailable, NetException) as error:
            why = error.message if isinstance(error, NetException) else f"{error}."
            raise self.stop_with(
                "ImportClixml", f"The file {path} cannot be read: {why}", "InvalidData", path, "System.Xml.XmlException"
            ) from error
        if self.include_total_count:
            yield len(found)
        yield from islice(found, skip, stop)
