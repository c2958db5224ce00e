from __future__ import annotations

from ...declare.cmdlet import Example, Gives, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Objects
from ...engine.values.objects import PSObject
from ..context_state import state_of


@cmdlet("Get-OpenAIContext", gives=Gives("one", "PSOpenAI.Context"))
class GetOpenAIContext(Cmdlet):
    """Show the defaults that Set-OpenAIContext has set for this session."""

    examples = (
        Example(
            "Get-OpenAIContext",
            "Shows the defaults of this session.",
            result=(
                "ApiKey        :\n"
                "ApiType       : OpenAI\n"
                "ApiBase       :\n"
                "ApiVersion    :\n"
                "AuthType      : openai\n"
                "Organization  :\n"
                "TimeoutSec    : 0\n"
                "MaxRetryCount : 0"
            ),
        ),
    )

    def process(self) -> Objects:
        context = state_of(self.session).context
        shown = PSObject(
            {
                "ApiKey": context.api_key,
                "ApiType": context.api_type or "OpenAI",
                "ApiBase": context.api_base,
                "ApiVersion": context.api_version,
                "AuthType": context.auth_type or "openai",
                "Organization": context.organization,
                "TimeoutSec": context.timeout_sec or 0,
                "MaxRetryCount": context.max_retry_count or 0,
            }
        )
        if context.project is not None:  # PSOpenAI does not have it
            shown._put("Project", context.project)
        yield shown
