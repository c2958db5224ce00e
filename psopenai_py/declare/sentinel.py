"""Markers for "no value", where ``None`` has a meaning of its own.

``None`` is PowerShell's ``$null``: a property may have that value, and a parameter may be bound to it. So a function
that reads a property returns a marker if there is no such property.

::

    MISSING = Sentinel("MISSING", __name__)

    found = property_or_missing(value, name)
    if found is MISSING:
        ...  # there is no such property; a property that is $null gives None
"""

from __future__ import annotations


class Sentinel:
    """One such marker. There is one object for each name in a module: compare with ``is``.

    A marker counts as false. Copying or unpickling it gives the marker itself, found by its name in its module.
    """

    def __init__(self, name: str, module: str) -> None:
        """``name`` is the global variable of ``module`` that holds the marker; pass ``__name__`` as the module."""
        self._name = name
        self.__module__ = module  # `pickle` looks here

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return self._name

    def __reduce__(self) -> str:
        return self._name


#: a parameter, a property or an argument that is not there
MISSING = Sentinel("MISSING", __name__)
