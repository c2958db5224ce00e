"""``[System.Management.Automation.ProxyCommand]``: the text of a function that stands before another command.

A script edits that text: it adds a parameter, or changes what goes in and out. The function has the parameters of the
command, starts it as a steppable pipeline and passes every object on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...declare import validators as checks
from ...declare.cmdlet import ALL_SETS, CmdletSpec, InSet, ParamSpec
from ...dotnet.model.core import OBJECT
from ...dotnet.model.exceptions import argument_error
from ...dotnet.model.registry import register
from ...dotnet.model.types import DotNetType, Value
from ..binding.coercion import param_type
from ..session.commands import CommandInfo
from ..session.scriptblock import ScriptBlock
from ..values.numeric import code_of
from ..values.text import to_text
from .command_metadata import COMMAND_INFO, parameters_of

_AUTOMATION = "System.Management.Automation."
_METADATA = register(DotNetType(_AUTOMATION + "CommandMetadata", base=OBJECT))
_PROXY = register(DotNetType(_AUTOMATION + "ProxyCommand", base=OBJECT))

_BEGIN = """\
    $buffered = 0
    if ($PSBoundParameters.TryGetValue('OutBuffer', [ref]$buffered)) {{ $PSBoundParameters['OutBuffer'] = 1 }}
    $command = $ExecutionContext.InvokeCommand.GetCommand({name}, [System.Management.Automation.CommandTypes]::{kind})
    $script = {{ & $command @PSBoundParameters }}
    $steppablePipeline = $script.GetSteppablePipeline($MyInvocation.CommandOrigin)
    # an error that ends the command ends this one, too
    try {{ $steppablePipeline.Begin($PSCmdlet) }} catch {{ throw }}
