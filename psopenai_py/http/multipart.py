"""Forms with files (multipart/form-data). httpx sends them without reading the files into memory."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, BinaryIO

from ..dataclass import dataclass, field, replace

DEFAULT_CONTENT_TYPE = "application/octet-stream"

FileTuple = tuple[str, BinaryIO | bytes, str]


@dataclass(frozen=True, slots=True)
class FilePart:
    """One file of a form: bytes, an open binary file (sent from its beginning) or a path.

    An open file must be seekable if the call may be retried.
    """

    name: str
    content: bytes | BinaryIO | str | os.PathLike[str]
    filename: str | None = None
    content_type: str | None = None

    def shown_name(self) -> str:
        if self.filename is not None:
            return self.filename
        if isinstance(self.content, str | os.PathLike):
            return _last_part(self.content)
        return _last_part(str(getattr(self.content, "name", "") or "file"))

    def shown_type(self) -> str:
        if self.content_type is not None:
            return self.content_type
        from mimetypes import guess_type

        return guess_type(self.shown_name())[0] or DEFAULT_CONTENT_TYPE


def _last_part(path: str | os.PathLike[str]) -> str:
    return os.path.basename(os.fspath(path).rstrip("/"))


@dataclass(frozen=True, slots=True)
class Form:
    """The fields and files of a form. A list repeats its field for each value; a field that is None is left out."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    files: Sequence[FilePart] = ()

    def merged(self, additions: Mapping[str, Any] | None) -> Form:
        return replace(self, fields={**self.fields, **additions}) if additions else self

    def without(self, name: str) -> Form:
        return replace(self, fields={key: value for key, value in self.fields.items() if key != name})

    def texts(self) -> dict[str, list[str]]:
        """The fields with the texts to send."""
        return {
            name: [field_text(item) for item in (value if isinstance(value, list | tuple) else [value])]
            for name, value in self.fields.items()
            if value is not None
        }

    @contextmanager
    def opened(self) -> Iterator[list[tuple[str, FileTuple]]]:
        """The files in the form that httpx takes; paths are opened for this block."""
        with ExitStack() as stack:
            parts: list[tuple[str, FileTuple]] = []
            for part in self.files:
                content = part.content
                if isinstance(content, str | os.PathLike):
                    content = stack.enter_context(open(content, "rb"))
                parts.append((part.name, (part.shown_name(), content, part.shown_type())))
            yield parts


def flat_fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a form from a JSON object: ``a[b]`` for an object in it, ``a[]`` for the items of an array."""
    found: dict[str, Any] = {}

    def add(name: str, value: Any) -> None:
        if isinstance(value, Mapping):
            for key, item in value.items():
                add(f"{name}[{key}]" if name else str(key), item)
        elif isinstance(value, list | tuple):
            for item in value:
                add(f"{name}[]", item)
        elif value is not None and "[]" in name:
            found.setdefault(name, []).append(value)
        elif value is not None:
            found[name] = value

    add("", data)
    return found


def field_text(value: Any) -> str:
    """A value as the text of a form field; structured values become JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping | list | tuple):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)
