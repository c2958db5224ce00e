"""The exception types and their members. The exceptions themselves are instances of `errors.NetException`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...errors import NetException
from .core import OBJECT
from .registry import find_type, get_type, register, register_finder, type_of
from .types import DotNetType, Value

# One type per line; the indentation shows its base.
_TREE = """
System.Exception
  System.SystemException
    System.ArgumentException
      System.ArgumentNullException
        System.Management.Automation.PSArgumentNullException
      System.ArgumentOutOfRangeException
        System.Management.Automation.PSArgumentOutOfRangeException
      System.DuplicateWaitObjectException
      System.Globalization.CultureNotFoundException
      System.Text.DecoderFallbackException
      System.Text.EncoderFallbackException
      System.Text.RegularExpressions.RegexParseException
      System.Management.Automation.PSArgumentException
    System.ArithmeticException
      System.DivideByZeroException
      System.NotFiniteNumberException
      System.OverflowException
    System.ArrayTypeMismatchException
    System.BadImageFormatException
    System.FormatException
      System.UriFormatException
    System.IndexOutOfRangeException
    System.InvalidCastException
      System.Management.Automation.PSInvalidCastException
    System.InvalidOperationException
      System.Net.ProtocolViolationException
      System.Net.WebException
      System.Management.Automation.PSInvalidOperationException
      System.ObjectDisposedException
        System.Management.Automation.PSObjectDisposedException
    System.IO.IOException
      System.IO.DirectoryNotFoundException
      System.IO.DriveNotFoundException
      System.IO.EndOfStreamException
      System.IO.FileNotFoundException
      System.IO.FileLoadException
      System.IO.PathTooLongException
    System.IO.InvalidDataException
    System.Collections.Generic.KeyNotFoundException
    System.MemberAccessException
      System.MissingMemberException
        System.MissingFieldException
        System.MissingMethodException
      System.MethodAccessException
    System.NotImplementedException
      System.Management.Automation.PSNotImplementedException
    System.NotSupportedException
      System.Management.Automation.PSNotSupportedException
      System.PlatformNotSupportedException
    System.NullReferenceException
    System.OperationCanceledException
      System.Threading.Tasks.TaskCanceledException
    System.OutOfMemoryException
    System.RankException
    System.Security.SecurityException
    System.Security.Authentication.AuthenticationException
    System.Security.Cryptography.CryptographicException
    System.StackOverflowException
    System.TimeoutException
    System.TypeLoadException
    System.UnauthorizedAccessException
    System.Xml.XmlException
    System.Xml.XPath.XPathException
    System.ComponentModel.Win32Exception
      System.Net.Sockets.SocketException
    System.Management.Automation.RuntimeException
      System.Management.Automation.ActionPreferenceStopException
      System.Management.Automation.CmdletInvocationException
        System.Management.Automation.CmdletProviderInvocationException
      System.Management.Automation.ParameterBindingException
        System.Management.Automation.ParameterBindingValidationException
        System.Management.Automation.ParameterBindingArgumentTransformationException
      System.Management.Automation.CommandNotFoundException
      System.Management.Automation.ApplicationFailedException
      System.Management.Automation.ExtendedTypeSystemException
        System.Management.Automation.GetValueException
          System.Management.Automation.GetValueInvocationException
        System.Management.Automation.SetValueException
          System.Management.Automation.SetValueInvocationException
        System.Management.Automation.MethodException
          System.Management.Automation.MethodInvocationException
      System.Management.Automation.MetadataException
        System.Management.Automation.ArgumentTransformationMetadataException
        System.Management.Automation.ParsingMetadataException
        System.Management.Automation.ValidationMetadataException
      System.Management.Automation.NativeCommandExitException
      System.Management.Automation.ParseException
        System.Management.Automation.IncompleteParseException
      System.Management.Automation.PipelineStoppedException
      System.Management.Automation.ProviderInvocationException
      System.Management.Automation.RemoteException
      System.Management.Automation.ScriptCallDepthException
      System.Management.Automation.ScriptRequiresException
      System.Management.Automation.SessionStateException
        System.Management.Automation.DriveNotFoundException
        System.Management.Automation.ItemNotFoundException
        System.Management.Automation.ProviderNotFoundException
        System.Management.Automation.SessionStateOverflowException
        System.Management.Automation.SessionStateUnauthorizedAccessException
      System.Management.Automation.WildcardPatternException
    System.Management.Automation.InvalidPowerShellStateException
    System.Management.Automation.JumpException
    System.Management.Automation.Runspaces.InvalidRunspacePoolStateException
    System.Management.Automation.Runspaces.InvalidRunspaceStateException
    Microsoft.PowerShell.Commands.WriteErrorException
    Microsoft.PowerShell.Commands.ServiceCommandException
  System.AggregateException
  System.ApplicationException
  System.InvalidTimeZoneException
  System.Net.Http.HttpRequestException
    Microsoft.PowerShell.Commands.HttpResponseException
    PSOpenAI.APIRequest.APIRequestException
      PSOpenAI.APIRequest.BadRequestException
      PSOpenAI.APIRequest.UnauthorizedException
      PSOpenAI.APIRequest.PermissionDeniedException
      PSOpenAI.APIRequest.NotFoundException
      PSOpenAI.APIRequest.ConflictException
      PSOpenAI.APIRequest.UnprocessableEntityException
      PSOpenAI.APIRequest.RateLimitExceededException
      PSOpenAI.APIRequest.QuotaLimitExceededException
      PSOpenAI.APIRequest.ContentFilteredException
      PSOpenAI.APIRequest.InternalServerErrorException
  System.Text.Json.JsonException
  Newtonsoft.Json.JsonException
    Newtonsoft.Json.JsonReaderException
    Newtonsoft.Json.JsonSerializationException
