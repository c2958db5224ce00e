"""What Python does with an object of the service: keys, data, equality, copies, pickles, its repr, its type."""

from __future__ import annotations

import copy
import json
import os
import pickle
import signal
import threading
import time
from datetime import datetime, timezone
from typing import Any

import pytest

import psopenai_py
from psopenai_py import Batch, BatchOutput, ChatCompletion, SecureString
from psopenai_py.emulator import output_line
from psopenai_py.engine.values.objects import PSObject, has_changed, lazy_object
from psopenai_py.formatting.json_lines import to_line
from psopenai_py.functions import cmdlet_names, item_type, spec_of
from psopenai_py.objects import TYPES
from psopenai_py.openai.columns import chooser
from psopenai_py.openai.objects import typed_object
from psopenai_py.openai.result_line import LineReader

DATA = {
    "id": "batch_1", "object": "batch", "status": "completed", "created_at": 1700000000, "failed_at": None,
    "request_counts": {"total": 3, "completed": 3, "failed": 0}, "metadata": {"items": "a field of that name"},
}  # fmt: skip


@pytest.fixture
def batch() -> PSObject:
    return typed_object(dict(DATA))


def test_fields_by_attribute_and_by_key(batch: PSObject) -> None:
    assert batch.status == batch["status"] == batch["STATUS"] == "completed"
    assert "status" in batch
    assert "nothing" not in batch
    assert batch.metadata.items == "a field of that name"
    with pytest.raises(AttributeError, match=r"Batch has no property 'statu'.*status"):
        batch.statu  # noqa: B018
    for missing in ("statu", 0):
        with pytest.raises(KeyError):
            batch[missing]


def test_a_property_is_set_by_its_name_in_brackets() -> None:
    item = LineReader().line(b'{"id":"a","custom_id":"b"}').item()
    with pytest.raises(AttributeError, match=r"item\['custom_id'\] = "):
        item.custom_id = "c"
    item["custom_id"] = "c"
    assert item.custom_id == "c"


def test_it_turns_into_a_dict(batch: PSObject) -> None:
    assert batch.to_dict() == DATA
    assert list(batch) == batch.keys()
    assert dict(batch)["id"] == "batch_1"
    assert set(DATA) <= set(dir(batch))
    assert "to_dict" in dir(batch)
    assert "choices" not in dir(batch) and not hasattr(batch, "choices")  # it has a way of its own, to be found sooner
    batch.to_dict()["status"] = "mine"
    assert batch.status == "completed"


def test_numbers_are_plain_and_dates_have_a_zone(batch: PSObject) -> None:
    assert type(batch.request_counts.total) is int
    assert batch.created_at == batch["created_at"] == datetime.fromtimestamp(1700000000, timezone.utc)
    assert batch.created_at.tzinfo is not None
    assert batch.to_dict()["created_at"] == 1700000000


def test_it_turns_into_json(batch: PSObject) -> None:
    assert json.loads(json.dumps({"b": batch}, default=psopenai_py.to_json)) == {"b": DATA}
    assert json.dumps(batch.created_at, default=psopenai_py.to_json).startswith('"2023-11-1')
    with pytest.raises(TypeError, match="not JSON serializable"):
        json.dumps(object(), default=psopenai_py.to_json)


def test_equality_copies_and_pickles(batch: PSObject) -> None:
    for other in (copy.copy(batch), copy.deepcopy(batch), pickle.loads(pickle.dumps(batch))):
        assert other == batch
        assert other is not batch
        assert isinstance(other, Batch)
    changed = copy.deepcopy(batch)
    changed["status"] = "failed"
    assert changed != batch
    assert changed.to_dict() == {**DATA, "status": "failed"}
    assert batch != "batch_1"


def test_a_result_keeps_its_answer_through_a_pickle() -> None:
    item = LineReader().line(json.dumps(output_line("a", "An answer.")).encode()).item()
    again = pickle.loads(pickle.dumps(item))
    assert again.response.body.Answer == ["An answer."]
    assert again == item
    item.response["status_code"] = 500
    assert item.to_dict()["response"]["status_code"] == 500
    assert pickle.loads(pickle.dumps(item)).to_dict()["response"]["status_code"] == 500


@pytest.mark.parametrize("reads_more", [False, True])
def test_what_was_told_of_a_result_can_be_changed(reads_more: bool) -> None:
    line = json.dumps(output_line("a", "An answer.")).encode()
    lines = LineReader().lines([line])
    assert lines is not None
    item = lines[0].item()
    assert item.response.status_code == 200 and not has_changed(item) and to_line(item) == line + b"\n"
    response = item.response
    assert item._fill is not None  # nothing else has been read
    if reads_more:
        assert item.custom_id == "a" and response.body.Answer == ["An answer."]
    response["status_code"] = 500
    assert item.response is response and has_changed(item)
    assert item.response.status_code == item["response"].to_dict()["status_code"] == 500
    row = chooser("Csv", ["custom_id"])
    assert row is not None and (row(item).status_code, row(item).custom_id) == (500, "a")
    assert json.loads(to_line(item)) == {
        **json.loads(line),
        "response": {**json.loads(line)["response"], "status_code": 500},
    }


