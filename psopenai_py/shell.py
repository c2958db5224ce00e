"""`Shell`: one session of PowerShell, as a Python object.

::

    shell = Shell(width=120)
    result = shell.run("Get-Batch -All | Where-Object status -eq 'completed'")
    result.output, result.errors, result.terminated_by
    print(shell.format(result.output))

Variables, functions and the context last from one `run` to the next. Nothing here prints.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from .builtin import index as builtin
from .dataclass import dataclass, field
from .declare.cmdlet import CmdletSpec
from .dotnet.io.terminal import current_terminal
from .dotnet.model.registry import add_catalog
from .dotnet.model.types import Value
from .dotnet.text.utf16 import writable
from .engine.binding.arguments import Argument, ParameterToken, ValueToken
from .engine.conversion.conversion import type_lookup
from .engine.describing.type_catalog import ENGINE_TYPES
from .engine.session.commands import CommandTable
from .engine.session.scriptblock import ScriptBlock
from .engine.session.services import Formatting, error_view
from .engine.session.session import Session
from .engine.session.streams import Streams, discard
from .engine.values.text import ofs_lookup, to_text
from .engine.values.typedata import TypeTable, current_types
from .errors import ErrorRecord, StopUpstream, TerminatingError
from .language.runtime.frame import Exit, LoopControl, running_session
from .language.runtime.stack import raised_limit
from .language.session.automatic import STARTING_FUNCTIONS, define_automatic, start_environment
from .language.session.powershell import PowerShell
from .language.syntax.errors import ParseError
from .openai import index as openai

Sink = Callable[[Value], Any]

#: the types that packages above `dotnet` declare and that load when a script first names one (`add_catalog`)
# The kinds of nodes in a syntax tree, without the end "Ast" of their names.
_NODES = (
    "ArrayExpression ArrayLiteral AssignmentStatement Attribute AttributeBase AttributedExpression BinaryExpression "
    "BlockStatement BreakStatement CatchClause Chainable Command CommandBase CommandElement CommandExpression "
    "CommandParameter ConstantExpression ContinueStatement ConvertExpression DataStatement DoUntilStatement "
    "DoWhileStatement ErrorExpression ErrorStatement ExitStatement ExpandableStringExpression Expression "
    "FileRedirection ForEachStatement ForStatement FunctionDefinition FunctionMember Hashtable IfStatement "
    "IndexExpression InvokeMemberExpression LabeledStatement LoopStatement Member MemberExpression "
    "MergingRedirection NamedAttributeArgument NamedBlock ParamBlock Parameter ParenExpression Pipeline PipelineBase "
    "PipelineChain PropertyMember Redirection ReturnStatement ScriptBlock ScriptBlockExpression Statement "
    "StatementBlock StringConstantExpression SubExpression SwitchStatement TernaryExpression ThrowStatement "
    "TrapStatement TryStatement TypeConstraint TypeDefinition TypeExpression UnaryExpression UsingExpression "
    "UsingStatement VariableExpression WhileStatement"
)
_OF_TREES = ("Ast", "IScriptExtent", "ParseError", "Parser", "Token", "TypeName")
TYPE_CATALOG = {
    "psopenai_py.credentials.secure_string": ("securestring", "System.Security.SecureString"),
    "psopenai_py.language.session.module_info": (
        "psmoduleinfo",
        "System.Management.Automation.PSModuleInfo",
        "Microsoft.PowerShell.Commands.ModuleSpecification",
    ),
    "psopenai_py.language.session.type_accelerators": ("System.Management.Automation.TypeAccelerators",),
    "psopenai_py.language.session.execution_context": ("System.Management.Automation.EngineIntrinsics",),
    "psopenai_py.language.session.syntax_tree": (
        "System.Management.Automation.VariablePath",
        *(f"System.Management.Automation.Language.{name}" for name in _OF_TREES),
        *(f"System.Management.Automation.Language.{name}Ast" for name in _NODES.split()),
    ),
    "psopenai_py.builtin.jobs.hosted": (
        "powershell",
        "runspace",
        "runspacefactory",
        "initialsessionstate",
        "System.Management.Automation.PowerShell",
        "System.Management.Automation.Runspaces.Runspace",
        "System.Management.Automation.Runspaces.RunspacePool",
        "System.Management.Automation.Runspaces.RunspaceFactory",
        "System.Management.Automation.Runspaces.InitialSessionState",
        "System.Management.Automation.Runspaces.SessionStateVariableEntry",
        "System.Management.Automation.Runspaces.SessionStateFunctionEntry",
    ),
    "psopenai_py.builtin.jobs.data_collection": ("System.Management.Automation.PSDataCollection`1",),
    "psopenai_py.builtin.web.http_client": (
        "System.Net.Http.HttpClient",
        "System.Net.Http.HttpClientHandler",
        "System.Net.Http.HttpCompletionOption",
    ),
    "psopenai_py.builtin.web.web_request": ("System.Net.WebRequest", "System.Net.HttpWebRequest"),
    "psopenai_py.builtin.web.web_client": (
        "System.Net.HttpWebResponse",
        "System.Net.WebClient",
        "System.Net.WebExceptionStatus",
        "System.Net.WebHeaderCollection",
    ),
    "psopenai_py.builtin.console.read_line_type": ("Microsoft.PowerShell.PSConsoleReadLine",),
    **ENGINE_TYPES,
}


@dataclass
class Result:
    """The output and the messages of one run."""

    output: list[Value] = field(default_factory=list)
    errors: list[ErrorRecord] = field(default_factory=list)  # the error stream, in order
    terminated_by: ErrorRecord | None = None  # what ended the script early
    warnings: list[str] = field(default_factory=list)
    verbose: list[str] = field(default_factory=list)
    debug: list[str] = field(default_factory=list)
    information: list[str] = field(default_factory=list)
    exit_code: int | None = None  # of `exit`, where the script called it


class Shell:
    """A session with its commands, variables and streams."""

    def __init__(
        self,
        width: int = 120,
        environ: MutableMapping[str, str] | None = None,
    ) -> None:
        add_catalog(TYPE_CATALOG)
        self.session = Session(CommandTable(builtin.INDEX, openai.INDEX), Streams(), width, environ)
        self._types: TypeTable = {}
        self.session.language = PowerShell(self.session, self._apart, self._current)
        self.session.formatting = _Views(self)
        define_automatic(self.session)

    def close(self) -> None:
        """Close the session's connections; also at the end of a ``with`` block."""
        self.session.close()

    def __enter__(self) -> Shell:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def width(self) -> int:
        return self.session.host.width

    # -- running ----------------------------------------------------------------------------------------------------

    def run(self, text: str) -> Result:
        """Run a script and collect all that it puts out. Raises `ParseError` when it is not PowerShell."""
        result = Result()
        self.invoke(text, result.output.append, self._collecting(result), result)
        return result

    def run_file(self, path: str, args: Sequence[str] = (), named: Mapping[str, Value] | None = None) -> Result:
        """Run a script file with arguments: words as on a command line, and named parameters."""
        result = Result()
        self.invoke_file(path, args, result.output.append, self._collecting(result), result, named)
        return result

    def invoke(
        self,
        text: str,
        out: Sink,
        streams: Streams | None = None,
        result: Result | None = None,
        lines: Iterable[str] | None = None,
    ) -> Result:
        """Run a script and pass each object to ``out`` as it comes, in constant memory. ``lines``: its ``$input``."""
        from .language.session.evaluate import run_text

        return self._guarded(lambda: run_text(self.session, text, out, main=True, lines=lines), out, streams, result)

    def attend(self, out: Sink, streams: Streams | None = None) -> Result:
        """Run what other threads have posted for this session (`engine.session.arrivals`), between two commands."""
        return self._guarded(self.session.arrivals.run, out, streams, None)

    def invoke_block(self, block: ScriptBlock, arguments: Sequence[Value], out: Sink, streams: Streams) -> Result:
        """Run a script block at the top of the session, as an event of the host does."""
        return self._guarded(lambda: block.run(out, arguments), out, streams, None)

    def invoke_file(
        self,
        path: str,
        args: Sequence[str],
        out: Sink,
        streams: Streams | None = None,
        result: Result | None = None,
        named: Mapping[str, Value] | None = None,
        lines: Iterable[str] | None = None,
        dot: bool = False,
    ) -> Result:
        """The streaming form of `run_file`. ``lines``: the script's ``$input``; with ``dot`` its variables stay."""
        from .language.session.scripts import script_processor

        tokens: list[Argument] = [_word(word) for word in args]
        tokens += [ParameterToken(name, value, f"-{name}") for name, value in (named or {}).items()]

        def start() -> None:
            try:
                processor = script_processor(self.session, os.path.abspath(path), tokens, dot=dot)
            except TerminatingError as error:  # an error of parsing is the caller's, as with `run`
                raise error.__cause__ if isinstance(error.__cause__, ParseError) else error from None
            processor.is_main = True
            processor.run_with(lines, out)

        return self._guarded(start, out, streams, result)

    def describe_script(self, path: str) -> tuple[CmdletSpec, bool]:
        """The parameters of a script file, and whether it has help to show: a param block, or comment-based help."""
        from .engine.describing.comment_help import help_of
        from .language.session.scripts import load_script

        block = load_script(self.session, os.path.abspath(path))
        return block.spec, bool(block.spec.params) or help_of(block) is not None

    def _guarded(self, start: Callable[[], None], out: Sink, streams: Streams | None, result: Result | None) -> Result:
        """Run something at the top of the session; what ended it is in the result."""
        session, found = self.session, result or Result()
        outer = session.streams, session.out, session.scope
        if streams is not None:
            session.streams = streams
        session.outermost = session.streams
        session.out = out
        if session.globals.functions is None:
            session.globals.functions = {}
            start_environment(session)
            self._define_starting_functions()
        try:
            with self._current():
                start()
        except Exit as leaving:
            found.exit_code = leaving.code
        except (LoopControl, StopUpstream):  # `break` outside of any loop ends the script
            pass
        except ParseError:
            raise
        except Exception as error:
            from .language.runtime.failures import as_terminating

            ended = as_terminating(error)
            if not ended.reported:
                ended.reported = True
                session.remember(ended.record)
            session.succeeded = False
            found.terminated_by = ended.record
        finally:
            session.streams, session.out, session.scope = outer
        return found

    @contextmanager
    def _current(self) -> Iterator[None]:
        """While it lasts, calls may nest deeply, and conversions and texts ask this session for its ``$OFS``, its type
        data and its classes."""
        answers: list[tuple[ContextVar[Any], Any]] = [
            (ofs_lookup, lambda: self.session.scope.get("OFS")),
            (error_view, lambda: self.session.scope.get("ErrorView")),
            (current_types, self._types),
            (type_lookup, self.session.find_type),
            (running_session, self.session),
            (current_terminal, lambda: self.session.host),
        ]
        tokens = [(asked, asked.set(answer)) for asked, answer in answers]
        try:
            with raised_limit():
                yield
        finally:
            for asked, token in tokens:
                asked.reset(token)

    @contextmanager
    def _apart(self) -> Iterator[Session]:
        """A session beside this one, for the thread that enters it (`Language.apart`)."""
        beside = Shell(self.width, self.session.environ)
        beside.session.stem_from(self.session)
        beside.session.globals.functions = {}
        with beside._current():
            beside._define_starting_functions()
            yield beside.session

    def _define_starting_functions(self) -> None:
        from .language.session.evaluate import run_text

        run_text(self.session, STARTING_FUNCTIONS, discard)

    def _collecting(self, result: Result) -> Streams:
        return Streams(
            error=result.errors.append,
            warning=lambda text: result.warnings.append(to_text(text)),
            verbose=lambda text: result.verbose.append(to_text(text)),
            debug=lambda text: result.debug.append(to_text(text)),
            information=lambda record: result.information.append(to_text(record)),
            hushed=lambda name, message: _messages(result, name).append(to_text(message)),
        )

    # -- variables and text -----------------------------------------------------------------------------------------

    def get(self, name: str, default: Value = None) -> Value:
        """A variable's value."""
        return self.session.globals.get(name, default)

    def set(self, name: str, value: Value) -> None:
        """Set a global variable."""
        self.session.globals.set(name, value)

    def format(self, objects: Sequence[Value]) -> str:
        """The text of objects, as on PowerShell's console."""
        return writable(self.format_at(objects, self.session.host.width))

    def format_at(self, objects: Sequence[Value], width: int) -> str:
        from .formatting.output import format_objects

        with self._current():
            return format_objects(objects, width, self.session)


