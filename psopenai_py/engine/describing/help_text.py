"""The help of a command as text, from its declaration, as ``--help``, ``-?`` and Get-Help show it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from inspect import cleandoc

from ...declare.cmdlet import ALL_SETS, CmdletSpec, Example, Failure, ParamSpec
from ...declare.sentinel import MISSING
from ...declare.validators import ValidateCount, ValidateLength, ValidatePattern, ValidateRange, ValidateSet
from ...dotnet.model.types import Value
from ..binding.parameters import common_of, is_switch_type, optional_common_of
from ..pipeline.pipeline import Processor
from .syntax import syntax_lines, type_shown

INDENT = "    "
_LARGEST_INT = 2**31 - 1  # of PowerShell's [int]


class HelpProcessor(Processor):
    """Takes the place of a command in a pipeline and writes its help."""

    def __init__(self, spec: CmdletSpec, width: int) -> None:
        self._text = help_text(spec, width)

    def run_without_input(self) -> None:
        self.out(self._text)

    def process(self, value: Value) -> None:
        """Ignores the input."""

    def end(self) -> None:
        if self.expects_input:
            self.out(self._text)


def help_text(
    spec: CmdletSpec,
    width: int = 120,
    footer: tuple[tuple[str, str], ...] = (),
    examples: Sequence[Example] | None = None,
    failures: Sequence[Failure] | None = None,
    of_door: tuple[ParamSpec, ...] = (),
) -> str:
    """The complete help of a command, at most ``width`` wide.

    A door adds sections (``footer``: titles and texts) and parameters, and shows examples and errors of its own kind.
    """
    shown = spec.examples if examples is None else examples
    failing = spec.failures if failures is None else failures
    return "\n".join(_help_lines(spec, max(width, 40), footer, shown, failing, of_door)) + "\n"


def _help_lines(
    spec: CmdletSpec,
    width: int,
    footer: tuple[tuple[str, str], ...],
    examples: Sequence[Example],
    failures: Sequence[Failure],
    of_door: tuple[ParamSpec, ...],
) -> Iterator[str]:
    yield from _section("NAME", spec.name, width)
    if spec.synopsis:
        yield from _section("SYNOPSIS", spec.synopsis, width)
    yield "SYNTAX"
    for line in syntax_lines(spec):
        yield from textwrap.wrap(line, width - 1, initial_indent=INDENT, subsequent_indent=INDENT * 2,
                                 break_long_words=False, break_on_hyphens=False)  # fmt: skip
        yield ""
    if spec.description:
        yield from _section("DESCRIPTION", spec.description, width)
    if spec.aliases:
        yield from _section("ALIASES", ", ".join(spec.aliases), width)
    shown = [*described(spec), *of_door]
    if shown:
        yield "PARAMETERS"
        for param in shown:
            yield from _parameter(spec, param, width)
    common = [f"-{p.name}" for p in common_of(spec).values() if p not in shown]
    if common:
        yield from _section("COMMON PARAMETERS", ", ".join(common), width)
    for example in examples:
        yield "EXAMPLE"
        yield f"{INDENT}{example.code}"
        if example.about:
            yield from _wrapped(example.about, width, INDENT * 2)
        yield ""
    if spec.outputs:
        yield from _section("OUTPUTS", ", ".join(spec.outputs), width)
    for failure in failures:
        yield "ERROR"
        yield f"{INDENT}{failure.code}"
        for line in failure_lines(failure):
            yield from _wrapped(line, width, INDENT * 2)
        yield ""
    if spec.remarks:
        yield from _section("NOTES", spec.remarks, width)
    for title, text in footer:
        yield from _section(title, text, width)


def described(spec: CmdletSpec) -> list[ParamSpec]:
    """The parameters that help describes: all that stand in the syntax, hidden ones too."""
    changing = optional_common_of(spec) if spec.common else ()
    return [*spec.params.values(), *changing]


def failure_lines(failure: Failure) -> list[str]:
    """What an error looks like, and how a script tells which it is."""
    told = f"FullyQualifiedErrorId {failure.error_id}, exit code {failure.exit_code}."
    return [*failure.text.splitlines(), f"{told} {failure.about}".rstrip()]


def _section(title: str, text: str, width: int) -> Iterator[str]:
    yield title
    yield from _wrapped(text, width, INDENT)
    yield ""


def _wrapped(text: str, width: int, indent: str) -> Iterator[str]:
    """Text wrapped to a width, with an empty line between paragraphs. One with indented lines keeps its line breaks."""
    for number, paragraph in enumerate(cleandoc(text).split("\n\n")):
        if number:
            yield ""
        lines = paragraph.split("\n")
        if len(lines) > 1 and any(line.startswith(" ") for line in lines):
            yield from (indent + line for line in lines)
        else:
            yield from textwrap.wrap(
                " ".join(lines), width - 1, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
            )  # names of cmdlets have hyphens


def _parameter(spec: CmdletSpec, param: ParamSpec, width: int) -> Iterator[str]:
    kind = "" if is_switch_type(param) else f" <{type_shown(param)}>"
    yield f"{INDENT}-{param.name}{kind}"
    if param.help:
        yield from _wrapped(param.help, width, INDENT * 2)
    for line in facts(spec, param):
        yield from _wrapped(line, width, INDENT * 2)
    yield ""


def facts(spec: CmdletSpec, param: ParamSpec) -> Iterator[str]:
    """What the declaration says about a parameter: its position, what it accepts and so on, one line each."""
    flags = list(param.sets.values())
    if any(f.mandatory for f in flags):
        yield "Must be given." if all(f.mandatory for f in flags) else "Must be given in one of the syntaxes."
    if (sets := sets_of(spec, param)) is not None:
        yield f"Parameter set: {', '.join(sets)}"
    if (position := position_of(param)) is not None:
        yield f"Position: {position}"
    if (piped := pipeline_of(param)) is not None:
        yield f"Pipeline input: {piped}"
    if param.aliases:
        yield f"Aliases: {', '.join('-' + alias for alias in param.aliases)}"
    if (default := default_of(param)) is not None:
        yield f"Default: {default}"
    if param.wildcards:
        yield "Wildcards: accepted"
    yield from accepted(param)


def sets_of(spec: CmdletSpec, param: ParamSpec) -> list[str] | None:
    """The sets that a parameter belongs to; None if it belongs to all."""
    names = list(param.sets)
    return None if ALL_SETS in names or set(names) == set(spec.set_names) else names


def position_of(param: ParamSpec) -> int | None:
    return min((f.position for f in param.sets.values() if f.position is not None), default=None)


def pipeline_of(param: ParamSpec) -> str | None:
    """How a parameter takes pipeline input, in words; None if it does not."""
    ways = []
    if any(f.by_value for f in param.sets.values()):
        ways.append("the object itself")
    if any(f.by_property for f in param.sets.values()):
        ways.append("the property of that name")
    return ", or ".join(ways) or None


def default_of(param: ParamSpec) -> str | None:
    """A declared default as a script would write it."""
    if param.default_text:
        return param.default_text
    value = param.default
    if value is MISSING or value is None or is_switch_type(param):
        return None
    if isinstance(value, bool):
        return "$true" if value else "$false"
    return ", ".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)


def values_of(param: ParamSpec) -> tuple[str, ...]:
    """The values that a parameter accepts, if it accepts only certain ones."""
    if param.enum:
        return param.enum
    return next((tuple(v.values) for v in param.validators if isinstance(v, ValidateSet)), ())


def _range(validator: ValidateRange) -> str:
    """The numbers of a range; one that ends with the type's largest number has no end for a reader."""
    if validator.kind:
        return str(validator.kind)
    return f"{validator.minimum} {'or more' if validator.maximum == _LARGEST_INT else f'to {validator.maximum}'}"


def accepted(param: ParamSpec) -> Iterator[str]:
    """The conditions for the values of a parameter, one line each."""
    if values := values_of(param):
        yield f"Accepted values: {', '.join(values)}"
    elif param.completions:
        yield f"Usual values: {', '.join(param.completions)}"
    for validator in param.validators:
        if isinstance(validator, ValidateRange):
            yield f"Accepted values: {_range(validator)}"
        elif isinstance(validator, ValidateLength):
            yield f"Length: {validator.minimum} to {validator.maximum} characters"
        elif isinstance(validator, ValidateCount):
            yield f"Number of values: {validator.minimum} to {validator.maximum}"
        elif isinstance(validator, ValidatePattern):
            yield f"Accepted values match: {validator.pattern}"
