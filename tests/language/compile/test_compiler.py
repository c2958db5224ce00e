"""The table of compilers."""

from __future__ import annotations

import ast as python
from pathlib import Path

import pytest

from psopenai_py import Shell
from psopenai_py.language.compile import compiler
from psopenai_py.language.syntax import ast

# `using` is no statement that runs; trees with errors never run.
NO_CODE = (ast.StatementAst, ast.ExpressionAst, ast.UsingStatementAst, ast.ErrorStatementAst, ast.ErrorExpressionAst)
NODES = [
    kind
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, (ast.StatementAst, ast.ExpressionAst)) and kind not in NO_CODE
]
FOLDER = Path(compiler.__file__).parent


@pytest.mark.parametrize("kind", NODES, ids=lambda kind: kind.__name__)
def test_every_node_has_a_compiler(kind: type) -> None:
    Shell().run("1")
    tables = (compiler._VALUES, compiler._RAW) if issubclass(kind, ast.ExpressionAst) else (compiler._STATEMENTS,)
    assert any(kind in table for table in tables)


def test_the_index_names_the_modules_that_register_compilers_and_no_others() -> None:
    registrars = {"expression", "raw", "statement", "output", "in_text", "target", "cast"}
    registering = set()
    for path in FOLDER.glob("*.py"):
        for node in python.walk(python.parse(path.read_text())):
            if (
                isinstance(node, python.FunctionDef)
                and path.stem != "compiler"
                and any(
                    isinstance(each, python.Call) and isinstance(each.func, python.Name) and each.func.id in registrars
                    for each in node.decorator_list
                )
            ):
                registering.add(path.stem)
    assert registering == set(compiler._MODULES)