"""


def _read_tree() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    above: list[str] = []
    for line in _TREE.strip().splitlines():
        name = line.strip()
        depth = (len(line) - len(name)) // 2
        above[depth:] = [name]
        found[name] = above[depth - 1] if depth else None
    return found


#: the full name of each exception type and of its base; a base comes before what derives from it
EXCEPTION_BASES = _read_tree()

_ARGUMENT = "System.ArgumentException"
_NULL, _RANGE = "System.ArgumentNullException", "System.ArgumentOutOfRangeException"
_DEFAULTS = {
    _ARGUMENT: "Value does not fall within the expected range.",
    _NULL: "Value cannot be null.",
    _RANGE: "Specified argument was out of the range of valid values.",
    "System.AggregateException": "One or more errors occurred.",
    "System.ArithmeticException": "Overflow or underflow in the arithmetic operation.",
    "System.Collections.Generic.KeyNotFoundException": "The given key was not present in the dictionary.",
    "System.DivideByZeroException": "Attempted to divide by zero.",
    "System.FormatException": "One of the identified items was in an invalid format.",
    "System.IndexOutOfRangeException": "Index was outside the bounds of the array.",
    "System.InvalidCastException": "Specified cast is not valid.",
    "System.InvalidOperationException": "Operation is not valid due to the current state of the object.",
    "System.IO.FileNotFoundException": "Unable to find the specified file.",
    "System.IO.IOException": "I/O error occurred.",
    "System.NotImplementedException": "The method or operation is not implemented.",
    "System.NotSupportedException": "Specified method is not supported.",
    "System.NullReferenceException": "Object reference not set to an instance of an object.",
    "System.OperationCanceledException": "The operation was canceled.",
    "System.OverflowException": "Arithmetic operation resulted in an overflow.",
    "System.SystemException": "System error.",
    "System.TimeoutException": "The operation has timed out.",
    "System.UnauthorizedAccessException": "Attempted to perform an unauthorized operation.",
}
_HRESULTS = {
    _ARGUMENT: 0x80070057,
    _NULL: 0x80004003,
    _RANGE: 0x80131502,
    "System.DivideByZeroException": 0x80020012,
    "System.FormatException": 0x80131537,
    "System.IndexOutOfRangeException": 0x80131508,
    "System.InvalidCastException": 0x80004002,
    "System.InvalidOperationException": 0x80131509,
    "System.IO.FileNotFoundException": 0x80070002,
    "System.IO.IOException": 0x80131620,
    "System.OverflowException": 0x80131516,
    "System.Exception": 0x80131500,
    "System.SystemException": 0x80131501,
}


def exception_type(full_name: str) -> DotNetType:
    """The exception type of that name. An unknown name becomes a type that derives from System.Exception."""
    found = find_type(full_name)
    return found if found is not None else declare_exception(full_name, EXCEPTION)


def declare_exception(full_name: str, base: DotNetType) -> DotNetType:
    """Register an exception type, with the constructors that every exception has."""
    type_ = register(DotNetType(full_name, base=base))
    type_.constructor()(lambda: NetException(full_name, default_message(full_name)))
    if _NULL in _lineage_names(type_) or _RANGE in _lineage_names(type_):
        type_.constructor("string")(lambda parameter: argument_error("", parameter, full_name))
        type_.constructor("string", "System.Exception")(_with_inner(full_name))
        type_.constructor("string", "string")(lambda parameter, message: argument_error(message, parameter, full_name))
    else:
        type_.constructor("string")(
            lambda message: NetException(full_name, default_message(full_name) if message is None else message)
        )
        type_.constructor("string", "System.Exception")(_with_inner(full_name))
        if _ARGUMENT in _lineage_names(type_):
            type_.constructor("string", "string")(
                lambda message, parameter: argument_error(message, parameter, full_name)
            )
    return type_


def _lineage_names(type_: DotNetType) -> list[str]:
    return [each.full_name for each in type_.lineage()]


def _with_inner(full_name: str) -> Callable[[str | None, NetException | None], NetException]:
    return lambda message, inner: NetException(full_name, message or "", inner)


def default_message(full_name: str) -> str:
    """The message of an exception that was created without one."""
    return _DEFAULTS.get(full_name) or f"Exception of type '{full_name}' was thrown."


def argument_error(message: str | None, parameter: str | None, full_name: str = _ARGUMENT) -> NetException:
    """An ArgumentException, or a type derived from it. The message ends with the name of the parameter."""
    text = message or default_message(full_name)
    made = NetException(full_name, f"{text} (Parameter '{parameter}')" if parameter else text)
    made.properties["ParamName"] = parameter
    return made


def null_argument(parameter: str) -> NetException:
    """An ArgumentNullException for that parameter."""
    return argument_error("", parameter, _NULL)


def not_null(value: Value, parameter: str) -> Value:
    """The value of a parameter that must not be null; raises ArgumentNullException."""
    if value is None:
        raise null_argument(parameter)
    return value


def range_error(parameter: str, message: str = "") -> NetException:
    """An ArgumentOutOfRangeException for that parameter."""
    return argument_error(message, parameter, _RANGE)


def invalid_format() -> NetException:
    """A FormatException: the value's type does not support the format string."""
    return NetException("System.FormatException", "Format specifier was invalid.")


