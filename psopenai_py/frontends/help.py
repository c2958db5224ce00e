"""The help of a cmdlet for a shell: its declaration's, with what differs on a command line."""

from __future__ import annotations

import os

import click

from ..declare.cmdlet import CmdletSpec
from ..engine.describing.help_text import help_text
from .environment import Environment
from .inputs import DOOR_PARAMETERS
from .shell_examples import shell_examples, shell_failures

EXIT_CODES = (
    (0, "success"),
    (1, "some input failed"),
    (2, "wrong usage"),
    (3, "no key, or it was refused"),
    (4, "the network or the service failed"),
    (5, "the result is incomplete"),
    (130, "interrupted"),
)
WIDEST = 120  # columns; longer lines are hard to read
WORDS = """\
Names are taken in any spelling: -BatchId, -batchid, --batch-id, --batch_id, or a unique beginning; values follow as
-Name value, -Name:value or --name=value. Lists are a,b or a JSON array; dictionaries k=v,k2=v2, JSON or @{k='v'};
objects are JSON. Standard input is the pipeline: ids, one a line, or JSON. Output is a view on a terminal and JSON
Lines elsewhere; -OutputFormat chooses."""


def shell_help(spec: CmdletSpec, width: int) -> str:
    """The help of a cmdlet as ``psopenai Get-Batch --help`` shows it."""
    codes = "\n" + "\n".join(f"{code:>4}  {meaning}" for code, meaning in EXIT_CODES)
    of_door = tuple(param for param in DOOR_PARAMETERS if param.name.lower() not in spec.params)
    return help_text(
        spec,
        min(width, WIDEST),
        (("IN A SHELL", WORDS), ("EXIT CODES", codes)),
        examples=shell_examples(spec.examples),
        failures=shell_failures(spec.failures),
        of_door=of_door,
    )


def show(env: Environment, text: str) -> None:
    """Show a text: through a pager where it is longer than the terminal, as git and man do.

    ``PAGER`` names the pager; empty or ``cat``, it means none.
    """
    text = text.rstrip("\n")
    if env.stdout_is_terminal and env.environ.get("PAGER", "less") not in ("", "cat"):
        try:
            lines = os.get_terminal_size(env.stdout.fileno()).lines
        except (OSError, ValueError):
            lines = 0
        if 0 < lines <= text.count("\n") + 1:
            click.echo_via_pager(text)
            return
    env.write((text + "\n").encode(errors="replace"))
    env.flush()
