"""Options of a request to a model that have fields of their own: moderation, the cache of prompts, streams."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..declare.cmdlet import Param
from ..declare.validators import ValidateNotNullOrEmpty
from ..dotnet.collections.dictionaries import Hashtable
from ..dotnet.model.types import Value
from ..engine.pipeline.cmdlet import Cmdlet
from ..errors import ExitCode, TerminatingError
from .body import bound_fields, to_plain, to_table
from .params import lower_case

STREAM_OPTIONS = ("include_usage", "include_obfuscation")
CACHE_MODES = ("implicit", "explicit")


_SWITCHES = {"true": True, "false": False}


def _stream_options(value: Value) -> Value:
    """The options of a stream, where those that are known are true or false; a shell's words say it as text."""
    table = to_table(value)
    if table is None:
        return value
    for name in STREAM_OPTIONS:
        given = table.get(name, False)
        if isinstance(given, str):
            given = table[name] = _SWITCHES.get(given.lower(), given)
        if not isinstance(given, bool):
            raise ValueError(f"{name} is $true or $false, not '{given}'.")
    made: Value = Hashtable(table)
    return made


class CacheOptions(Cmdlet):
    """How the service caches a prompt; for gpt-5.6 and later models."""

    prompt_cache_options = Param(
        "IDictionary",
        own=True,
        aliases=("prompt_cache_options",),
        help="How the prompt is cached, as a dictionary: mode, ttl.",
    )
    prompt_cache_mode = Param(
        "string",
        own=True,
        aliases=("prompt_cache_mode",),
        validators=(ValidateNotNullOrEmpty(),),
        transform=lower_case,
        completions=CACHE_MODES,
        help="Where the cache ends: implicit (the service chooses) or explicit (at your breakpoints).",
    )
    prompt_cache_ttl = Param(
        "string",
        own=True,
        aliases=("prompt_cache_ttl",),
        validators=(ValidateNotNullOrEmpty(),),
        completions=("30m",),
        help="How long the cache of the prompt lasts at least, such as 30m.",
    )


class RequestOptions(CacheOptions):
    """What chat completions and responses share."""

    moderation = Param(
        "object",
        own=True,
        completions=("omni-moderation-latest",),
        help="Check what is sent and answered: the name of a moderation model, or a dictionary with model and policy.",
    )
    stream_options = Param(
        "IDictionary",
        own=True,
        aliases=("stream_options",),
        transform=_stream_options,
        help="What a stream contains, as a dictionary: include_usage, include_obfuscation.",
    )

    stream: bool


CACHE_FIELDS = {"PromptCacheMode": "mode", "PromptCacheTtl": "ttl"}


def cache_fields(cmdlet: CacheOptions, more: Mapping[str, str] | None = None) -> dict[str, Any]:
    """``prompt_cache_options``, where a parameter of the cache was given; ``more`` are further ones, by parameter."""
    found = {**(to_table(cmdlet.prompt_cache_options) or {}), **bound_fields(cmdlet, {**CACHE_FIELDS, **(more or {})})}
    return {"prompt_cache_options": found} if found else {}


def option_fields(cmdlet: RequestOptions, more_of_cache: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The fields of the options that were given."""
    fields = cache_fields(cmdlet, more_of_cache)
    if cmdlet.is_bound("Moderation"):
        fields["moderation"] = _moderation(cmdlet)
    if cmdlet.is_bound("StreamOptions"):
        if not cmdlet.stream:
            raise _refused(
                cmdlet, "StreamOptionsWithoutStream", "-StreamOptions is for a streamed answer: add -Stream."
            )
        fields["stream_options"] = to_table(cmdlet.stream_options)
    return fields


def _moderation(cmdlet: RequestOptions) -> Any:
    found = to_plain(cmdlet.moderation)
    if isinstance(found, str) and found.strip():
        return {"model": found}
    if isinstance(found, dict) and found.get("model"):
        return found
    raise _refused(
        cmdlet,
        "InvalidModeration",
        "-Moderation takes the name of a moderation model, such as omni-moderation-latest, or a dictionary with model "
        "and policy: @{model = 'omni-moderation-latest'; policy = @{input = @{mode = 'block'}}}.",
    )


def _refused(cmdlet: Cmdlet, error_id: str, message: str) -> TerminatingError:
    return cmdlet.stop_with(error_id, message, "InvalidArgument", None, "System.ArgumentException", ExitCode.USAGE)
