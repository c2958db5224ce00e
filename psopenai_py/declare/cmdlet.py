"""What a cmdlet is, as pure data, and how one is declared.

::

    @cmdlet("Get-BatchOutput", outputs="PSOpenAI.Batch.Output", default_set="Id")
    class GetBatchOutput(ApiParams, Cmdlet):
        '''Return the results of a batch, item by item.

        Longer description...
        '''
        batch_id = Param("string", set="Id", mandatory=True, position=0, pipeline="value property", aliases=("Id",))
        wait = Param("switch", help="Wait until the batch has ended.")
        examples = (Example("Get-BatchOutput batch_abc123", "What it shows."),)
        failures = (Failure("Get-BatchOutput batch_gone", "Get-BatchOutput: ...", "...,Get-BatchOutput"),)
        remarks = "What it costs, and its limits."
        def process(self): yield ...

From this one declaration come binding, the Click command, completion, the Python function, help and the page in Docs/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from ..dataclass import dataclass, field, replace
from .sentinel import MISSING
from .validators import Validator

ALL_SETS = "__AllParameterSets"


@dataclass(slots=True, eq=False, repr=False)
class InSet:
    """How a parameter behaves in one parameter set. ``position`` is None for a parameter that is named only."""

    mandatory: bool = False
    position: int | None = None
    by_value: bool = False
    by_property: bool = False
    remaining: bool = False  # ValueFromRemainingArguments


@dataclass(eq=False, slots=True)
class ParamSpec:
    """A parameter: ``type`` is a .NET type or its name (``string``, ``int[]``, ``switch``, ``object``)."""

    name: str
    type: Any
    sets: Mapping[str, InSet]
    aliases: tuple[str, ...] = ()
    validators: tuple[Validator, ...] = ()
    of: str | None = None  # PSTypeName: only objects of that type name bind
    id_of: tuple[str, ...] | None = None  # it takes an id: of objects of these type names, or (empty) of any
    default: Any = MISSING
    default_text: str = ""  # what happens without it, for help, where that is not `default` itself
    help: str = ""
    hidden: bool = False
    wildcards: bool = False  # a value with wildcards names several things
    stdin: str = ""  # how a shell command reads standard input for it: "whole" as one text, by "lines"; or objects
    own: bool = False  # PSOpenAI and PowerShell do not have it: bound by its full name or an alias, listed after theirs
    completions: tuple[str, ...] = ()
    enum: tuple[str, ...] = ()  # the names that an enum parameter takes, if the enum is not a .NET type of this port
    transform: Callable[[Any], Any] | None = None  # runs before the conversion; raises ValueError if it cannot
    attribute: str = ""  # where the binder puts the value on a Cmdlet
    allow_null: bool = False
    allow_empty_string: bool = False
    allow_empty_collection: bool = False
    completer: Any = None  # what offers its values: the block or the class in a script's [ArgumentCompleter]
    own_attributes: tuple[Callable[[], Any], ...] = ()  # make the attributes that are classes of a script

    def in_set(self, name: str) -> InSet | None:
        return self.sets.get(name) or self.sets.get(ALL_SETS)


@dataclass(slots=True, eq=False, repr=False)
class Example:
    """A command line and what it does.

    The tests run it against the emulator as it stands, unless ``run`` is False, and compare the text of its output with
    ``result`` where there is one; the page in Docs/ shows that text.
    """

    code: str
    about: str = ""
    run: bool = True
    result: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class Failure:
    """A command line that fails, to show what an error of the cmdlet looks like.

    ``text`` is what standard error shows of ``psopenai -Command``, ``error_id`` the FullyQualifiedErrorId. The tests
    run it against the emulator and compare all three; the home folder is written as `HOME`.
    """

    code: str
    text: str
    error_id: str
    exit_code: int = 1
    about: str = ""


HOME = "/home/me"  # stands for the home folder in the text of a `Failure`
NO_EFFECT = "Accepted for compatibility"  # begins the help of a parameter that changes nothing


@dataclass(slots=True, eq=False, repr=False)
class Gives:
    """What one call of a cmdlet's Python function returns, as far as it is not the rule.

    The rule: a stream with ``-All`` or ``-Stream``; nothing with ``-OutFile``, without ``-PassThru`` where a cmdlet has
    it, and where a cmdlet declares no ``outputs``; a list in parameter sets named ``List...``; one object for one
    input, a list for several. ``always`` is "one", "list" or "stream"; ``kind`` names the type of what has no
    ``outputs``.
    """

    always: str = ""
    kind: str = ""
    one_with: str = ""  # a list, unless this parameter names the one
    list_with: str = ""  # one, unless this parameter asks for more
    one_in_set: str = ""  # in this parameter set several inputs make one object


@dataclass(eq=False, slots=True)
class CmdletSpec:
    """The complete declaration of a command, a cmdlet or a script function."""

    name: str
    params: dict[str, ParamSpec]  # by lower-case name, in order of declaration
    default_set: str = ALL_SETS
    outputs: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    should_process: bool = False  # takes -WhatIf and -Confirm
    confirm_impact: str = "Medium"
    paging: bool = False  # a script's function with SupportsPaging: takes -First, -Skip and -IncludeTotalCount
    common: bool = True  # takes the common parameters (a simple function does not)
    positional_binding: bool = True
    synopsis: str = ""
    description: str = ""
    examples: tuple[Example, ...] = ()
    failures: tuple[Failure, ...] = ()
    remarks: str = ""  # limits, costs, what is polled
    error_name: str = ""  # the part after the comma of error ids: the class name of PowerShell's own cmdlets
    compiled: bool = False  # PowerShell's own cmdlet: a failed conversion has another error id than a function's
    gives: Gives | None = None  # what the Python function returns, where the rules of `Gives` do not tell
    factory: type[Any] | None = None
    remaining_args: bool = False  # a simple function: arguments left over go to $args and are not an error
    for_binder: dict[Any, Any] = field(default_factory=dict, init=False)  # its tables for this command

    @property
    def set_names(self) -> list[str]:
        """The names of the parameter sets, the default one first; only `ALL_SETS` if there are no sets."""
        names = [self.default_set, *(s for p in self.params.values() for s in p.sets)]
        return [name for name in dict.fromkeys(names) if name != ALL_SETS] or [ALL_SETS]


@dataclass(eq=False)
class _Declared:
    """The value of `Param` in a class body, until `cmdlet` makes a `ParamSpec` of it."""

    options: dict[str, Any] = field(default_factory=dict)


def Param(
    type: Any = "object",
    *,
    name: str | None = None,
    set: str | Iterable[str] | None = None,
    sets: Mapping[str, InSet] | None = None,
    mandatory: bool = False,
    position: int | None = None,
    pipeline: str = "",
    remaining: bool = False,
    aliases: tuple[str, ...] = (),
    validators: tuple[Validator, ...] = (),
    of: str | None = None,
    id_of: tuple[str, ...] | None = None,
    default: Any = MISSING,
    default_text: str = "",
    help: str = "",
    hidden: bool = False,
    wildcards: bool = False,
    stdin: str = "",
    own: bool = False,
    completions: tuple[str, ...] = (),
    enum: tuple[str, ...] = (),
    transform: Callable[[Any], Any] | None = None,
    allow_null: bool = False,
    allow_empty_string: bool = False,
    allow_empty_collection: bool = False,
) -> Any:
    """Declare a parameter. ``pipeline`` is ``"value"``, ``"property"`` or ``"value property"``.

    ``set`` names the set or sets to which the flags apply (default: all); ``sets`` gives each set its own flags. The
    parameter's name is the attribute's name in PascalCase, or ``name``. If the parameter is not bound, the attribute
    has the value ``default``, or else the default value of the type.

    ``own`` marks a parameter that PSOpenAI (or PowerShell) does not have. It is bound by its full name or alias only,
    so that the beginnings of names mean what they mean there.
    """
    words = pipeline.split()
    if sets is None:
        flags = InSet(mandatory, position, "value" in words, "property" in words, remaining)
        names = [ALL_SETS] if set is None else [set] if isinstance(set, str) else list(set)
        sets = dict.fromkeys(names, flags)
    options = {
        "type": type, "name": name, "sets": sets, "aliases": aliases, "validators": validators, "of": of,
        "id_of": id_of, "default": default, "default_text": default_text, "help": help, "hidden": hidden,
        "wildcards": wildcards, "stdin": stdin, "own": own,
        "completions": completions, "enum": enum,
        "transform": transform, "allow_null": allow_null, "allow_empty_string": allow_empty_string,
        "allow_empty_collection": allow_empty_collection,
    }  # fmt: skip
    return _Declared(options)


def _unindented(docstring: str) -> str:
    """The text without its indentation, as `inspect.cleandoc` gives it; `inspect` takes its time to load."""
    first, *others = docstring.expandtabs().splitlines() or [""]
    margin = min((len(line) - len(line.lstrip()) for line in others if line.strip()), default=0)
    return "\n".join([first.lstrip(), *(line[margin:] for line in others)]).strip("\n")


C = TypeVar("C", bound=type[Any])


def cmdlet(
    name: str,
    *,
    outputs: str | tuple[str, ...] = (),
    default_set: str = ALL_SETS,
    aliases: tuple[str, ...] = (),
    should_process: bool = False,
    confirm_impact: str = "Medium",
    positional_binding: bool = True,
    all_positional: bool = False,
    error_name: str = "",
    gives: Gives | None = None,
    order: tuple[str, ...] = (),
    own: tuple[str, ...] = (),
) -> Callable[[C], C]:
    """Turn a class with `Param` attributes into a cmdlet; its spec is at ``cls.spec``.

    ``all_positional``: the order of declaration gives the positions, as in a function that declares no positions.
    ``order``: where the module's order is another than that of the class and its mixins. ``"Organization Force Wait"``
    moves Force and Wait to follow Organization; ``"Model Size..Style"`` moves what stands from Size to Style.
    ``own``: parameters of mixins that the module's cmdlet does not have (`Param` marks the others).

    A class that sets the attribute of a mixin's parameter to None does not have that parameter.
    """

    def declare(cls: C) -> C:
        params: dict[str, ParamSpec] = {}
        declared: dict[str, _Declared] = {}
        taken: set[str] = set()  # a plain attribute of a class takes away the parameter of the class that it extends
        for base in cls.__mro__:  # the parameters of a class come before those of its mixins
            for attribute, value in vars(base).items():
                if isinstance(value, _Declared) and attribute not in taken:
                    declared[attribute] = value
            taken.update(vars(base))
        for attribute, value in declared.items():
            options = dict(value.options)
            shown = options.pop("name") or "".join(w[:1].upper() + w[1:] for w in attribute.split("_"))
            if all_positional and not options["own"]:
                place = sum(not known.own for known in params.values())
                options["sets"] = {s: replace(flags, position=place) for s, flags in options["sets"].items()}
            options["own"] = options["own"] or shown in own
            params[shown.lower()] = ParamSpec(shown, attribute=attribute, **options)
        names = list(params)
        for words in order:
            _move(names, words.lower().split())
        names.sort(key=lambda name: params[name].own)
        synopsis, _, description = _unindented(cls.__doc__ or "").partition("\n\n")
        cls.spec = CmdletSpec(
            name,
            {shown: params[shown] for shown in names},
            default_set,
            (outputs,) if isinstance(outputs, str) else outputs,
            aliases,
            should_process,
            confirm_impact,
            positional_binding=positional_binding,
            synopsis=" ".join(synopsis.split()),
            description=description.strip(),
            examples=tuple(getattr(cls, "examples", ())),
            failures=tuple(getattr(cls, "failures", ())),
            remarks=_unindented(getattr(cls, "remarks", "")).strip(),
            error_name=error_name or name,
            compiled=bool(error_name),
            gives=gives,
            factory=cls,
        )
        return cls

    return declare


def _move(names: list[str], words: list[str]) -> None:
    """Move the names that follow the first word to stand behind it; ``a..b`` are all from a to b."""
    moved: list[str] = []
    for word in words[1:]:
        first, _, last = word.partition("..")
        moved += names[names.index(first) : names.index(last or first) + 1]
    names[:] = [name for name in names if name not in moved]
    at = names.index(words[0]) + 1
    names[at:at] = moved
