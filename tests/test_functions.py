"""The Python functions act when they are called, stream what is large, take lists, and raise what failed."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import datetime
import enum
import inspect
import io
import itertools
import pickle
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

import psopenai_py
from psopenai_py import CmdletError, Shell
from psopenai_py.emulator import Emulator, output_line
from psopenai_py.functions import function_name


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        for name in ("one", "two"):
            running.add_batch([output_line(f"{name}-{n}") for n in range(2)], id=f"batch_{name}")
        yield running


@pytest.fixture
def shell(emulator: Emulator) -> Iterator[Shell]:
    with Shell(environ={"OPENAI_API_BASE": emulator.url, "OPENAI_API_KEY": "sk-emulator-01234"}) as made:
        yield made


def test_results_are_objects_with_attributes(shell: Shell) -> None:
    items = list(psopenai_py.get_batch_output("batch_one", shell=shell))
    assert [item.custom_id for item in items] == ["one-0", "one-1"]
    assert items[0].response.status_code == 200


def test_several_inputs_go_through_the_pipeline(shell: Shell) -> None:
    batches = psopenai_py.get_batch(all=True, shell=shell)
    assert len(list(psopenai_py.get_batch_output(batches, shell=shell))) == 4
    found = psopenai_py.get_batch_output(batch_id=["batch_two", "batch_one"], wait=True, shell=shell)
    assert [item.custom_id for item in found] == ["two-0", "two-1", "one-0", "one-1"]


def test_inputs_are_taken_one_by_one(shell: Shell) -> None:
    endless = itertools.cycle(["batch_one"])
    found = psopenai_py.get_batch_output(endless, shell=shell)
    assert [item.custom_id for item in itertools.islice(found, 5)] == ["one-0", "one-1", "one-0", "one-1", "one-0"]


def paths(emulator: Emulator) -> list[str]:
    return [f"{request.method} {request.path.removeprefix('/v1')}" for request in emulator.requests]


def test_a_function_acts_when_it_is_called(shell: Shell, emulator: Emulator) -> None:
    file = psopenai_py.add_openai_file(content=b"{}", name="x.jsonl", purpose="user_data", shell=shell)
    assert psopenai_py.remove_openai_file(file, shell=shell) is None
    assert paths(emulator) == ["POST /files", f"DELETE /files/{file.id}"]
    psopenai_py.set_openai_context(max_retry_count=3, shell=shell)
    assert psopenai_py.get_openai_context(shell=shell).MaxRetryCount == 3
    assert "hello" in psopenai_py.request_chat_completion("hello there", shell=shell).Answer[0]


def test_the_shape_follows_from_what_was_asked(shell: Shell) -> None:
    assert psopenai_py.get_batch("batch_one", shell=shell).id == "batch_one"
    assert [b.id for b in psopenai_py.get_batch(["batch_two"], shell=shell)] == ["batch_two"]
    assert sorted(b.id for b in psopenai_py.get_batch(shell=shell)) == ["batch_one", "batch_two"]
    assert isinstance(psopenai_py.get_batch(all=True, shell=shell), psopenai_py.Stream)
    assert psopenai_py.get_openai_file(purpose="vision", shell=shell) == []
    assert psopenai_py.get_openai_models("gpt-4o", shell=shell).id == "gpt-4o"
    assert len(psopenai_py.get_openai_models(shell=shell)) > 1
    assert psopenai_py.stop_batch("batch_one", force=True, error_action="SilentlyContinue", shell=shell) is None


def test_requests_make_one_batch_and_files_one_each(shell: Shell) -> None:
    requests = psopenai_py.request_chat_completion(["a", "b"], as_batch=True, shell=shell)
    assert [type(r).__name__ for r in requests] == ["PSObject"] * 2
    batch = psopenai_py.start_batch(requests, shell=shell)
    content = psopenai_py.get_openai_file_content(batch.input_file_id, shell=shell)
    assert isinstance(content, bytes)
    assert content.count(b"custom_id") == 2
    again = psopenai_py.start_batch([batch.input_file_id] * 2, endpoint="/v1/chat/completions", shell=shell)
    assert len(again) == 2


def test_a_stream_has_made_its_first_request_and_nothing_more(shell: Shell, emulator: Emulator) -> None:
    found = psopenai_py.get_batch_output("batch_one", shell=shell)
    assert paths(emulator) == ["GET /batches/batch_one"]
    assert next(found).custom_id == "one-0"
    assert len(emulator.requests) == 2
    with pytest.raises(psopenai_py.NotFoundError, match="batch_none"):
        psopenai_py.get_batch_output("batch_none", shell=shell)


def test_a_stream_ends_early_or_becomes_a_list(shell: Shell) -> None:
    with psopenai_py.get_batch_output("batch_one", shell=shell) as found:
        assert next(found).custom_id == "one-0"
    assert list(found) == []
    assert len(psopenai_py.get_batch_output("batch_one", shell=shell).to_list()) == 2
    words = psopenai_py.request_chat_completion("one two three", stream=True, shell=shell)
    assert "".join(words) == "one two three"


def test_with_out_file_the_call_does_all_the_work(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    assert psopenai_py.get_batch_output("batch_one", out_file=path, shell=shell) is None
    assert path.read_text().count("custom_id") == 2


def test_a_failed_input_is_raised_at_the_end(shell: Shell) -> None:
    found = psopenai_py.get_batch_output(["batch_one", "batch_none", "batch_two"], shell=shell)
    seen: list[str] = []
    with pytest.raises(CmdletError, match="batch_none") as caught:
        seen.extend(item.custom_id for item in found)
    assert len(seen) == 4
    assert caught.value.record.exit_code == 1


def test_a_failed_input_can_be_passed_over(shell: Shell) -> None:
    found = psopenai_py.get_batch_output(["batch_none", "batch_two"], error_action="SilentlyContinue", shell=shell)
    assert len(list(found)) == 2


def test_wrong_arguments_are_raised(shell: Shell) -> None:
    with pytest.raises(TypeError, match=r"get_batch\(\) has no parameter 'lmit'; did you mean limit"):
        psopenai_py.get_batch("batch_one", lmit=1, shell=shell)
    with pytest.raises(ValueError, match=r"max_retry_count.*500"):
        psopenai_py.get_batch("batch_one", max_retry_count=500, shell=shell)
    with pytest.raises(psopenai_py.ArgumentError, match=r"get_batch_output\(\) needs batch, or batch_id"):
        psopenai_py.get_batch_output(shell=shell)
    with pytest.raises(psopenai_py.ArgumentError, match="by position"):
        psopenai_py.get_batch("a", "b", shell=shell)
    with pytest.raises(psopenai_py.ArgumentError, match="twice"):
        psopenai_py.get_batch("a", batch_id="b", shell=shell)


def test_a_dict_is_a_dictionary(shell: Shell, emulator: Emulator) -> None:
    psopenai_py.get_batch(
        "batch_one", additional_headers={"X-Team": "a"}, additional_query={"k": 1, "K": 2}, shell=shell
    )
    sent = emulator.requests[-1]
    assert (sent.headers["x-team"], sent.query) == ("a", {"k": "1", "K": "2"})
    psopenai_py.request_response("Hi", metadata={"Team": "a"}, additional_body={"seed": 1}, shell=shell)
    assert emulator.requests[-1].json["metadata"] == {"Team": "a"}
    psopenai_py.request_response("Hi", functions=[{"name": "f", "parameters": {}}], shell=shell)
    assert emulator.requests[-1].json["tools"][0]["name"] == "f"
    psopenai_py.new_thread(messages=[{"role": "user", "content": "Hi"}], shell=shell)
    assert emulator.requests[-1].json["messages"][0]["content"] == "Hi"
    psopenai_py.invoke_openai_request("POST", "responses", {"model": "m", "Input": 1, "input": [{"a": 1}]}, shell=shell)
    assert emulator.requests[-1].json == {"model": "m", "Input": 1, "input": [{"a": 1}]}
    psopenai_py.invoke_openai_request("GET", "batches", query={"limit": 1}, shell=shell)
    assert emulator.requests[-1].query == {"limit": "1"}


def test_whatever_can_be_iterated_is_an_array(shell: Shell, emulator: Emulator) -> None:
    store = psopenai_py.new_vector_store(name="s", shell=shell)
    for several in (("red", "blue"), {"red": 1, "blue": 2}, iter(["red", "blue"])):
        given = several.keys() if isinstance(several, dict) else several
        assert psopenai_py.search_vector_store(store.id, given, shell=shell) == []
        assert emulator.requests[-1].json["query"] == ["red", "blue"]


def test_numbers_of_numpy_and_tuples_in_a_body_are_json(shell: Shell, emulator: Emulator) -> None:
    numpy = pytest.importorskip("numpy")
    body = {"a": numpy.int64(3), "b": (1, numpy.float32(0.5)), "c": {"x"}}
    psopenai_py.request_response("Hi", temperature=numpy.int64(1), additional_body=body, shell=shell)
    sent = emulator.requests[-1].json
    assert (sent["temperature"], sent["a"], sent["b"], sent["c"]) == (1, 3, [1, 0.5], ["x"])


def test_objects_of_python_in_a_body_are_json(shell: Shell, emulator: Emulator) -> None:
    class Model(str, enum.Enum):
        SMALL = "gpt-4o-mini"

    @dataclasses.dataclass
    class Part:
        text: str
        at: datetime.date

    body = {"a": Model.SMALL, "b": [Part("x", datetime.date(2026, 1, 2))]}
    psopenai_py.request_response("Hi", model=Model.SMALL, additional_body=body, shell=shell)
    sent = emulator.requests[-1].json
    assert (sent["model"], sent["a"], sent["b"]) == ("gpt-4o-mini", "gpt-4o-mini", [{"text": "x", "at": "2026-01-02"}])
    array = pytest.importorskip("numpy").array(["red", "blue"])
    psopenai_py.request_response("Hi", additional_body={"c": array}, shell=shell)
    assert emulator.requests[-1].json["c"] == ["red", "blue"]


def test_one_request_by_position_starts_a_batch(shell: Shell) -> None:
    request = {"custom_id": "a", "method": "POST", "url": "/v1/embeddings", "body": {"model": "m", "input": "x"}}
    assert psopenai_py.start_batch(request, shell=shell).endpoint == "/v1/embeddings"


def test_what_is_no_shell_is_said_at_once() -> None:
    with pytest.raises(TypeError, match="shell must be a Shell, not int"):
        psopenai_py.get_batch("batch_one", shell=5)


def test_a_dict_with_an_id_stands_for_the_object(shell: Shell) -> None:
    batch = psopenai_py.get_batch("batch_one", shell=shell).to_dict()
    assert (
        psopenai_py.get_batch(batch, shell=shell).id == psopenai_py.get_batch([batch], shell=shell)[0].id == "batch_one"
    )
    with pytest.raises(psopenai_py.ArgumentError, match="a dict that has no id"):
        psopenai_py.get_batch({"a": 1}, shell=shell)


def test_the_lines_of_an_open_text_are_ids(shell: Shell) -> None:
    found = psopenai_py.get_batch(io.StringIO("batch_one\r\nbatch_two\n"), shell=shell)
    assert [batch.id for batch in found] == ["batch_one", "batch_two"]


def test_what_is_no_text_is_refused(shell: Shell) -> None:
    with pytest.raises(psopenai_py.ArgumentError, match="1 as wait; give True or False"):
        psopenai_py.get_batch_output("batch_one", wait=1, shell=shell)
    with pytest.raises(psopenai_py.ArgumentError, match="a dict as query; give a text"):
        psopenai_py.search_vector_store("vs_1", [{"a": 1}], shell=shell)
    for wrong in ({"a": 1}, b"name"):
        with pytest.raises(psopenai_py.ArgumentError, match=f"a {type(wrong).__name__} as name; give a text"):
            psopenai_py.new_vector_store(name=wrong, shell=shell)
    with open(__file__, "rb") as file, pytest.raises(psopenai_py.ArgumentError, match="an open file as file; give its"):
        psopenai_py.add_openai_file(file, purpose="batch", shell=shell)


def test_a_key_is_hidden_under_each_spelling(shell: Shell) -> None:
    key = "sk-spelled-0123456789"
    for name in ("api_key", "apikey", "ApiKey"):
        with pytest.raises(psopenai_py.ApiConnectionError) as caught:
            psopenai_py.get_batch(api_base="http://127.0.0.1:9/v1", shell=shell, **{name: key})
        frames = list(traceback.walk_tb(caught.value.__traceback__))[1:]
        assert frames
        assert not any(key in repr(frame.f_locals) for frame, _ in frames)


def test_errors_are_one_tree(shell: Shell, emulator: Emulator) -> None:
    with pytest.raises(psopenai_py.ApiError) as caught:
        psopenai_py.get_batch("batch_none", shell=shell)
    assert (type(caught.value), caught.value.status) == (psopenai_py.NotFoundError, 404)
    emulator.add_fault("429,path=/batches,times=1")
    with pytest.raises(psopenai_py.RateLimitError):
        psopenai_py.get_batch(shell=shell)
    with pytest.raises(psopenai_py.ApiConnectionError):
        psopenai_py.get_batch(api_base="http://127.0.0.1:9/v1", shell=shell)
    emulator.add_batch([output_line("a")], id="batch_short", request_counts={"total": 3, "completed": 3, "failed": 0})
    with pytest.raises(psopenai_py.IncompleteResult) as short:
        list(psopenai_py.get_batch_output("batch_short", shell=shell))
    assert short.value.batch_id == "batch_short"
    with Shell(environ={"OPENAI_API_BASE": emulator.url}) as keyless, pytest.raises(psopenai_py.MissingKeyError):
        psopenai_py.get_batch(shell=keyless)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_what_the_other_inputs_returned_is_not_lost(shell: Shell) -> None:
    with pytest.raises(psopenai_py.NotFoundError) as caught:
        psopenai_py.get_batch(["batch_one", "batch_none", "batch_two"], shell=shell)
    assert [b.id for b in caught.value.results] == ["batch_one", "batch_two"]


def test_an_event_loop_reads_a_stream_and_stops_it(shell: Shell, emulator: Emulator) -> None:
    async def read() -> list[str]:
        found = await asyncio.to_thread(psopenai_py.get_batch_output, "batch_one", shell=shell)
        return [item.custom_id async for item in found]

    assert asyncio.run(read()) == ["one-0", "one-1"]

    async def many() -> list[str]:
        calls = (asyncio.to_thread(psopenai_py.get_batch, f"batch_{n}", shell=shell) for n in ("one", "two") * 10)
        return [batch.id for batch in await asyncio.gather(*calls)]

    assert asyncio.run(many()) == ["batch_one", "batch_two"] * 10

    async def cancelled() -> bool:
        emulator.add_batch(id="batch_slow", status="in_progress")
        found = await asyncio.to_thread(psopenai_py.get_batch_output, "batch_slow", wait=True, shell=shell)
        reading = asyncio.ensure_future(found.__anext__())
        await asyncio.sleep(0.1)
        reading.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await reading
        return list(found) == []

    assert asyncio.run(cancelled())


def test_warnings_go_to_the_logger(shell: Shell, emulator: Emulator, caplog: pytest.LogCaptureFixture) -> None:
    psopenai_py.request_chat_completion("hi", model="gpt-4-32k", shell=shell)
    assert "request_chat_completion" in caplog.text
    assert caplog.records[0].name == "psopenai_py"


def test_shells_share_nothing(shell: Shell, emulator: Emulator) -> None:
    psopenai_py.set_openai_context(organization="org-one", shell=shell)
    with Shell(environ=dict(shell.session.environ)) as other:
        psopenai_py.get_batch("batch_one", shell=other)
    assert "openai-organization" not in {name.lower() for name in emulator.requests[-1].headers}
    psopenai_py.get_batch("batch_one", shell=shell)
    headers = {name.lower(): value for name, value in emulator.requests[-1].headers.items()}
    assert headers["openai-organization"] == "org-one"


def test_functions_describe_themselves() -> None:
    function = psopenai_py.get_batch_output
    assert next(iter(inspect.signature(function).parameters)) == "batch_id"
    assert "wait" in inspect.signature(function).parameters
    assert "item by item" in (function.__doc__ or "")
    assert "get_batch_output" in dir(psopenai_py)


@pytest.mark.parametrize(
    ("cmdlet", "name"),
    [
        ("Get-BatchOutput", "get_batch_output"),
        ("Add-OpenAIFile", "add_openai_file"),
        ("Request-ChatGPT", "request_chatgpt"),
        ("Get-OpenAIModels", "get_openai_models"),
    ],
)
def test_names_in_snake_case(cmdlet: str, name: str) -> None:
    assert function_name(cmdlet) == name


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="get_nothing"):
        psopenai_py.get_nothing  # noqa: B018
