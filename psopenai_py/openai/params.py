"""The parameters that cmdlets share.

They are functions, so that each cmdlet declares them in its own place: help, completion and positions keep that order.
A function that returns several parameters is unpacked into attributes of the same names, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from ..credentials import SecureString
from ..declare.cmdlet import Param
from ..declare.validators import ValidateCount, ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ..dotnet.model.types import Value
from ..engine.values.objects import CUSTOM_OBJECT, PSObject, kind_of
from ..engine.values.text import TO_STRING, own_text

LARGEST_PAGE = 100
DEFAULT_PAGE = 20
#: a file of a vector store has the id of the file that it stands for
FILE_TYPES = ("PSOpenAI.File", "PSOpenAI.VectorStore.File")
REASONING_EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh")

Sets = str | Iterable[str] | None  # the parameter sets that a parameter belongs to; None: all

# -- what a cmdlet works on --------------------------------------------------------------------------------------------


def id_param(
    help: str,
    *aliases: str,
    set: Sets = None,
    position: int | None = 0,
    pipeline: str = "value property",
    of: tuple[str, ...] = (),
) -> Any:
    """The id of an object of the service: mandatory, by position and from the pipeline unless it says otherwise.

    ``of`` names the types of the objects that have such an id; an object of the service of another type is refused.
    """
    return Param(
        "string",
        set=set,
        mandatory=True,
        position=position,
        pipeline=pipeline,
        aliases=aliases,
        validators=(ValidateNotNullOrEmpty(),),
        id_of=of,
        transform=partial(id_text, of),
        help=help,
    )


def changed_id_param(of: str, thing: str, *aliases: str, set: Sets = None, position: int | None = None) -> Any:
    """The id by which a New- cmdlet changes an object of the type ``of`` instead of creating one, as PSOpenAI's can."""
    return Param(
        "string",
        set=set,
        position=position,
        pipeline="value property",
        aliases=aliases,
        validators=(ValidateNotNullOrEmpty(),),
        id_of=(of,),
        transform=partial(id_text, (of,)),
        hidden=True,
        help=f"Change the {thing} with this id instead of creating one.",
    )


def id_text(of: tuple[str, ...], value: Value) -> Value:
    """An argument for the id of an object of the types ``of``: a text, or what has an id. Raises ValueError for others.

    PSOpenAI sends the text of any other object, ``@{...}``, as the id.
    """
    if isinstance(value, Mapping):  # a Python caller's, such as what to_dict() returns
        if not isinstance(value.get("id"), str):
            raise ValueError("it is a dict that has no id")
        return value["id"]
    if not isinstance(value, PSObject) or value._base is not None:
        return value
    kind = kind_of(value)
    if kind in TO_STRING:
        if of and kind not in of:
            raise ValueError(f"it is a {kind}, and not a {of[0]} or its id")
    elif own_text(value) is None:
        found = value._find("id")
        if found is None or not isinstance(value._props[found], str):
            raise ValueError(f"{described(value)} has no id")
        return value._props[found]
    return value


def described(value: PSObject) -> str:
    """A piped object in an error message: its type, or the names of its properties."""
    kind = kind_of(value)
    if kind != CUSTOM_OBJECT[0]:
        return f"a {kind}"
    names = list(value)
    shown = ", ".join(names[:5]) + (", ..." if len(names) > 5 else "")
    return f"an object with {shown}" if names else "an empty object"


def object_param(type_name: str, help: str, *aliases: str, set: Sets, pipeline: str = "value property") -> Any:
    """An object of the service of that type, in place of its id."""
    return Param(
        "object", set=set, mandatory=True, position=0, pipeline=pipeline, aliases=aliases, of=type_name, help=help
    )


def metadata_param(thing: str, *, mandatory: bool = False, position: int | None = None) -> Any:
    return Param(
        "IDictionary",
        mandatory=mandatory,
        position=position,
        help=f"Up to 16 pairs of key and text to keep with {thing}.",
    )


# -- lists -------------------------------------------------------------------------------------------------------------


