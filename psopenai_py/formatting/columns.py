"""How the columns of a table share the width of a line."""

from __future__ import annotations

SEPARATOR = 1  # cells between two columns


def fit_columns(widths: list[int], room: int) -> list[int]:
    """The widths to use. A column without width (0) gets a share of what is free; -1 tells that one finds no room.

    Columns that do not fit are cut and then dropped, from the right.
    """
    widths = list(widths)
    if all(width > 0 for width in widths):
        if _total(widths) > room:
            _trim(widths, room)
        return widths
    free = [k for k, width in enumerate(widths) if width <= 0]
    for k in free:
        widths[k] = 1
    spare = room - _total(widths)
    if spare < 0:
        _trim(widths, room)
        return widths
    each, more = divmod(spare, len(free))
    for place, k in enumerate(free):
        widths[k] += each + (place < more)
    return widths


def _trim(widths: list[int], room: int) -> None:
    last = len(widths) - 1
    while last >= 0:
        excess = _total(widths) - room
        if excess <= 0:
            return
        if widths[last] - excess >= 1:
            widths[last] -= excess
            return
        widths[last] = -1
        last -= 1


def _total(widths: list[int]) -> int:
    shown = [width for width in widths if width > 0]
    return sum(shown) + SEPARATOR * (len(shown) - 1)


def items_per_row(item: int, room: int) -> int:
    """How many items of that width Format-Wide -AutoSize puts on a line."""
    if item <= 0 or item >= room:
        return 1
    count = 1
    while item * (count + 1) + SEPARATOR * count < room:
        count += 1
    return count
