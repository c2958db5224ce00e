from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.members.members import get_member
from ...engine.pipeline.cmdlet import Objects, Output
from ..api import ENDED_WARNING
from .runs import RunKey, RunTarget, RunWaiter, fetch_run, run_id_param, run_param, thread_of_run_param
from .thread import TYPE_NAME, fetch_thread


@cmdlet("Receive-ThreadRun", outputs=TYPE_NAME, order=("Organization Wait AutoRemoveThread",))
class ReceiveThreadRun(RunTarget):
    """Get the thread of a run with its messages; with -Wait after the run has ended.

    With -Wait, -TimeoutSec limits all of the waiting.
    """

    run = run_param("Get_ThreadRun")
    run_id = run_id_param("Get_Id")
    thread_id = thread_of_run_param("Get_Id")
    wait = Param("switch", help="Wait until the run has ended.")
    auto_remove_thread = Param("switch", help="Delete the thread after it has been received; needs -Wait.")

    examples = (
        Example("$run | Receive-ThreadRun -Wait -AutoRemoveThread", "Gets the thread, then deletes it."),
        Example(
            "(Receive-ThreadRun run_abc123 thread_abc123 -Wait).Messages.SimpleContent",
            "Waits for a run and shows the conversation.",
            result="Role      Type Content\n----      ---- -------\nuser      text Hello\nassistant text Hello",
        ),
    )
    failures = (
        Failure(
            "Receive-ThreadRun run_gone thread_abc123",
            "Receive-ThreadRun: The service answered 404: No run found with id 'run_gone'.",
            "NotFoundException,Receive-ThreadRun",
        ),
    )
    remarks = ("Reading costs nothing. With -Wait the run is polled.\n\n") + ENDED_WARNING

    def begin(self) -> Output:
        self._received: list[str] = []
        if self.auto_remove_thread and not self.wait:
            self.fail(
                "System.InvalidOperationException",
                "-AutoRemoveThread works only together with -Wait; the thread is not deleted.",
                "NotSpecified",
                None,
                "System.InvalidOperationException",
            )
        return None

    def process(self) -> Objects:
        key = self.run_key()
        if key is None:
            return
        with self.each_on_its_own(key.run_id):
            for thread_id in self._ended(key):
                self._received.append(thread_id)
                yield fetch_thread(self, thread_id)

    def _ended(self, key: RunKey) -> Iterator[str]:
        """The run's thread; with -Wait after the run has ended."""
        status = fetch_run(self, key).get("status") if self.set_name == "Get_Id" else get_member(self.run, "status")
        if not self.wait or status == "completed":
            yield key.thread_id
            return
        for found, _ in RunWaiter(self).items([key]):
            yield found.thread_id

    def end(self) -> Output:
        if self.wait and self.auto_remove_thread:
            for thread_id in self._received:
                self.call("thread", {"thread_id": thread_id}, "DELETE")
        return None