def _base_exception(error: NetException) -> NetException:
    while error.inner is not None:
        error = error.inner
    return error


def exception_text(error: NetException) -> str:
    """``Exception.ToString()``: type and message, then those of the inner exception."""
    text = f"{error.type_name}: {error.message}" if error.message else error.type_name
    if error.inner is not None:
        text += f"\n ---> {exception_text(error.inner)}\n   --- End of inner exception stack trace ---"
    return text


def _hresult(error: NetException) -> int:
    names = _lineage_names(type_of(error))
    unsigned = next((_HRESULTS[name] for name in names if name in _HRESULTS), 0x80131500)
    return unsigned - 0x100000000


def _data(error: NetException) -> Any:
    data = error.properties.get("Data")
    if data is None:
        data = error.properties["Data"] = get_type("hashtable").make()
    return data


def extra(name: str) -> Callable[[NetException], Value]:
    """A getter for a property that only some exception types have."""
    return lambda error: error.properties.get(name)


def _set_extra(name: str) -> Callable[[NetException, Value], None]:
    def set_(error: NetException, new: Value) -> None:
        error.properties[name] = new

    return set_


EXCEPTION = declare_exception("System.Exception", OBJECT)
register_finder(NetException, lambda error: exception_type(error.type_name))
for _name, _base in EXCEPTION_BASES.items():
    if _base is not None:
        declare_exception(_name, exception_type(_base))

