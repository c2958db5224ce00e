"""``$PSStyle``: control sequences for colours and styles, and whether the host shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ...dotnet.collections.dictionaries import Hashtable, declare_dictionary, dictionary_interfaces
from ...dotnet.io.terminal import COLOUR_CODES
from ...dotnet.model.core import OBJECT
from ...dotnet.model.enums import EnumValue, make_enum
from ...dotnet.model.exceptions import argument_error
from ...dotnet.model.registry import register
from ...dotnet.model.types import DotNetType, Value
from ...errors import NetException
from ..session.host import Host

_NAMESPACE = "System.Management.Automation."
RENDERING = make_enum(_NAMESPACE + "OutputRendering", {"Host": 0, "PlainText": 1, "Ansi": 2})
_CODES = {
    "Reset": "0", "BlinkOff": "25", "Blink": "5", "BoldOff": "22", "Bold": "1", "DimOff": "22", "Dim": "2",
    "HiddenOff": "28", "Hidden": "8", "ReverseOff": "27", "Reverse": "7", "ItalicOff": "23", "Italic": "3",
    "UnderlineOff": "24", "Underline": "4", "StrikethroughOff": "29", "Strikethrough": "9",
}  # fmt: skip
_COLOURS = {
    "Black": 30, "Red": 31, "Green": 32, "Yellow": 33, "Blue": 34, "Magenta": 35, "Cyan": 36, "White": 37,
    "BrightBlack": 90, "BrightRed": 91, "BrightGreen": 92, "BrightYellow": 93, "BrightBlue": 94, "BrightMagenta": 95,
    "BrightCyan": 96, "BrightWhite": 97,
}  # fmt: skip
_FORMATTING = {
    "FormatAccent": "\x1b[32;1m", "TableHeader": "\x1b[32;1m", "CustomTableHeaderLabel": "\x1b[32;1;3m",
    "ErrorAccent": "\x1b[36;1m", "Error": "\x1b[31;1m", "Warning": "\x1b[33;1m", "Verbose": "\x1b[33;1m",
    "Debug": "\x1b[33;1m", "FeedbackName": "\x1b[33m", "FeedbackText": "\x1b[96m", "FeedbackAction": "\x1b[97m",
}  # fmt: skip
_FILES = {"Directory": "\x1b[44;1m", "SymbolicLink": "\x1b[36;1m", "Executable": "\x1b[32;1m"}
_EXTENSIONS = {
    **dict.fromkeys((".zip", ".tgz", ".gz", ".tar", ".nupkg", ".cab", ".7z"), "\x1b[31;1m"),
    **dict.fromkeys((".ps1", ".psd1", ".psm1", ".ps1xml"), "\x1b[33;1m"),
}
_SEQUENCE = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;;[^\x1b]*\x1b\\")
_LEAST_WIDTH = 18
_PROGRESS: dict[str, Value] = {"Style": "\x1b[33;1m", "MaxWidth": 120, "View": "Minimal", "UseOSCIndicator": False}


class _Group:
    """One group of settings, such as ``$PSStyle.Foreground``."""

    def __init__(self, type_: DotNetType, values: Mapping[str, Value]) -> None:
        self.dotnet_type = type_
        self.values = {name.lower(): value for name, value in values.items()}


class PSStyle:
    """The value of ``$PSStyle``; a part of the session. ``host`` is the session's."""

    def __init__(self) -> None:
        self.host = Host()
        self.rendering = EnumValue(RENDERING, 0)
        self.foreground = _Group(FOREGROUND, {name: f"\x1b[{code}m" for name, code in _COLOURS.items()})
        self.background = _Group(BACKGROUND, {name: f"\x1b[{code + 10}m" for name, code in _COLOURS.items()})
        self.formatting = _Group(FORMATTING, _FORMATTING)
        self.files = _Group(FILE_INFO, _FILES)
        self.extensions = FileExtensions()
        for extension, style in _EXTENSIONS.items():
            self.extensions[extension] = style
        self.files.values["extension"] = self.extensions
        self.progress = _Group(PROGRESS, _PROGRESS)


