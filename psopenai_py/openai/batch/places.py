"""Where -OutFile leads: a file or a folder of this machine, or an address of a store (``s3://bucket/answers.csv``).

A place has a folder for the pieces of unfinished work, and gives complete content its final name. Addresses are those
that fsspec knows (extra ``cloud``). Their pieces wait in the user's cache folder; objects of S3, Google and Azure are
there when their upload is complete, and in other stores a file is uploaded under another name and then renamed.
"""

from __future__ import annotations

import errno
import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from zlib import crc32

from ...configuration import base_folder
from ...http import give_name, name_beside, shortened, writable_target
from ..local_files import LONGEST_NAME
from ..tables import MissingLibraryError, need

PARTS = ".parts"
#: stores that show an object only when all of it has come
_WHOLE_OBJECTS = frozenset(("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oci", "oss", "r2"))


class Place(ABC):
    """``name`` is what messages call it; ``parts`` is a folder of this machine for unfinished work. If it ``renames``,
    `take` is done at once."""

    name: str
    parts: Path
    renames = False

    @abstractmethod
    def check(self) -> None:
        """Fail early if nothing could be written there. Raises OSError."""

    @abstractmethod
    def take(self, made: Path) -> None:
        """Give complete content the final name; afterwards ``made`` may be gone. Raises OSError."""


def place_of(path: str, cache: Path, is_folder: bool = False) -> Place:
    """The place that -OutFile names: a path of this machine, or an address. ``cache`` is for the pieces of the latter.

    Raises OSError if it cannot be written to, MissingLibraryError if a library is missing, ValueError for an address
    that no library knows.
    """
    if path.lower().startswith("file://"):
        parts = urlsplit(path)
        if parts.netloc not in ("", "localhost"):
            raise ValueError(f"{path} names the host {parts.netloc!r}; a path has a third slash: file:///folder/name")
        path = unquote(parts.path)
    elif is_address(path):
        return Store(path, cache)
    return LocalFolder(path) if is_folder else LocalFile(path)


def is_address(path: str) -> bool:
    """Whether it is an address of a store, and not a path."""
    scheme, found, _ = path.partition("://")
    return bool(found) and len(scheme) > 1 and scheme[0].isalpha() and all(c.isalnum() or c in "+-.:" for c in scheme)


def cache_folder(environ: Mapping[str, str]) -> Path:
    """The user's folder for what can be fetched again."""
    default = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return Path(base_folder(environ, "XDG_CACHE_HOME", default), "psopenai")


class LocalFile(Place):
    """A file of this machine."""

    renames = True

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.target = writable_target(path)
        self.name = str(self.target)
        self.parts = name_beside(self.target, PARTS)

    def check(self) -> None:
        _need_folder(self.target.parent)

    def take(self, made: Path) -> None:
        give_name(made, self.target)


class LocalFolder(Place):
    """A folder of this machine with a data set. What is new in it takes the place of the folders of the same name."""

    def __init__(self, path: str) -> None:
        self.target = Path(os.path.realpath(path))
        self.name = str(self.target)
        self.parts = name_beside(self.target, PARTS)

    def check(self) -> None:
        _need_folder(self.target.parent)
        if self.target.exists() and not self.target.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "With -PartitionBy, -OutFile names a folder", self.name)

    def take(self, made: Path) -> None:
        if not self.target.exists():
            os.replace(made, self.target)
            return
        import shutil  # noqa: PLC0415 (brings compression; only for data sets)

        for partition in sorted({file.parent for file in made.rglob("*.parquet")}):
            final = self.target / partition.relative_to(made)
            final.parent.mkdir(parents=True, exist_ok=True)
            old = made / "replaced"
            if final.exists():
                os.replace(final, old)
            os.replace(partition, final)
            if old.exists():
                shutil.rmtree(old)
        shutil.rmtree(made)


class Store(Place):
    """An address that fsspec knows: a file, or a folder if a folder is put there."""

    def __init__(self, address: str, cache: Path) -> None:
        fsspec = need("fsspec", "writes to such addresses", "cloud")
        self.name = _without_secrets(address)
        scheme = address.partition("://")[0]
        _show_hidden()
        try:
            self._files, self._path = fsspec.core.url_to_fs(address)
        except ImportError as error:
            message = f"{scheme}:// needs another library: pip install 'psopenai-py[cloud]' ({error})"
            raise MissingLibraryError(message) from error
        except ValueError as error:
            raise ValueError(f"{scheme}:// is not a kind of address that fsspec knows") from error
        last = quote(self._path.rstrip("/").rpartition("/")[2], safe="", errors="surrogatepass")[:80]
        self.parts = cache / "out" / f"{last}-{crc32(address.encode()):08x}{PARTS}"

    def check(self) -> None:
        try:
            self._files.info(self._path)
        except (FileNotFoundError, PermissionError):
            pass  # there is no such file yet, or it may be written and not read
        except Exception as error:  # no credentials, no such host
            raise OSError(errno.EIO, f"-OutFile: {self.name} cannot be reached: {_reason(error)}") from error
        self.parts.parent.mkdir(parents=True, exist_ok=True, mode=0o700)

    def take(self, made: Path) -> None:
        with self._faults():
            if made.is_file():
                self._put(made, self._path)
                return
            root = self._path.rstrip("/")
            for partition in sorted({file.parent for file in made.rglob("*.parquet")}):
                folder = f"{root}/{partition.relative_to(made).as_posix()}"
                old = set(self._files.find(folder)) if self._files.exists(folder) else set()
                for file in sorted(partition.glob("*.parquet")):
                    self._put(file, f"{folder}/{file.name}")
                    old.discard(f"{folder}/{file.name}")
                if old:  # of an earlier run that had more
                    self._files.rm(sorted(old))

    def _put(self, made: Path, path: str) -> None:
        protocol = self._files.protocol
        names = {protocol} if isinstance(protocol, str) else set(protocol)
        if names & _WHOLE_OBJECTS:
            self._files.put_file(str(made), path)
            return
        folder, _, name = path.rpartition("/")
        waiting = f"{folder}/.{shortened(name, LONGEST_NAME)}.part"
        if folder:
            self._files.makedirs(folder, exist_ok=True)
        try:
            self._files.put_file(str(made), waiting)
            self._files.mv(waiting, path)
        except BaseException:
            with suppress(Exception):
                self._files.rm_file(waiting)
            raise

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """What a store's library raises, which can be anything, as OSError."""
        try:
            yield
        except Exception as error:
            reason = _reason(error)
            raise OSError(errno.EIO, f"The upload to {self.name} failed: {reason}") from error


def _need_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, "-OutFile: the folder does not exist; create it first", str(folder))


def _show_hidden() -> None:
    """Let the libraries of stores import what the console script hides from httpcore, which has no use for it."""
    for name in ("anyio", "trio"):
        if sys.modules.get(name, name) is None:
            del sys.modules[name]


def _without_secrets(address: str) -> str:
    """An address in messages: without a password before the host, and without its query."""
    head, sep, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{head}{sep}{host.rpartition('@')[2]}{slash}{path.partition('?')[0]}"


def _reason(error: BaseException) -> str:
    """What happened, in one line; libraries of stores put the cause below an error of their own."""
    text = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, NotImplementedError):
        return "such addresses can only be read"
    return text if isinstance(error, OSError) else f"{type(error).__name__}: {text}"
