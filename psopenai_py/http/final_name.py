"""The last step of a file: content that was written elsewhere takes its final name, and nothing else does.

Symbolic links are followed, the mode and owner of an older file are kept, a read-only one is left alone, and one
process at a time writes.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from ..locks import lock

_LONGEST_NAME = 255  # bytes, of nearly every file system


def name_beside(target: Path, suffix: str) -> Path:
    """A file or folder for unfinished work beside the one that it is for: its name and ``suffix``.

    A name that would get too long for the file system is cut, and a checksum of it tells it from others.
    """
    name = os.fsencode(target.name)
    room = _LONGEST_NAME - len(suffix)
    if len(name) <= room:
        return target.with_name(target.name + suffix)
    mark = f"~{crc32(name):08x}"
    return target.with_name(shortened(target.name, room - len(mark)) + mark + suffix)


def shortened(name: str, length: int) -> str:
    """A file's name without what is beyond so many bytes; no character is cut."""
    return os.fsencode(name)[:length].decode("utf-8", "ignore")


def writable_target(path: str | os.PathLike[str]) -> Path:
    """The file that a name stands for, behind symbolic links. Raises OSError if it cannot be replaced."""
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        if os.path.exists(path):  # /dev/stdout, >(...): a link of the system's to a pipe, which has no name
            raise _not_regular(path) from None
        return target
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "This is a folder; name a file", str(path))
    if not stat.S_ISREG(mode):  # a device or a pipe, which a rename would replace
        raise _not_regular(path)
    if not mode & 0o222 or not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "The file is read-only; name another one, or make it writable", str(path))
    return target


def _not_regular(path: str | os.PathLike[str]) -> OSError:
    return FileExistsError(errno.EEXIST, "This is not a regular file; write to it with > instead", str(path))


def give_name(made: Path, target: Path) -> None:
    """Rename a complete file. An older file of that name passes on its mode, and its owner where that is allowed."""
    with suppress(FileNotFoundError):
        old = target.stat()
        new = made.stat()
        if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
            with suppress(PermissionError):
                os.chown(made, old.st_uid, old.st_gid)
        made.chmod(stat.S_IMODE(old.st_mode))
    os.replace(made, target)


def open_alone(path: Path) -> int:
    """Open a file for this process alone, and make it if it is not there. Returns a descriptor; closing it ends that.

    Raises BlockingIOError if another process has it. A file system without locks gives none.
    """
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            lock(descriptor)
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(descriptor), path.stat()):
                    return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # it was renamed or deleted by the process that had it
