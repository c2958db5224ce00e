from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateSet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects, Output
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject, plain_data, unwrap
from ...engine.values.text import to_text
from ...errors import ExitCode, TerminatingError
from ...http import FilePart, Form, InvalidResponseError, Request, endpoint_at, flat_fields, read_json
from ..api import ApiParams
from ..body import to_plain, to_table
from ..file_parts import file_part
from ..local_files import as_bytes, content, put_file
from ..objects import from_json, made_object, rows, to_object

if TYPE_CHECKING:
    from ...engine.binding.arguments import Bound

#: what Tab offers: the families that have no cmdlets, and those that are called most
PATHS = (
    "batches", "chat/completions", "embeddings", "evals", "files", "fine_tuning/jobs", "models", "organization/costs",
    "organization/usage/completions", "responses", "skills",
)  # fmt: skip
WITH_BODY = ("POST", "PUT", "PATCH")
_CONTENT = frozenset(("file.content", "container.file.content", "video.content"))  # downloads that can be resumed
_TEXTS = ("text/", "application/xml", "application/x-ndjson", "application/jsonl")


@cmdlet("Invoke-OpenAIRequest", gives=Gives("list", "System.Object"))
class InvokeOpenAIRequest(ApiParams):
    """Call any path of the API: for what has no cmdlet of its own.

    The path belongs to the configured address, and the key is never sent to another one. Key, retries, Azure's
    addresses, masking and errors are those of every cmdlet. A list that is read comes item by item, with -All from all
    of its pages; any other answer is one object. Text is returned as text, other content as bytes.

    The body is a hashtable, an object or JSON text; each piped one is a request of its own. With -File a form is sent,
    with the fields of the body.
    """

    method = Param(
        "string",
        mandatory=True,
        position=0,
        validators=(ValidateSet(("GET", "POST", "DELETE", "PUT", "PATCH")),),
        help="What is done: GET reads, POST creates or changes, DELETE deletes.",
    )
    path = Param(
        "string",
        mandatory=True,
        position=1,
        aliases=("Uri", "Endpoint"),
        completions=PATHS,
        validators=(ValidateNotNullOrEmpty(),),
        help="The path below the configured address, such as fine_tuning/jobs; it may have a query.",
    )
    body = Param(
        "object",
        position=2,
        pipeline="value",
        aliases=("InputObject",),
        help="What is sent: a hashtable, an object or JSON text.",
    )
    query = Param("IDictionary", help="The query of the request; an array repeats its name.")
    file = Param(
        "object",
        aliases=("Files",),
        validators=(ValidateNotNullOrEmpty(),),
        help="Files to send as a form: a path for the field file, or a dictionary of fields and paths.",
    )
    all = Param("switch", help="List all pages, however many there are.")
    stream = Param("switch", help="Return the events of the answer as they arrive, as objects.")
    out_file = Param(
        "string", validators=(ValidateNotNullOrEmpty(),), help="Write the content of the answer into this file."
    )
    output_raw_response = Param("switch", help="Return the service's text as it is.")

    examples = (
        Example(
            "Invoke-OpenAIRequest GET models | Select-Object id, owned_by -First 2",
            "Lists models.",
            result="id          owned_by\n--          --------\ngpt-4o      system\ngpt-4o-mini system",
        ),
        Example("Invoke-OpenAIRequest GET batches -All -Query @{ limit = 50 }", "Lists all batches, 50 at a time."),
        Example("Invoke-OpenAIRequest GET 'files?purpose=batch'", "Lists files; the query may stand in the path."),
        Example(
            "Invoke-OpenAIRequest POST chat/completions @{ model = 'gpt-4o-mini'; messages = @(@{ role = 'user'; "
            "content = 'Hello' }) }",
            "Sends a hashtable.",
        ),
        Example(
            '\'{"model": "gpt-4o-mini", "input": "Hello"}\' | Invoke-OpenAIRequest POST responses',
            "Sends JSON text that is piped in.",
            result=(
                "id                   : resp_c820465fc3053bb05058b82a\n"
                "object               : response\n"
                "created_at           : 3/26/2024 5:44:14 PM\n"
                "status               : completed\n"
                "usage                : @{input_tokens=1; output_tokens=1; total_tokens=2}\n"
                "model                : gpt-4o-mini\n"
                "instructions         :\n"
                "output               : message\n"
                "LastUserMessage      :\n"
                "output_text          : Hello\n"
                "History              : message\n"
                "previous_response_id :"
            ),
        ),
        Example(
            "Invoke-OpenAIRequest POST responses @{ model = 'gpt-4o-mini'; input = 'Hello' } -Stream | "
            "ForEach-Object type",
            "Shows the events of an answer as they arrive.",
            result=(
                "response.created\n"
                "response.in_progress\n"
                "response.output_item.added\n"
                "response.content_part.added\n"
                "response.output_text.delta\n"
                "response.output_text.done\n"
                "response.content_part.done\n"
                "response.output_item.done\n"
                "response.completed"
            ),
        ),
        Example(
            "Invoke-OpenAIRequest POST files @{ purpose = 'batch' } -File ./requests.jsonl",
            "Uploads a file, in a form with the fields of the body.",
            result=(
                "id             : file-974599a8cbb7e764c2e2e3ed\n"
                "object         : file\n"
                "bytes          : 141\n"
                "expires_at     :\n"
                "filename       : requests.jsonl\n"
                "purpose        : batch\n"
                "status         : processed\n"
                "status_details :\n"
                "created_at     : 11/28/2026 7:14:59 PM"
            ),
        ),
        Example(
            "Invoke-OpenAIRequest GET files/file-abc123/content -OutFile ./out.jsonl", "Writes content into a file."
        ),
        Example(
            "Invoke-OpenAIRequest POST files @{ purpose = 'fine-tune' } -File ./requests.jsonl | ForEach-Object { "
            "Invoke-OpenAIRequest POST fine_tuning/jobs @{ model = 'gpt-4o-mini'; training_file = $_.id } }",
            "Uploads a file and starts a fine-tuning job with it.",
            result=(
                "id               : ftjob-5e9eee46b915d984e5ed3fbd\n"
                "object           : fine_tuning.job\n"
                "model            : gpt-4o-mini\n"
                "training_file    : file-974599a8cbb7e764c2e2e3ed\n"
                "validation_file  :\n"
                "status           : queued\n"
                "fine_tuned_model :\n"
                "finished_at      :\n"
                "trained_tokens   :\n"
                "method           : @{type=supervised}\n"
                "seed             : 0\n"
                "result_files     : {}\n"
                "error            :\n"
                "metadata         :\n"
                "created_at       : 11/28/2026 7:14:59 PM"
            ),
        ),
        Example(
            "Invoke-OpenAIRequest GET fine_tuning/jobs -All | Where-Object status -eq succeeded", "Lists such jobs."
        ),
        Example(
            "Invoke-OpenAIRequest POST evals @{ name = 'Greetings'; data_source_config = @{ type = 'logs' }; "
            "testing_criteria = @(@{ type = 'string_check'; name = 'polite'; operation = 'ilike'; "
            "input = '{{sample.output_text}}'; reference = 'hello' }) }",
            "Creates an eval.",
        ),
        Example(
            "Invoke-OpenAIRequest GET organization/usage/completions -All -ApiKey $admin -Query "
            "@{ start_time = 1764547200; group_by = @('model') }",
            "Lists what was used since a day, by model; an array repeats its name.",
        ),
        Example(
            "Invoke-OpenAIRequest GET organization/costs -All -ApiKey $admin -Query @{ start_time = 1764547200 }",
            "Lists the costs since a day, with an admin key.",
        ),
    )
    failures = (
        Failure(
            "Invoke-OpenAIRequest GET files/file-gone",
            "Invoke-OpenAIRequest: The service answered 404: No file found with id 'file-gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
        Failure(
            "Invoke-OpenAIRequest GET https://example.com/v1/models",
            "Invoke-OpenAIRequest: The path 'https://example.com/v1/models' is an address, and the key is not sent "
            "to another one. Give a path below the configured address, such as fine_tuning/jobs.",
            "PSOpenAI.APIRequest.APIRequestException,Invoke-OpenAIAPIRequest",
            exit_code=2,
        ),
    )
    remarks = """\
    A call costs what the path costs; GET costs nothing. With -All there is a call for each page. Nothing is polled.
    """

    _sent = False

    @classmethod
    def reads_standard_input(cls, bound: Bound) -> bool:
        """What is read or deleted has no body, so that a loop over lines can be written around it."""
        return str(bound.values.get("Method", "")).upper() in WITH_BODY

    def process(self) -> Objects:
        self._sent = True
        yield from self._called()

    def end(self) -> Output:
        """Send what has no body once in a shell, where an empty standard input says nothing about it."""
        if not self._sent and self.session.mode.hyphen_paths:
            return self.process()
        return None

    @property
    def _method(self) -> str:
        return str(self.method).upper()

    def _called(self) -> Iterator[Value]:
        with self.faults():
            endpoint, ids, query = endpoint_at(self.config(), self.path)
        query = {**query, **(to_table(self.query) or {})}
        body = self._body()
        request = Request(endpoint, ids, self._method, query, body)
        if self.file is not None:
            request = Request(endpoint, ids, self._method, query, None, self._form(body))
        self._check(request)
        if self.stream:
            yield from self._events(request)
        elif self.all:
            yield from self._pages(request)
        elif self._method == "GET" and (self.out_file is not None or endpoint.name in _CONTENT):
            yield from content(self, endpoint, ids, query, self.out_file)
        else:
            yield from self._answered(request)

    # -- what is sent -----------------------------------------------------------------------------------------------

    def _body(self) -> Any:
        given = unwrap(self.body)
        if given is None:
            return None
        if isinstance(given, str):
            try:
                return read_json(given)
            except ValueError as error:
                raise self._refused(
                    "InvalidBody", f"-Body: the text is not JSON ({error}). Write JSON or @{{...}}."
                ) from error
        return plain_data(given) if isinstance(given, PSObject) else to_plain(given)

    def _form(self, body: Any) -> Form:
        if body is not None and not isinstance(body, Mapping):
            raise self._refused("InvalidBody", "-Body: the fields of a form are a dictionary or a JSON object.")
        return Form(flat_fields(body or {}), list(self._files()))

    def _files(self) -> Iterator[FilePart]:
        given = unwrap(self.file)
        if isinstance(given, str) and given.lstrip().startswith("{") and not os.path.exists(self.session.path(given)):
            try:
                given = read_json(given)  # as a shell writes a dictionary
            except ValueError as error:
                raise self._refused("InvalidFile", f"-File: the text is not JSON ({error}).") from error
        table = given if isinstance(given, dict) else to_table(given) if hasattr(given, "items") else {"file": given}
        for name, value in (table or {}).items():
            paths = [to_text(path) for path in as_list(value)]
            for path in paths:
                field = f"{name}[]" if len(paths) > 1 and not name.endswith("]") else name
                yield file_part(self, "File", field, path)

    def _check(self, request: Request) -> None:
        """Refuse what cannot work together."""
        if self._method == "GET" and (request.body is not None or request.form is not None):
            raise self._refused("NoBody", "A GET has no body: give the names and values with -Query.")
        if self.stream and (self.all or self.out_file is not None):
            raise self._refused("Ambiguous", "-Stream cannot be used together with -All or -OutFile.")
        if self.all and self.out_file is not None:
            raise self._refused("Ambiguous", "-All cannot be used together with -OutFile: pipe the output into a file.")
        if self.all and self._method != "GET":
            raise self._refused("Ambiguous", f"-All is for a list that is read with GET, not for {self._method}.")

    # -- what comes back --------------------------------------------------------------------------------------------

    def _events(self, request: Request) -> Iterator[Value]:
        """The events of a stream. What is sent asks for a stream, unless it says otherwise itself."""
        if isinstance(request.body, Mapping):
            request = self._with(request, body={**request.body, "stream": request.body.get("stream", True)})
        elif request.form is not None and "stream" not in request.form.fields:
            request = self._with(request, form=request.form.merged({"stream": True}))
        self.warn_if_retired(request.body if isinstance(request.body, Mapping) else None)
        with self.faults(request.endpoint):
            for event in self.client.stream_sse(self.config(), request):
                if not event.data:
                    continue
                if self.output_raw_response or event.data.lstrip()[:1] not in ("{", "["):
                    yield event.data
                else:
                    yield from_json(event.json())

    def _with(self, request: Request, body: Any = None, form: Form | None = None) -> Request:
        return Request(request.endpoint, request.ids, request.method, request.query, body, form)

    def _pages(self, request: Request) -> Iterator[Value]:
        """The items of all pages, or with -OutputRawResponse the pages."""
        with self.faults(request.endpoint):
            for page in self.client.paginate(self.config(), request):
                if self.output_raw_response:
                    yield json.dumps(page, ensure_ascii=False)
                    continue
                self._note(page)
                for item in rows(page):
                    yield _object(item)

    def _answered(self, request: Request) -> Iterator[Value]:
        self.warn_if_retired(request.body if isinstance(request.body, Mapping) else None)
        with self.faults(request.endpoint), self.client.opened(self.config(), request) as answer:
            if self.out_file is not None:
                put_file(self, self.out_file, answer.read())
                return
            kind = str(answer.headers.get("content-type", "")).partition(";")[0].strip().lower()
            if kind.endswith("json"):
                text = answer.read().decode("utf-8-sig", "replace")
            elif kind.startswith(_TEXTS):
                yield answer.read().decode("utf-8-sig", "replace")
                return
            else:
                yield from as_bytes(self, answer.chunks())
                return
        if self.output_raw_response:
            yield text
        elif text.strip():
            with self.faults():
                yield from self._listed(_read(text))

    def _listed(self, data: Any) -> Iterator[Value]:
        """The items of a list that was read; any other answer as it is."""
        is_list = self._method == "GET" and isinstance(data, dict) and isinstance(data.get("data"), list)
        if is_list and ("has_more" in data or str(data.get("object")).endswith(("list", "page"))):
            self._note(data)
            yield from map(_object, data["data"])
            if data.get("has_more"):
                self.warn("The list is longer than this: use -All.")
        else:
            yield from map(_object, data if isinstance(data, list) else [data])

    def _refused(self, error_id: str, message: str) -> TerminatingError:
        return self.stop_with(error_id, message, "InvalidArgument", None, "System.ArgumentException", ExitCode.USAGE)


def _object(data: Any) -> Value:
    """The object of a JSON value; its type and members come from its ``object`` field."""
    return made_object(data) or to_object(data) if isinstance(data, dict) else from_json(data)


def _read(text: str) -> Any:
    try:
        return read_json(text)
    except ValueError as error:
        raise InvalidResponseError("The service says that its answer is JSON, but it is not.") from error