@pytest.mark.parametrize("at_once", [False, True])
def test_the_choices_of_a_body_are_told_and_can_be_changed(at_once: bool) -> None:
    line = json.dumps(output_line("a", "An answer.")).encode()
    reader = LineReader()
    reader.looked = int(at_once)
    lines = reader.lines([line])
    assert lines is not None
    item = lines[0].item()
    body = item.response.body
    message = body.choices[0].message
    assert body._fill is not None and not has_changed(item)
    assert message.content == "An answer." and to_line(item) == line + b"\n"
    message["content"] = "Mine."
    assert has_changed(item) and json.loads(to_line(item))["response"]["body"]["choices"][0]["message"] == {
        **json.loads(line)["response"]["body"]["choices"][0]["message"],
        "content": "Mine.",
    }
    assert isinstance(body, ChatCompletion) and body.Answer == ["An answer."]
    assert body.choices[0].message is message


@pytest.mark.parametrize("at_once", [False, True])
def test_all_threads_are_told_the_same_response(at_once: bool) -> None:
    line = json.dumps(output_line("a", "An answer.")).encode()
    for _ in range(50):
        reader = LineReader()
        reader.looked = int(at_once)
        lines = reader.lines([line])
        assert lines is not None
        item = lines[0].item()
        together = threading.Barrier(4)
        found: list[Any] = []

        def look(at: int, item: PSObject = item, together: threading.Barrier = together, found: Any = found) -> None:
            together.wait()
            found.append(item._props["response"] if at % 2 else item.response)

        threads = [threading.Thread(target=look, args=(at,)) for at in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 4 and all(each is item.response for each in found)


def test_a_script_compares_such_objects_by_identity() -> None:
    with psopenai_py.Shell() as shell:
        shell.set("a", typed_object(dict(DATA)))
        shell.set("b", typed_object(dict(DATA)))
        assert shell.run("$a -eq $b; $a -eq $a; $a.Equals($b)").output == [False, True, False]


def test_a_repr_is_short_and_shows_no_secret() -> None:
    shown = repr(PSObject({"id": "x" * 500, "api_key": "sk-abcdefghijklmnop", "text": "key sk-abcdefghijklmnop", "key":
                           SecureString("sk-abcdefghijklmnop")}, "PSOpenAI.Batch"))  # fmt: skip
    assert shown.startswith("<Batch id='xxx")
    assert "abcdefgh" not in shown
    assert len(shown) < 400


def test_a_repr_shows_what_is_in_an_object_within() -> None:
    counts = {"total": 3, "completed": 2, "failed": 1}
    assert "request_counts=<total=3, completed=2, failed=1>" in repr(
        typed_object({"object": "batch", "id": "batch_1", "request_counts": counts})
    )
    item = typed_object({"custom_id": "a", "response": {"status_code": 200, "body": {"a": {"b": [1, 2]}}}})
    assert "response=<status_code=200, body=<...>>" in repr(item)
    many = {
        "prompt_tokens": 1,
        "completion_tokens": 1,
        "total_tokens": 2,
        "prompt_tokens_details": {"cached_tokens": 0},
    }
    assert "usage=<prompt_tokens, completion_tokens, total_tokens, ...>" in repr(PSObject({"usage": PSObject(many)}))


def test_types_tell_objects_apart(batch: PSObject) -> None:
    assert isinstance(batch, Batch)
    assert not isinstance(batch, BatchOutput)
    assert not isinstance("batch_1", Batch)
    assert isinstance(typed_object({"object": "chat.completion", "choices": []}), ChatCompletion)
    with pytest.raises(TypeError, match="come from the service"):
        Batch()


def test_whatever_a_function_returns_has_a_type() -> None:
    plain = {"str", "bytes", "float", "list[int]", "SecureString", "dict[str, Any]", "Any", ""}
    kinds = {kind for cmdlet in cmdlet_names().values() for kind in item_type(spec_of(cmdlet)).split(" | ")}
    assert kinds - plain <= set(TYPES)


def test_html_shows_objects_and_lists(batch: PSObject) -> None:
    batch["status"] = "<b>"
    assert "<td>&lt;b&gt;</td>" in batch._repr_html_()
    assert "1 in all" in psopenai_py.Results([batch])._repr_html_()


def test_all_names_are_there() -> None:
    names = set(psopenai_py.__all__)
    assert {"get_batch_output", "Batch", "CmdletError", "SecureString", "Shell", "to_json"} <= names
    assert all(getattr(psopenai_py, name) is not None for name in names)


def test_threads_that_look_into_an_object_at_once_lose_no_change() -> None:
    read: list[str] = []

    def fill(item: PSObject) -> None:
        read.append(threading.current_thread().name)
        time.sleep(0.05)  # the others come meanwhile
        item._props = {"id": "r"}

    item = lazy_object(b'{"id":"r"}', fill, ("Any",))
    together = threading.Barrier(4)

    def change(number: int) -> None:
        together.wait()
        if number % 2:
            assert item.id == "r"  # by attribute; the others by key
        item[f"n{number}"] = number

    threads = [threading.Thread(target=change, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read) == 1
    assert item.to_dict() == {"id": "r", "n0": 0, "n1": 1, "n2": 2, "n3": 3}  # not the bytes that came


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_a_forked_child_reads_while_a_thread_of_its_parent_did() -> None:
    begun = threading.Event()

    def fill(item: PSObject) -> None:
        begun.set()
        time.sleep(0.1)
        item._props = {"id": "r"}

    thread = threading.Thread(target=lambda: lazy_object(b"{}", fill, ("Any",)).id)
    thread.start()
    begun.wait()
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        os._exit(0 if LineReader().line(b'{"custom_id":"a"}').item().custom_id == "a" else 1)
    thread.join()
    assert os.waitpid(child, 0)[1] == 0
