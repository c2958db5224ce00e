from __future__ import annotations

import re
from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.collections.dictionaries import Hashtable
from ...engine.pipeline.cmdlet import Cmdlet

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([0-7]{1,3})|(.))", re.DOTALL)
_LETTERS = {"t": "\t", "n": "\n", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b"}


@cmdlet(
    "ConvertFrom-StringData",
    outputs="System.Collections.Hashtable",
    error_name="Microsoft.PowerShell.Commands.ConvertFromStringDataCommand",
)
class ConvertFromStringData(Cmdlet):
    """Turn lines of name=value into a hashtable."""

    string_data = Param(
        "string", mandatory=True, position=0, pipeline="value", allow_empty_string=True, help="The lines."
    )
    delimiter = Param("char", position=1, default="=", help="The separator between a name and its value.")
    examples = (
        Example(
            '"model=gpt-4o`nseed=1" | ConvertFrom-StringData',
            "A hashtable with two keys.",
            result=(
                "Name                           Value\n"
                "----                           -----\n"
                "model                          gpt-4o\n"
                "seed                           1"
            ),
        ),
    )

    def process(self) -> Iterator[Hashtable]:
        found = Hashtable()
        for line in self.string_data.split("\n"):
            text = line.strip()
            if not text or text.startswith("#"):
                continue
            name, delimiter, value = text.partition(str(self.delimiter))
            name = _unescape(name.strip())
            if not delimiter:
                raise self.stop_with(
                    "InvalidOperation",
                    f"The line '{text}' is not a pair of a name and a value.",
                    "InvalidOperation",
                    None,
                    "System.Management.Automation.PSInvalidOperationException",
                )
            if name in found:
                raise self.stop_with(
                    "InvalidOperation",
                    f"The name '{name}' occurs twice.",
                    "InvalidOperation",
                    None,
                    "System.Management.Automation.PSInvalidOperationException",
                )
            found[name] = _unescape(value.strip())
        yield found


def _unescape(text: str) -> str:
    """The text with its backslash escapes read, as in a regular expression."""

    def one(match: re.Match[str]) -> str:
        unicode, hexadecimal, octal, char = match.groups()
        if unicode or hexadecimal:
            return chr(int(unicode or hexadecimal, 16))
        return chr(int(octal, 8)) if octal else _LETTERS.get(char, char)

    return _ESCAPE.sub(one, text) if "\\" in text else text
