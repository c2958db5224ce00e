from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateRange, ValidateSet
from ...engine.pipeline.cmdlet import Cmdlet, Output
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
    variables and the environment.
    """

    api_key = Param("securestring", position=0, pipeline="property", transform=secure_string, help="The API key.")
    api_type = Param(
        "OpenAIApiType",
        position=1,
        pipeline="property",
        enum=("OpenAI", "Azure"),
        help="Which API is called: OpenAI's or Azure's.",
    )
    api_base = Param("uri", position=2, pipeline="property", help="The address of the API.")
    api_version = Param("string", position=3, pipeline="property", help="The version of Azure's API.")
    auth_type = Param(
        "string",
        position=4,
        pipeline="property",
        validators=(ValidateSet(("openai", "azure", "azure_ad")),),
        help="How the key is sent: azure_ad sends it as a token of Entra ID.",
    )
    organization = Param(
        "string",
        position=5,
        pipeline="property",
        aliases=("OrgId",),
        help="The organization that calls are billed to.",
    )
    project = Param("string", own=True, pipeline="property", help="The project that calls count to.")
    timeout_sec = Param("int", position=6, pipeline="property", help="Seconds to wait for an answer.")
    max_retry_count = Param(
        "int",
        position=7,
        pipeline="property",
        validators=(ValidateRange(0, 100),),
        help="How often a call is tried again after a rate limit or an error of the service.",
    )

    examples = (
        Example(
            "Set-OpenAIContext -MaxRetryCount 3 -TimeoutSec 60", "Sets retries and the time limit of further calls."
        ),
    )

    def process(self) -> Output:
        context = state_of(self.session).context
        for name, attribute in FIELDS.items():
            if self.is_bound(name):
                value: Any = getattr(self, attribute)
                setattr(context, attribute, str(value) if name == "ApiBase" and value is not None else value)
        if self.is_bound("ApiType") and not self.is_bound("AuthType") and context.auth_type != "azure_ad":
            context.auth_type = "azure" if self.api_type == "Azure" else "openai"  # the kind of API implies it
        return None
