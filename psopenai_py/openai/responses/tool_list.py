"""The tools of a response, from its parameters."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ...engine.values.enumeration import as_list
from ..body import bound_fields
from ..data_url import IMAGE, data_url
from ..plain import to_plain

if TYPE_CHECKING:
    from .request_response import RequestResponse

Tool = dict[str, Any]


def tool_list(cmdlet: RequestResponse) -> list[Tool]:
    """The tools that the response may use, in the service's form."""
    tools: list[Tool] = [to_plain(tool) for tool in (*as_list(cmdlet.functions), *as_list(cmdlet.custom_tools))]
    for wanted, make in _MAKERS:
        if getattr(cmdlet, wanted):
            tools += make(cmdlet)
    return tools


def _needed(cmdlet: RequestResponse, *names: str) -> bool:
    """Whether all settings that a tool cannot do without are there; each that is not is an error."""
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
    place = bound_fields(
        cmdlet,
        {
            "WebSearchUserLocationCity": "city",
            "WebSearchUserLocationCountry": "country",
            "WebSearchUserLocationRegion": "region",
            "WebSearchUserLocationTimeZone": "timezone",
        },
    )
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
    _needed(cmdlet, "RemoteMCPServerLabel", "RemoteMCPServerUrl")
    tool: Tool = {
        "type": cmdlet.remote_mcp_type,
        "server_label": cmdlet.remote_mcp_server_label,
        "server_url": cmdlet.remote_mcp_server_url,
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
        local = os.path.isfile(path)
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
