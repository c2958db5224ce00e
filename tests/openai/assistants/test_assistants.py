from __future__ import annotations

import pytest

from ..conftest import Recorded


def test_every_call_names_the_version_of_the_assistants_api(recorded: Recorded) -> None:
    recorded.output("Get-Assistant asst_abc123")
    assert recorded.service.requests[0]["headers"]["openai-beta"] == "assistants=v2"


def test_only_the_model_is_sent_unasked(recorded: Recorded) -> None:
    recorded.output("New-Assistant")
    assert recorded.calls == ["POST /assistants"] and recorded.body == {"model": "gpt-3.5-turbo"}


def test_set_assistant_changes_the_one_that_is_piped_in(recorded: Recorded) -> None:
    recorded.output("Get-Assistant asst_abc123 | Set-Assistant -Model gpt-4o -Name Tutor")
    assert recorded.calls[-1] == "POST /assistants/asst_abc123"
    assert recorded.body == {"model": "gpt-4o", "name": "Tutor"}


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("-UseCodeInterpreter -UseFileSearch", {"tools": [{"type": "code_interpreter"}, {"type": "file_search"}]}),
        ("-UseFileSearch -MaxNumberOfFileSearchResults 4 -ScoreThresholdForFileSearch 0.5",
         {"tools": [{"type": "file_search", "file_search": {"max_num_results": 4,
                                                            "ranking_options": {"score_threshold": 0.5}}}]}),
        ("-Functions @{ name = 'f' }", {"tools": [{"type": "function", "function": {"name": "f"}}]}),
        ("-FileIdsForCodeInterpreter a, b -FileIdsForFileSearch c",
         {"tool_resources": {"code_interpreter": {"file_ids": ["a", "b"]},
                             "file_search": {"vector_stores": [{"file_ids": ["c"]}]}}}),
        ("-VectorStoresForFileSearch vs_1 -FileIdsForFileSearch c",
         {"tool_resources": {"file_search": {"vector_store_ids": ["vs_1"]}}}),
        ("-ResponseFormat auto", {"response_format": "auto"}),
        ("-ResponseFormat text", {"response_format": {"type": "text"}}),
        ("""-ResponseFormat json_schema -JsonSchema '{"name": "r"}'""",
         {"response_format": {"type": "json_schema", "json_schema": {"name": "r"}}}),
        ("-TopP 0.25 -MetaData @{ k = 'v' }", {"top_p": 0.25, "metadata": {"k": "v"}}),
    ],
)  # fmt: skip
def test_parameters_become_fields(recorded: Recorded, words: str, fields: dict[str, object]) -> None:
    recorded.output(f"New-Assistant -Model gpt-4o {words}")
    assert recorded.body == {"model": "gpt-4o", **fields}


def test_a_function_without_a_name_is_an_error_and_left_out(recorded: Recorded) -> None:
    ids = recorded.error_ids("New-Assistant -Model gpt-4o -Functions @{ description = 'd' }")
    assert ids == ["System.ArgumentException,New-Assistant"] and recorded.body == {"model": "gpt-4o"}


def test_lists_go_on_page_after_page_only_with_all(recorded: Recorded) -> None:
    paged = "-AdditionalHeaders @{ 'x-oracle' = 'page' }"
    assert len(recorded.output(f"Get-Assistant -All {paged}")) == 6
    assert recorded.query == {"limit": "100", "order": "asc", "after": "asst_abc789"}
    result = recorded.run(f"Get-Assistant {paged}")
    assert len(result.output) == 3 and len(result.warnings) == 1


def test_an_assistant_that_is_not_there_leaves_the_others_be(recorded: Recorded) -> None:
    result = recorded.run("'asst__s404x', 'asst_abc123' | Get-Assistant | ForEach-Object id")
    assert result.output == ["asst_abc123"] and len(result.errors) == 1


def test_remove_assistant_says_nothing(recorded: Recorded) -> None:
    assert recorded.output("Remove-Assistant asst_abc123") == []
    assert recorded.calls == ["DELETE /assistants/asst_abc123"]


def test_an_assistant_is_its_id_in_a_text(recorded: Recorded) -> None:
    assert recorded.texts('"$(Get-Assistant asst_abc123)"') == ["asst_abc123"]
