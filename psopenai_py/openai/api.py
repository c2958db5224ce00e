"""What every cmdlet of the service shares: the parameters of a call, how it is made, and what its errors become."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from .. import http
from ..credentials import mask, register_headers
from ..dataclass import replace
from ..declare.cmdlet import Param
from ..declare.validators import ValidateRange, ValidateSet
from ..dotnet.model.exceptions import API_PREFIX
from ..dotnet.model.registry import get_type
from ..engine.pipeline.cmdlet import Cmdlet
from ..engine.session.session import Session
from ..engine.session.streams import ProgressRecord
from ..engine.values.objects import PSObject
from ..errors import ErrorRecord, ExitCode, NetException, TerminatingError
from ..http import ApiConfig, HttpError, Request, UnsupportedEndpointError, parse_json
from .body import to_plain, to_table
from .call_settings import SETTINGS, find_settings
from .context_state import client_of, state_of
from .model_names import retirement_warning
from .objects import TYPE_NAMES, rows
from .params import secure_string

if TYPE_CHECKING:
    from ..http import Cancel, Client, Endpoint, Form, Response


#: the exception type and exit code of each error of a call; the first class that fits counts
_RECORDS: tuple[tuple[type[HttpError], str, ExitCode], ...] = (
    (http.ContentFilteredError, "ContentFilteredException", ExitCode.INPUT_FAILED),
    (http.BadRequestError, "BadRequestException", ExitCode.INPUT_FAILED),
    (http.UnauthorizedError, "UnauthorizedException", ExitCode.NO_KEY),
    (http.ForbiddenError, "PermissionDeniedException", ExitCode.NO_KEY),
    (http.NotFoundError, "NotFoundException", ExitCode.INPUT_FAILED),
    (http.ConflictError, "ConflictException", ExitCode.INPUT_FAILED),
    (http.UnprocessableEntityError, "UnprocessableEntityException", ExitCode.INPUT_FAILED),
    (http.QuotaExceededError, "QuotaLimitExceededException", ExitCode.NETWORK),
    (http.RateLimitError, "RateLimitExceededException", ExitCode.NETWORK),
    (http.ServerError, "APIRequestException", ExitCode.NETWORK),
    (http.IncompleteDownloadError, "APIRequestException", ExitCode.INCOMPLETE),
    (http.TransportError, "APIRequestException", ExitCode.NETWORK),
    (http.ConfigError, "APIRequestException", ExitCode.USAGE),
)


def record_of(error: HttpError, hint: str = "") -> ErrorRecord:
    """The error record of a failed call; ``hint`` says what to do about it."""
    name, code = next(
        ((n, c) for t, n, c in _RECORDS if isinstance(error, t)), ("APIRequestException", ExitCode.NETWORK)
    )
    net = NetException(API_PREFIX + name, f"{error} {hint}".rstrip())
    net.__cause__ = error
    if isinstance(error, http.ApiError):
        response = get_type("System.Net.Http.HttpResponseMessage").make(error.status, error.headers)
        net.properties.update(
            StatusCode=response.status_code,
            Code=error.code,
            Type=error.type,
            Param=error.param,
            RequestId=error.request_id,
            Response=response,
        )
    record = ErrorRecord(API_PREFIX + name, net.message, "InvalidOperation", None, net, exit_code=code)
    record.ends_all = isinstance(error, http.UnauthorizedError)
    return record


#: how services say that they do not know a model
_UNKNOWN_MODEL = frozenset(("model_not_found", "DeploymentNotFound", "invalid_model"))
_UNKNOWN_WORDS = r"(?i)does ?n[o']t exist|not found|unknown model|no such model|invalid model|not a valid"

_ENDED = ("assistant", "thread")  # the endpoints of the Assistants API
ENDED_WARNING = (
    "OpenAI's Assistants API ended on 2026-08-26; only other servers still have it (-ApiBase). "
    "Use Request-Response, with New-Conversation to keep a conversation."
)
_ENDED_WORDS = (
    r"(?i)sunset|shut ?down|no longer (available|supported)|discontinued|retired|been removed|has ended|deprecated"
)


def has_ended(error: HttpError) -> bool:
    """Whether the service says that it does not have an endpoint any more."""
    if not isinstance(error, http.ApiError):
        return False
    if error.status == 410 or error.code == "unknown_url":
        return True
    told = error.status == 404 or "assistants" in error.message.lower()
    return told and re.search(_ENDED_WORDS, error.message) is not None


_VERSION = r"/v\d+\w*(/|$)"  # in an address: https://host/v1, .../v1beta/openai


def says_what_is_missing(error: http.ApiError) -> bool:
    """Whether a 404 comes from the API: what was asked for is not there. Else the address is wrong."""
    said = error.body.get("error") if isinstance(error.body, dict) else None
    names_address = error.code == "unknown_url" or ": Invalid URL" in error.message
    return (isinstance(said, dict) or bool(error.code)) and not names_address


Say = Callable[[Callable[[], object]], None]


class Relaying(Cmdlet):
    """What a worker thread writes goes through the thread that runs the pipeline.

    Only there may streams be written to, variables be read and an error end the command. So the messages of
    one input also come before those of the next, whatever was fetched first.
    """

    def __init__(self) -> None:
        self._thread = threading.local()

    def speak_through(self, say: Say) -> None:
        """From now on ``say`` is called with everything that this thread writes."""
        self._thread.say = say

    def _relay(self, write: Callable[..., object], *what: Any) -> None:
        say: Say | None = getattr(self._thread, "say", None)
        if say is None:
            write(*what)
        else:
            say(partial(write, *what))

    def write_error(self, record: ErrorRecord) -> None:
        self._relay(super().write_error, record)

    def warn(self, text: str) -> None:
        self._relay(super().warn, text)

    def verbose(self, text: str) -> None:
        self._relay(super().verbose, text)

    def debug(self, text: str) -> None:
        self._relay(super().debug, text)

    def settle(self) -> None:
        """Have what was put out so far written: nothing more comes for a while."""
        self._relay(self.session.host.settle)

    def report_progress(self, record: ProgressRecord) -> None:
        self._relay(super().report_progress, record)


_MOST_NOTED = 100  # ids of a command; a page more at most


class ServiceAnswer:
    """The service's answer to a call."""

    def __init__(
        self,
        response: Response,
        faults: Callable[[], AbstractContextManager[None]],
        note: Callable[[dict[str, Any]], None],
    ) -> None:
        self._response = response
        self._faults = faults
        self._note = note

    @property
    def content(self) -> bytes:
        return self._response.content

    @property
    def text(self) -> str:
        return self._response.text

    @property
    def headers(self) -> Mapping[str, str]:
        return self._response.headers

    def json(self) -> dict[str, Any]:
        """The JSON object that was answered; an array counts as a list's data. Anything else is a terminating error."""
        with self._faults():
            found = self._response.json()
            if isinstance(found, list):
                return {"object": "list", "data": found}
            if not isinstance(found, dict):
                raise http.InvalidResponseError("The service answered with JSON that is not an object.")
            self._note(found)
            return found