class _Views(Formatting):
    """The views of a shell's session, loaded when something is first shown."""

    __slots__ = ("_shell",)

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def text(self, objects: Sequence[Value], width: int) -> str:
        return self._shell.format_at(objects, width)

    def lines(
        self,
        objects: Iterable[Value],
        form: str,
        safe_csv: bool = False,
        header: Callable[[], Sequence[str]] | None = None,
    ) -> Iterator[str]:
        from .formatting.render import render

        return render(self._shell.session, objects, form, safe_csv, header)


def _messages(result: Result, stream: str) -> list[str]:
    """The list of a result that takes the texts of a stream."""
    of_stream = {"warning": result.warnings, "verbose": result.verbose, "debug": result.debug}
    return of_stream.get(stream, result.information)


def _word(word: str) -> Argument:
    """A word of a command line as a token for the binder."""
    if len(word) > 1 and word[0] == "-" and (word[1].isalpha() or word[1] in "_?"):
        name, _, value = word[1:].partition(":")
        if value:  # as pwsh reads a script's words: a switch can be turned off, every other value is a text
            return ParameterToken(name, _TRUTH.get(value.lower(), value), f"-{name}:")
        return ParameterToken(name, text=f"-{name}")
    return ValueToken(word, word)


_TRUTH = {"true": True, "$true": True, "false": False, "$false": False}
