"""What a running command writes, under its common parameters and the session's preferences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...declare.cmdlet import CmdletSpec
from ...dotnet.collections.lists import ArrayList
from ...dotnet.model.types import Value
from ...errors import ErrorRecord, NetException, TerminatingError, terminating
from ..session.session import Session
from ..session.streams import InformationRecord, MessageRecord, Streams

PREFERENCES = {
    "erroraction": "ErrorActionPreference",
    "warningaction": "WarningPreference",
    "informationaction": "InformationPreference",
    "progressaction": "ProgressPreference",
}


class CommandRuntime:
    """The streams of one running command. Both cmdlets and advanced functions write through it."""

    out: Callable[[Value], None]

    def __init__(self, session: Session, spec: CmdletSpec, streams: Streams) -> None:
        self.session = session
        self.spec = spec
        self.streams = streams
        self.mode = session.mode  # how the caller wants commands to behave
        self.common: Mapping[str, Value] = {}
        self.emit: Callable[[Value], None] = self._emit
        self._collected: list[Value] | None = None  # -OutVariable
        self.kept: dict[str, list[Value]] = {}  # by stream: -ErrorVariable, -WarningVariable, -InformationVariable
        self._pipeline_variable: str | None = None
        self._answer_to_all = ""  # "all" or "none", once the user has said so
        self.failed = False
        self.invocation: Any = None  # invocation_info.InvocationInfo: where the command stands

    def take_common(self, common: Mapping[str, Value]) -> None:
        """Put the common parameters (by lower-case name) in force."""
        self.common = common
        if not common:
            self.emit = self.out
            return
        scope = self.session.scope
        if name := common.get("outvariable"):
            self._collected = self._collect(str(name))
        if name := common.get("pipelinevariable"):
            self._pipeline_variable = str(name)
        for stream in ("error", "warning", "information"):
            if name := common.get(stream + "variable"):
                self.kept[stream] = self._collect(str(name))
        if self._collected is None and self._pipeline_variable is None:
            self.emit = self.out
        else:
            self.emit = self._emit
        self._scope = scope

    def _collect(self, name: str) -> list[Value]:
        """The list under a variable that ``-OutVariable name`` fills; ``+name`` adds to what is there."""
        which, colon, plain = name.removeprefix("+").rpartition(":")
        scope = self.session.scope.at(which) if colon else self.session.scope
        kept = scope.get(plain) if name.startswith("+") else None
        found = kept if isinstance(kept, list) else ArrayList([] if kept is None else [kept])
        scope.set(plain, found)
        return found

    def _keep(self, stream: str, record: Any) -> None:
        """Add a message to the variables that collect it: this command's, and those of the functions around it."""
        if stream in self.kept:
            self.kept[stream].append(record)
        for kept in self.session.keepers:
            if stream in kept and stream != "error":  # errors come to them through `Session.remember`
                kept[stream].append(record)

    def _emit(self, value: Value) -> None:
        if self._collected is not None:
            self._collected.append(value)
        if self._pipeline_variable is not None:
            self._scope.set(self._pipeline_variable, value)
        self.out(value)

    # -- streams ----------------------------------------------------------------------------------------------------

    def action(self, parameter: str) -> str:
        """The action in force for a stream: the common parameter's, else the preference variable's."""
        given = self.common.get(parameter)
        return str(given) if given is not None else self.session.preference(PREFERENCES[parameter])

    def write_error(self, record: ErrorRecord, collect: bool = True) -> None:
        """Write a non-terminating error; a binding error is not collected by -ErrorVariable (``collect``)."""
        if record.command is None:
            record.command = self.spec.error_name
        if record.invocation is None:
            record.invocation = self.invocation
        action = self.action("erroraction")
        self.session.succeeded = False
        self.failed = True
        if action == "Ignore":
            return
        self.session.remember(record)
        if collect:
            self._keep("error", record if action != "Stop" else _stop_exception(record))
        if action in ("Stop", "Break") or (action == "Inquire" and not self._confirmed(record.message)):
            error = TerminatingError(record, script=True)
            error.reported = True
            raise error
        if action != "SilentlyContinue":
            self.streams.error(record)

    def write_warning(self, text: str) -> None:
        self._write("warning", "WarningPreference", "warningaction", text)

    @property
    def is_verbose(self) -> bool:
        """Whether the verbose stream is wanted."""
        return self._switched("verbose", "VerbosePreference")

    def write_verbose(self, text: str) -> None:
        if self.is_verbose:
            self.streams.verbose(text)

    @property
    def is_debugging(self) -> bool:
        """Whether the debug stream is wanted."""
        return self._switched("debug", "DebugPreference")

    def write_debug(self, text: str) -> None:
        if self.is_debugging:
            self.streams.debug(text)

    def write_information(self, record: InformationRecord) -> None:
        action = self.action("informationaction")
        if action == "Ignore":
            return
        self._keep("information", record)
        record.shown = "PSHOST" in record.tags or action != "SilentlyContinue"
        self.streams.information(record)

    def _write(self, stream: str, preference: str, parameter: str, text: str) -> None:
        action = self.action(parameter)
        if action == "Ignore":
            return
        self._keep(stream, MessageRecord(stream, text))
        if action == "SilentlyContinue":
            return
        getattr(self.streams, stream)(text)
        if action == "Stop":
            raise _stopped(preference, text)

    def _switched(self, switch: str, preference: str) -> bool:
        given = self.common.get(switch)
        if given is not None:
            return bool(given)
        return self.session.preference(preference) not in ("SilentlyContinue", "Ignore", "")

    # -- confirmation -----------------------------------------------------------------------------------------------

    def should_process(self, target: str | Callable[[], str], action: str) -> bool:
        """With -WhatIf the answer is no, and a line says what would happen; -Confirm, or a high impact, asks.

        A target whose text takes time to make is a function, called only when the text is shown.
        """
        what_if = self.common.get("whatif")
        if what_if is None:
            what_if = bool(self.session.get_variable("WhatIfPreference"))
        if what_if:
            self.session.host_line(f'What if: Performing the operation "{action}" on target "{_text_of(target)}".')
            return False
        confirm = self.common.get("confirm")
        if confirm is False:
            return True
        levels = {"None": 99, "Low": 1, "Medium": 2, "High": 3}
        impact = levels.get(self.spec.confirm_impact, 2)
        threshold = levels.get(self.session.preference("ConfirmPreference"), 3)
        if not confirm and impact < threshold:
            return True
        return self._confirmed(f'Performing the operation "{action}" on target "{_text_of(target)}".')

    def _confirmed(self, question: str) -> bool:
        """Ask the user. If the host cannot ask, the answer is no."""
        if self._answer_to_all:
            return self._answer_to_all == "all"
        answer = self.session.host.confirm(question)
        self._answer_to_all = answer if answer in ("all", "none") else ""
        return answer in ("yes", "all")


def _text_of(target: str | Callable[[], str]) -> str:
    return target if isinstance(target, str) else target()


def _stop_exception(record: ErrorRecord) -> NetException:
    """What -ErrorVariable gets with -ErrorAction Stop: the exception that stops, which has the record."""
    text = f"The running command stopped because ErrorActionPreference or -ErrorAction is Stop: {record.message}"
    made = NetException("System.Management.Automation.ActionPreferenceStopException", text)
    made.error_record = record
    return made


def _stopped(preference: str, text: str) -> TerminatingError:
    """The error that ends a script when a stream's action is Stop."""
    error = terminating(
        "ActionPreferenceStop",
        f"The running command stopped because {preference} is set to Stop: {text}",
        "OperationStopped",
        None,
        "System.Management.Automation.ActionPreferenceStopException",
    )
    error.script = True
    return error
