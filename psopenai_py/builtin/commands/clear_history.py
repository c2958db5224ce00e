from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...engine.values.wildcard import wildcard_to_regex


@cmdlet(
    "Clear-History",
    default_set="IDParameter",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.ClearHistoryCommand",
)
class ClearHistory(Cmdlet):
    """Remove lines from the session's history.

    The file from which the arrow keys recall lines keeps them.
    """

    id = Param("int[]", set="IDParameter", position=0, help="The numbers of the lines; without them, all.")
    command_line = Param("string[]", set="CommandLineParameter", help="What the lines are like; wildcards are allowed.")
    count = Param("int", position=1, help="How many of the oldest lines.")
    newest = Param("switch", help="With -Count: of the newest lines.")
    examples = (Example("Clear-History", "Forgets all lines."),)

    def process(self) -> Output:
        entries = list(self.session.history)
        if self.is_bound("Id"):
            wanted = {int(number) for number in as_list(self.id)}
            entries = [entry for entry in entries if entry.__dict__["Id"] in wanted]
        if self.is_bound("CommandLine"):
            patterns = [wildcard_to_regex(to_text(pattern)).match for pattern in as_list(self.command_line)]
            entries = [entry for entry in entries if any(p(entry.__dict__["CommandLine"]) for p in patterns)]
        if self.count is not None:
            entries = entries[-self.count :] if self.newest and self.count else entries[: self.count]
        if entries and self.should_process("the session's history"):
            self.session.history[:] = [entry for entry in self.session.history if entry not in entries]
        return None
