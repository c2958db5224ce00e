"""Spoken answers."""

from __future__ import annotations

import base64
from typing import Any

from ...engine.pipeline.cmdlet import Cmdlet
from ..out_file import write_file
from .completion import Data, choices_of


def save_audio(cmdlet: Cmdlet, data: Data, path: str) -> None:
    """Write the first spoken answer into a file; without one there is none to write."""
    for choice in choices_of(data):
        sound: Any = ((choice.get("message") or {}).get("audio") or {}).get("data")
        if sound:
            write_file(cmdlet.session.path(path), base64.b64decode(sound))
            return
