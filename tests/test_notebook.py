"""A notebook: functions, tables and progress in a real kernel."""

from __future__ import annotations

from pathlib import Path

import pytest

from psopenai_py.testing import emulated, output_line

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # the kernel's libraries have warnings of their own
def test_a_notebook_shows_tables(tmp_path: Path) -> None:
    cells = ["from psopenai_py import *", "get_batch()", "get_batch('batch_1')",
             "[x.custom_id for x in get_batch_output('batch_1')]", "get_batch_output('batch_1').to_list()",
             "wait_batch('batch_1').status"]  # fmt: skip
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    with emulated() as running:
        running.add_batch([output_line("a", "One.")], id="batch_1")
        nbclient.NotebookClient(
            notebook, timeout=300, startup_timeout=300, resources={"metadata": {"path": str(tmp_path)}}
        ).execute()
    shown = [[output.get("data", {}) for output in cell.outputs] for cell in notebook.cells]
    assert "<th>id</th>" in shown[1][-1]["text/html"]
    assert "<td>batch_1</td>" in shown[2][-1]["text/html"]
    assert shown[3][-1]["text/plain"] == "['a']"
    assert "<td>a</td>" in shown[4][-1]["text/html"]
    assert shown[5][-1]["text/plain"] == "'completed'"
