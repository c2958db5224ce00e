from __future__ import annotations

from ...configuration import ConfigurationError
from ...credentials import mask
from ...declare.cmdlet import Example, Failure, Gives, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Objects
from ...engine.values.objects import PSObject
from ..call_settings import configuration_fault, configuration_of
from ..context_state import state_of


@cmdlet("Get-OpenAIContext", gives=Gives("one", "PSOpenAI.Context"))
class GetOpenAIContext(Cmdlet):
    """Show the defaults of this session: what Set-OpenAIContext has set, else what the profile says."""

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
        Example(
            "Set-OpenAIContext -MaxRetryCount 3; (Get-OpenAIContext).MaxRetryCount",
            "Shows one of the settings.",
            result="3",
        ),
    )
    failures = (
        Failure(
            "Get-OpenAIContext -Name work",
            "Get-OpenAIContext: there is no parameter -Name.",
            "NamedParameterNotFound,Get-OpenAIContext",
            exit_code=2,
        ),
    )
    remarks = "No request is made. The key is not shown, nor a password in the address."

    def process(self) -> Objects:
        context = state_of(self.session).context
        try:
            profile = configuration_of(self.session).select(self.session.environ)
        except ConfigurationError as error:
            raise configuration_fault(self, error) from error

        def value(name: str, default: object = None) -> object:
            of_context = getattr(context, name)
            if of_context is None and profile is not None:
                of_context = profile.settings.get(name)
            return of_context or default

        shown = {
            "ApiKey": context.api_key,
            "ApiType": value("api_type", "OpenAI"),
            "ApiBase": mask(str(base)) if (base := value("api_base")) is not None else None,
            "ApiVersion": value("api_version"),
            "AuthType": value("auth_type", "openai"),
            "Organization": value("organization"),
            "TimeoutSec": value("timeout_sec", 0),
            "MaxRetryCount": value("max_retry_count", 0),
        }
        # what PSOpenAI does not have
        own = {"Project": value("project"), "Profile": profile.source if profile is not None else None}
        yield PSObject(shown | {name: text for name, text in own.items() if text is not None})
