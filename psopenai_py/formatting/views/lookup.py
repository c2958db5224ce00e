"""Finding a view by type name. The views are data in the modules of this folder.

The first type name of an object (the most derived one) that has a view of the wanted shape decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

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


@lru_cache(maxsize=512)
def find_view(names: tuple[str, ...], shape: str | None = None, name: str | None = None) -> View | None:
    """The view of an object with those type names, of that shape (any without one) and of that name."""
    kind = SHAPES[shape] if shape else View
    for type_name in names:
        for view in _BY_TYPE.get(type_name.lower(), ()):
            if isinstance(view, kind) and (name is None or view.name.lower() == name.lower()):
                return view
    return None


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
