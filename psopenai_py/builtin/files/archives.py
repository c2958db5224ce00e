"""Compress-Archive and Expand-Archive: ZIP files."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateSet
from ...dotnet.model.types import Value
from ...engine.values.text import to_text
from ...errors import TerminatingError
from .common import ItemCmdlet, literal_path_param
from .items import file_item
from .paths import expand, folder_names, locate

_INVALID = "System.InvalidOperationException"
_LEVELS: dict[str, dict[str, Any]] = {
    "optimal": {"compression": zipfile.ZIP_DEFLATED, "compresslevel": 6},
    "fastest": {"compression": zipfile.ZIP_DEFLATED, "compresslevel": 1},
    "nocompression": {"compression": zipfile.ZIP_STORED},
}
_PATH = ("Path", "PathWithUpdate", "PathWithForce")
_LITERAL = ("LiteralPath", "LiteralPathWithUpdate", "LiteralPathWithForce")


class ArchiveCmdlet(ItemCmdlet):
    """A cmdlet that works on an archive."""

    def missing(self, path: str) -> TerminatingError:
        text = f"The path '{path}' does not exist, or is not a file or folder."
        return self.stop_with("ArchiveCmdletPathNotFound", text, "InvalidArgument", path, _INVALID)


@cmdlet("Compress-Archive", default_set="Path", should_process=True, error_name="Compress-Archive")
class CompressArchive(ArchiveCmdlet):
    """Put files and folders into a ZIP file.

    A folder is stored with its name, ``folder/*`` without it. Hidden files in folders are left out, as in PowerShell.
    The archive gets its name only when it is complete.
    """

    path = Param(
        "string[]",
        sets={name: InSet(mandatory=True, position=0, by_value=True, by_property=True) for name in _PATH},
        validators=(ValidateNotNullOrEmpty(),),
        help="The files and folders; wildcards are allowed.",
    )
    literal_path = literal_path_param("files and folders", set=_LITERAL)
    destination_path = Param(
        "string",
        mandatory=True,
        position=1,
        validators=(ValidateNotNullOrEmpty(),),
        help="The archive; .zip is added to a name without an extension.",
    )
    compression_level = Param(
        "string",
        validators=(ValidateSet(("Optimal", "NoCompression", "Fastest")),),
        default="Optimal",
        help="How much time to spend on making it small.",
    )
    update = Param(
        "switch",
        set=("PathWithUpdate", "LiteralPathWithUpdate"),
        mandatory=True,
        help="Add to an archive, and replace what has the same name in it.",
    )
    force = Param("switch", set=("PathWithForce", "LiteralPathWithForce"), mandatory=True, help="Replace an archive.")
    pass_thru = Param("switch", help="Return the archive's file.")
    examples = (
        Example("Compress-Archive *.jsonl results.zip -PassThru | ForEach-Object Name", "", result="results.zip"),
    )

    def begin(self) -> None:
        self._found: dict[str, str] = {}  # the files and empty folders, by their names in the archive

    def process(self) -> None:
        for path in self.given_paths():
            places = expand(self.session, path, self.is_literal)
            if not places or any(place.drive is not None or not place.exists for place in places):
                raise self.missing(path)
            for place in places:
                self._collect(place.path, os.path.basename(place.path))

    def _collect(self, path: str, name: str) -> None:
        if not os.path.isdir(path):
            self._found[name] = path
            return
        inner = [each for each in folder_names(path) if not each.startswith(".")]
        if not inner:
            self._found[name + "/"] = path
        for each in inner:
            self._collect(os.path.join(path, each), f"{name}/{each}")

    def end(self) -> Iterator[Value]:
        target = locate(self.session, to_text(self.destination_path)).path
        if not os.path.splitext(target)[1]:
            target += ".zip"
        if not os.path.isdir(os.path.dirname(target)):
            raise self.missing(target)
        if os.path.exists(target) and not (self.update or self.force):
            text = f"There is an archive {target} already. Use -Update or -Force."
            raise self.stop_with("ArchiveFileExists", text, "InvalidArgument", target, "System.IO.IOException")
        self._found = {name: path for name, path in self._found.items() if path != target}
        if not self.should_process(target, "Compress-Archive"):
            return
        try:
            self._write(target)
        except (OSError, zipfile.BadZipFile) as error:
            text = f"The archive {target} cannot be written: {getattr(error, 'strerror', None) or error}"
            raise self.stop_with("ArchiveWriteError", text, "WriteError", target, "System.IO.IOException") from error
        if self.pass_thru:
            yield file_item(target)

    def _write(self, target: str) -> None:
        """Write the archive beside its place, then give it its name."""
        handle, part = tempfile.mkstemp(".part", ".", os.path.dirname(target))
        os.close(handle)
        options = _LEVELS[to_text(self.compression_level).lower()]
        try:
            with zipfile.ZipFile(part, "w", strict_timestamps=False, **options) as archive:
                if self.update and os.path.exists(target):
                    self._keep(target, archive)
                for name, path in self._found.items():
                    archive.write(path, name)
            mode = os.stat(target).st_mode if os.path.exists(target) else 0o666 & ~_umask()
            os.chmod(part, mode & 0o777)
            os.replace(part, target)
        except BaseException:
            os.remove(part)
            raise

    def _keep(self, target: str, archive: zipfile.ZipFile) -> None:
        """Take over what is in the old archive and not replaced."""
        with zipfile.ZipFile(target) as old:
            for entry in old.infolist():
                if entry.filename not in self._found:
                    with old.open(entry) as source, archive.open(entry, "w") as copy:
                        shutil.copyfileobj(source, copy)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


@cmdlet("Expand-Archive", default_set="Path", should_process=True, error_name="Expand-Archive")
class ExpandArchive(ArchiveCmdlet):
    """Take the files out of a ZIP file.

    What would land outside of the folder is refused. Files that exist are kept, with an error for each, unless -Force
    is given.
    """

    path = Param(
        "string",
        set="Path",
        mandatory=True,
        position=0,
        pipeline="value property",
        validators=(ValidateNotNullOrEmpty(),),
        help="The archive.",
    )
    literal_path = literal_path_param("archive", "string")
    destination_path = Param(
        "string",
        position=1,
        validators=(ValidateNotNullOrEmpty(),),
        help="The folder, which is made if it does not exist; by default one with the archive's name.",
    )
    force = Param("switch", help="Replace files that exist.")
    pass_thru = Param("switch", help="Return the files and folders.")
    examples = (
        Example(
            "Compress-Archive results.jsonl r.zip; Expand-Archive r.zip out -PassThru | ForEach-Object Name",
            "Unpacks into the folder out.",
            result="results.jsonl",
        ),
    )

    def process(self) -> Iterator[Value]:
        given = to_text(self.literal_path if self.is_literal else self.path)
        places = expand(self.session, given, self.is_literal)
        if len(places) != 1 or places[0].drive is not None or not os.path.isfile(places[0].path):
            raise self.missing(given)
        source = places[0].path
        name = to_text(self.destination_path) or os.path.splitext(os.path.basename(source))[0]
        folder = locate(self.session, name).path
        if not self.should_process(source, "Expand-Archive"):
            return
        try:
            os.makedirs(folder, exist_ok=True)
            with zipfile.ZipFile(source) as archive:
                for entry in archive.infolist():
                    made = self._extract(archive, entry, folder)
                    if made is not None and self.pass_thru:
                        yield file_item(made)
        except zipfile.BadZipFile as error:
            text = f"{source} is not a ZIP file, or is damaged: {error}"
            raise self.stop_with(
                "InvalidData", text, "InvalidData", source, "System.IO.InvalidDataException"
            ) from error
        except (OSError, RuntimeError, NotImplementedError) as error:  # a password, a method of compression
            text = f"{source} cannot be unpacked: {getattr(error, 'strerror', None) or error}"
            raise self.stop_with("ArchiveReadError", text, "ReadError", source, "System.IO.IOException") from error

    def _extract(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: str) -> str | None:
        """Write one file or folder; its path, or None after an error."""
        path = os.path.normpath(os.path.join(folder, entry.filename.replace("\\", "/")))
        if not (path + os.sep).startswith(folder.rstrip(os.sep) + os.sep):
            text = f"'{entry.filename}' is left out: it would be written outside of {folder}."
            self.fail("ArchiveEntryOutsideDestination", text, "SecurityError", entry.filename, "System.IO.IOException")
            return None
        if entry.is_dir():
            os.makedirs(path, exist_ok=True)
            return path
        if os.path.lexists(path) and not self.force:
            text = f"The file {path} exists. Use -Force to replace it."
            self.fail("ExpandArchiveFileExists", text, "InvalidArgument", path, "System.IO.IOException")
            return None
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.islink(path):
            os.remove(path)
        with archive.open(entry) as source, open(path, "wb") as file:
            shutil.copyfileobj(source, file)
        if mode := entry.external_attr >> 16 & 0o777:
            os.chmod(path, mode | 0o200)
        return path
