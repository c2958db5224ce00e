"""Exception types and their values."""

from __future__ import annotations

from psopenai_py.dotnet.model.exceptions import exception_type, range_error
from psopenai_py.dotnet.model.registry import get_type, type_of
from psopenai_py.errors import NetException

from ..calling import call, new, read


def test_the_type_of_an_exception_is_its_own() -> None:
    assert type_of(NetException("System.FormatException", "x")) is get_type("System.FormatException")


def test_bases() -> None:
    assert exception_type("System.ArgumentNullException").is_subtype_of(get_type("System.ArgumentException"))
    assert exception_type("PSOpenAI.APIRequest.NotFoundException").is_subtype_of(
        get_type("PSOpenAI.APIRequest.APIRequestException")
    )
    cast = exception_type("System.Management.Automation.PSInvalidCastException")
    assert cast.is_subtype_of(get_type("System.InvalidCastException"))


def test_an_unknown_exception_is_an_exception() -> None:
    assert exception_type("My.OwnException").base is get_type("System.Exception")


def test_making_exceptions() -> None:
    cause = new("System.FormatException", "why", of=("string",))
    error = new("System.InvalidOperationException", "what", cause, of=("string", "System.Exception"))
    assert read(error, "Message") == "what"
    assert read(error, "InnerException") is cause
    assert call(error, "GetBaseException") is cause
    assert call(error, "ToString").startswith(
        "System.InvalidOperationException: what\n ---> System.FormatException: why"
    )


def test_an_argument_error_names_its_parameter() -> None:
    error = new("System.ArgumentException", "bad", "name", of=("string", "string"))
    assert read(error, "Message") == "bad (Parameter 'name')"
    assert read(error, "ParamName") == "name"
    assert range_error("index").message.endswith("(Parameter 'index')")


def test_an_exception_without_message_has_a_default_one() -> None:
    assert "divide by zero" in new("System.DivideByZeroException").message
    assert "System.ApplicationException" in new("System.ApplicationException").message
