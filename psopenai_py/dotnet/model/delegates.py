"""Delegates: ``[Func[int,bool]]``, ``[Action]``, ``[Predicate[string]]`` and so on."""

from __future__ import annotations

from collections.abc import Callable

from .core import MULTICAST_DELEGATE
from .registry import define, reference, register
from .types import DotNetType, Value


class Delegate:
    """A script block or function that was cast to a delegate type."""

    __slots__ = ("call", "dotnet_type")

    def __init__(self, dotnet_type: DotNetType, call: Callable[..., Value]) -> None:
        self.dotnet_type = dotnet_type
        self.call = call

    def __call__(self, *args: Value) -> Value:
        return self.call(*args)


def _run(delegate: Delegate, *args: Value) -> None:
    """A delegate that returns nothing: what its block puts out is dropped."""
    delegate(*args)


def _declare_delegate(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    returns_last = type_.full_name.startswith(("System.Func`", "System.Converter`"))
    parameters = [reference(each) for each in (arguments[:-1] if returns_last else arguments)]
    if type_.full_name.startswith("System.Comparison`"):
        parameters *= 2
    type_.base = MULTICAST_DELEGATE
    if type_.full_name.startswith(("System.Action`", "System.EventHandler`")):
        type_.method("Invoke", *parameters, returns="void")(_run)
    else:
        type_.method("Invoke", *parameters)(lambda delegate, *args: delegate(*args))


for _count in range(1, 5):
    define("System.Func", _count)(_declare_delegate)
    define("System.Action", _count)(_declare_delegate)
define("System.Predicate", 1)(_declare_delegate)
define("System.Comparison", 1)(_declare_delegate)
define("System.Converter", 2)(_declare_delegate)
define("System.EventHandler", 1)(_declare_delegate)

ACTION = register(DotNetType("System.Action", base=MULTICAST_DELEGATE))
ACTION.method("Invoke", returns="void")(_run)
