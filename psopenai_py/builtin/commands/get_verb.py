from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateSet
from ...engine.describing.verbs import verbs
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.text import to_text
from ...engine.values.wildcard import wildcard_to_regex
from ..records import Record, net_record

_GROUPS = ("Common", "Communications", "Data", "Diagnostic", "Lifecycle", "Other", "Security")


@net_record(
    "System.Management.Automation.VerbInfo", Verb="string", AliasPrefix="string", Group="string", Description="string"
)
class VerbInfo(Record):
    """A verb for the names of commands."""


@cmdlet(
    "Get-Verb",
    outputs="System.Management.Automation.VerbInfo",
    error_name="Microsoft.PowerShell.Commands.GetVerbCommand",
)
class GetVerb(Cmdlet):
    """Get the verbs that PowerShell approves for the names of commands."""

    verb = Param("string[]", position=0, pipeline="value property", help="The verbs; wildcards are allowed.")
    group = Param(
        "string[]",
        position=1,
        pipeline="property",
        validators=(ValidateSet(_GROUPS),),
        help="Only verbs of these groups.",
    )
    examples = (
        Example("(Get-Verb -Group Security).Verb -join ' '", "", result="Block Grant Protect Revoke Unblock Unprotect"),
    )

    def process(self) -> Iterator[VerbInfo]:
        tests = [wildcard_to_regex(to_text(each)).match for each in self.verb or ["*"]]
        groups = [to_text(each).lower() for each in self.group or ()]
        for verb, prefix, group in verbs():
            if any(test(verb) for test in tests) and (not groups or group.lower() in groups):
                yield VerbInfo(Verb=verb, AliasPrefix=prefix, Group=group, Description="")
