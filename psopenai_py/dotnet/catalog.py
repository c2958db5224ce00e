"""Which module of this package declares which types; a test holds it against the modules.

Keys are lower-case full names and accelerators. The types of `core` are loaded from the start and need no row.
"""

from __future__ import annotations

CATALOG: dict[str, str] = {}


def _rows(module: str, *names: str) -> None:
    for name in names:
        CATALOG[name.lower()] = module
