"""The .NET types of the engine's own classes: custom objects and script blocks."""

from __future__ import annotations

from ...dotnet.model.core import PSCUSTOMOBJECT, SCRIPTBLOCK
from ...dotnet.model.registry import register
from ...dotnet.model.types import Value
from ..values.objects import PSObject
from ..values.scriptblock import ScriptBlock
from .collection_methods import result_collection

for _type, _class in ((PSCUSTOMOBJECT, PSObject), (SCRIPTBLOCK, ScriptBlock)):
    _type.python = _class
    register(_type)


def _invoke(block: ScriptBlock, *args: Value) -> Value:
    return result_collection(block.values(*args))


SCRIPTBLOCK.method("Invoke", "object[]", variadic=True)(_invoke)
SCRIPTBLOCK.method("InvokeReturnAsIs", "object[]", variadic=True)(ScriptBlock.value)
SCRIPTBLOCK.method("ToString", returns="string")(lambda block: block.text)

__all__ = ["PSObject", "ScriptBlock"]
