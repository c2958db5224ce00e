from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.sentinel import MISSING
from ...declare.validators import ValidateRange
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.properties.expressions import calculated
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject
from .ordering import Entry, Keys, default_keys

_LARGEST = 2147483647


@cmdlet("Compare-Object", error_name="Microsoft.PowerShell.Commands.CompareObjectCommand")
class CompareObject(Cmdlet):
    """Compare two sets of objects: <= marks those only in the reference, => those only in the other set."""

    reference_object = Param(
        "psobject[]", mandatory=True, position=0, allow_empty_collection=True, help="The objects to compare with."
    )
    difference_object = Param(
        "psobject[]",
        mandatory=True,
        position=1,
        pipeline="value",
        allow_empty_collection=True,
        help="The objects to compare.",
    )
    sync_window = Param(
        "int",
        validators=(ValidateRange(0, _LARGEST),),
        default=_LARGEST,
        help="How far apart equal objects may be (default: any distance).",
    )
    property = Param("object[]", help="What to compare instead of the objects themselves.")
    exclude_different = Param("switch", help="Leave out the differences.")
    include_equal = Param("switch", help="Return the equal objects too, with ==.")
    pass_thru = Param("switch", help="Return the objects themselves.")
    culture = Param("string", help="Accepted for compatibility; all cultures compare alike here.")
    case_sensitive = Param("switch", help="Distinguish upper and lower case.")
    examples = (
        Example(
            "Compare-Object (Get-Content a.txt) (Get-Content b.txt)",
            "The lines that are in one file only.",
            result="InputObject SideIndicator\n----------- -------------\nthree       =>\none         <=",
        ),
    )

    def begin(self) -> Output:
        self._keys: Keys | None = None
        self._next = 0
        self._references: list[Entry] = []
        self._unmatched_references: list[Entry] = []
        self._unmatched_differences: list[Entry] = []
        if self.exclude_different and not self.is_bound("IncludeEqual"):
            self.include_equal = True
        return None

    def process(self) -> Output:
        keys = self._prepared()
        for item in as_list(self.difference_object):
            self._pair(keys.entry(item))
        return None

    def _prepared(self) -> Keys:
        if self._keys is None:
            references = as_list(self.reference_object)
            wanted = default_keys(references, "sort") if self.property is None else calculated(self.property, "sort")
            self._keys = Keys(self.session, wanted, case_sensitive=bool(self.case_sensitive))
            self._references = [self._keys.entry(item) for item in references]
        return self._keys

    def _pair(self, difference: Entry | None) -> None:
        """Match the next objects of both sides with each other, or with earlier ones without a match."""
        assert self._keys is not None
        reference = None
        if self._next < len(self._references):
            reference = self._references[self._next]
            self._next += 1
        if reference is not None and difference is not None and self._keys.compare(reference, difference) == 0:
            self._put_equal(reference)
            return
        if difference is not None and (match := self._take(difference, self._unmatched_references)) is not None:
            self._put_equal(match)
            difference = None
        if reference is not None and self._take(reference, self._unmatched_differences) is not None:
            self._put_equal(reference)
            reference = None
        if difference is not None:
            self._wait(difference, self._unmatched_differences, "=>")
        if reference is not None:
            self._wait(reference, self._unmatched_references, "<=")

    def _take(self, entry: Entry, waiting: list[Entry]) -> Entry | None:
        assert self._keys is not None
        for at, other in enumerate(waiting):
            if self._keys.compare(entry, other) == 0:
                return waiting.pop(at)
        return None

    def _wait(self, entry: Entry, waiting: list[Entry], side: str) -> None:
        """Keep an object for a later match; beyond the window the oldest one is dropped."""
        waiting.append(entry)
        while len(waiting) > self.sync_window:
            self._put_different(waiting.pop(0), side)

    def end(self) -> Output:
        self._prepared()
        while self._next < len(self._references):
            self._pair(None)
        for entry in self._unmatched_differences:
            self._put_different(entry, "=>")
        for entry in self._unmatched_references:
            self._put_different(entry, "<=")
        return None

    def _put_equal(self, entry: Entry) -> None:
        if self.include_equal:
            self._put(entry, "==")

    def _put_different(self, entry: Entry, side: str) -> None:
        if not self.exclude_different:
            self._put(entry, side)

    def _put(self, entry: Entry, side: str) -> None:
        assert self._keys is not None
        item = entry.item
        if self.pass_thru:
            made = item if isinstance(item, PSObject) else PSObject({}, base=item)
        elif self.property is None:
            made = PSObject({"InputObject": item})
        else:
            values = [None if value is MISSING else value for value in entry.keys]
            names = [str(wanted.expression) for wanted in self._keys.wanted]
            made = PSObject({name: values[at] if at < len(values) else None for at, name in enumerate(names)})
        made._remove("SideIndicator")
        made._put("SideIndicator", side)
        self.write(made)
