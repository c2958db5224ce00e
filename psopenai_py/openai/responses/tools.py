"""The tools that a response may use: a switch for each, its settings, and what is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.file_paths import is_readable
from ...engine.values.enumeration import as_list
from ..body import bound_fields, to_plain
from ..local_files import IMAGE, data_url
from ..params import USER_LOCATION, lower_case, user_location_params, web_search_context_size_param

if TYPE_CHECKING:
    from .request_response import RequestResponse


class ToolParams(Cmdlet):
    """A switch for each tool of the service, and its settings."""

    functions = Param(
        "IDictionary[]",
        validators=(ValidateNotNullOrEmpty(),),
        help="Functions that the model may call, as New-ChatCompletionFunction makes them.",
    )
    custom_tools = Param(
        "IDictionary[]", validators=(ValidateNotNullOrEmpty(),), help="Further tools, as the service describes them."
    )
    use_file_search_tool = Param("switch", help="Let the model search vector stores.")
    file_search_type = Param(
        "string", default="file_search", hidden=True, help="What the service calls the tool; rarely changed."
    )
    file_search_vector_store_ids = Param("string[]", help="The ids of the vector stores to search, such as vs_abc123.")
    file_search_max_number_of_results = Param(
        "int", validators=(ValidateRange(1, 50),), help="How many results a search returns at most, 1 to 50."
    )
    file_search_ranker = Param(
        "string", completions=("auto",), help="What puts the results in order; auto is the service's choice."
    )
    file_search_score_threshold = Param(
        "float", validators=(ValidateRange(0, 1),), help="Leave out results with a lower score: 0 to 1."
    )
    file_search_hybrid_search_embedding_weight = Param("float", help="How much meaning counts in a hybrid search.")
    file_search_hybrid_search_text_weight = Param("float", help="How much the same words count in a hybrid search.")
    use_web_search_tool = Param("switch", help="Let the model search the web.")
    web_search_type = Param(
        "string",
        completions=("web_search",),
        default="web_search",
        help="What the service calls the tool; rarely changed.",
    )
    web_search_context_size = web_search_context_size_param()
    web_search_allowed_domains = Param("string[]", allow_empty_collection=True, help="Search only these domains.")
    (
        web_search_user_location_type,
        web_search_user_location_city,
        web_search_user_location_country,
        web_search_user_location_region,
        web_search_user_location_time_zone,
    ) = user_location_params()
    use_computer_use_tool = Param("switch", help="Let the model use a computer.")
    computer_use_type = Param(
        "string",
        completions=("computer", "computer_use_preview"),
        default="computer",
        help="What the service calls the tool; rarely changed.",
    )
    computer_use_environment = Param(
        "string",
        completions=("browser", "windows", "mac", "linux", "ubuntu"),
        help="What the computer runs: a browser or an operating system.",
    )
    computer_use_display_height = Param("int", help="How high the screen is, in pixels.")
    computer_use_display_width = Param("int", help="How wide the screen is, in pixels.")
    use_remote_mcp_tool = Param(
        "switch", name="UseRemoteMCPTool", help="Let the model call the tools of a remote MCP server."
    )
    remote_mcp_type = Param(
        "string",
        name="RemoteMCPType",
        default="mcp",
        hidden=True,
        help="What the service calls the tool; rarely changed.",
    )
    remote_mcp_server_label = Param(
        "string",
        name="RemoteMCPServerLabel",
        validators=(ValidateNotNullOrEmpty(),),
        help="A short name for the server, which its calls have.",
    )
    remote_mcp_server_url = Param(
        "string",
        name="RemoteMCPServerUrl",
        validators=(ValidateNotNullOrEmpty(),),
        help="The address of the server, such as https://host/mcp.",
    )
    remote_mcp_server_description = Param(
        "string", name="RemoteMCPServerDescription", help="What can be done with the server; the model reads it."
    )
    remote_mcp_allowed_tools = Param(
        "object", name="RemoteMCPAllowedTools", help="The tools of the server that may be used."
    )
    remote_mcp_require_approval = Param(
        "object",
        name="RemoteMCPRequireApproval",
        completions=("always", "never"),
        help="Which tools of the server need approval.",
    )
    remote_mcp_headers = Param("IDictionary", name="RemoteMCPHeaders", help="Headers to send to the server.")
    remote_mcp_authorization = Param(
        "string",
        name="RemoteMCPAuthorization",
        help="The OAuth token with which the server is opened. It is sent to the service.",
    )
    remote_mcp_tunnel_id = Param(
        "string",
        name="RemoteMCPTunnelId",
        own=True,
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of a secure tunnel to the server, such as tunnel_...; in place of its address.",
    )
    use_connector_tool = Param("switch", help="Let the model use a connector.")
    connector_label = Param(
        "string", validators=(ValidateNotNullOrEmpty(),), help="A short name for the connector, which its calls have."
    )
    connector_id = Param(
        "string",
        validators=(ValidateNotNullOrEmpty(),),
        completions=(
            "connector_dropbox",
            "connector_gmail",
            "connector_googlecalendar",
            "connector_googledrive",
            "connector_microfotteams",
            "connector_outlookcalendar",
            "connector_outlookemail",
            "connector_sharepoint",
        ),
        help="The connector, such as connector_dropbox; models from September 2026 on do without connectors.",
    )
    connector_require_approval = Param(
        "string", completions=("always", "never"), help="Whether calls of the connector need approval."
    )
    connector_authorization = Param(
        "string", help="The OAuth token with which the connector is opened. It is sent to the service."
    )
    use_code_interpreter_tool = Param("switch", help="Let the model run Python code.")
    code_interpreter_type = Param(
        "string", default="code_interpreter", hidden=True, help="What the service calls the tool; rarely changed."
    )
    code_interpreter_memory_limit = Param(
        "string", validators=(ValidateSet(("1g", "4g", "16g", "64g")),), help="The memory of an automatic container."
    )
    container_id = Param("string", default="auto", help="The container to run code in; auto makes one.")
    container_file_ids = Param("string[]", help="Files to put into an automatic container.")
    use_image_generation_tool = Param("switch", help="Let the model generate pictures.")
    image_generation_type = Param(
        "string", default="image_generation", hidden=True, help="What the service calls the tool; rarely changed."
    )
    image_generation_model = Param(
        "string",
        completions=("gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5", "gpt-image-2", "chatgpt-image-latest"),
        help="The model that generates pictures.",
    )
    image_generation_action = Param(
        "string", completions=("generate", "edit", "auto"), help="Generate a new picture or edit one."
    )
    image_generation_back_ground = Param(
        "string",
        completions=("transparent", "opaque", "auto"),
        help="What is behind the subject; transparent needs the format png or webp.",
    )
    image_generation_input_image_mask = Param("string", help="A mask for editing: a file or a file id.")
    image_generation_moderation = Param("string", help="How strictly pictures are moderated.")
    image_generation_output_compression = Param(
        "int", validators=(ValidateRange(0, 100),), help="The compression of the picture: 0 to 100."
    )
    image_generation_output_format = Param(
        "string",
        validators=(ValidateSet(("png", "jpeg", "webp")),),
        transform=lower_case,
        help="The file format of the picture.",
    )
    image_generation_partial_images = Param(
        "int", validators=(ValidateRange(0, 3),), help="How many partial pictures a stream returns."
    )
    image_generation_quality = Param(
        "string",
        validators=(ValidateSet(("low", "medium", "high", "auto")),),
        transform=lower_case,
        help="How carefully the picture is drawn. A higher quality takes longer and costs more.",
    )
    image_generation_size = Param(
        "string",
        validators=(ValidateSet(("auto", "1024x1024", "1536x1024", "1024x1536")),),
        help="Width and height of the picture in pixels.",
    )
    use_local_shell_tool = Param("switch", help="Let the model request commands of a local shell.")
    local_shell_type = Param(
        "string", default="local_shell", hidden=True, help="What the service calls the tool; rarely changed."
    )
    use_shell_tool = Param("switch", help="Let the model request commands of a shell.")
    use_apply_patch_tool = Param("switch", help="Let the model propose patches.")


Tool = dict[str, Any]


def tool_list(cmdlet: RequestResponse) -> list[Tool]:
    """The tools that the response may use, in the service's form."""
    tools: list[Tool] = [to_plain(tool) for tool in (*as_list(cmdlet.functions), *as_list(cmdlet.custom_tools))]
    for wanted, make in _MAKERS:
        if getattr(cmdlet, wanted):
            tools += make(cmdlet)
    return tools


