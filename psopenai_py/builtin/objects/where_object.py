from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.model.exceptions import exception_type
from ...dotnet.model.nulls import NULL_LIKE
from ...dotnet.model.types import Value
from ...engine.members.members import get_member
from ...engine.operators.operators import BINARY
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...engine.values.truth import to_bool
from ...errors import TerminatingError

Test = Callable[[Value], bool]

#: each operator's switch, its parameter set and its alias
_OPERATORS = {
    "EQ": ("EqualSet", "IEQ"), "CEQ": ("CaseSensitiveEqualSet", ""),
    "NE": ("NotEqualSet", "INE"), "CNE": ("CaseSensitiveNotEqualSet", ""),
    "GT": ("GreaterThanSet", "IGT"), "CGT": ("CaseSensitiveGreaterThanSet", ""),
    "LT": ("LessThanSet", "ILT"), "CLT": ("CaseSensitiveLessThanSet", ""),
    "GE": ("GreaterOrEqualSet", "IGE"), "CGE": ("CaseSensitiveGreaterOrEqualSet", ""),
    "LE": ("LessOrEqualSet", "ILE"), "CLE": ("CaseSensitiveLessOrEqualSet", ""),
    "Like": ("LikeSet", "ILike"), "CLike": ("CaseSensitiveLikeSet", ""),
    "NotLike": ("NotLikeSet", "INotLike"), "CNotLike": ("CaseSensitiveNotLikeSet", ""),
    "Match": ("MatchSet", "IMatch"), "CMatch": ("CaseSensitiveMatchSet", ""),
    "NotMatch": ("NotMatchSet", "INotMatch"), "CNotMatch": ("CaseSensitiveNotMatchSet", ""),
    "Contains": ("ContainsSet", "IContains"), "CContains": ("CaseSensitiveContainsSet", ""),
    "NotContains": ("NotContainsSet", "INotContains"), "CNotContains": ("CaseSensitiveNotContainsSet", ""),
    "In": ("InSet", "IIn"), "CIn": ("CaseSensitiveInSet", ""),
    "NotIn": ("NotInSet", "INotIn"), "CNotIn": ("CaseSensitiveNotInSet", ""),
    "Is": ("IsSet", ""), "IsNot": ("IsNotSet", ""),
}  # fmt: skip
_VALUE_SETS = tuple(set_name for set_name, _ in _OPERATORS.values())
_OPERATOR_OF = {set_name: name.lower() for name, (set_name, _) in _OPERATORS.items()}


def _switch(name: str, set_name: str, alias: str) -> Any:
    return Param(
        "switch",
        name=name,
        set=set_name,
        mandatory=name != "EQ",  # the default set; without any switch the property itself is the condition
        aliases=(alias,) if alias else (),
        help=f"Compare with the language's -{name.lower()}.",
    )


OperatorSwitches = type(
    "OperatorSwitches",
    (),
    {f"op_{name.lower()}": _switch(name, *row) for name, row in _OPERATORS.items()},
)


@cmdlet("Where-Object", default_set="EqualSet", error_name="Microsoft.PowerShell.Commands.WhereObjectCommand")
class WhereObject(OperatorSwitches, Cmdlet):  # type: ignore[misc, valid-type]
    """Select the objects that meet a condition.

    The condition is a script block in which $_ is the object, or a property with an operator and a value. A property
    alone selects the objects in which it is true.
    """

    input_object = Param("psobject", pipeline="value", help="The objects to choose from.")
    filter_script = Param(
        "scriptblock", set="ScriptBlockSet", mandatory=True, position=0, help="The condition; $_ is the object."
    )
    property = Param(
        "string",
        set=(*_VALUE_SETS, "Not"),
        mandatory=True,
        position=0,
        validators=(ValidateNotNullOrEmpty(),),
        help="The property to test.",
    )
    value = Param("object", set=_VALUE_SETS, position=1, help="The value to compare the property with.")
    negated = Param(
        "switch", name="Not", set="Not", mandatory=True, help="Select the objects in which the property is not true."
    )
    examples = (
        Example(
            "(Get-Batch -All | Where-Object status -eq 'completed').id",
            "The ids of the completed batches.",
            result="batch_abc123",
        ),
        Example(
            "(Get-OpenAIModels | Where-Object { $_.id -like 'gpt-4o*' }).id",
            "Models whose name begins with gpt-4o.",
            result="gpt-4o\ngpt-4o-mini\ngpt-4o-mini-tts\ngpt-4o-transcribe",
        ),
    )

    def begin(self) -> Output:
        self._test = self._condition()
        return None

    def process(self) -> Output:
        value = self.input_object
        if self._test(value):
            self.write(value)
        return None

    def _condition(self) -> Test:
        if self.filter_script is not None:
            return self.filter_script.predicate()  # type: ignore[no-any-return]
        read = self._reader()
        if self.set_name == "Not":
            return lambda item: not to_bool(read(item))
        given = [name for name in _OPERATORS if self.is_bound(name)]
        if not given:
            if self.is_bound("Value"):
                text = "There is a value but no operator to compare with; write one, such as -eq."
                raise self._bad("OperatorNotSpecified", text)
            return lambda item: to_bool(read(item))
        if not self.is_bound("Value"):
            raise self._bad("ValueNotSpecifiedForWhereObject", f"-{given[0]} needs a value to compare with.")
        operator = BINARY[_OPERATOR_OF[self.set_name]]
        value = self.value
        if self.set_name in ("IsSet", "IsNotSet"):
            if value is None:
                wanted = self.set_name == "IsSet"
                return lambda item: (unwrap(read(item)).__class__ in NULL_LIKE) is wanted
            if isinstance(value, str):
                value = value.strip("[]") if value.startswith("[") else value
        name = given[0]

        def test(item: Value) -> bool:
            found = read(item)
            try:
                return to_bool(operator(found, value))
            except TerminatingError as error:
                return self._failed(name, error, item)

        return test

    def _failed(self, name: str, error: TerminatingError, item: Value) -> bool:
        """The operator fails for one object, which is left out."""
        text = f"-{name} failed: {error.record.message}"
        if exception_type(error.record.exception.type_name).is_subtype_of(exception_type("System.ArgumentException")):
            self.fail(
                "BadOperatorArgument", text, "InvalidArgument", item, "System.Management.Automation.PSArgumentException"
            )
        else:
            exception = "System.Management.Automation.PSInvalidOperationException"
            self.fail("OperatorFailed", text, "InvalidOperation", item, exception)
        return False

    def _bad(self, error_id: str, text: str) -> TerminatingError:
        return self.stop_with(
            error_id, text, "InvalidArgument", None, "System.Management.Automation.PSArgumentException"
        )

    def _reader(self) -> Callable[[Value], Value]:
        name = to_text(self.property)
        strict = self.session.scope.strictness >= 2
        return lambda item: get_member(item, name, strict)
