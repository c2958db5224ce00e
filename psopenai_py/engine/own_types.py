"""The .NET types of the engine's own classes: custom objects and script blocks."""

from __future__ import annotations

from ..dotnet.core import PSCUSTOMOBJECT, SCRIPTBLOCK
from ..dotnet.registry import register
from .objects import PSObject
from .scriptblock import ScriptBlock

for _type, _class in ((PSCUSTOMOBJECT, PSObject), (SCRIPTBLOCK, ScriptBlock)):
    _type.python = _class
    register(_type)

__all__ = ["PSObject", "ScriptBlock"]
