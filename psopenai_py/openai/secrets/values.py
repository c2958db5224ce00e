"""What a secret can be besides a text, and how it is kept in a keyring, which keeps texts only.

A text is kept as it is, so that other programs can read it. A hashtable, a credential, a byte array, a number, a date
or a truth value is kept as JSON behind a mark, with the type of each value in it.
"""

from __future__ import annotations

import base64
import json
from decimal import Decimal
from typing import Any

from ...credentials import TYPED, SecureString
from ...dotnet.collections.dictionaries import Hashtable, OrderedDictionary
from ...dotnet.model.registry import array_of, find_type, type_of
from ...dotnet.model.types import Value
from ...dotnet.security.credential import PSCredential
from ...engine.conversion.conversion import convert
from ...engine.values.text import to_text

_NUMBERS = (
    *("System.Byte", "System.SByte", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32"),
    *("System.Int64", "System.UInt64", "System.Single", "System.Double", "System.Decimal"),
)
_DATES = ("System.DateTime", "System.DateTimeOffset")
_TABLES = {"Hashtable": Hashtable, "OrderedDictionary": OrderedDictionary}
KINDS = "a text, a SecureString, a hashtable, a credential, a byte array, a number, a date or a truth value"


def to_stored(value: Value) -> str:
    """The text that is kept. Raises ValueError for what cannot be a secret; the message does not show it."""
    if isinstance(value, SecureString | str) and not _text(value).startswith(TYPED):
        return _text(value)
    return TYPED + json.dumps(_tagged(value), ensure_ascii=False)


def kind_of(value: Value) -> str:
    """The type of a secret, for lists: ``String``, ``Hashtable``, ``Int32`` ..."""
    return "String" if isinstance(value, SecureString | str) else str(type_of(value).full_name).rpartition(".")[2]


def from_stored(text: str, as_plain_text: bool) -> Value:
    """The value; texts are SecureStrings, also those in a hashtable, unless plain text is wanted."""
    if not text.startswith(TYPED):
        return text if as_plain_text else SecureString(text)
    try:
        kind, value = json.loads(text[len(TYPED) :])
        return _restored(kind, value, as_plain_text)
    except (ValueError, TypeError, KeyError):
        raise ValueError("The secret is damaged: it was changed by another program.") from None


def _text(value: SecureString | str) -> str:
    return value.reveal() if isinstance(value, SecureString) else str(value)


def _tagged(value: Value) -> list[Any]:
    """The name of the type, and the value in a form that JSON has."""
    if value is None:
        return ["null", None]
    if isinstance(value, SecureString | str):
        return ["String", _text(value)]
    if isinstance(value, Hashtable | OrderedDictionary):
        return [kind_of(value), [[_tagged(key), _tagged(item)] for key, item in value.items()]]
    if isinstance(value, PSCredential):
        return ["PSCredential", [value.user_name, _text(value.password)]]  # type: ignore[arg-type]
    type_ = type_of(value)
    if type_.full_name == "System.Byte[]":
        return ["Byte[]", base64.b64encode(bytes(value)).decode()]
    if isinstance(value, bool):
        return ["Boolean", value]
    if type_.full_name in _NUMBERS:
        return [type_.full_name, str(value) if isinstance(value, Decimal) else to_text(value)]
    if type_.full_name in _DATES:
        return [type_.full_name, value.format("o")]
    raise ValueError(f"A secret is {KINDS}; this is a {type_.full_name}.")


def _restored(kind: str, value: Any, as_plain_text: bool) -> Value:
    if kind in ("null", "Boolean"):
        return value
    if kind == "String":
        return value if as_plain_text else SecureString(value)
    if kind in _TABLES:
        table = _TABLES[kind]()
        for (key_kind, key), (item_kind, item) in value:
            table[_restored(key_kind, key, True)] = _restored(item_kind, item, as_plain_text)
        return table
    if kind == "PSCredential":
        secret: Any = SecureString(value[1])
        return PSCredential(value[0], secret)
    if kind == "Byte[]":
        return convert(list(base64.b64decode(value)), array_of(_type("System.Byte")))
    return convert(value, _type(kind))


def _type(name: str) -> Any:
    found = find_type(name)
    if found is None or name not in (*_NUMBERS, *_DATES):
        raise ValueError(name)
    return found
