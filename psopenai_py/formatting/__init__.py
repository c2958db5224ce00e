"""PowerShell's views: objects as the text that a person reads.

`format_objects` gives the text of objects at once; a `Formatter` writes it while they come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ..dotnet.model.types import Value
from .harmless import harmless

if TYPE_CHECKING:
    from ..engine.session.session import Session

PATIENCE = 0.3  # seconds that a table on a terminal waits for rows to size its columns by

__all__ = ["Formatter", "enumeration_limit", "format_objects", "harmless"]


def enumeration_limit(session: Session | None) -> int:
    """How many items of a collection one cell shows: the global ``$FormatEnumerationLimit``."""
    if session is not None:
        found = session.globals.variables.get("formatenumerationlimit")
        if found is not None and type(found.value) is int:
            return found.value
    from .values import ENUMERATION_LIMIT

    return ENUMERATION_LIMIT


def format_objects(objects: Iterable[Value], width: int | None = 120, session: Session | None = None) -> str:
    """What ``Out-String -Width`` gives for the objects; None leaves lines other than those of tables unbroken."""
    from .output import OutCommand

    lines: list[str] = []
    command = OutCommand(
        width, lines.append, table_width=session.host.width if session else 120, limit=enumeration_limit(session)
    )
    for value in objects:
        command.process(value)
    command.end()
    lines.append("")
    return "\n".join(lines)


class Formatter:
    """Writes objects as lines of text while they come; ``close`` writes what is held back.

    ``write`` gets each line without its end. For a terminal pass its text through `harmless` there.
    """

    def __init__(
        self,
        width: int,
        write: Callable[[str], None],
        session: Session | None = None,
        patience: float | None = PATIENCE,
    ) -> None:
        from .output import OutCommand

        self._command = OutCommand(width, write, limit=enumeration_limit(session), patience=patience)

    def write(self, value: Value) -> None:
        self._command.process(value)

    def close(self) -> None:
        self._command.end()
