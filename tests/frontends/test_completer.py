"""What prompt_toolkit gets from the completion of the interactive shell."""

from __future__ import annotations

from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from psopenai_py.frontends.editor import ShellCompleter
from psopenai_py.shell import Shell


def offered(text: str, script: str = "") -> dict[str, str]:
    """The matches for a text, each with its line of help."""
    with Shell(environ={}) as shell:
        shell.run(script)
        found = ShellCompleter(shell.session).get_completions(Document(text), CompleteEvent())
        return {each.text: each.display_meta_text for each in found}


def test_a_cmdlet_is_offered_with_what_it_does() -> None:
    assert offered("Get-Batch")["Get-Batch"] == "Get one batch by its id, or list the batches"
    assert offered("gba", "Set-Alias gbax Get-Batch") == {"gbax": "→ Get-Batch"}
    assert offered("my-f", "function my-f { }") == {"my-f": "function"}


def test_a_long_list_of_cmdlets_loads_none_of_them() -> None:
    assert offered("g")["Get-Batch"] == "Batches"


def test_a_parameter_is_offered_with_its_help() -> None:
    assert offered("Get-Batch -Li") == {"-Limit": "How many to list at most, 1 to 100"}
