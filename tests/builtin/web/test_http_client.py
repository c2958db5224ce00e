"""`[System.Net.Http.HttpClient]`: requests as scripts make them with .NET's own client."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from psopenai_py import Shell
from psopenai_py.emulator import Emulator

SETUP = """
$client = [System.Net.Http.HttpClient]::new()
$client.BaseAddress = "$env:BASE/"
$bearer = [System.Net.Http.Headers.AuthenticationHeaderValue]::new('Bearer', 'key-1')
$client.DefaultRequestHeaders.Authorization = $bearer
function Get-Text($answer) { $answer.Content.ReadAsStringAsync().GetAwaiter().GetResult() }
"""


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.fixture
def shell(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Shell:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    made = Shell(environ={"BASE": emulator.url})
    assert made.run(SETUP).errors == []
    return made


def output(shell: Shell, script: str) -> list[Any]:
    result = shell.run(script)
    assert [str(error) for error in result.errors] == [] and result.terminated_by is None
    return result.output


def test_an_answer_is_read_while_it_streams(shell: Shell) -> None:
    script = """
    $request = [System.Net.Http.HttpRequestMessage]::new('POST', 'chat/completions')
    $request.Headers.Accept.ParseAdd('text/event-stream')
    $body = @{ model = 'm'; stream = $true; messages = @(@{ role = 'user'; content = 'one two three' }) }
    $request.Content = [System.Net.Http.StringContent]::new(
        ($body | ConvertTo-Json -Depth 5), [Text.Encoding]::UTF8, 'application/json')
    $answer = $client.SendAsync($request, 'ResponseHeadersRead').GetAwaiter().GetResult()
    $reader = [IO.StreamReader]::new($answer.Content.ReadAsStreamAsync().Result)
    $text = ''
    while ($reader -and -not $reader.EndOfStream) {
        $line = $reader.ReadLine()
        if (-not $line -or $line -eq 'data: [DONE]') { continue }
        $text += ($line.Substring(6) | ConvertFrom-Json).choices[0].delta.content
    }
    $reader.Dispose(); $answer.Dispose()
    "$($request.Method) $($answer.StatusCode) $($answer.Content.Headers.ContentType.MediaType)"; $text
    """
    assert output(shell, script) == ["POST OK text/event-stream", "one two three"]


def test_every_method(shell: Shell) -> None:
    script = """
    $json = [System.Net.Http.StringContent]::new('{"name":"n"}', [Text.Encoding]::UTF8, 'application/json')
    $made = Get-Text $client.PostAsync('vector_stores', $json).Result | ConvertFrom-Json
    $made.name
    ($client.GetStringAsync("vector_stores/$($made.id)").Result | ConvertFrom-Json).id -eq $made.id
    $client.GetByteArrayAsync([uri]"vector_stores/$($made.id)").Result.Length -gt 20
    (Get-Text $client.DeleteAsync("vector_stores/$($made.id)").Result | ConvertFrom-Json).deleted
    $request = [System.Net.Http.HttpRequestMessage]::new([System.Net.Http.HttpMethod]::Get, 'models')
    $client.Send($request).IsSuccessStatusCode
    """
    assert output(shell, script) == ["n", True, True, True, True]


def test_a_form_with_a_file(shell: Shell, emulator: Emulator) -> None:
    script = """
    $form = [System.Net.Http.MultipartFormDataContent]::new()
    $file = [System.Net.Http.ByteArrayContent]::new([byte[]](123, 125, 10))
    $file.Headers.ContentType = [System.Net.Http.Headers.MediaTypeHeaderValue]::Parse('application/jsonl')
    $form.Add($file, 'file', 'row "1".jsonl')
    $form.Add([System.Net.Http.StringContent]::new('batch'), 'purpose')
    $answer = Get-Text $client.PostAsync('files', $form).Result | ConvertFrom-Json
    "$($answer.bytes) $($answer.purpose)"; $client.GetStringAsync("files/$($answer.id)/content").Result
    """
    assert output(shell, script) == ["3 batch", "{}\n"]


def test_refusals_are_answers_and_errors_have_their_types(shell: Shell) -> None:
    script = """
    $answer = $client.GetAsync('batches/none').Result
    "$([int]$answer.StatusCode) $($answer.ReasonPhrase) $($answer.IsSuccessStatusCode)"
    (Get-Text $answer | ConvertFrom-Json).error.type
    try { $answer.EnsureSuccessStatusCode() } catch { $_.Exception.InnerException.StatusCode }
    try { $client.GetStringAsync('batches/none').GetAwaiter().GetResult() } catch { $_.FullyQualifiedErrorId }
    try { $client.GetStringAsync('http://127.0.0.1:1/').GetAwaiter().GetResult() }
    catch { $_.Exception.InnerException.GetType().FullName }
    try { $client.GetStringAsync('http://127.0.0.1:1/').Result } catch { $_.Exception.InnerException.GetType().Name }
    """
    assert list(map(str, output(shell, script))) == [
        "404 Not Found False",
        "invalid_request_error",
        "NotFound",
        "HttpRequestException",
        "System.Net.Http.HttpRequestException",
        "AggregateException",
    ]


def test_requests_run_at_the_same_time_and_end_when_cancelled(shell: Shell, emulator: Emulator) -> None:
    emulator.faults.add("delay=1,path=*slow")
    script = """
    $tasks = 1..3 | ForEach-Object { $client.GetStringAsync('models') }
    [System.Threading.Tasks.Task]::WaitAll($tasks)
    ($tasks | ForEach-Object { ($_.Result | ConvertFrom-Json).object }) -join ','
    $source = [System.Threading.CancellationTokenSource]::new(20)
    try { $client.GetStringAsync('slow', $source.Token).GetAwaiter().GetResult() }
    catch { $_.Exception.InnerException.GetType().Name }
    $client.Timeout = [timespan]::FromMilliseconds(50)
    try { $client.GetStringAsync('slow').GetAwaiter().GetResult() } catch { $_.Exception.InnerException.GetType().Name }
    $client.Timeout = [timespan]::FromSeconds(100)
    $task = $client.GetStringAsync('slow'); $client.CancelPendingRequests()
    try { $task.GetAwaiter().GetResult() } catch { $_.Exception.InnerException.GetType().Name }
    $client.Dispose()
    try { $client.GetStringAsync('models').Result } catch { $_.Exception.InnerException.InnerException.GetType().Name }
    """
    assert output(shell, script) == [
        "list,list,list",
        "TaskCanceledException",
        "TaskCanceledException",
        "TaskCanceledException",
        "ObjectDisposedException",
    ]


class _Trickle(BaseHTTPRequestHandler):
    """An answer that comes byte by byte, without a silence that would be too long."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            for _ in range(400):
                self.wfile.write(b"x")
                time.sleep(0.05)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.mark.parametrize("use_proxy", ["$true", "$false"])
