"""What the Format-* cmdlets share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from ...declare.cmdlet import Param
from ...declare.validators import ValidateSet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.properties.expressions import calculated
from ...formatting.formatter import FormatCommand
from ...formatting.output import enumeration_limit
from ...formatting.parameters import FormatParameters


class GroupedParams:
    """-GroupBy, -View and the other common parameters."""

    group_by = Param("object", help="Start a new group, under a header, wherever this property changes.")
    view = Param("string", help="The name of the view to use instead of the default one.")
    show_error = Param("switch", help="Show errors of calculated properties as separate messages.")
    display_error = Param("switch", help="Show #ERR in place of a value that cannot be computed.")
    force = Param("switch", help="Format objects that are otherwise shown as plain text.")
    expand = Param(
        "string",
        validators=(ValidateSet(("CoreOnly", "EnumOnly", "Both")),),
        help="Show a collection itself, its items, or both.",
    )
    input_object = Param("psobject", pipeline="value", help="The objects to format.")


class FormatCmdlet(Cmdlet):
    """Feeds a `FormatCommand`; a subclass sets its shape and adds parameters."""

    shape: ClassVar[str]
    group_by: Value
    view: str
    force: Any
    expand: str
    input_object: Value
    show_error: Any
    display_error: Any

    def begin(self) -> None:
        wanted = calculated(self.properties(), self.shape)
        if self.view and wanted:
            raise self.stop_with(
                "FormatCannotSpecifyViewAndProperty",
                "-View and -Property exclude each other: a view has its own properties.",
                "InvalidArgument",
                exception="System.IO.InvalidDataException",
            )
        group = calculated([self.group_by], "group") if self.group_by is not None else []
        parameters = FormatParameters(
            properties=wanted,
            group_by=group[0] if group else None,
            view=self.view or None,
            force=bool(self.force),
            expand=_canonical(self.expand),
            show_error=bool(self.show_error),
            display_error=bool(self.display_error),
        )
        self.adjust(parameters)
        self._command = FormatCommand(self._emit, self.shape, parameters, enumeration_limit(self.session))

    def properties(self) -> Sequence[Value]:
        """The -Property arguments."""
        return list(getattr(self, "property", None) or ())

    def adjust(self, parameters: FormatParameters) -> None:
        """Add the parameters of this cmdlet only."""

    def process(self) -> None:
        self._command.process(self.input_object)

    def end(self) -> None:
        self._command.end()

    def _emit(self, value: Value) -> None:
        self.write(value)

    def switch(self, name: str, value: Any) -> bool | None:
        """A switch as given, None if it is left to the view."""
        return bool(value) if self.is_bound(name) else None


def _canonical(expand: str | None) -> str | None:
    for known in ("CoreOnly", "EnumOnly", "Both"):
        if expand and expand.lower() == known.lower():
            return known
    return None
