"""The words of a shell command as the binder's tokens.

``-Name value``, ``-Name:value``, ``--name=value``, ``--batch-id``; ``--`` ends the names. Values are text, but an array
parameter takes ``a,b``, ``a, b``, a repeated option or a JSON array, a dictionary ``@{k='v'}``, JSON or ``k=v,k2=v2``,
and an object JSON, or ``@{...}`` and ``@(...)`` with constants in them. Where PowerShell's own cmdlets take script
blocks and calculated properties, these are run as such: ``'{ $_.status -eq "failed" }'``.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from typing import Any

from ..declare.cmdlet import CmdletSpec, ParamSpec
from ..declare.sentinel import MISSING
from ..dotnet.collections.dictionaries import Hashtable
from ..dotnet.model.types import DotNetType, Value
from ..engine.binding.arguments import Argument, ParameterToken, ValueToken
from ..engine.binding.binding_errors import BindingError
from ..engine.binding.coercion import param_type
from ..engine.binding.parameters import parameters_of
from ..errors import UsageError
from ..openai.objects import from_json, typed_object

_NUMBER = re.compile(r"-\.?\d")
_SWITCH_VALUES = {"$true": True, "true": True, "1": True, "$false": False, "false": False, "0": False}


_Name = tuple[ParameterToken, ParamSpec | None]


Run = Callable[[str, Callable[[Value], None]], None]  # runs PowerShell text and hands over what it puts out


def read_words(
    spec: CmdletSpec, words: Sequence[str], of_door: tuple[ParamSpec, ...] = (), run: Run | None = None
) -> list[Argument]:
    """The tokens of a command line, with the indexes of their words.

    ``of_door`` are common parameters of the calling door; ``run`` makes script blocks of words. An unknown name stays a
    token: the binder reports it. Raises `UsageError` for a value that cannot be read, and the binder's error for a name
    that can mean several.
    """
    return _Reader(spec, words, of_door, run).read()


class _Reader:
    """Reads the words from left to right, each of them once."""

    def __init__(
        self, spec: CmdletSpec, words: Sequence[str], of_door: tuple[ParamSpec, ...], run: Run | None = None
    ) -> None:
        self.run = run if spec.compiled else None  # only PowerShell's own cmdlets take script blocks
        self.is_own = spec.compiled
        self.names = parameters_of(spec, of_door)
        self.words = words
        self.at = 0  # the next word
        self.positional = [p for p in spec.params.values() if any(f.position is not None for f in p.sets.values())]
        self.tokens: list[Argument] = []
        self.lists: dict[str, ParameterToken] = {}  # a list parameter that is repeated adds to its first token

    def read(self) -> list[Argument]:
        ahead: _Name | None = None  # the next word, where it had to be read to see whether it is a value
        while self.at < len(self.words):
            at = self.at
            word = self.words[at]
            if ahead is None and word == "--":
                self.tokens.extend(self._bare(text, place) for place, text in enumerate(self.words[at + 1 :], at + 1))
                break
            if ahead is None and not is_name(word):
                self.tokens.append(self._bare(self._value(), at))
                continue
            token, param = ahead or self._name(at)
            ahead = None
            self.at += 1
            if param is None:
                self.tokens.append(token)
            elif self.names.is_switch(param):
                if isinstance(token.value, str):
                    token.value = _SWITCH_VALUES.get(token.value.lower(), token.value)
                self.tokens.append(token)
            else:
                if token.value is MISSING and self.at < len(self.words):
                    if is_name(self.words[self.at]):
                        ahead = self._name(self.at)
                    if ahead is None or ahead[1] is None:  # not a parameter of this command, so it is the value
                        ahead = None
                        token.value_word = self.at
                        token.value = self._value()
                self._add(token, param)
        return self.tokens

    def _value(self) -> str:
        """Take a value: a word, and those after it where it goes on as PowerShell writes lists: ``a, b``."""
        begin = self.at
        self.at += 1
        while self.words[self.at - 1].endswith(",") and self.at < len(self.words):
            self.at += 1
        return " ".join(self.words[begin : self.at])

    def _name(self, at: int) -> _Name:
        """A word that names a parameter, and the parameter, if the command has it."""
        word = self.words[at]
        bare = word.lstrip("-")
        cut = min((i for i in (bare.find(":"), bare.find("=")) if i > 0), default=-1)
        name, value = (bare, MISSING) if cut < 0 else (bare[:cut], bare[cut + 1 :])
        try:
            param = self.names.find(name)
        except BindingError as error:  # several begin so
            error.word = at
            raise
        return ParameterToken(name, value, word, word=at), param

    def _add(self, token: ParameterToken, param: ParamSpec) -> None:
        """Add a parameter that takes a value."""
        if token.value is not MISSING:
            code = self._literal(token.value, [param])
            if code is MISSING:
                code = self._code(token.value, [param])
            token.value = read_value(param, token.value) if code is MISSING else code
            if param.of is not None and isinstance(token.value, str):  # -Batch batch_1: an id in place of the object
                param = self._id_in_place_of(param)
                token.name = param.name
            earlier = self.lists.setdefault(param.name, token)
            if earlier is not token and isinstance(earlier.value, list):
                earlier.value += token.value
                return
        self.tokens.append(token)

    def _id_in_place_of(self, param: ParamSpec) -> ParamSpec:
        """The parameter that takes the id of what another one takes whole."""
        ids = (p for p in self.names.own.values() if p.id_of is not None and (not p.id_of or param.of in p.id_of))
        return next(ids, param)

    def _bare(self, text: str, at: int) -> ValueToken:
        """A bare value goes to a position; its form is read by what stands there."""
        code = self._literal(text, self.positional)
        if code is MISSING:
            code = self._code(text, self.positional)
        if code is not MISSING:
            return ValueToken(code, text, at)
        if len(self.positional) == 1:
            return ValueToken(read_value(self.positional[0], text), text, at)
        if "," in text and any(param_type(p).element for p in self.positional) and not os.path.exists(text):
            return ValueToken([part.strip() for part in text.split(",")], text, at)
        return ValueToken(text, text, at)

    def _literal(self, text: str, params: Sequence[ParamSpec]) -> Value:
        """A hashtable or an array as a script writes it, for an object of the service's cmdlets; else `MISSING`."""
        if self.is_own or not _LITERAL.match(text) or not any(_takes_object(param) for param in params):
            return MISSING
        from ..language.compile.constants import literal_value  # noqa: PLC0415 (brings the parser)
        from ..language.syntax.errors import ParseError  # noqa: PLC0415 (likewise)

        try:
            return literal_value(text.strip())
        except ParseError as error:
            raise UsageError(f"'{text}' is not a hashtable or an array: {error.errors[0].message}") from error

    def _code(self, text: str, params: Sequence[ParamSpec]) -> Value:
        """What a word with a script block or a calculated property in it means; `MISSING` for any other word."""
        wanted = text.strip()
        if self.run is None or not ("{" in wanted or _CURRENT.search(wanted)):
            return MISSING
        if not any(_takes_code(param) for param in params):
            return MISSING
        if "{" not in wanted:
            wanted = "{" + wanted + "}"  # never the name of a property
        elif wanted[0] == "{" and _json(wanted) is not MISSING:
            return MISSING
        return argument_value(wanted, self.run)


