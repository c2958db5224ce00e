"""The service's own tools, as far as a response shows that the model has used them.

A tool is used if the request has it, and a message says ``use image_generation`` (``use web_search`` ...) or the tool
is its ``tool_choice``.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from typing import Any

from .pictures import picture, size_of

Data = dict[str, Any]

_USE = re.compile(r"\buse (\w+)")


def tool_calls(text: str, body: Mapping[str, Any], key: str) -> list[Data]:
    """The output items of the tools that a response uses, before its message."""
    wanted = set(_USE.findall(text))
    choice = body.get("tool_choice")
    if isinstance(choice, dict):
        wanted.add(str(choice.get("type")))
    made = []
    for number, tool in enumerate(body.get("tools") or ()):
        name = str(tool.get("type"))
        kind = next((kind for kind in _CALLS if name.startswith(kind)), None)
        if kind is not None and (name in wanted or kind in wanted):
            prefix, call = _CALLS[kind]
            common = {"id": f"{prefix}_{key}{number}", "type": f"{kind}_call", "status": "completed"}
            made.append({**common, **call(text, tool)})
    return made


def _search_web(text: str, tool: Data) -> Data:
    return {"action": {"type": "search", "query": text, "sources": []}}


def _search_files(text: str, tool: Data) -> Data:
    return {"queries": [text], "results": None}


def _run_code(text: str, tool: Data) -> Data:
    container = tool.get("container")
    logs = {"type": "logs", "logs": f"{text}\n"}
    return {
        "code": f"print({text!r})",
        "container_id": container if isinstance(container, str) else "cntr_emulator",
        "outputs": [logs],
    }


def _draw(text: str, tool: Data) -> Data:
    width, height = size_of(tool.get("size"))
    format = str(tool.get("output_format") or "png")
    return {
        "result": base64.b64encode(picture(text, width, height, format)).decode(),
        "revised_prompt": text,
        "size": f"{width}x{height}",
        "output_format": format,
        "quality": tool.get("quality") or "medium",
        "background": tool.get("background") or "opaque",
    }


_CALLS: Mapping[str, tuple[str, Callable[[str, Data], Data]]] = {
    "web_search": ("ws", _search_web),
    "file_search": ("fs", _search_files),
    "code_interpreter": ("ci", _run_code),
    "image_generation": ("ig", _draw),
}
