from __future__ import annotations

from ...declare.cmdlet import Example, Failure, InSet, Param, cmdlet
from ...declare.sentinel import MISSING
from ...dotnet.collections.dictionaries import Hashtable
from ...dotnet.model.registry import get_type, type_of
from ...dotnet.model.types import Value
from ...engine.members.invocation import invoke
from ...engine.members.members import property_or_missing
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.enumeration import as_list
from ...engine.values.objects import unwrap

_EXCEPTION = "System.InvalidOperationException"


@cmdlet(
    "Update-List",
    default_set="AddRemoveSet",
    error_name="Microsoft.PowerShell.Commands.UpdateListCommand",
)
class UpdateList(Cmdlet):
    """Add items to the list in a property of an object, remove items from it, or replace them.

    The object is passed on. Without -Property the changes themselves are the result, in a hashtable.
    """

    property = Param("string", position=0, help="The property that holds the list.")
    input_object = Param("psobject", pipeline="value", help="The object.")
    add = Param("object[]", set="AddRemoveSet", help="Items to add.")
    remove = Param(
        "object[]", set="AddRemoveSet", help="Items to remove; those that are not in the list do not matter."
    )
    replace = Param("object[]", sets={"ReplaceSet": InSet(mandatory=True)}, help="The items of the list from now on.")
    examples = (
        Example(
            "$Filter = [pscustomobject]@{ Ids = [System.Collections.Generic.List[string]]@('batch_1', 'batch_2') }\n"
            "$Filter | Update-List Ids -Add 'batch_3' -Remove 'batch_1'",
            "Changes a list in place.",
        ),
    )
    failures = (
        Failure(
            "[pscustomobject]@{ Ids = 1 } | Update-List -Add 2",
            "Update-List: Name the property that holds the list with -Property.",
            "MissingPropertyParameter,Microsoft.PowerShell.Commands.UpdateListCommand",
        ),
    )
    remarks = "The property must hold a list that can grow, such as a List; an array cannot."

    def process(self) -> None:
        if self.property is None:
            return
        if self.input_object is None:
            self._fail("MissingInputObjectParameter", "Pipe the object in, or give it with -InputObject.")
            return
        items = property_or_missing(self.input_object, self.property)
        if items is MISSING:
            text = f"The object does not have a property {self.property}."
            self._fail("MemberDoesntExist", text, self.input_object)
        elif not type_of(unwrap(items)).is_subtype_of(get_type("System.Collections.IList")):
            self._fail("ApplyFailed", f"The property {self.property} does not hold a list.")
        else:
            self._update(unwrap(items))
            self.write(self.input_object)

    def end(self) -> None:
        if self.property is not None:
            return
        if self.is_bound("InputObject"):
            text = "Name the property that holds the list with -Property."
            raise self.stop_with("MissingPropertyParameter", text, "InvalidOperation", None, _EXCEPTION)
        made = {"Add": self.add, "Remove": self.remove, "Replace": self.replace}
        self.write(Hashtable({name: value for name, value in made.items() if value is not None}))

    def _update(self, items: Value) -> None:
        """Remove first, so that an item that is in both is in the list once."""
        if self.is_bound("Replace"):
            invoke(items, "Clear", [])
        for item in as_list(self.remove):
            invoke(items, "Remove", [item])
        for item in [*as_list(self.replace), *as_list(self.add)]:
            invoke(items, "Add", [item])

    def _fail(self, error_id: str, text: str, target: Value = None) -> None:
        self.fail(error_id, text, "InvalidOperation", target, _EXCEPTION)
