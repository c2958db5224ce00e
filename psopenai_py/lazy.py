"""A package that offers the names of its modules and loads each module with the first use of a name of it.

The names are listed by module and given to `lazily`. Type checkers do not follow the list, so the imports stand beside
it, for them alone::

    if TYPE_CHECKING:
        from .client import Client as Client  # and so on

    _NAMES = {"client": "Client Response", "errors": "HttpError ApiError"}
    __all__, __getattr__ = lazily(__name__, _NAMES)

So ``from ..http import Request`` at the top of a file costs the module of `Request` and no other. A name that was asked
for becomes an attribute of the package, so that the next use of it is as fast as of any other.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazily(package: str, names: Mapping[str, str]) -> tuple[list[str], Callable[[str], Any]]:
    """The ``__all__`` and the ``__getattr__`` of a package.

    ``package`` is its ``__name__``; ``names`` maps a module in it to the names that come from there, divided by blanks.
    The function raises AttributeError for any other name, as Python expects.
    """
    homes = {name: module for module, listed in names.items() for name in listed.split()}

    def load(name: str) -> Any:
        home = homes.get(name)
        if home is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{home}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return list(homes), load
