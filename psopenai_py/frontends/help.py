"""The help of a cmdlet for a shell: its declaration's, and what differs on a command line."""

from __future__ import annotations

from ..declare.cmdlet import CmdletSpec
from ..engine.describing.help_text import help_text

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

_WORDS = """\
Names are taken in any spelling: -BatchId, -batchid, --batch-id, --batch_id, or a unique beginning; values follow as
-Name value, -Name:value or --name=value. Lists are a,b or a JSON array; dictionaries k=v,k2=v2, JSON or @{k='v'};
objects are JSON. Standard input is the pipeline: ids, one a line, or JSON. Output is a view on a terminal and JSON
Lines elsewhere; -OutputFormat Jsonl|Json|Csv|Table|List chooses."""


def shell_help(spec: CmdletSpec, width: int) -> str:
    """The help of a cmdlet as ``psopenai Get-Batch --help`` shows it."""
    codes = "\n" + "\n".join(f"{code:>4}  {meaning}" for code, meaning in EXIT_CODES)
    return help_text(spec, min(width, WIDEST), (("IN A SHELL", _WORDS), ("EXIT CODES", codes)))
