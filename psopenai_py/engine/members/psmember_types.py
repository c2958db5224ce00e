"""The .NET types of member objects; their own members are declared in `psmember_declarations`."""

from __future__ import annotations

from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import register
from ...dotnet.model.types import DotNetType

NAMESPACE = "System.Management.Automation."
ENUMERABLE = ("System.Collections.IEnumerable",)

MEMBER_INFO = register(DotNetType(NAMESPACE + "PSMemberInfo", base=OBJECT))
PROPERTY_INFO = register(DotNetType(NAMESPACE + "PSPropertyInfo", base=MEMBER_INFO))
METHOD_INFO = register(DotNetType(NAMESPACE + "PSMethodInfo", base=MEMBER_INFO))
METHOD = register(DotNetType(NAMESPACE + "PSMethod", base=METHOD_INFO))
SCRIPT_METHOD = register(DotNetType(NAMESPACE + "PSScriptMethod", "psscriptmethod", base=METHOD_INFO))
PROPERTY_TYPES: dict[str, DotNetType] = {
    kind: register(DotNetType(NAMESPACE + "PS" + kind, "ps" + kind.lower(), base=PROPERTY_INFO))
    for kind in ("Property", "NoteProperty", "ScriptProperty", "AliasProperty", "PropertySet")
}
for _kind in ("CodeProperty", "MemberSet"):
    PROPERTY_TYPES[_kind] = register(DotNetType(NAMESPACE + "PS" + _kind, base=PROPERTY_INFO))
MEMBER_COLLECTION = register(DotNetType(NAMESPACE + "PSMemberInfoCollection`1", base=OBJECT, interfaces=ENUMERABLE))
