"""``[Environment]`` and the operating system's description."""

from __future__ import annotations

import getpass
import os
import platform
import re
import sys
import time
from pathlib import Path

from ..collections.dictionaries import Hashtable
from ..model.carriers import Int64
from ..model.core import OBJECT
from ..model.enums import parse_enum
from ..model.exceptions import argument_error
from ..model.registry import get_type, register
from ..model.types import DotNetType, Value
from ..text.strings import string_array
from ..text.utf16 import writable
from .version import Version

_FOLDERS = {
    "userprofile": "",
    "personal": "Documents",
    "mydocuments": "Documents",
    "desktop": "Desktop",
    "desktopdirectory": "Desktop",
    "mypictures": "Pictures",
    "mymusic": "Music",
    "myvideos": "Videos",
    "applicationdata": ".config",
    "localapplicationdata": ".local/share",
}


class OperatingSystem:
    """Name and version of the operating system."""

    __slots__ = ()

    @property
    def version(self) -> Version:
        numbers = [int(number) for number in re.findall(r"\d+", platform.release())[:3]]
        return Version(*[*numbers, 0, 0, 0, 0][:4])

    @property
    def platform(self) -> str:
        return "Win32NT" if os.name == "nt" else "Unix"

    def __str__(self) -> str:
        return f"{'Microsoft Windows NT' if os.name == 'nt' else 'Unix'} {self.version}"


def _variables() -> Hashtable:
    return Hashtable(dict(os.environ), case_sensitive=os.name != "nt")


def _expand(text: str) -> str:
    return re.sub(r"%([^%]+)%", lambda found: os.environ.get(found[1], found[0]), text)


def _set_variable(name: str, value: str | None, target: Value = None) -> None:
    if not name or name.startswith("\0"):
        raise argument_error("The name of an environment variable must not be empty.", "variable")
    if "=" in name:
        raise argument_error("The name of an environment variable must not contain '='.", "variable")
    if value:
        os.environ[name] = writable(value).partition("\0")[0]  # as C reads it
    else:
        os.environ.pop(name, None)


def _folder(which: Value) -> str:
    name = str(which).lower()
    return str(Path.home() / _FOLDERS[name]) if name in _FOLDERS else ""


OS = register(DotNetType("System.OperatingSystem", python=OperatingSystem, base=OBJECT))
OS.prop("Platform", "System.PlatformID")(lambda it: parse_enum(get_type("System.PlatformID"), it.platform))
OS.prop("Version", "version")(lambda it: it.version)
OS.prop("VersionString", "string")(str)
OS.prop("ServicePack", "string")(lambda it: "")
OS.method("ToString", returns="string")(str)


ENVIRONMENT = register(DotNetType("System.Environment", base=OBJECT))
for _name, _type, _get in (
    ("NewLine", "string", lambda: os.linesep),
    ("MachineName", "string", platform.node),
    ("UserName", "string", getpass.getuser),
    ("UserDomainName", "string", platform.node),
    ("ProcessorCount", "int", lambda: os.cpu_count() or 1),
    ("ProcessId", "int", os.getpid),
    ("CurrentDirectory", "string", os.getcwd),
    ("OSVersion", "System.OperatingSystem", OperatingSystem),
    ("Is64BitProcess", "bool", lambda: sys.maxsize > 1 << 32),
    ("Is64BitOperatingSystem", "bool", lambda: sys.maxsize > 1 << 32),
    ("HasShutdownStarted", "bool", lambda: False),
    ("UserInteractive", "bool", lambda: True),
    ("Version", "version", lambda: Version(10, 0, 0)),
    ("CommandLine", "string", lambda: " ".join(sys.argv)),
    ("SystemDirectory", "string", lambda: ""),
    ("TickCount", "int", lambda: int(time.monotonic() * 1000) & 0x7FFFFFFF),
    ("TickCount64", "long", lambda: Int64(time.monotonic() * 1000)),
):
    ENVIRONMENT.static_prop(_name, _type)(_get)
_TARGET = "System.EnvironmentVariableTarget"
ENVIRONMENT.static("GetEnvironmentVariable", "string", returns="string")(os.environ.get)
ENVIRONMENT.static("GetEnvironmentVariable", "string", _TARGET, returns="string")(
    lambda name, target: os.environ.get(name) if int(target) == 0 else None
)
ENVIRONMENT.static("GetEnvironmentVariables", returns="System.Collections.IDictionary")(_variables)
ENVIRONMENT.static("SetEnvironmentVariable", "string", "string", returns="void")(_set_variable)
ENVIRONMENT.static("SetEnvironmentVariable", "string", "string", _TARGET, returns="void")(_set_variable)
ENVIRONMENT.static("ExpandEnvironmentVariables", "string", returns="string")(_expand)
ENVIRONMENT.static("GetFolderPath", "System.Environment+SpecialFolder", returns="string")(_folder)
ENVIRONMENT.static("GetCommandLineArgs", returns="string[]")(lambda: string_array(list(sys.argv)))

RUNTIME = register(DotNetType("System.Runtime.InteropServices.RuntimeInformation", base=OBJECT))
PLATFORM = register(DotNetType("System.Runtime.InteropServices.OSPlatform", base=OBJECT, value_type=True))
_SYSTEMS = {"linux": "Linux", "darwin": "OSX", "win32": "Windows", "freebsd": "FreeBSD"}
_MACHINES = {"x86_64": "X64", "amd64": "X64", "aarch64": "Arm64", "arm64": "Arm64", "i686": "X86"}


class OSPlatform:
    """A kind of operating system."""

    __slots__ = ("name",)
    dotnet_type = PLATFORM

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return self.name.upper()


def _is_platform(wanted: OSPlatform) -> bool:
    here = next((name for key, name in _SYSTEMS.items() if sys.platform.startswith(key)), "")
    return wanted.name.lower() == here.lower()


for _name in _SYSTEMS.values():
    PLATFORM.static_prop(_name, PLATFORM.full_name)(lambda name=_name: OSPlatform(name))
PLATFORM.static("Create", "string", returns=PLATFORM.full_name)(OSPlatform)
PLATFORM.method("ToString", returns="string")(str)
RUNTIME.static("IsOSPlatform", PLATFORM.full_name, returns="bool")(_is_platform)
RUNTIME.static_prop("OSDescription", "string")(lambda: f"{platform.system()} {platform.release()}")
RUNTIME.static_prop("FrameworkDescription", "string")(lambda: ".NET 10.0.0")
for _name in ("OSArchitecture", "ProcessArchitecture"):
    RUNTIME.static_prop(_name, "string")(lambda: _MACHINES.get(platform.machine().lower(), platform.machine()))
