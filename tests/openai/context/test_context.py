"""Where key, address and organisation come from, and that nothing of one call is left for the next."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from psopenai_py import Shell
from psopenai_py.emulator import Emulator, output_line

from ..command import command
from ..conftest import Service

KEY = "test-key-123"


def sent(service: Service, name: str) -> str | None:
    """A header of the last request."""
    return service.emulator.requests[-1].headers.get(name)


@pytest.fixture
def open_service(service: Service) -> Service:
    """A service that takes any key, so that the one that was sent can be looked at."""
    service.emulator.api_key = None
    return service


# -- the order of the places -----------------------------------------------------------------------------------------

PLACES = [
    ("environment", "$env:{variable} = '{value}'"),
    ("global variable", "$global:{variable} = '{value}'"),
    ("context", "Set-OpenAIContext -{parameter} '{value}'"),
]
KINDS = [("OPENAI_API_KEY", "ApiKey", "authorization"), ("OPENAI_ORGANIZATION", "Organization", "openai-organization")]


@pytest.mark.parametrize(("variable", "parameter", "header"), KINDS)
def test_each_place_wins_over_those_before_it(
    open_service: Service, variable: str, parameter: str, header: str
) -> None:
    for number, (_, script) in enumerate(PLACES):
        value = f"value-of-place-{number}"
        open_service.output(script.format(variable=variable, parameter=parameter, value=value))
        open_service.output("Get-OpenAIModels")
        assert (sent(open_service, header) or "").endswith(value)
    open_service.output(f"Get-OpenAIModels -{parameter} given")
    assert (sent(open_service, header) or "").endswith("given")
    open_service.output("Clear-OpenAIContext; Get-OpenAIModels")
    assert (sent(open_service, header) or "").endswith("value-of-place-1")


def test_the_address_has_the_same_order() -> None:
    with Emulator() as first, Emulator() as second, Emulator() as third, Emulator() as fourth:
        shell = Shell(environ={"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": first.url})
        shell.run("Get-OpenAIModels")
        shell.run(f"$global:OPENAI_API_BASE = '{second.url}'; Get-OpenAIModels")
        shell.run(f"Set-OpenAIContext -ApiBase {third.url}; Get-OpenAIModels")
        shell.run(f"Get-OpenAIModels -ApiBase {fourth.url}")
        assert [len(e.requests) for e in (first, second, third, fourth)] == [1, 1, 1, 1]
        shell.close()


def test_a_key_may_be_a_secure_string(open_service: Service) -> None:
    script = "$k = ConvertTo-SecureString 'hidden-key' -AsPlainText -Force; Get-OpenAIModels -ApiKey $k"
    open_service.output(script)
    assert sent(open_service, "authorization") == "Bearer hidden-key"
    open_service.output("Set-OpenAIContext -ApiKey $k; Get-OpenAIModels")
    assert sent(open_service, "authorization") == "Bearer hidden-key"


def test_without_a_key_the_error_names_the_ways_to_give_one(service: Service) -> None:
    del service.shell.session.environ["OPENAI_API_KEY"]
    service.shell.session.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    result = service.shell.run("Get-OpenAIModels; 'not reached'")
    error = result.terminated_by
    assert error is not None and result.output == []
    assert "OPENAI_API_KEY" in error.message and not service.emulator.requests


# -- the context -----------------------------------------------------------------------------------------------------


def test_what_is_not_given_keeps_its_value(service: Service) -> None:
    service.output("Set-OpenAIContext -TimeoutSec 5; Set-OpenAIContext -MaxRetryCount 2")
    assert service.texts("$c = Get-OpenAIContext; $c.TimeoutSec; $c.MaxRetryCount") == ["5", "2"]


def test_the_context_sets_the_retries_of_every_call(service: Service) -> None:
    service.emulator.add_fault("503,times=2,retry_after_ms=1")
    service.output("Set-OpenAIContext -MaxRetryCount 2; Get-OpenAIModels | Out-Null")
    assert len(service.emulator.requests) == 3


def test_clearing_forgets_all_of_it(service: Service) -> None:
    service.output("Set-OpenAIContext -TimeoutSec 5 -Organization o -ApiType Azure; Clear-OpenAIContext")
    script = '$c = Get-OpenAIContext; $c.TimeoutSec; "$($c.Organization)"; $c.ApiType'
    assert service.texts(script) == ["0", "", "OpenAI"]


def test_azure_takes_its_key_in_a_header_of_its_own(open_service: Service) -> None:
    open_service.output("Set-OpenAIContext -ApiType Azure -ApiKey azure-key -Organization o")
    open_service.run("Get-OpenAIModels")
    assert (sent(open_service, "api-key"), sent(open_service, "authorization")) == ("azure-key", None)
    assert sent(open_service, "openai-organization") is None
    open_service.run("Get-OpenAIModels -AuthType azure_ad")
    assert (sent(open_service, "api-key"), sent(open_service, "authorization")) == (None, "Bearer azure-key")


# -- nothing of one call is left for the next ------------------------------------------------------------------------


def test_nothing_of_a_call_is_left_for_the_next(open_service: Service) -> None:
    script = (
        "Get-OpenAIModels -ApiKey once -Organization org-once -AdditionalHeaders @{ 'X-Once' = '1' } "
        "-AdditionalQuery @{ once = '1' } | Out-Null; Get-OpenAIModels | Out-Null"
    )
    open_service.output(script)
    first, second = list(open_service.emulator.requests)[-2:]
    assert (first.headers["authorization"], first.headers["openai-organization"]) == ("Bearer once", "org-once")
    assert (first.headers["x-once"], first.query) == ("1", {"once": "1"})
    assert second.headers["authorization"] == f"Bearer {KEY}" and second.query == {}
    assert not {"openai-organization", "x-once"} & set(second.headers)


def test_two_sessions_share_nothing(open_service: Service) -> None:
    other = Shell(environ={"OPENAI_API_KEY": "other-key", "OPENAI_API_BASE": open_service.emulator.url})
    open_service.output("Set-OpenAIContext -Organization mine")
    other.run("Get-OpenAIModels")
    assert sent(open_service, "authorization") == "Bearer other-key"
    assert sent(open_service, "openai-organization") is None
    other.close()


def test_the_users_additions_reach_the_body(open_service: Service) -> None:
    file = open_service.emulator.add_file(b"x")["id"]
    open_service.run(f"Start-Batch {file} -AdditionalBody '{{\"extra\": 1}}'")
    assert open_service.body["extra"] == 1
    open_service.run(f"Start-Batch {file} -AdditionalBody @{{ extra = 2 }}")
    assert open_service.body["extra"] == 2


# -- the key is never shown ------------------------------------------------------------------------------------------

SHOWN = "very-secret-word"


def everything(result: Any) -> str:
    """All that a run wrote, and all its objects in every form that tells something."""
    streams = [result.errors, result.warnings, result.verbose, result.debug, result.information, result.output]
    texts = [f"{item} {item!r} {getattr(item, 'message', '')}" for stream in streams for item in stream]
    return "\n".join([*texts, str(result.terminated_by)])


@pytest.mark.parametrize(
    "fault",
    [
        "",
        f"401,message=Incorrect API key {SHOWN}",
        f"500,message={SHOWN}",
        f"429,message=wait {SHOWN},retry_after_ms=1",
        "disconnect",
    ],
)
def test_no_stream_shows_the_key(open_service: Service, fault: str) -> None:
    open_service.emulator.add_batch([output_line("a")], id="b1")
    if fault:
        open_service.emulator.add_fault(fault)
    script = (
        f"Set-OpenAIContext -ApiKey {SHOWN}; Get-OpenAIContext; Get-OpenAIContext | Out-String; $Error; "
        "'b1', 'b2' | Get-BatchOutput -Verbose -Debug -MaxRetryCount 1 -ThrottleLimit 2; "
        'Get-OpenAIModels -Verbose -Debug; $Error | ForEach-Object { $_.Exception.Message; "$_" }; $Error | Out-String'
    )
    assert SHOWN not in everything(open_service.shell.run(script))


def test_a_key_that_no_header_can_carry_is_an_error_that_does_not_show_it(service: Service) -> None:
    result = service.run(f'Get-OpenAIModels -ApiKey "{SHOWN}`nX: 1"')
    assert len(result.errors) == 1 and SHOWN not in everything(result) and not service.emulator.requests


def test_a_key_in_a_wrong_address_is_not_shown(service: Service) -> None:
    result = service.run(f"Get-OpenAIModels -ApiBase 'http://user:{SHOWN}@127.0.0.1:1/v1'")
    assert len(result.errors) == 1 and SHOWN not in everything(result)


def test_azure_implies_its_kind_of_key_and_addresses_without_a_version(service: Service) -> None:
    script = "Set-OpenAIContext -ApiType Azure -ApiKey k; (Get-OpenAIContext).AuthType; "
    lines = "(Request-ChatCompletion x -AsBatch).url; (Request-Embeddings x -AsBatch).url; "
    assert service.output(script + lines) == ["azure", "/chat/completions", "/embeddings"]
    assert service.output("Set-OpenAIContext -ApiType OpenAI; (Get-OpenAIContext).AuthType; " + lines) == [
        "openai", "/v1/chat/completions", "/v1/embeddings"
    ]  # fmt: skip
    assert service.output("(Request-ChatCompletion x -AsBatch -ApiType Azure).url") == ["/chat/completions"]


def test_more_data_is_a_warning_that_can_be_redirected(service: Service) -> None:
    for at in range(25):
        service.emulator.add_batch(id=f"batch_{at}")
    script = "Get-Batch 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] } | ForEach-Object "
    found = service.output(script + "Message")
    assert len(found) == 1
    assert "-All" in found[0]


@pytest.mark.parametrize("fault", ["refused", "disconnect", "401", "cut=10", "positional"])
def test_a_traceback_with_local_variables_does_not_show_the_key(open_service: Service, fault: str) -> None:
    import traceback

    from psopenai_py import CmdletError, get_batch, set_openai_context

    shell, base = open_service.shell, open_service.emulator.url
    if fault == "refused":
        base = "http://127.0.0.1:1/v1"
    elif fault != "positional":
        open_service.emulator.add_fault(fault)
    with pytest.raises(CmdletError) as caught:  # the key is not in a variable of this function
        if fault == "positional":
            set_openai_context("-".join(("very", "secret", "word")), "Nothing", shell=shell)
        else:
            get_batch("b", api_base=base, api_key="-".join(("very", "secret", "word")), shell=shell)
    seen: set[int] = set()
    waiting: list[BaseException | None] = [caught.value]
    while waiting:
        error = waiting.pop()
        if error is None or id(error) in seen:
            continue
        seen.add(id(error))
        shown = traceback.TracebackException.from_exception(error, capture_locals=True)
        own = [frame for frame in shown.stack if "test_context" not in frame.filename]
        assert SHOWN not in "".join(f"{frame} {frame.locals}" for frame in own) + "".join(shown.format_exception_only())
        waiting += [error.__cause__, error.__context__]


def test_a_password_in_the_address_is_not_shown() -> None:
    with Shell(environ={}) as shell:
        (shown,) = shell.run("Set-OpenAIContext -ApiBase http://me:hidden@host/v1; Get-OpenAIContext").output
        assert shown.ApiBase == "http://***@host/v1"


def test_a_shell_command_shows_what_calls_would_use(service: Service, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text(f"{KEY}\n")
    given = {"OPENAI_API_KEY": "", "OPENAI_API_KEY_FILE": str(key), "XDG_CONFIG_HOME": str(tmp_path)}
    more = {"OPENAI_ORG_ID": "org-1", "OPENAI_PROJECT_ID": "proj-1"}
    (shown,) = map(json.loads, command(service.emulator, "Get-OpenAIContext", **given, **more).stdout.splitlines())
    assert shown["ApiKey"] == "System.Security.SecureString"
    assert (shown["ApiBase"], shown["Organization"], shown["Project"]) == (service.emulator.url, "org-1", "proj-1")
    assert shown["Sources"] == {
        "ApiKey": "OPENAI_API_KEY_FILE", "ApiBase": "OPENAI_API_BASE", "Organization": "OPENAI_ORG_ID",
        "Project": "OPENAI_PROJECT_ID",
    }  # fmt: skip
    (tmp_path / "psopenai").mkdir()
    (tmp_path / "psopenai/config.toml").write_text(
        '[profiles.own]\napi_base = "https://host/v1"\nkey_command = "touch asked"\n'
    )
    done = command(service.emulator, "Get-OpenAIContext", "--profile", "own", cwd=tmp_path, **given, **more)
    (shown,) = map(json.loads, done.stdout.splitlines())
    assert shown["ApiBase"] == "https://host/v1" and not (tmp_path / "asked").exists()
    assert "profile 'own'" in shown["Sources"]["ApiKey"] and "org-1" not in done.stdout


def test_a_script_s_context_is_what_it_has_set(service: Service) -> None:
    assert service.texts("$c = Get-OpenAIContext; $null -eq $c.ApiKey; $null -eq $c.ApiBase") == ["True", "True"]
    assert service.output("Get-OpenAIContext | Get-Member Sources") == []
