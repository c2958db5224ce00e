"""``$Host``, ``$Host.UI``, ``$Host.UI.RawUI`` and the types of their questions, on the session's host."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from ..._version import POWERSHELL_VERSION
from ...dotnet.model.carriers import Char
from ...dotnet.model.core import OBJECT, VALUE_TYPE
from ...dotnet.model.enums import EnumValue
from ...dotnet.model.registry import find_type, get_type, register
from ...dotnet.model.types import DotNetType, Value
from ..conversion.conversion import convert
from ..members.methods import construct
from ..session.host import NOBODY, no_answer
from ..session.session import Session
from ..session.streams import InformationRecord
from ..values.enumeration import as_list
from ..values.objects import PSObject, unwrap
from ..values.text import to_text

_HOSTS = "System.Management.Automation.Host."
_HOST = register(DotNetType("System.Management.Automation.Internal.Host.InternalHost", base=OBJECT))
_UI = register(DotNetType("System.Management.Automation.Internal.Host.InternalHostUserInterface", base=OBJECT))
_RAW = register(DotNetType("System.Management.Automation.Internal.Host.InternalHostRawUserInterface", base=OBJECT))


class _OfSession:
    __slots__ = ("session",)

    def __init__(self, session: Session) -> None:
        self.session = session


class HostView(_OfSession):
    """``$Host``."""

    __slots__ = ()
    dotnet_type = _HOST


class HostUI(_OfSession):
    """``$Host.UI``."""

    __slots__ = ()
    dotnet_type = _UI


class RawUI(_OfSession):
    """``$Host.UI.RawUI``."""

    __slots__ = ()
    dotnet_type = _RAW


_HOST.python, _UI.python, _RAW.python = HostView, HostUI, RawUI


class PrivateData:
    """``$Host.PrivateData``: settings of other hosts. Scripts can set them, and nothing follows from it."""

    def __init__(self) -> None:
        names = ("Error", "Warning", "Debug", "Verbose", "Progress")
        self.values = PSObject(
            {f"{name}{ground}Color": "" for name in names for ground in ("Foreground", "Background")}
        )


def _version() -> Value:
    type_ = find_type("version")
    return POWERSHELL_VERSION if type_ is None else convert(POWERSHELL_VERSION, type_)


_HOST.prop("Name", "string")(lambda it: "psopenai")
_HOST.prop("Version", "version")(lambda it: _version())
_HOST.prop("InstanceId", "guid")(lambda it: get_type("guid").find_static_property("empty").get())  # type: ignore[union-attr]
_HOST.prop("CurrentCulture", "cultureinfo")(lambda it: _culture())
_HOST.prop("CurrentUICulture", "cultureinfo")(lambda it: _culture())
_HOST.prop("UI")(lambda it: HostUI(it.session))
_HOST.prop("PrivateData")(lambda it: it.session.part(PrivateData).values)
_HOST.method("SetShouldExit", "int", returns="void")(lambda it, code: None)


def _culture() -> Value:
    found = get_type("cultureinfo").find_static_property("currentculture")
    return None if found is None else found.get()


# -- $Host.UI: output -------------------------------------------------------------------------------------------------


def _say(it: HostUI, text: str = "", newline: bool = False, foreground: Value = None, background: Value = None) -> None:
    colours = {"foreground": foreground, "background": background, "no_newline": not newline}
    it.session.outermost.information(InformationRecord(text, ("PSHOST",), host=colours))


_UI.prop("SupportsVirtualTerminal", "bool")(lambda it: it.session.host.colour)
_UI.prop("RawUI")(lambda it: RawUI(it.session))
_UI.method("Write", "string", returns="void")(_say)
_UI.method("WriteLine", returns="void")(lambda it: _say(it, newline=True))
_UI.method("WriteLine", "string", returns="void")(lambda it, text: _say(it, text, True))
_UI.method("WriteErrorLine", "string", returns="void")(lambda it, text: _say(it, text, True))
_UI.method("WriteWarningLine", "string", returns="void")(lambda it, text: it.session.outermost.warning(text))
_UI.method("WriteVerboseLine", "string", returns="void")(lambda it, text: it.session.outermost.verbose(text))
_UI.method("WriteDebugLine", "string", returns="void")(lambda it, text: it.session.outermost.debug(text))
for _name, _newline in (("Write", False), ("WriteLine", True)):

    def _coloured(it: HostUI, foreground: Value, background: Value, text: str, newline: bool = _newline) -> None:
        _say(it, text, newline, _real(foreground), _real(background))

    _UI.method(_name, "System.ConsoleColor", "System.ConsoleColor", "string", returns="void")(_coloured)


def _real(colour: Any) -> Value:
    """A colour, or None for the terminal's own, which has no name."""
    return colour if getattr(colour, "name", None) else None


