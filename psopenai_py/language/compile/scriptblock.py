"""`Block`: a script block as a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...declare.cmdlet import CmdletSpec
from ...declare.sentinel import MISSING
from ...dotnet.model.core import SCRIPTBLOCK
from ...dotnet.model.types import DotNetType, Value
from ...engine.binding.arguments import Argument, ValueToken
from ...engine.pipeline.pipeline import run_pipeline
from ...engine.session.commands import CommandInfo
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.scope import Scope, Variable
from ...engine.session.scriptblock import ScriptBlock
from ...engine.session.session import Session
from ...engine.session.streams import Streams, discard
from ...engine.values.truth import to_bool
from ...errors import TerminatingError
from ..runtime.calls import MAX_DEPTH, CallContext
from ..runtime.failures import call_depth_overflow, statement_failed
from ..runtime.frame import RETURN, Eval, Frame, LoopControl, interpreter
from ..runtime.module import Module
from ..runtime.output import collected, emit, is_empty
from ..runtime.stack import SHALLOW, run_deep
from ..syntax import ast
from .code import Code, code_of, named_spec
from .function_processor import FunctionProcessor


class Block(ScriptBlock):
    """Code with its session and the module or closure that it was made in, if any."""

    __slots__ = ("__weakref__", "_session", "ast", "module", "name", "parameters", "types")

    def __init__(
        self,
        node: ast.ScriptBlockAst,
        session: Session,
        module: Module | None = None,
        parameters: Sequence[ast.ParameterAst] | None = None,
        name: str = "",
    ) -> None:
        self.ast = node
        self._session = session
        self.module = module
        self.parameters = parameters  # of a function with its parameters in parentheses
        self.name = name
        self.types: dict[str, DotNetType] | None = None  # of the modules that a script uses, by lower-case name

    dotnet_type: DotNetType = SCRIPTBLOCK

    @property
    def text(self) -> str:
        return self.ast.body_text

    @property
    def session(self) -> Session:
        return self._session

    @property
    def code(self) -> Code:
        return code_of(self.ast, self.parameters)

    @property
    def spec(self) -> CmdletSpec:
        return self.code.spec(self._session)

    def __str__(self) -> str:
        return self.text

    def run(
        self,
        out: Callable[[Value], None],
        args: Sequence[Value] = (),
        *,
        underscore: Value = MISSING,
        input: Sequence[Value] = (),
        variables: Mapping[str, Value] | None = None,
        new_scope: bool = True,
    ) -> None:
        tokens: list[Argument] = [ValueToken(value) for value in args]
        self.invoke(out, tokens, underscore, input or None, variables, new_scope)

    def invoke(
        self,
        out: Callable[[Value], None],
        tokens: Sequence[Argument],
        underscore: Value = MISSING,
        inputs: Sequence[Value] | None = None,
        variables: Mapping[str, Value] | None = None,
        new_scope: bool = True,
    ) -> None:
        """Run it as a command of its own."""
        processor = self.processor(self.spec, tokens, dot=not new_scope)
        preset: dict[str, Value] = dict(variables) if variables else {}
        if underscore is not MISSING:
            preset["_"] = underscore
        processor.preset = preset
        run_pipeline([processor], out, inputs)

    def processor(
        self,
        spec: CmdletSpec,
        tokens: Sequence[Argument] = (),
        streams: Streams | None = None,
        dot: bool = False,
        invocation: InvocationInfo | None = None,
        file: str | None = None,
        is_script: bool = False,
        scope: Scope | None = None,
    ) -> FunctionProcessor:
        """The command of a pipeline that runs it; ``spec`` gives its parameters under the name of the call."""
        return FunctionProcessor(
            self._session, spec, self.code, self.module, tokens, streams, dot, invocation, file, is_script, scope
        )

    def value(self, *args: Value, underscore: Value = MISSING, new_scope: bool = True) -> Value:
        code = self.code
        simple = new_scope and not args and underscore is not MISSING and not code.uses_call
        if simple and code.expression and not self._is_foreign:
            return self._expression_value(code.expression, underscore, interpreter(self._session).call)
        return super().value(*args, underscore=underscore, new_scope=new_scope)

    def _expression_value(
        self, expression: tuple[Eval, ast.StatementAst], underscore: Value, outer: CallContext | None
    ) -> Value:
        """The value of a block that is one expression. Sorting and grouping call it for each object."""
        session, interp = self._session, interpreter(self._session)
        compute, node = expression
        call = CallContext("<ScriptBlock>", outer, InvocationInfo())
        call.module, call.scope = self.module, Scope(session.scope)
        if call.depth > MAX_DEPTH:
            raise call_depth_overflow()
        frame = Frame(session, call.scope, discard, call)
        frame.variables["_"] = Variable("_", underscore)
        outer_scope = session.scope
        session.scope, interp.call = call.scope, call
        try:
            found = compute(frame) if call.depth <= SHALLOW else run_deep(compute, frame, call.depth)
        except Exception as error:
            statement_failed(frame, error, node)
            return None
        finally:
            session.scope, interp.call = outer_scope, outer
        items: list[Value] = []
        emit(found, items.append)
        return collected(items)

    @property
    def _is_foreign(self) -> bool:
        """Whether code of another module runs now."""
        call = interpreter(self._session).call
        return (call.module if call is not None else None) is not self.module

    def predicate(self) -> Callable[[Value], bool]:
        session = self._session
        pair = self.code.expression
        if pair is None or self._is_foreign:

            def slow(item: Value) -> bool:
                found: list[Value] = []
                each(item, found.append)
                return to_bool(found[0] if len(found) == 1 else found)

            each = self._runner()
            return slow
        value, node = pair
        variables = session.scope.variables
        frame = Frame(session, session.scope, discard, interpreter(session).call)
        mine = Variable("_")

        def test(item: Value) -> bool:
            saved = variables.get("_")
            mine.value = item
            variables["_"] = mine
            try:
                found = value(frame)
            except Exception as error:
                statement_failed(frame, error, node)
                return False
            finally:
                if saved is None:
                    variables.pop("_", None)
                else:
                    variables["_"] = saved
            return found if found.__class__ is bool else to_bool(found)

        return test

    def each(self, out: Callable[[Value], None]) -> Callable[[Value], Any]:
        run = self._runner()
        return lambda item: run(item, out)

    def _runner(self) -> Callable[[Value, Callable[[Value], Any]], None]:
        """A function that runs the block for one object as ``$_`` in the current scope."""
        session, code = self._session, self.code
        body = code.end
        if code.has_named or code.parameters or body is None or self._is_foreign:
            return lambda item, out: self.run(out, underscore=item, new_scope=False)
        scope = session.scope
        variables = scope.variables
        frame = Frame(session, scope, discard, interpreter(session).call)
        mine = Variable("_")

        def run(item: Value, out: Callable[[Value], Any]) -> None:
            saved = variables.get("_")
            outer = frame.out
            mine.value = item
            variables["_"] = mine
            frame.out = out
            try:
                signal = body(frame)
            except LoopControl as control:
                signal = control.signal
            finally:
                frame.out = outer
                if saved is None:
                    variables.pop("_", None)
                else:
                    variables["_"] = saved
            if signal is not None and signal is not RETURN:
                raise LoopControl(signal)

        return run

    def closure(self) -> Block:
        """``GetNewClosure()``: a copy that keeps the variables of the scope it was made in."""
        session = self._session
        made = Module(session, "", kind="Closure")
        scope = made.scope
        if self.module is not None:
            scope.parent = self.module.scope
        for lower, var in session.scope.variables.items():
            if var.get is None and not var.options and lower not in _NOT_CAPTURED:
                scope.variables[lower] = copied = Variable(var.name, var.value)
                copied.guard = None if is_empty(var) else var.guard
        return Block(self.ast, session, made, self.parameters, self.name)


_NOT_CAPTURED = frozenset({"args", "input", "myinvocation", "psboundparameters", "pscmdlet", "_"})


def put_function(scope: Scope, name: str, block: Block, kind: str) -> None:
    """Add a function to a scope."""
    try:
        spec = named_spec(block.spec, name)
    except TerminatingError:  # the type of a parameter is not known yet: an error of the call, as in PowerShell
        spec = None
    module = block.module.name if block.module is not None else ""
    if scope.functions is None:
        scope.functions = {}
    scope.functions[name.lower()] = CommandInfo(kind, name, spec, block, module)
    for alias in spec.aliases if spec is not None else ():
        if scope.aliases is None:
            scope.aliases = {}
        scope.aliases[alias.lower()] = name
