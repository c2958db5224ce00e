"""Type checkers know what the functions take and return: mypy and pyright on a small program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = """\
import datetime
from psopenai_py import Batch, BatchOutput, File, NotFoundError, Results, Stream
from psopenai_py import add_openai_file, get_batch, get_batch_output, remove_openai_file, request_chat_completion
from psopenai_py import start_batch

file: File = add_openai_file("x.jsonl", purpose="batch")
batch: Batch = start_batch(file, endpoint="/v1/chat/completions")
found: Stream[BatchOutput] = get_batch_output(batch, wait=True)
for item in found:
    status: int = item.response.status_code
    print(item.custom_id.upper(), status, item["new"], dict(item))
listed: Results[Batch] = get_batch()
started: datetime.datetime = listed[0].created_at
every: Stream[Batch] = get_batch(all=True)
remove_openai_file([file, "file-2"])
get_batch_output(["a", "b"], out_file="x.jsonl")
print(request_chat_completion("hi", model="gpt-4o", temperature=0.2).Answer[0].upper())
try:
    get_batch("x", timeout_sec=3, shell=None)
except NotFoundError as error:
    print(error.status, error.request_id)
"""
BAD = """\
from psopenai_py import add_openai_file, get_batch, get_batch_output
for item in get_batch_output("b"):
    item.typo
add_openai_file("x", purpose="batsch")
get_batch_output()
get_batch("a").statu
get_batch(nonsense=1)
get_batch("a", all="yes")
"""
BAD_LINES = (3, 4, 5, 6, 7, 8)


@pytest.mark.slow
@pytest.mark.parametrize("checker", [["mypy", "--strict", "--no-color-output"], ["pyright"]], ids=["mypy", "pyright"])
def test_a_checker_finds_the_mistakes_and_nothing_else(checker: list[str], tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "bad.py").write_text(BAD)
    (tmp_path / "mypy.ini").write_text("[mypy]\ncache_dir = .cache\n")
    settings = {"reportUnusedExpression": False, "extraPaths": [str(Path(__file__).parents[1])]}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps({"include": ["good.py", "bad.py"], **settings}))
    words = [sys.executable, "-m", *checker]
    words += ["--pythonpath", sys.executable] if checker == ["pyright"] else ["good.py", "bad.py"]
    # an editable installation may hide the package from a checker that does not run it
    env = {**os.environ, "MYPYPATH": str(Path(__file__).parents[1])}
    run = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False, env=env)
    places = [line.split(":") for line in run.stdout.splitlines() if "error" in line and ".py:" in line]
    found = {(Path(parts[0].strip()).name, int(parts[1])) for parts in places}
    ours = {place for place in found if place[0] in ("good.py", "bad.py")}  # not the package's own, seen as a source
    assert ours == {("bad.py", line) for line in BAD_LINES}, run.stdout + run.stderr