def _needed(cmdlet: RequestResponse, *names: str) -> bool:
    """Whether all settings that a tool requires are given; each missing one is an error."""
    missing = [n for n in names if not to_plain(getattr(cmdlet, cmdlet.spec.params[n.lower()].attribute))]
    for name in missing:
        cmdlet.fail("MissingArgument", f"The tool cannot be used without -{name}.", "InvalidArgument")
    return not missing


def _file_search(cmdlet: RequestResponse) -> Iterator[Tool]:
    if not _needed(cmdlet, "FileSearchVectorStoreIds"):
        return
    tool: Tool = {"type": cmdlet.file_search_type, "vector_store_ids": to_plain(cmdlet.file_search_vector_store_ids)}
    tool.update(bound_fields(cmdlet, {"FileSearchMaxNumberOfResults": "max_num_results"}))
    ranking = bound_fields(cmdlet, {"FileSearchRanker": "ranker", "FileSearchScoreThreshold": "score_threshold"})
    weights = bound_fields(
        cmdlet,
        {
            "FileSearchHybridSearchEmbeddingWeight": "embedding_weight",
            "FileSearchHybridSearchTextWeight": "text_weight",
        },
    )
    if weights:
        ranking["hybrid_search_options"] = weights
    if ranking:
        tool["ranking_options"] = ranking
    yield tool


