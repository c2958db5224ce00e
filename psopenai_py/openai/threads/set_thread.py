from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ENDED_WARNING
from ..assistants.assistant import code_files_param, search_files_param, search_stores_param
from ..params import metadata_param
from .thread import TYPE_NAME, SavesThread, thread_id_param


@cmdlet("Set-Thread", outputs=TYPE_NAME)
class SetThread(SavesThread):
    """Change the metadata of a thread, or what its tools may use."""

    thread_id = thread_id_param()
    file_ids_for_code_interpreter = code_files_param()
    vector_stores_for_file_search = search_stores_param()
    file_ids_for_file_search = search_files_param()
    meta_data = metadata_param("the thread")

    examples = (
        Example(
            "Set-Thread thread_abc123 -MetaData @{ team = 'docs' }",
            "Sets the metadata of a thread.",
            result=(
                "id             : thread_abc123\n"
                "object         : thread\n"
                "metadata       : @{team=docs}\n"
                "tool_resources :\n"
                "created_at     : 11/28/2026 7:14:47 PM\n"
                "Messages       : {}"
            ),
        ),
        Example(
            "New-Thread | Set-Thread -MetaData @{ team = 'docs'; topic = 'batches' }",
            "Creates a thread and sets its metadata.",
        ),
    )
    failures = (
        Failure(
            "Set-Thread thread_gone -MetaData @{ team = 'docs' }",
            "Set-Thread: The service answered 404: No thread found with id 'thread_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = (
        "Changing costs nothing. There are 16 pairs at most; a key has 64 characters, a value 512.\n\n"
    ) + ENDED_WARNING

    def process(self) -> Objects:
        yield self.save_thread(self.thread_id)
