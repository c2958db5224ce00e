"""Families of the service from creation to deletion, in a script, on the emulator."""

from __future__ import annotations

import pytest

from .conftest import Service


def test_a_thread_is_asked_answered_and_deleted(service: Service) -> None:
    script = """
    $assistant = New-Assistant -Model gpt-4o -Name Tutor
    $thread = New-Thread -Messages 'Good morning'
    $thread | Add-ThreadMessage 'And good night.'
    $run = $thread | Start-ThreadRun -Assistant $assistant | Wait-ThreadRun
    $run.status
    ($run | Receive-ThreadRun).Messages.SimpleContent | ForEach-Object { "$($_.Role): $($_.Content)" }
    ($run | Get-ThreadRunStep).SimpleContent.Content
    $thread | Remove-Thread
    $assistant | Remove-Assistant
    @(Get-Assistant).Count
    """
    assert service.texts(script) == [
        "completed",
        "user: Good morning",
        "user: And good night.",
        "assistant: And good night.",
        "And good night.",
        "0",
    ]


def test_a_run_calls_a_function_and_a_stream_goes_on_with_its_result(service: Service) -> None:
    script = """
    function Get-Weather { param([string]$City) }
    $weather = New-ChatCompletionFunction Get-Weather
    $assistant = New-Assistant -Model gpt-4o -Functions $weather
    $run = Start-ThreadRun -Assistant $assistant -Message 'call Get-Weather {"City":"Rome"}' | Wait-ThreadRun
    $run.status
    $call = $run.required_action.submit_tool_outputs.tool_calls[0]
    $call.function.arguments
    ($run | Submit-ToolOutput -ToolOutput @{ tool_call_id = $call.id; output = 'It is warm' } -Stream) -join ''
    $again = Start-ThreadRun -Assistant $assistant -Message 'call Get-Weather {}' | Wait-ThreadRun
    ($again | Stop-ThreadRun -Wait -PassThru).status
    """
    assert service.texts(script) == ["requires_action", '{"City":"Rome"}', "It is warm", "cancelled"]


def test_a_vector_store_takes_files_and_a_batch_of_them(service: Service) -> None:
    service.emulator.add_file(b"Bread needs flour.", "bread.txt", "assistants", id="file-bread")
    service.emulator.add_file(b"\x89PNG", "photo.png", "assistants", id="file-photo")
    script = """
    $store = New-VectorStore -Name Kitchen -FileId file-bread
    $batch = $store | Start-VectorStoreFileBatch -FileId file-bread, file-photo | Wait-VectorStoreFileBatch
    "$($batch.status) $($batch.file_counts.failed)"
    $batch | Get-VectorStoreFileInBatch -Filter failed | ForEach-Object { $_.last_error.code }
    $store | Get-VectorStoreFile -Filter completed | Remove-VectorStoreFile
    (Get-VectorStore $store).file_counts.total
    (Start-VectorStoreFileBatch $store file-bread | Stop-VectorStoreFileBatch -Wait -PassThru).status
    """
    assert service.texts(script) == ["completed 1", "unsupported_file", "1", "cancelled"]


def test_a_video_is_waited_for_and_remixed(service: Service) -> None:
    script = """
    $video = New-Video 'A cube' -Model sora-3 -Seconds 4 | Wait-Video
    $remix = New-VideoRemix 'At night' $video
    [string]::new([char[]]@($remix | Get-VideoContent -WaitForCompletion)[4..7])
    (Get-Video $remix).remixed_from_video_id -eq $video.id
    """
    assert service.texts(script) == ["ftyp", "True"]


@pytest.mark.parametrize("cmdlet", ["New-Thread", "New-Assistant", "New-Conversation", "New-VectorStore"])
def test_an_object_of_another_kind_is_not_changed_by_a_new_cmdlet(service: Service, cmdlet: str) -> None:
    service.emulator.add_file(b"x", id="file-1")
    service.emulator.requests.clear()
    assert service.error_ids(f"Get-OpenAIFile file-1 | {cmdlet}") == [f"InputObjectNotBound,{cmdlet}"]
    assert [request.route for request in service.emulator.requests] == ["/files/file-1"]