def _web_search(cmdlet: RequestResponse) -> Iterator[Tool]:
    tool: Tool = {"type": cmdlet.web_search_type}
    tool.update(bound_fields(cmdlet, {"WebSearchContextSize": "search_context_size"}))
    if cmdlet.is_bound("WebSearchAllowedDomains"):
        tool["filters"] = {"allowed_domains": to_plain(cmdlet.web_search_allowed_domains)}
    place = bound_fields(cmdlet, USER_LOCATION)
    if place:
        tool["user_location"] = {"type": cmdlet.web_search_user_location_type, **place}
    yield tool


def _computer_use(cmdlet: RequestResponse) -> Iterator[Tool]:
    _needed(cmdlet, "ComputerUseEnvironment", "ComputerUseDisplayHeight", "ComputerUseDisplayWidth")
    fields = {
        "ComputerUseEnvironment": "environment",
        "ComputerUseDisplayHeight": "display_height",
        "ComputerUseDisplayWidth": "display_width",
    }
    yield {"type": cmdlet.computer_use_type, **bound_fields(cmdlet, fields)}


def _remote_mcp(cmdlet: RequestResponse) -> Iterator[Tool]:
    place = "tunnel_id" if cmdlet.is_bound("RemoteMCPTunnelId") else "server_url"
    _needed(cmdlet, "RemoteMCPServerLabel", *(("RemoteMCPServerUrl",) if place == "server_url" else ()))
    tool: Tool = {
        "type": cmdlet.remote_mcp_type,
        "server_label": cmdlet.remote_mcp_server_label,
        place: cmdlet.remote_mcp_tunnel_id if place == "tunnel_id" else cmdlet.remote_mcp_server_url,
    }
    tool.update(
        bound_fields(
            cmdlet,
            {"RemoteMCPServerDescription": "server_description", "RemoteMCPAuthorization": "authorization"},
        )
    )
    if cmdlet.is_bound("RemoteMCPAllowedTools"):
        tool["allowed_tools"] = _names(to_plain(cmdlet.remote_mcp_allowed_tools))
    approval = to_plain(cmdlet.remote_mcp_require_approval)
    if isinstance(approval, str):
        tool["require_approval"] = approval.strip()
    elif isinstance(approval, dict):
        asked = {when: {"tool_names": _names(approval[when])} for when in ("always", "never") if approval.get(when)}
        if asked:
            tool["require_approval"] = asked
    if cmdlet.remote_mcp_headers is not None and len(cmdlet.remote_mcp_headers):
        tool["headers"] = to_plain(cmdlet.remote_mcp_headers)
    yield tool


def _names(value: Any) -> list[str]:
    """Names of tools: a list, one name, or an object that has them as ``tool_names``."""
    if isinstance(value, dict):
        value = value.get("tool_names") or ()
    return [value] if isinstance(value, str) else [str(name) for name in value]


def _connector(cmdlet: RequestResponse) -> Iterator[Tool]:
    _needed(cmdlet, "ConnectorLabel", "ConnectorId")
    tool: Tool = {"type": "mcp", "server_label": cmdlet.connector_label, "connector_id": cmdlet.connector_id}
    fields = {"ConnectorAuthorization": "authorization", "ConnectorRequireApproval": "require_approval"}
    yield {**tool, **bound_fields(cmdlet, fields)}


def _code_interpreter(cmdlet: RequestResponse) -> Iterator[Tool]:
    container: Any = cmdlet.container_id
    if container == "auto":
        fields = {"ContainerFileIds": "file_ids", "CodeInterpreterMemoryLimit": "memory_limit"}
        container = {"type": "auto", **bound_fields(cmdlet, fields)}
    yield {"type": cmdlet.code_interpreter_type, "container": container}


def _image_generation(cmdlet: RequestResponse) -> Iterator[Tool]:
    fields = {
        "ImageGenerationModel": "model",
        "ImageGenerationAction": "action",
        "ImageGenerationBackGround": "background",
        "ImageGenerationModeration": "moderation",
        "ImageGenerationOutputCompression": "output_compression",
        "ImageGenerationOutputFormat": "output_format",
        "ImageGenerationPartialImages": "partial_images",
        "ImageGenerationQuality": "quality",
        "ImageGenerationSize": "size",
    }
    tool: Tool = {"type": cmdlet.image_generation_type, **bound_fields(cmdlet, fields)}
    mask = cmdlet.image_generation_input_image_mask
    if mask:
        path = cmdlet.session.path(mask)
        local = is_readable(path)
        tool["input_image_mask"] = {"image_url": data_url(path, IMAGE)} if local else {"file_id": mask}
    yield tool


_MAKERS: tuple[tuple[str, Callable[[RequestResponse], Iterator[Tool]]], ...] = (
    ("use_file_search_tool", _file_search),
    ("use_web_search_tool", _web_search),
    ("use_computer_use_tool", _computer_use),
    ("use_remote_mcp_tool", _remote_mcp),
    ("use_connector_tool", _connector),
    ("use_code_interpreter_tool", _code_interpreter),
    ("use_image_generation_tool", _image_generation),
    ("use_local_shell_tool", lambda cmdlet: iter([{"type": cmdlet.local_shell_type}])),
    ("use_shell_tool", lambda _: iter([{"type": "shell"}])),
    ("use_apply_patch_tool", lambda _: iter([{"type": "apply_patch"}])),
)
