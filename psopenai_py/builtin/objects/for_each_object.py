from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.types import Value
from ...engine.members.invocation import invoke
from ...engine.members.members import get_member
from ...engine.members.methods import has_method
from ...engine.members.psmembers import MemberCollection
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import enumerate_value
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards
from ...errors import NetException, TerminatingError
from ..jobs.parallel import ParallelRuns


@cmdlet(
    "ForEach-Object",
    default_set="ScriptBlockSet",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.ForEachObjectCommand",
)
class ForEachObject(Cmdlet):
    """Run a script block for each object, or read a property or call a method of each.

    Inside the block $_ is the object. With several script blocks the first runs before all objects and the last after
    them. -Parallel runs its block for several objects at once, each on a thread with a session of its own: variables
    reach it as $using:name, and results come in the order in which they are ready.
    """

    input_object = Param(
        "psobject",
        set=("ScriptBlockSet", "PropertyAndMethodSet", "ParallelParameterSet"),
        pipeline="value",
        help="The objects.",
    )
    begin_block = Param("scriptblock", name="Begin", set="ScriptBlockSet", help="Runs once before the first object.")
    blocks = Param(
        "scriptblock[]",
        name="Process",
        set="ScriptBlockSet",
        mandatory=True,
        position=0,
        allow_empty_collection=True,
        allow_null=True,
        help="Runs for each object.",
    )
    end_block = Param("scriptblock", name="End", set="ScriptBlockSet", help="Runs once after the last object.")
    remaining_scripts = Param(
        "scriptblock[]",
        set="ScriptBlockSet",
        remaining=True,
        allow_empty_collection=True,
        allow_null=True,
        help="Further blocks, given by position.",
    )
    member_name = Param(
        "string",
        set="PropertyAndMethodSet",
        mandatory=True,
        position=0,
        validators=(ValidateNotNullOrEmpty(),),
        help="The property to read or the method to call.",
    )
    argument_list = Param(
        "object[]", set="PropertyAndMethodSet", remaining=True, aliases=("Args",), help="The method's arguments."
    )
    parallel = Param("scriptblock", set="ParallelParameterSet", mandatory=True, help="Runs for each object.")
    throttle_limit = Param(
        "int",
        set="ParallelParameterSet",
        default=5,
        validators=(ValidateRange(1, 2147483647),),
        help="How many blocks run at once.",
    )
    timeout_seconds = Param(
        "int",
        set="ParallelParameterSet",
        validators=(ValidateRange(0, 2147483),),
        help="Stop all blocks after this time.",
    )
    use_new_runspace = Param("switch", set="ParallelParameterSet", help="Run each block in a new session.")
    as_job = Param("switch", set="ParallelParameterSet", help="Run in the background, and return a job.")
    examples = (
        Example("Get-Batch -All | ForEach-Object { $_.id }", "The ids of all batches.", result="batch_abc123"),
        Example(
            "'red', 'green' | ForEach-Object ToUpper",
            "Calls a method of each object; a property's name reads the property.",
            result="RED\nGREEN",
        ),
        Example(
            "$factor = 10; 1..3 | ForEach-Object -Parallel { $_ * $using:factor } | Sort-Object",
            "Three at once; they see the variables around them as $using:name.",
            result="10\n20\n30",
        ),
    )

    _runs: ParallelRuns | None = None

    def begin(self) -> None:
        self._end: Any = None
        self._run: Callable[[Value], Any]
        if self.set_name == "PropertyAndMethodSet":
            self._run = self._member
            self._strict = self.session.scope.strictness >= 2
            return
        if self.set_name == "ParallelParameterSet":
            self._runs = ParallelRuns(self)
            self._run = self._runs.add
            return
        first, middle, self._end = self._arranged()
        if first is not None:
            first.run(self.write, new_scope=False)
        runners = [block.each(self.write) for block in middle if block is not None]
        if len(runners) == 1:
            self._run = runners[0]
        else:
            self._run = lambda item: [run(item) for run in runners]
        self._run = self.session.arrivals.before(self._run)

    def _arranged(self) -> tuple[Any, list[Any], Any]:
        """Which block runs before, for each object, and after: by name, otherwise by position."""
        blocks = [*(self.blocks or [None]), *(self.remaining_scripts or ())]
        if self.begin_block is not None:
            blocks.insert(0, self.begin_block)
        first = blocks[0] if len(blocks) > 1 else None
        start, end = (1 if len(blocks) > 1 else 0), len(blocks)
        last = self.end_block
        if not self.is_bound("End") and len(blocks) > 2:
            end -= 1
            last = blocks[end]
        return first, blocks[start:end], last

    def process(self) -> Output:
        self._run(self.input_object)
        return None

    def end(self) -> Output:
        if self._runs is not None:
            return self._runs.finish()
        if self._end is not None:
            self._end.run(self.write, new_scope=False)
        return None

    def dispose(self) -> None:
        if self._runs is not None:
            self._runs.stop()

    # -- by a member's name -----------------------------------------------------------------------------------------

    def _member(self, item: Value) -> None:
        name = to_text(self.member_name)
        if item is None:
            if self._strict:
                self.fail("InputObjectIsNull", "The object is null and has no members.", "InvalidArgument")
            else:
                self.write(None)
            return
        if self.argument_list:
            self._call(item, name, list(self.argument_list))
            return
        table = unwrap(item)
        if isinstance(table, NetDictionary) and name in table:
            self._write_items(table[name])
            return
        if has_wildcards(name):
            found = [each.name for each in MemberCollection(item, "Members").match(name)]
            if len(found) > 1:
                text = f"'{name}' stands for several members: {', '.join(found)}."
                self.fail("AmbiguousPropertyOrMethodName", text, "InvalidOperation", item)
                return
            name = found[0] if found else name
        if has_method(item, name.lower()):
            self._call(item, name, [])
        else:
            self._read(item, name)

    def _read(self, item: Value, name: str) -> None:
        try:
            found = get_member(item, name, self._strict)
        except (TerminatingError, NetException) as error:
            text = error.record.message if isinstance(error, TerminatingError) else error.message
            self.fail("PropertyOrMethodNotFound", text, "InvalidOperation", item)
            return
        if self.should_process(lambda: f"InputObject: {to_text(item)}", f"Retrieve the value for property '{name}'"):
            self._write_items(found)

    def _call(self, item: Value, name: str, arguments: list[Value]) -> None:
        lower = name.lower()
        if not has_method(item, lower):
            text = f"The object has no method '{name}'."
            self.fail("MethodNotFound", text, "InvalidOperation", item)
            return
        if not self.should_process(lambda: f"InputObject: {to_text(item)}", f"Invoke method '{name}'"):
            return
        try:
            result = invoke(item, name, arguments)
        except TerminatingError as error:
            self.fail("MethodInvocationError", error.record.message, "InvalidOperation", item)
            return
        self._write_items(result)

    def _write_items(self, value: Value) -> None:
        items = enumerate_value(value)
        if items is None:
            self.write(value)
            return
        for item in items:
            self.write(item)