EXCEPTION.prop("TargetSite")(extra("TargetSite"))
EXCEPTION.prop("Message", "string")(lambda error: error.message)
EXCEPTION.prop("Data", "System.Collections.IDictionary")(_data)
EXCEPTION.prop("InnerException", "System.Exception")(lambda error: error.inner)
for _name in ("HelpLink", "Source"):
    EXCEPTION.prop(_name, "string")(extra(_name))
    EXCEPTION.setter(_name)(_set_extra(_name))
EXCEPTION.prop("HResult", "int")(_hresult)
EXCEPTION.prop("StackTrace", "string")(extra("StackTrace"))
EXCEPTION.method("GetBaseException", returns="System.Exception")(_base_exception)
EXCEPTION.method("ToString", returns="string")(exception_text)

for _name in (
    _ARGUMENT,
    _RANGE,
    "System.IO.FileNotFoundException",
):  # these override Message, so Get-Member lists it first
    exception_type(_name).prop("Message", "string")(lambda error: error.message)
exception_type(_ARGUMENT).prop("ParamName", "string")(extra("ParamName"))
exception_type(_RANGE).prop("ActualValue")(extra("ActualValue"))
_NO_FILE = "System.IO.FileNotFoundException"
exception_type(_NO_FILE).prop("FileName", "string")(extra("FileName"))


@exception_type(_NO_FILE).constructor("string", "string")
def _file_not_found(message: str | None, file: str | None) -> NetException:
    made = NetException(_NO_FILE, default_message(_NO_FILE) if message is None else message)
    made.properties["FileName"] = file
    return made


exception_type("System.Management.Automation.ParseException").prop("Errors")(extra("Errors"))
exception_type("System.Management.Automation.ParseException").prop("ErrorRecord")(extra("ErrorRecord"))
exception_type("System.Net.Http.HttpRequestException").prop("StatusCode", "System.Net.HttpStatusCode")(
    extra("StatusCode")
)
exception_type("Microsoft.PowerShell.Commands.HttpResponseException").prop("Response")(extra("Response"))

RUNTIME = exception_type("System.Management.Automation.RuntimeException")
RUNTIME.prop("ErrorRecord")(lambda error: error.error_record)
RUNTIME.prop("WasThrownFromThrowStatement", "bool")(lambda error: bool(error.properties.get("WasThrown")))
for _name, _owner in {
    "CommandName": "CommandNotFoundException",
    "ItemName": "SessionStateException",
    "ParameterName": "ParameterBindingException",
    "ErrorId": "ParameterBindingException",
}.items():
    exception_type("System.Management.Automation." + _owner).prop(_name, "string")(extra(_name))

for _name in ("ExitCode", "ProcessId", "Path"):
    exception_type("System.Management.Automation.NativeCommandExitException").prop(_name)(extra(_name))

API_PREFIX = "PSOpenAI.APIRequest."
API_REQUEST = exception_type(API_PREFIX + "APIRequestException")
for _name in ("Code", "Type", "Param", "RequestId"):
    API_REQUEST.prop(_name, "string")(extra(_name))
API_REQUEST.prop("Response", "System.Net.Http.HttpResponseMessage")(extra("Response"))
for _name in EXCEPTION_BASES:  # scripts catch them by their bare names too
    if _name.startswith(API_PREFIX):
        register(exception_type(_name), _name.removeprefix(API_PREFIX))


def aggregate(message: str, inner: list[NetException]) -> NetException:
    """An AggregateException around others; its text names each."""
    if None in inner:
        raise argument_error("One of the inner exceptions is null.", None)
    text = message + "".join(f" ({each.message})" for each in inner)
    made = NetException("System.AggregateException", text, inner[0] if inner else None)
    made.properties["InnerExceptions"] = list(inner)
    return made


AGGREGATE = exception_type("System.AggregateException")
AGGREGATE.prop("InnerExceptions")(lambda error: error.properties.get("InnerExceptions", []))
AGGREGATE.constructor("System.Exception[]")(
    lambda inner: aggregate(default_message("System.AggregateException"), inner)
)
AGGREGATE.constructor("string", "System.Exception[]")(aggregate)
