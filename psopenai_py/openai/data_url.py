"""Files as text for a request's body: data URLs, and where a picture or file comes from."""

from __future__ import annotations

import base64
import os

_KINDS: dict[str, str] = {
    ".wav": "audio/wav", ".mp3": "audio/mpeg", ".flac": "audio/flac", ".ogg": "audio/ogg", ".m4a": "audio/mp4",
    ".webm": "audio/webm",
    ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp",
    ".c": "text/x-c", ".cpp": "text/x-c++", ".cs": "text/x-csharp", ".css": "text/css", ".go": "text/x-golang",
    ".html": "text/html", ".java": "text/x-java", ".js": "text/javascript", ".json": "application/json",
    ".md": "text/markdown", ".pdf": "application/pdf", ".php": "text/x-php", ".py": "text/x-python",
    ".rb": "text/x-ruby", ".sh": "application/x-sh", ".tex": "text/x-tex", ".ts": "application/typescript",
    ".txt": "text/plain", ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}  # fmt: skip
IMAGE = "image/png"  # what a picture without a known extension is taken for
BINARY = "application/octet-stream"


def read_base64(path: str) -> str:
    with open(path, "rb") as file:
        return base64.b64encode(file.read()).decode()


def data_url(path: str, default_kind: str = BINARY) -> str:
    """The content of a file as a ``data:`` URL; its kind comes from the extension."""
    kind = _KINDS.get(os.path.splitext(path)[1].lower(), default_kind)
    return f"data:{kind};base64,{read_base64(path)}"


def is_web_address(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))
