"""The Python functions: one for each cmdlet of the service, made from its declaration when first asked for.

::

    from psopenai_py import get_batch_output, start_batch
    batch = start_batch("file-abc123", endpoint="/v1/chat/completions")
    for item in get_batch_output(batch, wait=True):
        print(item.custom_id, item.response.status_code)

Positional arguments follow PowerShell's positions; keyword arguments are the parameters' names in snake_case. A
function acts when it is called, and what it returns follows from what was asked, never from how many came: an object
for one id, a list (maybe empty) for several and for a list request, None where there is nothing to return. What streams
by nature (`get_batch_output`, ``all=True``, ``stream=True``) is a `Stream`: its first request has been made, and it is
read in constant memory.

A list or an iterator for the parameter that takes pipeline input goes through the pipeline, item by item. Errors are
those of `exceptions`; with ``error_action="SilentlyContinue"`` an input that fails is passed over, with ``"Stop"`` the
first one ends the call. Warnings and progress go to the logger ``psopenai_py``.
"""

from __future__ import annotations

import atexit
import logging
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from inspect import Parameter, Signature
from io import IOBase, TextIOBase
from itertools import islice
from numbers import Number
from typing import TYPE_CHECKING, Any

from .credentials import mask
from .declare.cmdlet import CmdletSpec, Gives, ParamSpec
from .dotnet.collections.dictionaries import OrderedDictionary
from .engine.binding.arguments import Argument, ParameterToken, ValueToken
from .engine.binding.parameters import Parameters, is_switch_type, parameters_of
from .engine.pipeline.cmdlet import ASKED, CmdletProcessor, Together, iterate
from .engine.session.commands import CommandTable
from .engine.session.host import Mode
from .engine.session.session import posix_caller
from .engine.session.streams import ProgressRecord, Streams, discard
from .engine.values.objects import PSObject, python_value
from .errors import ErrorRecord, ExitCode, TerminatingError, terminating
from .exceptions import CmdletError, to_raise
from .http import Cancel, Cancelled
from .openai.body import stands_for, to_plain
from .openai.index import INDEX
from .results import Results, Stream

if TYPE_CHECKING:
    from .shell import Shell

log = logging.getLogger("psopenai_py")

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+")
_BRANDS = ("OpenAI", "ChatGPT")


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


class _DefaultShell:
    """The session of calls without ``shell``: made by the first one, closed when Python ends."""

    def __init__(self) -> None:
        self._shell: Shell | None = None
        self._lock = threading.Lock()

    def __call__(self) -> Shell:
        with self._lock:
            if self._shell is None:
                from .shell import Shell

                self._shell = Shell()
                self._shell.session.mode.door = "python"
                atexit.register(self._shell.close)
            return self._shell

    def renew(self) -> None:
        """Forget context and variables: the next call begins a session of its own."""
        with self._lock:
            if self._shell is not None:
                atexit.unregister(self._shell.close)
                self._shell.close()
            self._shell = None


default_shell = _DefaultShell()


@cache
def function(name: str) -> Callable[..., Any]:
    """The function of that name; raises KeyError where there is no such cmdlet."""
    cmdlet = cmdlet_names()[name]
    spec = spec_of(cmdlet)

    def call(*args: Any, shell: Shell | None = None, error_action: str = "Continue", **named: Any) -> Any:
        if shell is not None and not hasattr(shell, "session"):
            raise TypeError(f"{name}(): shell must be a Shell, not {type(shell).__name__}")
        args, named = _hidden(spec, args, named)
        return _Call(shell or default_shell(), spec, name, error_action).run(args, named)

    call.__name__ = call.__qualname__ = name
    call.__module__ = "psopenai_py"
    call.__doc__ = _doc(spec)
    call.__signature__ = signature(spec)  # type: ignore[attr-defined]
    return call


