"""The shell command: one cmdlet, its words from argv, its pipeline from standard input."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from ..declare.cmdlet import CmdletSpec
from ..dotnet.model.types import Value
from ..engine.binding.arguments import Argument, ParameterToken
from ..engine.binding.binding_errors import BindingError
from ..engine.pipeline.cmdlet import CmdletProcessor
from ..engine.pipeline.pipeline import run_pipeline
from ..engine.session.host import Mode
from ..errors import ErrorRecord, ExitCode, NetException, TerminatingError, UsageError
from ..shell import Shell
from . import prompts
from .argv import read_words
from .environment import Environment
from .output import OUTPUT_FORMAT, JsonLines, writer_for
from .standard_error import StandardError
from .stdin import read_input

_INPUT_MISSING = ("MissingMandatoryParameter", "AmbiguousParameterSet")  # the binder's errors where ids are expected
DOOR_PARAMETERS = (OUTPUT_FORMAT,)  # the common parameters that every cmdlet has in a shell
READ_RETRIES = 2  # as in OpenAI's own clients, without -MaxRetryCount
READ_AHEAD = 4  # batches that are fetched at once without -ThrottleLimit


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
    prompts.attach(env, session, errors.clear)
    session.streams = errors.streams()
    session.mode = Mode(
        keep_going=True,
        read_ahead=READ_AHEAD,
        posix_paths=True,
        public_arguments=True,
        read_retries=READ_RETRIES,
        door="shell",
    )
    try:
        tokens = read_words(spec, words, DOOR_PARAMETERS)
        _warn_of_key(errors, tokens)
        processor = CmdletProcessor(session, spec, tokens, of_door=DOOR_PARAMETERS)
        form = processor.binder.bind_words().common.get("outputformat")
        writer = writer_for(env, session, form)
        session.mode.raw_bytes = isinstance(writer, JsonLines)
        inputs = _inputs(env, errors, spec, processor)
        try:
            run_pipeline([processor], writer.write, inputs)
        finally:
            errors.clear()
            writer.close()
    except BindingError as error:
        errors.note(error.record)
        awaited = not env.is_piped_to and error.record.error_id in _INPUT_MISSING and _takes_input(spec)
        show_usage_error(errors, spec, words, error, awaited)
    except TerminatingError as error:
        session.report(error)
    except UsageError as error:
        errors.line("error", f"psopenai: {spec.name}: {error}")
        return ExitCode.USAGE
    return errors.worst


def _warn_of_key(errors: StandardError, tokens: Sequence[Argument]) -> None:
    for token in tokens:
        if isinstance(token, ParameterToken) and token.name.lower() == "apikey":
            errors.line(
                "warning",
                "WARNING: other users of this machine can read a key on the command line (process list, history). "
                "Better: OPENAI_API_KEY in the environment, or `psopenai Set-Secret OPENAI_API_KEY`.",
            )


def _inputs(
    env: Environment, errors: StandardError, spec: CmdletSpec, processor: CmdletProcessor
) -> Iterator[Value] | None:
    """Standard input as the pipeline, where the cmdlet takes input and the words leave a parameter for it."""
    if not (_takes_input(spec) and processor.binder.wants_input() and env.is_piped_to):
        return None  # the binder then reports what is missing, if anything

    def complain(line: int, why: str) -> None:
        message = f"standard input, line {line}: {why}; the other lines are still processed"
        record = ErrorRecord(
            "InvalidInput", message, "InvalidData", line, NetException("System.FormatException", message)
        )
        record.command = spec.name
        errors.error(record)

    return read_input(env.stdin, complain)


def _takes_input(spec: CmdletSpec) -> bool:
    return any(f.by_value or f.by_property for p in spec.params.values() for f in p.sets.values())


def show_usage_error(
    errors: StandardError, spec: CmdletSpec, words: Sequence[str], error: BindingError, awaited: bool = False
) -> None:
    """Write the message, the command line with the wrong word underlined, and how to get help."""
    errors.line("error", errors.text_of(error.record))
    if error.word is not None and "\n" not in "".join(words):
        shown = [shlex.quote(word) for word in (spec.name, *words)]
        at = error.word + 1
        before = sum(len(word) + 1 for word in shown[:at])
        errors.line("", f"  {' '.join(shown)}")
        errors.line("", f"  {' ' * before}{'~' * len(shown[at])}")
    if awaited:
        errors.line("", "  Give it as an argument, or pipe it in: ids, one a line, or JSON. Nothing is piped in here.")
    errors.line("", f"  psopenai {spec.name} --help shows how to call it.")
