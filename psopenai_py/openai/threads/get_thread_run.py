from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ENDED_WARNING
from ..params import id_param, list_params, object_param
from ..resources import Listing
from .runs import RUN, RunTarget, fetch_run, run_object


@cmdlet("Get-ThreadRun", default_set="List", outputs=RUN, order=("Organization Primitive",))
class GetThreadRun(Listing, RunTarget):
    """Get one run of a thread, or list its runs."""

    thread_id = id_param(
        "The id of the thread, such as thread_abc123.",
        "thread_id",
        "InputObject",
        set=("List", "Get_Id"),
        of=("PSOpenAI.Thread",),
    )
    run_id = id_param("The id of the run, such as run_abc123.", "run_id", set="Get_Id", position=1, pipeline="property")
    run = object_param(RUN, "The run to get again.", set="Get_ThreadRun", pipeline="value")
    limit, all, after, before, order = list_params("List")
    primitive = Param("switch", hidden=True, help="Accepted for old scripts; has no effect.")

    examples = (
        Example("Get-ThreadRun thread_abc123", "Lists the runs of a thread."),
        Example("Get-ThreadRun thread_abc123 run_abc123", "Shows one run."),
    )
    failures = (
        Failure(
            "Get-ThreadRun thread_abc123 run_gone",
            "Get-ThreadRun: The service answered 404: No run found with id 'run_gone'.",
            "NotFoundException,Get-ThreadRun",
        ),
    )
    remarks = Listing.remarks + "\n\n" + ENDED_WARNING

    def process(self) -> Objects:
        with self.each_on_its_own(self.run or self.run_id or self.thread_id):
            if self.set_name == "List":
                yield from map(run_object, self.listed("thread.runs", {"thread_id": self.thread_id}))
                return
            key = self.run_key()
            if key is not None:
                yield run_object(fetch_run(self, key))