def _hidden(spec: CmdletSpec, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The arguments with keys as SecureStrings: a traceback with local variables (rich, pytest) does not show them."""
    secret = {p.name for p in spec.params.values() if str(p.type).lower() == "securestring"}
    if not secret:
        return args, named
    from .credentials import SecureString

    def hide(name: str, value: Any) -> Any:
        return SecureString(value.strip()) if name in secret and isinstance(value, str) else value

    parameters = parameters_of(spec)
    by_position = [p.name for p in positional(spec)]
    places = (*by_position, *[""] * len(args))
    return (
        tuple(hide(place, value) for place, value in zip(places, args, strict=False)),
        {name: hide(param.name if (param := _exact(parameters, name)) else "", value) for name, value in named.items()},
    )


def spec_of(cmdlet: str) -> CmdletSpec:
    """The declaration of a cmdlet of the service."""
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


def signature(spec: CmdletSpec) -> Signature:
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
    return Signature(params, return_annotation=_Shown(" | ".join(possible_types(spec))))


class _Shown:
    """An annotation that help() shows without quotes."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def _doc(spec: CmdletSpec) -> str:
    lines = [spec.synopsis, "", in_python(spec.description, spec), "", "Parameters:"]
    lines += [f"    {snake_case(p.name)}: {in_python(p.help, spec)}" for p in spec.params.values() if not p.hidden]
    lines += ["", "Returns:"]
    lines += [f"    {line}" for line in returns(spec)]
    lines += ["", "Raises a CmdletError (see psopenai_py.exceptions) if it fails, for all inputs that failed together."]
    return "\n".join(lines)


# -- what it returns --------------------------------------------------------------------------------------------------

_PLAIN_TYPES = {
    "System.String": "str", "System.Byte[]": "bytes", "System.Double": "float", "System.Int32[]": "list[int]",
    "System.Security.SecureString": "SecureString",
    "System.Collections.Specialized.OrderedDictionary": "dict[str, Any]",
    "System.Object": "Any",
}  # fmt: skip


def type_name(kind: str) -> str:
    """Python's name for a type of PowerShell: ``PSOpenAI.Batch.Output`` becomes ``BatchOutput``."""
    return _PLAIN_TYPES.get(kind) or kind.removeprefix("PSOpenAI.").replace(".", "")


def item_type(spec: CmdletSpec) -> str:
    """The type of one object that the function returns; empty where it never returns any."""
    kinds = spec.outputs or ((spec.gives.kind,) if spec.gives is not None and spec.gives.kind else ())
    return " | ".join(type_name(kind) for kind in kinds)


def returns(spec: CmdletSpec) -> list[str]:
    """What the function returns, a line for each case."""
    item, gives = item_type(spec), spec.gives or Gives()
    names = spec.params
    if not item:
        return ["None"]
    lines = []
    if gives.always == "stream":
        lines.append(f"Stream[{item}], read in constant memory")
    elif gives.always == "list":
        lines.append(f"list[{item}]")
    else:
        sets = [s for s in spec.set_names if not s.startswith("List")]
        if sets and not gives.one_with:
            lines.append(f"{item} for one input")
        if gives.one_with:
            lines.append(f"{item} with {snake_case(gives.one_with)}, list[{item}] without")
        elif len(sets) < len(spec.set_names):
            lines.append(f"list[{item}] for a list request")
        if any(takes_many(p) for p in names.values()) and gives.always != "one":
            lines.append(f"list[{item}] for several inputs")
        if gives.list_with:
            lines.append(f"list[{item}] with {snake_case(gives.list_with)}")
    if "all" in names:
        lines.append(f"Stream[{item}] with all=True, page by page")
    if "stream" in names:
        lines.append("Stream with stream=True, of the parts as they come")
    if "outfile" in names:
        lines.append("None with out_file")
    if "passthru" in names:
        lines.append("None without pass_thru=True")
    return lines


def possible_types(spec: CmdletSpec) -> list[str]:
    """The types that the function can return, in any case."""
    item = item_type(spec)
    if not item:
        return ["None"]
    found = [line.split(" ", 1)[0].rstrip(",") for line in returns(spec)]
    if spec.gives is not None and spec.gives.one_with:
        found.append(f"list[{item}]")
    return list(dict.fromkeys(found))


def takes_many(param: ParamSpec) -> bool:
    """Whether a list for the parameter goes through the pipeline, item by item."""
    return any(flags.by_value for flags in param.sets.values()) and not str(param.type).endswith("[]")


# -- how it runs ------------------------------------------------------------------------------------------------------


class _Call:
    """One call of a function."""

    def __init__(self, shell: Shell, spec: CmdletSpec, name: str, error_action: str) -> None:
        self.shell, self.spec, self.name = shell, spec, name
        self.tokens: list[Argument] = [ParameterToken("ErrorAction", error_action, "error_action")]
        self.inputs: Iterable[Any] | None = None
        self.failed: list[ErrorRecord] = []

    def run(self, args: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
        """Do what the function promises. Raises a CmdletError."""
        self._read(args, named)
        processor = CmdletProcessor(self.shell.session, self.spec, self.tokens, self._streams())
        processor.mode = Mode(content="whole", door="python")
        if self._shape(processor) == "stream":
            return self._stream(processor)
        items = self._items(processor)
        found: Results[Any] = Results()
        try:
            found.extend(items)
        except CmdletError as error:
            error.results = found
            raise
        return self._shaped(processor, found)

    # -- arguments --------------------------------------------------------------------------------------------------

    def _read(self, args: tuple[Any, ...], named: Mapping[str, Any]) -> None:
        """Make tokens of the arguments, and find what goes through the pipeline."""
        parameters = parameters_of(self.spec)
        first = positional(self.spec)
        if len(args) > len(first):
            takes = ", ".join(snake_case(p.name) for p in first) or "nothing"
            raise self._wrong(f"{len(args)} arguments by position; it takes {takes} so")
        for at, value in enumerate(args):
            self._take(first[at], value, None)
        for name, value in named.items():
            param = _exact(parameters, name)
            if param is None:
                raise self._wrong(self._no_parameter(parameters, name))
            if any(first[at] is param for at in range(len(args))):
                raise self._wrong(f"{name} twice, by position and by name")
            self._take(param, value, name)

    def _take(self, param: ParamSpec, value: Any, name: str | None) -> None:
        self._check(param, value)
        if self.inputs is None and takes_many(param) and _is_several(value):
            self.inputs = (line.rstrip("\r\n") for line in value) if isinstance(value, TextIOBase) else value
        elif self.inputs is None and takes_many(param) and name is None and self._makes_another(value):
            self.inputs = [value]
        elif name is None:
            self.tokens.append(ValueToken(_given(param, value)))
        elif value is not None:
            self.tokens.append(ParameterToken(param.name, _given(param, value), name))

    def _makes_another(self, value: Any) -> bool:
        """Whether a dict by position has no id, and a parameter of the pipeline makes its object of dicts: Start-Batch
        takes a file first, or a request."""
        if not isinstance(value, Mapping) or "id" in value:
            return False
        return any(takes_many(p) and p.of is not None and p.transform is not None for p in self.spec.params.values())

    def _check(self, param: ParamSpec, value: Any) -> None:
        """Refuse what would be sent as the text of an object, or line by line."""
        several = takes_many(param)
        if isinstance(value, IOBase) and not (several and isinstance(value, TextIOBase)):
            raise self._wrong(f"an open file as {snake_case(param.name)}; give its path")
        kind = str(param.type)
        if kind in ("string", "string[]") and param.transform is None:
            for one in value if kind == "string[]" and isinstance(value, (list, tuple)) else (value,):
                if isinstance(one, (Mapping, bytes, bytearray)):
                    raise self._wrong(f"a {type(one).__name__} as {snake_case(param.name)}; give a text")
        if is_switch_type(param) and value is not None and type(value).__name__ not in ("bool", "bool_", "Switch"):
            raise self._wrong(f"{value!r} as {snake_case(param.name)}; give True or False")

    def _no_parameter(self, parameters: Parameters, name: str) -> str:
        from difflib import get_close_matches

        near = get_close_matches(name, [snake_case(p) for p in parameters.shown], 1)
        return f"no parameter {name!r}" + (f"; did you mean {near[0]}?" if near else "")

    def _wrong(self, what: str) -> CmdletError:
        error = terminating("InvalidArgument", f"{self.name}() has {what}", "InvalidArgument", exit_code=ExitCode.USAGE)
        return to_raise([error.record])

    # -- objects ----------------------------------------------------------------------------------------------------

    def _streams(self) -> Streams:
        """Errors are raised at the end; messages are the logger's."""
        return Streams(
            error=self.failed.append,
            warning=lambda text: log.warning("%s: %s", self.name, mask(in_python(str(text), self.spec))),
            verbose=lambda text: log.info("%s: %s", self.name, mask(str(text))),
            debug=lambda text: log.debug("%s: %s", self.name, mask(str(text))),
            information=lambda record: log.info("%s: %s", self.name, mask(str(record))),
            progress=_NotebookProgress() if "ipykernel" in sys.modules else discard,
        )

    def _items(self, processor: CmdletProcessor, announce: bool = False) -> Generator[Any, None, None]:
        """The objects as Python's, one by one; what failed is raised as soon as nothing else can come."""
        session = self.shell.session
        try:
            for value in _with_own_paths(iterate(processor, self.inputs, announce, together=True)):
                if value.__class__ is Together:
                    yield from map(_for_python, value.objects)
                else:
                    yield _for_python(value)
        except TerminatingError as error:
            session.remember(error.record)
            raise self._error([*self.failed, error.record]) from error.__cause__
        if self.failed:
            raise self._error(self.failed) from self.failed[0].exception.__cause__

    def _error(self, records: list[ErrorRecord]) -> CmdletError:
        if records[0].error_id in ("AmbiguousParameterSet", "MissingMandatoryParameter"):
            return to_raise(records, f"{self.name}() {self._what_it_needs()}")
        return to_raise(records, in_python(records[0].message, self.spec))

    def _what_it_needs(self) -> str:
        """The arguments that must be given, for each parameter set."""
        ways = []
        for set_name in self.spec.set_names:
            flags = ((p, p.in_set(set_name)) for p in self.spec.params.values())
            needs = [snake_case(p.name) for p, flag in flags if flag is not None and flag.mandatory]
            ways.append(" and ".join(needs))
        return "needs " + ", or ".join(dict.fromkeys(way for way in ways if way))

    def _stream(self, processor: CmdletProcessor) -> Stream[Any]:
        """A stream whose first request has been made: what is wrong with the call is raised here."""
        cancel = Cancel()
        processor.cmdlet.cancel = cancel  # type: ignore[attr-defined]
        items = self._items(processor, announce=True)
        first = [value for value in islice(items, 1) if value is not ASKED]
        return Stream(_until_cancelled(items), first, cancel.set)

    # -- what is returned -------------------------------------------------------------------------------------------

    def _shape(self, processor: CmdletProcessor) -> str:
        """``one``, ``list``, ``stream`` or ``nothing``: what was asked for, by the arguments."""
        gives = self.spec.gives or Gives()
        given = {t.name.lower(): t.value for t in self.tokens if isinstance(t, ParameterToken)}
        if given.get("outfile") is not None:
            return "nothing"
        if given.get("all") or given.get("stream"):
            return "stream"
        if gives.always:
            return "list" if gives.list_with and given.get(gives.list_with.lower()) else gives.always
        if not item_type(self.spec) or ("passthru" in self.spec.params and not given.get("passthru")):
            return "nothing"
        return ""

    def _shaped(self, processor: CmdletProcessor, found: Results[Any]) -> Any:
        shape = self._shape(processor) or self._shape_of_set(processor)
        if shape == "nothing":
            return None
        return found if shape == "list" else found[0] if found else None

    def _shape_of_set(self, processor: CmdletProcessor) -> str:
        """The shape that follows from the parameter set, which may only be known after the input was bound."""
        gives = self.spec.gives or Gives()
        bound = processor.cmdlet.bound
        if bound.set_name == gives.one_in_set and bound.values.get(gives.list_with) is None:
            return "one"
        if self.inputs is not None or bound.set_name.startswith("List"):
            return "list"
        if gives.one_with and gives.one_with not in bound.values:
            return "list"
        asked = bound.values.get(gives.list_with) if gives.list_with else None
        return "list" if asked not in (None, False, 1) else "one"


class _NotebookProgress:
    """A line below the cell of a notebook, twice a second at most; it goes when the work is done."""

    def __init__(self) -> None:
        self._handle: Any = None
        self._next = 0.0

    def __call__(self, record: ProgressRecord) -> None:
        from html import escape

        from IPython.display import HTML, display

        now = time.monotonic()
        if record.done:
            if self._handle is not None:
                self._handle.update(HTML(""))
                self._handle = None
        elif now >= self._next:
            self._next = now + 0.5
            shown = HTML(f"<small>{escape(record.activity)} {escape(record.status)}</small>")
            if self._handle is None:
                self._handle = display(shown, display_id=True)
            else:
                self._handle.update(shown)


def _for_python(value: Any) -> Any:
    return value if value.__class__ is PSObject and value._base is None else python_value(value)


def _with_own_paths(found: Generator[Any, None, None]) -> Iterator[Any]:
    """Go on with a call as Python code names files: a backslash is a character."""
    enter, leave = posix_caller.set, posix_caller.reset
    try:
        while True:
            token = enter(True)
            try:
                value = next(found)
            except StopIteration:
                return
            finally:
                leave(token)
            yield value
    finally:
        found.close()


def _until_cancelled(items: Iterator[Any]) -> Generator[Any, None, None]:
    try:
        yield from items
    except Cancelled:
        return


def _exact(parameters: Parameters, name: str) -> ParamSpec | None:
    """The parameter of that name or alias, whole: beginnings of names are for a prompt, not for programs."""
    wanted = name.replace("_", "").lower()
    for param in (*parameters.own.values(), *parameters.common.values()):
        if wanted in (n.replace("_", "").lower() for n in (param.name, *param.aliases)):
            return param
    return None


def _is_several(value: Any) -> bool:
    """Whether a value stands for several inputs: a list, a set, an iterator; not a text, a dict or an object."""
    return isinstance(value, Iterable) and not isinstance(value, (str, bytes, bytearray, Mapping, PSObject))


def _given(param: ParamSpec, value: Any) -> Any:
    """An argument as the binder takes it. A dict keeps the case of its keys; whatever can be iterated is a list."""
    if not isinstance(value, (str, PSObject, Mapping)) or isinstance(value, Enum):
        value = stands_for(value)
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, Number) and not isinstance(value, (int, float, Decimal)):  # numpy's, for example
        return to_plain(value)
    takes_dictionary = "Dictionary" in str(param.type) or str(param.type) in ("object", "object[]")
    if isinstance(value, Mapping):
        return OrderedDictionary(value, case_sensitive=True) if takes_dictionary else value
    if _is_several(value) and not hasattr(value, "dotnet_type"):
        return [_given(param, one) for one in value] if takes_dictionary else list(value)
    return value


_NAMES = re.compile(r"(?<![\w-])-([A-Za-z]\w+)\b(?!-)|\b([A-Z][a-z]+-[A-Z]\w+)\b")


@cache
def _functions() -> dict[str, str]:
    """The names of the functions by their cmdlets, in lower case."""
    return {cmdlet.lower(): name for name, cmdlet in cmdlet_names().items()}


def in_python(text: str, spec: CmdletSpec) -> str:
    """A text with the names that a Python caller writes: ``wait`` for ``-Wait``, ``wait_batch`` for ``Wait-Batch``."""
    parameters = {name.lower() for name in parameters_of(spec).shown}
    functions = _functions()

    def named(match: re.Match[str]) -> str:
        parameter, cmdlet = match.groups()
        if parameter is not None:
            return snake_case(parameter) if parameter.lower() in parameters else match[0]
        return functions.get(cmdlet.lower(), match[0])

    return _NAMES.sub(named, text)
