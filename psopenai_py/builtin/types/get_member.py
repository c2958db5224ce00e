from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.model.registry import get_type, type_of
from ...dotnet.model.types import DotNetType
from ...engine.conversion.to_enums import convert_to_enum
from ...engine.members.member_info import MemberInfo, members_of, signature, type_text_of
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.objects import type_names, unwrap
from ...engine.values.text import to_text
from ...engine.values.wildcard import wildcard_to_regex
from ..records import COMMANDS, Record, net_record

_MEMBER_TYPES = "System.Management.Automation.PSMemberTypes"
_BASE_KINDS = ("Property", "Method")
_VIEWS = ("Extended", "Adapted", "Base", "All")


@net_record(
    COMMANDS + "MemberDefinition", TypeName="string", Name="string", MemberType=_MEMBER_TYPES, Definition="string"
)
class MemberDefinition(Record):
    """A member as Get-Member returns it."""

    def __str__(self) -> str:
        return str(self.__dict__["Definition"])


@cmdlet("Get-Member", error_name="Microsoft.PowerShell.Commands.GetMemberCommand")
class GetMember(Cmdlet):
    """Get the properties and methods of objects, once for objects of the same type."""

    input_object = Param("psobject", pipeline="value", help="The objects.")
    name = Param(
        "string[]",
        position=0,
        validators=(ValidateNotNullOrEmpty(),),
        help="The members' names; wildcards are allowed.",
    )
    member_type = Param(_MEMBER_TYPES, aliases=("Type",), help="The kinds of members, such as Property or Methods.")
    view = Param(
        "string", enum=_VIEWS, help="Only members that were added (Extended) or that belong to the .NET type (Base)."
    )
    static = Param("switch", help="The members of the type itself.")
    force = Param("switch", help="Show the hidden members too.")
    examples = (
        Example(
            "Get-Batch -Limit 1 | Get-Member *_file_id",
            "The members of a batch whose name ends with _file_id.",
            result=(
                "   TypeName: PSOpenAI.Batch\n"
                "\n"
                "Name           MemberType   Definition\n"
                "----           ----------   ----------\n"
                "error_file_id  NoteProperty string error_file_id=file-97699a2532d13b683a17e446\n"
                "input_file_id  NoteProperty string input_file_id=file-c2bb3ccfff6a5dec63bfc98b\n"
                "output_file_id NoteProperty string output_file_id=file-69453e62c1eea568938af2cf"
            ),
        ),
    )

    def begin(self) -> Output:
        self._told: set[str] = set()
        self._any = False
        self._patterns = [wildcard_to_regex(to_text(each)) for each in as_list(self.name) or ["*"]]
        self._kinds = 16383 if self.member_type is None else int(self.member_type)
        return None

    def process(self) -> Output:
        item = self.input_object
        if item is None:
            return None
        self._any = True
        plain = unwrap(item)
        type_ = plain if isinstance(plain, DotNetType) else type_of(plain)
        type_name = type_.full_name if self.static else type_names(item)[0]
        if type_name in self._told:
            return None
        self._told.add(type_name)
        members = _static_members(type_) if self.static else members_of(item, self.force)
        ordered = sorted(members, key=lambda each: (each.kind.lower(), each.name.upper()))
        for pattern in self._patterns:
            for member in ordered:
                if not pattern.match(member.name) or not self._wanted(member):
                    continue
                kind = convert_to_enum(member.kind, get_type(_MEMBER_TYPES))
                self.write(
                    MemberDefinition(
                        TypeName=type_name, Name=member.name, MemberType=kind, Definition=member.definition
                    )
                )
        return None

    def _wanted(self, member: MemberInfo) -> bool:
        if not int(convert_to_enum(member.kind, get_type(_MEMBER_TYPES))) & self._kinds:
            return False
        if not self.force and member.kind == "Method" and member.name.startswith(("get_", "set_", "op_")):
            return False
        if self.view in ("Extended", "Base", "Adapted"):
            return (member.kind in _BASE_KINDS) is (self.view != "Extended")
        return True

    def end(self) -> Output:
        if not self._any:
            text = "There is no object whose members could be listed."
            self.fail("NoObjectInGetMember", text, "CloseError", None, "System.InvalidOperationException")
        return None


def _static_members(type_: DotNetType) -> list[MemberInfo]:
    found: dict[str, MemberInfo] = {}
    for at in type_.lineage():
        for each in at.static_properties.values():
            access = "{get;set;}" if each.set is not None else "{get;}"
            text = f"static {type_text_of(each.type_name)} {each.name} {access}"
            found.setdefault(each.name, MemberInfo(each.name, "Property", text))
        for overloads in at.static_methods.values():
            text = ", ".join(f"static {signature(each)}" for each in overloads)
            found.setdefault(overloads[0].name, MemberInfo(overloads[0].name, "Method", text))
    if type_.constructors:
        text = ", ".join(signature(each) for each in type_.constructors)
        found.setdefault("new", MemberInfo("new", "Method", text))
    return list(found.values())
