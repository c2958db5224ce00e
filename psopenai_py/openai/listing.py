"""What cmdlets share that list: how many items, from where, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..declare.cmdlet import Param
from ..declare.validators import ValidateRange, ValidateSet
from .api import ApiParams
from .transforms import lower_case

LARGEST_PAGE = 100
DEFAULT_PAGE = 20

Sets = str | Iterable[str] | None


def limit_param(set: Sets = None, *, least: int = 1, default: int = DEFAULT_PAGE) -> Any:
    return Param(
        "int",
        set=set,
        validators=(ValidateRange(least, LARGEST_PAGE),),
        default=default,
        help=f"How many to list at most, {least} to 100.",
    )


def all_param(set: Sets = None) -> Any:
    return Param("switch", set=set, help="List all of them, however many there are.")


def after_param(set: Sets = None) -> Any:
    return Param("string", set=set, hidden=True, help="Start behind the one with this id.")


def before_param(set: Sets = None) -> Any:
    return Param("string", set=set, hidden=True, help="End before the one with this id.")


def order_param(set: Sets = None) -> Any:
    return Param(
        "string",
        set=set,
        validators=(ValidateSet(("asc", "desc")),),
        transform=lower_case,
        default="asc",
        help="The oldest first (asc) or the newest (desc).",
    )


class Listing(ApiParams):
    """A cmdlet that declares the parameters above."""

    limit: int
    all: bool
    after: str | None
    before: str | None = None  # most lists have no such parameter
    order: str

    def listed(
        self, endpoint: str, ids: Mapping[str, object] | None = None, **filters: Any
    ) -> Iterator[dict[str, Any]]:
        """The items that the parameters ask for; ``filters`` are further parts of the query."""
        query = {
            "limit": LARGEST_PAGE if self.all else self.limit,
            "order": self.order,
            "after": self.after or None,
            "before": self.before or None,
            **filters,
        }
        return self.listing(endpoint, ids, query=query, everything=bool(self.all))
