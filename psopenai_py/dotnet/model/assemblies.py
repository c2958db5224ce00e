"""``System.Reflection.Assembly``: where a type comes from, and the types that a script asks it for by name.

    [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')::Add('Entry', [Entry])
    $null = [System.Reflection.Assembly]::LoadWithPartialName('System.Web')

Nothing is ever loaded: the types that are known are there from the start.
"""

from __future__ import annotations

from ...errors import NetException
from .core import OBJECT
from .registry import find_type, get_type, register
from .types import DotNetType, Value, assembly_qualified

_OF_DOTNET = ("system", "microsoft", "mscorlib", "netstandard", "windowsbase", "presentation")


class Assembly:
    """An assembly; all that a script sees of it is its name and its types."""

    __slots__ = ("full_name",)

    def __init__(self, full_name: str) -> None:
        self.full_name = full_name

    @classmethod
    def of(cls, type_: DotNetType) -> Assembly:
        """The assembly that declares a type."""
        return cls(assembly_qualified(type_)[len(type_.full_name) + 2 :])

    @property
    def name(self) -> str:
        return self.full_name.partition(",")[0]

    def __eq__(self, other: object) -> bool:
        return self.full_name == other.full_name if isinstance(other, Assembly) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.full_name)

    def __str__(self) -> str:
        return self.full_name


def is_of_dotnet(name: str) -> bool:
    """Whether an assembly's name is one of .NET's or PowerShell's own, whose types are there or not."""
    return name.lower().startswith(_OF_DOTNET)


def _type_in(assembly: Assembly, name: str, throws: bool = False, ignore_case: bool = False) -> DotNetType | None:
    found = find_type(name)
    if found is not None and (ignore_case or found.full_name == name):
        return found
    if throws:
        message = f"There is no type '{name}' in the assembly '{assembly.name}'."
        raise NetException("System.TypeLoadException", message)
    return None


def _loaded(name: str) -> Assembly | None:
    """What ``LoadWithPartialName`` returns: null for an assembly that is not there."""
    return Assembly(f"{name}, Version=10.0.0.0, Culture=neutral, PublicKeyToken=null") if is_of_dotnet(name) else None


def _load(name: str) -> Assembly:
    found = _loaded(name.partition(",")[0].strip())
    if found is None:
        raise NetException("System.IO.FileNotFoundException", f"There is no assembly '{name}' here; none are loaded.")
    return found


ASSEMBLY = register(DotNetType("System.Reflection.Assembly", base=OBJECT, python=Assembly))
ASSEMBLY.prop("FullName", "string")(str)
ASSEMBLY.prop("Location", "string")(lambda assembly: "")
ASSEMBLY.prop("IsDynamic", "bool")(lambda assembly: False)
ASSEMBLY.method("GetType", "string", returns="type")(_type_in)
ASSEMBLY.method("GetType", "string", "bool", returns="type")(_type_in)
ASSEMBLY.method("GetType", "string", "bool", "bool", returns="type")(_type_in)
ASSEMBLY.method("GetName")(lambda assembly: AssemblyName(assembly))
ASSEMBLY.method("ToString", returns="string")(str)
ASSEMBLY.static("LoadWithPartialName", "string", returns=ASSEMBLY.full_name)(_loaded)
for _name in ("Load", "LoadFrom", "LoadFile"):
    ASSEMBLY.static(_name, "string", returns=ASSEMBLY.full_name)(_load)


class AssemblyName:
    """The parts of an assembly's name."""

    __slots__ = ("assembly",)

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly

    @property
    def version(self) -> Value:
        convert = get_type("version").convert
        assert convert is not None
        return convert(self.assembly.full_name.partition("Version=")[2].partition(",")[0])

    def __str__(self) -> str:
        return self.assembly.full_name


NAME = register(DotNetType("System.Reflection.AssemblyName", base=OBJECT, python=AssemblyName))
NAME.prop("Name", "string")(lambda it: it.assembly.name)
NAME.prop("FullName", "string")(str)
NAME.prop("Version", "version")(lambda it: it.version)
NAME.method("ToString", returns="string")(str)
