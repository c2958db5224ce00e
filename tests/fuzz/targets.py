"""What is given to each reader, and what must hold of it.

A target takes bytes. It returns, or an exception says what is wrong: the errors that a reader raises on purpose are its
answers, any other exception is a fault.
"""

# ruff: noqa: E501 (input is data, one piece a line)
from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from psopenai_py import ParseError, Shell, configuration
from psopenai_py.configuration import ConfigurationError
from psopenai_py.emulator import output_line, request_line
from psopenai_py.engine.pipeline.cmdlet import CmdletProcessor
from psopenai_py.engine.pipeline.pipeline import IDLE
from psopenai_py.engine.values.objects import PSObject
from psopenai_py.errors import NetException, PSOpenAIError
from psopenai_py.formatting.json_lines import to_line
from psopenai_py.frontends.argv import read_words
from psopenai_py.frontends.output import OUTPUT_FORMAT
from psopenai_py.frontends.stdin import Input
from psopenai_py.http import HttpError
from psopenai_py.http.sse import parse_events
from psopenai_py.language.compile.compiler import compile_statement
from psopenai_py.language.syntax import ast
from psopenai_py.language.syntax.parser.parse import parse
from psopenai_py.openai.batch.batch import BatchFacts
from psopenai_py.openai.batch.lines import LineJudge, Span, WholeLines
from psopenai_py.openai.objects import typed_object
from psopenai_py.openai.result_line import LineReader

from . import damage

Target = Callable[[bytes], None]


@cache
def shell() -> Shell:
    return Shell(environ={"OPENAI_API_KEY": "sk-fuzz-0123456789"})


# -- standard input --------------------------------------------------------------------------------------------------


def standard_input(data: bytes) -> None:
    """Every line is a value or a complaint that names it; what was read can be written."""
    complaints: list[int] = []
    stream = io.BytesIO(data)
    values = [value for value in Input(stream, lambda line, why: complaints.append(line)) if value is not IDLE]
    assert all(1 <= line <= data.count(b"\n") + 2 for line in complaints)
    for value in values:
        assert to_line(value).endswith(b"\n")


# -- result lines ----------------------------------------------------------------------------------------------------


def result_lines(data: bytes) -> None:
    """Lines are counted alike however they arrive; each result can be looked at, shown and written."""
    results: list[bytes] = []
    for size in (len(data) or 1, 7):
        whole, by_ends, by_reading = WholeLines(), LineJudge(), LineJudge()
        results = []
        text = b""
        for span in _spans(whole, data, size):
            block, start, end = span
            texts = block[start:end].split(b"\n")
            is_cut = bool(texts[-1])
            results += [line.text for line in by_reading.by_reading(texts if is_cut else texts[:-1], is_cut)]
            text += by_ends.by_ends(*span)
        split = [line for at in range(0, len(data), size) for line in whole.split(data[at : at + size])]
        assert b"\n".join((*split, whole.rest())) == data
        assert by_ends.last_line == by_reading.last_line and len(results) <= by_ends.count
        assert not text or text.endswith(b"\n")
        assert by_reading.count + by_reading.is_cut + by_ends.is_cut >= len(results)
    for line in results:
        item = LineReader().line(line).item()
        _look(item, 0)
        assert to_line(item) == line + b"\n"
        shell().format([item])


def _spans(whole: WholeLines, data: bytes, size: int) -> Iterator[Span]:
    for at in range(0, len(data), size):
        yield from whole.add(data[at : at + size])
    rest = whole.rest()
    if rest:
        yield rest, 0, len(rest)


def _look(value: Any, depth: int) -> None:
    """Look at everything in a value, as far as scripts usually do."""
    if depth > 20:
        return
    if isinstance(value, PSObject):
        for name in value:
            _look(value[name], depth + 1)
    elif isinstance(value, list):
        for item in value:
            _look(item, depth + 1)


# -- event streams ---------------------------------------------------------------------------------------------------


def event_stream(data: bytes) -> None:
    """Events are the same however they arrive, and each is JSON or says that it is not."""
    whole = list(parse_events([data]))
    assert whole == list(parse_events(data[at : at + 3] for at in range(0, len(data), 3)))
    for event in whole:
        with suppress(HttpError):
            event.json()


