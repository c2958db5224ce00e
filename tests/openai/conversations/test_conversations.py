from __future__ import annotations

from pathlib import Path

from ..conftest import Recorded


def test_a_conversation_comes_with_its_items(recorded: Recorded) -> None:
    assert recorded.texts('$c = Get-Conversation conv_abc123; "$c"; "$($c.Items)"') == ["conv_123", "msg_abc"]
    assert recorded.calls == ["GET /conversations/conv_abc123", "GET /conversations/conv_123/items"]
    assert recorded.query == {"limit": "100", "order": "asc"}


def test_primitive_leaves_the_items_out(recorded: Recorded) -> None:
    assert recorded.output("(Get-Conversation conv_abc123 -Primitive).Items.Count") == [0]
    assert recorded.calls == ["GET /conversations/conv_abc123"]


def test_new_conversation_sends_items_and_metadata(recorded: Recorded) -> None:
    item = "@{ type = 'message'; role = 'user'; content = 'hi' }"
    recorded.output(f"New-Conversation -Items {item} -MetaData @{{ k = 'v' }}")
    sent = {"type": "message", "role": "user", "content": "hi"}
    assert recorded.calls == ["POST /conversations"]
    assert recorded.body == {"items": [sent], "metadata": {"k": "v"}}


def test_metadata_is_a_dictionary(recorded: Recorded) -> None:
    ids = recorded.error_ids("New-Conversation -MetaData 'text'")
    assert ids == ["ParameterArgumentTransformationError,New-Conversation"]
    assert recorded.calls == []


def test_a_piped_conversation_is_changed_and_deleted(recorded: Recorded) -> None:
    recorded.output(
        "New-Conversation | Set-Conversation -MetaData @{ k = 'v' } | ForEach-Object { Remove-Conversation $_ }"
    )
    assert recorded.calls == ["POST /conversations", "POST /conversations/conv_123", "DELETE /conversations/conv_123"]


def test_messages_pictures_and_files_become_items(recorded: Recorded, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    words = f"-SystemMessage Short. -Files '{tmp_path}/a.txt' -Images https://host/a.png -Include a, b"
    recorded.output(f"Add-ConversationItem Hello -ConversationId conv_abc123 {words}")
    system, user = recorded.body["items"]
    assert system == {"type": "message", "role": "system", "content": [{"type": "input_text", "text": "Short."}]}
    assert [part["type"] for part in user["content"]] == ["input_text", "input_file", "input_image"]
    assert recorded.service.requests[0]["query"] == [("include[]", "a"), ("include[]", "b")]


def test_nothing_is_returned_but_with_pass_thru(recorded: Recorded) -> None:
    assert recorded.output("Add-ConversationItem Hello -ConversationId conv_abc123") == []
    (made,) = recorded.output("Add-ConversationItem Hello -ConversationId conv_abc123 -PassThru")
    assert made.id == "conv_123" and [item.id for item in made.Items] == ["msg_abc"]


def test_an_item_without_content_is_an_error(recorded: Recorded) -> None:
    ids = recorded.error_ids("Add-ConversationItem -ConversationId conv_abc123")
    assert ids == ["MissingMessage,Add-ConversationItem"] and recorded.calls == []


def test_items_are_listed_page_after_page(recorded: Recorded) -> None:
    paged = "-AdditionalHeaders @{ 'x-oracle' = 'page' }"
    assert recorded.output(f"(Get-ConversationItem conv_abc123 -All {paged}).Count") == [2]
    assert recorded.query["after"] == "msg_abc"


def test_a_missing_item_does_not_end_the_others(recorded: Recorded) -> None:
    ids = recorded.error_ids("'conv__s404x', 'conv_abc123' | Get-ConversationItem -ItemId msg_1")
    assert len(ids) == 1 and recorded.calls[-1] == "GET /conversations/conv_abc123/items/msg_1"


def test_remove_conversation_item_takes_both_ids(recorded: Recorded) -> None:
    recorded.output("Remove-ConversationItem msg_1 -ConversationId conv_abc123")
    assert recorded.calls == ["DELETE /conversations/conv_abc123/items/msg_1"]