"""

_BARE = (checks.ValidateNotNull, checks.ValidateNotNullOrEmpty, checks.ValidateNotNullOrWhiteSpace)


class CommandMetadata:
    """What a command declares, as far as a function that stands before it repeats it."""

    __slots__ = ("info", "spec")
    dotnet_type = _METADATA

    def __init__(self, info: CommandInfo) -> None:
        if info.spec is None:
            raise argument_error(f"{info.name} does not declare parameters.", "commandInfo")
        self.info = info
        self.spec: CmdletSpec = info.spec


_METADATA.constructor(COMMAND_INFO.full_name)(CommandMetadata)
_METADATA.prop("Name", "string")(lambda it: it.info.name)
_METADATA.prop("DefaultParameterSetName", "string")(lambda it: it.spec.default_set)
_METADATA.prop("SupportsShouldProcess", "bool")(lambda it: it.spec.should_process)
_METADATA.prop("SupportsPaging", "bool")(lambda it: it.spec.paging)
_METADATA.prop("PositionalBinding", "bool")(lambda it: it.spec.positional_binding)
_METADATA.prop("Parameters")(lambda it: parameters_of(it.spec))


def _quoted(value: Value) -> str:
    return "'" + to_text(value).replace("'", "''") + "'"


def _list(values: Iterable[str]) -> str:
    return ", ".join(values)


def _binding(it: CommandMetadata) -> str:
    settings = []
    if it.spec.default_set != ALL_SETS:
        settings.append(f"DefaultParameterSetName = {_quoted(it.spec.default_set)}")
    if it.spec.should_process:
        settings.append("SupportsShouldProcess")
    if it.spec.paging:
        settings.append("SupportsPaging")
    if not it.spec.positional_binding:
        settings.append("PositionalBinding = $false")
    return f"[CmdletBinding({', '.join(settings)})]"


def _param_block(it: CommandMetadata) -> str:
    return ",\n\n".join("\n".join(_parameter(param)) for param in it.spec.params.values())


def _parameter(param: ParamSpec) -> Iterator[str]:
    for name, flags in param.sets.items():
        yield f"    [Parameter({_list(_flags(name, flags))})]"
    if param.aliases:
        yield f"    [Alias({_list(map(_quoted, param.aliases))})]"
    for allowed, name in (
        (param.allow_null, "AllowNull"),
        (param.allow_empty_string, "AllowEmptyString"),
        (param.allow_empty_collection, "AllowEmptyCollection"),
    ):
        if allowed:
            yield f"    [{name}()]"
    yield from (f"    [{written}]" for check in param.validators if (written := _validator(check)))
    yield f"    [{param_type(param).shown_name}]"
    yield f"    ${{{param.name}}}"


def _validator(check: checks.Validator) -> str:
    """A condition as the attribute that declares it; '' for one that a script cannot declare in these words.

    The command behind the function checks its values once more, so nothing that is left out here lets a value pass.
    """
    if isinstance(check, checks.ValidateSet):
        case = () if check.ignore_case else ("IgnoreCase = $false",)
        return f"ValidateSet({_list((*map(_quoted, check.values), *case, *_message(check.message)))})"
    if isinstance(check, checks.ValidateRange):
        if check.kind is not None:
            return f"ValidateRange({_quoted(check.kind)})"
        numbers = code_of(check.minimum) and code_of(check.maximum)
        return f"ValidateRange({check.minimum}, {check.maximum})" if numbers else ""
    if isinstance(check, (checks.ValidateLength, checks.ValidateCount)):
        return f"{type(check).__name__}({check.minimum}, {check.maximum})"
    if isinstance(check, checks.ValidatePattern):
        case = () if check.ignore_case else ("Options = 'None'",)
        return f"ValidatePattern({_list((_quoted(check.pattern), *case, *_message(check.message)))})"
    if isinstance(check, checks.ValidateScript):
        given = isinstance(check.script, ScriptBlock)
        return f"ValidateScript({_list((f'{{{to_text(check.script)}}}', *_message(check.message)))})" if given else ""
    if isinstance(check, checks.ValidateDrive):
        return f"ValidateDrive({_list(map(_quoted, check.names))})"
    return f"{type(check).__name__}()" if isinstance(check, _BARE) else ""


def _message(text: str | None) -> tuple[str, ...]:
    return () if text is None else (f"ErrorMessage = {_quoted(text)}",)


def _flags(set_name: str, flags: InSet) -> Iterator[str]:
    if set_name != ALL_SETS:
        yield f"ParameterSetName = {_quoted(set_name)}"
    if flags.mandatory:
        yield "Mandatory"
    if flags.position is not None:
        yield f"Position = {flags.position}"
    if flags.by_value:
        yield "ValueFromPipeline"
    if flags.by_property:
        yield "ValueFromPipelineByPropertyName"
    if flags.remaining:
        yield "ValueFromRemainingArguments"


def _begin(it: CommandMetadata) -> str:
    return _BEGIN.format(name=_quoted(it.info.name), kind=it.info.kind)


def _process(it: CommandMetadata) -> str:
    return "    try { $steppablePipeline.Process($_) } catch { throw }\n"


def _end(it: CommandMetadata) -> str:
    return "    try { $steppablePipeline.End() } catch { throw }\n"


def _create(it: CommandMetadata, help_comment: str = "") -> str:
    comment = help_comment or f"\n.ForwardHelpTargetName {it.info.name}\n.ForwardHelpCategory {it.info.kind}\n"
    return (
        f"{_binding(it)}\nparam(\n{_param_block(it)}\n)\n\nbegin {{\n{_begin(it)}}}\n\nprocess {{\n{_process(it)}}}\n\n"
        f"end {{\n{_end(it)}}}\n<#{comment}#>\n"
    )


_PROXY.static("Create", _METADATA.full_name, returns="string")(_create)
_PROXY.static("Create", _METADATA.full_name, "string", returns="string")(_create)
for _name, _part in (
    ("GetCmdletBindingAttribute", _binding),
    ("GetParamBlock", _param_block),
    ("GetBegin", _begin),
    ("GetProcess", _process),
    ("GetEnd", _end),
):
    _PROXY.static(_name, _METADATA.full_name, returns="string")(_part)
