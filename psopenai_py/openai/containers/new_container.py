from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..body import bound_fields
from ..objects import to_object
from ..params import lower_case
from .container import TYPE_NAME


@cmdlet("New-Container", outputs=TYPE_NAME)
class NewContainer(ApiParams):
    """Create a container: an environment in which a model runs code, with files of its own."""

    name = Param(
        "string",
        mandatory=True,
        position=0,
        validators=(ValidateNotNullOrEmpty(),),
        help="A name for the container.",
    )
    expires_after_minutes = Param("int", help="Minutes without use after which the container is deleted.")
    expires_after_anchor = Param(
        "string", transform=lower_case, default="last_active_at", help="The time from which they count: last_active_at."
    )
    file_id = Param("string[]", aliases=("file_ids",), help="Uploaded files to copy into the container.")
    memory_limit = Param(
        "string", aliases=("memory_limit",), completions=("1g", "4g", "16g", "64g"), help="How much memory it has."
    )

    examples = (
        Example("New-Container analysis -ExpiresAfterMinutes 20", "Creates a container.", run=False),
        Example("New-Container big -MemoryLimit 16g -FileId file-abc123", "Creates one with a file in it.", run=False),
    )

    def process(self) -> Objects:
        body = bound_fields(self, {"Name": "name", "FileId": "file_ids", "MemoryLimit": "memory_limit"})
        if self.is_bound("ExpiresAfterMinutes"):
            body["expires_after"] = {"anchor": self.expires_after_anchor, "minutes": self.expires_after_minutes}
        yield to_object(self.call("containers", method="POST", body=body).json(), TYPE_NAME)
