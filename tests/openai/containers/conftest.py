from __future__ import annotations

from ..recorded import recorded

__all__ = ["recorded"]
