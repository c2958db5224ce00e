from __future__ import annotations

from ..conftest import Recorded

STORE = "/vector_stores/vs_abc123"


def test_a_new_store_with_files_says_how_they_are_cut(recorded: Recorded) -> None:
    recorded.output("New-VectorStore -Name Handbook -FileId file-1 -ChunkingStrategy static -ExpiresAfterDays 30")
    assert recorded.body == {
        "name": "Handbook",
        "expires_after": {"anchor": "last_active_at", "days": 30},
        "file_ids": ["file-1"],
        "chunking_strategy": {
            "type": "static",
            "static": {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400},
        },
    }


def test_file_objects_stand_for_their_ids(recorded: Recorded) -> None:
    recorded.output("New-VectorStore -FileId (Get-OpenAIFile file-1), file-2")
    assert recorded.body == {"file_ids": ["file-1", "file-2"]}


def test_an_overlap_of_more_than_half_a_piece_is_an_error(recorded: Recorded) -> None:
    words = "-ChunkingStrategy static -MaxChunkSizeTokens 300 -ChunkOverlapTokens 200"
    for command in ("New-VectorStore -FileId f", "Add-VectorStoreFile vs_1 f", "Start-VectorStoreFileBatch vs_1 f"):
        name = command.split()[0]
        assert recorded.error_ids(f"{command} {words}") == [f"System.ArgumentException,{name}"]
        assert recorded.calls == []


def test_set_vector_store_takes_the_object_or_the_id_from_a_property(recorded: Recorded) -> None:
    recorded.output("Get-VectorStore vs_abc123 | Set-VectorStore -Name New")
    assert recorded.calls[-1] == f"POST {STORE}" and recorded.body == {"name": "New"}
    recorded.output("[pscustomobject]@{ vector_store_id = 'vs_1' } | Set-VectorStore -Name New")
    assert recorded.calls == ["POST /vector_stores/vs_1"]


def test_files_of_a_store_are_added_listed_and_taken_out(recorded: Recorded) -> None:
    assert recorded.output("Add-VectorStoreFile vs_abc123 file-1 -Attributes @{ lang = 'en' }") == []
    assert recorded.body == {"file_id": "file-1", "attributes": {"lang": "en"}}
    assert recorded.texts("(Add-VectorStoreFile vs_abc123 file-1 -PassThru).id") == ["vs_abc123"]
    recorded.output("Get-VectorStoreFile vs_abc123 -Filter Failed | Remove-VectorStoreFile")
    assert recorded.calls == [
        f"GET {STORE}/files",
        f"DELETE {STORE}/files/file-abc123",
        f"DELETE {STORE}/files/file-abc456",
    ]


def test_piped_files_become_one_batch_of_each_store(recorded: Recorded) -> None:
    recorded.output(
        "[pscustomobject]@{ FileId = 'file-1' }, [pscustomobject]@{ FileId = 'file-2' }"
        " | Start-VectorStoreFileBatch -VectorStoreId vs_abc123"
    )
    assert recorded.calls == [f"POST {STORE}/file_batches"] and recorded.body == {"file_ids": ["file-1", "file-2"]}


def test_files_with_settings_of_their_own_are_sent_one_by_one(recorded: Recorded) -> None:
    recorded.output("Start-VectorStoreFileBatch vs_1 file-1, @{ file_id = 'file-2'; attributes = @{ lang = 'en' } }")
    assert recorded.body == {"files": [{"file_id": "file-1"}, {"file_id": "file-2", "attributes": {"lang": "en"}}]}


def test_a_batch_of_files_goes_through_the_pipeline(recorded: Recorded) -> None:
    recorded.output(
        "$b = Start-VectorStoreFileBatch vs_abc123 file-1; $b | Get-VectorStoreFileBatch | Out-Null;"
        " $b | Get-VectorStoreFileInBatch -Filter failed | Out-Null; $b | Stop-VectorStoreFileBatch -Wait"
    )
    batch = f"{STORE}/file_batches/vsfb_abc123"
    assert recorded.calls[1:] == [f"GET {batch}", f"GET {batch}/files", f"POST {batch}/cancel", f"GET {batch}"]


def test_batches_of_files_are_waited_for_together(recorded: Recorded) -> None:
    script = "'vsfb_w2', 'vsfb_1' | ForEach-Object { [pscustomobject]@{ batch_id = $_ } }"
    script += " | Wait-VectorStoreFileBatch -VectorStoreId vs_abc123 -PollIntervalSec 0 | ForEach-Object id"
    assert recorded.texts(script) == ["vsfb_1", "vsfb_w2"]


def test_a_store_that_is_not_there_leaves_the_others_be(recorded: Recorded) -> None:
    result = recorded.run("'vs__s404x', 'vs_abc123' | Get-VectorStore | ForEach-Object id")
    assert result.output == ["vs_abc123"] and len(result.errors) == 1


def test_a_store_is_searched(recorded: Recorded) -> None:
    words = "-MaxNumResults 3 -Filters @{ type = 'eq'; key = 'year'; value = 2026 } -Ranker none -ScoreThreshold 0.5"
    script = f"$r = @(Search-VectorStore vs_1 'What?' {words} -RewriteQuery); $r[0].PSTypeNames[0]; $r[0].Text -ne ''"
    assert recorded.output(script) == ["PSOpenAI.VectorStore.SearchResult", True]
    assert recorded.calls == ["POST /vector_stores/vs_1/search"]
    assert recorded.body == {
        "query": "What?",
        "max_num_results": 3,
        "filters": {"type": "eq", "key": "year", "value": 2026},
        "ranking_options": {"ranker": "none", "score_threshold": 0.5},
        "rewrite_query": True,
    }


def test_several_texts_are_searched_for_together(recorded: Recorded) -> None:
    recorded.output("'vs_1' | Search-VectorStore -Query a, b")
    assert recorded.body == {"query": ["a", "b"]}
    assert recorded.error_ids("Search-VectorStore vs_1 x -MaxNumResults 51") == [
        "ParameterArgumentValidationError,Search-VectorStore"
    ]
