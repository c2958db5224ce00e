"""Local files as parts of forms."""

from __future__ import annotations

import os

from ..engine.pipeline.cmdlet import Cmdlet
from ..http import FilePart
from .local_files import extension_of, local_file, read_content


def file_part(cmdlet: Cmdlet, parameter: str, name: str, path: str) -> FilePart:
    """An existing file under the name of a field; what a pipe holds is read, for it may have to be sent again.

    The service tells the form of pictures and sound by the file's name, so a pipe gets an extension.
    """
    found = local_file(cmdlet, parameter, path)
    if os.path.isfile(found):
        return FilePart(name, found)
    content = read_content(found)
    return FilePart(name, content, filename=os.path.basename(found) + extension_of(content))
