"""The help of one command, and its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ...dataclass import dataclass, field
from ...declare.cmdlet import CmdletSpec, ParamSpec
from ...dotnet.model.types import Value
from ...engine.describing.comment_help import help_of
from ...engine.describing.help_text import accepted, default_of, described, failure_lines, pipeline_of
from ...engine.describing.syntax import syntax_lines, type_shown
from ...engine.session.commands import CommandInfo
from ...engine.values.objects import PSObject
from ..index import INDEX
from ..records import Record, net_record

_INDENT = "    "
_PROJECT = "https://github.com/psopenai-py/psopenai-py/blob/main/Docs/{}.md"
_POWERSHELL = "https://learn.microsoft.com/powershell/module/{}/{}"


class HelpPart(Record):
    """An object of help that makes its own text."""

    def lines(self) -> list[str]:
        raise NotImplementedError


@net_record("MamlParaTextItem", Text="string")
class Paragraph(HelpPart):
    """A text in help."""

    def lines(self) -> list[str]:
        return str(self.__dict__["Text"]).splitlines()

    def __str__(self) -> str:
        return str(self.__dict__["Text"])


def paragraphs(text: str) -> list[Value]:
    return [Paragraph(Text=text)] if text else []


@net_record(
    "MamlCommandHelpInfo#parameter",
    name="string", description="object", required="string", position="string", pipelineInput="string",
    defaultValue="string", aliases="string", globbing="string", type="object", parameterValue="string",
    variableLength="string",
)  # fmt: skip
class ParameterHelp(HelpPart):
    """One parameter: its declaration and its help text."""

    param: ParamSpec
    text: str

    @classmethod
    def of(cls, param: ParamSpec, text: str, default: str = "") -> ParameterHelp:
        flags = next(iter(param.sets.values()))
        kinds = [name for name, on in (("ByValue", flags.by_value), ("ByPropertyName", flags.by_property)) if on]
        type_ = type_shown(param)
        shown = default_of(param)
        made = cls(
            name=param.name,
            description=paragraphs(text),
            required=str(flags.mandatory).lower(),
            position="named" if flags.position is None else str(flags.position + 1),
            pipelineInput=f"true ({', '.join(kinds)})" if kinds else "false",
            defaultValue=default if shown is None else shown,
            aliases=", ".join(param.aliases),
            globbing=str(param.wildcards).lower(),
            type=PSObject({"name": type_}),
            parameterValue=type_,
            variableLength=str(type_.endswith("[]")).lower(),
        )
        made.param, made.text = param, text
        return made

    def lines(self) -> list[str]:
        """The parameter as -Parameter and -Full show it."""
        shown = self.__dict__
        facts = {
            "Required?": shown["required"],
            "Position?": shown["position"],
            "Default value": shown["defaultValue"],
            "Accept pipeline input?": shown["pipelineInput"],
            "Aliases": shown["aliases"],
            "Accept wildcard characters?": shown["globbing"],
        }
        type_ = type_shown(self.param)
        head = f"-{self.param.name}" if type_ in ("switch", "SwitchParameter") else f"-{self.param.name} <{type_}>"
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
    Name="string", Category="string", Synopsis="string", Description="object", Syntax="object", parameters="object",
    inputTypes="object", returnValues="object", alertSet="object", examples="object", relatedLinks="object",
    details="object", Component="string", Role="string", Functionality="string", ModuleName="string",
)  # fmt: skip
class CommandHelp(HelpPart):
    """The result of Get-Help for one command."""

    topic: HelpTopic
    view: str

    @classmethod
    def of(cls, topic: HelpTopic, view: str) -> CommandHelp:
        name, verb, noun = topic.info.name, *topic.info.name.partition("-")[::2]
        made = cls(
            Name=name,
            Category=topic.info.kind,
            Synopsis=topic.synopsis or "\n" + "\n".join(syntax_lines(topic.spec)) + "\n",
            Description=paragraphs(topic.description),
            Syntax=_inner("syntax", syntaxItem=[_syntax(topic.spec, line) for line in syntax_lines(topic.spec)]),
            parameters=_inner("parameters", parameter=list(topic.parameters)),
            inputTypes=_types("inputTypes", "inputType", topic.inputs),
            returnValues=_types("returnValues", "returnValue", topic.outputs),
            alertSet=_inner("alertSet", alert=paragraphs(topic.notes)) if topic.notes else None,
            examples=_inner("examples", example=[_example(*each) for each in enumerate(topic.examples, 1)]),
            relatedLinks=_inner("relatedLinks", navigationLink=[_link(link) for link in topic.links]),
            details=_inner("details", name=name, verb=verb, noun=noun, description=paragraphs(topic.synopsis)),
            Component=topic.component,
            Role=topic.role,
            Functionality=topic.functionality,
            ModuleName=topic.info.module,
        )
        made.topic, made.view = topic, view
        return made

    def lines(self) -> list[str]:
        return self.topic.lines(self.view)


def _inner(kind: str, **fields: Value) -> PSObject:
    return PSObject(fields, f"MamlCommandHelpInfo#{kind}")


def _syntax(spec: CmdletSpec, line: str) -> PSObject:
    parameters = [ParameterHelp.of(param, param.help) for param in spec.params.values() if not param.hidden]
    return _inner("syntaxItem", name=spec.name, parameter=parameters, displayLine=line.strip())


def _types(kind: str, one: str, names: list[str]) -> PSObject | None:
    found = [_inner(one, type=PSObject({"name": name}), description=paragraphs("")) for name in names]
    return _inner(kind, **{one: found}) if names else None


def _example(number: int, example: tuple[str, str]) -> PSObject:
    code, about = example
    title = f"-------------------------- EXAMPLE {number} --------------------------"
    return _inner("example", title=title, introduction=paragraphs("PS >"), code=code, remarks=paragraphs(about))


def _link(link: str) -> PSObject:
    return _inner("navigationLink", **({"uri": link} if "://" in link else {"linkText": link}))


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
    inputs: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    component: str = ""
    role: str = ""
    functionality: str = ""

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
            if view == "Full":
                lines += ["", *self._technical_lines()]
            lines += ["", *self._example_lines()]
        lines += ["", "RELATED LINKS", *(_INDENT + link for link in self.links), ""]
        name = self.info.name
        hints = [
            f'To see the examples, type: "Get-Help {name} -Examples"',
            f'For more information, type: "Get-Help {name} -Detailed"',
            f'For technical information, type: "Get-Help {name} -Full"',
        ]
        return ["", *lines, *(_section("REMARKS", hints)[:-1] if view == "Default" else []), ""]

    def _technical_lines(self) -> list[str]:
        lines: list[str] = []
        for title, texts in (("INPUTS", self.inputs), ("OUTPUTS", self.outputs), ("NOTES", [self.notes])):
            content = [line for text in texts for line in text.splitlines()]
            if content or title != "NOTES":
                lines += _section(title, content)
        return lines

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


def _as_paragraphs(text: str) -> str:
    """A declaration's description with each paragraph on one line: it is wrapped where it is shown, once."""
    paragraphs = (
        paragraph
        if any(line.startswith((" ", "- ")) for line in paragraph.split("\n"))
        else " ".join(paragraph.split())
        for paragraph in text.split("\n\n")
    )
    return "\n\n".join(paragraphs)


