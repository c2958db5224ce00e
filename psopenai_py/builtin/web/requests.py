"""What Invoke-WebRequest and Invoke-RestMethod share: the parameters, the request, the errors."""

from __future__ import annotations

import base64
import codecs
import os
import re
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlencode, urljoin, urlsplit

from ..._version import __version__ as VERSION
from ...credentials import mask, register_headers
from ...dataclass import dataclass
from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ...dotnet.collections.dictionaries import Hashtable, NetDictionary
from ...dotnet.io.info import FileSystemInfo
from ...dotnet.net.messages import ResponseMessage, header_table, reason_of
from ...dotnet.net.web_session import WebSession
from ...engine.members.members import get_member
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.enumeration import as_list
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...errors import ErrorRecord, ExitCode, NetException, TerminatingError
from ...http import FilePart, Form, HttpError, WebOptions, web_request
from ..files.paths import one_file, output_path
from ..records import COMMANDS

if TYPE_CHECKING:
    from ...http import WebAnswer

_INT = 2147483647
SESSION_TYPE = COMMANDS + "WebRequestSession"
_FORM = "application/x-www-form-urlencoded"


#: of both cmdlets
REMARKS = (
    "There is no -UnixSocket. Proxies and certificates are those of the environment and the system, as for every "
    "request of psopenai. After a redirect to another host, only headers that cannot hold a key go along (Accept, "
    "Content-Type, User-Agent and the like); -PreserveAuthorizationOnRedirect sends all of them."
)
#: parameters that do not go together, and what PowerShell calls it
_CONFLICTS = (
    ("WebSession", "SessionVariable", "Session"),
    ("Authentication", "UseDefaultCredentials", "Authentication"),
    ("Credential", "UseDefaultCredentials", "Credential"),
    ("Body", "InFile", "Body"),
    ("Body", "Form", "BodyForm"),
    ("InFile", "Form", "FormInFile"),
)


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
    use_basic_parsing = Param("switch", hidden=True, help="Accepted for compatibility.")
    form = Param("IDictionary", help="A form with files: texts, files (Get-Item), or arrays of both.")
    web_session = Param(
        SESSION_TYPE, aliases=("WS",), help="A session of -SessionVariable: its cookies and headers go along."
    )
    session_variable = Param("string", aliases=("SV",), help="The variable for a new session.")
    maximum_redirection = Param("int", validators=(ValidateRange(0, _INT),), help="How many redirects to follow (5).")
    preserve_authorization_on_redirect = Param(
        "switch", help="Send the header Authorization, and all others that you give, to other hosts too."
    )
    preserve_http_method_on_redirect = Param("switch", help="Keep the method where others make it GET.")
    allow_insecure_redirect = Param("switch", help="Follow a redirect from https to http.")
    skip_certificate_check = Param("switch", help="Accept any certificate. For servers of your own only.")
    ssl_protocol = Param(
        "string[]", completions=("Default", "Tls", "Tls11", "Tls12", "Tls13"), help="The versions of TLS to use."
    )
    proxy = Param("uri", help="The proxy.")
    no_proxy = Param("switch", help="Use no proxy, whatever the environment says.")
    resume = Param("switch", help="With -OutFile: fetch what the file lacks.")
    operation_timeout_seconds = Param("int", validators=(ValidateRange(0, _INT),), help="How long a pause may be.")
    skip_header_validation = Param("switch", help="Accepted for compatibility; headers are sent as they are.")
    transfer_encoding = Param(
        "string",
        validators=(ValidateSet(("chunked", "compress", "deflate", "gzip", "identity")),),
        help="chunked sends the body in pieces, without a length; bodies are not compressed.",
    )
    disable_keep_alive = Param("switch", help="Accepted for compatibility.")
    http_version = Param("version", help="The highest version of HTTP to use; it is always 1.1.")
    certificate = Param("object", help="A client certificate: a PEM file with the certificate and its key.")
    use_default_credentials = Param("switch", help="Accepted for compatibility.")
    proxy_credential = Param("object", help="Accepted for compatibility.")
    proxy_use_default_credentials = Param("switch", help="Accepted for compatibility.")
    certificate_thumbprint = Param("string", help="Accepted for compatibility.")

    def answer(self, url: str | None = None) -> WebResult | None:
        """Send the request; an error response ends the command. None where the response went into -OutFile only."""
        self._refuse_what_does_not_go_together()
        method = self._method()
        address, content, form, kind = self._content(method)
        address = url or address
        session = self._session()
        headers = {"accept": "*/*", "user-agent": f"psopenai/{VERSION}", **self._headers(address, session)}
        if kind and (self.content_type or (content is not None and "content-type" not in headers)):
            headers["content-type"] = kind
        register_headers(headers)
        target = self._target(address)
        have = os.path.getsize(target) if target is not None and self.resume and os.path.isfile(target) else 0
        if have:
            headers["range"] = f"bytes={have}-"
        most = int(self.maximum_retry_count) or session.retries
        for attempt in range(most + 1):
            self.verbose(f"{method} {address} with {len(content or b'')} bytes")
            try:
                with web_request(method, address, headers, content, form, self._options(session)) as answer:
                    found = self._received(answer, method, target, have)
            except HttpError as error:
                raise self._failure(str(error), "System.Net.Http.HttpRequestException") from error
            if found.status < HTTPStatus.BAD_REQUEST or attempt == most or self._is_complete(found, have):
                break
            self.session.sleep(self._pause(found, session))
        self._set_variables(found)
        if found.status >= HTTPStatus.MULTIPLE_CHOICES and not (
            self.skip_http_error_check or self._is_complete(found, have)
        ):
            raise self._refused(found)
        return found if target is None or self.pass_thru else None

    def _is_complete(self, found: WebResult, have: int) -> bool:
        """Whether the service says that the file of -Resume lacks nothing."""
        return bool(have) and found.status == 416 and found.header("content-range").endswith(f"/{have}")

    def _pause(self, found: WebResult, session: WebSession) -> float:
        asked = found.header("retry-after")
        if found.status == 429 and asked.isascii() and asked.isdigit():
            return float(asked)
        return float(self.retry_interval_sec if self.is_bound("RetryIntervalSec") else session.retry_seconds)

    def _session(self) -> WebSession:
        """The session of the request: the one that was given, or a new one, which -SessionVariable keeps."""
        given = unwrap(self.web_session)
        session = given if isinstance(given, WebSession) else WebSession()
        if self.session_variable:
            self.session.scope.set(str(self.session_variable), session)
        if given is None:
            for name, value in self._given_headers():
                session.headers[name] = value
            session.agent = to_text(self.user_agent)
        return session

    def _options(self, session: WebSession) -> WebOptions:
        most = self.maximum_redirection if self.maximum_redirection is not None else session.most_redirects
        wait = self.connection_timeout_seconds or self.operation_timeout_seconds
        protocols = [name.strip() for text in self.ssl_protocol or () for name in to_text(text).split(",")]
        proxy = self.proxy if self.proxy is not None else session.proxy
        return WebOptions(
            timeout=float(wait) if wait else 100.0,
            most_redirects=int(most) if most is not None and int(most) >= 0 else 5,
            keep_authorization=bool(self.preserve_authorization_on_redirect),
            keep_method=bool(self.preserve_http_method_on_redirect),
            allow_downgrade=bool(self.allow_insecure_redirect),
            skip_certificate_check=bool(self.skip_certificate_check),
            protocols=[name for name in protocols if name.lower() != "default"],
            proxy=None if proxy is None or self.no_proxy else str(proxy),
            no_proxy=bool(self.no_proxy),
            cookies=session.cookies,
            certificate=self._certificate(),
            in_pieces=str(self.transfer_encoding).lower() == "chunked",
        )

    def _certificate(self) -> str | None:
        """The file of -Certificate: a path, or a file from Get-Item."""
        given = unwrap(self.certificate)
        if given is None:
            return None
        path = given.full_name if isinstance(given, FileSystemInfo) else to_text(given)
        found = one_file(self, path)
        if not os.path.isfile(found):
            raise self._wrong("InvalidCertificate", f"-Certificate: there is no file {path}.")
        return found

    def _target(self, url: str) -> str | None:
        """The file for the response; in a folder it is named as the address ends."""
        if not self.out_file:
            return None
        path = output_path(self, str(self.out_file))
        if not os.path.isdir(path):
            return path
        name = os.path.basename(unquote(urlsplit(url).path).rstrip("/"))
        if not name:
            raise self._wrong("OutFileFolderWithoutName", f"-OutFile: {url} has no name for a file in {path}.")
        return os.path.join(path, name)

    def _received(self, answer: WebAnswer, method: str, target: str | None, have: int) -> WebResult:
        """The whole answer; the content of a success goes into the file as it arrives."""
        found = WebResult(answer.status, answer.headers, method, answer.url, answer.http_version)
        if target is None or answer.status >= HTTPStatus.MULTIPLE_CHOICES:
            found.content = b"".join(answer.chunks())
            return found
        appends = have > 0 and answer.status == HTTPStatus.PARTIAL_CONTENT
        with open(target, "ab" if appends else "wb") as file:
            for chunk in answer.chunks():
                file.write(chunk)
        if self.pass_thru:
            with open(target, "rb") as file:
                found.content = file.read()
        return found

    def _refuse_what_does_not_go_together(self) -> None:
        for one, other, what in _CONFLICTS:
            if self.is_bound(one) and self.is_bound(other):
                raise self._wrong(f"WebCmdlet{what}ConflictException", f"-{one} and -{other} do not go together.")
        for name, given in (("Resume", self.resume), ("PassThru", self.pass_thru)):
            if given and not self.out_file:
                raise self._wrong("WebCmdletOutFileMissingException", f"-{name} needs -OutFile.")

    def _wrong(self, error_id: str, message: str) -> TerminatingError:
        name = "System.Management.Automation.ValidationMetadataException"
        return self.stop_with(error_id, message, "InvalidArgument", None, name)

    def _method(self) -> str:
        if self.custom_method:
            return str(self.custom_method).upper()
        return "GET" if self.method == "Default" else str(self.method).upper()

    def _address(self) -> str:
        text = str(self.uri.original)
        return text if "://" in text else "http://" + text

    def _content(self, method: str) -> tuple[str, bytes | None, Form | None, str]:
        """The URL, the bytes or the form to send, and the bytes' type."""
        url, kind = self._address(), to_text(self.content_type)
        body = unwrap(self.body)
        if self.form is not None:
            return url, None, self._form(), ""
        if self.in_file:
            with open(one_file(self, str(self.in_file)), "rb") as file:
                return url, file.read(), None, kind or "application/octet-stream"
        if body is None:
            return url, None, None, kind
        if isinstance(body, NetDictionary):
            pairs = urlencode([(to_text(key), to_text(value)) for key, value in body.items()])
            if method == "GET":
                return f"{url}{'&' if '?' in url else '?'}{pairs}" if pairs else url, None, None, kind
            return url, pairs.encode("ascii"), None, kind or _FORM
        default = _FORM if method == "POST" else ""
        if isinstance(body, (bytes, bytearray)):
            return url, bytes(body), None, kind or default
        return url, to_text(self.body).encode(charset_of(kind) or "utf-8", "replace"), None, kind or default

    def _form(self) -> Form:
        fields: dict[str, list[str]] = {}
        files: list[FilePart] = []
        for key, value in unwrap(self.form).items():
            for each in as_list(value):
                plain = unwrap(each)
                if isinstance(plain, FileSystemInfo):
                    files.append(FilePart(to_text(key), plain.full_name))
                else:
                    fields.setdefault(to_text(key), []).append(to_text(each))
        return Form(fields, files)

    def _given_headers(self) -> list[tuple[str, str]]:
        given = unwrap(self.headers)
        return [(to_text(name), to_text(value)) for name, value in (given.items() if given is not None else ())]

    def _headers(self, url: str, session: WebSession) -> dict[str, str]:
        headers = {to_text(name).lower(): to_text(value) for name, value in session.headers.items()}
        headers |= {name.lower(): value for name, value in self._given_headers()}
        if agent := to_text(self.user_agent) or session.agent:
            headers["user-agent"] = agent
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

    def _set_variables(self, response: WebResult) -> None:
        if self.status_code_variable:
            self.session.scope.set(str(self.status_code_variable), response.status)
        if self.response_headers_variable:
            self.session.scope.set(str(self.response_headers_variable), response.table)

    def _refused(self, response: WebResult) -> TerminatingError:
        message = f"Response status code does not indicate success: {response.status} ({reason_of(response.status)})."
        error = self._failure(message, COMMANDS + "HttpResponseException")
        error.record.details = mask(response.text) or None  # a service may repeat in it what it was sent
        answered = response.message
        error.record.exception.properties.update(StatusCode=answered.status_code, Response=answered)
        return error

    def _failure(self, message: str, exception: str) -> TerminatingError:
        net = NetException(exception, mask(message))
        target = mask(self._address())
        return TerminatingError(
            ErrorRecord(
                "WebCmdletWebResponseException",
                net.message,
                "InvalidOperation",
                target,
                net,
                exit_code=ExitCode.NETWORK,
            )
        )


