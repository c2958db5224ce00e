from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...dataclass import replace
from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.registry import find_type, get_type
from ...dotnet.model.types import DotNetType, Value
from ...engine.binding.coercion import param_type
from ...engine.binding.parameters import common_of
from ...engine.conversion.to_enums import convert_to_enum
from ...engine.describing.syntax import syntax_text
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.session.commands import CommandInfo
from ...engine.session.lookup import all_commands, lookup
from ...engine.values.enumeration import as_list
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards, wildcard_to_regex
from ...language.session.modules import loaded_modules
from ...language.session.scripts import load_script

_TYPES = "System.Management.Automation.CommandTypes"
_ORDER = ("Alias", "Function", "Filter", "Cmdlet", "ExternalScript", "Application")
_NOT_FOUND = "System.Management.Automation.CommandNotFoundException"


@cmdlet("Get-Command", default_set="CmdletSet", error_name="Microsoft.PowerShell.Commands.GetCommandCommand")
class GetCommand(Cmdlet):
    """Get commands, what a name stands for, or the syntax of a command."""

    name = Param(
        "string[]",
        set="AllCommandSet",
        position=0,
        pipeline="value property",
        validators=(ValidateNotNullOrEmpty(),),
        help="The names; wildcards are allowed.",
    )
    verb = Param("string[]", set="CmdletSet", pipeline="property", help="Only commands with this verb.")
    noun = Param("string[]", set="CmdletSet", pipeline="property", help="Only commands with this noun.")
    module = Param("string[]", pipeline="property", aliases=("PSSnapin",), help="Only commands of this module.")
    exclude_module = Param("string[]", help="Leave out the commands of this module.")
    command_type = Param(
        _TYPES, set="AllCommandSet", pipeline="property", aliases=("Type",), help="Only commands of these types."
    )
    total_count = Param("int", pipeline="property", default=-1, help="The maximum number of commands.")
    syntax = Param("switch", pipeline="property", help="Return the syntax of the commands.")
    all = Param("switch", pipeline="property", help="Include commands that another one of the same name hides.")
    list_imported = Param("switch", pipeline="property", help="Accepted for compatibility; all commands are imported.")
    parameter_name = Param(
        "string[]", validators=(ValidateNotNullOrEmpty(),), help="Only commands with a parameter of this name."
    )
    parameter_type = Param(
        "System.Management.Automation.PSTypeName[]",
        validators=(ValidateNotNullOrEmpty(),),
        help="Only commands with a parameter of this type.",
    )
    fully_qualified_module = Param(
        "object[]",
        pipeline="property",
        help="Only commands of these modules: names, or tables with ModuleName and a version.",
    )
    argument_list = Param(
        "object[]",
        set="AllCommandSet",
        position=1,
        remaining=True,
        aliases=("Args",),
        allow_null=True,
        allow_empty_collection=True,
        help="Accepted for compatibility; parameters do not depend on arguments.",
    )
    examples = (
        Example(
            "Get-Command *-Batch | Select-Object CommandType, Name",
            "The commands for batches.",
            result=(
                "CommandType Name\n"
                "----------- ----\n"
                "     Cmdlet Get-Batch\n"
                "     Cmdlet Measure-Batch\n"
                "     Cmdlet Restart-Batch\n"
                "     Cmdlet Resume-Batch\n"
                "     Cmdlet Start-Batch\n"
                "     Cmdlet Stop-Batch\n"
                "     Cmdlet Wait-Batch\n"
                "     Cmdlet Watch-Batch"
            ),
        ),
        Example(
            "Get-Command Get-Unique -Syntax",
            "The syntax of a command.",
            result=(
                "Get-Unique [-InputObject <psobject>] [-AsString] [-CaseInsensitive] [<CommonParameters>]\n"
                "\n"
                "Get-Unique [-InputObject <psobject>] [-OnType] [-CaseInsensitive] [<CommonParameters>]"
            ),
        ),
    )
    remarks = (
        "There is no search for names that are only similar or abbreviated (-UseFuzzyMatching, "
        "-UseAbbreviationExpansion), and no -ShowCommandInfo. Programs are found in the folders of PATH."
    )

    def begin(self) -> Output:
        self._found: list[CommandInfo] = []
        self._modules = loaded_modules(self.session)
        self._tests = [test for test in self._filters() if test is not None]
        return None

    def process(self) -> Output:
        names = [to_text(each) for each in as_list(self.name)]
        for name in names or ["*"]:
            if has_wildcards(name):
                self._found += self._matching(wildcard_to_regex(name).match)
                continue
            found = lookup(self.session, name, follow_alias=False)
            if found is not None and found.kind == "Alias":
                found = self._alias(found.name, to_text(found.definition))
            if found is not None and found.kind == "ExternalScript":
                block = load_script(self.session, to_text(found.definition))
                found = replace(found, spec=block.spec, block=block)
            if found is None or not self._fits(found):
                text = f"'{name}' is not the name of a cmdlet, function, script file or program."
                self.fail("CommandNotFoundException", text, "ObjectNotFound", name, _NOT_FOUND)
            else:
                self._found.append(found)
        return None

    def end(self) -> Output:
        limit = self.total_count if self.total_count >= 0 else len(self._found)
        for info in self._found[:limit]:
            self.write(self._syntax(info) if self.syntax else info)
        return None

    # -- which commands ---------------------------------------------------------------------------------------------

    def _matching(self, match: Callable[[str], Any]) -> list[CommandInfo]:
        found = [info for info in self._known() if match(info.name) and self._fits(info)]
        return sorted(found, key=lambda info: (_ORDER.index(info.kind), info.name.lower()))

    def _known(self) -> Iterator[CommandInfo]:
        yield from all_commands(self.session)
        seen: set[str] = set()
        for scope in self.session.scope.chain():
            for lower, target in (scope.aliases or {}).items():
                if lower not in seen:
                    seen.add(lower)
                    yield self._alias(lower, target)
        for lower, (name, target) in self.session.commands.aliases.items():
            if lower not in seen:
                yield self._alias(name, target)

    def _alias(self, name: str, target: str) -> CommandInfo:
        owner = next((each.name for each in self._modules if each.aliases.get(name.lower()) == target), "")
        return CommandInfo("Alias", name, definition=target, module=owner, resolved=lookup(self.session, target))

    def _fits(self, info: CommandInfo) -> bool:
        return all(test(info) for test in self._tests)

    def _filters(self) -> Iterator[Callable[[CommandInfo], bool] | None]:
        if self.command_type is not None:
            wanted = int(self.command_type)
            yield lambda info: bool(int(convert_to_enum(info.kind, get_type(_TYPES))) & wanted)
        yield _name_test(self.verb, lambda info: info.name.partition("-")[0], "-")
        yield _name_test(self.noun, lambda info: info.name.partition("-")[2], "-")
        yield _name_test(self.module, lambda info: info.module)
        if self.fully_qualified_module is not None:
            wanted_modules = [_module_name(each).lower() for each in as_list(self.fully_qualified_module)]
            yield lambda info: info.module.lower() in wanted_modules
        if self.parameter_type is not None:
            types = [find_type(to_text(each)) for each in as_list(self.parameter_type)]
            yield lambda info: any(kind is not None and kind in types for kind in _parameter_types(info))
        excluded = _name_test(self.exclude_module, lambda info: info.module)
        if excluded is not None:
            yield lambda info: not excluded(info)
        if self.parameter_name is not None:
            tests = _patterns(self.parameter_name)
            yield lambda info: any(test(name) for name in _parameter_names(info) for test in tests)

    @staticmethod
    def _syntax(info: CommandInfo) -> str:
        if info.kind == "Alias":
            return to_text(info.definition)
        return syntax_text(info.spec) if info.spec is not None else to_text(info.definition)


def _patterns(names: Value) -> list[Callable[[str], Any]]:
    return [wildcard_to_regex(to_text(each)).match for each in as_list(names)]


def _name_test(
    wanted: Value, part: Callable[[CommandInfo], str], needs: str = ""
) -> Callable[[CommandInfo], bool] | None:
    """A test of one part of the name; None if that part is not restricted."""
    if wanted is None:
        return None
    tests = _patterns(wanted)
    return lambda info: needs in info.name and any(test(part(info)) for test in tests)


def _module_name(wanted: Value) -> str:
    table = unwrap(wanted)
    return to_text(table.get("ModuleName")) if isinstance(table, NetDictionary) else to_text(table)


def _parameter_types(info: CommandInfo) -> list[DotNetType | None]:
    if info.spec is None:
        return []
    return [param_type(param) for param in info.spec.params.values()]


def _parameter_names(info: CommandInfo) -> list[str]:
    spec = info.spec
    if spec is None:
        return []
    params = [*spec.params.values(), *common_of(spec).values()]
    return [name for param in params for name in (param.name, *param.aliases)]