def limit_param(set: Sets = None, *, least: int = 1, most: int = LARGEST_PAGE, default: Any = DEFAULT_PAGE) -> Any:
    """``default`` MISSING: as many as the service returns by itself."""
    return Param(
        "int",
        set=set,
        validators=(ValidateRange(least, most),),
        default=default,
        help=f"How many to list at most, {least} to {most}.",
    )


def all_param(set: Sets = None) -> Any:
    return Param("switch", set=set, help="List all of them, however many there are.")


def after_param(set: Sets = None) -> Any:
    return Param("string", set=set, hidden=True, help="Start after the one with this id.")


def before_param(set: Sets = None) -> Any:
    return Param("string", set=set, hidden=True, help="End before the one with this id.")


def order_param(set: Sets = None, *, default: Any = "asc", hidden: bool = False) -> Any:
    return Param(
        "string",
        set=set,
        validators=(ValidateSet(("asc", "desc")),),
        transform=lower_case,
        default=default,
        hidden=hidden,
        help="The oldest first (asc) or the newest first (desc).",
    )


def list_params(set: Sets = None) -> tuple[Any, Any, Any, Any, Any]:
    """``limit, all, after, before, order``."""
    return limit_param(set), all_param(set), after_param(set), before_param(set), order_param(set)


# -- waiting -----------------------------------------------------------------------------------------------------------


def wait_params(
    thing: str, states: Sequence[str], *, longest: int = 30, only: bool = True
) -> tuple[Any, Any, Any, Any]:
    """``timeout_sec, poll_interval_sec, status_for_wait, status_for_exit``.

    ``longest``: how far the pauses between two polls grow, in seconds; ``only``: no other states are accepted.
    """

    def status(help: str) -> Any:
        if only:
            return Param("string[]", validators=(ValidateSet(tuple(states)), ValidateNotNullOrEmpty()), help=help)
        return Param("string[]", validators=(ValidateNotNullOrEmpty(),), completions=tuple(states), help=help)

    return (
        Param("int", default_text="0", help="Seconds to wait in all; 0 waits as long as it takes."),
        Param(
            "float",
            validators=(ValidateRange(0, 1000),),
            default_text=f"from 1 to {longest} seconds, growing",
            help="Seconds between two polls.",
        ),
        status(f"Wait while the {thing} is in one of these states."),
        status(f"Stop waiting as soon as the {thing} is in one of these states."),
    )


# -- how the model answers ---------------------------------------------------------------------------------------------


def temperature_param(type: str = "double", position: int | None = None) -> Any:
    return Param(
        type,
        position=position,
        validators=(ValidateRange(0, 2),),
        help="The randomness of the answer: 0 to 2.",
    )


def top_p_param(type: str = "double", position: int | None = None) -> Any:
    return Param(
        type,
        position=position,
        aliases=("top_p",),
        validators=(ValidateRange(0, 1),),
        help="Choose among the tokens that make up this share of the probability.",
    )


def number_of_answers_param() -> Any:
    return Param("uint16", aliases=("n",), help="How many answers to return.")


def stop_sequence_param(position: int | None = None) -> Any:
    return Param(
        "string[]",
        position=position,
        aliases=("stop",),
        validators=(ValidateCount(1, 4),),
        help="Up to four texts that end the answer.",
    )


def presence_penalty_param(position: int | None = None) -> Any:
    return Param(
        "double",
        position=position,
        aliases=("presence_penalty",),
        validators=(ValidateRange(-2, 2),),
        help="Above 0: prefer new topics; below 0: stay with the topics so far.",
    )


def frequency_penalty_param(position: int | None = None) -> Any:
    return Param(
        "double",
        position=position,
        aliases=("frequency_penalty",),
        validators=(ValidateRange(-2, 2),),
        help="Above 0: repeat the same words less.",
    )


def logit_bias_param() -> Any:
    return Param(
        "IDictionary",
        aliases=("logit_bias",),
        help="How much more or less likely a token becomes, by token: -100 to 100.",
    )


def reasoning_effort_param(aliases: tuple[str, ...] = ("reasoning_effort",)) -> Any:
    return Param(
        "string", aliases=aliases, completions=REASONING_EFFORTS, help="How much effort the model spends on reasoning."
    )


