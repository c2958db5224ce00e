"""`[System.Net.WebRequest]`: requests whose body and answer are streams."""

from __future__ import annotations

from typing import Any

from psopenai_py import Shell

from .test_web_client import output

_MAKE = '$request = [System.Net.WebRequest]::Create("$env:BASE{path}"); '
_READ = "[IO.StreamReader]::new($answer.GetResponseStream()).ReadToEnd()"


def made(path: str = "/things") -> str:
    return _MAKE.format(path=path)


def failed(shell: Shell, script: str) -> list[str]:
    """The ids of the errors of a script."""
    result = shell.run(script)
    return [error.fully_qualified_error_id for error in result.errors]


def test_a_text_is_fetched(echo: Shell) -> None:
    script = made() + "$answer = $request.GetResponse(); [int]$answer.StatusCode; $answer.StatusDescription; "
    script += f"$answer.ContentType; $text = {_READ}; $answer.ContentLength -eq $text.Length; "
    script += "($text | ConvertFrom-Json).path; $answer.GetResponseHeader('content-type'); $answer.Close()"
    assert output(echo, script) == [200, "OK", "text/json", True, "/things", "text/json"]
    latin = made("/latin") + "$answer = $request.GetResponse(); $answer.CharacterSet; "
    latin += "[IO.StreamReader]::new($answer.GetResponseStream(), [Text.Encoding]::GetEncoding('latin1')).ReadToEnd()"
    assert output(echo, latin) == ["iso-8859-1", "größer"]


def test_a_body_and_headers_are_sent(echo: Shell) -> None:
    script = (
        made()
        + """
    $request.Method = 'POST'
    $request.ContentType = 'application/json'
    $request.UserAgent = 'script'
    $request.Headers.Add('Authorization', 'Bearer x')
    $request.Headers['X-Kind'] = 'small'
    $request.Timeout = 5000
    $bytes = [Text.Encoding]::UTF8.GetBytes('{"n":1}')
    $request.ContentLength = $bytes.Length
    $stream = $request.GetRequestStream(); $stream.Write($bytes, 0, $bytes.Length); $stream.Close()
    $answer = $request.GetResponse()
    """
    )
    script += f"$sent = {_READ} | ConvertFrom-Json; $sent.method; $sent.body; $request.HaveResponse; "
    script += "'content-type', 'user-agent', 'authorization', 'x-kind', 'content-length' | % { $sent.headers.$_ }"
    expected: list[Any] = ["POST", '{"n":1}', True, "application/json", "script", "Bearer x", "small", "7"]
    assert output(echo, script) == expected
    writer = made() + "$request.Method = 'PUT'; $writer = [IO.StreamWriter]::new($request.GetRequestStream()); "
    writer += "$writer.Write('text'); $writer.Dispose(); $answer = $request.GetResponse(); "
    assert output(echo, f"{writer}({_READ} | ConvertFrom-Json).body") == ["text"]
    secret = made() + "$request.Credentials = [Net.NetworkCredential]::new('u', 'p'); "
    secret += f"$answer = $request.GetResponse(); ({_READ} | ConvertFrom-Json).headers.authorization"
    assert output(echo, secret) == ["Basic dTpw"]


def test_an_answer_that_is_an_error(echo: Shell) -> None:
    script = (
        made("/gone")
        + """try { $request.GetResponse() } catch [System.Net.WebException] {
        $answer = $_.Exception.Response; "$($_.Exception.Status)"; [int]$answer.StatusCode; """
    )
    assert output(echo, f"{script} ({_READ} | ConvertFrom-Json).path }}") == ["ProtocolError", 404, "/gone"]


def test_what_cannot_be_sent(echo: Shell) -> None:
    assert failed(echo, made() + "$request.GetRequestStream()") == ["ProtocolViolationException"]
    assert failed(echo, "[System.Net.WebRequest]::Create('ftp://example.com/a')") == ["NotSupportedException"]
    assert failed(echo, "[System.Net.WebRequest]::Create('nowhere')") == ["UriFormatException"]
    assert failed(echo, "[System.Net.WebRequest]::Create($null)") == ["ArgumentNullException"]
    assert failed(echo, made() + "$request.Method = ''") == ["ExceptionWhenSetting"]
    closed = "try { [System.Net.WebRequest]::Create('http://127.0.0.1:1/').GetResponse() } "
    assert output(echo, closed + "catch { $_.Exception.InnerException.Status.ToString() }") == ["ConnectFailure"]
