"""What a .NET type is to a script, as data: its names, members and constructors.

The modules of this package declare the members of each type on a `DotNetType`. The engine finds members there and
nowhere else, so a script never reaches Python's own attributes.

How PowerShell's values are carried in Python:

========================  =====================================================================
PowerShell                Python
========================  =====================================================================
``$null``                 ``None``
``[bool]``                ``bool``
``[int]``                 ``int`` (exactly that class; a value outside 32 bits counts as a long)
``[long] [byte] ...``     a subclass of ``int`` from `carriers`
``[double] [float]``      ``float`` / ``carriers.Single``
``[decimal]``             ``decimal.Decimal``
``[string] [char]``       ``str`` / ``Char`` (a subclass of ``str`` of length one)
``[object[]]``            ``list`` (exactly that class); typed arrays are ``enumerables.TypedArray``
``[hashtable]``           ``dictionaries.Hashtable``; ``[ordered]`` is ``OrderedDictionary``
``[pscustomobject]``      ``engine.values.objects.PSObject``
everything else           a class of its own whose instances have a ``dotnet_type``
========================  =====================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from ...dataclass import dataclass, field

Value = Any  # any PowerShell value, in the forms of the table above
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class Property:
    """A property of a type: ``get(value)`` and, where it can be written, ``set(value, new)``."""

    name: str
    get: Callable[..., Value]
    set: Callable[[Value, Value], None] | None = None
    type_name: str = "object"
    static: bool = False
    hidden: bool = False  # can be used, but Get-Member does not list it
    kind: str = "Property"  # or AliasProperty, ScriptProperty, CodeProperty, if PowerShell adds it
    definition: str = ""  # how Get-Member shows a property that PowerShell adds
    attributes: Callable[[], list[Value]] | None = None  # makes those that a script's class gives it


@dataclass(slots=True)
class Method:
    """One overload. ``call(self, *args)``, or ``call(*args)`` if static; ``args`` have the types of ``parameters``.

    ``variadic`` marks .NET's ``params`` array as the last parameter. A ``ref`` parameter receives the `Ref` itself.
    """

    name: str
    parameters: tuple[str, ...]
    call: Callable[..., Value]
    returns: str = "object"
    static: bool = False
    variadic: bool = False
    hidden: bool = False
    names: tuple[str, ...] = ()  # of the parameters, where they are known
    attributes: Callable[[], list[Value]] | None = None  # makes those that a script's class gives it


class Adapted:
    """Base of classes whose instances have properties of their own beside those of their type (nodes of XML).

    Scripts see them before the properties of the type, and lists of properties show only them.
    """

    __slots__ = ()

    def adapted_properties(self) -> dict[str, Property]:
        """The properties by lower-case name, in the order in which they are shown."""
        raise NotImplementedError


def _declare_property(table: dict[str, Property], name: str, type_name: str, static: bool) -> Callable[[F], F]:
    """A decorator that adds a getter as a property."""

    def declare(get: F) -> F:
        table[name.lower()] = Property(name, get, None, type_name, static)
        return get

    return declare


def _declare(
    overloads: list[Method],
    name: str,
    parameters: tuple[str, ...],
    returns: str,
    static: bool,
    variadic: bool,
    names: tuple[str, ...],
) -> Callable[[F], F]:
    """A decorator that adds a function as one more overload."""

    def declare(call: F) -> F:
        overloads.append(Method(name, parameters, call, returns, static, variadic, names=names))
        return call

    return declare


@dataclass(eq=False, slots=True)
class DotNetType:
    """A .NET type as scripts see it. Types are singletons: compare with ``is``."""

    full_name: str  # as `.FullName` shows it: System.Int32
    accelerator: str | None = None  # PowerShell's short name: int
    python: type | None = None  # the class that carries its values, if there is exactly one
    base: DotNetType | None = None
    value_type: bool = False
    is_enum: bool = False
    is_interface: bool = False
    interfaces: tuple[str, ...] = ()
    element: DotNetType | None = None  # of an array type
    rank: int = 1  # of an array type: how many dimensions it has
    arguments: tuple[DotNetType, ...] = ()  # of a constructed generic type
    default: Callable[[], Value] | None = None  # makes the value of an uninitialised variable of a value type
    convert: Callable[[Value], Value] | None = None  # from any value; raises ValueError or TypeError if it cannot
    properties: dict[str, Property] = field(default_factory=dict)
    methods: dict[str, list[Method]] = field(default_factory=dict)
    static_properties: dict[str, Property] = field(default_factory=dict)
    static_methods: dict[str, list[Method]] = field(default_factory=dict)
    constructors: list[Method] = field(default_factory=list)
    short_name: str | None = None  # `.Name`, where it is not the last part of the full name
    array: DotNetType | None = None  # its array type, once there is one
    adapts: bool = False  # its values have properties of their own: they are `Adapted`
    key: str | None = None  # the name by which the registry finds it, where the full name is not its alone
    attributes: Callable[[], list[Value]] | None = None  # makes those that a script gives its class or enum

    @property
    def name(self) -> str:
        """The type's `.Name`: `Int32`, `Object[]`, ``List`1``."""
        if self.short_name is not None:
            return self.short_name
        head = self.full_name.partition("[[")[0]
        return head.rpartition(".")[2].rpartition("+")[2]

    @property
    def namespace(self) -> str:
        return self.full_name.partition("[[")[0].rpartition(".")[0]

    @property
    def shown_name(self) -> str:
        """The name as error messages and `[type]` strings show it: the accelerator if there is one."""
        if self.element is not None:
            return f"{self.element.shown_name}[{',' * (self.rank - 1)}]"
        return self.accelerator or self.full_name

    # -- declaring members ------------------------------------------------------------------------------------------

    def prop(self, name: str, type_name: str = "object") -> Callable[[F], F]:
        """Declare a read-only property from its getter."""
        return _declare_property(self.properties, name, type_name, static=False)

    def static_prop(self, name: str, type_name: str = "object") -> Callable[[F], F]:
        """Declare a read-only static property from its getter."""
        return _declare_property(self.static_properties, name, type_name, static=True)

    def static_setting(self, name: str, type_name: str, value: Value) -> None:
        """Declare a static property that starts as ``value`` and keeps what a script sets."""

        def keep(_: DotNetType, new: Value) -> None:
            nonlocal value
            value = new

        self.static_properties[name.lower()] = Property(name, lambda: value, keep, type_name, static=True)

    def setter(self, name: str) -> Callable[[F], F]:
        """Make a declared property writable."""

        def declare(set_: F) -> F:
            self.properties[name.lower()].set = set_
            return set_

        return declare

    def own_addition(self, name: str, kind: str, definition: str) -> None:
        """Mark a declared property as one that PowerShell adds to the .NET type."""
        declared = self.properties[name.lower()]
        declared.kind, declared.definition = kind, definition

    def method(
        self,
        name: str,
        *parameters: str,
        returns: str = "object",
        variadic: bool = False,
        names: tuple[str, ...] = (),
    ) -> Callable[[F], F]:
        """Declare one overload of an instance method; stack the decorator for several."""
        overloads = self.methods.setdefault(name.lower(), [])
        return _declare(overloads, name, parameters, returns, False, variadic, names)

    def static(
        self,
        name: str,
        *parameters: str,
        returns: str = "object",
        variadic: bool = False,
        names: tuple[str, ...] = (),
    ) -> Callable[[F], F]:
        """Declare one overload of a static method."""
        overloads = self.static_methods.setdefault(name.lower(), [])
        return _declare(overloads, name, parameters, returns, True, variadic, names)

    def constructor(self, *parameters: str, variadic: bool = False) -> Callable[[F], F]:
        """Declare one overload of the constructor: a function that returns the new value."""
        return _declare(self.constructors, "new", parameters, self.full_name, True, variadic, ())

    # -- asking -----------------------------------------------------------------------------------------------------

    def lineage(self) -> Iterator[DotNetType]:
        """The type and its bases, nearest first."""
        at: DotNetType | None = self
        while at is not None:
            yield at
            at = at.base

    def find_property(self, lower_name: str) -> Property | None:
        for at in self.lineage():
            if found := at.properties.get(lower_name):
                return found
        return None

    def find_methods(self, lower_name: str) -> list[Method]:
        """All overloads of that name: those of the type, then those of its bases."""
        return [m for at in self.lineage() for m in at.methods.get(lower_name, ())]

    def find_static_property(self, lower_name: str) -> Property | None:
        for at in self.lineage():
            if found := at.static_properties.get(lower_name):
                return found
        return None

    def find_static_methods(self, lower_name: str) -> list[Method]:
        return [m for at in self.lineage() for m in at.static_methods.get(lower_name, ())]

    def make(self, *arguments: Value) -> Value:
        """Call the constructor that has that many parameters. For our own code; scripts choose by types."""
        found = next(each for each in self.constructors if len(each.parameters) == len(arguments))
        return found.call(*arguments)

    def is_subtype_of(self, other: DotNetType) -> bool:
        """Whether a value of this type is also one of ``other`` (base, interface, or array of such elements)."""
        if other is self or other.full_name == "System.Object":
            return True
        for at in self.lineage():
            if at is other or other.full_name in at.interfaces:
                return True
        if self.element is not None and other.element is not None and self.rank == other.rank:
            return not self.element.value_type and self.element.is_subtype_of(other.element)
        return False

    def __repr__(self) -> str:
        return f"[{self.shown_name}]"


_CORE_LIBRARY = "System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e"
_AUTOMATION = "System.Management.Automation, Version=7.6.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35"


def assembly_qualified(type_: DotNetType) -> str:
    """The full name with the assembly, as generic full names spell their arguments."""
    automation = type_.full_name.startswith("System.Management.Automation.")
    return f"{type_.full_name}, {_AUTOMATION if automation else _CORE_LIBRARY}"


def text_of_type(type_: DotNetType) -> str:
    """``Type.ToString()``: the full name, with the short form of generic arguments."""
    if type_.element is not None:
        return f"{text_of_type(type_.element)}[{',' * (type_.rank - 1)}]"
    if type_.arguments:
        head, _, _ = type_.full_name.partition("[[")
        return f"{head}[{','.join(map(text_of_type, type_.arguments))}]"
    return type_.full_name
