from __future__ import annotations

from ..conftest import Recorded


def test_messages_of_a_new_thread_keep_their_roles(recorded: Recorded) -> None:
    recorded.output(
        "New-Thread -Messages 'Hi', @{ role = 'assistant'; content = 'Yes?' },"
        " ([pscustomobject]@{ message = 'Who?'; metadata = @{ k = 'v' } })"
    )
    assert recorded.body == {
        "messages": [
            {"role": "user", "content": "Hi"},
            {"role": "assistant", "content": "Yes?"},
            {"role": "user", "content": "Who?", "metadata": {"k": "v"}},
        ]
    }


def test_every_parameter_of_new_thread_can_go_by_its_place(recorded: Recorded) -> None:
    recorded.output("New-Thread thread_1 hi file-1 vs_1 file-2 @{ k = 'v' } 30 2")
    assert recorded.calls == ["POST /threads/thread_1"]
    assert recorded.body == {
        "tool_resources": {
            "code_interpreter": {"file_ids": ["file-1"]},
            "file_search": {"vector_store_ids": ["vs_1"]},
        },
        "metadata": {"k": "v"},
        "messages": [{"role": "user", "content": "hi"}],
    }


def test_a_thread_brings_its_messages_unless_told_not_to(recorded: Recorded) -> None:
    assert recorded.texts("(Get-Thread thread_abc123).Messages.SimpleContent.Role") == ["user", "user"]
    assert recorded.calls == ["GET /threads/thread_abc123", "GET /threads/thread_abc123/messages"]
    assert recorded.output("(Get-Thread thread_abc123 -Primitive).Messages.Count") == [0]


def test_set_thread_takes_the_id_from_a_property(recorded: Recorded) -> None:
    recorded.output("[pscustomobject]@{ thread_id = 'thread_1' } | Set-Thread -MetaData @{ k = 'v' }")
    assert recorded.calls == ["POST /threads/thread_1"] and recorded.body == {"metadata": {"k": "v"}}


def test_pictures_of_a_message_are_addresses_or_files(recorded: Recorded) -> None:
    recorded.output(
        "New-Thread | Add-ThreadMessage 'See' -ImageDetail Low -Images 'https://host/a.png', 'file-1',"
        " (Get-OpenAIFile file-2)"
    )
    assert recorded.body["content"] == [
        {"type": "text", "text": "See"},
        {"type": "image_url", "image_url": {"url": "https://host/a.png", "detail": "low"}},
        {"type": "image_file", "image_file": {"file_id": "file-1", "detail": "low"}},
        {"type": "image_file", "image_file": {"file_id": "file-2", "detail": "low"}},
    ]


def test_files_of_a_message_say_which_tool_they_are_for(recorded: Recorded) -> None:
    recorded.output("Add-ThreadMessage Hi -ThreadId t -FileIdsForCodeInterpreter a -FileIdsForFileSearch b")
    assert recorded.body["attachments"] == [
        {"file_id": "a", "tools": [{"type": "code_interpreter"}]},
        {"file_id": "b", "tools": [{"type": "file_search"}]},
    ]


def test_add_thread_message_returns_the_thread_only_when_asked(recorded: Recorded) -> None:
    assert recorded.output("Add-ThreadMessage Hi -ThreadId thread_abc123") == []
    assert recorded.texts("(Add-ThreadMessage Hi -ThreadId thread_abc123 -PassThru).id") == ["thread_abc123"]


def test_messages_are_listed_by_thread_run_or_step(recorded: Recorded) -> None:
    recorded.output("Get-ThreadMessage thread_abc123 -RunId run_1")
    assert recorded.query == {"limit": "20", "order": "asc", "run_id": "run_1"}
    recorded.output("Get-ThreadRun thread_abc123 run_2 | Get-ThreadMessage -All")
    assert recorded.query == {"limit": "100", "order": "asc", "run_id": "run_2"}
    recorded.output("Get-ThreadRunStep run_1 thread_abc123 step_1 | Get-ThreadMessage")
    assert recorded.calls[-1] == "GET /threads/thread_abc123/messages/msg_abc123"


def test_remove_thread_and_message(recorded: Recorded) -> None:
    assert recorded.output("Get-ThreadMessage thread_abc123 msg_abc123 | Remove-ThreadMessage -MessageId msg_1") == []
    assert recorded.calls[-1] == "DELETE /threads/thread_abc123/messages/msg_1"
    assert recorded.output("Get-Thread thread_abc123 | Remove-Thread") == []
    assert recorded.calls[-1] == "DELETE /threads/thread_abc123"
