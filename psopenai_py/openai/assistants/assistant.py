"""Making and changing assistants: one body for both."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateLength, ValidateRange
from ...engine.values.objects import PSObject
from ..body import bound_fields
from ..objects import to_object
from .params import ModelParams, code_files_param, search_files_param, search_stores_param, tool_resources

TYPE_NAME = "PSOpenAI.Assistant"


class AssistantParams(ModelParams):
    """What an assistant is made of."""

    name = Param("string", validators=(ValidateLength(0, 256),), help="The name of the assistant.")
    description = Param("string", validators=(ValidateLength(0, 512),), help="What the assistant is for.")
    file_ids_for_code_interpreter = code_files_param()
    vector_stores_for_file_search = search_stores_param()
    file_ids_for_file_search = search_files_param()
    max_number_of_file_search_results = Param(
        "uint16", validators=(ValidateRange(1, 50),), help="The most results of a file search."
    )
    ranker_for_file_search = Param("string", completions=("auto",), help="What ranks the results.")
    score_threshold_for_file_search = Param(
        "double", validators=(ValidateRange(0, 1),), help="The least score of a result: 0 to 1."
    )

    def save_assistant(self, assistant_id: str | None) -> PSObject:
        """Make an assistant, or change the one with that id."""
        resources = tool_resources(
            self.file_ids_for_code_interpreter, self.vector_stores_for_file_search, self.file_ids_for_file_search
        )
        body = {
            "model": self.model,
            **bound_fields(self, {"Name": "name", "Description": "description"}),
            **self.model_fields(self._search_settings()),
            **resources,
        }
        endpoint, ids = ("assistant", {"assistant_id": assistant_id}) if assistant_id else ("assistants", None)
        return to_object(self.call(endpoint, ids, "POST", body=body).json(), TYPE_NAME)

    def _search_settings(self) -> dict[str, Any]:
        settings = bound_fields(self, {"MaxNumberOfFileSearchResults": "max_num_results"})
        ranking = bound_fields(
            self, {"RankerForFileSearch": "ranker", "ScoreThresholdForFileSearch": "score_threshold"}
        )
        return {**settings, "ranking_options": ranking} if ranking else settings
