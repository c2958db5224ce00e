from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any, NoReturn

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.session.file_paths import is_readable
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...errors import TerminatingError
from ...http import parse_json
from ..files.paths import not_found, one_file

_TEXT = ("JsonString", "JsonStringWithSchemaString", "JsonStringWithSchemaFile")
_PATH = ("JsonPath", "JsonPathWithSchemaString", "JsonPathWithSchemaFile")
_LITERAL = ("JsonLiteralPath", "JsonLiteralPathWithSchemaString", "JsonLiteralPathWithSchemaFile")
_BY_TEXT, _BY_FILE = (tuple(each[at] for each in (_TEXT, _PATH, _LITERAL)) for at in (1, 2))
_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*")|/\*.*?\*/|//[^\n]*', re.DOTALL)
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])')


@cmdlet("Test-Json", default_set="JsonString", error_name="Microsoft.PowerShell.Commands.TestJsonCommand")
class TestJson(Cmdlet):
    """Test whether a text is valid JSON, and whether it fits a JSON schema.

    Each place that does not fit the schema is an error of its own. Schemas need the package jsonschema:
    pip install 'psopenai-py[schema]'.
    """

    json = Param(
        "string",
        sets={name: InSet(mandatory=True, position=0, by_value=True) for name in _TEXT},
        allow_empty_string=True,
        help="The text.",
    )
    path = Param(
        "string",
        sets={name: InSet(mandatory=True, position=0, by_property=True) for name in _PATH},
        help="A file with the JSON; wildcards are allowed.",
    )
    literal_path = Param(
        "string",
        sets={name: InSet(mandatory=True, by_property=True) for name in _LITERAL},
        aliases=("PSPath", "LP"),
        help="A file with the JSON; no character is treated as a wildcard.",
    )
    schema = Param(
        "string",
        sets={name: InSet(mandatory=True, position=1) for name in _BY_TEXT},
        validators=(ValidateNotNullOrEmpty(),),
        help="The schema that the JSON must fit.",
    )
    schema_file = Param(
        "string",
        sets={name: InSet(mandatory=True, position=1) for name in _BY_FILE},
        validators=(ValidateNotNullOrEmpty(),),
        help="A file with the schema.",
    )
    options = Param("string[]", help="What is allowed beyond the standard: IgnoreComments, AllowTrailingCommas.")
    examples = (
        Example("Test-Json '{\"a\": 1}'", "True.", result="True"),
        Example(
            """Test-Json '{"a": "x"}' -Schema '{"properties": {"a": {"type": "integer"}}}' -ErrorAction Ignore""",
            "Whether a text fits a schema.",
            result="False",
        ),
    )

    def begin(self) -> Output:
        self._validator = self._made_validator()
        return None

    def process(self) -> Output:
        text = to_text(self.json) if self.json is not None else self._content()
        try:
            value = self._read(text)
        except (ValueError, RecursionError) as error:
            self.fail("InvalidJson", f"This is not valid JSON: {error}", "InvalidData", text, "System.Exception")
            self.write(False)
            return None
        fits = True
        for where, why in self._misfits(value, text):
            fits = False
            self.fail(
                "InvalidJsonAgainstSchemaDetailed",
                f"The JSON does not fit the schema at '{where}': {why}",
                "InvalidData",
                None,
                "System.Exception",
            )
        self.write(fits)
        return None

    def _read(self, text: str) -> Any:
        allowed = {word.strip().lower() for each in as_list(self.options) for word in to_text(each).split(",")}
        if "ignorecomments" in allowed:
            text = _COMMENT.sub(lambda found: found[1] or " ", text)
        if "allowtrailingcommas" in allowed:
            text = _TRAILING_COMMA.sub(lambda found: found[1] or "", text)
        return parse_json(text, parse_constant=_refuse)

    def _content(self) -> str:
        literal = self.literal_path is not None
        path = one_file(self, to_text(self.literal_path if literal else self.path), literal)
        if not is_readable(path):
            raise TerminatingError(not_found(path))
        return _file(path)

    # -- schemas ----------------------------------------------------------------------------------------------------

    def _made_validator(self) -> Any:
        """The library's validator of the schema, or None without a schema."""
        if self.schema_file is not None:
            path = one_file(self, to_text(self.schema_file))
            if not is_readable(path):
                text = f"The schema file '{path}' does not exist."
                raise self.stop_with("JsonSchemaFileNotFound", text, "ObjectNotFound", None, "System.Exception")
            text = _file(path)
        elif self.schema is not None:
            text = to_text(self.schema)
        else:
            return None
        try:
            jsonschema, referencing = import_module("jsonschema"), import_module("referencing")  # slow; an extra
        except ImportError as error:
            raise self.stop_with(
                "SchemasNotInstalled",
                "Schemas need the package jsonschema: pip install 'psopenai-py[schema]'.",
                "NotInstalled",
            ) from error
        try:
            schema = parse_json(text, parse_constant=_refuse)
            if not isinstance(schema, (dict, bool)):
                raise ValueError("it is neither an object nor true or false")
            kind = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
            kind.check_schema(schema)
        except (ValueError, RecursionError, jsonschema.SchemaError) as error:
            raise self._bad_schema(str(error).partition("\n")[0], text) from error
        return kind(schema, registry=referencing.Registry())  # it fetches nothing from other places

    def _misfits(self, value: Any, text: str) -> Iterator[tuple[str, str]]:
        """Where a value does not fit the schema (a JSON pointer), and why."""
        if self._validator is None:
            return
        try:
            for error in self._validator.iter_errors(value):
                yield "/" + "/".join(str(step) for step in error.absolute_path), error.message
        except import_module("referencing.exceptions").Unresolvable as error:
            raise self._bad_schema(f"it refers to {error.ref}, which it does not hold", text) from error

    def _bad_schema(self, why: str, target: str) -> TerminatingError:
        return self.stop_with("InvalidJsonSchema", f"The JSON schema cannot be used: {why}.", "InvalidData", target)


def _file(path: str) -> str:
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        return file.read()


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a JSON value")
