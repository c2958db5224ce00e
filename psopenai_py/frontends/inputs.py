"""What a shell command's pipeline gets: words of the command line, standard input, or both.

Words for the pipeline parameter at position 0 are its inputs where there are several: ``Get-BatchOutput b1 b2``,
``b1,b2`` where ids are taken, ``Add-OpenAIFile *.jsonl``. ``-`` among them is standard input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..declare.cmdlet import ALL_SETS, CmdletSpec, InSet, ParamSpec
from ..declare.sentinel import MISSING, Sentinel
from ..dotnet.model.types import Value
from ..engine.binding.arguments import Argument, ParameterToken, ValueToken
from ..engine.binding.coercion import param_type
from ..engine.binding.parameters import parameters_of
from ..http import parse_json
from .output import OUTPUT_FORMAT, PROPERTY, SAFE_CSV
from .stdin import Input, objects_of

NO_INPUT = ParamSpec(
    "NoInput",
    "switch",
    {ALL_SETS: InSet()},
    help="Leave standard input alone, as in `while read`, whose lines a command would take.",
    own=True,
)
PROFILE = ParamSpec(
    "Profile",
    "string",
    {ALL_SETS: InSet()},
    help="The profile of the configuration file whose settings are used.",
    own=True,
)
#: the common parameters that every cmdlet has in a shell
DOOR_PARAMETERS = (OUTPUT_FORMAT, PROPERTY, SAFE_CSV, NO_INPUT, PROFILE)
_PATHS = ("File", "Path", "LiteralPath", "Image", "InputAudio")  # parameters for which ``-`` is a file's content
STDIN = Sentinel("STDIN", __name__)  # among the inputs: here comes standard input


def take_inputs(
    spec: CmdletSpec, tokens: Sequence[Argument], of_door: tuple[ParamSpec, ...] = ()
) -> tuple[list[Argument], list[Value]]:
    """The tokens that are left for the binder, and the words that are inputs of the pipeline instead.

    There are no inputs where the binder can do with the words as they stand, or has to report what is wrong with them.
    """
    names = parameters_of(spec, of_door)
    kept = list(tokens)
    first = dict(names.by_position).get(0, [])
    if not first or names.remaining or any(isinstance(t, ParameterToken) and names.find(t.name) is None for t in kept):
        return kept, []
    named = [t for t in kept if isinstance(t, ParameterToken) and names.find(t.name) in first]
    if len(named) > 1 or any(t.value is MISSING for t in named):
        return kept, []
    bare = [t for t in kept if isinstance(t, ValueToken)]
    if len(names.by_position) > 1:
        bare = bare[: 0 if named else 1]
    taking = [t for t in kept if any(t is one for one in (*named, *bare))]
    piped = [p for p in first if any(f.by_value for f in p.sets.values())]
    if all(param_type(p).element is not None for p in piped):
        if piped and any(t.value in ("-", ["-"]) for t in taking):
            values = [STDIN if value == "-" else value for t in taking for value in _list(t.value)]
            return _without(kept, taking), values
        return _joined(kept, taking), []
    ids = any(p.id_of is not None for p in first)
    is_path = all(p.name in _PATHS for p in piped)
    words = [t.text if isinstance(t, ValueToken) and t.text is not None else t.value for t in taking]
    values = [value for word in words for value in _inputs_of(word, ids, is_path)]
    by_object = any((p := names.find(t.name)) is not None and p.of is not None for t in named)  # -Batch batch_1
    if values == words and len(words) <= 1 and not (ids and by_object):
        return kept, []
    return _without(kept, taking), values


def _joined(tokens: list[Argument], taking: list[Argument]) -> list[Argument]:
    """The words of an array parameter as one value."""
    bare = [t for t in taking if isinstance(t, ValueToken) and isinstance(t.value, list)]
    if len(bare) < 2 or len(bare) != len(taking):
        return tokens
    text = " ".join(t.text or "" for t in bare)
    whole = ValueToken([value for t in bare for value in _list(t.value)], text, bare[0].word)
    return [whole if t is bare[0] else t for t in tokens if t is bare[0] or not any(t is one for one in bare)]


def _without(tokens: list[Argument], taken: list[Argument]) -> list[Argument]:
    return [t for t in tokens if not any(t is one for one in taken)]


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value]


def _inputs_of(value: Value, ids: bool, is_path: bool) -> Iterator[Value]:
    """The inputs that a word means: several for ids with commas or as JSON, else the word itself.

    As the path of a file ``-`` is the content of standard input, which the cmdlet reads.
    """
    if value == "-" and not is_path:
        yield STDIN
        return
    text = value.strip() if ids and isinstance(value, str) else ""
    if text[:1] in ("{", "[", '"') and text:
        try:
            yield from objects_of(parse_json(text))
            return
        except ValueError:
            pass  # the service's answer will say that there is no such id
    parts = [part.strip() for part in text.split(",")] if "," in text else []
    yield from [part for part in parts if part] or [value]


def all_inputs(given: Sequence[Value], piped: Callable[[], Input]) -> Iterator[Value]:
    """The inputs in the order of the words, with standard input in its place."""
    for value in given:
        if value is STDIN:
            yield from piped()
        else:
            yield value
