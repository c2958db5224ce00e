"""What a running cmdlet may write, and when it is heard."""

from __future__ import annotations

from typing import Any

import pytest

from psopenai_py.declare.cmdlet import cmdlet
from psopenai_py.engine.pipeline.cmdlet import Cmdlet, CmdletProcessor, Output
from psopenai_py.engine.pipeline.pipeline import run_pipeline
from psopenai_py.engine.session.streams import InformationRecord, ProgressRecord, Streams
from psopenai_py.errors import ErrorRecord, TerminatingError

from ...hosts import Answers
from ..cmdlets import new_session, tokens


@cmdlet("Say-All", should_process=True, confirm_impact="High")
class SayAll(Cmdlet):
    """Write to every stream."""

    def process(self) -> Output:
        self.fail("Wrong", "an error", "InvalidData", "target")
        self.warn("a warning")
        self.verbose("a detail")
        self.debug("a finding")
        self.inform(InformationRecord("a note"))
        self.progress("Saying", "half", 50)
        self.write(self.should_process("it"))
        return None


class Heard:
    """Runs the cmdlet and keeps what each stream got."""

    def __init__(self, *words: Any, **preferences: str) -> None:
        self.said: list[tuple[str, Any]] = []
        self.output: list[Any] = []

        def keep(stream: str) -> Any:
            return lambda record: self.said.append((stream, record))

        names = ("error", "warning", "verbose", "debug", "information", "progress")
        self.session = new_session(Streams(**{name: keep(name) for name in names}))
        for name, value in preferences.items():
            self.session.globals.set(name, value)
        self.processor = CmdletProcessor(self.session, SayAll.spec, tokens(*words))

    def run(self) -> Heard:
        run_pipeline([self.processor], self.output.append)
        return self

    @property
    def streams(self) -> list[str]:
        return [stream for stream, _ in self.said]


def test_errors_warnings_and_progress_are_heard_by_default() -> None:
    assert [name for name in Heard().run().streams if name != "information"] == ["error", "warning", "progress"]


def test_all_is_heard_where_it_is_wanted() -> None:
    heard = Heard("-Verbose", "-Debug", "-InformationAction", "Continue").run()
    assert heard.streams == ["error", "warning", "verbose", "debug", "information", "progress"]


def test_an_error_tells_who_wrote_it_about_what() -> None:
    heard = Heard().run()
    record: ErrorRecord = heard.said[0][1]
    assert (record.fully_qualified_error_id, record.category, record.target) == (
        "Wrong,Say-All",
        "InvalidData",
        "target",
    )
    assert heard.session.errors[0] is record and not heard.session.succeeded and heard.processor.failed


@pytest.mark.parametrize(("action", "kept"), [("SilentlyContinue", True), ("Ignore", False)])
def test_an_error_that_is_silent_may_still_be_kept(action: str, kept: bool) -> None:
    heard = Heard("-ErrorAction", action).run()
    assert "error" not in heard.streams and bool(heard.session.errors) is kept and heard.processor.failed


def test_an_error_that_stops_ends_the_script() -> None:
    heard = Heard("-ErrorAction", "Stop")
    with pytest.raises(TerminatingError) as caught:
        heard.run()
    assert caught.value.script and caught.value.reported and heard.output == []


def test_a_preference_holds_where_no_parameter_is_given() -> None:
    assert "verbose" in Heard(VerbosePreference="Continue").run().streams
    assert "warning" not in Heard(WarningPreference="SilentlyContinue").run().streams


def test_progress_carries_what_was_reached() -> None:
    record: ProgressRecord = Heard().run().said[-1][1]
    assert (record.activity, record.status, record.percent, record.done) == ("Saying", "half", 50, False)


def test_a_change_of_great_impact_needs_a_yes() -> None:
    heard = Heard()
    assert heard.run().output == [False]  # nobody can be asked
    for answer, allowed in (("yes", True), ("no", False)):
        asked = Heard()
        asked.session.host = Answers(confirm=lambda question, answer=answer: answer)
        assert asked.run().output == [allowed]
    assert Heard(ConfirmPreference="None").run().output == [True]
