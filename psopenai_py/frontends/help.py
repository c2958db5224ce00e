"""``psopenai COMMAND --help``: the declaration's help, and what a shell needs to know besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..engine.describing.help_text import help_text as text_of
from ..engine.session.lookup import lookup

if TYPE_CHECKING:
    from ..shell import Shell

EXIT_CODES = (
    (0, "all went well"),
    (1, "some input failed"),
    (2, "wrong usage"),
    (3, "no key, or it was refused"),
    (4, "the network was given up"),
    (5, "the result is incomplete"),
    (130, "interrupted"),
)

_WORDS = """\
Names are taken in any spelling: -BatchId, -batchid, --batch-id, --batch_id, or a unique beginning; values follow as
-Name value, -Name:value or --name=value. Lists are a,b or a JSON array; dictionaries k=v,k2=v2, JSON or @{k='v'};
objects are JSON. Standard input is the pipeline: ids, one a line, or JSON. Output is a view on a terminal and JSON
Lines elsewhere; -OutputFormat Jsonl|Json|Csv|Table|List chooses."""


def help_text(shell: Shell, name: str) -> str:
    """Help on a cmdlet as the shell command shows it."""
    found = lookup(shell.session, name)
    assert found is not None and found.spec is not None
    codes = "\n" + "\n".join(f"{code:>4}  {meaning}" for code, meaning in EXIT_CODES)
    return text_of(found.spec, min(shell.width, 120), (("IN A SHELL", _WORDS), ("EXIT CODES", codes)))
