"""``$PWD``: where the session stands."""

from __future__ import annotations

import os

from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import register
from ...dotnet.model.types import DotNetType

PATH_INFO = register(DotNetType("System.Management.Automation.PathInfo", base=OBJECT))


class PathInfo:
    """A folder, as Get-Location tells it."""

    __slots__ = ("path",)
    dotnet_type = PATH_INFO

    def __init__(self, path: str) -> None:
        self.path = path

    def __str__(self) -> str:
        return self.path


PATH_INFO.prop("Path", "string")(str)
PATH_INFO.prop("ProviderPath", "string")(str)
PATH_INFO.method("ToString", returns="string")(str)


def current_location() -> PathInfo:
    return PathInfo(os.getcwd())
