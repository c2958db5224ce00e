"""The words of a shell command as the binder's tokens.

``-Name value``, ``-Name:value``, ``--name=value``, ``--batch-id``; ``--`` ends the names. Values are text, but an array
parameter takes ``a,b``, ``a, b``, a repeated option or a JSON array, a dictionary ``@{k='v'}``, JSON or ``k=v,k2=v2``,
and an object JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from ..declare.cmdlet import MISSING, CmdletSpec, ParamSpec
from ..dotnet.collections.hashtable import Hashtable
from ..dotnet.model.types import DotNetType, Value
from ..engine.binding.arguments import Argument, ParameterToken, ValueToken
from ..engine.binding.coercion import param_type
from ..engine.binding.parameter_names import ParameterNames, names_of
from ..errors import UsageError
from ..openai.objects import from_json

_NUMBER = re.compile(r"-\.?\d")
_SWITCH_VALUES = {"$true": True, "true": True, "1": True, "$false": False, "false": False, "0": False}


def read_words(spec: CmdletSpec, words: Sequence[str]) -> list[Argument]:
    """The tokens of a command line. Unknown names stay tokens: the binder tells of them."""
    names = names_of(spec)
    tokens: list[Argument] = []
    repeated: dict[str, ParameterToken] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "--":
            tokens.extend(_value(spec, w) for w in rest)
            break
        if not is_name(word):
            parts = [word]
            while parts[-1].endswith(",") and rest:  # `a, b` as PowerShell writes lists
                parts.append(rest.pop(0))
            tokens.append(_value(spec, " ".join(parts)))
            continue
        token, param = named(names, word)
        if param is not None and not names.is_switch(param):
            if token.value is MISSING and rest and not _is_known(names, rest[0]):
                parts = [rest.pop(0)]
                while parts[-1].endswith(",") and rest:
                    parts.append(rest.pop(0))
                token.value = " ".join(parts)
            if token.value is not MISSING:
                token.value = read_value(param, token.value)
                earlier = repeated.get(param.name)
                if earlier is not None and isinstance(earlier.value, list):
                    earlier.value += token.value
                    continue
                repeated[param.name] = token
        elif param is not None and isinstance(token.value, str):
            token.value = _SWITCH_VALUES.get(token.value.lower(), token.value)
        tokens.append(token)
    return tokens


def is_name(word: str) -> bool:
    """Whether a word names a parameter. ``-`` alone is a value, and so is a negative number."""
    return len(word) > 1 and word[0] == "-" and not _NUMBER.match(word)


def _is_known(names: ParameterNames, word: str) -> bool:
    """Whether the next word is a parameter of this command, so that it is no value."""
    return is_name(word) and named(names, word)[1] is not None


def named(names: ParameterNames, word: str) -> tuple[ParameterToken, ParamSpec | None]:
    bare = word.lstrip("-")
    cut = min((i for i in (bare.find(":"), bare.find("=")) if i > 0), default=-1)
    name, value = (bare, MISSING) if cut < 0 else (bare[:cut], bare[cut + 1 :])
    return ParameterToken(name, value, word), names.find(name, word)


def _value(spec: CmdletSpec, word: str) -> ValueToken:
    """A bare value goes to a position; its form is read by what stands there."""
    candidates = [p for p in spec.params.values() if any(f.position is not None for f in p.sets.values())]
    if len(candidates) == 1:
        return ValueToken(read_value(candidates[0], word), word)
    if any(param_type(p).element is not None for p in candidates) and "," in word:
        return ValueToken([part.strip() for part in word.split(",")], word)
    return ValueToken(word, word)


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
    return [part.strip() for part in text.split(",")]


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
        from ..language.compile.constants import literal_value  # a hashtable literal of constants; it runs no code

        return literal_value(text)
    if text.startswith("{"):
        found = _json(text)
        if isinstance(found, dict):
            return _table(found)
    table = Hashtable()
    for pair in text.split(","):
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise UsageError(
                f"-{param.name}: '{pair}' is no pair of a name and a value. "
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
    from ..openai.objects import typed_object

    return typed_object(value) if isinstance(value, dict) else from_json(value)


def _table(data: dict[str, Any]) -> Hashtable:
    table = Hashtable()
    for key, value in data.items():
        table[key] = from_json(value)
    return table


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return MISSING
