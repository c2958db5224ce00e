from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.assemblies import is_of_dotnet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text

_CODE_SETS = ("FromSource", "FromMember", "FromPath", "FromLiteralPath")


@cmdlet("Add-Type", default_set="FromSource", error_name="Microsoft.PowerShell.Commands.AddTypeCommand")
class AddType(Cmdlet):
    """Accept the assemblies of .NET whose types are available; these are always loaded.

    Code in C# cannot be compiled; use PowerShell's `class` and `enum` instead.
    """

    assembly_name = Param(
        "string[]", set="FromAssemblyName", mandatory=True, aliases=("AN",), help="Assemblies of .NET by name."
    )
    type_definition = Param("string", set="FromSource", mandatory=True, position=0, help="Not supported.")
    name = Param("string", set="FromMember", mandatory=True, position=0, help="Not supported.")
    member_definition = Param("string[]", set="FromMember", mandatory=True, position=1, help="Not supported.")
    path = Param("string[]", set="FromPath", mandatory=True, position=0, help="Not supported.")
    literal_path = Param("string[]", set="FromLiteralPath", mandatory=True, aliases=("PSPath", "LP"),
                         help="Not supported.")  # fmt: skip
    namespace = Param("string", set="FromMember", aliases=("NS",), help="Not supported.")
    using_namespace = Param("string[]", set="FromMember", aliases=("Using",), help="Not supported.")
    language = Param("string", set=("FromSource", "FromMember"), help="Not supported.")
    referenced_assemblies = Param("string[]", set=_CODE_SETS, aliases=("RA",), help="Not supported.")
    pass_thru = Param("switch", help="Accepted for compatibility.")
    ignore_warnings = Param("switch", help="Accepted for compatibility.")
    examples = (
        Example(
            "Add-Type -AssemblyName System.Web; [System.Web.HttpUtility]::UrlEncode('a b&c')",
            "[System.Web.HttpUtility] is available.",
            result="a+b%26c",
        ),
    )
    remarks = (
        "It gives access to types of .NET that psopenai has. It compiles nothing and loads no file: "
        "-TypeDefinition, -MemberDefinition and -Path are an error. Write a PowerShell class instead."
    )

    def process(self) -> Output:
        if self.set_name != "FromAssemblyName":
            text = "Code and assemblies of .NET do not run here; write a PowerShell class instead."
            raise self.stop_with("NOT_SUPPORTED", text, "NotImplemented", None, "System.NotSupportedException")
        for name in map(to_text, as_list(self.assembly_name)):
            if not is_of_dotnet(name):
                text = f"There is no assembly {name} here."
                self.fail("ASSEMBLY_NOT_FOUND", text, "InvalidData", name, "System.Exception")
        return None
