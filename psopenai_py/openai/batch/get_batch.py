from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..objects import to_object
from ..params import LARGEST_PAGE, after_param, all_param, id_param, limit_param
from .batch import TYPE_NAME, asked_batch, batch_object, follows_given
from .split import parts_of


@cmdlet("Get-Batch", default_set="List", outputs=TYPE_NAME, gives=Gives(list_with="AllParts"))
class GetBatch(ApiParams):
    """Get one batch by its id, or list the batches.

    Without an id the newest batches are listed, 20 unless -Limit says otherwise; -All lists every one, page by page.

    -Local lists the batches that were started from this account, from the journal: with the folder and the profile they
    were started from, and the state in which they were last seen. The service is asked only for a batch whose answer
    was lost; Resume-Batch starts it if the service does not know it.
    """

    batch_id = id_param(
        "The id of the batch, such as batch_abc123.", "Id", "batch_id", "Batch", set="Get", of=(TYPE_NAME,)
    )
    all_parts = Param(
        "switch", set="Get", own=True, help="Get all batches of the input that the batch is a part of (-SplitAt)."
    )
    limit = limit_param("List")
    all = all_param("List")
    after = after_param("List")

    local = Param("switch", set="List", own=True, help="List what was started from this account, from the journal.")

    examples = (
        Example("Get-Batch batch_abc123", "Shows one batch."),
        Example(
            "(Get-Batch batch_abc123).request_counts",
            "Shows how many of its requests went well.",
            result="total completed failed\n----- --------- ------\n    2         1      1",
        ),
        Example(
            "Get-Batch batch_abc123 -AllParts | Get-BatchOutput",
            "Gets the results of all batches that one input was split into (Start-Batch -SplitAt).",
        ),
        Example("Get-Batch -All | Where-Object status -eq 'completed'", "Lists all batches that are completed."),
        Example("Get-Batch -Local | Where-Object folder -eq $PWD.Path", "Lists the batches started in this folder."),
    )
    failures = (
        Failure(
            "Get-Batch batch_gone",
            "Get-Batch: The service answered 404: No batch found with id 'batch_gone'.",
            "NotFoundException,Get-Batch",
        ),
    )
    remarks = """\
    Reading costs nothing. A list is read page by page: a page has 100 at most, so -All makes a call for each 100.

    A batch can be completed a moment before it names its result file: Wait-Batch and Get-BatchOutput ask again.
    """

    def process(self) -> Objects:
        if self.set_name == "Get":
            with self.each_on_its_own(self.batch_id):
                data = asked_batch(self, self.batch_id)
                follows = follows_given(self)
                for found in parts_of(self, data) if self.all_parts else [data]:
                    yield batch_object(found, follows)
            return
        if self.local:
            from .local import local_batches  # noqa: PLC0415 (only with -Local)

            yield from local_batches(self, after=self.after, limit=None if self.all else self.limit)
            return
        query = {"limit": LARGEST_PAGE if self.all else self.limit, "after": self.after}
        with self.each_on_its_own(None):
            for data in self.listing("batches", query=query, everything=bool(self.all)):
                yield to_object(data, TYPE_NAME)
