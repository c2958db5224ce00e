from __future__ import annotations

from typing import Any

import pytest

from psopenai_py.emulator import Emulator, output_line, request_line
from psopenai_py.emulator.content import BytesContent
from psopenai_py.emulator.messages import Reply, Request
from psopenai_py.engine.binding.arguments import ParameterToken
from psopenai_py.engine.pipeline.cmdlet import CmdletProcessor
from psopenai_py.engine.session.streams import ProgressRecord
from psopenai_py.errors import ErrorRecord, ExitCode, TerminatingError
from psopenai_py.http import Client, RetryPolicy
from psopenai_py.openai.batch.batch import Waiter
from psopenai_py.openai.batch.wait_batch import WaitBatch
from psopenai_py.openai.context_state import state_of
from psopenai_py.openai.waiting import FAILED_POLLS

from ...faults.front import Front, Trick, answer
from ..command import asked, ids
from ..conftest import Service


class Clock:
    """Time that passes only by waiting."""

    def __init__(self) -> None:
        self.now = 0.0
        self.sleeps: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.now += seconds


class Waiting:
    """A waiter with such a clock, and what it writes."""

    def __init__(self, service: Service, **options: Any) -> None:
        self.clock = Clock()
        self.errors: list[ErrorRecord] = []
        self.progress: list[ProgressRecord] = []
        session = service.shell.session
        state_of(session).client = Client(retry=RetryPolicy(sleep=self.clock.sleep))
        processor = CmdletProcessor(session, WaitBatch.spec, [ParameterToken("BatchId", "b1")])
        processor.streams = processor.streams.redirected(error=self.errors.append, progress=self.progress.append)
        processor.out = lambda value: None
        processor.prepare()
        self.waiter = Waiter(processor.cmdlet, clock=self.clock, **options)  # type: ignore[arg-type]

    def wait(self, *ids: str) -> list[str]:
        return [data["id"] for data in self.waiter.wait(ids)]


def running(emulator: Emulator, name: str, *states: str) -> None:
    emulator.add_batch(id=name, requests=[request_line("a")], statuses=list(states))


def looks(emulator: Emulator) -> list[str]:
    return [route for _, route in asked(emulator)]


@pytest.mark.parametrize("final", ["completed", "expired", "cancelled", "failed"])
def test_every_final_state_ends_the_waiting(service: Service, final: str) -> None:
    running(service.emulator, "b1", "in_progress", final)
    waiting = Waiting(service)
    assert waiting.wait("b1") == ["b1"] and service.emulator.batches.look("b1")["status"] == final


def test_a_batch_that_is_being_cancelled_is_waited_for(service: Service) -> None:
    running(service.emulator, "b1", "cancelling", "cancelling", "cancelled")
    waiting = Waiting(service)
    waiting.wait("b1")
    assert len(waiting.clock.sleeps) == 2


def test_one_batch_is_asked_for_by_its_id(service: Service) -> None:
    running(service.emulator, "b1", "in_progress", "completed")
    Waiting(service).wait("b1")
    assert looks(service.emulator) == ["/batches/b1", "/batches/b1"]


def test_many_batches_are_asked_for_by_pages_of_the_list(service: Service) -> None:
    for n in range(230):
        service.emulator.add_batch([], id=f"b{n}")
    assert len(Waiting(service).wait(*[f"b{n}" for n in range(230)])) == 230
    assert looks(service.emulator) == ["/batches"] * 3
    assert [r.query["limit"] for r in service.emulator.requests] == ["100"] * 3


def test_no_more_pages_are_asked_for_than_those_that_hold_the_batches(service: Service) -> None:
    for n in range(230):
        service.emulator.add_batch([], id=f"b{n}")
    Waiting(service).wait("b229", "b228")  # the newest come first
    assert looks(service.emulator) == ["/batches"]


def test_an_id_given_twice_comes_once(service: Service) -> None:
    service.emulator.add_batch([], id="b1")
    assert Waiting(service).wait("b1", "b1") == ["b1"]


def test_the_pauses_grow_from_a_second_to_half_a_minute(service: Service) -> None:
    running(service.emulator, "b1", *["in_progress"] * 12, "completed")
    waiting = Waiting(service)
    waiting.wait("b1")
    sleeps = waiting.clock.sleeps
    assert sleeps[0] == 1.0 and sleeps[-1] == 30.0 and sleeps == sorted(sleeps)


