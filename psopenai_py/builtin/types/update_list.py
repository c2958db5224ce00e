from __future__ import annotations

from ...declare.cmdlet import Example, Failure, InSet, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.members.invocation import invoke
from ...engine.members.members import get_member
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...errors import TerminatingError

_ARGUMENT = "System.ArgumentException"


@cmdlet(
    "Update-List",
    default_set="AddRemoveSet",
    error_name="Microsoft.PowerShell.Commands.UpdateListCommand",
)
class UpdateList(Cmdlet):
    """Add items to the list in a property of an object, remove items from it, or replace them.

    The object is passed on.
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

    def process(self) -> Output:
        if self.property is None:
            raise self._refused("MissingPropertyParameter", "Name the property that holds the list with -Property.")
        if not self.is_bound("InputObject"):
            raise self._refused("MissingInputObjectParameter", "Pipe the object in, or give it with -InputObject.")
        items = get_member(self.input_object, self.property)
        if items is None:
            text = f"The object does not have a list in a property {self.property}."
            self.fail("MemberDoesntExist", text, "InvalidType", self.input_object, _ARGUMENT)
            return None
        self._update(items)
        self.write(self.input_object)
        return None

    def _update(self, items: Value) -> None:
        if self.is_bound("Replace"):
            invoke(items, "Clear", [])
            for item in as_list(self.replace):
                invoke(items, "Add", [item])
        for item in as_list(self.add):
            invoke(items, "Add", [item])
        for item in as_list(self.remove):
            invoke(items, "Remove", [item])

    def _refused(self, error_id: str, text: str) -> TerminatingError:
        return self.stop_with(error_id, text, "InvalidArgument", None, _ARGUMENT)
