from __future__ import annotations

from typing import Any

from ...configuration import KEY_PLACES, ConfigurationError, Profile
from ...credentials import CredentialError, Lookup, SecureString, mask
from ...declare.cmdlet import Example, Failure, Gives, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Objects
from ...engine.values.objects import PSObject
from ..call_settings import configuration_fault, configuration_of
from ..context_state import state_of


@cmdlet("Get-OpenAIContext", gives=Gives("one", "PSOpenAI.Context"))
class GetOpenAIContext(Cmdlet):
    """Show the defaults of this session: what Set-OpenAIContext has set, else what the profile says.

    A shell command, which is a session of its own, shows what calls would use: the environment's key, address,
    organization and project as well, and where each comes from (Sources). The key itself is not shown.
    """

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
    remarks = """\
    No request is made. The key is not shown, nor a password in the address. Neither the vault nor a profile's
    key_command is asked.
    """

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

        key: SecureString | None = context.api_key
        base, organization, project = value("api_base"), value("organization"), value("project")
        sources: dict[str, Value] = {}
        if self.session.mode.door == "shell":  # no context was set: a command is a session of its own
            found = self._found(profile)
            sources = {name: source for name, (_, source) in found.items()}
            values = {name: text for name, (text, _) in found.items()}
            key, base = values.get("ApiKey"), values.get("ApiBase")
            organization, project = values.get("Organization"), values.get("Project")
        shown = {
            "ApiKey": key,
            "ApiType": value("api_type", "OpenAI"),
            "ApiBase": None if base is None else mask(str(base)),
            "ApiVersion": value("api_version"),
            "AuthType": value("auth_type", "openai"),
            "Organization": organization,
            "TimeoutSec": value("timeout_sec", 0),
            "MaxRetryCount": value("max_retry_count", 0),
        }
        # what PSOpenAI does not have
        own = {
            "Project": project,
            "Profile": profile.source if profile is not None else None,
            "Sources": PSObject(sources) if sources else None,
        }
        yield PSObject(shown | {name: text for name, text in own.items() if text is not None})

    def _found(self, profile: Profile | None) -> dict[str, tuple[Any, str]]:
        """What calls would be made with, each with the place that it comes from. No secret is asked for."""
        environ = self.session.environ
        lookup = Lookup(environment=environ, profile=profile, profile_key=_unseen, spelling=self.runtime.mode.variable)
        base = lookup.address()
        try:
            key = lookup.key_in_sight()
        except CredentialError as error:
            self.warn(str(error))
            key = None
        found: dict[str, tuple[Any, str]] = {} if key is None else {"ApiKey": (key.secret, key.source)}
        texts = {"ApiBase": base, "Organization": lookup.text("organization"), "Project": lookup.text("project")}
        found.update((name, (setting.text, setting.source)) for name, setting in texts.items() if setting is not None)
        return found


def _unseen(profile: Profile) -> SecureString | None:
    """A key that stands for the one of a profile, which a program or the vault would have to be asked for."""
    return SecureString("-") if any(place in profile.settings for place in KEY_PLACES) else None
