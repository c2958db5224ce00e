"""The Python functions stream, take lists, and raise what failed."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Iterator

import pytest

import psopenai_py
from psopenai_py import CmdletError, Shell
from psopenai_py.emulator import Emulator, output_line
from psopenai_py.functions import function_name


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        for name in ("one", "two"):
            running.add_batch([output_line(f"{name}-{n}") for n in range(2)], id=f"batch_{name}")
        yield running


@pytest.fixture
def shell(emulator: Emulator) -> Iterator[Shell]:
    with Shell(environ={"OPENAI_API_BASE": emulator.url, "OPENAI_API_KEY": "sk-emulator-01234"}) as made:
        yield made


def test_results_are_objects_with_attributes(shell: Shell) -> None:
    items = list(psopenai_py.get_batch_output("batch_one", shell=shell))
    assert [item.custom_id for item in items] == ["one-0", "one-1"]
    assert items[0].response.status_code == 200


def test_several_inputs_go_through_the_pipeline(shell: Shell) -> None:
    batches = psopenai_py.get_batch(all=True, shell=shell)
    assert len(list(psopenai_py.get_batch_output(batches, shell=shell))) == 4
    found = psopenai_py.get_batch_output(batch_id=["batch_two", "batch_one"], wait=True, shell=shell)
    assert [item.custom_id for item in found] == ["two-0", "two-1", "one-0", "one-1"]


def test_inputs_are_taken_one_by_one(shell: Shell) -> None:
    endless = itertools.cycle(["batch_one"])
    found = psopenai_py.get_batch_output(endless, shell=shell)
    assert [item.custom_id for item in itertools.islice(found, 5)] == ["one-0", "one-1", "one-0", "one-1", "one-0"]


def test_nothing_happens_before_the_result_is_read(shell: Shell, emulator: Emulator) -> None:
    psopenai_py.get_batch(all=True, shell=shell)
    assert not emulator.requests


def test_a_failed_input_is_raised_at_the_end(shell: Shell) -> None:
    found = psopenai_py.get_batch_output(["batch_one", "batch_none", "batch_two"], shell=shell)
    seen: list[str] = []
    with pytest.raises(CmdletError, match="batch_none") as caught:
        seen.extend(item.custom_id for item in found)
    assert len(seen) == 4
    assert caught.value.record.exit_code == 1


def test_a_failed_input_can_be_passed_over(shell: Shell) -> None:
    found = psopenai_py.get_batch_output(["batch_none", "batch_two"], error_action="SilentlyContinue", shell=shell)
    assert len(list(found)) == 2


def test_wrong_arguments_are_raised(shell: Shell) -> None:
    with pytest.raises(CmdletError, match="no parameter -nonsense"):
        list(psopenai_py.get_batch("batch_one", nonsense=1, shell=shell))
    with pytest.raises(CmdletError, match="MaxRetryCount"):
        list(psopenai_py.get_batch("batch_one", max_retry_count=500, shell=shell))


def test_shells_share_nothing(shell: Shell, emulator: Emulator) -> None:
    list(psopenai_py.set_openai_context(organization="org-one", shell=shell))
    with Shell(environ=dict(shell.session.environ)) as other:
        list(psopenai_py.get_batch("batch_one", shell=other))
    assert "openai-organization" not in {name.lower() for name in emulator.requests[-1].headers}
    list(psopenai_py.get_batch("batch_one", shell=shell))
    headers = {name.lower(): value for name, value in emulator.requests[-1].headers.items()}
    assert headers["openai-organization"] == "org-one"


def test_functions_describe_themselves() -> None:
    function = psopenai_py.get_batch_output
    assert next(iter(inspect.signature(function).parameters)) == "batch_id"
    assert "wait" in inspect.signature(function).parameters
    assert "item by item" in (function.__doc__ or "")
    assert "get_batch_output" in dir(psopenai_py)


@pytest.mark.parametrize(
    ("cmdlet", "name"),
    [
        ("Get-BatchOutput", "get_batch_output"),
        ("Add-OpenAIFile", "add_openai_file"),
        ("Request-ChatGPT", "request_chatgpt"),
        ("Get-OpenAIModels", "get_openai_models"),
    ],
)
def test_names_in_snake_case(cmdlet: str, name: str) -> None:
    assert function_name(cmdlet) == name


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="get_nothing"):
        psopenai_py.get_nothing  # noqa: B018
