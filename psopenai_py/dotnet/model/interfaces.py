"""The interfaces, plain and generic, that scripts test for with ``-is`` or use as parameter types."""

from __future__ import annotations

from .registry import define, register
from .types import DotNetType


def _interface(full_name: str, *inherited: str) -> DotNetType:
    return register(DotNetType(full_name, is_interface=True, interfaces=inherited))


IENUMERABLE = _interface("System.Collections.IEnumerable")
IENUMERATOR = _interface("System.Collections.IEnumerator")
IDICTIONARY_ENUMERATOR = _interface("System.Collections.IDictionaryEnumerator", IENUMERATOR.full_name)
ICOLLECTION = _interface("System.Collections.ICollection", IENUMERABLE.full_name)
ILIST = _interface("System.Collections.IList", ICOLLECTION.full_name, IENUMERABLE.full_name)
IDICTIONARY = _interface("System.Collections.IDictionary", ICOLLECTION.full_name, IENUMERABLE.full_name)
ICOMPARER = _interface("System.Collections.IComparer")
IEQUALITY_COMPARER = _interface("System.Collections.IEqualityComparer")
IORDERED_DICTIONARY = _interface(
    "System.Collections.Specialized.IOrderedDictionary",
    IDICTIONARY.full_name,
    ICOLLECTION.full_name,
    IENUMERABLE.full_name,
)
ICOMPARABLE = _interface("System.IComparable")
ICONVERTIBLE = _interface("System.IConvertible")
IFORMATTABLE = _interface("System.IFormattable")
IFORMAT_PROVIDER = _interface("System.IFormatProvider")
ICLONEABLE = _interface("System.ICloneable")
IDISPOSABLE = _interface("System.IDisposable")


def _generic(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    type_.is_interface = True
    type_.interfaces = (IENUMERABLE.full_name,)


_OF_ITEMS = "IEnumerable ICollection IList ISet IReadOnlyList IReadOnlyCollection IComparer IEqualityComparer"
for _name in _OF_ITEMS.split():
    define("System.Collections.Generic." + _name, 1)(_generic)
for _name in ("IDictionary", "IReadOnlyDictionary"):
    define("System.Collections.Generic." + _name, 2)(_generic)
define("System.IComparable", 1)(_generic)
define("System.IEquatable", 1)(_generic)