# -- $Host.UI: questions ----------------------------------------------------------------------------------------------


class Choice:
    """``[ChoiceDescription]``: a label, with ``&`` before its key, and a line of help."""

    def __init__(self, label: str, help_message: str = "") -> None:
        self.label, self.help_message = label, help_message


class FieldDescription:
    """``[FieldDescription]``: a field of ``$Host.UI.Prompt``."""

    def __init__(self, name: str) -> None:
        self.name = self.label = name
        self.help_message = ""
        self.is_mandatory = True
        self.default: Value = None
        self.type = "System.String"


def _declare(type_: DotNetType, *names: str, **attributes: str) -> None:
    """Settable properties, each kept in the attribute of that name."""
    for name in names:
        attribute = attributes.get(name, "".join(f"_{c.lower()}" if c.isupper() else c for c in name).strip("_"))
        type_.prop(name)(lambda it, attribute=attribute: getattr(it, attribute))
        type_.setter(name)(lambda it, value, attribute=attribute: setattr(it, attribute, value))


def _choice_of(value: Value) -> Value:
    if not isinstance(value, str):
        raise TypeError("not a choice")
    return Choice(value)


CHOICE = register(DotNetType(_HOSTS + "ChoiceDescription", python=Choice, base=OBJECT, convert=_choice_of))
CHOICE.constructor("string")(Choice)
CHOICE.constructor("string", "string")(Choice)
_declare(CHOICE, "Label", "HelpMessage")
FIELD = register(DotNetType(_HOSTS + "FieldDescription", python=FieldDescription, base=OBJECT))
FIELD.constructor("string")(FieldDescription)
_declare(FIELD, "Name", "Label", "HelpMessage", "IsMandatory", "DefaultValue", DefaultValue="default")
FIELD.prop("ParameterTypeFullName", "string")(lambda it: it.type)


@FIELD.method("SetParameterType", "type", returns="void")
def _set_type(it: FieldDescription, type_: Any) -> None:
    it.type = getattr(type_, "full_name", to_text(type_))


def _choices(value: Value) -> list[tuple[str, str]]:
    items = [unwrap(item) for item in as_list(value)]
    return [(item.label, item.help_message) if isinstance(item, Choice) else (to_text(item), "") for item in items]


@_UI.method("PromptForChoice", "string", "string", "object", "int", returns="int")
def _prompt_for_choice(it: HostUI, caption: str, message: str, choices: Value, default: int) -> int:
    return it.session.host.choose(caption, message, _choices(choices), default)


@_UI.method("Prompt", "string", "string", "object")
def _prompt(it: HostUI, caption: str, message: str, fields: Value) -> Value:
    """A value for each field, by name; of the field's type where it has one."""
    for line in (caption, message):
        if line:
            _say(it, line, True)
    found = construct(get_type("System.Collections.Generic.Dictionary[string,psobject]"), [])
    for field in (unwrap(item) for item in as_list(fields)):
        name = field.name if isinstance(field, FieldDescription) else to_text(field)
        label = field.label if isinstance(field, FieldDescription) else name
        type_ = field.type if isinstance(field, FieldDescription) else "System.String"
        secret = type_.lower().endswith("securestring")
        answer: Value = it.session.host.ask(f"{label.replace('&', '')}: ", secret)
        target = find_type(type_)
        if secret:
            answer = _secure(answer)
        elif target is not None and type_ != "System.String":
            answer = convert(answer, target)
        found[name] = answer
    return found


def _secure(text: Value) -> Value:
    python = get_type("securestring").python
    assert python is not None
    return python(text)


@_UI.method("PromptForCredential", "string", "string", "string", "string")
def _prompt_for_credential(it: HostUI, caption: str, message: str, user: str, target: str) -> Value:
    ask = it.session.host.ask
    for line in (caption, message):
        if line:
            _say(it, line, True)
    name = user or ask("User: ")
    secret = _secure(ask(f"Password for user {name}: ", True))
    return construct(get_type("System.Management.Automation.PSCredential"), [name, secret])


