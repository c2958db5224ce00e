"""The cmdlet that CONTRIBUTING.md adds works as it is written there: one file, one row, one test."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parents[1]
FILE = "psopenai_py/openai/batch/get_batch_progress.py"
TEST = "tests/openai/batch/test_get_batch_progress.py"
LAST_ROW = '                Row("Get-BatchOutput", "batch.get_batch_output"),\n'


def blocks() -> list[str]:
    """The Python blocks of the section, in order: the file, the row, the test."""
    section = (ROOT / "CONTRIBUTING.md").read_text().partition("## Add a cmdlet")[2].partition("\n## ")[0]
    return [dedent(block) for block in re.findall(r"```python\n(.*?)```", section, re.DOTALL)]


@pytest.mark.slow
def test_the_example_works_as_written(tmp_path: Path) -> None:
    file, row, test = blocks()
    for folder in ("psopenai_py", "tests"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "cases"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / FILE).write_text(file)
    (tmp_path / TEST).write_text(test)
    index = tmp_path / "psopenai_py/openai/index.py"
    text = index.read_text()
    assert text.count(LAST_ROW) == 1
    index.write_text(text.replace(LAST_ROW, f"{LAST_ROW}{' ' * 16}{row.strip()},\n"))

    wanted = [
        TEST,
        "tests/test_index.py",
        "tests/test_examples.py",
        "tests/test_failures.py",
        "-k",
        "BatchProgress or progress_of or row",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-vv", "-p", "no:cacheprovider", "-p", "no:xdist", *wanted],
        cwd=tmp_path, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    for name in (
        "test_the_progress_of_a_batch",
        "Get-BatchProgress batch_abc123]",
        "test_an_error_looks_as_it_is_shown[Get-BatchProgress batch_gone]",
        "has_a_row_that_names_its_file[openai]",
    ):
        assert f"{name} PASSED" in done.stdout, done.stdout
