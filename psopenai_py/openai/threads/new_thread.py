from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ENDED_WARNING
from ..assistants.assistant import code_files_param, search_files_param, search_stores_param
from ..params import changed_id_param, metadata_param
from .thread import TYPE_NAME, SavesThread


@cmdlet("New-Thread", all_positional=True, outputs=TYPE_NAME)
class NewThread(SavesThread):
    """Create a thread."""

    thread_id = changed_id_param(TYPE_NAME, "thread", "Thread")
    messages = Param(
        "object[]",
        hidden=True,
        help="Messages to begin with: texts of the user, or objects with role and content.",
    )
    file_ids_for_code_interpreter = code_files_param()
    vector_stores_for_file_search = search_stores_param()
    file_ids_for_file_search = search_files_param()
    meta_data = metadata_param("the thread")

    examples = (
        Example("New-Thread | Add-ThreadMessage 'Hello' -PassThru", "Creates a thread and adds a message."),
        Example(
            "New-Thread -Messages 'Hi', @{ role = 'assistant'; content = 'Yes?' }",
            "Creates a thread with two messages.",
            result=(
                "id             : thread_e403d0b0e15639ba5f62f33c\n"
                "object         : thread\n"
                "metadata       :\n"
                "tool_resources :\n"
                "created_at     : 11/28/2026 7:14:47 PM\n"
                "Messages       : {}"
            ),
        ),
    )
    failures = (
        Failure(
            "New-Thread -Messages @{ role = 'teacher'; content = 'Hi' }",
            "New-Thread: The service answered 400: Invalid value: 'teacher'. Supported values are: 'user', "
            "'assistant'.",
            "PSOpenAI.APIRequest.BadRequestException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = ("Creating costs nothing; runs are charged.\n\n") + ENDED_WARNING

    def process(self) -> Objects:
        yield self.save_thread(self.thread_id, self.messages)
