"""Finding a view by type name. The views are data in the modules of this folder.

The first type name of an object (the most derived one) that has a view of the wanted shape decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ...engine.values.typedata import current_types, data_for, find_data
from . import core, errors, files, openai
from .model import CustomView, ListView, TableView, View, WideView

_ALL: tuple[View, ...] = (*core.VIEWS, *files.VIEWS, *errors.VIEWS, *openai.VIEWS)

SHAPES: dict[str, type[View]] = {"table": TableView, "list": ListView, "wide": WideView, "custom": CustomView}


def _index(views: Sequence[View]) -> dict[str, list[View]]:
    found: dict[str, list[View]] = {}
    for view in views:
        for name in view.types:
            found.setdefault(name.lower(), []).append(view)
    return found


_BY_TYPE = _index([view for view in _ALL if not view.out_of_band])
_OUT_OF_BAND = _index([view for view in _ALL if view.out_of_band])


def add_views(views: Sequence[View], first: bool) -> None:
    """Put views in force in the running session; ``first``: before all others of their types."""
    for view in reversed(views) if first else views:
        for name in view.types:
            data = data_for(name)
            if first:
                data.first_views.insert(0, view)
            else:
                data.last_views.append(view)


def all_views() -> list[View]:
    """The views in force: those that were added to the running session, then those that are built in."""
    added = [view for data in current_types.get().values() for view in (*data.first_views, *data.last_views)]
    return [*dict.fromkeys(added), *_ALL]


def find_view(names: tuple[str, ...], shape: str | None = None, name: str | None = None) -> View | None:
    """The view of an object with those type names, of that shape (any without one) and of that name."""
    if not current_types.get():
        return _known_view(names, shape, name)
    for type_name in names:
        data = find_data(type_name)
        found = _known_view((type_name,), shape, name)
        if data is not None:
            first = next((view for view in data.first_views if _fits(view, shape, name)), None)
            found = first or found or next((view for view in data.last_views if _fits(view, shape, name)), None)
        if found is not None:
            return found
    return None


@lru_cache(maxsize=512)
def _known_view(names: tuple[str, ...], shape: str | None, name: str | None) -> View | None:
    for type_name in names:
        for view in _BY_TYPE.get(type_name.lower(), ()):
            if _fits(view, shape, name):
                return view
    return None


def _fits(view: View, shape: str | None, name: str | None) -> bool:
    return isinstance(view, SHAPES[shape] if shape else View) and (name is None or view.name.lower() == name.lower())


@lru_cache(maxsize=512)
def out_of_band_view(names: tuple[str, ...]) -> View | None:
    """The view of an object that is shown alone wherever it comes, such as an error."""
    for type_name in names:
        for view in _OUT_OF_BAND.get(type_name.lower(), ()):
            return view
    return None


def applies(view: View, names: tuple[str, ...]) -> bool:
    """Whether the view is for objects with those type names."""
    types = {name.lower() for name in view.types}
    return any(name.lower() in types for name in names)
