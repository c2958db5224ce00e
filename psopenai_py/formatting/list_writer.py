"""An object's properties, one a line, with their names in a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .cells import cells, head_count
from .wrap import split_lines, wrap

_SEPARATOR = " : "


def write_list(fields: Sequence[tuple[str, str]], room: int, write: Callable[[str], None]) -> None:
    """Write (label, value) pairs; long values go on in the lines below, under the value."""
    longest = room - len(_SEPARATOR) - 1
    if not fields or longest < 1:
        return
    label_width = min(max(cells(label) for label, _ in fields), longest)
    indent = label_width + len(_SEPARATOR)
    for label, value in fields:
        blank = label_width - cells(label)
        head = label + " " * blank if blank >= 0 else label[: head_count(label, label_width)]
        prefix = head + _SEPARATOR
        for line in split_lines(value):
            for part in wrap(line, room - indent):
                write(prefix + part)
                prefix = " " * indent
