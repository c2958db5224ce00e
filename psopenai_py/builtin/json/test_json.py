from __future__ import annotations

import json
from typing import NoReturn

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text


@cmdlet("Test-Json", default_set="JsonString", error_name="Microsoft.PowerShell.Commands.TestJsonCommand")
class TestJson(Cmdlet):
    """Test whether a text is valid JSON. Schemas are not supported."""

    json = Param(
        "string",
        sets={"JsonString": InSet(mandatory=True, position=0, by_value=True)},
        allow_empty_string=True,
        help="The text.",
    )
    path = Param("string", sets={"JsonPath": InSet(mandatory=True, by_property=True)}, help="A file with the JSON.")
    examples = (Example("Test-Json '{\"a\": 1}'", "True.", result="True"),)

    def process(self) -> Output:
        if self.set_name == "JsonPath":
            text = "\n".join(map(to_text, as_list(self._content())))
        else:
            text = to_text(self.json)
        try:
            json.loads(text, parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            self.fail("InvalidJson", f"This is not valid JSON: {error}", "InvalidData", text, "System.Exception")
            self.write(False)
            return None
        self.write(True)
        return None

    def _content(self) -> str:
        path = self.session.path(to_text(self.path))
        try:
            with open(path, encoding="utf-8-sig") as file:
                return file.read()
        except OSError as error:
            name = "System.Management.Automation.ItemNotFoundException"
            text = f"The file {path} cannot be read: {error.strerror}."
            raise self.stop_with("FileOpenFailure", text, "OpenError", path, name) from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a JSON value")
