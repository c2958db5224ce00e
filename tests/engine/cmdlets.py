"""Small cmdlets, and ways to run them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from psopenai_py import Shell
from psopenai_py.declare.cmdlet import Param, cmdlet
from psopenai_py.engine.binding.arguments import Argument, ParameterToken, ValueToken
from psopenai_py.engine.pipeline.cmdlet import Cmdlet, CmdletProcessor, Objects, Output
from psopenai_py.engine.pipeline.pipeline import run_pipeline
from psopenai_py.engine.session.session import Session
from psopenai_py.engine.session.streams import Streams
from psopenai_py.errors import ErrorRecord, NetException


@cmdlet("Trace-It")
class TraceIt(Cmdlet):
    """Note what happens and pass each object on."""

    name = Param("string", position=0)
    item = Param("object", pipeline="value")
    log: list[str] = []

    def note(self, what: str) -> None:
        self.log.append(f"{self.name} {what}")

    def begin(self) -> Output:
        self.note("begin")
        return None

    def process(self) -> Objects:
        self.note(f"process {self.item}")
        yield self.item

    def idle(self) -> Objects:
        self.note("idle")
        yield "idle"

    def end(self) -> Objects:
        self.note("end")
        return iter(())

    def dispose(self) -> None:
        self.note("dispose")


@cmdlet("Fail-On", error_name="Fail-On")  # as PowerShell's own: what ends it ends the pipeline
class FailOn(Cmdlet):
    """End with an error at one object, pass on the others."""

    bad = Param("object", position=0)
    kind = Param("string", position=1, default="terminating")
    item = Param("object", pipeline="value")

    def process(self) -> Objects:
        if self.item != self.bad:
            yield self.item
        elif self.kind == "disk":
            raise OSError(28, "No space left on device", "/some/file")
        elif self.kind == "net":
            raise NetException("System.FormatException", "no number")
        elif self.kind == "pipe":
            raise BrokenPipeError
        else:
            error = self.stop_with("Bad", f"bad object {self.item}")
            error.record.ends_all = self.kind == "ends-all"
            raise error


@cmdlet("First-Of")
class FirstOf(Cmdlet):
    """Pass on some objects and stop what comes before."""

    count = Param("int", position=0, default=1)
    item = Param("object", pipeline="value")
    seen = 0

    def process(self) -> Objects:
        self.seen += 1
        yield self.item
        if self.seen == self.count:
            self.stop_upstream()


class Run:
    """Commands in a row, run in a session of their own."""

    def __init__(self, *commands: tuple[type[Cmdlet], list[Any]], inputs: Iterable[Any] | None = None) -> None:
        self.output: list[Any] = []
        self.errors: list[ErrorRecord] = []
        self.session = new_session(Streams(error=self.errors.append))
        self.processors = [CmdletProcessor(self.session, kind.spec, tokens(*words)) for kind, words in commands]
        self.inputs = inputs

    def __call__(self) -> list[Any]:
        run_pipeline(self.processors, self.output.append, self.inputs)
        return self.output


def new_session(streams: Streams | None = None) -> Session:
    session = Shell().session
    if streams is not None:
        session.streams = streams
    return session


def tokens(*words: Any) -> list[Argument]:
    """Words as the lexer gives them: what begins with a dash is a name, with a colon its value."""
    found: list[Argument] = []
    for word in words:
        if isinstance(word, str) and word.startswith("-"):
            name, colon, value = word[1:].partition(":")
            found.append(ParameterToken(name, value, word) if colon else ParameterToken(name, text=word))
        else:
            found.append(ValueToken(word))
    return found


def feed(*values: Any) -> Iterator[Any]:
    yield from values
