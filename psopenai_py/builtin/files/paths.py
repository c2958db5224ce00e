"""From a path as written to the place that it names: relative paths, ``~``, drives, wildcards.

::

    locate(session, text)                 one place, whether it exists or not
    expand(session, pattern, ...)         the places that a path with wildcards stands for
    file_paths(command, patterns, ...)    the same for cmdlets that only support files
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ...dataclass import dataclass
from ...dotnet.culture.compare import sort_key
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.file_paths import drive_of, file_path, with_separators
from ...engine.session.session import PathInfo, Session
from ...engine.values.wildcard import has_wildcards, unescape_wildcards, wildcard_to_regex
from ...errors import ErrorRecord, NetException, TerminatingError, terminating
from .drives import DRIVES, PROVIDERS, Drive

_PROVIDER = re.compile(r"(?:Microsoft\.PowerShell\.Core\\)?(\w+)::(.*)\Z", re.DOTALL)
_BRACKETS = re.compile(r"\[[^\[\]]+\]")  # a set of characters
_DRIVE = re.compile(r"([A-Za-z]\w*):(.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """A place: an absolute path of the file system, or with ``drive`` a name in it (empty: its root)."""

    path: str
    drive: Drive | None = None

    @property
    def exists(self) -> bool:
        if self.drive is None:
            return os.path.lexists(self.path)
        return not self.path or self.drive.find(self.path) is not None

    @property
    def is_container(self) -> bool:
        return os.path.isdir(self.path) if self.drive is None else not self.path

    @property
    def leaf(self) -> str:
        return os.path.basename(self.path) or self.path if self.drive is None else self.path

    @property
    def is_hidden(self) -> bool:
        return self.drive is None and os.path.basename(self.path).startswith(".")

    @property
    def shown(self) -> str:
        """The path as Resolve-Path returns it."""
        return self.path if self.drive is None else f"{self.drive.name}:/{self.path}"

    def child(self, name: str) -> Place:
        return Place(os.path.join(self.path, name) if self.drive is None else name, self.drive)


def locate(session: Session, text: str) -> Place:
    """The place that a path names; an unknown drive is an error."""
    qualified = _PROVIDER.match(text)
    if qualified is not None:
        kind = PROVIDERS.get(qualified[1].lower())
        if kind is not None:
            return Place(qualified[2], kind(session))
    drive = _DRIVE.match(text)
    if drive is not None:
        known = DRIVES.get(drive[1].lower())
        if known is not None:
            return Place(drive[2].strip("/\\"), known(session))
        if unknown_drive(session, text) is not None:
            raise drive_not_found(drive[1])
    here = DRIVES.get(session.drive.lower())
    in_files = _PROVIDER.match(text) or drive_of(text, session.folder_drives) or text[:1] in ("/", "~")
    if here is not None and not in_files:
        return Place("" if text == "." else text.removeprefix("./").strip("/\\"), here(session))
    return Place(file_path(text, session.folder_drives, session.here))


def path_info(session: Session, place: Place, given: str) -> PathInfo:
    """A place as Resolve-Path returns it: on the drive that the given path, or the location, names."""
    if place.drive is not None:
        return PathInfo(place.shown, "", place.drive.name, place.drive.provider)
    drive = drive_of(given, session.folder_drives)
    if drive is None and not os.path.isabs(with_separators(given)) and not given.startswith("~"):
        drive = session.folder_drives.get(session.drive.lower())
    if drive is None or not (place.path + os.sep).startswith(drive.root.rstrip(os.sep) + os.sep):
        return PathInfo(place.path)
    below = os.path.relpath(place.path, drive.root)
    return PathInfo(f"{drive.name}:{os.sep}{'' if below == '.' else below}", place.path, drive.name)


def unknown_drive(session: Session, text: str) -> str | None:
    """The name of the drive that a path starts with, if there is no such drive."""
    drive = _DRIVE.match(text)
    if drive is None or _PROVIDER.match(text) or (os.name == "nt" and len(drive[1]) == 1):
        return None
    lower = drive[1].lower()
    return None if lower in DRIVES or lower in session.folder_drives else drive[1]


def drive_not_found(name: str) -> TerminatingError:
    return terminating(
        "DriveNotFound",
        f"There is no drive named '{name}'.",
        "ObjectNotFound",
        name,
        "System.Management.Automation.DriveNotFoundException",
    )


def not_found(path: str) -> ErrorRecord:
    """The error for a path that does not exist."""
    exception = NetException(
        "System.Management.Automation.ItemNotFoundException", f"Cannot find path '{path}': nothing is there."
    )
    exception.properties["ItemName"] = path
    return ErrorRecord("PathNotFound", exception.message, "ObjectNotFound", path, exception)


def expand(session: Session, pattern: str, literal: bool = False, force: bool = False) -> list[Place]:
    """The places that a path stands for; without wildcards that is one place, whether it exists or not.

    A wildcard matches names in any case; hidden files only with ``force`` or if the pattern itself has the dot.
    """
    if literal or not has_wildcards(pattern) or _is_own_name(session, pattern):
        return [locate(session, pattern if literal else unescape_wildcards(pattern))]
    drive = _DRIVE.match(pattern)
    name, rest = (drive[1].lower(), drive[2]) if drive is not None else (session.drive.lower(), pattern)
    if name in DRIVES:
        place = Place("", DRIVES[name](session))
        matches = wildcard_to_regex(rest.strip("/\\")).match
        assert place.drive is not None
        return [place.child(name) for name in place.drive.names() if matches(name)]
    head, segments = _split_pattern(session, pattern)
    places = [head]
    for segment in segments:
        places = [found for place in places for found in _step(place, segment, force)]
    return places


def _is_own_name(session: Session, pattern: str) -> bool:
    """Whether brackets are no wildcard, since they are not closed, but part of the name of something that exists."""
    if "*" in pattern or "?" in pattern or "`" in pattern or _BRACKETS.search(pattern):
        return False
    return locate(session, pattern).exists


def _split_pattern(session: Session, pattern: str) -> tuple[Place, list[str]]:
    """The place before the first wildcard, and the remaining segments."""
    qualified = _PROVIDER.match(pattern)
    text = qualified[2] if qualified is not None else pattern
    parts = with_separators(text).split(os.sep)
    fixed: list[str] = []
    while parts and not has_wildcards(parts[0]):
        fixed.append(unescape_wildcards(parts.pop(0)))
    start = "/".join(fixed) + "/" if fixed else "."
    return locate(session, start), [part for part in parts if part]


def _step(place: Place, segment: str, force: bool) -> Iterator[Place]:
    if not has_wildcards(segment):
        inner = Place(os.path.normpath(os.path.join(place.path, unescape_wildcards(segment))))
        if inner.exists:
            yield inner
        return
    matches = wildcard_to_regex(segment).match
    for name in folder_names(place.path):
        if matches(name) and (force or not name.startswith(".") or segment.startswith(".")):
            yield place.child(name)


def folder_names(path: str) -> list[str]:
    """The names in a folder, folders first, in PowerShell's order; empty if it cannot be read."""
    try:
        with os.scandir(path) as scan:
            entries = [(not entry.is_dir(), sort_key(entry.name), entry.name) for entry in scan]
    except OSError:
        return []
    return [name for _, _, name in sorted(entries)]


