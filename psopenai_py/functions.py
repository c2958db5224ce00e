"""The Python functions: one for each cmdlet of the service, made from its declaration when first asked for.

::

    from psopenai_py import get_batch_output
    for item in get_batch_output("batch_abc123", wait=True):
        print(item.custom_id, item.response.status_code)

Positional arguments follow PowerShell's positions; keyword arguments are the parameters' names in snake_case. A list or
an iterator for the parameter that takes pipeline input by value goes through the pipeline, item by item. The result is
an iterator and streams in constant memory; nothing happens before it is read.

An error of one input (non-terminating in PowerShell) is raised as a `CmdletError` after the results of the others; with
``error_action="SilentlyContinue"`` it is not raised, with ``"Stop"`` it is raised at once. An error that ends the
command is always raised at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import cache
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

from .declare.cmdlet import CmdletSpec, ParamSpec
from .engine.binding.arguments import Argument, ParameterToken, ValueToken
from .engine.binding.parameters import parameters_of
from .engine.pipeline.cmdlet import CmdletProcessor, iterate
from .engine.session.commands import CommandTable
from .engine.session.streams import Streams
from .engine.values.objects import PSObject
from .errors import ErrorRecord, PSOpenAIError, TerminatingError
from .openai.index import INDEX

if TYPE_CHECKING:
    from .engine.session.session import Session
    from .shell import Shell

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+")
_BRANDS = ("OpenAI", "ChatGPT")


class CmdletError(PSOpenAIError):
    """The errors of a cmdlet; ``record`` is the first error record, ``records`` are all."""

    def __init__(self, records: list[ErrorRecord]) -> None:
        more = f" (and {len(records) - 1} more)" if len(records) > 1 else ""
        super().__init__(f"{records[0].message}{more}")
        self.record = records[0]
        self.records = records


def snake_case(name: str) -> str:
    """``BatchId`` becomes ``batch_id``, ``OpenAIFile`` ``openai_file``."""
    for brand in _BRANDS:
        name = name.replace(brand, brand.capitalize())
    return "_".join(word.lower() for word in _WORDS.findall(name))


def function_name(cmdlet: str) -> str:
    """The name of a cmdlet's function: ``Get-BatchOutput`` becomes ``get_batch_output``."""
    return snake_case(cmdlet.replace("-", ""))


@cache
def cmdlet_names() -> dict[str, str]:
    """The cmdlets by the names of their functions."""
    return {function_name(name): name for name in INDEX.names()}


@cache
def default_shell() -> Shell:
    """The session of calls without ``shell``; context and variables last from call to call."""
    from .shell import Shell

    shell = Shell()
    shell.session.mode.door = "python"
    return shell


@cache
def function(name: str) -> Callable[..., Iterator[Any]]:
    """The function of that name; raises KeyError where there is no such cmdlet."""
    cmdlet = cmdlet_names()[name]
    spec = _spec(cmdlet)

    def call(*args: Any, shell: Shell | None = None, error_action: str = "Continue", **named: Any) -> Iterator[Any]:
        return _run(shell or default_shell(), spec, args, named, error_action)

    call.__name__ = call.__qualname__ = name
    call.__module__ = "psopenai_py"
    call.__doc__ = _doc(spec)
    call.__signature__ = signature(spec)  # type: ignore[attr-defined]
    return call


def _spec(cmdlet: str) -> CmdletSpec:
    found = CommandTable(INDEX).cmdlet(cmdlet)
    assert found is not None and found.spec is not None
    return found.spec


# -- what it looks like -----------------------------------------------------------------------------------------------


def positional(spec: CmdletSpec) -> list[ParamSpec]:
    """The parameters by position; of those that share one, the default set's, else the one that takes a string."""
    order: dict[int, ParamSpec] = {}
    for param in spec.params.values():
        for set_name, flags in param.sets.items():
            if flags.position is None or param.of is not None:
                continue
            if flags.position not in order or set_name == spec.default_set:
                order[flags.position] = param
    return [order[position] for position in sorted(order)]


def signature(spec: CmdletSpec) -> Any:
    """The function's signature, for help() and editors."""
    first = positional(spec)
    params = [Parameter(snake_case(p.name), Parameter.POSITIONAL_OR_KEYWORD, default=None) for p in first]
    params += [
        Parameter(snake_case(p.name), Parameter.KEYWORD_ONLY, default=None)
        for p in spec.params.values()
        if p not in first and not p.hidden
    ]
    params.append(Parameter("shell", Parameter.KEYWORD_ONLY, default=None))
    params.append(Parameter("error_action", Parameter.KEYWORD_ONLY, default="Continue"))
    return Signature(params)


def _doc(spec: CmdletSpec) -> str:
    lines = [spec.synopsis, "", spec.description, "", "Parameters:"]
    lines += [f"    {snake_case(p.name)}: {p.help}" for p in spec.params.values() if not p.hidden]
    lines += [
        "",
        "Returns an iterator. Errors of single inputs are raised as CmdletError at its end, unless",
        'error_action="SilentlyContinue"; what ends the command is raised at once.',
    ]
    return "\n".join(lines)


# -- how it runs ------------------------------------------------------------------------------------------------------


def _run(
    shell: Shell, spec: CmdletSpec, args: tuple[Any, ...], named: dict[str, Any], error_action: str
) -> Iterator[Any]:
    inputs: Iterable[Any] | None = None
    tokens: list[Argument] = [ParameterToken("ErrorAction", error_action, "-ErrorAction")]
    first = positional(spec)
    for at, value in enumerate(args):
        if inputs is None and at < len(first) and _feeds(first[at], value):
            inputs = value
        else:
            tokens.append(ValueToken(value))
    for name, value in named.items():
        param = parameters_of(spec).find(name)
        if inputs is None and param is not None and _feeds(param, value):
            inputs = value
        elif value is not None:
            tokens.append(ParameterToken(name, value, name))
    failed: list[ErrorRecord] = []
    processor = CmdletProcessor(shell.session, spec, tokens, Streams(error=failed.append))
    try:
        yield from _with_own_paths(shell.session, iterate(processor, inputs))
    except TerminatingError as error:
        shell.session.remember(error.record)
        raise CmdletError([*failed, error.record]) from error
    if failed:
        raise CmdletError(failed)


def _with_own_paths(session: Session, found: Generator[Any, None, None]) -> Iterator[Any]:
    """Go on with a call as Python code names files: a backslash is a character. Between its results scripts of the
    same session may run."""
    try:
        while True:
            outer, session.mode.posix_paths = session.mode.posix_paths, True
            try:
                value = next(found)
            except StopIteration:
                return
            finally:
                session.mode.posix_paths = outer
            yield value
    finally:
        found.close()


def _feeds(param: ParamSpec, value: Any) -> bool:
    """Whether a value goes through the pipeline item by item: a list or iterator for a parameter of one object."""
    if isinstance(value, (str, bytes, dict, PSObject)) or not isinstance(value, Iterable):
        return False
    return any(flags.by_value for flags in param.sets.values()) and not str(param.type).endswith("[]")
