from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.sentinel import MISSING
from ...declare.validators import ValidateRange
from ...dotnet.model.registry import type_of
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.properties.expressions import Calculated, Expression, calculated, values_of
from ...engine.values.enumeration import enumerate_value
from ...engine.values.objects import PSObject, unwrap
from ...engine.values.text import to_text
from ...engine.values.wildcard import wildcard_to_regex
from .ordering import compare_quietly

_COUNT = (ValidateRange(0, 2147483647),)
_FIELDS = ("DefaultParameter", "SkipLastParameter")
_ARGUMENT = "System.ArgumentException"


@cmdlet("Select-Object", default_set="DefaultParameter", error_name="Microsoft.PowerShell.Commands.SelectObjectCommand")
class SelectObject(Cmdlet):
    """Select properties of objects, or the first, last or some objects.

    A property is a name, a wildcard, a script block, or a hashtable with the keys Name (or Label) and Expression for a
    calculated one. -First ends the commands before it as soon as it has enough objects.
    """

    input_object = Param("psobject", pipeline="value", help="The objects.")
    property = Param("object[]", set=_FIELDS, position=0, help="The properties of the new objects.")
    exclude_property = Param("string[]", set=_FIELDS, help="Properties to leave out; wildcards are allowed.")
    expand_property = Param("string", set=_FIELDS, help="Return the value of this property instead of the object.")
    unique = Param("switch", help="Leave out objects that equal an earlier one.")
    case_insensitive = Param("switch", help="With -Unique, ignore case.")
    last = Param("int", set="DefaultParameter", validators=_COUNT, help="How many of the last objects to return.")
    first = Param("int", set="DefaultParameter", validators=_COUNT, help="How many of the first objects to return.")
    skip = Param("int", set=_FIELDS, validators=_COUNT, help="How many objects to leave out at the beginning.")
    skip_last = Param(
        "int", set="SkipLastParameter", validators=_COUNT, help="How many objects to leave out at the end."
    )
    wait = Param("switch", set=("DefaultParameter", "IndexParameter"), help="Let the commands before this one finish.")
    index = Param("int[]", set="IndexParameter", validators=_COUNT, help="The objects at these positions, from 0.")
    skip_index = Param(
        "int[]", set="SkipIndexParameter", validators=_COUNT, help="All objects except those at these positions."
    )
    examples = (
        Example(
            "Get-Batch -All | Select-Object id, status -First 3",
            "Two properties of three batches.",
            result="id           status\n--           ------\nbatch_abc123 completed",
        ),
        Example(
            "Get-OpenAIModels | Select-Object id, @{Name='Year'; Expression={$_.created.Year}} -First 3",
            "A computed property.",
            result="id          Year\n--          ----\ngpt-4o      2024\ngpt-4o-mini 2024\ngpt-4.1     2025",
        ),
    )

    def begin(self) -> Output:
        if self.property is None and not self.expand_property and self.exclude_property:
            self.property = ["*"]
        self._wanted = calculated(self.property, "select")
        self._excluded: list[Callable[[str], Any]] = [
            wildcard_to_regex(to_text(each)).match for each in self.exclude_property or ()
        ]
        self._plain = not self._wanted and not self.expand_property
        self._kept: list[tuple[Value, list[tuple[str, Value]]]] = []  # with -Unique: what was found, and its fields
        self._seen = 0
        self._places = set(self.index if self.index is not None else self.skip_index or ())
        self._tail: deque[Value] = deque()
        self._to_skip = self.skip or 0
        return None

    # -- which objects ----------------------------------------------------------------------------------------------

    def process(self) -> Output:
        item = self.input_object
        if item is None:
            return None
        if self.set_name == "IndexParameter":
            self._by_index(item)
        elif self.set_name == "SkipIndexParameter":
            if self._seen not in self._places:
                self._select(item)
            self._seen += 1
        elif self.set_name == "SkipLastParameter":
            self._all_but_last(item)
        else:
            self._first_and_last(item)
        return None

    def _by_index(self, item: Value) -> None:
        if self._seen in self._places:
            self._select(item)
            self._places.discard(self._seen)
        self._seen += 1
        if not self._places:
            self._stop()

    def _all_but_last(self, item: Value) -> None:
        if self._to_skip > 0:
            self._to_skip -= 1
            return
        self._tail.append(item)
        if len(self._tail) > self.skip_last:
            self._select(self._tail.popleft())

    def _first_and_last(self, item: Value) -> None:
        first, last = self.first, self.last
        if last is not None and first is None:
            self._tail.append(item)
            if len(self._tail) > last + self._to_skip:
                self._tail.popleft()
            return
        if self._to_skip > 0:
            self._to_skip -= 1
        elif first is None:
            self._select(item)
        elif self._seen < first:
            self._seen += 1
            self._select(item)
        elif last:
            self._tail.append(item)
            if len(self._tail) > last:
                self._tail.popleft()
        if first is not None and not last and self._seen >= first and self._to_skip == 0:
            self._stop()

    def _stop(self) -> None:
        if not self.wait and self.expects_input:
            self.stop_upstream()

    def end(self) -> Output:
        if self.set_name == "DefaultParameter":
            if self.first is None:
                for _ in range(min(self._to_skip, len(self._tail)) if self.last is not None else 0):
                    self._tail.pop()
            while self._tail:
                self._select(self._tail.popleft())
        for item, _ in self._kept:
            self.write(item)
        return None

    # -- what of an object ------------------------------------------------------------------------------------------

    def _select(self, item: Value) -> None:
        if self._plain:
            self._put(item, item, [])
            return
        fields: list[tuple[str, Value]] = []
        for wanted in self._wanted:
            self._add_fields(wanted, item, fields)
        if self.expand_property:
            self._expand(item, fields)
            return
        made = PSObject({})
        for name, value in fields:
            if name in made:
                text = f"The property {name} is there already."
                self.fail("AlreadyExistingUserSpecifiedPropertyNoExpand", text, "InvalidOperation", item)
            else:
                made._put(name, value)
        self._put(made, item, fields)

    def _add_fields(self, wanted: Calculated, item: Value, fields: list[tuple[str, Value]]) -> None:
        expression, label = wanted.expression, wanted.label
        found = values_of(self.session, expression, item)
        if not found and not expression.is_wildcard:
            found = [(str(expression), None)]
        if expression.is_wildcard:
            # The keys of a dictionary may differ by case only; of the properties of an object, the first one counts.
            found = list({name.lower(): (name, value) for name, value in reversed(found)}.values())[::-1]
        if self._excluded:
            found = self._left(found)
            if not found and not expression.is_wildcard:
                found = self._left([(str(expression), None)])
        if label and len(found) > 1:
            text = f"{label} cannot be the name of several properties."
            self.fail("RenamingMultipleResults", text, "InvalidOperation", item)
            return
        for name, value in found:
            if not (label or name):
                text = "A script block without text needs a name."
                raise self.stop_with("EmptyScriptBlockAndNoName", text, "InvalidArgument", None, _ARGUMENT)
            fields.append((label or name, None if value is MISSING else value))

    def _left(self, found: list[tuple[str, Value]]) -> list[tuple[str, Value]]:
        """Without what -ExcludeProperty names."""
        return [pair for pair in found if not any(match(pair[0]) for match in self._excluded)]

    def _expand(self, item: Value, fields: list[tuple[str, Value]]) -> None:
        name = to_text(self.expand_property)
        found = values_of(self.session, Expression(name), item)
        if not found:
            text = f"There is no property {name} to expand."
            self.fail("ExpandPropertyNotFound", text, "InvalidArgument", item, _ARGUMENT)
            return
        if len(found) > 1:
            text = f"{name} stands for several properties; only one can be expanded."
            self.fail("MutlipleExpandProperties", text, "InvalidArgument", item, _ARGUMENT)
            return
        value = found[0][1]
        if value is MISSING:
            text = f"The property {name} cannot be read."
            self.fail("PropertyEvaluationExpand", text, "InvalidResult", item)
            return
        items = enumerate_value(value)
        for each in [value] if items is None else items:
            if each is not None:
                self._put(self._with_fields(each, item, fields), item, fields)

    def _with_fields(self, value: Value, item: Value, fields: list[tuple[str, Value]]) -> Value:
        """The expanded value with the other selected properties; a plain value is wrapped for them."""
        if not fields:
            return value
        target = value if isinstance(value, PSObject) else PSObject({}, base=value)
        for name, content in fields:
            if name in target:
                text = f"The property {name} is there already."
                self.fail("AlreadyExistingUserSpecifiedPropertyExpand", text, "InvalidOperation", item)
            else:
                target._put(name, content)
        return target

    def _put(self, value: Value, source: Value, fields: list[tuple[str, Value]]) -> None:
        """Write an object; a custom object gets a first type name that says that it was selected."""
        if self.unique and self._is_known(value, fields):
            return
        if isinstance(value, PSObject) and value._base is None:
            inner = unwrap(source)
            kind = "System.Management.Automation.PSCustomObject"
            name = "Selected." + (kind if isinstance(inner, PSObject) else type_of(inner).full_name)
            if fields or name not in value._types:
                value._types = (name, *value._types)
        if self.unique:
            self._kept.append((value, fields))
        else:
            self.write(value)

    def _is_known(self, value: Value, fields: list[tuple[str, Value]]) -> bool:
        sensitive = not self.case_insensitive
        base = unwrap(value)
        for other, others in self._kept:
            if len(others) != len(fields):
                continue
            if not fields:
                if compare_quietly(base, unwrap(other), sensitive) == 0:
                    return True
            elif isinstance(other, PSObject) and all(
                name in other and compare_quietly(content, other._get(name), sensitive) == 0 for name, content in fields
            ):
                return True
        return False
