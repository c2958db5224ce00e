"""``[System.IO.Path]``: paths as text. Only GetFullPath, Exists and the temporary names look at the system."""

from __future__ import annotations

import os

from ...errors import NetException
from ..model.carriers import Char
from ..model.core import CHAR, OBJECT
from ..model.enumerables import make_array
from ..model.exceptions import argument_error
from ..model.registry import register
from ..model.types import DotNetType, Value

SEPARATORS = os.sep + (os.altsep or "")

PATH = register(DotNetType("System.IO.Path", base=OBJECT))


def _not_null(path: str | None, name: str = "path") -> str:
    if path is None:
        raise NetException("System.ArgumentNullException", f"A path must not be null. (Parameter '{name}')")
    return path


def _name_start(path: str) -> int:
    return max(path.rfind(separator) for separator in SEPARATORS) + 1


def _root_length(path: str) -> int:
    drive = os.path.splitdrive(path)[0]
    return len(drive) + (path[len(drive) : len(drive) + 1] in tuple(SEPARATORS))


@PATH.static("GetFileName", "string", returns="string")
def file_name(path: str) -> str:
    return path[_name_start(path) :]


@PATH.static("GetExtension", "string", returns="string")
def extension(path: str) -> str:
    """The extension with its dot; a name that ends in a dot has none."""
    dot = path.rfind(".", _name_start(path))
    return path[dot:] if 0 <= dot < len(path) - 1 else ""


@PATH.static("GetFileNameWithoutExtension", "string", returns="string")
def base_name(path: str) -> str:
    name = file_name(path)
    dot = name.rfind(".")
    return name[:dot] if dot >= 0 else name


PATH.static("HasExtension", "string", returns="bool")(lambda path: extension(path) != "")


@PATH.static("ChangeExtension", "string", "string", returns="string")
def _change_extension(path: str, new: str | None) -> str:
    """PowerShell passes ``$null`` as an empty string: the dot stays then, as in PowerShell."""
    if not path:
        return path
    dot = path.rfind(".", _name_start(path))
    stem = path[:dot] if dot >= 0 else path
    if new is None:
        return stem
    return stem + ("" if new.startswith(".") else ".") + new


@PATH.static("GetDirectoryName", "string", returns="string")
def directory_name(path: str) -> str | None:
    """The part before the last separator; None for a root."""
    if not path or _root_length(path) == len(path):
        return None
    root = _root_length(path)
    end = _name_start(path)
    while end > root and path[end - 1] in SEPARATORS:
        end -= 1
    return path[: max(end, root)]


@PATH.static("GetPathRoot", "string", returns="string")
def _path_root(path: str) -> str | None:
    return path[: _root_length(path)] if path else None


@PATH.static("Combine", "string", "string", returns="string")
@PATH.static("Combine", "string", "string", "string", returns="string")
@PATH.static("Combine", "string", "string", "string", "string", returns="string")
@PATH.static("Combine", "string[]", returns="string", variadic=True)
def combine(*parts: str) -> str:
    """Join the parts; a rooted part drops those before it."""
    made = ""
    for part in parts:
        if _is_rooted(_not_null(part)) or not made:
            made = part
        elif part:
            made += part if made[-1] in SEPARATORS else os.sep + part
    return made


@PATH.static("Join", "string", "string", returns="string")
@PATH.static("Join", "string", "string", "string", returns="string")
@PATH.static("Join", "string", "string", "string", "string", returns="string")
@PATH.static("Join", "string[]", returns="string", variadic=True)
def _join(*parts: str) -> str:
    made = ""
    for part in parts:
        if made and part and made[-1] not in SEPARATORS and part[0] not in SEPARATORS:
            made += os.sep
        made += part or ""
    return made


@PATH.static("IsPathRooted", "string", returns="bool")
def _is_rooted(path: str) -> bool:
    return bool(path) and _root_length(path) > 0


PATH.static("IsPathFullyQualified", "string", returns="bool")(os.path.isabs)
PATH.static("EndsInDirectorySeparator", "string", returns="bool")(lambda path: path[-1:] in tuple(SEPARATORS))
PATH.static("TrimEndingDirectorySeparator", "string", returns="string")(
    lambda path: path[:-1] if path[-1:] in tuple(SEPARATORS) and len(path) > _root_length(path) else path
)


@PATH.static("GetFullPath", "string", returns="string")
@PATH.static("GetFullPath", "string", "string", returns="string")
def full_path(path: str, base: str | None = None) -> str:
    """The absolute path without ``.`` and ``..``; a separator at the end stays."""
    if not path:
        raise NetException("System.ArgumentException", "The path is empty. (Parameter 'path')")
    absolute = os.path.abspath(path if base is None else os.path.join(base, path))
    return absolute + os.sep if path[-1] in SEPARATORS and absolute[-1] not in SEPARATORS else absolute


@PATH.static("GetRelativePath", "string", "string", returns="string")
def _relative_path(start: str, path: str) -> str:
    for name, given in (("relativeTo", start), ("path", path)):
        if not given:
            raise argument_error("The path is empty.", name)
    return os.path.relpath(path, start)


PATH.static("Exists", "string", returns="bool")(lambda path: bool(path) and os.path.exists(path))


@PATH.static("GetTempPath", returns="string")
def _temp_path() -> str:
    import tempfile  # noqa: PLC0415 (slow to load)

    return os.path.join(tempfile.gettempdir(), "")


@PATH.static("GetTempFileName", returns="string")
def _temp_file_name() -> str:
    import tempfile  # noqa: PLC0415 (slow to load)

    handle, path = tempfile.mkstemp(".tmp", "tmp")
    os.close(handle)
    return path


@PATH.static("GetRandomFileName", returns="string")
def _random_file_name() -> str:

    letters = "".join("abcdefghijklmnopqrstuvwxyz012345"[byte % 32] for byte in os.urandom(11))
    return f"{letters[:8]}.{letters[8:]}"


_INVALID = "\0/" if os.name != "nt" else '"<>|\0' + "".join(map(chr, range(1, 32))) + ":*?\\/"


def _char_array(text: str) -> Value:
    return make_array(map(Char, text), CHAR)


PATH.static("GetInvalidFileNameChars", returns="char[]")(lambda: _char_array(_INVALID))
PATH.static("GetInvalidPathChars", returns="char[]")(
    lambda: _char_array("\0" if os.name != "nt" else "|\0" + "".join(map(chr, range(1, 32))))
)
PATH.static_prop("DirectorySeparatorChar", "char")(lambda: Char(os.sep))
PATH.static_prop("AltDirectorySeparatorChar", "char")(lambda: Char("/"))
PATH.static_prop("PathSeparator", "char")(lambda: Char(os.pathsep))
PATH.static_prop("VolumeSeparatorChar", "char")(lambda: Char(":" if os.name == "nt" else "/"))
