from __future__ import annotations

import sys
from collections.abc import Iterator

from ...dataclass import replace
from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.commands import CommandInfo
from ...engine.session.lookup import all_commands, find_alias, lookup
from ...engine.values.wildcard import has_wildcards, wildcard_to_regex
from ...language.compile.code import named_spec
from ...language.session.scripts import load_script
from ..records import Record, net_record
from .about_topics import ABOUT, about_text, first_steps
from .help_topic import CommandHelp, HelpTopic, forwarded, page_of, topic_of

_NOT_FOUND = "Microsoft.PowerShell.Commands.HelpNotFoundException"


@net_record("HelpInfoShort", Name="string", Category="string", Module="string", Synopsis="string")
class HelpRow(Record):
    """One of several commands that a pattern found."""


@cmdlet(
    "Get-Help",
    default_set="AllUsersView",
    outputs="MamlCommandHelpInfo",
    aliases=("help",),
    error_name="Microsoft.PowerShell.Commands.GetHelpCommand",
)
class GetHelp(Cmdlet):
    """Show what a command does and how it is used.

    For a function the text comes from the comments in or before it (.SYNOPSIS, .DESCRIPTION, .PARAMETER, .EXAMPLE).
    With wildcards the commands are listed. Without a name it shows the first steps; topics such as about_Keys explain
    more than one command.
    """

    name = Param(
        "string",
        position=0,
        pipeline="property",
        validators=(ValidateNotNullOrEmpty(),),
        help="The command; wildcards list commands.",
    )
    path = Param("string", help="Accepted for compatibility.")
    category = Param("string[]", help="List commands of these categories, such as Cmdlet and Function.")
    component = Param("string[]", help="Accepted for compatibility.")
    functionality = Param("string[]", help="Accepted for compatibility.")
    role = Param("string[]", help="Accepted for compatibility.")
    detailed = Param("switch", set="DetailedView", mandatory=True, help="Include the parameters and examples.")
    full = Param("switch", set="AllUsersView", help="Show the whole help.")
    examples_only = Param("switch", name="Examples", set="Examples", mandatory=True, help="Show the examples only.")
    parameter = Param(
        "string[]", set="Parameters", mandatory=True, help="Show only these parameters; wildcards are allowed."
    )
    online = Param(
        "switch", set="Online", mandatory=True, help="Show the address of the command's page, and open it in a browser."
    )
    examples = (
        Example("Get-Help Get-BatchOutput -Examples", "How batch results are fetched."),
        Example("Get-Help *Batch*", "The commands with Batch in their names."),
    )
    remarks = (
        "At the prompt `help` shows a long text with a pager ($env:PAGER, else less); `Get-Help` does not. "
        "The texts are psopenai's own, the about_ topics too. They come with the package: there is nothing to "
        "download, and no Update-Help."
    )

    def process(self) -> Iterator[Value]:
        if not self.name and self.category is None:
            yield first_steps(self.session.host.width)
            return
        name = str(self.name or "*")
        topics = [topic for topic in ABOUT if wildcard_to_regex(name).match(topic)]
        if len(topics) == 1 and (not has_wildcards(name) or name.lower().startswith("about")):
            yield about_text(topics[0], self.session.host.width)
            return
        if has_wildcards(name) or self.category is not None:
            yield from self._listed(name)
            return
        info = self._command(name)
        for _ in range(8):  # .FORWARDHELPTARGETNAME may name a command that forwards too
            target = "" if info is None else forwarded(info)
            if not target or info is None or target.lower() == info.name.lower():
                break
            info = self._command(target)
        if info is None or info.spec is None:
            near = self.session.commands.close_to(name)
            message = f"There is no help for '{name}': no cmdlet, function, script or topic has that name." + (
                f" Did you mean {near}?" if near else ""
            )
            self.fail("HelpNotFound", message, "ResourceUnavailable", None, _NOT_FOUND)
            return
        if self.online:
            self._open_page(info)
            return
        yield from self._help_of(topic_of(info, self._aliases(info.name)))

    def _command(self, name: str) -> CommandInfo | None:
        """What a name stands for; the file of a script is read."""
        info = lookup(self.session, name)
        if info is None or info.kind != "ExternalScript":
            return info
        block = load_script(self.session, str(info.definition))
        return replace(info, name=str(info.definition), spec=named_spec(block.spec, str(info.definition)), block=block)

    def _open_page(self, info: CommandInfo) -> None:
        """Show the address of the command's page, and open it where there is a desktop."""
        if info.kind != "Cmdlet":
            message = f"{info.name} is not a cmdlet, and has no page."
            self.fail("InvalidOperation", message, "InvalidOperation", None, "System.InvalidOperationException")
            return
        address = page_of(info.name, str(info.module))
        self.session.host_line(address)
        environ = self.session.environ
        if environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY") or sys.platform == "darwin":
            import webbrowser  # noqa: PLC0415 (only here)

            webbrowser.open(address)

    def _help_of(self, topic: HelpTopic) -> Iterator[Value]:
        if self.set_name == "Parameters":
            yield from self._parameters(topic)
            return
        view = {"DetailedView": "Detailed", "Examples": "Examples"}.get(
            self.set_name, "Full" if self.full else "Default"
        )
        yield CommandHelp.of(topic, view)

    def _parameters(self, topic: HelpTopic) -> Iterator[Value]:
        for pattern in self.parameter:
            match = wildcard_to_regex(str(pattern)).match
            found = [each for each in topic.parameters if match(each.param.name)]
            yield from found
            if not found:
                message = f"{topic.info.name} has no parameter that matches '{pattern}'."
                self.fail("HelpNotFound", message, "ResourceUnavailable", None, _NOT_FOUND)

    def _aliases(self, name: str) -> list[str]:
        table = self.session.commands.aliases
        return sorted(
            shown for lower, (shown, target) in table.items()
            if target.lower() == name.lower() and find_alias(self.session, lower) == target
        )  # fmt: skip

    def _listed(self, pattern: str) -> Iterator[Value]:
        match = wildcard_to_regex(pattern).match
        kinds = [str(kind).lower() for kind in self.category or ()]
        found = [
            info for info in all_commands(self.session)
            if match(info.name) and info.spec is not None and (not kinds or info.kind.lower() in kinds)
        ]  # fmt: skip
        if len(found) == 1:
            yield from self._help_of(topic_of(found[0], self._aliases(found[0].name)))
            return
        for topic in filter(match, ABOUT):
            yield HelpRow(Name=topic, Category="HelpFile", Module="", Synopsis=ABOUT[topic][0])
        for info in sorted(found, key=lambda each: each.name.lower()):
            yield HelpRow(Name=info.name, Category=info.kind, Module=info.module, Synopsis=self._synopsis(info))

    @staticmethod
    def _synopsis(info: CommandInfo) -> str:
        return topic_of(info, []).synopsis
