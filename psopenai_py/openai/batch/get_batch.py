from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..objects import rows, to_object
from .params import TYPE_NAME

LARGEST_PAGE = 100
DEFAULT_PAGE = 20


@cmdlet("Get-Batch", default_set="List", outputs=TYPE_NAME)
class GetBatch(ApiParams):
    """Get one batch by its id, or list the batches.

    Without an id the newest batches are listed, 20 unless -Limit says otherwise; -All lists every one, page by page.
    """

    batch_id = Param(
        "string",
        set="Get",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("Id", "batch_id", "Batch"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the batch, such as batch_abc123.",
    )
    limit = Param(
        "int",
        set="List",
        validators=(ValidateRange(1, LARGEST_PAGE),),
        default=DEFAULT_PAGE,
        help="How many batches to list at most, 1 to 100.",
    )
    all = Param("switch", set="List", help="List all batches, however many there are.")
    after = Param("string", set="List", hidden=True, help="Start behind the batch with this id.")

    examples = (
        Example("Get-Batch batch_abc123", "Shows one batch."),
        Example("Get-Batch -All | Where-Object status -eq 'completed'", "Lists all batches that are completed."),
    )

    def process(self) -> Objects:
        if self.set_name == "Get":
            with self.each_on_its_own(self.batch_id):
                yield to_object(self.call("batch", {"batch_id": self.batch_id}).json(), TYPE_NAME)
            return
        query = {"limit": LARGEST_PAGE if self.all else self.limit, "after": self.after}
        with self.each_on_its_own(None):
            if self.all:
                for data in self.pages("batches", query=query):
                    yield to_object(data, TYPE_NAME)
            else:
                for data in rows(self.call("batches", query=query).json()):
                    yield to_object(data, TYPE_NAME)