def stream_param() -> Any:
    return Param("switch", help="Return the answer in pieces, as it is written.")


def stream_output_type_param(set: Sets = None) -> Any:
    return Param(
        "string",
        set=set,
        validators=(ValidateSet(("text", "object")),),
        default="text",
        help="What a stream returns: the text, or each event as an object.",
    )


def raw_response_param(set: Sets = None) -> Any:
    return Param("switch", set=set, help="Return the service's JSON text.")


# -- what the model gets -----------------------------------------------------------------------------------------------


def image_detail_param(set: Sets = None) -> Any:
    return Param(
        "string",
        set=set,
        validators=(ValidateSet(("auto", "low", "high")),),
        transform=lower_case,
        default="auto",
        help="How closely the model looks at the pictures.",
    )


def web_search_context_size_param() -> Any:
    return Param(
        "string",
        validators=(ValidateSet(("low", "medium", "high")),),
        transform=lower_case,
        help="How much context from the web is used for an answer.",
    )


def user_location_params() -> tuple[Any, Any, Any, Any, Any]:
    """``web_search_user_location_type`` and ``..._city``, ``..._country``, ``..._region``, ``..._time_zone``."""
    return (
        Param(
            "string",
            default="approximate",
            hidden=True,
            help="How exact the location is; the service knows approximate only.",
        ),
        Param("string", help="The city that search results should fit."),
        Param("string", help="The country that search results should fit, as a code of two letters such as IT."),
        Param("string", help="The region or state that search results should fit."),
        Param("string", help="The time zone that search results should fit, such as Europe/Rome."),
    )


#: the fields of a location, by parameter
USER_LOCATION = {
    "WebSearchUserLocationCity": "city",
    "WebSearchUserLocationCountry": "country",
    "WebSearchUserLocationRegion": "region",
    "WebSearchUserLocationTimeZone": "timezone",
}


# -- how the request is served -----------------------------------------------------------------------------------------


def user_param() -> Any:
    return Param("string", help="Obsolete: a name for the end user.")


def service_params() -> tuple[Any, Any, Any, Any, Any]:
    """``service_tier, prompt_cache_key, prompt_cache_retention, safety_identifier, user``."""
    return (
        Param(
            "string",
            aliases=("service_tier",),
            completions=("auto", "default", "flex", "scale", "priority"),
            help="How the service treats the request: flex is slower and cheaper, priority faster and dearer.",
        ),
        Param("string", aliases=("prompt_cache_key",), help="A name under which the service caches the prompt."),
        Param(
            "string",
            aliases=("prompt_cache_retention",),
            completions=("in_memory", "24h"),
            help="How long the prompt is cached; -PromptCacheTtl for gpt-5.6 and later models.",
        ),
        Param(
            "string",
            aliases=("safety_identifier",),
            help="A stable name for the end user, for the service's safety checks.",
        ),
        user_param(),
    )


def batch_params(*, own: bool = False, set: Sets = None) -> tuple[Any, Any]:
    """``as_batch, custom_batch_id``; ``own`` where PSOpenAI does not have them."""
    return (
        Param("switch", own=own, set=set, help="Return the request for Start-Batch instead of sending it."),
        Param(
            "string",
            own=own,
            set=set,
            pipeline="property",
            aliases=("custom_id",),
            help="The custom_id of such a request; without it, it gets one that is unique.",
        ),
    )


# -- transforms: what happens to an argument before it is converted ----------------------------------------------------


def lower_case(value: Value) -> Value:
    """Texts in lower case, as the service expects its constants."""
    if isinstance(value, str):
        return value.lower()
    if isinstance(value, list):
        return [lower_case(v) for v in value]
    return value


def secure_string(value: Value) -> Value:
    """A key given as text becomes a SecureString at once, so that it is never shown."""
    if value is None or isinstance(value, SecureString):
        return value
    if isinstance(value, (str, int)):
        made: Any = SecureString(str(value))
        return made
    raise ValueError("A key is a text or a SecureString.")
