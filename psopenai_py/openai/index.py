"""The service's cmdlets: where each is declared. A test holds this table against the files."""

from __future__ import annotations

CMDLETS: dict[str, str] = {}
ALIASES: dict[str, str] = {"Register-OpenAIFile": "Add-OpenAIFile", "Request-ChatGPT": "Request-ChatCompletion"}

#: cmdlets of PSOpenAI that this port knows of and does not have, with the reason
LEFT_OUT: dict[str, str] = dict.fromkeys(
    (
        "Connect-RealtimeSession",
        "Connect-RealtimeTranscriptionSession",
        "Disconnect-RealtimeSession",
        "Add-RealtimeSessionItem",
        "Remove-RealtimeSessionItem",
        "Request-RealtimeSessionResponse",
        "Stop-RealtimeSessionResponse",
        "Send-RealtimeSessionEvent",
        "Set-RealtimeSessionConfiguration",
        "Set-RealtimeTranscriptionSessionConfiguration",
    ),
    "talking over an open connection with microphone and speaker is left out; "
    "use Request-AudioTranscription, Request-ChatCompletion -InputAudio and Request-AudioSpeech",
)


def _family(folder: str, **modules: str) -> None:
    for module, name in modules.items():
        CMDLETS[name] = f"psopenai_py.openai.{folder}.{module}"


_family(
    "batch",
    get_batch="Get-Batch",
    start_batch="Start-Batch",
    stop_batch="Stop-Batch",
    wait_batch="Wait-Batch",
    get_batch_output="Get-BatchOutput",
)
_family(
    "files",
    add_openai_file="Add-OpenAIFile",
    get_openai_file="Get-OpenAIFile",
    remove_openai_file="Remove-OpenAIFile",
    get_openai_file_content="Get-OpenAIFileContent",
)
_family(
    "chat",
    request_chat_completion="Request-ChatCompletion",
    get_chat_completion="Get-ChatCompletion",
    set_chat_completion="Set-ChatCompletion",
    remove_chat_completion="Remove-ChatCompletion",
    new_chat_completion_function="New-ChatCompletionFunction",
    enter_chatgpt="Enter-ChatGPT",
)
_family(
    "responses",
    request_response="Request-Response",
    get_response="Get-Response",
    get_response_input_item="Get-ResponseInputItem",
    remove_response="Remove-Response",
    request_response_compaction="Request-ResponseCompaction",
)
_family("completions", request_text_completion="Request-TextCompletion")
_family("moderations", request_moderation="Request-Moderation")
_family("embeddings", request_embeddings="Request-Embeddings", get_cosine_similarity="Get-CosineSimilarity")
_family(
    "assistants",
    new_assistant="New-Assistant",
    get_assistant="Get-Assistant",
    set_assistant="Set-Assistant",
    remove_assistant="Remove-Assistant",
)
_family(
    "threads",
    new_thread="New-Thread",
    get_thread="Get-Thread",
    set_thread="Set-Thread",
    remove_thread="Remove-Thread",
    add_thread_message="Add-ThreadMessage",
    get_thread_message="Get-ThreadMessage",
    remove_thread_message="Remove-ThreadMessage",
    start_thread_run="Start-ThreadRun",
    get_thread_run="Get-ThreadRun",
    stop_thread_run="Stop-ThreadRun",
    wait_thread_run="Wait-ThreadRun",
    receive_thread_run="Receive-ThreadRun",
    get_thread_run_step="Get-ThreadRunStep",
    submit_tool_output="Submit-ToolOutput",
)
_family(
    "vector_stores",
    new_vector_store="New-VectorStore",
    get_vector_store="Get-VectorStore",
    set_vector_store="Set-VectorStore",
    remove_vector_store="Remove-VectorStore",
    add_vector_store_file="Add-VectorStoreFile",
    get_vector_store_file="Get-VectorStoreFile",
    remove_vector_store_file="Remove-VectorStoreFile",
    start_vector_store_file_batch="Start-VectorStoreFileBatch",
    get_vector_store_file_batch="Get-VectorStoreFileBatch",
    stop_vector_store_file_batch="Stop-VectorStoreFileBatch",
    wait_vector_store_file_batch="Wait-VectorStoreFileBatch",
    get_vector_store_file_in_batch="Get-VectorStoreFileInBatch",
)
_family(
    "conversations",
    new_conversation="New-Conversation",
    get_conversation="Get-Conversation",
    set_conversation="Set-Conversation",
    remove_conversation="Remove-Conversation",
    add_conversation_item="Add-ConversationItem",
    get_conversation_item="Get-ConversationItem",
    remove_conversation_item="Remove-ConversationItem",
)
_family(
    "containers",
    new_container="New-Container",
    get_container="Get-Container",
    remove_container="Remove-Container",
    add_container_file="Add-ContainerFile",
    get_container_file="Get-ContainerFile",
    remove_container_file="Remove-ContainerFile",
    get_container_file_content="Get-ContainerFileContent",
)
_family(
    "videos",
    new_video="New-Video",
    get_video="Get-Video",
    remove_video="Remove-Video",
    wait_video="Wait-Video",
    new_video_remix="New-VideoRemix",
    get_video_content="Get-VideoContent",
)
_family(
    "audio",
    request_audio_speech="Request-AudioSpeech",
    request_audio_transcription="Request-AudioTranscription",
    request_audio_translation="Request-AudioTranslation",
)
_family(
    "images",
    request_image_generation="Request-ImageGeneration",
    request_image_edit="Request-ImageEdit",
    request_image_variation="Request-ImageVariation",
)
_family("tokens", convert_to_token="ConvertTo-Token", convert_from_token="ConvertFrom-Token")
_family("models", get_openai_models="Get-OpenAIModels")
_family(
    "context",
    set_openai_context="Set-OpenAIContext",
    get_openai_context="Get-OpenAIContext",
    clear_openai_context="Clear-OpenAIContext",
)
_family(
    "secrets",
    set_secret="Set-Secret",
    get_secret="Get-Secret",
    remove_secret="Remove-Secret",
    get_secret_info="Get-SecretInfo",
)
