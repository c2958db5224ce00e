"""The help of one command, and its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...declare.cmdlet import CmdletSpec, ParamSpec
from ...declare.sentinel import MISSING
from ...engine.describing.comment_help import help_of
from ...engine.describing.syntax import syntax_lines, type_shown
from ...engine.session.commands import CommandInfo
from ..records import Record, net_record

_INDENT = "    "


@dataclass(slots=True)
class ParameterHelp:
    """One parameter: its declaration and its help text."""

    param: ParamSpec
    text: str

    def lines(self) -> list[str]:
        """The parameter as -Parameter and -Full show it."""
        param = self.param
        flags = next(iter(param.sets.values()))
        kinds = [name for name, on in (("ByValue", flags.by_value), ("ByPropertyName", flags.by_property)) if on]
        facts = {
            "Required?": str(flags.mandatory).lower(),
            "Position?": "named" if flags.position is None else str(flags.position + 1),
            "Default value": "" if param.default is MISSING or param.default is None else str(param.default),
            "Accept pipeline input?": f"true ({', '.join(kinds)})" if kinds else "false",
            "Aliases": ", ".join(param.aliases),
            "Accept wildcard characters?": "false",
        }
        type_ = type_shown(param)
        head = f"-{param.name}" if type_ in ("switch", "SwitchParameter") else f"-{param.name} <{type_}>"
        about = [_INDENT + line for line in self.text.splitlines()]
        return [
            head,
            *about,
            _INDENT,
            *(f"{_INDENT}{name:<29}{value}".rstrip() for name, value in facts.items()),
            _INDENT,
        ]


@net_record(
    "MamlCommandHelpInfo",
    Name="string", Category="string", Synopsis="string", Description="string", Syntax="string", Module="string",
)  # fmt: skip
class CommandHelp(Record):
    """The result of Get-Help for one command; ``lines`` is its text."""

    topic: HelpTopic
    view: str
    wanted: list[ParameterHelp]

    def lines(self) -> list[str]:
        if self.view == "Parameters":
            return ["", *(line for each in self.wanted for line in [*each.lines(), ""])]
        return self.topic.lines(self.view)


@dataclass(slots=True)
class HelpTopic:
    """The whole help of a command."""

    info: CommandInfo
    spec: CmdletSpec
    aliases: list[str]
    synopsis: str = ""
    description: str = ""
    notes: str = ""
    parameters: list[ParameterHelp] = field(default_factory=list)
    examples: list[tuple[str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    @property
    def is_bare(self) -> bool:
        """Whether only the syntax is known."""
        return not (self.synopsis or self.description or self.examples)

    def lines(self, view: str) -> list[str]:
        """The help as text: ``view`` is Default, Detailed, Full or Examples."""
        if self.is_bare:
            return self._bare_lines()
        lines = [*_section("NAME", [self.info.name]), *_section("SYNOPSIS", [*self.synopsis.splitlines(), ""])]
        if view == "Examples":
            return ["", *lines[:-1], *self._example_lines()]
        lines += ["", *_section("SYNTAX", self._syntax_lines())]
        lines += ["", *_section("DESCRIPTION", self.description.splitlines() or [""])]
        if view in ("Detailed", "Full"):
            lines += ["", "PARAMETERS"]
            for each in self.parameters:
                lines += [_INDENT + line for line in (each.lines() if view == "Full" else _short(each))]
            lines += ["", *self._example_lines()]
        if self.notes and view == "Full":
            lines += _section("NOTES", self.notes.splitlines())
        lines += ["", "RELATED LINKS", *(_INDENT + link for link in self.links), ""]
        name = self.info.name
        hints = [
            f'To see the examples, type: "Get-Help {name} -Examples"',
            f'For more information, type: "Get-Help {name} -Detailed"',
            f'For technical information, type: "Get-Help {name} -Full"',
        ]
        return ["", *lines, *(_section("REMARKS", hints)[:-1] if view == "Default" else []), ""]

    def _bare_lines(self) -> list[str]:
        aliases = self.aliases or ["None"]
        return [
            "",
            *_section("NAME", [self.info.name]),
            *_section("SYNTAX", self._syntax_lines()),
            "",
            *_section("ALIASES", aliases),
            "",
            *_section("REMARKS", ["None"])[:-1],
            "",
            "",
        ]

    def _syntax_lines(self) -> list[str]:
        return [part for line in syntax_lines(self.spec) for part in (line + " ", "")][:-1]

    def _example_lines(self) -> list[str]:
        lines: list[str] = []
        for number, (code, about) in enumerate(self.examples, 1):
            lines += [f"{_INDENT}-------------------------- EXAMPLE {number} --------------------------", _INDENT]
            lines += [_INDENT + line for line in _prompted(code)]
            lines += [_INDENT, *(_INDENT + line for line in about.splitlines()), _INDENT, _INDENT]
        return lines


def _prompted(code: str) -> list[str]:
    first, *rest = code.splitlines() or [""]
    return [first if first.startswith("PS") else f"PS > {first}", *rest]


def _section(title: str, lines: Iterable[str]) -> list[str]:
    return [title, *(_INDENT + line for line in lines), _INDENT]


def _short(each: ParameterHelp) -> list[str]:
    full = each.lines()
    return [full[0], *(_INDENT + line for line in each.text.splitlines()), _INDENT]


def topic_of(info: CommandInfo, aliases: list[str]) -> HelpTopic:
    """The help of a cmdlet from its declaration, of a function from its comments."""
    spec = info.spec
    assert spec is not None
    topic = HelpTopic(info, spec, aliases)
    if info.kind == "Cmdlet":
        topic.synopsis = spec.synopsis
        topic.description = spec.description or spec.synopsis
        topic.examples = [(example.code, example.about) for example in spec.examples]
        topic.parameters = [ParameterHelp(p, p.help) for p in spec.params.values() if not p.hidden]
        return topic
    found = help_of(info.definition) if hasattr(info.definition, "ast") else None
    texts = found.parameters if found is not None else {}
    topic.parameters = [ParameterHelp(p, texts.get(p.name.lower(), p.help)) for p in spec.params.values()]
    if found is not None:
        topic.synopsis, topic.description, topic.notes = found.synopsis, found.description, found.notes
        topic.links = found.links
        for text in found.examples:
            code, _, about = text.partition("\n")
            topic.examples.append((code, about.strip("\n")))
    return topic