@dataclass(slots=True)
class WebResult:
    """A complete response."""

    status: int
    headers: list[tuple[str, str]]
    method: str
    url: str
    http_version: str = "HTTP/1.1"
    content: bytes = b""

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def table(self) -> Hashtable:
        """The headers by name, each with an array of its values."""
        return header_table(self.headers)

    @property
    def message(self) -> ResponseMessage:
        return ResponseMessage(self.status, dict(self.headers), (self.method, self.url))

    @property
    def text(self) -> str:
        """The content as text, in the charset that the service states; UTF-8 where it states none."""
        charset = charset_of(self.header("content-type"))
        return self.content.decode(charset or "utf-8-sig", "replace")

    @property
    def links(self) -> dict[str, str]:
        """The addresses of the header Link, by relation."""
        found: dict[str, str] = {}
        for name, value in self.headers:
            for address, relation in _LINK.findall(value) if name.lower() == "link" else ():
                found[relation] = urljoin(self.url, address)
        return found


_LINK = re.compile(r"""<([^>]*)>[^,<]*?;\s*rel\s*=\s*"?([^";,]+)"?""", re.IGNORECASE)


def charset_of(content_type: str) -> str:
    """The charset that a content type names, as Python knows it; empty if it names none."""
    name = content_type.lower().partition("charset=")[2].partition(";")[0].strip("\"' ")
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
