"""Content that a cmdlet writes into a file."""

from __future__ import annotations

import os
import tempfile


def write_file(path: str, content: bytes) -> None:
    """Write beside the final name and rename when complete; folders on the way are made."""
    folder = make_folder(path)
    handle, made = tempfile.mkstemp(dir=folder, prefix=f".{os.path.basename(path)}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(made, 0o666 & ~_umask())
        os.replace(made, path)
    except BaseException:
        os.unlink(made)
        raise


def make_folder(path: str) -> str:
    """Make the folder that a file is going to be in, as PSOpenAI does; the folder."""
    folder = os.path.dirname(os.path.abspath(path))
    os.makedirs(folder, exist_ok=True)
    return folder


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
