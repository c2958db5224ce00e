from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
from ..listing import Listing, after_param, all_param, before_param, limit_param, order_param
from .params import RUN, RunTarget
from .runs import fetch_run, run_object


@cmdlet("Get-ThreadRun", default_set="List", outputs=RUN)
class GetThreadRun(Listing, RunTarget):
    """Get one run of a thread, or list its runs."""

    thread_id = Param(
        "string",
        set=("List", "Get_Id"),
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("thread_id", "InputObject"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the thread.",
    )
    run_id = Param(
        "string",
        set="Get_Id",
        mandatory=True,
        position=1,
        pipeline="property",
        aliases=("run_id",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the run, such as run_abc123.",
    )
    run = Param(
        "object",
        set="Get_ThreadRun",
        mandatory=True,
        position=0,
        pipeline="value",
        of=RUN,
        help="The run to get once more.",
    )
    limit = limit_param("List")
    all = all_param("List")
    after = after_param("List")
    before = before_param("List")
    order = order_param("List")
    primitive = Param("switch", hidden=True, help="Kept for old scripts; changes nothing.")

    examples = (
        Example("Get-ThreadRun thread_abc123", "Lists the runs of a thread.", run=False),
        Example("Get-ThreadRun thread_abc123 run_abc123", "Shows one run.", run=False),
    )

    def process(self) -> Objects:
        with self.each_on_its_own(self.run or self.run_id or self.thread_id):
            if self.set_name == "List":
                yield from map(run_object, self.listed("thread.runs", {"thread_id": self.thread_id}))
                return
            key = self.run_key()
            if key is not None:
                yield run_object(fetch_run(self, key))
