"""Content of the service that can be large: into a file, or as bytes, in constant memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..dotnet.model.carriers import Byte
from ..dotnet.model.enumerables import ByteArray
from ..dotnet.model.types import Value
from .api import ApiParams
from .out_file import make_folder


def content(
    cmdlet: ApiParams,
    endpoint: str,
    last_id: str,
    ids: Mapping[str, object] | None = None,
    query: Mapping[str, Any] | None = None,
    out_file: str | None = None,
) -> Iterator[Value]:
    """Write the content into ``out_file``, or give its bytes.

    The shell command gets them in blocks as they come, scripts one by one. A broken download is continued.
    """
    from ..http import download_bytes, download_to_file

    client, config = cmdlet.client, cmdlet.config()
    with cmdlet.faults():
        if out_file is not None:
            path = cmdlet.session.path(out_file)
            make_folder(path)
            download_to_file(client, config, last_id, path, endpoint=endpoint, path_params=ids, query=query)
            return
        for chunk in download_bytes(client, config, last_id, endpoint=endpoint, path_params=ids, query=query):
            if cmdlet.session.mode.raw_bytes:
                yield ByteArray(chunk)
            else:
                yield from map(Byte, chunk)
