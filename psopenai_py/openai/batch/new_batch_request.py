from __future__ import annotations

import base64
import glob
import json
import os
from collections.abc import Iterator
from typing import Any, BinaryIO

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...declare.sentinel import MISSING
from ...declare.validators import ValidateNotNullOrEmpty, ValidateSet
from ...dotnet.collections.dictionaries import Hashtable
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Objects, Output
from ...engine.session.file_paths import is_readable
from ...engine.values.objects import CUSTOM_OBJECT, PSObject, lazy_object, unwrap
from ...errors import ExitCode, TerminatingError
from ..api import api_type_param, is_azure
from ..body import to_plain
from ..local_files import image_kind, image_reference, local_content, no_such_file, standard_input
from ..model_names import CHAT_MODELS
from ..objects import PLAIN, REQUEST_TYPE, from_json
from ..params import REASONING_EFFORTS, lower_case
from ..reading import read
from ..schema import as_type, class_schema
from .request_bodies import ENDPOINTS, Asked, Endpoint, put, schema_format
from .request_lines import RequestLines, json_text
from .rows import FORMS, UnreadableRows, form_of, rows_of
from .starting import DEFAULT_ENDPOINT
from .starting import ENDPOINTS as OFFERED
from .templates import ROW, MissingProperty, Template, compiled, filled, property_of, read_property

TYPES = (REQUEST_TYPE, *CUSTOM_OBJECT)
_SHOWN = 5  # faults that the error shows
_NUMBERS = ("Temperature", "TopP", "MaxTokens", "Seed", "Dimensions")
_TEXTS = ("ReasoningEffort", "Verbosity", "Size", "Quality", "Seconds")


def _dictionary(value: Value) -> Value:
    """An object, or the JSON text of one, as a dictionary."""
    plain = to_plain(value) if isinstance(value, str | PSObject) else value
    if isinstance(plain, str):
        plain = json.loads(plain)
    if not isinstance(plain, dict):
        return value
    table = Hashtable()
    for name, item in plain.items():
        table[name] = from_json(item)
    return table


def setting_param(help: str, *aliases: str, completions: tuple[str, ...] = ()) -> Any:
    return Param("object", aliases=aliases, completions=completions, help=help)