def test_an_interval_that_is_given_stays(service: Service) -> None:
    running(service.emulator, "b1", *["in_progress"] * 5, "completed")
    waiting = Waiting(service, interval=7)
    waiting.wait("b1")
    assert set(waiting.clock.sleeps) == {7}


def test_failed_polls_are_made_again(service: Service) -> None:
    running(service.emulator, "b1", *["in_progress"] * 3, "completed")
    service.emulator.add_fault("500,times=3")
    service.emulator.add_fault("disconnect,times=2,after=4")
    waiting = Waiting(service)
    assert waiting.wait("b1") == ["b1"] and waiting.errors == []


def test_many_failed_polls_in_a_row_are_the_end(service: Service) -> None:
    running(service.emulator, "b1", "in_progress")
    service.emulator.add_fault("503")
    waiting = Waiting(service)
    with pytest.raises(TerminatingError) as caught:
        waiting.wait("b1")
    assert caught.value.record.exit_code == ExitCode.NETWORK
    assert len(service.emulator.requests) == FAILED_POLLS


def test_a_failed_page_is_made_again(service: Service) -> None:
    for name in ("b1", "b2"):
        running(service.emulator, name, "completed")
    service.emulator.batches.look("b1"), service.emulator.batches.look("b2")
    service.emulator.add_fault("502,times=2,path=/batches")
    assert sorted(Waiting(service).wait("b1", "b2")) == ["b1", "b2"]


def test_ids_that_do_not_exist_are_reported_and_the_others_waited_for(service: Service) -> None:
    service.emulator.add_batch([], id="b1")
    service.emulator.add_batch([], id="b2")
    waiting = Waiting(service)
    assert sorted(waiting.wait("b1", "none", "b2")) == ["b1", "b2"]
    assert [e.target for e in waiting.errors] == ["none"]


def test_the_time_limit_ends_the_waiting_and_says_what_has_not_ended(service: Service) -> None:
    running(service.emulator, "b1", "in_progress")
    waiting = Waiting(service, timeout=10)
    with pytest.raises(TerminatingError) as caught:
        waiting.wait("b1")
    record = caught.value.record
    assert (record.category, record.exit_code) == ("OperationTimeout", ExitCode.INCOMPLETE) and "b1" in record.message
    assert sum(waiting.clock.sleeps) == 10


def test_status_for_exit_ends_the_waiting_early(service: Service) -> None:
    running(service.emulator, "b1", "validating", "in_progress", "completed")
    service.output("Wait-Batch b1 -StatusForExit in_progress -PollIntervalSec 0")
    assert service.emulator.batches._find("b1").status == "in_progress"


def test_status_for_wait_says_which_states_are_waited_for(service: Service) -> None:
    running(service.emulator, "b1", "validating", "in_progress", "completed")
    service.output("Wait-Batch b1 -StatusForWait validating -PollIntervalSec 0")
    assert service.emulator.batches._find("b1").status == "in_progress"


def test_progress_shows_the_counts_and_ends(service: Service) -> None:
    running(service.emulator, "b1", "in_progress", "in_progress", "completed")
    waiting = Waiting(service)
    waiting.wait("b1")
    assert "in_progress" in waiting.progress[0].status and "of 1 requests" in waiting.progress[0].status
    assert waiting.progress[-1].done


def test_batches_may_be_piped(service: Service) -> None:
    for name in ("b1", "b2"):
        running(service.emulator, name, "in_progress", "completed")
    service.emulator.batches.speed = 0
    found = service.output("'b1' | Wait-Batch -PollIntervalSec 0; Get-Batch b2 | Wait-Batch -PollIntervalSec 0")
    assert ids(found) == ["b1", "b2"]


# -- limits of time --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", ["Wait-Batch b1 -TimeoutSec 1", "Get-BatchOutput b1 -Wait -TimeoutSec 1"])
@pytest.mark.parametrize("fault", ["", "delay=30,path=/batches/*", "slow=50,path=/batches/*", "500,path=/batches/*"])
def test_the_time_limit_ends_the_waiting_whatever_the_service_does(service: Service, script: str, fault: str) -> None:
    running(service.emulator, "b1", "in_progress")
    if fault:
        service.emulator.add_fault(fault)
    (error,) = everything(service, script)
    assert "b1" in error.message and error.exit_code in (ExitCode.INCOMPLETE, ExitCode.NETWORK)


