"""`cli`, the Click group: every cmdlet and the commands of psopenai's own, with help and completion.

The group runs what the console script runs. It works by itself, under ``CliRunner``, mounted in another Click
application, with ``click-man`` and with ``click_repl.register_repl``.
"""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import redirect_stdout
from typing import Any, TextIO, cast

import click
from click.shell_completion import CompletionItem

from .._version import __version__
from ..builtin import index as builtin
from ..builtin.commands.about_topics import ABOUT, about_text
from ..configuration import PROFILE_VARIABLE, ConfigurationError, read
from ..engine.session.commands import CommandTable
from ..errors import ExitCode
from ..openai import index as openai
from .cmdlet_command import CmdletCommand
from .ending import exit_code_of
from .environment import Environment
from .help import WIDEST, show
from .names import commands_beginning, find_cmdlet, is_script_call, unknown
from .own_commands import COMMANDS
from .shell_init import completion_of, completion_script
from .shell_tab import SHELLS

_PWSH_OPTIONS = {"-version": "--version", "-v": "--version", "-?": "--help", "/?": "--help", "-help": "--help"}


def dispatch(env: Environment, words: Sequence[str]) -> int:
    """Run the command that the words name. Returns the exit code."""
    try:
        with redirect_stdout(cast("TextIO", _Output(env))):
            code = cli.main(list(words), prog_name="psopenai", standalone_mode=False, obj=env)
    except click.exceptions.Exit as end:
        return int(end.exit_code)
    except click.Abort:
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        path = context.command_path if context is not None else "psopenai"
        message = error.format_message().replace("\n\t", " ")  # Click's list of choices, a line for each
        env.write_error(f"{path.replace(' ', ': ')}: {message}")
        lists = "lists the commands" if path == "psopenai" else "shows how to call it"
        env.write_error(f"  {path} --help {lists}.")
        return ExitCode.USAGE
    return int(code or 0)


class _Output:
    """Standard output for the texts that Click prints itself, such as help.

    When it is closed or full, the run ends as a cmdlet's does: Click would end with code 1 for a closed pipe, and leave
    what is buffered to Python, which complains when it exits.
    """

    encoding = "utf-8"
    errors = "surrogateescape"

    def __init__(self, env: Environment) -> None:
        self._env = env
        self.buffer = env.stdout

    def write(self, text: str) -> int:
        self._env.print(text)
        return len(text)

    def flush(self) -> None:
        self._env.flush()

    def isatty(self) -> bool:
        return self._env.stdout.isatty()

    def fileno(self) -> int:
        return self._env.stdout.fileno()


def interactive(env: Environment, **options: Any) -> int:
    """Run the interactive shell, whose context is this group's, with `names.repl_options`. Returns the exit code."""
    from .repl import run_repl

    return run_repl(env, click.Context(cli, info_name="psopenai", obj=env), **options)


def answer_shell(env: Environment, instruction: str) -> int:
    """Answer a shell that asks for its completion script (``bash_source``) or for completions (``bash_complete``).

    Returns the exit code. `shell_tab` answers for cmdlets.
    """
    shell, _, asked = instruction.partition("_")
    if shell not in SHELLS or asked not in ("source", "complete"):
        known = ", ".join(f"{name}_source" for name in SHELLS)
        env.write_error(f"psopenai: there is no completion '{instruction}'. There are {known}.")
        return ExitCode.USAGE
    answer = completion_script(shell) if asked == "source" else completion_of(shell, cli).complete()
    return env.print(f"{answer}\n")


class Commands(MutableMapping[str, click.Command]):
    """The commands of psopenai's own, and the cmdlets of the service; a cmdlet's is made when it is asked for."""

    def __init__(self) -> None:
        self._made: dict[str, click.Command] = {command.name or "": command for command in COMMANDS}
        self._lazy = dict.fromkeys(openai.INDEX.names())
        self._table = CommandTable(builtin.INDEX, openai.INDEX)

    def cmdlet(self, name: str) -> click.Command:
        """The command of any cmdlet, also of PowerShell's own, which are not listed."""
        found = self._table.cmdlet(name)
        if found is None or found.spec is None:
            raise KeyError(name)
        return CmdletCommand(found.spec)

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._made and name in self._lazy:
            self._made[name] = self.cmdlet(name)
        return self._made[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]
        self._lazy.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter({**self._made, **self._lazy})

    def __len__(self) -> int:
        return len({**self._made, **self._lazy})