@cmdlet("New-BatchRequest", default_set="Object", outputs=REQUEST_TYPE, gives=Gives(always="stream"))
class NewBatchRequest(Cmdlet):
    """Make the requests of a batch from rows and a template.

    Each row becomes one request for Start-Batch: an object from the pipeline (Import-Csv, ConvertFrom-Json), or a row
    of a CSV, JSON Lines or Parquet file (-Path). Texts of parameters are templates: {name} stands for the property of
    the row, {{ and }} for braces. {a.b} looks into an object, {_} is the row itself, {name?} may be missing, and
    {name:json} reads a text as JSON, so that a number of a CSV file is a number. All other fields of a request are set
    by -Body, in which every text is a template too; one that is a placeholder only keeps the kind of its value.

    The custom_id of a request is that of -CustomIdProperty or -CustomBatchId. Without them it is made of 12 characters
    that no other run has and the row's number, such as 5f3a9c1e07b2-12. If a row lacks a property, there are no
    requests at all: the error names the row and the template.
    """

    message = Param(
        "string",
        position=0,
        aliases=("Text", "Prompt", "Input"),
        allow_empty_string=True,
        help="The user's message, or the prompt: a template. Without it rows that are texts are messages themselves.",
    )
    input_object = Param(
        "object", set="Object", mandatory=True, pipeline="value", help="A row: an object, a dictionary, or a text."
    )
    path = Param(
        "string",
        set="Path",
        mandatory=True,
        validators=(ValidateNotNullOrEmpty(),),
        wildcards=True,
        help="A file of rows, with a header if it is CSV; wildcards name several. In a shell - is standard input.",
    )
    input_format = Param(
        "string",
        set="Path",
        validators=(ValidateSet(FORMS),),
        help="The form of the file. Without it, the ending of its name tells: .csv, .tsv, .jsonl, .parquet, also .gz.",
    )
    delimiter = Param("string", set="Path", default_text=",", help="What separates the fields of a CSV file.")
    model = Param("string", completions=CHAT_MODELS, help="The model that answers. Each endpoint has a default.")
    endpoint = Param(
        "string",
        completions=OFFERED,
        default=DEFAULT_ENDPOINT,
        transform=lower_case,
        help="The address that the requests are for.",
    )
    system_message = Param(
        "string[]", aliases=("RolePrompt", "system"), help="Instructions to the model, as system messages: templates."
    )
    developer_message = Param("string[]", help="Instructions to the model, as developer messages: templates.")
    images = Param("string[]", help="Pictures to send along: files, URLs or file ids. They are templates.")
    image_property = Param("string[]", help="The properties of a row that hold its pictures, one or several in each.")
    image_detail = Param(
        "string",
        validators=(ValidateSet(("auto", "low", "high")),),
        transform=lower_case,
        help="How closely the model looks at the pictures.",
    )
    custom_id_property = Param(
        "string", validators=(ValidateNotNullOrEmpty(),), help="The property of a row that is its request's custom_id."
    )
    custom_batch_id = Param(
        "string",
        aliases=("custom_id", "CustomId"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The custom_id as a template, such as fr-{id}.",
    )
    response_format = Param(
        "object",
        aliases=("Format", "response_format"),
        completions=("text", "json_object", "json_schema"),
        help="The format of the answers: text, json_object, json_schema, or a class.",
    )
    json_schema = Param(
        "object", help="The schema of the answers: JSON text, a dictionary, or the path of a file. No template."
    )
    temperature = setting_param("The randomness of the answers: 0 to 2.")
    top_p = setting_param("Choose among the tokens that make up this share of the probability.", "top_p")
    max_tokens = setting_param(
        "The maximum number of tokens of an answer.",
        "max_tokens", "MaxCompletionTokens", "max_completion_tokens", "MaxOutputTokens", "max_output_tokens",
    )  # fmt: skip
    seed = setting_param("With the same seed the same answer is likely.")
    reasoning_effort = setting_param("How much effort the model spends on reasoning.", completions=REASONING_EFFORTS)
    verbosity = setting_param("How long the answers are.", completions=("low", "medium", "high"))
    dimensions = setting_param("How many numbers an embedding has.")
    size = setting_param("The width and height of a picture or a video.")
    quality = setting_param("The quality of a picture.", completions=("low", "medium", "high", "auto"))
    seconds = setting_param("How long a video is.", completions=("4", "8", "12"))
    body = Param(
        "IDictionary",
        transform=_dictionary,
        help="Further fields of each request, or others in place of those that parameters make. Texts are templates.",
    )
    api_type = api_type_param()

    examples = (
        Example(
            "Import-Csv ./prompts.csv | New-BatchRequest 'Translate: {prompt}' -Model gpt-4o-mini | Start-Batch",
            "Starts a batch with a request for each row of a table.",
        ),
        Example(
            "New-BatchRequest 'Translate: {prompt}' -Path ./prompts.csv -CustomIdProperty prompt | "
            "Select-Object custom_id, @{ n = 'Asks'; e = { $_.body.messages[0].content } }",
            "Reads the rows from a file.",
            result="custom_id    Asks\n---------    ----\nHello        Translate: Hello\n"
            "Good morning Translate: Good morning",
        ),
        Example(
            "Import-Csv ./prompts.csv | New-BatchRequest -Endpoint /v1/embeddings -Body @{ input = '{prompt}' } | "
            "Start-Batch",
            "Sets a field of the requests.",
        ),
        Example(
            "Import-Csv photos.csv | New-BatchRequest 'What is this?' -ImageProperty file -CustomBatchId 'p-{id}' | "
            "Start-Batch",
            "Asks about the pictures whose paths are in a column.",
        ),
        Example(
            "Import-Csv ./prompts.csv | New-BatchRequest '{prompt}' -JsonSchema "
            '\'{"type":"object","properties":{"mood":{"type":"string"}}}\' | Start-Batch',
            "Asks for answers that follow a schema.",
        ),
    )
    failures = (
        Failure(
            "Import-Csv ./prompts.csv | New-BatchRequest 'Translate: {text}'",
            "New-BatchRequest: row 1: it has no property 'text', which -Message 'Translate: {text}' names; its "
            "properties: prompt (1 more row has this fault). No request was made.",
            "FaultyRows,New-BatchRequest",
        ),
    )
    remarks = """\
    No request is made: the requests are built here. A batch takes 50,000 of them and 200 MB; Start-Batch -SplitAt makes
    several batches of more.
    """

    # -- what is the same for every row -------------------------------------------------------------------------------

    def begin(self) -> Output:
        self._lines = RequestLines("the requests", checked=False)
        self._faults: dict[str, tuple[str, int]] = {}  # by what is wrong: the first row, and how many
        self._more = 0  # faults of other kinds
        self._number = 0
        bare = "/" + self.endpoint.strip("/").removeprefix("v1/")
        self._kind = ENDPOINTS.get("/v1" + bare)
        self._url = bare if is_azure(self.session, self.api_type) or self.endpoint.startswith(bare) else "/v1" + bare
        self._prefix = os.urandom(6).hex()
        if self.custom_id_property is not None and self.custom_batch_id is not None:
            raise self._usage("-CustomIdProperty and -CustomBatchId both say what the custom_id is; give one of them")
        self._message = self._template("Message", self.message)
        self._model = self._template("Model", self.model)
        self._id = self._template("CustomBatchId", self.custom_batch_id)
        self._system = self._templates("SystemMessage", self.system_message)
        self._developer = self._templates("DeveloperMessage", self.developer_message)
        self._pictures = self._templates("Images", self.images)
        self._body = self._compiled("Body", to_plain(self.body)) or {}
        self._fields = self._settings()
        self._check_endpoint()
        return None

    def _check_endpoint(self) -> None:
        """Refuse what the endpoint does not take."""
        kind = self._kind
        if kind is None:
            given = [n for n in ("Message", "SystemMessage", "DeveloperMessage", "Images", "ImageProperty")
                     if self.is_bound(n)]  # fmt: skip
            if given or not self._body:
                what = f"-{given[0]} has no place in them" if given else "there are none"
                raise self._usage(f"requests for {self.endpoint} are made of the fields of -Body, and {what}")
        elif self._system + self._developer and not kind.takes_roles:
            raise self._usage(f"requests for {self.endpoint} have no system or developer message")
        elif (self._pictures or self.image_property) and not kind.takes_pictures:
            raise self._usage(f"requests for {self.endpoint} have no pictures")

    def _settings(self) -> list[tuple[str, str, Any]]:
        """Parameter, place in the body and value (or template) of the settings that were given."""
        kind, found = self._kind, []
        places = {} if kind is None else kind.fields
        for name in (*_NUMBERS, *_TEXTS, "ResponseFormat", "JsonSchema"):
            if not self.is_bound(name):
                continue
            place = places.get("ResponseFormat" if name == "JsonSchema" else name)
            if place is None:
                raise self._usage(f"-{name}: requests for {self.endpoint} have no such setting; -Body sets any field")
            if name == "ResponseFormat" and self.is_bound("JsonSchema"):
                continue
            if name in ("ResponseFormat", "JsonSchema"):
                found.append((name, place, self._format()))
                continue
            value = to_plain(getattr(self, self.spec.params[name.lower()].attribute))
            if name in _TEXTS and value is not None:
                value = str(value)
            if isinstance(value, str):
                value = self._compiled(name, value)
                if name in _NUMBERS and isinstance(value, str):
                    value = self._json(name, value)
            found.append((name, place, value))
        return found

    def _format(self) -> Any:
        """The format of the answers."""
        endpoint = "/v1/responses" if self._kind is ENDPOINTS["/v1/responses"] else DEFAULT_ENDPOINT
        if self.json_schema is not None:
            schema = self._schema(unwrap(self.json_schema))
            return schema_format(self._table("JsonSchema", schema) or {}, endpoint)
        type_ = as_type(self.response_format)
        if type_ is not None:
            return schema_format({"name": type_.name, "strict": True, "schema": class_schema(type_)}, endpoint)
        wanted = to_plain(self.response_format)
        if wanted == "json_schema":
            raise self._usage("-ResponseFormat json_schema needs a schema: give it with -JsonSchema")
        return {"type": wanted} if isinstance(wanted, str) else wanted

    def _schema(self, given: Value) -> Value:
        """The schema, of a file if its path was given."""
        if not isinstance(given, str) or given.lstrip()[:1] == "{":
            return given
        path = self.session.path(given)
        if not is_readable(path):
            raise no_such_file(self, "JsonSchema", given)
        with open(path, encoding="utf-8-sig") as file:
            return file.read()

    def _table(self, name: str, value: Value) -> dict[str, Any] | None:
        """A dictionary, an object, or a JSON text of one, as a dict."""
        plain = to_plain(value)
        if isinstance(plain, str):
            plain = self._json(name, plain)
        if plain is None or isinstance(plain, dict):
            return plain
        raise self._usage(f"-{name}: it is not a dictionary or a JSON object")

    def _json(self, name: str, text: str) -> Any:
        try:
            return json.loads(text)
        except ValueError as error:
            raise self._usage(f"-{name} is not {'a number' if name in _NUMBERS else 'JSON'}: {error}") from error

    def _template(self, name: str, text: str | None) -> Template | None:
        return None if text is None else self._or_usage(name, lambda: Template(str(text), name))

    def _templates(self, name: str, texts: list[str] | None) -> list[Template]:
        return [self._or_usage(name, lambda text=text: Template(str(text), name)) for text in texts or ()]

    def _compiled(self, name: str, value: Any) -> Any:
        return self._or_usage(name, lambda: compiled(value, name))

    def _or_usage(self, name: str, make: Any) -> Any:
        try:
            return make()
        except ValueError as error:
            raise self._usage(f"-{name}: {error}") from error

    def _usage(self, message: str) -> TerminatingError:
        return self._ending("InvalidTemplate", f"{message}.", ExitCode.USAGE)

    def _ending(self, error_id: str, message: str, code: ExitCode = ExitCode.INPUT_FAILED) -> TerminatingError:
        """An error that ends the pipeline: a batch of some of the rows is not what was asked for."""
        error = self.stop_with(error_id, message, "InvalidArgument", None, "System.ArgumentException", code)
        error.script = error.record.ends_all = True
        return error

    # -- rows ---------------------------------------------------------------------------------------------------------

    def process(self) -> Output:
        if self.set_name == "Object":
            self._number += 1
            self._take(f"row {self._number}", self.input_object)
            return None
        if self.delimiter is not None and (len(self.delimiter) != 1 or self.delimiter in '"\r\n'):
            raise self._usage(f"-Delimiter is one character (a tab is $'\\t' in a shell), not {self.delimiter!r}")
        for path in self._paths():
            if path == "-":
                with standard_input() as stream:
                    self._read(stream, "standard input", self.input_format or "Jsonl")
            else:
                form = self.input_format or form_of(path)
                if form is None:
                    raise self._usage(f"-Path: the ending of {path} does not tell its form; say it with -InputFormat")
                with local_content(path) as file:
                    self._read(file, path, form)
        return None

    def _paths(self) -> list[str]:
        if self.path == "-" and self.session.mode.hyphen_paths:
            return ["-"]
        path = self.session.path(self.path)
        found = [path] if os.path.exists(path) else sorted(glob.glob(path))
        if not found:
            raise no_such_file(self, "Path", self.path)
        return found

    def _read(self, file: BinaryIO, name: str, form: str) -> None:
        form = next(known for known in FORMS if known.lower() == form.lower())
        try:
            for row in rows_of(file, name, form, self.delimiter):
                self._number += 1
                self._take(row.place, row.data)
        except UnreadableRows as error:
            raise self._ending("UnreadableRows", f"{error}. No request was made.") from error
        except ImportError as error:
            raise self._usage("Parquet files are read by pyarrow: pip install 'psopenai-py[frames]'") from error

    def _take(self, place: str, row: Value) -> None:
        """Make the request of a row and keep it; a faulty row is noted."""
        try:
            request = self._request(row)
        except MissingProperty as error:
            self._note(
                place, f"it has no property '{error.name}', which {error.where} names; its properties: {_names(row)}"
            )
        except (ValueError, TerminatingError) as error:
            self._note(place, str(error))
        else:
            if not self._faults:
                self._lines.add(json_text(request).encode("utf-8", "surrogatepass"))

    def _note(self, place: str, fault: str) -> None:
        first, count = self._faults.get(fault, (place, 0))
        if count or len(self._faults) < _SHOWN:
            self._faults[fault] = first, count + 1
        else:
            self._more += 1

    def _request(self, row: Value) -> dict[str, Any]:
        """The request of a row. Raises MissingProperty or ValueError."""
        body: dict[str, Any] = {}
        kind = self._kind
        if self._model is not None:
            body["model"] = self._model.fill(row)
        elif kind is not None:
            body["model"] = kind.model
        further = filled(self._body, row)
        if kind is not None:
            body.update(self._asked(kind, row, further))
        for name, place, value in self._fields:
            found = filled(value, row) if name not in ("ResponseFormat", "JsonSchema") else value
            if name in _NUMBERS and isinstance(found, str):
                found = _number(name, found)
            if found is not None and found != "":  # a blank cell: the row does without the setting
                put(body, place, found)
        body.update(further)
        return {"custom_id": self._custom_id(row), "method": "POST", "url": self._url, "body": body}

    def _asked(self, kind: Endpoint, row: Value, further: dict[str, Any]) -> dict[str, Any]:
        message = None if self._message is None else self._message.fill(row)
        pictures = list(self._images(row))
        if message is not None and not message.strip():
            if not pictures:
                raise ValueError(f"-Message '{self.message}' is empty for it")
            message = None
        has_content = any(name in further for name in kind.content)
        if message is None and isinstance(unwrap(row), str) and not has_content:
            message = str(unwrap(row))
        if message is None and not pictures and not has_content:
            name = next(iter(_list(row)), "text")
            raise ValueError(f"there is nothing to ask: give a template with -Message, such as '{{{name}}}'")
        if has_content and message is None:
            return {}
        system = [template.fill(row) for template in self._system]
        developer = [template.fill(row) for template in self._developer]
        return kind.ask(Asked(message, system, developer, pictures, self.image_detail))

    def _images(self, row: Value) -> Iterator[dict[str, str]]:
        for template in self._pictures:
            yield from self._pictures_in(template.fill(row))
        for name in self.image_property or ():
            value = property_of(row, name)
            if value is MISSING:
                raise MissingProperty(name, "-ImageProperty")
            yield from self._pictures_in(value)

    def _pictures_in(self, value: Value) -> Iterator[dict[str, str]]:
        """The pictures that a value stands for: paths, addresses, ids, contents; none if it is blank."""
        content = value.get("bytes") if isinstance(value, dict) else value  # as datasets keep pictures in Parquet files
        if isinstance(content, bytes | bytearray):
            yield {"image_url": f"data:{image_kind(content)};base64,{base64.b64encode(content).decode()}"}
            return
        plain = to_plain(value)
        for image in plain if isinstance(plain, list) else [plain]:
            if isinstance(image, dict):
                yield from self._pictures_in(image)
            elif image:
                yield image_reference(self, "Images", str(image))

    def _custom_id(self, row: Value) -> str:
        if self.custom_id_property is not None:
            found = read_property(row, self.custom_id_property)
            if found is MISSING:
                raise MissingProperty(self.custom_id_property, "-CustomIdProperty")
            made = "" if found is None else str(found)
        elif self._id is not None:
            made = self._id.fill(row)
        else:
            return f"{self._prefix}-{self._number}"
        if not made.strip():
            raise ValueError("its custom_id is empty; nothing else links a result to its request")
        return made

    # -- requests -----------------------------------------------------------------------------------------------------

    def end(self) -> Objects:
        if self._faults:
            shown = [f"{place}: {fault}{_alike(count - 1)}" for fault, (place, count) in self._faults.items()]
            more = [f"and {self._more:,} more"] if self._more else []
            raise self._ending("FaultyRows", f"{'; '.join(shown + more)}. No request was made.")
        for part in self._lines.parts:
            for line in self._lines.open(part):
                yield lazy_object(line.rstrip(b"\n"), _fill, TYPES)

    def dispose(self) -> None:
        lines = getattr(self, "_lines", None)
        if lines is not None:
            lines.close()


def _fill(made: PSObject) -> None:
    made._props = {n: v if v.__class__ in PLAIN else from_json(v) for n, v in read(made._raw).items()}


def _number(name: str, text: str) -> Any:
    if not text.strip():
        return None
    try:
        return json.loads(text)
    except ValueError:
        raise ValueError(f"-{name}: '{text}' is not a number") from None


def _alike(more: int) -> str:
    """How many further rows have the fault that was named."""
    if not more:
        return ""
    return f" ({more:,} more {'row has' if more == 1 else 'rows have'} this fault)"


def _list(row: Value) -> list[str]:
    """The names of a row's properties."""
    plain = row if isinstance(row, dict) else to_plain(row)
    return [str(name) for name in plain] if isinstance(plain, dict) else [ROW]


def _names(row: Value) -> str:
    return ", ".join(_list(row)) or "none"