def name_filter(
    filter: str | None, include: Sequence[str] | None, exclude: Sequence[str] | None
) -> Callable[[str], bool]:
    """Whether a name passes -Filter, -Include and -Exclude."""
    wanted = _filter_test(filter)
    included = [wildcard_to_regex(pattern).match for pattern in include or ()]
    excluded = [wildcard_to_regex(pattern).match for pattern in exclude or ()]

    def passes(name: str) -> bool:
        return (
            wanted(name)
            and (not included or any(match(name) for match in included))
            and not any(match(name) for match in excluded)
        )

    return passes


def _filter_test(filter: str | None) -> Callable[[str], bool]:
    """-Filter uses the system's rules: only ``*`` and ``?``, and ``*.*`` means every name."""
    if not filter or filter == "*.*":
        return lambda name: True
    match = wildcard_to_regex(re.sub(r"([\[\]`])", r"`\1", filter)).match
    return lambda name: match(name) is not None


def file_paths(command: Cmdlet, patterns: Iterable[str], literal: bool = False) -> Iterator[str]:
    """The absolute paths of files by pattern; a path without wildcards is returned whether it exists or not."""
    for pattern in patterns:
        for place in expand(command.session, str(pattern), literal):
            if place.drive is None:
                yield place.path
            else:
                raise no_file(command, place)


def one_file(command: Cmdlet, pattern: str, literal: bool = False) -> str:
    """The absolute path of one file; of several that a pattern means, the first."""
    for path in file_paths(command, [pattern], literal):
        return path
    raise command.stop_with(
        "FileOpenFailure",
        f"No file fits the pattern '{pattern}'.",
        "OpenError",
        pattern,
        "System.IO.FileNotFoundException",
    )


def output_path(command: Cmdlet, text: str) -> str:
    """The absolute path of a file to write."""
    place = locate(command.session, text)
    if place.drive is not None:
        raise no_file(command, place)
    return place.path


def no_file(command: Cmdlet, place: Place) -> TerminatingError:
    return command.stop_with(
        "ReadWriteFileNotFileSystemProvider",
        f"'{place.shown}' is not a file.",
        "InvalidArgument",
        place.shown,
        "System.Management.Automation.PSInvalidOperationException",
    )