_LITERAL = re.compile(r"\s*(\[ordered\]@\{|@[{(]|\(\s*,\s*@\()", re.IGNORECASE)
_CURRENT = re.compile(r"\$(_|PSItem)\b", re.IGNORECASE)  # the object at hand


def _takes_object(param: ParamSpec) -> bool:
    type_ = param_type(param)
    return (type_.element or type_).full_name == "System.Object" and param.of is None


def _takes_code(param: ParamSpec) -> bool:
    type_ = param_type(param)
    type_ = type_.element or type_
    return type_.full_name == "System.Management.Automation.ScriptBlock" or (
        type_.full_name == "System.Object" and not any(f.by_value for f in param.sets.values())
    )


def argument_value(text: str, run: Run) -> Value:
    """The value of a word that is a PowerShell argument: a script block, a hashtable, several with commas.

    Raises `UsageError` for what is not exactly one argument.
    """
    from ..language.compile.constants import is_one_argument  # noqa: PLC0415 (brings the parser)

    if not is_one_argument(text):
        raise UsageError(f"'{text}' is not a script block, a hashtable or a list of them.")
    found: list[Value] = []
    run(f"& {{ $ErrorActionPreference = 'Stop'; & {{ ,$args[0] }} {text}\n}}", found.append)
    return found[0] if found else None