def api_type_param() -> Any:
    return Param(
        "OpenAIApiType",
        enum=("OpenAI", "Azure"),
        default_text="OpenAI",
        help="Which API is called: OpenAI's or Azure's.",
    )


def is_azure(session: Session, api_type: str | None) -> bool:
    """Whether the parameter or the context says that calls go to Azure."""
    return str(api_type or state_of(session).context.api_type or "").casefold() == "azure"


class ApiParams(Relaying):
    """The parameters of a call, and the call itself."""

    timeout_sec = Param(
        "int",
        default_text="0: 30 seconds to connect, then 10 minutes of silence",
        help="Seconds that one attempt may take until its answer is complete; 0 means the built-in limits.",
    )
    max_retry_count = Param(
        "int",
        validators=(ValidateRange(0, 100),),
        default_text="0; in a shell, 2 for calls that only read",
        help="How often a call is tried again after a rate limit or an error of the service.",
    )
    api_type = api_type_param()
    api_base = Param(
        "uri",
        default_text="https://api.openai.com/v1",
        help="The address of the API, if it is not OpenAI's: https://host/v1.",
    )
    api_version = Param(
        "string", hidden=True, help="The date of Azure's API, such as 2025-04-01-preview; for Azure only."
    )
    auth_type = Param(
        "string",
        validators=(ValidateSet(("openai", "azure", "azure_ad")),),
        default_text="openai; azure with -ApiType Azure",
        help="How the key is sent: as a bearer token (openai), as the header api-key (azure), or as a token of Entra "
        "ID (azure_ad).",
    )
    api_key = Param(
        "securestring",
        transform=secure_string,
        default_text="that of the context, the profile, the environment or the keyring",
        help="The API key. Keep it in the keyring or the environment rather than on a command line.",
    )
    organization = Param("string", aliases=("OrgId",), help="The organization that the call is billed to.")
    project = Param("string", own=True, help="The project that the call counts to.")
    additional_query = Param("IDictionary", help="Further query parameters of the request.")
    additional_headers = Param("IDictionary", help="Further headers of the request.")
    additional_body = Param("object", help="Further fields of the request's body.")

    reports_as: ClassVar[str | None] = (
        None  # the cmdlet that error ids name, where PSOpenAI makes the call in another one
    )
    _config: ApiConfig | None = None
    _cancel: Cancel | None = None

    # -- settings ---------------------------------------------------------------------------------------------------

    @property
    def client(self) -> Client:
        return client_of(self.session)

    @property
    def cancel(self) -> Cancel | None:
        """With it another thread stops the calls: those of this command, or all of the session."""
        session_cancel: Cancel | None = self.session.cancel
        return self._cancel or session_cancel

    @cancel.setter
    def cancel(self, cancel: Cancel) -> None:
        self._cancel = cancel

    @property
    def pause(self) -> Callable[[float], None]:
        """Waits some seconds; raises `http.Cancelled` when another thread stops the calls."""
        return self.client.retry.sleep if self.cancel is None else self.cancel.sleep

    def config(self) -> ApiConfig:
        """The settings of this command's calls. They are found once: none of these parameters takes pipeline input."""
        if self._config is None:
            self._config = self._find_config()
        limit: float | None = getattr(self._thread, "limit", None)
        if limit is None:
            return self._config
        return replace(self._config, timeout=limit, read_retry_count=0)

    @contextmanager
    def limiting(self, seconds: float) -> Iterator[None]:
        """Give each attempt of this thread so many seconds; reads are not retried unasked, the caller repeats them."""
        self._thread.limit = seconds
        try:
            yield
        finally:
            self._thread.limit = None

    def _find_config(self) -> ApiConfig:
        """Parameters first, then the places that `call_settings` looks at."""
        found = find_settings(self, {name: getattr(self, name) for name in SETTINGS})
        retries, timeout = found.option("max_retry_count"), found.option("timeout_sec")
        if timeout is not None and timeout < 0:
            raise self.stop_with(
                "InvalidTimeout",
                f"-TimeoutSec is {timeout}, but must be a number of seconds, or 0 for the built-in limit.",
                "InvalidArgument",
                timeout,
                "System.ArgumentOutOfRangeException",
                ExitCode.USAGE,
            )
        headers = to_table(self.additional_headers)
        register_headers({str(name): str(value) for name, value in (headers or {}).items()})
        return ApiConfig(
            api_key=found.key.secret,
            api_base=found.base.text if found.base is not None else None,
            api_type=found.option("api_type") or "OpenAI",
            api_version=found.option("api_version"),
            auth_type=found.option("auth_type"),
            organization=found.organization,
            project=found.project,
            timeout=float(timeout or 0) or None,
            max_retry_count=int(retries or 0),
            read_retry_count=self.runtime.mode.read_retries if retries is None else 0,
            additional_query=to_table(self.additional_query),
            additional_headers=headers,
            additional_body=self._additional_body(),
            certificate=found.certificate,
            sources=found.sources,
            mask=mask,
            notify=self.verbose if self.runtime.is_verbose else None,
            trace=self.debug if self.runtime.is_debugging else None,
            retrying=self._say_retry,
            cancel=self.cancel,
        )

    def whole_body(self, body: dict[str, Any]) -> dict[str, Any]:
        """The body as it would be sent: with -AdditionalBody, which PSOpenAI leaves out of the requests of -AsBatch."""
        return {**body, **(self._additional_body() or {})}

    def _additional_body(self) -> Mapping[str, Any] | None:
        """-AdditionalBody takes a dictionary, an object, or a JSON text of one. PSOpenAI sends nothing of any other."""
        plain = to_plain(self.additional_body)
        why = "it is not a dictionary or an object"
        if isinstance(plain, str):
            try:
                plain = parse_json(plain)
            except ValueError as error:
                why = f"it is not JSON: {error}"
        if plain is None or isinstance(plain, dict):
            return plain
        raise self.stop_with(
            "InvalidAdditionalBody",
            f"-AdditionalBody takes a dictionary, an object, or a JSON object as text; {why}.",
            "InvalidArgument",
            None,
            "System.ArgumentException",
            ExitCode.USAGE,
        )

    def _say_retry(self, error: HttpError, seconds: float, attempt: int) -> None:
        self.warn(str(error))
        self.warn(f"Retry the request after waiting {round(seconds * 1000)} ms (retry count: {attempt - 1})")

    def fail_nothing(
        self,
        error_id: str,
        message: str,
        category: str = "NotSpecified",
        exception: str = "System.Management.Automation.RuntimeException",
    ) -> None:
        """Report that there is nothing to send. Unless the input is to blame, that is wrong usage: as a mandatory
        parameter that is missing."""
        code = ExitCode.INPUT_FAILED if self.expects_input else ExitCode.USAGE
        self.fail(error_id, message, category, None, exception, exit_code=code)

    # -- calls ------------------------------------------------------------------------------------------------------

    def call(
        self,
        endpoint: str | Endpoint,
        ids: Mapping[str, object] | None = None,
        method: str = "GET",
        *,
        query: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
        form: Form | None = None,
    ) -> ServiceAnswer:
        """Make one call. An error of the service is a terminating error, as in PSOpenAI."""
        self.warn_if_retired(body if form is None else form.fields)
        with self.faults(endpoint):
            response = self.client.request(self.config(), Request(endpoint, ids, method, query, body, form))
        return ServiceAnswer(response, self.faults, self._note)

    def pages(
        self,
        endpoint: str | Endpoint,
        ids: Mapping[str, object] | None = None,
        *,
        query: Mapping[str, Any] | None = None,
    ) -> Iterator[dict[str, Any]]:
        """The items of a list; further pages are requested as they are needed."""
        with self.faults(endpoint):
            for page in self.client.paginate(self.config(), Request(endpoint, ids, query=query)):
                self._note(page)
                yield from rows(page)

    def _note(self, answer: Any) -> None:
        """Note the ids of the service's objects, where a front end keeps them for completion (`Session.noted`)."""
        noted = self.session.noted
        if noted is None or len(noted) >= _MOST_NOTED:
            return
        for data in rows(answer) if isinstance(answer, dict) else ():
            kind = TYPE_NAMES.get(str(data.get("object")))
            if kind is not None and isinstance(data.get("id"), str):
                noted.append((kind, data["id"]))

    @property
    def is_azure(self) -> bool:
        """Whether calls go to Azure."""
        return is_azure(self.session, self.api_type)

    def batch_url(self, url: str) -> str:
        """The address in the lines of a batch: on Azure without the version."""
        return url.removeprefix("/v1") if self.is_azure else url

    def listing(
        self,
        endpoint: str | Endpoint,
        ids: Mapping[str, object] | None = None,
        *,
        query: Mapping[str, Any],
        everything: bool,
    ) -> Iterator[dict[str, Any]]:
        """The items of a list: of all pages, or of the first one with a warning if there are more."""
        if everything:
            yield from self.pages(endpoint, ids, query=query)
            return
        page = self.call(endpoint, ids, query=query).json()
        yield from rows(page)
        if page.get("has_more") and not self.is_bound("Limit"):
            self.warn("The list is longer than this: use -All, or a larger -Limit.")

    def warn_if_retired(self, fields: Mapping[str, Any] | None) -> None:
        """Warn when a request names a model that the service has retired or is about to retire."""
        model = (fields or {}).get("model")
        if isinstance(model, str):
            warning = retirement_warning(model)
            if warning is not None:
                self.warn(warning)

    @contextmanager
    def faults(self, endpoint: str | Endpoint = "") -> Iterator[None]:
        """Turn what `http` raises into terminating errors; ``endpoint`` is the one that was called."""

        try:
            yield
        except HttpError as error:
            name = endpoint if isinstance(endpoint, str) else endpoint.name.lstrip("/")
            if name.startswith(_ENDED) and has_ended(error):
                self.warn(ENDED_WARNING)
            record = record_of(error, self._hint(error))
            record.command = "Invoke-OpenAIAPIRequest"
            # what Azure does not offer ends the script, as in PSOpenAI; any other error ends the statement
            raise TerminatingError(record, script=isinstance(error, UnsupportedEndpointError)) from error

    def _hint(self, error: HttpError) -> str:
        """What to do about an error."""
        return self._hint_of_address(error) or self._hint_of_model(error)

    def _hint_of_address(self, error: HttpError) -> str:
        """What to do about an address that does not lead to the API: services have it below a version."""
        if isinstance(error, http.ApiError) and (error.status != 404 or says_what_is_missing(error)):
            return ""
        config = self._config
        if config is None or self.is_azure or not isinstance(error, http.NotFoundError | http.NotJsonError):
            return ""
        base = mask(config.api_base or "").rstrip("/")
        if not base or re.search(_VERSION, base):
            return ""
        return f"{config.named('api_base', 'The address')} has no version at its end; most services need it: {base}/v1"

    def _hint_of_model(self, error: HttpError) -> str:
        """What to do about a model that the service does not know."""
        if "model" not in self.spec.params or not isinstance(error, http.ApiError) or error.status not in (400, 404):
            return ""
        name = str(getattr(self, "model", None) or "")
        text = error.message.lower()
        named = "model" in text and bool(name) and name.lower() in text
        if error.code not in _UNKNOWN_MODEL and not (named and re.search(_UNKNOWN_WORDS, text)):
            return ""
        where = "the name of a deployment" if self.is_azure else "a model that Get-OpenAIModels lists"
        return f"Give {where} with -Model."

    @contextmanager
    def each_on_its_own(self, target: object) -> Iterator[None]:
        """Report an error as a non-terminating one, so that the other inputs are still processed."""
        try:
            yield
        except TerminatingError as error:
            if error.script or (error.record.ends_all and self.session.mode.keep_going):
                raise
            record = error.record
            if record.error_id.startswith(API_PREFIX):  # PSOpenAI writes such an error under the cmdlet's own name
                record.error_id = record.error_id.rpartition(".")[2]
                record.command, record.category = self.reports_as or self.spec.name, "NotSpecified"
            record.command = record.command or self.spec.error_name
            if record.target is None:
                record.target = target
            self.write_error(record)


def id_of(value: object) -> str | None:
    """The id of an object of the service, or the text itself."""
    if isinstance(value, PSObject):
        found = value._find("id")
        value = value._props[found] if found is not None else None
    return None if value is None else str(value)


__all__ = ["ApiParams", "ErrorRecord", "NetException", "id_of"]
