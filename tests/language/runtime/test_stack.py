"""Deeply nested calls: in the main thread and others, without a trace in the host process."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from psopenai_py import Shell
from psopenai_py.language.runtime.stack import FRAMES, raised_limit

PLAIN = "function f($n) { if ($n -le 1) { 1 } else { 1 + (f ($n - 1)) } }; f 1000"
PIPED = """
function f {
    [CmdletBinding()] param([Parameter(ValueFromPipeline)][int]$n)
    process { if ($n -le 1) { 1 } else { foreach ($x in 1) { try { 1 | ForEach-Object { 1 + (($n - 1) | f) } } finally { } } } }
}
1000 | f
"""  # noqa: E501
METHOD = "class C { [int] F([int]$n) { if ($n -le 1) { return 1 }; return 1 + $this.F($n - 1) } }; [C]::new().F(1000)"


def depth_of(script: str) -> object:
    result = Shell().run(script)
    return result.terminated_by or result.errors or result.output


@pytest.mark.parametrize("script", [PLAIN, PIPED, METHOD])
@pytest.mark.slow
def test_a_thousand_nested_calls_in_four_threads_at_once(script: str) -> None:
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(depth_of(script))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[1000]] * 4


def test_four_threads_may_be_the_first_to_run_a_script() -> None:
    code = f"""if True:
        import threading
        from psopenai_py import Shell
        def run():
            result = Shell().run({PLAIN!r})
            print(str((result.output, result.errors, result.terminated_by)) + chr(10), end="")
        threads = [threading.Thread(target=run) for _ in range(4)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
    """
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert ended.stdout.splitlines() == ["([1000], [], None)"] * 4, ended.stderr


@pytest.mark.parametrize("script", [PLAIN, PIPED, METHOD])
def test_threads_with_small_stacks_are_enough(script: str) -> None:
    found: list[object] = []
    before = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=lambda: found.append(depth_of(script)))
        thread.start()
        thread.join()
        assert found == [[1000]]
    finally:
        assert threading.stack_size(before) == 512 * 1024


def test_too_deep_calls_are_an_error_in_any_thread() -> None:
    script = "function f { f }; try { f } catch { $_.FullyQualifiedErrorId }"
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(depth_of(script)))
    thread.start()
    thread.join()
    assert [*found, depth_of(script)] == [["CallDepthOverflow"]] * 2


def test_what_ends_deep_calls_reaches_the_caller_from_another_thread() -> None:
    script = "function f($n) { if ($n -eq 0) { throw 'at the end' }; f ($n - 1) }; "
    found: list[object] = []
    caught = script + "try { f 300 } catch { \"$_\" }; $i = 0; while ($true) { f2 300; $i++ }; 'never'"
    leave = "function f2($n) { if ($n -eq 0) { break }; f2 ($n - 1) }; "
    thread = threading.Thread(target=lambda: found.append(depth_of(leave + caught.replace("; 'never'", "; 'left'"))))
    thread.start()
    thread.join()
    assert found == [["at the end", "left"]]


def test_the_recursion_limit_of_the_host_comes_back() -> None:
    before = sys.getrecursionlimit()
    shell, seen = Shell(), []
    shell.invoke("1", lambda value: seen.append(sys.getrecursionlimit()))
    assert seen == [FRAMES]
    assert sys.getrecursionlimit() == before
    shell.run("function f { f }; f")
    shell.format(shell.run("[pscustomobject]@{ A = 1 }").output)
    assert sys.getrecursionlimit() == before


def test_the_last_run_to_leave_puts_the_limit_back() -> None:
    before = sys.getrecursionlimit()
    first, second = raised_limit(), raised_limit()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert sys.getrecursionlimit() == FRAMES
    second.__exit__(None, None, None)
    assert sys.getrecursionlimit() == before


def test_a_limit_that_the_host_sets_meanwhile_stays() -> None:
    before = sys.getrecursionlimit()
    try:
        with raised_limit():
            sys.setrecursionlimit(before + 500)
        assert sys.getrecursionlimit() == before + 500
    finally:
        sys.setrecursionlimit(before)


def test_importing_the_package_leaves_the_limit_alone() -> None:
    code = (
        "import sys; before = sys.getrecursionlimit(); from psopenai_py import Shell; "
        "import psopenai_py.language.runtime.failures, psopenai_py.language.session.evaluate; "
        "Shell().run('1'); print(sys.getrecursionlimit() == before)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert ended.stdout == "True\n", ended.stderr