def is_name(word: str) -> bool:
    """Whether a word has the form of a parameter's name. ``-`` alone is a value, and so is a negative number."""
    return len(word) > 1 and word[0] == "-" and not _NUMBER.match(word)


def read_value(param: ParamSpec, word: str) -> Value:
    """The value that a word means for a parameter; text where it is not JSON or a list."""
    type_ = param_type(param)
    if isinstance(param.type, str) and param.type.endswith("[]") and _is_table(param.type[:-2]):
        return _tables(param, word)
    if type_.element is not None:
        return _array(type_, word)
    if _is_table(param.type):
        return _dictionary(param, word)
    if type_.full_name in ("System.Object", "System.Management.Automation.PSObject"):
        return _object(word)
    return word


def _array(type_: DotNetType, word: str) -> list[Value]:
    text = word.strip()
    if text.startswith("["):
        found = _json(text)
        if isinstance(found, list):
            return [_from_json(v) for v in found]
    element = type_.element
    if element is not None and element.full_name == "System.Object":
        found = _json(text)
        if found is not MISSING:
            return [_from_json(found)]
    return [part.strip() for part in text.split(",")] if not os.path.exists(text) else [text]


def _tables(param: ParamSpec, word: str) -> list[Value]:
    """Several dictionaries: a JSON array of objects, or one in any of its forms."""
    found = _json(word.strip())
    if isinstance(found, list):
        return [_table(one) if isinstance(one, dict) else from_json(one) for one in found]
    return [_dictionary(param, word)]


def _is_table(type_: DotNetType | str) -> bool:
    name = type_ if isinstance(type_, str) else type_.full_name
    return name.lower().rpartition(".")[2] in ("idictionary", "hashtable")


def _dictionary(param: ParamSpec, word: str) -> Value:
    text = word.strip()
    if text.startswith("@{"):
        from ..language.compile.constants import literal_value  # noqa: PLC0415 (brings the parser)
        from ..language.syntax.errors import ParseError  # noqa: PLC0415 (likewise)

        try:
            return literal_value(text)
        except ParseError as error:
            why = error.errors[0].message
            raise UsageError(f"-{param.name}: '{text}' is not a hashtable: {why} Write @{{k='v'; k2='v2'}}.") from error
    if text.startswith("{"):
        found = _json(text)
        if isinstance(found, dict):
            return _table(found)
    table = Hashtable()
    for pair in text.split(","):
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise UsageError(
                f"-{param.name}: '{pair}' is not a pair of a name and a value. "
                "Write k=v,k2=v2, a JSON object, or @{k='v'}."
            )
        table[key.strip()] = value.strip()
    return table


def _object(word: str) -> Value:
    text = word.strip()
    if text[:1] in ("{", "["):
        found = _json(text)
        if found is not MISSING:
            return _from_json(found)
    return word


def _from_json(value: Any) -> Value:
    return typed_object(value) if isinstance(value, dict) else from_json(value)


def _table(data: dict[str, Any]) -> Hashtable:
    table = Hashtable()
    for key, value in data.items():
        table[key] = from_json(value)
    return table


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return MISSING
