"""``psopenai_py/__init__.pyi``: the Python functions for type checkers and editors, from the declarations.

A function has an overload for each parameter set and for each shape of what it returns. What belongs to its parameter
sets stands in the overloads; its other parameters are a TypedDict, written once (PEP 692).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .. import exceptions, objects
from ..dataclass import dataclass, replace
from ..declare.cmdlet import CmdletSpec, Gives, ParamSpec
from ..declare.validators import ValidateSet
from ..engine.binding.parameters import is_switch_type
from ..engine.describing.syntax import type_shown
from ..functions import cmdlet_names, item_type, positional, snake_case, spec_of, takes_many, type_name
from ..openai.api import ApiParams

PATH = Path(__file__).parent.parent / "__init__.pyi"

_TYPES = {
    "string": "str", "int": "int", "long": "int", "ushort": "int", "double": "float", "float": "float", "bool": "bool",
    "uri": "str", "IDictionary": "Mapping[str, Any]", "securestring": "str | SecureString", "byte[]": "bytes",
    "OpenAIApiType": "str",
}  # fmt: skip
#: parameters that name files
_PATHS = ("File", "OutFile", "AudioOutFile", "Path", "LiteralPath", "Image", "Mask", "InputAudio")
#: the service adds values to these now and then, so their lists are not closed
_OPEN = ("Model", "Voice", "Size", "Endpoint", "Seconds", "Id", "Include", "Ranker", "RankerForFileSearch", "Type")
_HEAD = """\
# Written by `python -m psopenai_py.frontends.docs Docs`; not to be edited.
# ruff: noqa
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypedDict, overload

from typing_extensions import Unpack

from ._version import __version__ as __version__
from .credentials import SecureString as SecureString
from .errors import ErrorRecord as ErrorRecord
from .errors import PSOpenAIError as PSOpenAIError
from .language.syntax.errors import ParseError as ParseError
from .results import Results as Results
from .results import Stream as Stream
from .results import to_json as to_json
from .shell import Result as Result
from .shell import Shell as Shell
{imports}

# Several inputs: a list, a tuple, a set, an iterator; not a text.
_Several: TypeAlias = list[Any] | tuple[Any, ...] | set[Any] | Iterator[Any]
_ErrorAction: TypeAlias = Literal["Continue", "Stop", "SilentlyContinue", "Ignore"]
"""


def text() -> str:
    """The whole stub."""
    errors = [n for n, v in vars(exceptions).items() if isinstance(v, type) and v.__module__ == exceptions.__name__]
    imports = [f"from .exceptions import {name} as {name}" for name in sorted(errors)]
    imports += [f"from .objects import {name} as {name}" for name in sorted(objects.TYPES)]
    parts = [_HEAD.format(imports="\n".join(imports)), _common_options()]
    for name, cmdlet in sorted(cmdlet_names().items()):
        parts.append(_function(name, spec_of(cmdlet)))
    return "\n".join(parts)


# -- the parameters that stand in a TypedDict -------------------------------------------------------------------------


def _shared() -> dict[str, ParamSpec]:
    """The parameters that every call of the service has."""
    declared = spec_of("Get-Batch").params
    return {name: p for name, p in declared.items() if p.attribute in vars(ApiParams) and not p.hidden}


def _common_options() -> str:
    lines = ["class _Options(TypedDict, total=False):", "    shell: Shell | None", "    error_action: _ErrorAction"]
    call = ["class _CallOptions(_Options, total=False):"]
    call += [f"    {snake_case(p.name)}: {_type(p)}" for p in _shared().values()]
    return "\n".join([*lines, "", *call, ""])


def _options(name: str, spec: CmdletSpec, explicit: set[str]) -> tuple[str, str]:
    """The name of a function's TypedDict, and its text where it has one of its own."""
    shared = _shared()
    has_shared = all(key in spec.params and p.name not in explicit for key, p in shared.items())
    base = "_CallOptions" if has_shared else "_Options"
    own = [
        p
        for key, p in spec.params.items()
        if p.name not in explicit and not p.hidden and not (has_shared and key in shared)
    ]
    if not own:
        return base, ""
    made = "_" + "".join(word.capitalize() for word in name.split("_")) + "Options"
    return made, "\n".join(
        [f"class {made}({base}, total=False):", *(f"    {snake_case(p.name)}: {_type(p)}" for p in own), ""]
    )


