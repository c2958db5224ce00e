"""Cmdlets that list the service's objects, get one of them, or delete one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from ..engine.pipeline.cmdlet import Objects, Output
from .api import ApiParams
from .objects import to_object
from .params import LARGEST_PAGE


class Listing(ApiParams):
    """A cmdlet that lists. It declares the parameters below (see `params.list_params`)."""

    limit: int
    all: bool
    after: str | None
    before: str | None = None  # most lists have no such parameter
    order: str

    remarks = (
        "Reading costs nothing. A list is read page by page: a page has 100 at most, so -All makes a call for each 100."
    )

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


class GetOrList(Listing):
    """Gets one object by its id in the parameter set Get; lists the objects in the set List."""

    one: ClassVar[str]  # the endpoint of one object
    many: ClassVar[str]  # the endpoint of the list
    ids: ClassVar[tuple[str, ...]]  # the parameters that name the one; all but the last name what the list belongs to
    type_name: ClassVar[str]

    def filters(self) -> dict[str, Any]:
        """Further parts of the list's query."""
        return {}

    def process(self) -> Objects:
        ids = {name: getattr(self, name) for name in self.ids}
        with self.each_on_its_own(ids[self.ids[0]]):
            if self.set_name == "Get":
                yield to_object(self.call(self.one, ids).json(), self.type_name)
            else:
                del ids[self.ids[-1]]
                for data in self.listed(self.many, ids, **self.filters()):
                    yield to_object(data, self.type_name)


class Remove(ApiParams):
    """Deletes one object of the service."""

    remarks = "Deleting costs nothing. What is deleted cannot be brought back."

    endpoint: ClassVar[str]
    ids: ClassVar[tuple[str, ...]]  # the parameters that name the object

    def process(self) -> Output:
        self.call(self.endpoint, {name: getattr(self, name) for name in self.ids}, "DELETE")
        return None
