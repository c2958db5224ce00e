from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..objects import plain_object
from ..params import LARGEST_PAGE, after_param, all_param, limit_param, order_param
from .response import response_id_param


@cmdlet("Get-ResponseInputItem", outputs="PSOpenAI.Response.Message", gives=Gives("list"))
class GetResponseInputItem(ApiParams):
    """List the items of a stored response's input."""

    response_id = response_id_param()
    limit = limit_param()
    all = all_param()
    after = after_param()
    before = Param("string", hidden=True, help="Accepted for old scripts; has no effect.")
    order = order_param()

    examples = (
        Example(
            "Get-ResponseInputItem resp_abc123 -All",
            "Lists the input.",
            result=(
                "role    : user\n"
                "content : {@{type=input_text; text=Hello}}\n"
                "type    : message\n"
                "status  : completed\n"
                "id      : msg_f1f49184eae32aa3d99957ef"
            ),
        ),
        Example(
            "Request-Response 'Hello' | Get-ResponseInputItem | ForEach-Object type",
            "Shows what kinds of items a request had.",
            result="message",
        ),
    )
    failures = (
        Failure(
            "Get-ResponseInputItem resp_gone",
            "Get-ResponseInputItem: The service answered 404: No response found with id 'resp_gone'.",
            "NotFoundException,Get-ResponseInputItem",
        ),
    )
    remarks = """\
    Reading costs nothing. A list is read page by page: a page has 100 at most, so -All makes a call for each 100.
    """

    def process(self) -> Objects:
        query = {"limit": LARGEST_PAGE if self.all else self.limit, "order": self.order, "after": self.after}
        ids = {"response_id": self.response_id}
        with self.each_on_its_own(self.response_id):
            for data in self.listing("response.input_items", ids, query=query, everything=bool(self.all)):
                yield plain_object(data)
