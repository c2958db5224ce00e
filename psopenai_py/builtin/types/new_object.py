from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.sentinel import MISSING
from ...dotnet.model.types import Value
from ...engine.members.invocation import invoke
from ...engine.members.members import property_or_missing, set_member
from ...engine.members.methods import construct, has_method
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject, unwrap
from ...engine.values.text import to_text
from ...errors import NetException, TerminatingError

_NOT_FOUND = "System.Management.Automation.PSArgumentException"


@cmdlet("New-Object", default_set="Net", error_name="Microsoft.PowerShell.Commands.NewObjectCommand")
class NewObject(Cmdlet):
    """Create an object of a supported .NET type."""

    type_name = Param("string", set="Net", mandatory=True, position=0, help="The type's name.")
    argument_list = Param(
        "object[]", set="Net", position=1, aliases=("Args",), help="The arguments of its constructor."
    )
    property = Param("System.Collections.IDictionary", help="Properties to set on the new object.")
    examples = (
        Example(
            "New-Object PSObject -Property @{Name='a'}", "Creates an object with one property.", result="Name\n----\na"
        ),
        Example(
            "$list = New-Object System.Collections.ArrayList; $null = $list.Add('a'); $list.Count",
            "Creates an empty list, and adds to it.",
            result="1",
        ),
    )
    remarks = (
        "Types are those that scripts commonly use; an unknown one is an error with PowerShell's id. There is no "
        "-ComObject and no -Strict."
    )

    def process(self) -> Output:
        made = self._construct()
        if self.property is not None:
            self._set_properties(made)
        self.write(made)
        return None

    def _construct(self) -> Value:
        name = (
            to_text(self.type_name).strip().strip("[]")
            if to_text(self.type_name).startswith("[")
            else to_text(self.type_name)
        )
        type_ = self.session.find_type(name)
        if type_ is None:
            text = f"There is no type {name} here."
            raise self.stop_with("TypeNotFound", text, "InvalidType", None, _NOT_FOUND)
        arguments = as_list(self.argument_list)
        if type_.full_name in ("System.Management.Automation.PSObject", "System.Management.Automation.PSCustomObject"):
            return PSObject({}) if not arguments else construct(type_, arguments)
        try:
            return construct(type_, arguments)
        except TerminatingError as error:
            exception = error.record.exception
            inner = exception.inner or exception
            if error.record.error_id == "MethodCountCouldNotFindBest" and not arguments:
                text = f"{name} has no constructor that takes these arguments."
                raise self.stop_with("CannotFindAppropriateCtor", text, "ObjectNotFound", None, _NOT_FOUND) from error
            raise self.stop_with(
                "ConstructorInvokedThrowException", exception.message, "InvalidOperation", None, inner.type_name
            ) from error

    def _set_properties(self, made: Value) -> None:
        """A missing member is an error for a .NET object; a custom object gets all of them."""
        for key, value in unwrap(self.property).items():
            name = to_text(key)
            if isinstance(made, PSObject) and made._base is None:
                made._put(name, value)
                continue
            try:
                if property_or_missing(made, name) is MISSING or not self._set(made, name, value):
                    self._missing(name)
            except (TerminatingError, NetException) as error:
                text = error.record.message if isinstance(error, TerminatingError) else error.message
                self.fail("SetValueException", text, "InvalidOperation", name)

    def _set(self, made: Value, name: str, value: Value) -> bool:
        if has_method(made, name.lower()):
            invoke(made, name, as_list(value))
        else:
            set_member(made, name, value)
        return True

    def _missing(self, name: str) -> None:
        text = f"The object has no property {name}."
        self.fail("InvalidOperationException", text, "InvalidOperation", None, "System.InvalidOperationException")
