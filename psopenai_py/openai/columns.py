"""What the forms of output show of an object: the row of a result, and the columns that ``-Property`` asks for."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from ..declare.sentinel import MISSING
from ..dotnet.model.types import Value
from ..engine.session.services import DATA_FORMS, FLAT_FORMS
from ..engine.values.objects import PSObject
from ..formatting.columns import picked, read_path
from ..formatting.json_lines import to_data
from .chat.completion import choices_of, plain_text, text_of
from .objects import RESULT_TYPE as RESULT_TYPE
from .reading import is_object, read_around
from .responses.response import texts_of
from .result_line import Line

#: of a result of a batch in CSV, whatever its body is; `Get-BatchOutput -Property` adds others
RESULT_COLUMNS = (
    "custom_id", "status_code", "answer", "error", "input_tokens", "output_tokens", "total_tokens"
)  # fmt: skip

#: the members of a result with its answer read as JSON, and why it could not be (`Get-BatchOutput -ParseAnswer`)
PARSED, PARSE_ERROR = "parsed", "parse_error"
RESULT_VIEW = ("custom_id", "status_code", "answer", "error")  # in the table of a shell command
SHOWN_FORMS = ("View", "Table")


def chooser(
    form: str | None, properties: Sequence[str] | None, unmet: set[str] | None = None
) -> Callable[[Value], Value] | None:
    """What makes the row that a form of output shows of an object; None where the object itself is shown.

    ``unmet`` is filled with the paths of ``properties``; those that an object has are taken out as objects come.
    """
    paths = [str(path).strip() for path in properties or () if str(path).strip()]
    if unmet is not None:
        unmet.update(paths)
    usual = RESULT_COLUMNS if form in FLAT_FORMS else RESULT_VIEW if form in SHOWN_FORMS else ()
    if not paths and not usual:
        return None

    def choose(value: Value) -> Value:
        if not isinstance(value, PSObject):
            return value
        is_result = RESULT_TYPE in value._types
        if not paths and not is_result:
            return value
        if not paths and (usual is RESULT_COLUMNS or usual is RESULT_VIEW):  # of most output: nothing is looked for
            row = result_row(_data_of(value))
            return PSObject({name: row[name] for name in usual})
        sources: list[Callable[[str], Any]] = [lambda path: read_path(value, path)]
        wanted = paths
        if is_result or form in DATA_FORMS:
            data = _data_of(value)
            if form in DATA_FORMS:  # what the service sent, where it has it
                sources.insert(0, lambda path: read_path(data, path))
            if is_result:
                row = result_row(data)
                if PARSED in data:
                    sources.append(lambda path: read_path(data[PARSED], path))
                own_first = form in FLAT_FORMS or not paths
                sources.insert(0 if own_first else len(sources), lambda path: row.get(path.lower(), MISSING))
                if own_first:
                    wanted = [*usual, *(path for path in paths if path.lower() not in row)]
        return picked(sources, wanted, unmet)

    return choose


def _data_of(value: PSObject) -> Any:
    """The service's data; of a result that is nested too deeply to be read what stands around its body."""
    fill = value._fill
    if isinstance(fill, Line) and fill.told is None:  # nobody has looked inside yet
        return fill.data()
    try:
        return to_data(value)
    except RecursionError:
        if not isinstance(value._raw, bytes):
            raise
        data = read_around(value._raw, "response")
        response = data.get("response")
        if is_object(response):
            data["response"] = {**read_around(response, "body"), "body": None}
        return data


# -- results of batches ------------------------------------------------------------------------------------------------


def result_chooser(columns: Sequence[str], paths: Sequence[str]) -> Callable[[Value], Value]:
    """What makes a row of a result: ``columns`` of `result_row`, then what ``paths`` lead to."""

    def choose(value: Value) -> Value:
        data = _data_of(value)
        row = result_row(data)
        sources: list[Callable[[str], Any]] = [
            lambda path: row.get(path, MISSING),
            lambda path: read_path(data, path),
            lambda path: read_path(data.get(PARSED), path),
        ]
        return picked(sources, [*columns, *(path for path in paths if path not in columns)])

    return choose


def result_row(data: Any) -> dict[str, Any]:
    """The columns of a result, from the service's data. What is not there, or has an odd shape, is None."""
    data = _dict(data)
    response = _dict(data.get("response"))
    body = response.get("body")
    usage = _dict(_dict(body).get("usage"))
    error = data.get("error") or _dict(body).get("error") or data.get(PARSE_ERROR)
    if not error and _dict(body).get("object") == "error":  # vLLM: the body is the error
        error = body
    return {
        "custom_id": data.get("custom_id"),
        "status_code": response.get("status_code"),
        "answer": answer_of(body) if "files" not in data else _files(data["files"]),
        "error": _error_text(error),
        "input_tokens": usage.get("prompt_tokens", usage.get("input_tokens")),
        "output_tokens": usage.get("completion_tokens", usage.get("output_tokens")),
        "total_tokens": usage.get("total_tokens"),
    }


def answer_of(body: Any) -> str | None:
    """What the model answered, as text: of chats, responses and completions their text, of embeddings the vector.

    Several answers are a JSON array. None if there is no answer in the body.
    """
    if isinstance(body, str):
        return body
    found = answers_of(body)
    if not found:
        return None
    only = found[0] if len(found) == 1 else found
    return only if isinstance(only, str) else _json(only)


def answers_of(body: Any) -> list[Any]:
    """The answers in a body: texts, or what stands in their place."""
    body = _dict(body)
    if body.get("choices"):
        return [
            text_of(choice) if choice.get("message") else plain_text(choice.get("text")) for choice in choices_of(body)
        ]
    if "output" in body:
        texts = list(texts_of(body))
        return ["".join(texts)] if texts else []
    for name in ("data", "results"):
        if isinstance(body.get(name), list):
            return [_payload(item) for item in body[name]]
    return [body["text"]] if isinstance(body.get("text"), str) else []


def _payload(item: Any) -> Any:
    """What matters in an item of a list: the vector of an embedding, a picture, or all of it."""
    for name in ("embedding", "url", "b64_json"):
        if _dict(item).get(name):
            return _dict(item)[name]
    return item


def _files(paths: Any) -> str | None:
    """Where the media of a result were written, in the place of the answer."""
    return "\n".join(map(str, paths)) if isinstance(paths, list) else None


def _error_text(error: Any) -> str | None:
    if not error:
        return None
    message = _dict(error).get("message") or _dict(error).get("code") or error
    return message if isinstance(message, str) else _json(message)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
