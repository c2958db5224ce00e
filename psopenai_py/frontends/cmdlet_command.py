"""A cmdlet as a Click command, with an option for each parameter.

The options describe and complete. They parse nothing: the words of a call go to the binder as they are, so that
spellings, unique beginnings and parameter sets mean the same in every door.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click
from click.shell_completion import CompletionItem

from ..declare.cmdlet import CmdletSpec, ParamSpec
from ..declare.sentinel import MISSING
from ..declare.validators import ValidateRange
from ..dotnet.model.types import Value
from ..engine.binding.parameters import common_of, is_switch_type
from ..engine.describing.help_text import values_of
from ..engine.describing.syntax import type_shown
from ..functions import snake_case
from .ending import exit_code_of
from .environment import Environment
from .help import shell_help, show
from .inputs import DOOR_PARAMETERS
from .names import asks_for_help
from .run_cmdlet import run_command
from .shell_words import Offer, awaits_path, offered, offered_values, posix_name


class CmdletCommand(click.Command):
    """One cmdlet. Its words are the binder's; its exit code is the shell command's."""

    def __init__(self, spec: CmdletSpec) -> None:
        self.spec = spec
        super().__init__(
            spec.name,
            params=_options(spec),
            help="\n\n".join(text for text in (spec.synopsis, spec.description) if text),
            short_help=spec.synopsis,
            context_settings={"help_option_names": ["--help", "-h"]},
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing and asks_for_help(args):
            show(ctx.ensure_object(Environment), self.get_help(ctx))
            ctx.exit()
        ctx.args = list(args)
        return ctx.args

    def invoke(self, ctx: click.Context) -> Any:
        """Run the cmdlet; the context ends with its exit code."""
        env = ctx.ensure_object(Environment)
        sys.stdout.flush()  # what the calling application has printed comes first
        ctx.exit(exit_code_of(env, lambda: run_command(env, self.spec.name, ctx.args)))

    def get_help(self, ctx: click.Context) -> str:
        return shell_help(self.spec, ctx.ensure_object(Environment).width).rstrip("\n")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """``[OPTIONS] [BATCH-ID]``: the parameters that take values by position, in that order."""
        places: dict[int, str] = {}
        for param in self.spec.params.values():
            for flags in param.sets.values():
                if flags.position is not None:
                    places.setdefault(flags.position, posix_name(param.name).removeprefix("--").upper())
        return ["[OPTIONS]", *(f"[{places[position]}]" for position in sorted(places))]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        env = ctx.ensure_object(Environment)
        return items(offered(self.spec, ctx.args, incomplete, env.environ, DOOR_PARAMETERS))


class CmdletOption(click.Option):
    """A parameter as an option: ``--batch-id``, ``-BatchId``, and its aliases in both spellings."""

    def __init__(self, spec: CmdletSpec, param: ParamSpec, names: list[str]) -> None:
        self.spec = spec
        self.declared = param
        super().__init__([snake_case(param.name), *names], **_described(param))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        env = ctx.ensure_object(Environment)
        return items(offered_values(self.spec, self.declared, incomplete, env.environ))


def items(offers: Iterable[Offer]) -> list[CompletionItem]:
    """What Tab offers, as Click gives it to a shell."""
    return [CompletionItem(offer.text, offer.kind, offer.about or None) for offer in offers]


def _options(spec: CmdletSpec) -> list[click.Parameter]:
    """The options of a cmdlet's parameters; the cmdlet's own win where a common parameter has the same name."""
    options: list[click.Parameter] = []
    taken: set[str] = set()
    for param in (*spec.params.values(), *DOOR_PARAMETERS, *common_of(spec).values()):
        names = [name for name in _spellings(param) if name not in taken]
        taken.update(names)
        if names and posix_name(param.name) in names:
            options.append(CmdletOption(spec, param, names))
    return options


def _spellings(param: ParamSpec) -> list[str]:
    """All names of a parameter as options, each once."""
    names = (param.name, *param.aliases)
    return list(dict.fromkeys([*(posix_name(name) for name in names), *(f"-{name}" for name in names)]))


def _described(param: ParamSpec) -> dict[str, Any]:
    """What Click shows of a parameter."""
    described: dict[str, Any] = {"help": param.help, "hidden": param.hidden}
    if is_switch_type(param):
        return described | {"is_flag": True}
    described |= {"type": _click_type(param), "metavar": f"<{type_shown(param)}>"}
    if isinstance(param.default, (str, int, float)) and not isinstance(param.default, bool):
        described |= {"default": param.default, "show_default": True}
    return described


def _click_type(param: ParamSpec) -> click.ParamType[Any]:
    if values := values_of(param):
        return click.Choice(values, case_sensitive=False)
    name = str(param.type).lower()
    bounds = next((v for v in param.validators if isinstance(v, ValidateRange) and v.kind is None), None)
    if name in ("int", "long", "uint16"):
        return click.INT if bounds is None else click.IntRange(_bound(bounds.minimum), _bound(bounds.maximum))
    if name in ("float", "double"):
        return click.FLOAT if bounds is None else click.FloatRange(_bound(bounds.minimum), _bound(bounds.maximum))
    if awaits_path(param):
        return click.Path()
    return click.STRING


def _bound(value: Value) -> Any:
    return None if value is MISSING else value
