"""`[System.Net.WebClient]`: requests as older scripts make them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from psopenai_py import Shell


@pytest.fixture
def shell(echo: Shell) -> Shell:
    assert echo.run("$client = [System.Net.WebClient]::new()").errors == []
    return echo


def output(shell: Shell, script: str) -> list[Any]:
    result = shell.run(script)
    assert [str(error) for error in result.errors] == [] and result.terminated_by is None
    return result.output


def test_text_goes_and_comes(shell: Shell) -> None:
    script = """
    $client.Encoding = [Text.Encoding]::UTF8
    $client.Headers['Content-Type'] = 'application/json'
    $client.Headers.Add('X-Kind: small')
    $a = $client.UploadString("$env:BASE/things", '{"n":1}') | ConvertFrom-Json
    $a.method, $a.body, $a.headers.'content-type', $a.headers.'x-kind'
    $b = $client.UploadString([uri]"$env:BASE/things", 'PUT', 'x') | ConvertFrom-Json
    $b.method, ($null -eq $b.headers.'content-type'), $b.headers.'x-kind'
    $client.DownloadString("$env:BASE/latin")
    $client.ResponseHeaders['content-type']
    """
    assert output(shell, script) == [
        "POST", '{"n":1}', "application/json", "small", "PUT", True, "small", "größer",
        "text/plain; charset=iso-8859-1",
    ]  # fmt: skip


def test_files_bytes_and_forms(shell: Shell, tmp_path: Path) -> None:
    assert shell.run(f"$dir = '{tmp_path}'").errors == []
    (tmp_path / "in.txt").write_text("content")
    script = """
    $client.DownloadFile("$env:BASE/a", "$dir/out.json"); (Get-Content "$dir/out.json" | ConvertFrom-Json).path
    function Text($bytes) { [Text.Encoding]::UTF8.GetString($bytes) | ConvertFrom-Json }
    $sent = Text $client.UploadFile("$env:BASE/b", "$dir/in.txt")
    $sent.body -match '(?s)filename="in.txt".*\\r\\n\\r\\ncontent\\r\\n--'
    $form = [Collections.Specialized.NameValueCollection]::new(); $form.Add('a', 'b c')
    $sent = Text $client.UploadValues("$env:BASE/c", $form); $sent.body, $sent.headers.'content-type'
    (Text $client.UploadData("$env:BASE/d", [byte[]](72, 105))).body
    [IO.StreamReader]::new($client.OpenRead("$env:BASE/e")).ReadToEnd().Contains('"/e"')
    """
    assert output(shell, script) == ["/a", True, "a=b+c", _FORM, "Hi", True]


_FORM = "application/x-www-form-urlencoded"


def test_addresses_credentials_and_tasks(shell: Shell) -> None:
    script = """
    $client.BaseAddress = "$env:BASE/v1/"
    $client.QueryString.Add('q', 'a b')
    ($client.DownloadString('things') | ConvertFrom-Json).path
    $client.Credentials = [System.Net.NetworkCredential]::new('u', 'p')
    ($client.DownloadStringTaskAsync('x').GetAwaiter().GetResult() | ConvertFrom-Json).headers.authorization
    """
    assert output(shell, script) == ["/v1/things?q=a+b", "Basic dTpw"]


def test_a_failure_is_a_web_exception(shell: Shell) -> None:
    script = """
    try { $client.DownloadString("$env:BASE/gone") } catch [System.Net.WebException] {
        $e = $_.Exception
        "$($e.Message)|$($e.Status)|$([int]$e.Response.StatusCode)"
        ([IO.StreamReader]::new($e.Response.GetResponseStream()).ReadToEnd() | ConvertFrom-Json).path
    }
    try { $client.DownloadString('nowhere') } catch { $_.Exception.Message -match 'http://'; $_.FullyQualifiedErrorId }
    try { $client.DownloadString('http://127.0.0.1:1/') } catch { "$($_.Exception.InnerException.Status)" }
    """
    assert output(shell, script) == [
        "The remote server returned an error: (404) Not Found.|ProtocolError|404", "/gone", True, "WebException",
        "ConnectFailure",
    ]  # fmt: skip
