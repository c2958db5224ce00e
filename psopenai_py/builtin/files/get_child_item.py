from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

from ...dataclass import dataclass
from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.io.info import FILE_ATTRIBUTES, FileSystemInfo, file_system_info
from ...dotnet.model.types import Value
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards
from .common import ItemCmdlet, Selection, literal_path_param
from .items import file_item
from .paths import Place, expand, folder_names, name_filter, not_found

_READ_ONLY, _HIDDEN, _SYSTEM = 1, 2, 4


_SHORT = {"d": "directory", "h": "hidden", "r": "readonly", "s": "system"}


@dataclass(frozen=True, slots=True)
class AttributeTest:
    """The condition of -Attributes: any of some groups, each a list of (bit, whether it must be set)."""

    groups: list[list[tuple[int, bool]]]

    def fit(self, bits: int) -> bool:
        return any(all(bool(bits & bit) is wanted for bit, wanted in group) for group in self.groups)

    def names(self, bit: int) -> bool:
        return any(bit == each and wanted for group in self.groups for each, wanted in group)


def attribute_test(value: Value) -> AttributeTest:
    """``Hidden+!Directory,ReadOnly`` as a test. Raises ValueError for an unknown attribute."""
    known: dict[str, int] = {name.lower(): number for name, number in FILE_ATTRIBUTES.members.items()}
    groups = []
    for part in ",".join(map(to_text, as_list(value))).split(","):
        group = []
        for word in part.split("+"):
            name = word.strip().lstrip("!").strip().lower()
            if (bit := known.get(_SHORT.get(name, name))) is None:
                raise ValueError(f"{name} is not an attribute of files; there are {', '.join(known)}.")
            group.append((bit, not word.strip().startswith("!")))
        groups.append(group)
    return AttributeTest(groups)


@cmdlet(
    "Get-ChildItem",
    default_set="Items",
    outputs=("System.IO.FileInfo", "System.IO.DirectoryInfo"),
    error_name="Microsoft.PowerShell.Commands.GetChildItemCommand",
)
class GetChildItem(Selection, ItemCmdlet):
    """List the items of a folder or a drive."""

    path = Param(
        "string[]",
        set="Items",
        position=0,
        pipeline="value property",
        help="The folders; wildcards are allowed. The current folder by default.",
    )
    literal_path = literal_path_param("folders", set="LiteralItems")
    filter = Param("string", position=1, help="List only names like this; it supports * and ? only.")
    recurse = Param("switch", aliases=("s", "r"), help="List the items of subfolders too.")
    depth = Param("uint", help="How many levels of subfolders to list.")
    name = Param("switch", help="Return names only.")
    attributes = Param(
        "object", transform=attribute_test, help="The attributes: a comma means or, + means and, ! means not."
    )
    directory = Param("switch", aliases=("ad",), help="List folders only.")
    file = Param("switch", aliases=("af",), help="List files only.")
    hidden = Param("switch", aliases=("ah", "h"), help="List hidden items only.")
    read_only = Param("switch", aliases=("ar",), help="List read-only items only.")
    system = Param("switch", aliases=("as",), help="List system items only.")
    follow_symlink = Param("switch", help="With -Recurse, follow links to folders.")
    examples = (
        Example(
            "Get-ChildItem *.jsonl | Select-Object Name, Length",
            "The JSON Lines files of the current folder.",
            result=(
                "Name           Length\n"
                "----           ------\n"
                "done.jsonl         18\n"
                "out.jsonl          18\n"
                "requests.jsonl    141\n"
                "results.jsonl      18"
            ),
        ),
    )

    def process(self) -> Iterator[Value]:
        deep = bool(self.recurse) or self.is_bound("Depth")
        for path in self.given_paths() or ["."]:
            pattern, include = path, self.include
            if deep and not self.is_literal and not include and has_wildcards(re.split(r"[\\/]", path)[-1]):
                head, leaf = os.path.split(path)  # `*.txt -Recurse` finds such names in all subfolders
                pattern, include = head or ".", [leaf]
            yield from self._list(pattern, include, deep)

    def _list(self, pattern: str, include: list[str] | None, deep: bool) -> Iterator[Value]:
        literal = self.is_literal
        wild = not literal and has_wildcards(pattern)
        places = expand(self.session, pattern, literal, self.is_forced or bool(self.hidden))
        if not wild and not places[0].exists:
            self.write_error(not_found(places[0].shown))
            return
        passes = name_filter(self.filter, include, self.exclude)
        for place in places:
            if place.drive is not None:
                yield from self._drive_items(place, passes)
            elif not place.is_container or (wild and not deep and (include or len(places) > 1)):
                if passes(place.leaf):
                    yield from self._one(place.path, place.leaf)
            elif deep or not include:
                yield from self._folder(place.path, "", passes, self._levels() if deep else 0)

    def _levels(self) -> int:
        return int(self.depth) if self.is_bound("Depth") else 1 << 30

    def _drive_items(self, place: Place, passes: Callable[[str], bool]) -> Iterator[Value]:
        assert place.drive is not None
        for name in [place.path] if place.path else place.drive.names():
            if passes(name):
                yield name if self.name else place.drive.item(place.drive.find(name) or name)

    def _folder(self, path: str, below: str, passes: Callable[[str], bool], levels: int) -> Iterator[Value]:
        """The items of a folder, then those of each subfolder; ``below`` is the folder's path for -Name."""
        names = self._names(path)
        for name in names:
            if passes(name):
                yield from self._one(os.path.join(path, name), os.path.join(below, name))
        if levels <= 0:
            return
        for name in names:
            inner = os.path.join(path, name)
            hidden = name.startswith(".") and not (self.is_forced or self.hidden)
            if os.path.isdir(inner) and not hidden and self._enters(inner, path):
                yield from self._folder(inner, os.path.join(below, name), passes, levels - 1)

    def _enters(self, inner: str, path: str) -> bool:
        """Whether to list a subfolder; a link that leads back to a folder above it is warned of."""
        if not os.path.islink(inner):
            return True
        if not self.follow_symlink:
            return False
        target = os.path.realpath(inner)
        if (os.path.realpath(path) + os.sep).startswith(target.rstrip(os.sep) + os.sep):
            self.warn(f"{inner} is not followed: it leads back to {target}.")
            return False
        return True

    def _names(self, path: str) -> list[str]:
        names = folder_names(path)
        if not names and not os.access(path, os.R_OK):
            self.refuse(
                "DirUnauthorizedAccessError",
                f"Access to the path '{path}' is denied.",
                "PermissionDenied",
                path,
                "System.UnauthorizedAccessException",
            )
        return names

    def _one(self, path: str, name: str) -> Iterator[Value]:
        info = file_system_info(path)
        if self._wanted(info):
            yield name if self.name else file_item(path, info)

    def _wanted(self, info: FileSystemInfo) -> bool:
        bits = info.attributes
        asked: AttributeTest | None = self.attributes
        if bits & _HIDDEN and not (self.is_forced or self.hidden or (asked and asked.names(_HIDDEN))):
            return False
        if asked is not None and not asked.fit(bits):
            return False
        kind = info.is_directory if self.directory else not self.file or not info.is_directory
        return kind and all(
            bits & bit for bit, wanted in ((_HIDDEN, self.hidden), (_READ_ONLY, self.read_only), (_SYSTEM, self.system))
            if wanted
        )  # fmt: skip
