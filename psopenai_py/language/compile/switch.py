"""``switch``: each value against each clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...dotnet.model.enumerables import Enumerator
from ...dotnet.model.enums import EnumValue
from ...dotnet.model.types import Value
from ...engine.operators.matching import match_one
from ...engine.operators.operators import BINARY
from ...engine.session.file_paths import is_readable
from ...engine.session.scope import Variable
from ...engine.session.session import Session
from ...engine.values.enumeration import enumerate_value
from ...engine.values.text import to_text
from ...engine.values.truth import to_bool
from ...errors import terminating
from ..runtime.frame import Eval, Frame, LoopControl, Run, Signal
from ..runtime.output import NOTHING
from ..syntax import ast
from ..syntax.source import read_source
from .compiler import compile_raw, compile_statement, compile_value, statement

Test = Callable[[Frame, Value], bool]


@statement(ast.SwitchStatementAst)
def compile_switch(node: ast.SwitchStatementAst) -> Run:
    condition = compile_raw(node.condition)
    clauses = [(_compile_test(node, test), compile_statement(body)) for test, body in node.clauses]
    default = compile_statement(node.default) if node.default is not None else None
    label = node.label.lower() if node.label is not None else None

    def run_one(frame: Frame, item: Value) -> Signal | None:
        matched = False
        for test, body in clauses:
            if not test(frame, item):
                continue
            matched = True
            try:
                signal = body(frame)
            except LoopControl as control:
                signal = control.signal
            if signal is not None:
                return signal
        if not matched and default is not None:
            return default(frame)
        return None

    def run(frame: Frame) -> Signal | None:
        found = condition(frame)
        values = _file_lines(frame.session, to_text(found)) if node.file else _values(found)
        variables = frame.variables
        saved = variables.get("_"), variables.get("switch")
        enumerator = Enumerator(values)  # clauses may move it on
        variables["switch"] = Variable("switch", enumerator)
        mine = Variable("_")
        try:
            for item in enumerator:
                mine.value = item
                variables["_"] = mine
                try:
                    signal = run_one(frame, item)
                except LoopControl as control:
                    signal = control.signal
                if signal is None:
                    continue
                if not signal.is_for(label):
                    return signal
                if signal.kind == "break":
                    return None
            return None
        finally:
            for name, old in zip(("_", "switch"), saved, strict=True):
                if old is None:
                    variables.pop(name, None)
                else:
                    variables[name] = old

    return run


def _values(found: Value) -> Iterable[Value]:
    if found is NOTHING:
        return ()
    items = None if found is None else enumerate_value(found)
    return [found] if items is None else list(items)


def _file_lines(session: Session, path: str) -> Iterator[Value]:
    place = session.path(path)
    if not path:
        name = "System.Management.Automation.RuntimeException"
        raise terminating("InvalidFilenameOption", "-File needs the name of a file.", "InvalidOperation", None, name)
    if not is_readable(place):
        name = "System.Management.Automation.ItemNotFoundException"
        raise terminating("PathNotFound", f"There is no file '{path}'.", "ObjectNotFound", path, name)
    return iter(read_source(place).splitlines())


def _compile_test(node: ast.SwitchStatementAst, test: ast.ExpressionAst) -> Test:
    if isinstance(test, ast.ScriptBlockExpressionAst):
        return _compile_block_test(test)
    value = compile_value(test)
    case = "c" if node.case_sensitive else ""
    if node.mode == "regex":
        return _regex_test(value, node.case_sensitive)
    if node.mode == "wildcard":
        like = BINARY[case + "like"]

        def wildcard(frame: Frame, item: Value) -> bool:
            wanted = value(frame)
            return bool(like(to_text(item), to_text(wanted)))

        return wildcard
    equal = BINARY[case + "eq"]

    def exact(frame: Frame, item: Value) -> bool:
        wanted = value(frame)
        if item is None or wanted is None:
            return item is wanted
        if isinstance(item, EnumValue) and isinstance(wanted, int):
            return False  # a number is not one of an enum's names
        return to_bool(equal(item, wanted))

    return exact


def _regex_test(value: Callable[[Frame], Value], case_sensitive: bool) -> Test:
    def regex(frame: Frame, item: Value) -> bool:
        result, groups = match_one(to_text(item), value(frame), case_sensitive)
        if groups is not None:
            frame.set_matches(groups)
        return to_bool(result)

    return regex


def _compile_block_test(node: ast.ScriptBlockExpressionAst) -> Test:
    """A script block as a condition: true when its output is."""
    make = compile_value(node)
    expression: Eval | None = None
    known = False

    def test(frame: Frame, item: Value) -> bool:
        nonlocal expression, known
        if not known:
            only = make(frame).code.expression
            expression, known = (None if only is None else only[0]), True
        if expression is not None:
            return to_bool(expression(frame))
        found = make(frame).values(underscore=item, new_scope=False)
        return to_bool(found[0] if len(found) == 1 else found)

    return test
