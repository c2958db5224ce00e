"""Run PowerShell text in a shell of its own and look at what comes out."""

from __future__ import annotations

from ..language.running import error_ids, output, run, texts

__all__ = ["error_ids", "output", "run", "texts"]
