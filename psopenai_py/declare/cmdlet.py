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
        def process(self): yield ...

From this one declaration come binding, the Click command, completion, the Python function, help and the page in Docs/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from .sentinel import MISSING
from .validators import Validator

ALL_SETS = "__AllParameterSets"


@dataclass(slots=True, eq=False, repr=False)
class InSet:
    """How a parameter behaves in one parameter set. ``position`` is None for a named one."""

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
    default: Any = MISSING
    help: str = ""
    hidden: bool = False
    completions: tuple[str, ...] = ()
    enum: tuple[str, ...] = ()  # the names that an enum parameter takes, for enums that are no .NET type here
    transform: Callable[[Any], Any] | None = None  # runs before conversion; raises ValueError when it cannot
    attribute: str = ""  # where the binder puts the value on a Cmdlet
    allow_null: bool = False
    allow_empty_string: bool = False
    allow_empty_collection: bool = False
    type_name: str = ""  # the type as written, where conversion should not go by `type`

    def in_set(self, name: str) -> InSet | None:
        return self.sets.get(name) or self.sets.get(ALL_SETS)


@dataclass(slots=True, eq=False, repr=False)
class Example:
    """A command line, what it does, and (for the tests) whether it runs against the emulator as it stands."""

    code: str
    about: str = ""
    run: bool = True


@dataclass(eq=False, slots=True)
class CmdletSpec:
    """A command's whole declaration, for a cmdlet as for a script function."""

    name: str
    params: dict[str, ParamSpec]  # by lower-case name, in order of declaration
    default_set: str = ALL_SETS
    outputs: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    should_process: bool = False  # takes -WhatIf and -Confirm
    confirm_impact: str = "Medium"
    common: bool = True  # takes the common parameters (a simple function does not)
    positional_binding: bool = True
    synopsis: str = ""
    description: str = ""
    examples: tuple[Example, ...] = ()
    error_name: str = ""  # the part after the comma of error ids: the class name of PowerShell's own cmdlets
    compiled: bool = False  # PowerShell's own cmdlet: a failed conversion has another error id than a function's
    factory: type[Any] | None = None
    remaining_args: bool = False  # a simple function: leftovers go to $args instead of being an error

    @property
    def set_names(self) -> list[str]:
        """The parameter sets, the default one first; just the all-sets name where there is one set."""
        names = [self.default_set, *(s for p in self.params.values() for s in p.sets)]
        return [name for name in dict.fromkeys(names) if name != ALL_SETS] or [ALL_SETS]


@dataclass(eq=False)
class _Declared:
    """What `Param` leaves in a class body until `cmdlet` turns it into a `ParamSpec`."""

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
    default: Any = MISSING,
    help: str = "",
    hidden: bool = False,
    completions: tuple[str, ...] = (),
    enum: tuple[str, ...] = (),
    transform: Callable[[Any], Any] | None = None,
    allow_null: bool = False,
    allow_empty_string: bool = False,
    allow_empty_collection: bool = False,
) -> Any:
    """Declare a parameter. ``pipeline`` is ``"value"``, ``"property"`` or ``"value property"``.

    ``set`` names the set or sets that the flags hold for (none: all); ``sets`` tells each set apart. The name is the
    attribute's in PascalCase unless ``name`` is given. The attribute holds ``default`` (else the type's own) when the
    parameter is not bound.
    """
    words = pipeline.split()
    if sets is None:
        flags = InSet(mandatory, position, "value" in words, "property" in words, remaining)
        names = [ALL_SETS] if set is None else [set] if isinstance(set, str) else list(set)
        sets = dict.fromkeys(names, flags)
    options = {
        "type": type, "name": name, "sets": sets, "aliases": aliases, "validators": validators, "of": of,
        "default": default, "help": help, "hidden": hidden, "completions": completions, "enum": enum,
        "transform": transform, "allow_null": allow_null, "allow_empty_string": allow_empty_string,
        "allow_empty_collection": allow_empty_collection,
    }  # fmt: skip
    return _Declared(options)


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
) -> Callable[[C], C]:
    """Turn a class with `Param` attributes into a cmdlet; its spec is at ``cls.spec``.

    ``all_positional``: every parameter stands at the place where it is declared, as in a function that gives no places.
    """

    def declare(cls: C) -> C:
        params: dict[str, ParamSpec] = {}
        declared: dict[str, _Declared] = {}
        for base in cls.__mro__:  # a class's own parameters come before the shared ones of its mixins
            for attribute, value in vars(base).items():
                if isinstance(value, _Declared) and attribute not in declared:
                    declared[attribute] = value
        for attribute, value in declared.items():
            options = dict(value.options)
            shown = options.pop("name") or "".join(w[:1].upper() + w[1:] for w in attribute.split("_"))
            if all_positional:
                options["sets"] = {s: replace(flags, position=len(params)) for s, flags in options["sets"].items()}
            params[shown.lower()] = ParamSpec(shown, attribute=attribute, **options)
        synopsis, _, description = (cls.__doc__ or "").partition("\n\n")
        cls.spec = CmdletSpec(
            name,
            params,
            default_set,
            (outputs,) if isinstance(outputs, str) else outputs,
            aliases,
            should_process,
            confirm_impact,
            positional_binding=positional_binding,
            synopsis=" ".join(synopsis.split()),
            description=description.strip(),
            examples=tuple(getattr(cls, "examples", ())),
            error_name=error_name or name,
            compiled=bool(error_name),
            factory=cls,
        )
        return cls

    return declare