class PSOpenAI(click.Group):
    """All commands. A cmdlet is found by any spelling of its name."""

    def __init__(self) -> None:
        self._known = Commands()
        super().__init__(
            "psopenai",
            commands=self._known,
            callback=_start,
            invoke_without_command=True,
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
                click.Option(
                    ["--profile"],
                    metavar="NAME",
                    is_eager=True,
                    expose_value=False,
                    callback=_use_profile,
                    shell_complete=_profiles,
                    help="Use the settings of a profile in the configuration file.",
                ),
            ],
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        words = list(args)
        if words and is_script_call(words):
            words.insert(0, "--")  # -Command and -File are commands here, not options
        elif words:
            words[0] = _PWSH_OPTIONS.get(words[0].lower(), words[0])
        try:
            return super().parse_args(ctx, words)
        except click.NoSuchOption as error:
            if error.option_name.startswith("--"):
                raise
            word = next((w for w in args if w.startswith(error.option_name)), error.option_name)
            raise click.NoSuchOption(word, ctx=ctx) from None  # -Foo, which Click calls -F

    def invoke(self, ctx: click.Context) -> Any:
        code = super().invoke(ctx)
        if isinstance(code, int) and code:
            ctx.exit(code)
        return code

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        found = super().get_command(ctx, name)
        if found is not None:
            return found
        cmdlet = find_cmdlet(name)
        if cmdlet is None:
            return None
        return self.commands[cmdlet] if cmdlet in self.commands else self._known.cmdlet(cmdlet)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if is_script_call(args):
            return args[0], _script, args
        command = self.get_command(ctx, args[0])
        if command is None and not ctx.resilient_parsing:
            raise click.UsageError(unknown(args[0]), ctx)
        return (None, None, args[1:]) if command is None else (command.name, command, args[1:])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so, without making any; and options, where a hyphen was typed."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [CompletionItem(name, help=about or None) for name, about in commands_beginning(incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by family, in place of Click's one long list."""
        with formatter.section("Commands"):
            formatter.write_dl([(c.name or "", c.get_short_help_str(60)) for c in (*COMMANDS, _help)])
        for family in openai.INDEX.families:
            with formatter.section(family.title):
                _write_names(formatter, ", ".join(row.name for row in family.rows))
        with formatter.section("PowerShell's own"):
            formatter.write_text("Select-Object, Where-Object, Sort-Object, ConvertTo-Json, ... in the interactive "
                                 "shell and in scripts; Get-Command lists them.")  # fmt: skip


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"psopenai {__version__}")
        ctx.exit()


def _use_profile(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    """Have a profile count until the context closes: another application goes on with its own settings."""
    if value is None or ctx.resilient_parsing:
        return
    environ = ctx.ensure_object(Environment).environ
    before = environ.get(PROFILE_VARIABLE)
    environ[PROFILE_VARIABLE] = value

    @ctx.call_on_close
    def restore() -> None:
        if before is None:
            environ.pop(PROFILE_VARIABLE, None)
        else:
            environ[PROFILE_VARIABLE] = before


def _profiles(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The profiles that begin so; none if the file cannot be read."""
    try:
        names = read(ctx.ensure_object(Environment).environ).profiles
    except ConfigurationError:
        return []
    return [name for name in names if name.startswith(incomplete)]


def _write_names(formatter: click.HelpFormatter, text: str) -> None:
    """Names over several lines, none of them broken at its hyphen as Click's own `write_text` would."""
    indent = " " * formatter.current_indent
    for line in textwrap.wrap(text, formatter.width - len(indent), break_on_hyphens=False):
        formatter.write(f"{indent}{line}\n")


@click.command("help", short_help="The help of a command.")
@click.argument("command", required=False)
@click.pass_context
def _help(ctx: click.Context, command: str | None) -> None:
    """Show the help of a command, a topic such as about_Keys, or the list of all commands."""
    group = ctx.parent
    assert group is not None
    assert isinstance(group.command, click.Group)
    env = ctx.ensure_object(Environment)
    if command is None:
        show(env, group.get_help())
        return
    topic = next((name for name in ABOUT if name.lower() == command.lower()), None)
    if topic is not None:
        show(env, about_text(topic, min(env.width, WIDEST)))
        return
    name, found, _ = group.command.resolve_command(group, [command])
    if found is _script and not command.startswith("-"):
        quoted = os.path.abspath(command).replace("'", "''")
        _run_script(ctx, ["-Command", f"Get-Help '{quoted}' -Full"])
    elif found is not None:
        show(env, found.get_help(click.Context(found, info_name=name, parent=group)))


@click.pass_context
def _start(ctx: click.Context) -> None:
    """No command: the interactive shell, or the script on standard input."""
    if ctx.invoked_subcommand is not None:
        return
    env = ctx.ensure_object(Environment)
    if env.stdin_is_terminal:
        ctx.exit(exit_code_of(env, lambda: interactive(env)))
    _run_script(ctx, [])


class _Script(click.Command):
    """``script.ps1 ...``, ``-Command text`` and ``-File script``: all words are the script's."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.args = list(args)
        return ctx.args

    def invoke(self, ctx: click.Context) -> Any:
        _run_script(ctx, ctx.args)


def _run_script(ctx: click.Context, words: Sequence[str]) -> None:
    from .scripts import run_script_call

    env = ctx.ensure_object(Environment)
    ctx.exit(exit_code_of(env, lambda: run_script_call(env, words)))


_script = _Script("script", hidden=True, add_help_option=False)
cli = PSOpenAI()
cli.add_command(_help)
