"""Which command the words mean: a cmdlet, a script, one of our own commands, or the interactive shell.

Click is the outer shell of it: the list of commands, ``--help``, usage errors and completion. A cmdlet's Click command
parses no options; its words go to the binder as they are.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import click

from .._version import __version__
from ..errors import ExitCode
from .environment import Environment
from .names import find_cmdlet, unknown


def dispatch(env: Environment, words: Sequence[str]) -> int:
    """Run what the words mean; the exit code."""
    group = _Group(env)
    try:
        code = group.main(list(words), prog_name="psopenai", standalone_mode=False, obj=env)
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
    """All commands. Cmdlets are looked up by name in any of their spellings and made when asked for."""

    def __init__(self, env: Environment) -> None:
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
        self.env = env
        from .own_commands import OWN_COMMANDS

        for command in OWN_COMMANDS:
            self.add_command(command)

    def list_commands(self, ctx: click.Context) -> list[str]:
        from ..openai.index import INDEX

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
        """The commands by family, instead of one long list."""
        with formatter.section("Commands"):
            formatter.write_dl([(c.name or "", c.get_short_help_str(60)) for c in self.commands.values()])
        from ..openai.index import INDEX

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
    """A cmdlet as a Click command: all words are the binder's, but those that ask for help."""

    def __init__(self, name: str) -> None:
        super().__init__(name, add_help_option=False, context_settings={"ignore_unknown_options": True})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.args = args
        return []

    def get_help(self, ctx: click.Context) -> str:
        from .help import help_text

        return help_text(_shell(ctx.obj), self.name or "")

    def invoke(self, ctx: click.Context) -> Any:
        """Only asked for help here: the words of a call go straight to the binder (`cli`)."""
        click.echo(self.get_help(ctx))
        return ExitCode.OK


def _shell(env: Environment) -> Any:
    from ..shell import Shell

    return Shell(width=env.width, environ=env.environ)
