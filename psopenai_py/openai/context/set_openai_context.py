from __future__ import annotations

from typing import Any

from ... import configuration
from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateRange, ValidateSet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...errors import ExitCode
from ..context_state import state_of
from ..params import secure_string

FIELDS = {
    "ApiKey": "api_key",
    "ApiType": "api_type",
    "ApiBase": "api_base",
    "ApiVersion": "api_version",
    "AuthType": "auth_type",
    "Organization": "organization",
    "Project": "project",
    "TimeoutSec": "timeout_sec",
    "MaxRetryCount": "max_retry_count",
}


@cmdlet("Set-OpenAIContext")
class SetOpenAIContext(Cmdlet):
    """Set defaults for all further calls of this session.

    What is not given keeps its value. Parameters of a call take precedence over the context, the context over
    variables and the environment. A command of a shell is a session of its own: there, -Save writes the settings into
    the configuration file.
    """

    api_key = Param(
        "securestring",
        position=0,
        pipeline="property",
        transform=secure_string,
        help="The API key. It is kept as a SecureString and leaves the session with its end.",
    )
    api_type = Param(
        "OpenAIApiType",
        position=1,
        pipeline="property",
        enum=("OpenAI", "Azure"),
        help="Which API is called: OpenAI's or Azure's.",
    )
    api_base = Param(
        "uri", position=2, pipeline="property", help="The address of the API, if it is not OpenAI's: https://host/v1."
    )
    api_version = Param(
        "string",
        position=3,
        pipeline="property",
        help="The date of Azure's API, such as 2025-04-01-preview; for Azure only.",
    )
    auth_type = Param(
        "string",
        position=4,
        pipeline="property",
        validators=(ValidateSet(("openai", "azure", "azure_ad")),),
        help="How the key is sent: as a bearer token (openai), as the header api-key (azure), or as a token of Entra "
        "ID (azure_ad).",
    )
    organization = Param(
        "string",
        position=5,
        pipeline="property",
        aliases=("OrgId",),
        help="The organization that calls are billed to.",
    )
    project = Param("string", own=True, pipeline="property", help="The project that calls count to.")
    timeout_sec = Param(
        "int",
        position=6,
        pipeline="property",
        help="Seconds that one attempt of a call may take; 0 means the built-in limits.",
    )
    max_retry_count = Param(
        "int",
        position=7,
        pipeline="property",
        validators=(ValidateRange(0, 100),),
        help="How often a call is tried again after a rate limit or an error of the service.",
    )

    save = Param(
        "switch",
        own=True,
        help="Also write the settings into the configuration file: into the profile that --profile or PSOPENAI_PROFILE "
        "names, or the one called default. A key is never written there.",
    )

    examples = (
        Example(
            "Set-OpenAIContext -MaxRetryCount 3 -TimeoutSec 60; Get-Batch batch_abc123",
            "Sets retries and the time limit of the calls that follow.",
        ),
        Example("Set-OpenAIContext -MaxRetryCount 3 -Save", "Keeps the setting for later sessions."),
        Example(
            "Set-OpenAIContext -ApiType Azure -ApiBase $env:AZURE_OPENAI_ENDPOINT -ApiKey $key; "
            "Request-ChatCompletion 'Hello' -Model my-deployment",
            "Has all further calls go to a resource of Azure OpenAI; the model is the name of a deployment.",
        ),
    )
    failures = (
        Failure(
            "Set-OpenAIContext -MaxRetryCount 1000",
            "Set-OpenAIContext: the value of -MaxRetryCount is not accepted: 1000 is outside of 0 to 100.",
            "ParameterArgumentValidationError,Set-OpenAIContext",
            exit_code=2,
        ),
    )
    remarks = """\
    No request is made. A key is kept in memory for this session, and is never written into the configuration file.
    """

    def process(self) -> Output:
        given = {attribute: self._given(name) for name, attribute in FIELDS.items() if self.is_bound(name)}
        if self.save:
            self._save(given)
        elif self.runtime.mode.door == "shell":
            raise self.stop_with(
                "ContextCannotLast",
                "a context lasts as long as a session, and this command is one of its own. Add -Save to write it into "
                f"{configuration.path_of(self.session.environ)}, or set the variables of the environment.",
                "InvalidOperation",
                None,
                "System.InvalidOperationException",
                ExitCode.USAGE,
            )
        context = state_of(self.session).context
        for attribute, value in given.items():
            setattr(context, attribute, value)
        if "api_type" in given and "auth_type" not in given and context.auth_type != "azure_ad":
            context.auth_type = "azure" if self.api_type == "Azure" else "openai"  # the kind of API implies it
        return None

    def _given(self, name: str) -> Any:
        value = getattr(self, FIELDS[name])
        return str(value) if name == "ApiBase" and value is not None else value

    def _save(self, given: dict[str, Any]) -> None:
        """Write what was given into the profile."""
        environ = self.session.environ
        try:
            configured = configuration.read(environ)
            chosen = environ.get(configuration.PROFILE_VARIABLE, "").strip()
            name = chosen or configured.profile or configuration.DEFAULT_PROFILE
            if "api_key" in given:
                raise self._refused(
                    f"-Save does not write keys. Leave -ApiKey out, keep the key with Set-Secret {name}, and add "
                    f'secret = "{name}" to [profiles.{name}] in {configured.path}.'
                )
            if "\n" in name or not name.isprintable():
                raise self._refused("The name of a profile must not contain control characters.")
            path = configuration.save(environ, name, {k: v for k, v in given.items() if v is not None})
        except configuration.ConfigurationError as error:
            raise self._refused(str(error)) from error
        known = {**configured.profiles.get(name, {}), **given}
        if known.get("api_base") and not any(place in known for place in configuration.KEY_PLACES):
            self.warn(
                f"The profile '{name}' has an address of its own, so it needs a key of its own: keep one with "
                f'`Set-Secret {name}`, and add secret = "{name}" to [profiles.{name}] in {path}.'
            )

    def _refused(self, message: str) -> Exception:
        return self.stop_with(
            "ContextNotSaved", message, "InvalidArgument", None, "System.ArgumentException", ExitCode.USAGE
        )
