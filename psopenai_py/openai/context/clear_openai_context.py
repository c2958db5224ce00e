from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ..context_state import Context, state_of


@cmdlet("Clear-OpenAIContext")
class ClearOpenAIContext(Cmdlet):
    """Clear the defaults that Set-OpenAIContext has set."""

    examples = (
        Example("Clear-OpenAIContext", "Clears the session's defaults."),
        Example(
            "Set-OpenAIContext -MaxRetryCount 3; Clear-OpenAIContext; (Get-OpenAIContext).MaxRetryCount",
            "Goes back to the setting of the profile or the built-in one.",
            result="0",
        ),
    )
    failures = (
        Failure(
            "Clear-OpenAIContext -All",
            "Clear-OpenAIContext: there is no parameter -All.",
            "NamedParameterNotFound,Clear-OpenAIContext",
            exit_code=2,
        ),
    )
    remarks = "No request is made. The environment, the profile and the keyring count again."

    def process(self) -> Output:
        state_of(self.session).context = Context()
        return None
