"""Format files (``.format.ps1xml``): views of types, as Update-FormatData and the manifests of modules bring them.

Tables, lists and wide views are read. Custom controls are left out: such objects are shown by their properties.

::

    <Configuration><ViewDefinitions><View><Name>v</Name>
        <ViewSelectedBy><TypeName>My.Type</TypeName></ViewSelectedBy>
        <TableControl>...</TableControl>
    </View></ViewDefinitions></Configuration>
"""

from __future__ import annotations

from typing import Any

from ...dotnet.model.types import Value
from ...dotnet.xml.nodes import Element
from ...engine.properties.expressions import Expression
from ...engine.session.session import Session
from ...errors import NetException, terminating
from ...formatting.values import ENUMERATION_LIMIT, format_field
from ...formatting.views.lookup import add_views
from ...formatting.views.model import Column, Group, Item, ListView, Show, TableView, View, WideView
from ...language.session.scripts import parsed_block
from ...language.syntax.errors import ParseError
from .type_files import has_part, inside, read_root, text_of

_INVALID = "System.Management.Automation.RuntimeException"


def use_format_file(session: Session, path: str, first: bool) -> None:
    """Put a file's views in force, ``first`` before those of psopenai. Raises FormatXmlUpdateException."""
    try:
        views = _Reader(session, read_root(path, "Configuration")).views()
    except (OSError, ValueError, StopIteration, NetException, ParseError) as error:
        why = error.message if isinstance(error, NetException) else str(error) or "a part is missing"
        text = f"{path} is not a file of views: {why}"
        raise terminating("FormatXmlUpdateException", text, "InvalidOperation", path, _INVALID) from error
    add_views(views, first)


class _Reader:
    def __init__(self, session: Session, root: Element) -> None:
        self.session, self.root = session, root
        self.sets = {
            text_of(each, "Name"): [name.inner_text.strip() for name in inside(each, "Types")]
            for each in inside(root, "SelectionSets")
        }

    def views(self) -> list[View]:
        found = [self._view(element) for element in inside(self.root, "ViewDefinitions")]
        return [view for view in found if view is not None]

    def _view(self, element: Element) -> View | None:
        types: list[str] = []
        for each in inside(element, "ViewSelectedBy"):
            by = each.inner_text.strip()
            types += self.sets.get(by, []) if each.local == "SelectionSetName" else [by]
        name = text_of(element, "Name")
        common: dict[str, Any] = {"types": tuple(types), "name": name, "group": self._group(element)}
        for part in element.elements():
            if part.local == "TableControl":
                return self._table(part, common)
            if part.local == "ListControl":
                shown = [item for entry in inside(part, "ListEntries") for item in inside(entry, "ListItems")]
                return ListView(**common, items=tuple(map(self._item, shown)))
            if part.local == "WideControl":
                wide = [item for entry in inside(part, "WideEntries") for item in entry.elements()]
                return WideView(**common, show=self._show(next(each for each in wide if each.local == "WideItem")))
        return None

    def _table(self, part: Element, common: dict[str, Any]) -> TableView:
        row = next(inside(part, "TableRowEntries"))
        items = list(inside(row, "TableColumnItems"))
        headers = list(inside(part, "TableHeaders"))
        headers += [Element(part.document, "TableColumnHeader") for _ in items[len(headers) :]]
        columns = [
            Column(
                self._show(item),
                int(_or_empty(header, "Width") or 0),
                (_or_empty(header, "Alignment") or _or_empty(item, "Alignment")).lower(),
                _or_empty(header, "Label") or _or_empty(item, "PropertyName") or _or_empty(item, "ScriptBlock"),
            )
            for header, item in zip(headers, items, strict=False)
        ]
        return TableView(
            **common, columns=tuple(columns), wrap=has_part(row, "Wrap"), auto_size=has_part(part, "AutoSize")
        )

    def _item(self, element: Element) -> Item:
        label = _or_empty(element, "Label") or _or_empty(element, "PropertyName") or _or_empty(element, "ScriptBlock")
        condition = next((each for each in element.elements() if each.local == "ItemSelectionCondition"), None)
        if condition is None:
            return Item(self._show(element), label)
        test = Expression(self._show(condition))
        return Item(self._show(element), label, lambda value: test.value(value) is True)

    def _group(self, element: Element) -> Group | None:
        part = next((each for each in element.elements() if each.local == "GroupBy"), None)
        if part is None:
            return None
        return Group(self._show(part), _or_empty(part, "Label") or _or_empty(part, "PropertyName") or None)

    def _show(self, element: Element) -> Show:
        """The property or the script block of an element, and its format."""
        show: Any = _or_empty(element, "PropertyName")
        if not show:
            show = parsed_block(self.session, text_of(element, "ScriptBlock"))
        if form := _or_empty(element, "FormatString"):
            return _formatted(Expression(show), form)
        found: Show = show
        return found


def _formatted(expression: Expression, form: str) -> Show:
    def show(value: Value) -> Value:
        return format_field(expression.value(value), ENUMERATION_LIMIT, form)

    return show


def _or_empty(element: Element, part: str) -> str:
    return text_of(element, part) if has_part(element, part) else ""
