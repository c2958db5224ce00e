from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateRange, ValidateSet
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..objects import plain_object
from ..transforms import lower_case
from .params import response_id_param

LARGEST_PAGE = 100


@cmdlet("Get-ResponseInputItem", outputs="PSOpenAI.Response.Message")
class GetResponseInputItem(ApiParams):
    """List the items of a stored response's input."""

    response_id = response_id_param()
    limit = Param(
        "int",
        validators=(ValidateRange(1, LARGEST_PAGE),),
        default=20,
        help="How many items to list at most, 1 to 100.",
    )
    all = Param("switch", help="List all of them, however many there are.")
    after = Param("string", hidden=True, help="Start behind the one with this id.")
    before = Param("string", hidden=True, help="Kept for old scripts; the service has no such setting.")
    order = Param(
        "string",
        validators=(ValidateSet(("asc", "desc")),),
        transform=lower_case,
        default="asc",
        help="The oldest first (asc) or the newest (desc).",
    )

    examples = (Example("Get-ResponseInputItem resp_abc123 -All", "Lists what was asked.", run=False),)

    def process(self) -> Objects:
        query = {"limit": LARGEST_PAGE if self.all else self.limit, "order": self.order, "after": self.after}
        ids = {"response_id": self.response_id}
        with self.each_on_its_own(self.response_id):
            for data in self.listing("response.input_items", ids, query=query, everything=bool(self.all)):
                yield plain_object(data)
