from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ENDED_WARNING, ApiParams
from ..assistants.assistant import code_files_param, search_files_param
from ..body import bound_fields
from ..params import LARGEST_PAGE, image_detail_param, metadata_param
from .message import attachments, content, images_param, message_param, role_param
from .runs import RUNNING, RunKey, RunWaiter
from .thread import TYPE_NAME, fetch_thread, thread_id_param


@cmdlet("Add-ThreadMessage", outputs=TYPE_NAME, order=("Organization PassThru WaitForRunComplete",))
class AddThreadMessage(ApiParams):
    """Add a message to a thread.

    With -WaitForRunComplete, -TimeoutSec limits all of the waiting.
    """

    thread_id = thread_id_param(position=None)
    message = message_param(position=0, pipeline="property")
    images = images_param()
    image_detail = image_detail_param()
    role = role_param()
    file_ids_for_code_interpreter = code_files_param()
    file_ids_for_file_search = search_files_param()
    meta_data = metadata_param("the message")
    pass_thru = Param("switch", help="Return the thread.")
    wait_for_run_complete = Param(
        "switch", help="Wait until the runs of the thread have ended: a thread that is being run accepts no message."
    )

    examples = (
        Example("Add-ThreadMessage 'And in French?' -ThreadId thread_abc123", "Continues a thread."),
        Example(
            "New-Thread | Add-ThreadMessage 'What is this?' -Images https://host/photo.png -PassThru",
            "Asks about a picture.",
            result=(
                "id             : thread_e403d0b0e15639ba5f62f33c\n"
                "object         : thread\n"
                "metadata       :\n"
                "tool_resources :\n"
                "created_at     : 11/28/2026 7:14:48 PM\n"
                "Messages       : {msg_b526aef1a341cfe6e5c377ed}"
            ),
        ),
    )
    failures = (
        Failure(
            "Add-ThreadMessage 'Hello' -ThreadId thread_gone",
            "Add-ThreadMessage: The service answered 404: No thread found with id 'thread_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = (
        "Adding costs nothing; each later run reads the message again and is charged for it. With "
        "-WaitForRunComplete the runs of the thread are polled.\n\n"
    ) + ENDED_WARNING

    def process(self) -> Objects:
        ids = {"thread_id": self.thread_id}
        if self.wait_for_run_complete:
            self._wait_for_runs()
        body: dict[str, Any] = {"role": self.role, "content": content(self.message, self.images, self.image_detail)}
        files = attachments(self.file_ids_for_code_interpreter, self.file_ids_for_file_search)
        if files:
            body["attachments"] = files
        body.update(bound_fields(self, {"MetaData": "metadata"}))
        self.call("thread.messages", ids, "POST", body=body)
        if self.pass_thru:
            yield fetch_thread(self, self.thread_id)

    def _wait_for_runs(self) -> None:
        query = {"limit": LARGEST_PAGE, "order": "asc"}
        runs = self.pages("thread.runs", {"thread_id": self.thread_id}, query=query)
        keys = [RunKey(self.thread_id, str(run["id"])) for run in runs if run.get("status") in RUNNING]
        for _ in RunWaiter(self, timeout=self.timeout_sec).wait(keys):
            pass
