"""The binder's errors, with PowerShell's ids and categories; each names the command and the parameter."""

from __future__ import annotations

import re
from typing import Any

from ...declare.cmdlet import CmdletSpec, ParamSpec
from ...dotnet.model.types import Value
from ...errors import ErrorRecord, ExitCode, NetException, TerminatingError

BINDING = "System.Management.Automation.ParameterBindingException"
VALIDATION = "System.Management.Automation.ParameterBindingValidationException"
TRANSFORMATION = "System.Management.Automation.ParameterBindingArgumentTransformationException"
_SECRET = re.compile(r"(?:api_?key|credential|pass(?:word|phrase)|secret|token)$", re.IGNORECASE)


class BindingError(TerminatingError):
    """A `TerminatingError` of the binder; ``parameter`` is the parameter that it is about, if one."""

    parameter: str | None = None
    word: int | None = None  # the index of the word to point at, where a shell command's words are bound
    passing = False  # the value may still fit another parameter
    why = ""  # what is wrong with the value

    def is_final(self, coerced: bool) -> bool:
        """Whether to try no other parameter at the same position: the value is invalid, not only of another type."""
        if self.passing:
            return False
        if self.record.error_id == "MismatchedPSTypeName":
            return coerced
        return self.record.exception.type_name in (VALIDATION, TRANSFORMATION)


def binding_error(
    spec: CmdletSpec,
    error_id: str,
    message: str,
    parameter: str | None = None,
    category: str = "InvalidArgument",
    exception: str = BINDING,
    inner: NetException | None = None,
    target: Value = None,
    word: int | None = None,
) -> BindingError:
    net = NetException(exception, message, inner)
    net.properties.update(ParameterName=parameter, ErrorId=error_id, CommandInvocation=None)
    record = ErrorRecord(
        error_id, net.message, category, target, net, command=spec.error_name or spec.name, exit_code=ExitCode.USAGE
    )
    record.who = spec.name
    error = BindingError(record)
    error.parameter = parameter
    error.word = word
    return error


def not_found(spec: CmdletSpec, name: str, known: list[str], word: int | None) -> BindingError:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), [k.lower() for k in known], n=1, cutoff=0.6)
    hint = next((f" Did you mean -{k}?" for k in known if near and k.lower() == near[0]), "")
    message = f"there is no parameter -{name}.{hint}"
    return binding_error(spec, "NamedParameterNotFound", message, name, word=word)


def ambiguous(spec: CmdletSpec, name: str, matches: list[str]) -> BindingError:
    shown = ", ".join(f"-{m}" for m in matches)
    message = f"-{name} can mean {shown}. Write more of the name."
    return binding_error(spec, "AmbiguousParameter", message, name)


def takes_secret(name: str) -> bool:
    """Whether the value of a parameter of this name is not to be shown: ``ApiKey``, ``Password``."""
    return _SECRET.search(name) is not None


def invalid(spec: CmdletSpec, param: ParamSpec, why: str, what: str = "", cause: str = "") -> BindingError:
    """A value that fails validation; ``what`` is the end of the error id, such as ``EmptyStringNotAllowed``, ``cause``
    the id of the validator's own error."""
    inner: NetException | None = None
    if cause:
        inner = NetException("System.Management.Automation.ValidationMetadataException", why)
        inner.error_record = ErrorRecord(cause, why, "MetadataError", None, inner)
    return binding_error(
        spec,
        "ParameterArgumentValidationError" + what,
        f"the value of -{param.name} is not accepted: {why}" + ("" if why.endswith((".", "!", "?")) else "."),
        param.name,
        "InvalidData",
        VALIDATION,
        inner,
    )


def not_converted(
    spec: CmdletSpec, param: ParamSpec, why: str, inner: Any = None, compiled: bool = False
) -> BindingError:
    """A value of the wrong type. The error id of compiled cmdlets is not that of functions."""
    if takes_secret(param.name):
        inner = None  # its message shows the value
    message = f"the value of -{param.name} does not fit: {why}"
    net = inner if isinstance(inner, NetException) else None
    if compiled:
        return binding_error(spec, "CannotConvertArgumentNoMessage", message, param.name, inner=net)
    error = binding_error(
        spec, "ParameterArgumentTransformationError", message, param.name, "InvalidData", TRANSFORMATION, net
    )
    error.why = why
    return error
