"""The collection classes in one place, for those who build or test values of them."""

from __future__ import annotations

from .dictionaries import DictionaryView, NetDictionary
from .enumerables import (
    ByteArray,
    Entry,
    Enumerator,
    NetCollection,
    TypedArray,
    collection_changed,
    element_type,
    is_array,
    make_array,
)
from .hashtable import Hashtable, OrderedDictionary, OrderedHashtable, ordered_from
from .lists import ArrayList, GenericList, GrowingList, StringCollection

__all__ = [
    "ArrayList",
    "ByteArray",
    "DictionaryView",
    "Entry",
    "Enumerator",
    "GenericList",
    "GrowingList",
    "Hashtable",
    "NetCollection",
    "NetDictionary",
    "OrderedDictionary",
    "OrderedHashtable",
    "StringCollection",
    "TypedArray",
    "collection_changed",
    "element_type",
    "is_array",
    "make_array",
    "ordered_from",
]