# -- words of a command line -----------------------------------------------------------------------------------------

CMDLETS = (
    "Get-BatchOutput",
    "Request-ChatCompletion",
    "Start-Batch",
    "Wait-Batch",
    "Set-OpenAIContext",
    "New-VectorStore",
)


def words(data: bytes) -> None:
    """The binder takes the words, or says which is wrong."""
    name, *given = data.decode("utf-8", "surrogateescape").split("\0")
    found = shell().session.commands.cmdlet(name if name in CMDLETS else CMDLETS[len(data) % len(CMDLETS)])
    assert found is not None and found.spec is not None
    try:
        tokens = read_words(found.spec, given, (OUTPUT_FORMAT,))
        CmdletProcessor(shell().session, found.spec, tokens, of_door=(OUTPUT_FORMAT,)).binder.bind_words()
    except PSOpenAIError as error:
        assert str(error)


# -- scripts ---------------------------------------------------------------------------------------------------------


def script(data: bytes) -> None:
    """A text is a script that can be compiled, or has errors with a place each."""
    text = data.decode("utf-8", "replace")
    try:
        tree = parse(text)
        for node in nodes(tree):
            # what `using` brings is there before anything runs: it is not compiled
            if isinstance(node, ast.StatementAst) and not isinstance(node, ast.UsingStatementAst):
                compile_statement(node)
    except ParseError as error:
        assert error.errors and all(one.line >= 1 and one.column >= 1 and one.message for one in error.errors)
    except (PSOpenAIError, NetException):
        pass  # what only compiling finds


def nodes(node: Any) -> Iterator[ast.Ast]:
    """A node and all below it, however deep."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (list, tuple)):
            waiting += one
        elif isinstance(one, ast.Ast):
            yield one
            waiting += [getattr(one, name) for name in ast.child_fields(one)]


# -- batch objects ---------------------------------------------------------------------------------------------------


def batch_object(data: bytes) -> None:
    """Whatever a service calls a batch has facts, and can be shown and written."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, dict):
            continue
        made = typed_object(one)
        for source in (one, made):
            facts = BatchFacts(source)
            assert facts.expected_items is None or facts.expected_items >= 0
            assert all(file.id for file in facts.files())
            facts.problems(), facts.has_ended, facts.lacks_output, facts.lacks_errors
        _look(made, 0)
        assert to_line(made).count(b"\n") == 1
        shell().format([made])


# -- the configuration file ------------------------------------------------------------------------------------------


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="fuzz-")


def configuration_file(data: bytes) -> None:
    """A file is a configuration, or an error names it; what is saved into one is there, and the rest is as it was."""
    path = Path(_folder().name, "config.toml")
    environ = {configuration.FILE_VARIABLE: str(path)}
    path.write_bytes(data)
    try:
        found = configuration.read(environ)
        found.select(environ)
    except ConfigurationError as error:
        assert str(path) in str(error)
        return
    name = data[-8:].decode("utf-8", "replace")
    try:
        configuration.save(environ, name, {"api_base": "https://x.example/v1", "timeout_sec": len(data)})
    except ConfigurationError as error:
        assert str(path) in str(error) and path.read_bytes() == data
        return
    after = configuration.read(environ)
    assert after.profiles[name]["timeout_sec"] == len(data)
    assert {one: after.profiles[one] for one in found.profiles if one != name} == {
        one: of for one, of in found.profiles.items() if one != name
    }


@dataclass(frozen=True)
class Fuzzed:
    """A target, valid input for it, and how that is damaged."""

    target: Target
    seeds: list[bytes]
    damaged: Callable[[list[bytes], int], bytes] = damage.bytes_of