def _group(name: str, names: Mapping[str, Value], settable: bool) -> DotNetType:
    type_ = register(DotNetType(f"{_NAMESPACE}PSStyle+{name}", base=OBJECT))
    for each in names:
        kind = {bool: "bool", int: "int"}.get(type(names[each]), "object")
        type_.prop(each, kind)(_reader(each.lower()))
        if settable:
            type_.setter(each)(_writer(each.lower()))
    return type_


def _reader(name: str) -> Callable[[_Group], Value]:
    return lambda group: group.values[name]


def _writer(name: str) -> Callable[[_Group, Value], None]:
    def write(group: _Group, value: Value) -> None:
        if isinstance(value, str):
            _check_sequence(value)
        elif name == "maxwidth" and int(value) < _LEAST_WIDTH:
            text = f"The progress bar needs {_LEAST_WIDTH} characters, more than {value}."
            raise NetException("System.ArgumentOutOfRangeException", text)
        group.values[name] = value

    return write


def _check_sequence(text: str) -> None:
    """A style consists of control sequences; a text that would be seen is refused."""
    if _SEQUENCE.sub("", text):
        raise argument_error(f"A style consists of control sequences only, but {text!r} has other characters.", "value")


class FileExtensions(Hashtable):
    """``$PSStyle.FileInfo.Extension``: styles by extension."""

    __slots__ = ()

    def checked(self, key: Value) -> Value:
        if not str(key).startswith("."):
            raise argument_error(f"An extension begins with a dot, but not '{key}'.", "extension")
        return super().checked(key)

    def __setitem__(self, key: Value, value: Value) -> None:
        _check_sequence(str(value))
        super().__setitem__(key, value)


EXTENSIONS = register(
    DotNetType(
        f"{_NAMESPACE}PSStyle+FileInfoFormatting+FileExtensionDictionary",
        python=FileExtensions,
        base=OBJECT,
        interfaces=dictionary_interfaces(),
    )
)
declare_dictionary(EXTENSIONS, "string", "string", False)


FOREGROUND = _group("ForegroundColor", _COLOURS, False)
BACKGROUND = _group("BackgroundColor", _COLOURS, False)
FORMATTING = _group("FormattingData", _FORMATTING, True)
FILE_INFO = _group("FileInfoFormatting", _FILES, True)
PROGRESS = _group("ProgressConfiguration", _PROGRESS, True)
FILE_INFO.prop("Extension")(_reader("extension"))
for _type, _layer in ((FOREGROUND, 38), (BACKGROUND, 48)):

    def _from_rgb(group: _Group, red: int, green: int, blue: int, layer: int = _layer) -> str:
        return f"\x1b[{layer};2;{red};{green};{blue}m"

    def _from_number(group: _Group, rgb: int, layer: int = _layer) -> str:
        return f"\x1b[{layer};2;{rgb >> 16 & 255};{rgb >> 8 & 255};{rgb & 255}m"

    _type.method("FromRgb", "byte", "byte", "byte", returns="string")(_from_rgb)
    _type.method("FromRgb", "int", returns="string")(_from_number)
    _type.method("FromConsoleColor", "System.ConsoleColor", returns="string")(
        lambda group, colour, shift=_layer - 38: f"\x1b[{COLOUR_CODES[str(colour).lower()] + shift}m"
    )

STYLE = register(DotNetType(_NAMESPACE + "PSStyle", python=PSStyle, base=OBJECT))
for _name, _code in _CODES.items():
    STYLE.prop(_name, "string")(lambda it, sequence=f"\x1b[{_code}m": sequence)
STYLE.prop("OutputRendering", RENDERING.full_name)(lambda it: it.rendering)


@STYLE.setter("OutputRendering")
def _set_rendering(it: PSStyle, value: EnumValue) -> None:
    it.rendering = value
    it.host.rendering = value.name or "Host"


STYLE.prop("Foreground")(lambda it: it.foreground)
STYLE.prop("Background")(lambda it: it.background)
STYLE.prop("Formatting")(lambda it: it.formatting)
STYLE.prop("FileInfo")(lambda it: it.files)
STYLE.prop("Progress")(lambda it: it.progress)
STYLE.method("FormatHyperlink", "string", "uri", returns="string")(
    lambda it, text, link: f"\x1b]8;;{link}\x1b\\{text}\x1b]8;;\x1b\\"
)
