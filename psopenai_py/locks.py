"""Locks between processes: on files, ended by the system when the file is closed or the process dies.

Unix has them in `fcntl`; elsewhere `portalocker` brings them. What is locked: the keyring while a secret changes, and
the pieces of a file that one run is fetching.

    >>> import os, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     first, second = (os.open(os.path.join(folder, "lock"), os.O_RDWR | os.O_CREAT) for _ in range(2))
    ...     lock(first)
    ...     try:
    ...         lock(second)
    ...     except BlockingIOError:
    ...         print("taken")
    ...     os.close(first)
    ...     lock(second)
    ...     os.close(second)
    taken
"""

from __future__ import annotations

import errno

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


def lock(descriptor: int, wait: bool = False) -> None:
    """Lock an open file for this descriptor alone. A file system without locks gives none.

    Raises BlockingIOError if another descriptor has the lock; with ``wait`` it waits for it instead.
    """
    if fcntl is None:
        import portalocker  # noqa: PLC0415 (not needed on Unix)

        flags = portalocker.LockFlags.EXCLUSIVE
        try:
            portalocker.lock(descriptor, flags if wait else flags | portalocker.LockFlags.NON_BLOCKING)
        except portalocker.LockException as error:
            raise BlockingIOError(errno.EWOULDBLOCK, "Another process has the lock") from error
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError as error:
        if error.errno not in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL):
            raise
