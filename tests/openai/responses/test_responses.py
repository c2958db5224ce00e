from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from psopenai_py import Shell
from psopenai_py.http import Client
from psopenai_py.openai.context_state import state_of

from ..conftest import Service

HELLO = [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Hello"}]}]


def test_what_was_not_given_is_not_sent(service: Service) -> None:
    service.output("Request-Response Hello -Model m")
    assert service.body == {"model": "m", "input": HELLO}


def test_the_object_has_the_question_the_text_and_the_conversation(service: Service) -> None:
    script = "$r = Request-Response Hello -Model m; $r.LastUserMessage; $r.output_text; $r.History.role"
    assert service.texts(script) == ["Hello", "Hello", "user", "assistant"]


def test_a_piped_response_goes_on_with_its_conversation(service: Service) -> None:
    service.output("Request-Response one -Model m | Request-Response two -Temperature 0.5")
    assert [item["role"] for item in service.body["input"]] == ["user", "assistant", "user"]
    assert service.body["temperature"] == 0.5 and service.body["model"] == "m"


def test_files_come_from_the_disk_the_web_or_the_service(service: Service, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    service.output(f"Request-Response q -Files '{tmp_path}/a.pdf', 'https://x/b.pdf', file-1 -Images 'file-2' -Model m")
    _, local, web, uploaded, picture = service.body["input"][0]["content"]
    assert local == {"type": "input_file", "filename": "a.pdf", "file_data": "data:application/pdf;base64,JVBERg=="}
    assert web == {"type": "input_file", "file_url": "https://x/b.pdf"}
    assert uploaded == {"type": "input_file", "file_id": "file-1"}
    assert picture == {"type": "input_image", "file_id": "file-2", "detail": "auto"}


def test_a_path_that_is_not_there_is_an_error(service: Service) -> None:
    assert len(service.run("Request-Response q -Files ./no/such.pdf -Model m").errors) == 1


@pytest.mark.parametrize(
    ("words", "tool"),
    [
        ("-UseFileSearchTool -FileSearchVectorStoreIds vs_1 -FileSearchScoreThreshold 0.2",
         {"type": "file_search", "vector_store_ids": ["vs_1"], "ranking_options": {"score_threshold": 0.2}}),
        ("-UseWebSearchTool -WebSearchAllowedDomains a.com -WebSearchUserLocationCity Rome",
         {"type": "web_search", "filters": {"allowed_domains": ["a.com"]},
          "user_location": {"type": "approximate", "city": "Rome"}}),
        ("-UseRemoteMCPTool -RemoteMCPServerLabel l -RemoteMCPServerUrl http://u -RemoteMCPAllowedTools a,b"
         " -RemoteMCPRequireApproval @{ never = @{ tool_names = 'a' } } -RemoteMCPHeaders @{ h = '1' }",
         {"type": "mcp", "server_label": "l", "server_url": "http://u", "allowed_tools": ["a", "b"],
          "require_approval": {"never": {"tool_names": ["a"]}}, "headers": {"h": "1"}}),
        ("-UseConnectorTool -ConnectorLabel l -ConnectorId i -ConnectorRequireApproval never",
         {"type": "mcp", "server_label": "l", "connector_id": "i", "require_approval": "never"}),
        ("-UseCodeInterpreterTool -ContainerFileIds f", {"type": "code_interpreter",
                                                         "container": {"type": "auto", "file_ids": ["f"]}}),
        ("-UseCodeInterpreterTool -ContainerId c", {"type": "code_interpreter", "container": "c"}),
        ("-UseImageGenerationTool -ImageGenerationQuality Low", {"type": "image_generation", "quality": "low"}),
        ("-CustomTools @{ type = 'custom'; name = 'x' }", {"type": "custom", "name": "x"}),
        ("-UseShellTool", {"type": "shell"}),
    ],
)  # fmt: skip
def test_tools(service: Service, words: str, tool: dict[str, object]) -> None:
    service.output(f"Request-Response q -Model m {words}")
    assert service.body["tools"] == [tool]


def test_a_tool_without_what_it_needs_is_an_error(service: Service) -> None:
    assert len(service.run("Request-Response q -Model m -UseFileSearchTool").errors) == 1
    assert "tools" not in service.body


def test_prompts_conversations_formats_and_choices(service: Service) -> None:
    service.run(
        "Request-Response -PromptId p -PromptVersion 3 -Conversation c -ReasoningEffort low -Verbosity high"
        " -OutputType json_object -ToolChoice web_search -PreviousResponseId r -Include a"
    )
    assert service.body == {
        "prompt": {"id": "p", "version": "3"}, "conversation": "c", "previous_response_id": "r", "include": ["a"],
        "reasoning": {"effort": "low"}, "text": {"verbosity": "high", "format": {"type": "json_object"}},
        "tool_choice": {"type": "web_search"}, "input": [],
    }  # fmt: skip
    service.run("Request-Response q -Model m -ToolChoice Get-It")
    assert service.body["tool_choice"] == {"type": "function", "name": "Get-It"}


def test_an_answer_can_be_read_as_a_class(service: Service) -> None:
    script = "class Reply { [string]$answer }; (Request-Response q -OutputType ([Reply]) -Model m).StructuredOutputs"
    assert service.texts(f"{script}[0].answer") == ["q"]
    assert service.body["text"]["format"]["schema"]["properties"] == {"answer": {"type": ["null", "string"]}}


def test_streams(service: Service) -> None:
    assert "".join(service.texts("Request-Response 'one two' -Stream -Model m")) == "one two"
    kinds = service.texts("Request-Response q -Stream -StreamOutputType object -Model m | ForEach-Object type")
    assert kinds[0] == "response.created" and kinds[-1] == "response.completed"
    assert service.texts("(Request-Response q -Stream -Background -Model m).status") == ["in_progress"]


def test_stored_responses_are_got_and_deleted(service: Service) -> None:
    assert service.texts("$r = Request-Response q -Model m; (Get-Response $r.id -Primitive).output_text") == ["q"]
    service.output("$r | Remove-Response")
    assert service.emulator.requests[-1].method == "DELETE"
    assert [e.category for e in service.run("Get-Response $r.id").errors] == ["InvalidOperation"]


def test_as_batch_sends_nothing(service: Service) -> None:
    (made,) = service.output("Request-Response Hello -AsBatch -CustomBatchId c -Model m")
    assert made.url == "/v1/responses" and made.custom_id == "c" and not service.emulator.requests


def test_the_results_of_a_batch_have_texts(service: Service) -> None:
    assert service.texts(
        "Request-Response a -AsBatch -Model m | Start-Batch | Get-BatchOutput -Wait"
        " | ForEach-Object { $_.response.body.output_text }"
    ) == ["a"]  # fmt: skip


def test_a_structured_output_is_read_from_the_last_message() -> None:
    def message(text: str) -> dict[str, object]:
        return {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": text}]}

    answer = {"id": "resp_1", "object": "response", "output": [message("Let me think."), message('{"answer": "42"}')]}

    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=iter([json.dumps(answer).encode()]))

    script = "class Reply { [string]$answer }; (Request-Response q -OutputType ([Reply])).StructuredOutputs.answer"
    with Shell(environ={"OPENAI_API_KEY": "k"}) as shell:
        state_of(shell.session).client = Client(httpx.MockTransport(respond))
        result = shell.run(script)
    assert result.errors == [] and result.output == ["42"]