def test_the_timeout_is_for_the_whole_answer(shell: Shell, use_proxy: str) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Trickle) as server:
        server.daemon_threads = True
        threading.Thread(target=server.handle_request, daemon=True).start()
        script = f"""
        $handler = [System.Net.Http.HttpClientHandler]::new(); $handler.UseProxy = {use_proxy}
        $client = [System.Net.Http.HttpClient]::new($handler); $client.Timeout = [timespan]::FromSeconds(0.5)
        try {{ $client.GetStringAsync('http://127.0.0.1:{server.server_port}/').GetAwaiter().GetResult() }}
        catch {{ $_.Exception.InnerException.GetType().Name }}
        """
        assert output(shell, script) == ["TaskCanceledException"]


def test_headers_of_requests_and_answers(shell: Shell) -> None:
    script = """
    $request = [System.Net.Http.HttpRequestMessage]::new('get', 'models')
    $request.Method; $request.Method -eq [System.Net.Http.HttpMethod]::Get
    $request.Headers.Add('X-One', [string[]]('a', 'b')); $request.Headers.GetValues('x-one') -join '+'
    $request.Headers.TryAddWithoutValidation('Content-Type', 'text/plain')
    try { $request.Headers.Add('Content-Type', 'text/plain') } catch { $_.Exception.InnerException.GetType().Name }
    try { $request.Headers.Add('X-Two', "a`r`nX-Three: b") } catch { $_.Exception.InnerException.GetType().Name }
    $request.Headers.Remove('X-One'); $request.Headers.Contains('X-One')
    $request.Headers.UserAgent.ParseAdd('mine/1.0'); "$($request.Headers.UserAgent)"
    $answer = $client.SendAsync($request).Result
    $values = $null; $answer.Headers.TryGetValues('Date', [ref]$values); $values.Count
    ($answer.Headers | Where-Object Key -eq 'date').Value.Count
    "$($answer.Content.Headers.ContentType)"; "$($client.DefaultRequestHeaders.Authorization)"
    """
    assert list(map(str, output(shell, script))) == [
        "GET", "True", "a+b", "False", "InvalidOperationException", "FormatException", "True", "False", "mine/1.0",
        "True", "1", "1", "application/json", "Bearer key-1",
    ]  # fmt: skip


def test_a_handler_and_what_it_cannot_do(shell: Shell) -> None:
    script = """
    $handler = [System.Net.Http.HttpClientHandler]::new()
    $handler.UseCookies = $false; $handler.AllowAutoRedirect = $false
    $other = [System.Net.Http.HttpClient]::new($handler)
    $other.DefaultRequestHeaders.Add('Authorization', 'Bearer key-2')
    $other.GetAsync("$env:BASE/models").Result.StatusCode
    $handler.ServerCertificateCustomValidationCallback = { $true }
    try { $other.GetAsync("$env:BASE/models").GetAwaiter().GetResult() } catch { "$_" }
    try { $other.GetAsync('models').GetAwaiter().GetResult() } catch { $_.Exception.InnerException.GetType().Name }
    """
    status, refused, relative = map(str, output(shell, script))
    assert (status, relative) == ("OK", "InvalidOperationException")
    assert "DangerousAcceptAnyServerCertificateValidator" in refused


def test_a_form_of_texts_is_encoded(shell: Shell) -> None:
    script = """
    $content = [System.Net.Http.FormUrlEncodedContent]::new(@{ 'a b' = 'c&d' })
    "$($content.Headers.ContentType)"; $content.ReadAsStringAsync().Result
    [System.Net.Http.StringContent]::new('é').ReadAsByteArrayAsync().Result -join ' '
    [System.Net.Http.StringContent]::new('x').Headers.ContentType.CharSet
    """
    assert output(shell, script) == ["application/x-www-form-urlencoded", "a+b=c%26d", "195 169", "utf-8"]


def test_an_error_does_not_show_the_key(shell: Shell) -> None:
    result = shell.run("$client.GetStringAsync('http://127.0.0.1:1/').GetAwaiter().GetResult()")
    assert "cannot be reached" in str(result.errors[0]) and "key-1" not in str(result.errors[0])
