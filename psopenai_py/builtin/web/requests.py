"""What Invoke-WebRequest and Invoke-RestMethod share: the parameters, the request, the errors."""

from __future__ import annotations

import base64
import time
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.net.messages import ResponseMessage, header_table, reason_of
from ...engine.members.members import get_member
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...errors import ErrorRecord, ExitCode, NetException, TerminatingError
from ...http import Client, HttpError
from ..files.paths import file_paths, output_path
from ..records import COMMANDS

if TYPE_CHECKING:
    from ...http import Response

_INT = 2147483647
_FORM = "application/x-www-form-urlencoded"


class WebCmdlet(Cmdlet):
    """A cmdlet that sends one request."""

    uri = Param("uri", mandatory=True, position=0, validators=(ValidateNotNullOrEmpty(),), help="The address.")
    method = Param(
        "Microsoft.PowerShell.Commands.WebRequestMethod",
        set="StandardMethod",
        default="Default",
        enum=("Default", "Get", "Head", "Post", "Put", "Delete", "Trace", "Options", "Merge", "Patch"),
        help="The method; GET if not given.",
    )
    custom_method = Param(
        "string", set="CustomMethod", mandatory=True, aliases=("CM",), help="A method that -Method does not list."
    )
    headers = Param("IDictionary", help="Headers to send.")
    body = Param(
        "object", pipeline="value", help="The body: text, bytes, or a dictionary for a form (GET: for the query)."
    )
    content_type = Param("string", help="The content type of the body.")
    in_file = Param("string", validators=(ValidateNotNullOrEmpty(),), help="A file to send.")
    out_file = Param("string", validators=(ValidateNotNullOrEmpty(),), help="A file to write the response to.")
    pass_thru = Param("switch", help="With -OutFile, return the response too.")
    connection_timeout_seconds = Param(
        "int", aliases=("TimeoutSec",), validators=(ValidateRange(0, _INT),), help="How long to wait; 0: the default."
    )
    user_agent = Param("string", help="The header User-Agent.")
    authentication = Param(
        "Microsoft.PowerShell.Commands.WebAuthenticationType",
        default="None",
        enum=("None", "Basic", "Bearer", "OAuth"),
        help="The kind of authentication: with -Credential (Basic) or -Token (Bearer, OAuth).",
    )
    credential = Param("object", help="The name and password for Basic authentication.")
    token = Param("securestring", help="The token for Bearer authentication.")
    allow_unencrypted_authentication = Param("switch", help="Send -Credential or -Token over http:// too.")
    maximum_retry_count = Param("int", default=0, validators=(ValidateRange(0, _INT),), help="How many times to retry.")
    retry_interval_sec = Param("int", default=5, validators=(ValidateRange(1, _INT),), help="Seconds between retries.")
    skip_http_error_check = Param("switch", help="Do not treat error responses as errors.")
    response_headers_variable = Param("string", aliases=("RHV",), help="A variable for the headers of the response.")
    status_code_variable = Param("string", help="A variable for the status of the response.")
    use_basic_parsing = Param("switch", hidden=True, help="Has no effect.")

    def answer(self) -> Response:
        """Send the request; an error response ends the command."""
        method = self._method()
        url, content, kind = self._content(method)
        headers = {"accept": "*/*", **self._headers(url)}
        if kind and content is not None:
            headers.setdefault("content-type", kind)
        with Client() as client:
            for attempt in range(int(self.maximum_retry_count) + 1):
                self.verbose(f"{method} {url} with {len(content or b'')} bytes")
                try:
                    response = client.send_plain(method, url, headers, content, self.connection_timeout_seconds or None)
                except HttpError as error:
                    raise self._failure(str(error), "System.Net.Http.HttpRequestException") from error
                if response.status < HTTPStatus.BAD_REQUEST or attempt == int(self.maximum_retry_count):
                    break
                time.sleep(int(self.retry_interval_sec))
        self._set_variables(response)
        if response.status >= HTTPStatus.MULTIPLE_CHOICES and not self.skip_http_error_check:
            raise self._refused(response)
        return response

    def _method(self) -> str:
        if self.custom_method:
            return str(self.custom_method).upper()
        return "GET" if self.method == "Default" else str(self.method).upper()

    def _address(self) -> str:
        text = str(self.uri.original)
        return text if "://" in text else "http://" + text

    def _content(self, method: str) -> tuple[str, bytes | None, str]:
        """The URL, the bytes to send and their type."""
        url, kind = self._address(), to_text(self.content_type)
        body = unwrap(self.body)
        if self.in_file:
            with open(next(file_paths(self, [str(self.in_file)])), "rb") as file:
                return url, file.read(), kind or "application/octet-stream"
        if body is None:
            return url, None, kind
        if isinstance(body, NetDictionary):
            pairs = urlencode([(to_text(key), to_text(value)) for key, value in body.items()])
            if method == "GET":
                return f"{url}{'&' if '?' in url else '?'}{pairs}" if pairs else url, None, kind
            return url, pairs.encode("ascii"), kind or _FORM
        default = _FORM if method == "POST" else ""
        if isinstance(body, (bytes, bytearray)):
            return url, bytes(body), kind or default
        return url, to_text(self.body).encode("utf-8", "replace"), kind or default

    def _headers(self, url: str) -> dict[str, str]:
        given = unwrap(self.headers)
        pairs = given.items() if given is not None else ()
        headers = {to_text(name).lower(): to_text(value) for name, value in pairs}
        if self.user_agent:
            headers["user-agent"] = str(self.user_agent)
        if self.authentication == "None":
            return headers
        if not url.startswith("https:") and not self.allow_unencrypted_authentication:
            raise self.stop_with(
                "WebCmdletAllowUnencryptedAuthenticationRequiredException",
                "A name, password or token would be sent in the open. Use https://, or "
                "-AllowUnencryptedAuthentication.",
                "InvalidOperation",
                None,
                "System.InvalidOperationException",
            )
        headers["authorization"] = self._authorization()
        return headers

    def _authorization(self) -> str:
        basic = self.authentication == "Basic"
        given = unwrap(self.credential) if basic else self.token
        if given is None:
            what = "Credential" if basic else "Token"
            raise self.stop_with(
                f"WebCmdletAuthentication{what}NotSuppliedException",
                f"-Authentication {self.authentication} needs -{what}.",
                "InvalidOperation",
                None,
                "System.InvalidOperationException",
            )
        if not basic:
            return f"Bearer {given.reveal()}"
        pair = f"{get_member(given, 'UserName')}:{get_member(given, 'Password').reveal()}"
        return "Basic " + base64.b64encode(pair.encode("utf-8")).decode("ascii")

    def _set_variables(self, response: Response) -> None:
        if self.status_code_variable:
            self.session.scope.set(str(self.status_code_variable), response.status)
        if self.response_headers_variable:
            self.session.scope.set(str(self.response_headers_variable), header_table(response.headers))

    def _refused(self, response: Response) -> TerminatingError:
        message = f"Response status code does not indicate success: {response.status} ({reason_of(response.status)})."
        error = self._failure(message, COMMANDS + "HttpResponseException")
        error.record.details = response.text or None
        answered = ResponseMessage(response.status, response.headers)
        error.record.exception.properties.update(StatusCode=answered.status_code, Response=answered)
        return error

    def _failure(self, message: str, exception: str) -> TerminatingError:
        net = NetException(exception, message)
        target = self._address()
        return TerminatingError(
            ErrorRecord(
                "WebCmdletWebResponseException", message, "InvalidOperation", target, net, exit_code=ExitCode.NETWORK
            )
        )

    def save(self, response: Response) -> bool:
        """Write the response to -OutFile; returns whether it is also to be returned."""
        if not self.out_file:
            return True
        with open(output_path(self, str(self.out_file)), "wb") as file:
            file.write(response.content)
        return bool(self.pass_thru)
