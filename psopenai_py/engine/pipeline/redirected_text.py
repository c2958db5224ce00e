"""Write objects into a file as ``>`` does: as the text that a person would see."""

from __future__ import annotations

import os
from collections.abc import Sequence

from ...dotnet.model.types import Value
from ...dotnet.text.encoding import UTF8_NO_BOM, Encoding
from ..session.session import Session


def shown_text(session: Session, values: Sequence[Value]) -> str:
    """The text of objects; lines of text stay as they are."""
    if all(isinstance(value, str) for value in values):
        return "".join(f"{value}\n" for value in values)
    text = session.formatting.text(values, session.host.width)
    return text if text.endswith("\n") or not text else text + "\n"


def write_objects(
    session: Session, path: str, values: Sequence[Value], append: bool, encoding: Encoding = UTF8_NO_BOM
) -> None:
    """Write or append; the folder must be there."""
    with open(os.path.expanduser(path), "ab" if append else "wb") as file:
        mark = b"" if append and file.tell() else encoding.preamble
        file.write(mark + encoding.encode(shown_text(session, values)))
