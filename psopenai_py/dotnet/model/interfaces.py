"""The interfaces, plain and generic, that scripts test for with ``-is`` or use as parameter types."""

from __future__ import annotations

from .registry import define, register
from .types import DotNetType

_ENUMERABLE, _COLLECTION = "System.Collections.IEnumerable", "System.Collections.ICollection"
_DICTIONARY = "System.Collections.IDictionary"
#: each interface, with the interfaces that it extends
_INTERFACES: dict[str, tuple[str, ...]] = {
    _ENUMERABLE: (),
    "System.Collections.IEnumerator": (),
    "System.Collections.IDictionaryEnumerator": ("System.Collections.IEnumerator",),
    _COLLECTION: (_ENUMERABLE,),
    "System.Collections.IList": (_COLLECTION, _ENUMERABLE),
    _DICTIONARY: (_COLLECTION, _ENUMERABLE),
    "System.Collections.IComparer": (),
    "System.Collections.IEqualityComparer": (),
    "System.Collections.Specialized.IOrderedDictionary": (_DICTIONARY, _COLLECTION, _ENUMERABLE),
    "System.IComparable": (),
    "System.IConvertible": (),
    "System.IFormattable": (),
    "System.IFormatProvider": (),
    "System.ICloneable": (),
    "System.IDisposable": (),
}
for _name, _inherited in _INTERFACES.items():
    register(DotNetType(_name, is_interface=True, interfaces=_inherited))


def _declare_generic(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    type_.is_interface = True
    type_.interfaces = (_ENUMERABLE,)


_OF_ITEMS = "IEnumerable ICollection IList ISet IReadOnlyList IReadOnlyCollection IComparer IEqualityComparer"
for _name in _OF_ITEMS.split():
    define("System.Collections.Generic." + _name, 1)(_declare_generic)
for _name in ("IDictionary", "IReadOnlyDictionary"):
    define("System.Collections.Generic." + _name, 2)(_declare_generic)
define("System.IComparable", 1)(_declare_generic)
define("System.IEquatable", 1)(_declare_generic)
