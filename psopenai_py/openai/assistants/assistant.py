"""Assistants: their parameters, which runs share, and the parts of a body that these fill."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateCount, ValidateLength, ValidateRange, ValidateSet
from ...engine.values.objects import PSObject
from ..api import ApiParams
from ..body import bound_fields, to_plain
from ..chat.tools import as_tools
from ..objects import to_object
from ..params import Sets, id_param, metadata_param, reasoning_effort_param, temperature_param, top_p_param
from ..schema import read_schema, warn_of_unused

DEFAULT_MODEL = "gpt-3.5-turbo"
MODELS = (
    "gpt-3.5-turbo", "gpt-4", "gpt-4o", "gpt-4o-mini", "gpt-3.5-turbo-16k", "gpt-3.5-turbo-1106", "gpt-3.5-turbo-0125",
    "gpt-4-0613", "gpt-4-32k", "gpt-4-32k-0613", "gpt-4-turbo", "gpt-4-turbo-2024-04-09", "gpt-4.1", "gpt-4.1-mini",
    "gpt-4.1-nano", "gpt-5", "gpt-5-mini", "gpt-5-nano", "o1", "o3-mini",
)  # fmt: skip
MOST_CODE_FILES = 20
MOST_SEARCH_FILES = 10_000

#: fields of a body that hold parameters' values unchanged
FIELDS = {
    "Instructions": "instructions",
    "ReasoningEffort": "reasoning_effort",
    "Temperature": "temperature",
    "TopP": "top_p",
    "MetaData": "metadata",
}


def assistant_id_param(set: Sets = None) -> Any:
    return id_param(
        "The id of the assistant, such as asst_abc123; assistant objects may be piped in too.",
        "assistant_id",
        "Assistant",
        "InputObject",
        set=set,
        of=("PSOpenAI.Assistant",),
    )


def code_files_param(set: Sets = None, position: int | None = None) -> Any:
    return Param(
        "string[]",
        set=set,
        position=position,
        validators=(ValidateCount(0, MOST_CODE_FILES),),
        help="The ids of files that the code interpreter may read, up to 20.",
    )


def search_stores_param(set: Sets = None, position: int | None = None) -> Any:
    return Param(
        "string[]",
        set=set,
        position=position,
        validators=(ValidateCount(1, 1),),
        help="The id of the vector store to search.",
    )


def search_files_param(position: int | None = None) -> Any:
    return Param(
        "string[]",
        position=position,
        validators=(ValidateCount(0, MOST_SEARCH_FILES),),
        help="The ids of files to search; the service makes a vector store for them.",
    )


def tool_resources(
    code_files: list[str] | None, search_stores: list[str] | None, search_files: list[str] | None = None
) -> dict[str, Any]:
    """What the tools may use, as a field of a body; empty if there is nothing. A vector store replaces files."""
    found: dict[str, Any] = {}
    if code_files:
        found["code_interpreter"] = {"file_ids": to_plain(code_files)}
    if search_stores:
        found["file_search"] = {"vector_store_ids": to_plain(search_stores)}
    elif search_files:
        found["file_search"] = {"vector_stores": [{"file_ids": to_plain(search_files)}]}
    return {"tool_resources": found} if found else {}


class ModelParams(ApiParams):
    """How the model reasons, which tools it has and in which format it answers: for an assistant or for one run."""

    model = Param("string", completions=MODELS, default=DEFAULT_MODEL, help="The model that answers.")
    instructions = Param(
        "string", validators=(ValidateLength(0, 256_000),), help="Instructions to the model, as a system message."
    )
    reasoning_effort = reasoning_effort_param()
    use_code_interpreter = Param("switch", help="Let the model run Python code.")
    use_file_search = Param("switch", help="Let the model search files.")
    functions = Param(
        "IDictionary[]",
        allow_empty_collection=True,
        help="Functions that the model may call, as New-ChatCompletionFunction makes them.",
    )
    temperature = temperature_param()
    top_p = top_p_param()
    meta_data = metadata_param("it")
    response_format = Param(
        "object",
        aliases=("Format", "response_format"),
        validators=(ValidateSet(("default", "auto", "text", "json_object", "json_schema", "raw_response")),),
        help="The format of the answers: auto, text, json_object or json_schema.",
    )
    json_schema = Param("string", help="The schema of answers in the format json_schema, as JSON text.")

    def model_fields(self, search_settings: dict[str, Any] | None = None) -> dict[str, Any]:
        """The fields that these parameters fill, without the model."""
        body = bound_fields(self, FIELDS)
        tools = self._tools(search_settings or {})
        if tools:
            body["tools"] = tools
        body.update(self._response_format())
        return body

    def _tools(self, search_settings: dict[str, Any]) -> list[dict[str, Any]]:
        tools: list[dict[str, Any]] = []
        if self.use_code_interpreter:
            tools.append({"type": "code_interpreter"})
        if self.use_file_search:
            settings = {"file_search": search_settings} if search_settings else {}
            tools.append({"type": "file_search", **settings})
        for tool in to_plain(as_tools(self.functions)):
            if tool.get("type") == "function" and not (tool.get("function") or {}).get("name"):
                self.fail(
                    "System.ArgumentException", "-Functions: a function without a name is left out.", "NotSpecified",
                    None, "System.ArgumentException",
                )  # fmt: skip
                continue
            tools.append(tool)
        return tools

    def _response_format(self) -> dict[str, Any]:
        kind = to_plain(self.response_format)
        warn_of_unused(self, "ResponseFormat", kind and kind.lower())
        if kind is None or kind.lower() in ("default", "raw_response"):
            return {}
        if kind.lower() == "auto":
            return {"response_format": "auto"}
        format_: dict[str, Any] = {"type": kind}
        if kind.lower() == "json_schema":
            if self.json_schema:
                format_["json_schema"] = read_schema(self, self.json_schema)
            else:
                self.fail(
                    "System.ArgumentException", "The format json_schema needs a schema: give it with -JsonSchema.",
                    "NotSpecified", None, "System.ArgumentException",
                )  # fmt: skip
        return {"response_format": format_}

    @property
    def wants_raw(self) -> bool:
        """Whether the service's own text is to be returned."""
        kind = self.response_format
        return isinstance(kind, str) and kind.lower() == "raw_response"


TYPE_NAME = "PSOpenAI.Assistant"


class AssistantParams(ModelParams):
    """What an assistant is made of."""

    name = Param("string", validators=(ValidateLength(0, 256),), help="A name by which people find the assistant.")
    description = Param(
        "string",
        validators=(ValidateLength(0, 512),),
        help="A note for people about its purpose, up to 512 characters.",
    )
    file_ids_for_code_interpreter = code_files_param()
    vector_stores_for_file_search = search_stores_param()
    file_ids_for_file_search = search_files_param()
    max_number_of_file_search_results = Param(
        "uint16", validators=(ValidateRange(1, 50),), help="The maximum number of results of a file search."
    )
    ranker_for_file_search = Param(
        "string", completions=("auto",), help="What puts the results in order; auto is the service's choice."
    )
    score_threshold_for_file_search = Param(
        "double", validators=(ValidateRange(0, 1),), help="Leave out results with a lower score: 0 to 1."
    )

    def save_assistant(self, assistant_id: str | None) -> PSObject:
        """Create an assistant, or change the one with that id."""
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
