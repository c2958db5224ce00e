"""The shell command: one cmdlet, its words from argv, its pipeline from standard input."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ..configuration import PROFILE_VARIABLE
from ..declare.cmdlet import CmdletSpec, InSet, ParamSpec
from ..dotnet.model.types import Value
from ..engine.binding.arguments import Argument, Bound, ParameterToken
from ..engine.binding.binding_errors import BindingError, takes_secret
from ..engine.pipeline.cmdlet import CmdletProcessor
from ..engine.pipeline.pipeline import run_pipeline
from ..engine.session.host import Mode
from ..engine.session.session import Session
from ..errors import ErrorRecord, ExitCode, NetException, TerminatingError, UsageError
from ..shell import Shell
from .argv import read_words
from .ending import take_signals
from .environment import Environment, masked
from .host import host_of_terminal
from .inputs import DOOR_PARAMETERS, all_inputs, take_inputs
from .names import plain
from .output import OUTPUT_FORMAT, PROPERTY, SAFE_CSV, JsonLines, Writer, writer_for
from .standard_error import StandardError
from .stdin import Input, whole_text

_INPUT_MISSING = ("MissingMandatoryParameter", "AmbiguousParameterSet")  # the binder's errors where ids are expected
_OF_ITS_KIND = ("InputObjectNotBound", "InputObjectMissingMandatory")  # errors that say what kind of input is wrong
#: types whose names begin so: what Format-* puts out, and what Get-Help does
_SHOWN = ("Microsoft.PowerShell.Commands.Internal.Format.", "MamlCommandHelpInfo")
_KEY_NAMES = frozenset(("apik", "apike", "apikey"))  # -ApiKey and what it may be shortened to, without hyphens
READ_RETRIES = 2  # as in OpenAI's own clients, without -MaxRetryCount
READ_AHEAD = 16  # batches that are fetched at once without -ThrottleLimit


def run_command(env: Environment, name: str, words: Sequence[str]) -> int:
    """Run a cmdlet by its name in a session of its own. Returns the exit code."""
    with Shell(width=env.width, environ=env.environ) as shell:
        found = shell.session.commands.cmdlet(name)
        assert found is not None and found.spec is not None
        return run_cmdlet(env, shell, found.spec, words)


def run_cmdlet(env: Environment, shell: Shell, spec: CmdletSpec, words: Sequence[str]) -> int:
    """Run a cmdlet as a POSIX command. Returns the exit code."""
    errors = StandardError(env, command=spec.name)
    session = shell.session
    host_of_terminal(env, session, errors.clear)
    session.streams = errors.streams()
    session.noted = []
    session.mode = Mode(
        keep_going=True,
        read_ahead=READ_AHEAD,
        posix_paths=True,
        flowing_text=True,
        hyphen_paths=True,
        public_arguments=True,
        read_retries=READ_RETRIES,
        door="shell",
    )
    try:
        tokens = read_words(spec, words, DOOR_PARAMETERS, session.language.run_text)
        tokens, given = take_inputs(spec, tokens, DOOR_PARAMETERS)
        _warn_of_key(errors, tokens)
        processor = _ShellProcessor(session, spec, tokens, of_door=DOOR_PARAMETERS)
        bound = processor.binder.bind_words()
        if bound.common.get("profile"):
            session.environ[PROFILE_VARIABLE] = bound.common["profile"]
        form, properties, safe_csv = _form_of_output(spec, bound)
        has_ended = False
        writer: Writer | None = writer_for(
            env, session, form, errors.before_output, properties, safe_csv, lambda: has_ended and not errors.worst
        )
        assert writer is not None
        session.host.settling = writer.settle
        session.mode.raw_bytes = isinstance(writer, JsonLines)
        session.mode.form = form or ("Jsonl" if properties else None)
        session.mode.afterwards = []
        as_it_comes = session.mode.raw_bytes or (form in (None, "View") and not properties)
        session.mode.content = "blocks" if as_it_comes else "bytes"
        inputs = _inputs(env, errors, spec, processor, given) if given or not bound.common.get("noinput") else None
        if env.owns_process:
            take_signals(env)  # all that is loaded before needs no end in order
        try:
            run_pipeline([processor], writer.write, inputs)
            has_ended = True
        except BindingError:
            writer = None  # nothing was run: not even an empty list comes out
            raise
        finally:
            errors.clear()
            if writer is not None:
                writer.close()
            if session.noted:
                from .recent_ids import keep_ids  # noqa: PLC0415 (only where the service has answered)

                keep_ids(session)
        for action in session.mode.afterwards:
            action()
    except BindingError as error:
        errors.note(error.record)
        awaited = not env.is_piped_to and error.record.error_id in _INPUT_MISSING and _takes_input(spec)
        thing = _missing_id(spec, error.record) if awaited else None
        if thing is not None:
            error.record.exception.message = f"Give {thing}."
        show_usage_error(errors, spec, words, error, awaited=thing is not None)
    except TerminatingError as error:
        session.report(error)
    except UsageError as error:
        errors.line("error", f"psopenai: {spec.name}: {error}")
        return ExitCode.USAGE
    return errors.worst


def _warn_of_key(errors: StandardError, tokens: Sequence[Argument]) -> None:
    for token in tokens:
        if isinstance(token, ParameterToken) and plain(token.name) in _KEY_NAMES:
            from ..credentials import register_secret  # noqa: PLC0415 (few calls have a key among their words)

            register_secret(str(token.value))
            errors.line(
                "warning",
                "WARNING: Other users of this machine can read a key on the command line (process list, history). "
                "Better: OPENAI_API_KEY in the environment, or `psopenai Set-Secret OPENAI_API_KEY`.",
            )


def _inputs(
    env: Environment,
    errors: StandardError,
    spec: CmdletSpec,
    processor: _ShellProcessor,
    given: Sequence[Value],
) -> Iterator[Value] | None:
    """What the pipeline gets: words, or standard input where the words leave a parameter for it; None: nothing."""

    def complain(line: int, why: str) -> None:
        message = f"standard input, line {line}: {why}; the other lines are still processed"
        record = ErrorRecord(
            "InvalidInput", message, "InvalidData", line, NetException("System.FormatException", message)
        )
        record.command = spec.name
        processor.cmdlet.unfit()
        errors.error(record)

    def warn(text: str) -> None:
        errors.line("warning", f"WARNING: {text}")

    def piped() -> Input:
        processor.source = Input(env.stdin, complain, _form_of_input(spec), warn, processor.cmdlet.idle_pace)
        return processor.source

    if given:
        return all_inputs(given, piped)
    if not (_takes_input(spec) and processor.binder.wants_input() and env.is_piped_to):
        return None
    if not processor.cmdlet.reads_standard_input(processor.binder.bind_words()):
        return None  # the binder then reports what is missing, if anything
    if any(param.stdin == "whole" for param in spec.params.values()):
        return whole_text(env.stdin)
    return iter(piped())


class _ShellProcessor(CmdletProcessor):
    """Names the line of standard input that does not fit, and reports the same fault of many lines once."""

    source: Input | None = None

    def __init__(
        self, session: Session, spec: CmdletSpec, arguments: Sequence[Argument], of_door: tuple[ParamSpec, ...]
    ) -> None:
        super().__init__(session, spec, arguments, of_door=of_door)
        self._seen: set[str] = set()

    def refuse(self, record: ErrorRecord) -> None:
        if record.error_id in _OF_ITS_KIND:
            if record.error_id in self._seen:
                self.failed = True
                return
            self._seen.add(record.error_id)
            if self.source is not None:
                record.exception.message = f"standard input, line {self.source.line}: {record.message}"
        super().refuse(record)


def _form_of_output(spec: CmdletSpec, bound: Bound) -> tuple[str | None, list[str] | None, bool]:
    """The form and the columns that the words ask for (None: whatever suits where the output goes), and -SafeCsv.

    A cmdlet with an -OutputFormat of its own needs it for a file only: what comes out here, the door's writer shows.
    """
    to_file = bound.values.get("OutFile") not in (None, "-")
    found: dict[str, Any] = {}
    for param in (OUTPUT_FORMAT, PROPERTY, SAFE_CSV):
        value = bound.common.get(param.name.lower())
        if "outputformat" in spec.params and param.name.lower() in spec.params and not to_file:
            value = bound.values.pop(param.name, None)
        found[param.name] = value
    form = found["OutputFormat"]
    if form is None and bound.values.get("OutFile") == "-":
        form = "Jsonl"  # as into a file
    if form is None and _only_shows(spec):
        form = "View"
    return form, found["Property"], bool(found["SafeCsv"])


def _form_of_input(spec: CmdletSpec) -> str:
    """What the lines of standard input are for a cmdlet, as `Input` names it."""
    if _takes_lines(spec):
        return "lines"
    by_value = [p for p in spec.params.values() if any(f.by_value for f in p.sets.values())]
    if any(_is_text(p) and p.id_of is None for p in by_value):
        return "text"  # so that any line can be one
    return "ids" if any(p.id_of is not None for p in by_value) else "objects"


def _takes_lines(spec: CmdletSpec) -> bool:
    """Whether only texts are taken, by one of PowerShell's own cmdlets: what they are is its affair."""
    if any(param.stdin == "lines" for param in spec.params.values()):
        return True
    piped = [p for p in spec.params.values() if any(f.by_value or f.by_property for f in p.sets.values())]
    return spec.compiled and all(_is_text(p) and not any(f.by_property for f in p.sets.values()) for p in piped)