# -- the overloads ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Overload:
    """One way to call a function: its parameter set, the types that mark it, and what it returns."""

    set_name: str
    returns: str
    types: tuple[tuple[str, str], ...] = ()  # of parameters that must be given so
    without: tuple[str, ...] = ()  # parameters that it does not have


_FLAGS = ("All", "Stream", "OutFile", "PassThru")


def _function(name: str, spec: CmdletSpec) -> str:
    gives = spec.gives or Gives()
    explicit = {p.name for p in positional(spec)}
    explicit |= {p.name for p in spec.params.values() if any(f.mandatory or f.by_value for f in p.sets.values())}
    explicit |= {
        spec.params[n.lower()].name for n in (*_FLAGS, gives.one_with, gives.list_with) if n.lower() in spec.params
    }
    options, declared = _options(name, spec, explicit)
    found = list(dict.fromkeys(_overloads(spec, gives)))
    texts = list(dict.fromkeys(_signature(name, spec, overload, explicit, options) for overload in found))
    texts = [f'{text}\n    """{spec.synopsis}"""' for text in texts]
    if len(texts) > 1:
        texts = [f"@overload\n{text}" for text in texts]
    return "\n".join([part for part in (declared, *texts) if part])


def _overloads(spec: CmdletSpec, gives: Gives) -> Iterator[_Overload]:
    item = item_type(spec)
    for set_name in spec.set_names:
        has = {p.name for p in spec.params.values() if p.in_set(set_name) is not None}
        if not item:
            yield from _with_several(spec, _Overload(set_name, "None"), "None")
            continue
        flags = tuple(flag for flag in _FLAGS if flag in has)
        if "All" in has:
            yield _Overload(set_name, f"Stream[{item}]", (("All", "Literal[True]"),), tuple(set(flags) - {"All"}))
        if "Stream" in has:
            yield _Overload(set_name, "Stream[Any]", (("Stream", "Literal[True]"),), tuple(set(flags) - {"Stream"}))
        if "OutFile" in has:
            yield from _with_several(
                spec, _Overload(set_name, "None", (("OutFile", "str | os.PathLike[str]"),), ("Stream", "All")), "None"
            )
            if _is_mandatory(spec, "OutFile", set_name):
                continue
        plain = _Overload(set_name, item, (), flags)
        if "PassThru" in has:
            yield from _with_several(spec, plain, "None", "None")
            plain = replace(plain, types=(("PassThru", "Literal[True]"),), without=tuple(set(flags) - {"PassThru"}))
        if gives.always == "stream":
            yield from _with_several(spec, replace(plain, returns=f"Stream[{item}]"), f"Stream[{item}]")
        elif gives.always == "list" or set_name.startswith("List"):
            yield from _with_several(spec, replace(plain, returns=f"Results[{item}]"), f"Results[{item}]")
        elif set_name == gives.one_in_set and not gives.list_with:
            yield from _with_several(spec, plain, item)
        elif gives.one_with:
            yield from _with_several(spec, replace(plain, types=((gives.one_with, ""),)), f"Results[{item}]")
            yield replace(plain, returns=f"Results[{item}]", without=(*plain.without, gives.one_with))
        elif gives.list_with:
            listed = spec.params[gives.list_with.lower()]
            kind = "Literal[True]" if is_switch_type(listed) else _type(listed).removesuffix(" | None")
            asked = replace(plain, returns=f"Results[{item}]", types=((gives.list_with, kind),))
            yield from _with_several(spec, asked, f"Results[{item}]")
            is_one = gives.always == "one" or set_name == gives.one_in_set
            several = item if is_one else f"Results[{item}]"
            yield from _with_several(spec, replace(plain, without=(*plain.without, gives.list_with)), several)
        else:
            yield from _with_several(spec, plain, item if gives.always == "one" else f"Results[{item}]")