_LINE = json.dumps(output_line("a", "text")).encode()
_BATCH = json.dumps(
    {
        "id": "batch_1", "object": "batch", "endpoint": "/v1/chat/completions", "status": "completed",
        "errors": {"object": "list", "data": [{"code": "x", "line": 3, "message": "bad", "param": None}]},
        "input_file_id": "file-1", "output_file_id": "file-2", "error_file_id": None, "created_at": 1711471533,
        "completed_at": 1711475133, "metadata": {"a": "b"}, "request_counts": {"total": 3, "completed": 2, "failed": 1},
    }
).encode()  # fmt: skip
_RESPONSE = json.dumps(
    {
        "id": "resp_1", "object": "response", "created_at": 1, "status": "completed", "model": "m", "usage": {"total_tokens": 1},
        "output": [{"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "t", "annotations": []}]}],
    }
).encode()  # fmt: skip
_SCRIPTS = [
    b"$r = Get-BatchOutput b1 | Where-Object { $_.response.status_code -ne 200 }\n$r | Format-Table custom_id",
    b"function f([int]$x = 3, [switch]$s) { begin { 1 } process { $_ } end { return @{ a = 1; 'b c' = @(1, 2) } } }",
    b"try { throw 'x' } catch [System.Exception] { \"$($_.Exception.Message) `n\" } finally { exit 3 }",
    b"switch -Regex ('ab') { '^a' { break } default { continue } }\nforeach ($i in 1..3) { if ($i -gt 2) { $i++ } elseif (!$i) {} }",
    b"class T : Base { [string]$x; T([int]$n) : base() { $this.x = $n } static [int] f() { return 1 } }\nenum E { a = 1; b }",
    b"@'\nhere $x\n'@; @\"\n$x ${y:z} $(1 + 1)\n\"@; <# c #> # d\n$a[0].b::c(1, 'd')?.e; & $f @args 2>&1 > out.txt | % -Begin { } { }",
    b"param([Parameter(Mandatory)][ValidateSet('a', 'b')][string[]]$p)\nusing namespace System.Text\n[int]::Parse('1') -as [string]",
]
_CONFIGURATION = b"""
profile = "work"
require_tls = true
complete_ids = false

[profiles.work]  # ours
api_base = "https://llm.example.com/v1"
secret = "work"
max_retry_count = 3

[profiles."two words"]
key_command = ["pass", "show", "key"]
api_type = "Azure"
"""
TARGETS: dict[str, Fuzzed] = {
    "configuration_file": Fuzzed(
        configuration_file, [_CONFIGURATION, b"profiles.a.timeout_sec = 3\n", b"[profiles]\nb = { project = 'p' }\n"]
    ),
    "standard_input": Fuzzed(
        standard_input, [b"batch_1\nbatch_2\n", b'{"id":"batch_1"}\n[1, {"a":\n2}]\n', b"\xef\xbb\xbf" + _BATCH + b"\n" + _LINE]
    ),
    "result_lines": Fuzzed(result_lines, [_LINE + b"\n" + _LINE + b"\n", _LINE + b"\r\n\r\n" + _LINE, b"{}\nnull\n[]\n"]),
    "result_objects": Fuzzed(
        result_lines, [_LINE, b'{"custom_id":"r","response":{"status_code":200,"body":' + _RESPONSE + b"}}"], damage.json_of
    ),
    "event_stream": Fuzzed(
        event_stream, [b'data: {"a":1}\n\nevent: x\nid: 3\ndata: b\ndata: c\n\ndata: [DONE]\n\n', b'event: error\r\ndata: {"error":{}}\r\n\r\n']
    ),
    "words": Fuzzed(
        words,
        [b"Get-BatchOutput\0-BatchId\0b1\0-OutFile\0x\0--wait", b"Set-OpenAIContext\0-AdditionalHeaders\0@{a=1}\0-TimeoutSec\0-1",
         b"Request-ChatCompletion\0hi\0--logit-bias\0{\"a\":1}\0-Temperature:0.5\0-Stop\0a,b", b"Start-Batch\0--meta-data\0a=b\0-"],
    ),
    "script": Fuzzed(script, _SCRIPTS),
    "batch_object": Fuzzed(batch_object, [_BATCH, _RESPONSE, json.dumps(output_line("a")["response"]["body"]).encode(),
                                          json.dumps(request_line("a")).encode()], damage.json_of),
}  # fmt: skip
