"""What prompt_toolkit gets from the completion of the interactive shell."""

from __future__ import annotations

from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from psopenai_py.frontends.repl import ShellCompleter
from psopenai_py.shell import Shell


def test_a_cmdlet_is_offered_with_the_title_of_its_family() -> None:
    with Shell(environ={}) as shell:
        found = ShellCompleter(shell.session).get_completions(Document("Get-Batch"), CompleteEvent())
        titles = {each.text: each.display_meta_text for each in found}
    assert titles["Get-Batch"] == "Batches"


def test_other_matches_have_no_title() -> None:
    with Shell(environ={}) as shell:
        found = list(ShellCompleter(shell.session).get_completions(Document("Get-Batch -Li"), CompleteEvent()))
    assert [(each.text, each.display_meta_text) for each in found] == [("-Limit", "")]