_UI.method("ReadLine", returns="string")(lambda it: it.session.host.ask(""))
_UI.method("ReadLineAsSecureString", returns="securestring")(lambda it: _secure(it.session.host.ask("", True)))


# -- $Host.UI.RawUI ---------------------------------------------------------------------------------------------------


class Size:
    """Columns and rows."""

    def __init__(self, width: int = 0, height: int = 0) -> None:
        self.width, self.height = width, height

    def __str__(self) -> str:
        return f"{self.width},{self.height}"


class Coordinates:
    """A column and a row of the window, from 0."""

    def __init__(self, x: int = 0, y: int = 0) -> None:
        self.x, self.y = x, y

    def __str__(self) -> str:
        return f"{self.x},{self.y}"


SIZE = register(DotNetType(_HOSTS + "Size", python=Size, base=VALUE_TYPE, value_type=True))
COORDINATES = register(DotNetType(_HOSTS + "Coordinates", python=Coordinates, base=VALUE_TYPE, value_type=True))
for _type, _class, _fields in ((SIZE, Size, ("Width", "Height")), (COORDINATES, Coordinates, ("X", "Y"))):
    _type.constructor("int", "int")(_class)
    _type.default = _class
    _declare(_type, *_fields)
    _type.method("ToString", returns="string")(str)


def _window_size(it: RawUI) -> Size:
    try:
        size: Sequence[int] = os.get_terminal_size()
    except OSError:
        size = (it.session.host.width, 24)
    return Size(*size)


def _colour(name: str | None) -> Value:
    type_ = get_type("System.ConsoleColor")
    return EnumValue(type_, -1) if name is None else convert(name, type_)


def _settable(name: str, get: Callable[[RawUI], Value], set_: Callable[[RawUI, Any], None], type_name: str) -> None:
    _RAW.prop(name, type_name)(get)
    _RAW.setter(name)(set_)


def _set_colour(it: RawUI, foreground: Any = None, background: Any = None) -> None:
    host = it.session.host
    host.set_colours(
        host.foreground if foreground is None else foreground.name,
        host.background if background is None else background.name,
    )


def _ignore(it: RawUI, value: Value) -> None:
    """A program cannot size another program's window."""


_settable("ForegroundColor", lambda it: _colour(it.session.host.foreground), _set_colour, "System.ConsoleColor")
_settable(
    "BackgroundColor",
    lambda it: _colour(it.session.host.background),
    lambda it, value: _set_colour(it, background=value),
    "System.ConsoleColor",
)
for _name in ("WindowSize", "BufferSize"):
    _settable(_name, _window_size, _ignore, _HOSTS + "Size")
for _name in ("MaxWindowSize", "MaxPhysicalWindowSize"):
    _RAW.prop(_name, _HOSTS + "Size")(_window_size)
_settable(
    "CursorPosition",
    lambda it: Coordinates(*it.session.host.cursor()),
    lambda it, at: it.session.host.command(f"\x1b[{at.y + 1};{at.x + 1}H"),
    _HOSTS + "Coordinates",
)
_settable("WindowTitle", lambda it: "", lambda it, text: it.session.host.set_title(to_text(text)), "string")
_RAW.prop("KeyAvailable", "bool")(lambda it: it.session.host.has_key())


@_RAW.method("ReadKey", returns=_HOSTS + "KeyInfo")
@_RAW.method("ReadKey", "object", returns=_HOSTS + "KeyInfo")
def _read_key(it: RawUI, options: Value = None) -> Value:
    key = it.session.host.read_key("noecho" not in to_text(options).lower())
    if key is None:
        raise no_answer("There is no terminal to read a key from.", NOBODY)
    code = get_type("System.ConsoleKey").convert(key.name) if key.name else None  # type: ignore[misc]
    held = [name for name, is_held in (("ShiftPressed", key.shift), ("LeftAltPressed", key.alt),
                                       ("LeftCtrlPressed", key.control)) if is_held]  # fmt: skip
    return PSObject(
        {
            "VirtualKeyCode": int(code) if code is not None else 0,
            "Character": Char(key.char),
            "ControlKeyState": ", ".join(held) or "0",
            "KeyDown": True,
        },
        _HOSTS + "KeyInfo",
    )


_RAW.method("FlushInputBuffer", returns="void")(lambda it: None)
