from __future__ import annotations

import os
from collections.abc import Iterator

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.session.file_paths import with_separators
from ...engine.values.text import to_text
from ...errors import ErrorRecord, NetException, TerminatingError
from .common import ItemCmdlet
from .items import file_item, item_at
from .paths import Place, locate

_TYPES = {"directory": "Directory", "container": "Directory", "file": "File", "leaf": "File",
          "symboliclink": "SymbolicLink", "hardlink": "HardLink"}  # fmt: skip


def _type_of(text: str) -> str | None:
    """The type of item that a word means; its beginning is enough."""
    lower = text.lower()
    return next((kind for word, kind in _TYPES.items() if word.startswith(lower)), None)


@cmdlet(
    "New-Item", default_set="pathSet", should_process=True, error_name="Microsoft.PowerShell.Commands.NewItemCommand"
)
class NewItem(ItemCmdlet):
    """Create a file, a folder, a link, or an item of another drive."""

    path = Param(
        "string[]",
        sets={
            "pathSet": InSet(mandatory=True, position=0, by_property=True),
            "nameSet": InSet(position=0, by_property=True),
        },
        help="The path; with -Name the path of the folder.",
    )
    name = Param(
        "string",
        set="nameSet",
        mandatory=True,
        pipeline="property",
        allow_empty_string=True,
        allow_null=True,
        help="The name of the item in the folder.",
    )
    item_type = Param(
        "string",
        pipeline="property",
        aliases=("Type",),
        completions=("File", "Directory", "SymbolicLink", "HardLink"),
        help="File (the default), Directory, SymbolicLink or HardLink.",
    )
    value = Param(
        "object", pipeline="value property", aliases=("Target",), help="The text of the file, or the target of a link."
    )
    force = Param("switch", help="Create missing folders, and replace an existing file.")
    examples = (
        Example("New-Item out -ItemType Directory -Force", "Creates a folder unless it exists."),
        Example(
            "New-Item notes.txt -Value 'Bread and milk.' | Get-Content",
            "Creates a file with a text.",
            result="Bread and milk.",
        ),
    )
    remarks = "There is no -Credential."

    literal_path = None

    def process(self) -> Iterator[Value]:
        for path in self.given_paths() or ["."]:
            place = locate(self.session, path)
            if self.name:
                place = place.child(to_text(self.name)) if place.drive else locate(
                    self.session, os.path.join(place.path, to_text(self.name))
                )  # fmt: skip
            if place.drive is not None:
                yield from self._drive_item(place)
            else:
                yield from self._file_item(place.path)

    def _drive_item(self, place: Place) -> Iterator[Value]:
        assert place.drive is not None
        if place.exists and not self.force:
            raise self.stop_with(
                "Argument", f"The item {place.shown} exists. Use -Force.", "InvalidArgument", place.path,
                "System.Management.Automation.PSArgumentException",
            )  # fmt: skip
        if self.should_process(f"Item: {place.path} Value: {self.value}", f"New {place.drive.name}"):
            place.drive.set(place.path, self.value)
            yield item_at(place)

    def _file_item(self, path: str) -> Iterator[Value]:
        kind = _type_of(to_text(self.item_type or "File"))
        if kind is None:
            raise self.stop_with(
                "Argument",
                f"'{self.item_type}' is not a type of item; there are {', '.join(dict.fromkeys(_TYPES.values()))}.",
                "InvalidArgument",
                None,
                "System.Management.Automation.PSArgumentException",
            )
        if kind in ("SymbolicLink", "HardLink") and not to_text(self.value):
            error = NetException(
                "System.ArgumentNullException", f"-Value: a {kind} needs a target. (Parameter 'content')"
            )
            error.properties["ParamName"] = "content"
            raise TerminatingError(ErrorRecord("ArgumentNull", error.message, "InvalidArgument", None, error))
        if not self.should_process(f"Destination: {path}", f"Create {kind}"):
            return
        try:
            made = self._make_folder(path) if kind == "Directory" else self._make_file(path, kind)
        except OSError as error:
            denied = isinstance(error, PermissionError)
            if kind == "HardLink" and isinstance(error, FileNotFoundError):
                path = locate(self.session, to_text(self.value)).path
            self.file_fault(
                f"Create{kind}UnauthorizedAccessError" if denied else "NewItemIOError",
                error,
                path,
                "PermissionDenied" if denied else "WriteError",
            )
            return
        if made:
            yield file_item(path)

    def _make_folder(self, path: str) -> bool:
        if os.path.exists(path) and not (self.force and os.path.isdir(path)):
            self.refuse("DirectoryExist", f"There is an item {path} already.", "ResourceExists", path)
            return False
        os.makedirs(path, exist_ok=True)
        return True

    def _make_file(self, path: str, kind: str) -> bool:
        if self.force:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        if kind == "SymbolicLink" and os.path.lexists(path) and not self.force:
            self.refuse("SymLinkExists", f"There is an item {path} already.", "ResourceExists", path)
            return False
        if os.path.isdir(path) and not os.path.islink(path):
            raise PermissionError(13, "It is a folder", path)
        if os.path.lexists(path):
            if not self.force:
                self.refuse("NewItemIOError", f"The file '{path}' already exists.", "WriteError", path)
                return False
            os.remove(path)
        target = to_text(self.value)
        if kind == "SymbolicLink":
            os.symlink(with_separators(target), path)
        elif kind == "HardLink":
            os.link(locate(self.session, target).path, path)
        else:
            with open(path, "xb") as file:
                file.write(target.encode("utf-8", "surrogatepass") if self.value is not None else b"")
        return True