def _with_several(spec: CmdletSpec, one: _Overload, many: str, single: str | None = None) -> Iterator[_Overload]:
    """An overload, and the one for several inputs where a parameter takes them."""
    yield one if single is None else replace(one, returns=single)
    for param in spec.params.values():
        flags = param.in_set(one.set_name)
        if flags is not None and flags.by_value and takes_many(param) and not param.hidden and _type(param) != "Any":
            yield replace(one, returns=many, types=(*one.types, (param.name, "_Several")))
            return


def _is_mandatory(spec: CmdletSpec, name: str, set_name: str) -> bool:
    flags = spec.params[name.lower()].in_set(set_name)
    return flags is not None and flags.mandatory


def _signature(name: str, spec: CmdletSpec, overload: _Overload, explicit: set[str], options: str) -> str:
    types = dict(overload.types)
    lines: list[str] = []
    optional = False
    places = positional(spec)
    shown: set[str] = set()
    for param in places:
        flags = param.in_set(overload.set_name)
        if flags is None or flags.position is None or param.name in overload.without:
            continue
        needed = (flags.mandatory or param.name in types) and not optional
        lines.append(_parameter(param, types.get(param.name), needed))
        optional |= not needed
        shown.add(param.name)
    named = [
        _parameter(p, types.get(p.name), flags.mandatory or p.name in types)
        for p in spec.params.values()
        if p.name in explicit - shown and p.name not in overload.without and not p.hidden
        if (flags := p.in_set(overload.set_name)) is not None
    ]
    if named:
        lines += ["*", *named]
    lines.append(f"**options: Unpack[{options}]")
    return f"def {name}({', '.join(lines)}) -> {overload.returns}:"


def _parameter(param: ParamSpec, kind: str | None, needed: bool) -> str:
    shown = kind or _type(param).removesuffix(" | None" if needed else "")
    if kind and not needed:
        shown += " | None"
    return f"{snake_case(param.name)}: {shown}" + ("" if needed else " = ...")


# -- types ------------------------------------------------------------------------------------------------------------


def _type(param: ParamSpec) -> str:
    kind = _bare_type(param)
    return kind if kind == "Any" else f"{kind} | None"


def _bare_type(param: ParamSpec) -> str:
    shown = type_shown(param)
    if is_switch_type(param):
        return "bool"
    if param.of is not None:
        return type_name(param.of) if type_name(param.of) in objects.TYPES else "OpenAIObject"
    values = _closed_values(param)
    one = shown.removesuffix("[]")
    if values:
        literal = f"Literal[{', '.join(repr(value) for value in values)}]"
        return literal if one == shown else f"{literal} | Sequence[{literal}]"
    if param.name in _PATHS and one == "string" and not param.completions:  # those are the API's paths
        path = "str | os.PathLike[str]"
        return path if one == shown else f"{path} | Sequence[{path}]"
    if shown == "string" and _names_object(param):
        return "str | OpenAIObject"
    if shown in _TYPES:
        return _TYPES[shown]
    if one in _TYPES:
        return f"{_TYPES[one]} | Sequence[{_TYPES[one]}]"
    return "Any"


def _names_object(param: ParamSpec) -> bool:
    """Whether the parameter is the id of an object of the service, for which the object can stand."""
    piped = any(flags.by_value or flags.by_property for flags in param.sets.values())
    return piped and (param.name.endswith("Id") or "Id" in param.aliases)


def _closed_values(param: ParamSpec) -> tuple[str, ...]:
    for validator in param.validators:
        if isinstance(validator, ValidateSet):
            return tuple(dict.fromkeys(validator.values))
    if param.enum:
        return param.enum
    is_open = param.name.endswith(_OPEN) or not type_shown(param).startswith("string")
    return () if is_open else param.completions


def write() -> None:
    PATH.write_text(text(), encoding="utf-8")


def stale() -> list[str]:
    """The stub's name, if it does not match the declarations."""
    found = PATH.read_text(encoding="utf-8") if PATH.exists() else None
    return [] if found == text() else [f"psopenai_py/{PATH.name}"]
