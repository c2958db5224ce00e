from __future__ import annotations

from typing import cast

import pytest

from psopenai_py.openai.api import ApiParams
from psopenai_py.openai.threads.runs import texts
from psopenai_py.openai.threads.step import step

from ..conftest import Recorded

RUN = "/threads/thread_abc123/runs"


def test_a_run_of_a_thread_sends_what_was_given(recorded: Recorded) -> None:
    recorded.output("Get-Thread thread_abc123 | Start-ThreadRun -AssistantId asst_1 -AdditionalMessages 'One more'")
    assert recorded.calls[-1] == f"POST {RUN}"
    assert recorded.body == {
        "assistant_id": "asst_1",
        "additional_messages": [{"role": "user", "content": "One more"}],
    }


def test_a_message_makes_a_thread_and_runs_it(recorded: Recorded) -> None:
    recorded.output("Start-ThreadRun -AssistantId asst_1 -Message Hi -FileIdsForCodeInterpreter f")
    assert recorded.calls == ["POST /threads/runs"]
    assert recorded.body == {
        "assistant_id": "asst_1",
        "tool_resources": {"code_interpreter": {"file_ids": ["f"]}},
        "thread": {"messages": [{"role": "user", "content": "Hi"}]},
    }


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("-ToolChoice Required", {"tool_choice": "required"}),
        ("-ToolChoice file_search", {"tool_choice": {"type": "file_search"}}),
        ("-ToolChoice function -ToolChoiceFunctionName f",
         {"tool_choice": {"type": "function", "function": {"name": "f"}}}),
        ("-TruncationStrategyType last_messages -TruncationStrategyLastMessages 4",
         {"truncation_strategy": {"type": "last_messages", "last_messages": 4}}),
        ("-TruncationStrategyType auto", {"truncation_strategy": {"type": "auto", "last_messages": None}}),
        ("-ParallelToolCalls:$false", {"parallel_tool_calls": False}),
    ],
)  # fmt: skip
def test_parameters_become_fields(recorded: Recorded, words: str, fields: dict[str, object]) -> None:
    recorded.output(f"Start-ThreadRun thread_abc123 asst_1 {words}")
    assert recorded.body == {"assistant_id": "asst_1", **fields}


def test_a_function_to_call_must_be_named(recorded: Recorded) -> None:
    assert len(recorded.error_ids("Start-ThreadRun thread_abc123 asst_1 -ToolChoice function")) == 1
    assert recorded.calls == []


def test_runs_are_waited_for_and_fetched_when_they_have_ended(recorded: Recorded) -> None:
    states = recorded.texts("(Wait-ThreadRun run_w2 thread_abc123 -PollIntervalSec 0).status")
    assert states == ["completed"] and recorded.calls == [f"GET {RUN}/run_w2"] * 4


def test_several_runs_come_in_the_order_in_which_they_end(recorded: Recorded) -> None:
    script = "'run_w2', 'run_abc123' | Wait-ThreadRun -ThreadId thread_abc123 -PollIntervalSec 0 | ForEach-Object id"
    assert recorded.texts(script) == ["run_abc123", "run_w2"]


def test_a_run_that_is_not_there_is_one_error_and_leaves_the_others_be(recorded: Recorded) -> None:
    script = (
        "'run__s404x', 'run_abc123' | Wait-ThreadRun -ThreadId thread_abc123 -PollIntervalSec 0 | ForEach-Object id"
    )
    result = recorded.run(script)
    assert result.output == ["run_abc123"] and len(result.errors) == 1


def test_a_failed_poll_is_made_again(recorded: Recorded) -> None:
    script = "(Wait-ThreadRun run__r500x2 thread_abc123 -PollIntervalSec 0).status"
    assert recorded.texts(script) == ["completed"]


def test_receive_thread_run_gives_the_thread(recorded: Recorded) -> None:
    script = "(Receive-ThreadRun run_w2 thread_abc123).Messages.Count"
    assert recorded.output(script) == [2] and recorded.calls[0] == f"GET {RUN}/run_w2"


def test_the_thread_is_deleted_only_after_waiting(recorded: Recorded) -> None:
    ids = recorded.error_ids("Receive-ThreadRun run_abc123 thread_abc123 -AutoRemoveThread")
    assert ids == ["System.InvalidOperationException,Receive-ThreadRun"]
    assert not any(call.startswith("DELETE") for call in recorded.calls)
    recorded.output("Receive-ThreadRun run_abc123 thread_abc123 -Wait -AutoRemoveThread")
    assert recorded.calls[-1] == "DELETE /threads/thread_abc123"


def test_only_a_run_that_goes_on_is_cancelled(recorded: Recorded) -> None:
    assert recorded.error_ids("Stop-ThreadRun run_abc123 thread_abc123") == [
        "System.InvalidOperationException,Stop-ThreadRun"
    ]
    assert recorded.calls == [f"GET {RUN}/run_abc123"]
    recorded.output("Stop-ThreadRun run_abc123 thread_abc123 -Force")
    assert recorded.calls[-1] == f"POST {RUN}/run_abc123/cancel"
    states = recorded.texts("(Stop-ThreadRun run_inprog1 thread_abc123 -PassThru).status")
    assert states == ["cancelling"]


def test_outputs_of_tools_go_to_the_run_that_wants_them(recorded: Recorded) -> None:
    script = "$r = Submit-ToolOutput run_reqact1 thread_abc123 -ToolOutput @{ tool_call_id = 'call_1'; output = 7 }"
    assert recorded.texts(f"{script}; $r.PSObject.TypeNames[0]") == ["PSOpenAI.Thread.Run"]
    assert recorded.body == {"tool_outputs": [{"tool_call_id": "call_1", "output": "7"}]}


def test_a_run_that_wants_no_outputs_is_an_error(recorded: Recorded) -> None:
    ids = recorded.error_ids("Submit-ToolOutput run_abc123 thread_abc123 -ToolOutput @{ tool_call_id='c'; output='x' }")
    assert ids == ["System.InvalidOperationException,Submit-ToolOutput"]


def test_a_step_tells_the_message_that_it_made(recorded: Recorded) -> None:
    script = "(Get-ThreadRunStep run_1 thread_abc123 step_1).SimpleContent.Content"
    assert recorded.texts(script) == ["How does AI work? Explain it in simple terms."]


def test_a_step_tells_the_tools_that_it_called() -> None:
    calls = [
        {"type": "code_interpreter", "code_interpreter": {"input": "1+1", "outputs": [{"type": "logs", "logs": "2"}]}},
        {"type": "file_search", "file_search": {}},
        {"type": "function", "function": {"name": "f", "arguments": "{}", "output": "x"}},
    ]
    made = step({"type": "tool_calls", "step_details": {"tool_calls": calls}})
    told = [(part.Type, part.Content) for part in made.SimpleContent]
    assert told == [
        ("code_interpreter.input", "1+1"),
        ("code_interpreter.output.logs", "2"),
        ("file_search", None),
        ("function", "x"),
    ]


def test_the_text_of_a_stream_is_in_its_deltas() -> None:
    delta = '{"object": "thread.message.delta", "delta": {"content": [{"type": "text", "text": {"value": "Hi"}}]}}'
    assert list(texts(cast("ApiParams", None), ['{"object": "thread.run"}', delta])) == ["Hi"]
