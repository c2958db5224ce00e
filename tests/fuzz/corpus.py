"""Inputs that once failed: a file each, in a folder for each target. The tests try all of them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"


def keep(target: str, data: bytes) -> Path:
    """Keep an input that failed."""
    path = CORPUS / target / sha256(data).hexdigest()[:16]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def kept() -> list[Path]:
    return sorted(path for path in CORPUS.glob("*/*") if path.is_file())
