"""The parts of .NET that scripts touch, as data and small classes; `model.types` says how values are carried.

A type is a `DotNetType`: names, base, members and constructors. Most types load when a script first names them
(`model.catalog`). The types that every script meets, `[object]`, `[string]`, `[int]`, `[array]` and their like, are
there from the start: this package loads `model.core`, which makes them known, and what declares their members.
"""

from __future__ import annotations

from .collections import arrays  # noqa: F401  (declares the members of arrays)
from .model import core, object, reflection  # noqa: F401  (the types; the members of objects and of types)
from .numbers import members  # noqa: F401  (declares the members of numbers)
from .text import chars, strings  # noqa: F401  (declare the members of characters and strings)
