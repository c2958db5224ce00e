from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ..context_state import Context, state_of


@cmdlet("Clear-OpenAIContext")
class ClearOpenAIContext(Cmdlet):
    """Clear the defaults that Set-OpenAIContext has set."""

    examples = (Example("Clear-OpenAIContext", "Clears the session's defaults."),)

    def process(self) -> Output:
        state_of(self.session).context = Context()
        return None
