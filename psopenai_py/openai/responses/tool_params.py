"""The tools that a response may use, as parameters."""

from __future__ import annotations

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ...engine.pipeline.cmdlet import Cmdlet
from ..transforms import lower_case


class ToolParams(Cmdlet):
    """A switch for each tool of the service, and its settings."""

    functions = Param(
        "IDictionary[]", validators=(ValidateNotNullOrEmpty(),), help="Functions that the model may call."
    )
    custom_tools = Param(
        "IDictionary[]", validators=(ValidateNotNullOrEmpty(),), help="Further tools, as the service describes them."
    )
    use_file_search_tool = Param("switch", help="Let the model search vector stores.")
    file_search_type = Param("string", default="file_search", hidden=True, help="The kind of the tool.")
    file_search_vector_store_ids = Param("string[]", help="The vector stores to search.")
    file_search_max_number_of_results = Param(
        "int", validators=(ValidateRange(1, 50),), help="The most results of a search."
    )
    file_search_ranker = Param("string", completions=("auto",), help="What ranks the results.")
    file_search_score_threshold = Param(
        "float", validators=(ValidateRange(0, 1),), help="The least score of a result: 0 to 1."
    )
    file_search_hybrid_search_embedding_weight = Param("float", help="The weight of meaning in a hybrid search.")
    file_search_hybrid_search_text_weight = Param("float", help="The weight of words in a hybrid search.")
    use_web_search_tool = Param("switch", help="Let the model search the web.")
    web_search_type = Param("string", completions=("web_search",), default="web_search", help="The kind of the tool.")
    web_search_context_size = Param(
        "string",
        validators=(ValidateSet(("low", "medium", "high")),),
        transform=lower_case,
        help="How much of the web is read for an answer.",
    )
    web_search_allowed_domains = Param("string[]", allow_empty_collection=True, help="Search only these domains.")
    web_search_user_location_type = Param(
        "string", default="approximate", hidden=True, help="The kind of the user's place."
    )
    web_search_user_location_city = Param("string", help="The user's city.")
    web_search_user_location_country = Param("string", help="The user's country, as a code of two letters.")
    web_search_user_location_region = Param("string", help="The user's region.")
    web_search_user_location_time_zone = Param("string", help="The user's time zone, such as Europe/Rome.")
    use_computer_use_tool = Param("switch", help="Let the model use a computer.")
    computer_use_type = Param(
        "string", completions=("computer", "computer_use_preview"), default="computer", help="The kind of the tool."
    )
    computer_use_environment = Param(
        "string", completions=("browser", "windows", "mac", "linux", "ubuntu"), help="What kind of computer it is."
    )
    computer_use_display_height = Param("int", help="The height of its display.")
    computer_use_display_width = Param("int", help="The width of its display.")
    use_remote_mcp_tool = Param("switch", name="UseRemoteMCPTool", help="Let the model use an MCP server.")
    remote_mcp_type = Param("string", name="RemoteMCPType", default="mcp", hidden=True, help="The kind of the tool.")
    remote_mcp_server_label = Param(
        "string", name="RemoteMCPServerLabel", validators=(ValidateNotNullOrEmpty(),), help="A name for the server."
    )
    remote_mcp_server_url = Param(
        "string", name="RemoteMCPServerUrl", validators=(ValidateNotNullOrEmpty(),), help="The server's address."
    )
    remote_mcp_server_description = Param("string", name="RemoteMCPServerDescription", help="What the server is for.")
    remote_mcp_allowed_tools = Param(
        "object", name="RemoteMCPAllowedTools", help="The server's tools that may be used."
    )
    remote_mcp_require_approval = Param(
        "object",
        name="RemoteMCPRequireApproval",
        completions=("always", "never"),
        help="Which of its tools need approval.",
    )
    remote_mcp_headers = Param("IDictionary", name="RemoteMCPHeaders", help="Headers to send to the server.")
    remote_mcp_authorization = Param("string", name="RemoteMCPAuthorization", help="A token for the server.")
    use_connector_tool = Param("switch", help="Let the model use a connector.")
    connector_label = Param("string", validators=(ValidateNotNullOrEmpty(),), help="A name for the connector.")
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
        help="The connector, such as connector_dropbox.",
    )
    connector_require_approval = Param(
        "string", completions=("always", "never"), help="Whether its calls need approval."
    )
    connector_authorization = Param("string", help="A token for the connector.")
    use_code_interpreter_tool = Param("switch", help="Let the model run Python code.")
    code_interpreter_type = Param("string", default="code_interpreter", hidden=True, help="The kind of the tool.")
    code_interpreter_memory_limit = Param(
        "string", validators=(ValidateSet(("1g", "4g", "16g", "64g")),), help="The memory of an automatic container."
    )
    container_id = Param("string", default="auto", help="The container to run code in; auto makes one.")
    container_file_ids = Param("string[]", help="Files to put into an automatic container.")
    use_image_generation_tool = Param("switch", help="Let the model draw pictures.")
    image_generation_type = Param("string", default="image_generation", hidden=True, help="The kind of the tool.")
    image_generation_model = Param(
        "string",
        completions=("gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5", "gpt-image-2", "chatgpt-image-latest"),
        help="The model that draws.",
    )
    image_generation_action = Param(
        "string", completions=("generate", "edit", "auto"), help="Draw a new picture or edit one."
    )
    image_generation_back_ground = Param(
        "string", completions=("transparent", "opaque", "auto"), help="The background of the picture."
    )
    image_generation_input_image_mask = Param("string", help="A mask for editing: a file or a file id.")
    image_generation_moderation = Param("string", help="How strictly pictures are moderated.")
    image_generation_output_compression = Param(
        "int", validators=(ValidateRange(0, 100),), help="How strongly the picture is compressed: 0 to 100."
    )
    image_generation_output_format = Param(
        "string",
        validators=(ValidateSet(("png", "jpeg", "webp")),),
        transform=lower_case,
        help="The format of the picture.",
    )
    image_generation_partial_images = Param(
        "int", validators=(ValidateRange(0, 3),), help="How many unfinished pictures a stream shows."
    )
    image_generation_quality = Param(
        "string",
        validators=(ValidateSet(("low", "medium", "high", "auto")),),
        transform=lower_case,
        help="The quality of the picture.",
    )
    image_generation_size = Param(
        "string",
        validators=(ValidateSet(("auto", "1024x1024", "1536x1024", "1024x1536")),),
        help="The size of the picture.",
    )
    use_local_shell_tool = Param("switch", help="Let the model ask for commands of a local shell.")
    local_shell_type = Param("string", default="local_shell", hidden=True, help="The kind of the tool.")
    use_shell_tool = Param("switch", help="Let the model ask for commands of a shell.")
    use_apply_patch_tool = Param("switch", help="Let the model propose patches.")