def page_of(name: str, module: str) -> str:
    """The address of a cmdlet's page: this project's, or PowerShell's."""
    return _PROJECT.format(name) if module == "PSOpenAI" else _POWERSHELL.format(module.lower(), name.lower())


def family_page(title: str) -> str:
    """The page in Docs/ of a family of PowerShell's own cmdlets, without its ending."""
    return f"PowerShell/{re.sub(r'[^A-Za-z]+', '-', title)}"


def _section_of(name: str) -> list[str]:
    """The address of a cmdlet's section on the page of its family, if it is one of PowerShell's own."""
    place = dict(INDEX.places()).get(name)
    return [f"{_PROJECT.format(family_page(place.title))}#{name.lower()}"] if place is not None else []


def topic_of(info: CommandInfo, aliases: list[str]) -> HelpTopic:
    """The help of a cmdlet from its declaration, of a function or a script from its comments."""
    spec = info.spec
    assert spec is not None
    topic = HelpTopic(info, spec, aliases)
    shown = [param for param in spec.params.values() if not param.hidden]
    topic.outputs = list(spec.outputs)
    if info.kind == "Cmdlet":
        topic.synopsis = spec.synopsis
        topic.description = _as_paragraphs(spec.description or spec.synopsis)
        topic.examples = [(example.code, example.about) for example in spec.examples]
        topic.parameters = [
            ParameterHelp.of(param, "\n".join([param.help, *accepted(param)])) for param in described(spec)
        ]
        topic.inputs = list(
            dict.fromkeys(param.of or type_shown(param) for param in described(spec) if pipeline_of(param))
        )
        topic.notes = "\n".join(_notes(spec))
        topic.links = [page_of(info.name, str(info.module)), *_section_of(info.name)]
        return topic
    found = help_of(code_of(info)) if code_of(info) is not None else None
    texts = found.parameters if found is not None else {}
    defaults = _defaults(code_of(info))
    topic.parameters = [
        ParameterHelp.of(param, texts.get(param.name.lower(), param.help), defaults.get(param.name.lower(), ""))
        for param in shown
    ]
    if found is not None:
        topic.synopsis, topic.description, topic.notes = found.synopsis, found.description, found.notes
        topic.component, topic.role, topic.functionality = found.component, found.role, found.functionality
        topic.links, topic.inputs = found.links, found.inputs
        topic.outputs = found.outputs or topic.outputs
        for text in found.examples:
            code, _, about = text.partition("\n")
            topic.examples.append((code, about.strip("\n")))
    return topic


def _notes(spec: CmdletSpec) -> Iterator[str]:
    """The limits and costs of a cmdlet, and what an error of it looks like."""
    if spec.remarks:
        yield _as_paragraphs(spec.remarks)
    for failure in spec.failures:
        yield from ("", f"PS > {failure.code}", *failure_lines(failure))


def _defaults(code: Any) -> dict[str, str]:
    """The source of the parameters' default values, by lower-case name."""
    parameters = code.code.parameters if code is not None else ()
    return {each.name.lower(): each.default.extent.text for each in parameters if each.default is not None}


def code_of(info: CommandInfo) -> Any:
    """The script block of a function or a script."""
    return info.block if info.block is not None else info.definition if hasattr(info.definition, "ast") else None


def forwarded(info: CommandInfo) -> str:
    """The command whose help is to be shown instead (.FORWARDHELPTARGETNAME); empty if there is none."""
    code = code_of(info)
    found = help_of(code) if code is not None else None
    return found.forward_to if found is not None else ""
