"""The parameters by which cmdlets find batches."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.model.types import Value
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject
from ..api import ApiParams

TYPE_NAME = "PSOpenAI.Batch"


def batch_param(help: str) -> Any:
    return Param(
        "object",
        set="Batch",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("InputObject",),
        of=TYPE_NAME,
        help=help,
    )


def batch_id_param(help: str) -> Any:
    return Param(
        "string",
        set="Id",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("Id", "batch_id"),
        validators=(ValidateNotNullOrEmpty(),),
        help=help,
    )


class BatchTarget(ApiParams):
    """A cmdlet that takes batches as objects, or one by its id."""

    batch: Value
    batch_id: str

    def targets(self) -> list[PSObject | str]:
        """The batches of this input, as they were given."""
        return as_list(self.batch) if self.set_name == "Batch" else [self.batch_id]
