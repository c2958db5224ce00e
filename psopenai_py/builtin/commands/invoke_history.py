from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.text import to_text


@cmdlet("Invoke-History", should_process=True, error_name="Microsoft.PowerShell.Commands.InvokeHistoryCommand")
class InvokeHistory(Cmdlet):
    """Run a line of the history again: the last one, one by its number, or the last that begins with a text."""

    id = Param("string", position=0, pipeline="property", help="The line's number, or its beginning.")
    examples = (Example("Invoke-History 3", "Runs line 3 again.", result="3"),)

    def process(self) -> Output:
        entries, wanted = self.session.history, to_text(self.id)
        if not wanted:
            found = entries[-1] if entries else None
        elif wanted.isdecimal():
            found = next((entry for entry in entries if entry.__dict__["Id"] == int(wanted)), None)
        else:
            found = next((entry for entry in reversed(entries) if str(entry).startswith(wanted)), None)
        if found is None:
            text = f"The history has no such line: {wanted}" if wanted else "The history is empty."
            error_id = "InvokeHistoryNoHistoryForId" if wanted.isdecimal() else "InvokeHistoryNoLastHistoryEntryFound"
            raise self.stop_with(error_id, text, "ObjectNotFound", wanted, "System.ArgumentException")
        if self.should_process(str(found)):
            self.session.host_line(str(found))
            self.session.language.run_text(str(found), self.write)
        return None
