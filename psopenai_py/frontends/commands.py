"""The Click group: the list of commands, ``--help``, usage errors and completion.

A cmdlet's Click command parses no options, because the words of a call go straight to the binder (see `cli`). It is
there for help.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import click

from .._version import __version__
from ..errors import ExitCode
from ..openai.index import INDEX
from .environment import Environment
from .names import find_cmdlet, unknown
from .own_commands import OWN_COMMANDS

EXIT_CODES = (
    (0, "success"),
    (1, "some input failed"),
    (2, "wrong usage"),
    (3, "no key, or it was refused"),
    (4, "the network or the service failed"),
    (5, "the result is incomplete"),
    (130, "interrupted"),
)

_WORDS = """\
Names are taken in any spelling: -BatchId, -batchid, --batch-id, --batch_id, or a unique beginning; values follow as
-Name value, -Name:value or --name=value. Lists are a,b or a JSON array; dictionaries k=v,k2=v2, JSON or @{k='v'};
objects are JSON. Standard input is the pipeline: ids, one a line, or JSON. Output is a view on a terminal and JSON
Lines elsewhere; -OutputFormat Jsonl|Json|Csv|Table|List chooses."""


def dispatch(env: Environment, words: Sequence[str]) -> int:
    """Run the command that the words name. Returns the exit code."""
    try:
        code = _Group().main(list(words), prog_name="psopenai", standalone_mode=False, obj=env)
    except click.exceptions.Exit as end:
        return int(end.exit_code)
    except click.Abort:
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        env.write_error(f"psopenai: {error.format_message()}")
        env.write_error("  psopenai --help lists the commands.")
        return ExitCode.USAGE
    return int(code or 0)


class _Group(click.Group):
    """All commands. A cmdlet is found by any spelling of its name, and its Click command is made when asked for."""

    def __init__(self) -> None:
        super().__init__(
            "psopenai",
            help="PSOpenAI's cmdlets for any shell. Without a command: the interactive shell.",
            epilog="psopenai COMMAND --help shows a command; psopenai FILE.ps1 runs a script; -Command runs a text.",
            context_settings={"help_option_names": ["-h", "--help"]},
            params=[
                click.Option(
                    ["--version", "-V"],
                    is_flag=True,
                    is_eager=True,
                    expose_value=False,
                    callback=_show_version,
                    help="Show the version.",
                ),
            ],
        )
        for command in OWN_COMMANDS:
            self.add_command(command)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *INDEX.names()]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        found = super().get_command(ctx, name)
        if found is not None:
            return found
        cmdlet = find_cmdlet(name)
        return _CmdletCommand(cmdlet) if cmdlet is not None else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        command = self.get_command(ctx, args[0])
        if command is None:
            raise click.UsageError(unknown(args[0]), ctx)
        return command.name, command, args[1:]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by family, in place of Click's one long list."""
        with formatter.section("Commands"):
            formatter.write_dl([(c.name or "", c.get_short_help_str(60)) for c in self.commands.values()])
        for family in INDEX.families:
            with formatter.section(family.title):
                _write_names(formatter, ", ".join(row.name for row in family.rows))
        with formatter.section("PowerShell's own"):
            formatter.write_text("Select-Object, Where-Object, Sort-Object, ConvertTo-Json, ... in the interactive "
                                 "shell and in scripts; Get-Command lists them.")  # fmt: skip


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"psopenai {__version__}")
        ctx.exit()


def _write_names(formatter: click.HelpFormatter, text: str) -> None:
    """Names over several lines, none of them broken at its hyphen as Click's own `write_text` would."""
    indent = " " * formatter.current_indent
    for line in textwrap.wrap(text, formatter.width - len(indent), break_on_hyphens=False):
        formatter.write(f"{indent}{line}\n")


class _CmdletCommand(click.Command):
    """A cmdlet as a Click command, which shows the cmdlet's help."""

    def __init__(self, name: str) -> None:
        super().__init__(name, add_help_option=False, context_settings={"ignore_unknown_options": True})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.args = args
        return []

    def get_help(self, ctx: click.Context) -> str:
        return _help_text(ctx.obj, self.name or "")

    def invoke(self, ctx: click.Context) -> Any:
        click.echo(self.get_help(ctx))
        return ExitCode.OK


def _help_text(env: Environment, name: str) -> str:
    """The cmdlet's help, followed by what differs in a shell and the exit codes."""
    from ..engine.describing.help_text import help_text
    from ..engine.session.lookup import lookup
    from ..shell import Shell

    with Shell(width=env.width, environ=env.environ) as shell:
        found = lookup(shell.session, name)
        assert found is not None and found.spec is not None
        codes = "\n" + "\n".join(f"{code:>4}  {meaning}" for code, meaning in EXIT_CODES)
        return help_text(found.spec, min(shell.width, 120), (("IN A SHELL", _WORDS), ("EXIT CODES", codes)))
