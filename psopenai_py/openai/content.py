"""Content of the service that can be large: into a file, or as bytes, in constant memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..dotnet.model.carriers import Byte
from ..dotnet.model.enumerables import ByteArray
from ..dotnet.model.types import Value
from ..http import Request, download_bytes, download_to_file
from .api import ApiParams
from .out_file import make_folder


def content(
    cmdlet: ApiParams,
    endpoint: str,
    ids: Mapping[str, object],
    query: Mapping[str, Any] | None = None,
    out_file: str | None = None,
) -> Iterator[Value]:
    """Write the content into ``out_file``, or give its bytes.

    The shell command gets them in blocks as they come, scripts one by one. A broken download is continued.
    """
    client, config, request = cmdlet.client, cmdlet.config(), Request(endpoint, ids, query=query)
    with cmdlet.faults():
        if out_file is not None:
            path = cmdlet.session.path(out_file)
            make_folder(path)
            download_to_file(client, config, request, path)
            return
        for chunk in download_bytes(client, config, request):
            if cmdlet.session.mode.raw_bytes:
                yield ByteArray(chunk)
            else:
                yield from map(Byte, chunk)