def _is_text(param: ParamSpec) -> bool:
    return str(param.type).lower() in ("string", "string[]")


def _only_shows(spec: CmdletSpec) -> bool:
    """Whether the output is a view or help, which only is of use as text."""
    return any(name.startswith(_SHOWN) for name in spec.outputs)


def _takes_input(spec: CmdletSpec) -> bool:
    return any(f.by_value or f.by_property for p in spec.params.values() for f in p.sets.values())


def _missing_id(spec: CmdletSpec, record: ErrorRecord) -> str | None:
    """``a batch id`` where a command line has nothing that it works on."""
    name = record.exception.properties.get("ParameterName")
    ids = [p for p in spec.params.values() if p.id_of is not None and any(f.position == 0 for f in p.sets.values())]
    if not ids or (name is not None and not any(f.position == 0 for f in _flags(spec, str(name)))):
        return None
    words_of = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", ids[0].name.removesuffix("Id")).lower()
    path = " or the path of a file" if "path" in spec.params else ""
    return f"{'an' if words_of[:1] in 'aeiou' else 'a'} {words_of} id{path}"


def _flags(spec: CmdletSpec, name: str) -> list[InSet]:
    param = spec.params.get(name.lower())
    return [] if param is None else list(param.sets.values())


def _may_mean_secret(spec: CmdletSpec, word: str) -> bool:
    """Whether a word such as -ApiKey, or what is mistyped so, has a secret behind it."""
    from difflib import get_close_matches

    name = word.lstrip("-").replace("-", "").replace("_", "").lower()
    secret = [known for known in spec.params if takes_secret(known)]
    return bool(name) and (
        takes_secret(name) or any(k.startswith(name) for k in secret) or bool(get_close_matches(name, secret))
    )


def show_usage_error(
    errors: StandardError, spec: CmdletSpec, words: Sequence[str], error: BindingError, awaited: bool = False
) -> None:
    """Write the message, the command line with the wrong word underlined, and how to get help."""
    errors.line("error", errors.text_of(error.record))
    if error.word is not None and "\n" not in "".join(words):
        import shlex  # noqa: PLC0415 (only wrong calls need it)

        shown = [masked(shlex.quote(word)) for word in (spec.name, *words)]
        for at, word in enumerate(words[:-1], 1):
            if word.startswith("-") and _may_mean_secret(spec, word) and not words[at].startswith("-"):
                shown[at + 1] = "***"
        at = error.word + 1
        before = sum(len(word) + 1 for word in shown[:at])
        errors.line("", f"  {' '.join(shown)}")
        errors.line("", f"  {' ' * before}{'~' * len(shown[at])}")
    if awaited:
        errors.line("", "  Give it as an argument, or pipe it in: ids, one a line, or JSON. Nothing is piped in here.")
    errors.line("", f"  psopenai {spec.name} --help shows how to call it.")
