from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateSet
from ...dotnet.model.types import Value
from ...engine.values.wildcard import has_wildcards
from ...errors import ErrorRecord
from ..records import COMMANDS, Record, net_record
from .common import ItemCmdlet, literal_path_param, path_param
from .paths import expand, not_found

_BLOCK = 1 << 20


@net_record(COMMANDS + "FileHashInfo", Algorithm="string", Hash="string", Path="string")
class FileHashInfo(Record):
    """A file's hash."""


@cmdlet(
    "Get-FileHash",
    default_set="Path",
    outputs=COMMANDS + "FileHashInfo",
    error_name="Microsoft.PowerShell.Commands.GetFileHashCommand",
)
class GetFileHash(ItemCmdlet):
    """Compute a hash of a file's bytes."""

    path = path_param(help="The files; wildcards are allowed.")
    literal_path = literal_path_param("files", position=0)
    input_stream = Param(
        "System.IO.Stream",
        set="StreamParameterSet",
        mandatory=True,
        position=0,
        help="A stream to read instead of a file.",
    )
    algorithm = Param(
        "string",
        position=1,
        default="SHA256",
        validators=(ValidateSet(("SHA1", "SHA256", "SHA384", "SHA512", "MD5")),),
        help="SHA1, SHA256 (the default), SHA384, SHA512 or MD5.",
    )
    examples = (
        Example(
            "(Get-FileHash results.jsonl).Hash",
            "The SHA-256 hash.",
            result="E5683853248B0528D287788603AE26C3122D9E523A6FB27107F3D6BEE112B92E",
        ),
    )

    def process(self) -> Iterator[Value]:
        if self.input_stream is not None:
            yield self._info(iter(lambda: self.input_stream.read(_BLOCK), b""), None)
            return
        for given in self.given_paths():
            for place in expand(self.session, given, self.is_literal):
                if not place.exists and not has_wildcards(given):
                    missing = not_found(place.shown)
                    self.write_error(ErrorRecord("FileNotFound", "", "ObjectNotFound", given, missing.exception))
                elif place.drive is None and not place.is_container:
                    yield from self._of_file(place.path)

    def _of_file(self, path: str) -> Iterator[Value]:
        try:
            with open(path, "rb") as file:
                yield self._info(iter(lambda: file.read(_BLOCK), b""), path)
        except OSError as error:
            self.file_fault("UnauthorizedAccessError", error, path, "PermissionDenied")

    def _info(self, blocks: Iterator[bytes], path: str | None) -> FileHashInfo:
        name = str(self.algorithm).upper()
        digest: Any = hashlib.new(name.lower(), usedforsecurity=False)
        for block in blocks:
            digest.update(block)
        return FileHashInfo(Algorithm=name, Hash=digest.hexdigest().upper(), Path=path)