def everything(service: Service, script: str) -> list[ErrorRecord]:
    result = service.shell.run(script)
    return [*result.errors, *([result.terminated_by.record] if result.terminated_by else [])]


def test_the_limit_counts_for_all_batches_together(service: Service) -> None:
    for name in ("b1", "b2", "b3"):
        running(service.emulator, name, "in_progress")
    errors = everything(service, "'b1', 'b2', 'b3' | Get-BatchOutput -Wait -TimeoutSec 1")
    assert len(errors) == 3 and all("-TimeoutSec" in error.message for error in errors)
    assert len(service.emulator.requests) <= 5


def test_a_call_is_limited_as_a_whole(service: Service) -> None:
    service.emulator.add_batch([], id="b1")
    service.emulator.add_fault("slow=100,path=/batches/*")  # something arrives all the time
    (error,) = everything(service, "Get-Batch b1 -TimeoutSec 1")
    assert error.exit_code == ExitCode.NETWORK and "time" in error.message


@pytest.mark.slow
def test_a_download_is_limited_by_silence_only(service: Service) -> None:
    service.emulator.add_batch([output_line("a")], id="b1")
    service.emulator.add_fault("slow=200,path=/files/*/content")  # takes longer than the limit
    assert len(service.output("Get-BatchOutput b1 -TimeoutSec 2")) == 1


@pytest.mark.parametrize("answer", [b"<html>busy</html>", b"{}", b"[]", b"5", b'{"status":null}', b'{"status":["x"]}'])
def test_a_poll_that_cannot_be_read_is_made_again(
    service: Service, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    service.emulator.add_batch([output_line("a")], id="b1")
    handle, left = service.emulator.api.handle, [answer] * 2

    def odd(request: Request) -> Reply:
        if left and request.route.startswith("/batches"):
            return Reply(content=BytesContent(left.pop()))
        return handle(request)

    monkeypatch.setattr(service.emulator.api, "handle", odd)
    state_of(service.shell.session).client = Client(retry=RetryPolicy(sleep=lambda _: None))
    for script in ("(Wait-Batch b1 -PollIntervalSec 0).id", "(Get-BatchOutput b1 -Wait).custom_id"):
        left[:] = [answer] * 2
        assert service.texts(script) == ["b1" if "Wait-Batch" in script else "a"]


def test_waiting_for_an_id_that_names_nothing_is_one_error(service: Service) -> None:
    assert len(service.run("Get-BatchOutput none -Wait").errors) == 1


@pytest.mark.parametrize("ids", ["'b1'", "'b1', 'b2'"])
@pytest.mark.parametrize(
    "body",
    [b"hello", b"", b"[]", b"null", b"{}", b'{"data": ["x"]}', b'{"error": {"message": "overloaded"}}',
     b'{"id": "other", "object": "batch", "status": "completed"}'],
)  # fmt: skip
def test_an_answer_that_stays_unreadable_ends_the_waiting(service: Service, body: bytes, ids: str) -> None:
    for id in ("b1", "b2"):
        running(service.emulator, id, "in_progress")
    with Front(service.emulator.url, [Trick("*", answer(body))]).running() as front:
        result = service.shell.run(f"{ids} | Wait-Batch -PollIntervalSec 0 -ApiBase {front.url}")
        error = result.terminated_by or result.errors[0]
        assert "10 times in a row" in error.message and error.exit_code == ExitCode.NETWORK


def test_a_time_limit_tells_why_the_last_poll_failed(service: Service) -> None:
    service.emulator.add_fault("page")
    with pytest.raises(TerminatingError, match=r"is over; .* The last poll failed: .* not with valid JSON"):
        Waiting(service, timeout=5).wait("b1")


def test_a_batch_without_a_state_is_one_error(service: Service) -> None:
    reply = answer(b'{"id": "b1", "object": "batch", "status": null}')
    with Front(service.emulator.url, [Trick("*", reply)]).running() as front:
        result = service.run(f"Watch-Batch b1 -PollIntervalSec 0 -ApiBase {front.url}")
    assert [error.fully_qualified_error_id for error in result.errors] == ["NoStatus,Watch-Batch"]
    assert "1 in an unknown state" in str(result.information[-1])
