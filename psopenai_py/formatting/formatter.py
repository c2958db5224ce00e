"""What every Format-* cmdlet does: it takes objects and puts out format instructions."""

from __future__ import annotations

from collections.abc import Callable

from ..dotnet.model.types import Value
from ..engine.properties.expressions import all_expressions
from ..engine.properties.properties import items_of, names_of_types
from ..engine.values.objects import PSObject, unwrap
from ..errors import terminating
from .custom import CustomGenerator, FreeForm
from .fitting import FittedGenerator
from .generator import Generator
from .instructions import (
    FormatData,
    FormatEndData,
    FormatEntryData,
    FormatStartData,
    GroupEndData,
    GroupStartData,
    RawText,
)
from .list import ListGenerator
from .parameters import FormatParameters, default_display
from .table import TableGenerator
from .text import Frame
from .values import ENUMERATION_LIMIT, display_text, is_scalar
from .views.lookup import find_view, out_of_band_view
from .views.model import CustomView, ListView, TableView, View, WideView
from .wide import WideGenerator

_GENERATORS: dict[str, type[Generator]] = {
    "table": TableGenerator,
    "list": ListGenerator,
    "wide": WideGenerator,
    "custom": CustomGenerator,
}
_TABLE_PROPERTIES = 4  # an object with more becomes a list


class FormatCommand:
    """One running Format-* command. Without a ``shape`` it is the default formatter, which chooses one itself."""

    def __init__(
        self,
        out: Callable[[Value], None],
        shape: str | None = None,
        parameters: FormatParameters | None = None,
        limit: int = ENUMERATION_LIMIT,
    ) -> None:
        self.out = out
        self.shape = shape
        self.parameters = parameters or FormatParameters()
        self.limit = limit
        self._generator: Generator | None = None
        self._in_group = False

    def process(self, value: Value) -> None:
        """Take an object; a collection gives its items."""
        if value is None:
            return
        expand = self.parameters.expand
        items = None if expand == "CoreOnly" else items_of(value)
        if items is None:
            self._process_one(value)
            return
        if expand == "Both":
            self._describe(value)
        for item in items:
            self._process_one("" if item is None else item)

    def end(self) -> None:
        """Close what is open; the next object starts a new document."""
        if self._generator is None:
            return
        if self._in_group:
            self.out(GroupEndData())
        self.out(FormatEndData())
        self._generator, self._in_group = None, False

    def _process_one(self, value: Value) -> None:
        if isinstance(value, FormatData):
            self.out(value)
            return
        if self._show_alone(value, fallback=False):
            return
        if self._generator is None:
            self._generator = self._choose(value)
            self.out(FormatStartData(self._generator.shape(value), self._generator.auto_size))
        generator = self._generator
        if not generator.applies_to(value) and self._show_alone(value, fallback=True):
            return
        grouping = generator.grouping
        changed = grouping.changed(value) if grouping is not None else False
        if self._in_group and changed:
            # the blank line before a further group's header
            self.out(FormatEntryData(FreeForm([Frame()]), out_of_band=True))
            self.out(GroupEndData())
            self._in_group = False
        if not self._in_group:
            self.out(GroupStartData(grouping.header(value, self.limit) if grouping is not None else None))
            self._in_group = True
        self.out(FormatEntryData(generator.entry(value)))
        while generator.failures:
            self._show_alone(generator.failures.pop(0), fallback=True)

    # -- choosing ---------------------------------------------------------------------------------------------------

    def _choose(self, value: Value) -> Generator:
        """The generator for a document that begins with this object."""
        parameters, names = self.parameters, names_of_types(value)
        shape = self.shape
        view: View | None = None
        if not parameters.properties:
            view = find_view(names, shape, parameters.view)
            if view is None and parameters.view is not None:
                raise terminating(
                    "FormatViewNotFound",
                    f"There is no {shape or 'default'} view {parameters.view} for objects of {names[0]}.",
                    "ObjectNotFound",
                    parameters.view,
                    "System.Management.Automation.PipelineStoppedException",
                )
        if shape is None:
            shape = _shape_of_view(view) if view is not None else _default_shape(value)
        made = FittedGenerator if parameters.fit and shape == "table" else _GENERATORS[shape]
        return made(view, parameters, self.limit)

    def _show_alone(self, value: Value, fallback: bool) -> bool:
        """Show an object outside of the document, if it must be; with ``fallback`` as a list otherwise."""
        if self.shape is not None and self.parameters.force:
            return False
        view = out_of_band_view(names_of_types(value))
        if view is not None:
            kind = CustomGenerator if isinstance(view, CustomView) else ListGenerator
            generator: Generator = kind(view, FormatParameters(), self.limit)
        elif is_scalar(value) or not _has_properties(value):
            self.out(FormatEntryData(RawText(display_text(value)), out_of_band=True))
            return True
        elif fallback:
            generator = ListGenerator(None, FormatParameters(), self.limit)
        else:
            return False
        self.out(FormatEntryData(generator.entry(value), out_of_band=True))
        return True

    def _describe(self, value: Value) -> None:
        """-Expand Both: the collection itself before its items."""
        self.out(FormatEntryData(RawText("The following object supports IEnumerable:\n"), out_of_band=True))
        self._show_alone(value, fallback=True)
        count = sum(1 for _ in items_of(value) or ())
        held = {0: "no objects", 1: "the following object"}.get(count, f"the following {count} objects")
        self.out(FormatEntryData(RawText(f"\nThe IEnumerable contains {held}:\n"), out_of_band=True))


def _default_shape(value: Value) -> str:
    count = len(default_display(value)) or len(all_expressions(value))
    return "table" if count <= _TABLE_PROPERTIES else "list"


def _has_properties(value: Value) -> bool:
    if isinstance(value, PSObject) and value._props:
        return True
    return bool(all_expressions(unwrap(value) if isinstance(value, PSObject) and value._base is not None else value))


def _shape_of_view(view: View) -> str:
    if isinstance(view, TableView):
        return "table"
    if isinstance(view, ListView):
        return "list"
    return "wide" if isinstance(view, WideView) else "custom"
