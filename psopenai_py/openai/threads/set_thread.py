from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Objects
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

    examples = (Example("Set-Thread thread_abc123 -MetaData @{ team = 'docs' }", "Sets the metadata of a thread."),)

    def process(self) -> Objects:
        yield self.save_thread(self.thread_id)
