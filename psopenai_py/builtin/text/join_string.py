from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.sentinel import MISSING
from ...dotnet.model.types import Value
from ...engine.operators.splitting import format_
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.properties.expressions import Expression, values_of
from ...engine.values.enumeration import as_list
from ...engine.values.text import separator, to_text


@cmdlet("Join-String", default_set="default", error_name="Microsoft.PowerShell.Commands.JoinStringCommand")
class JoinString(Cmdlet):
    """Join objects, or a property of them, into one text."""

    property = Param("object", position=0, help="The property, or a script block, whose text is joined.")
    separator = Param("string", position=1, allow_empty_string=True, help="The separator (default: $OFS).")
    output_prefix = Param("string", aliases=("op",), help="A text before the whole.")
    output_suffix = Param("string", aliases=("os",), help="A text after the whole.")
    single_quote = Param("switch", set="SingleQuote", help="Put each text in single quotes.")
    double_quote = Param("switch", set="DoubleQuote", help="Put each text in double quotes.")
    format_string = Param("string", set="Format", help="A format for each, such as '{0:N2}'.")
    use_culture = Param("switch", help="Use the list separator of the culture, a comma.")
    input_object = Param("psobject[]", pipeline="value", help="The objects.")
    examples = (
        Example(
            "Get-ChildItem *.jsonl | Join-String Name -Separator ', '",
            "Names on one line.",
            result="done.jsonl, out.jsonl, requests.jsonl, results.jsonl",
        ),
    )

    def begin(self) -> Output:
        self._texts: list[str] = []
        self._expression = None if self.property is None else Expression(self.property)
        return None

    def process(self) -> Output:
        for item in as_list(self.input_object):
            value = self._value(item)
            if value is not MISSING and value is not None:
                self._texts.append(self._shown(value))
        return None

    def _value(self, item: Value) -> Value:
        if self._expression is None:
            return item
        found = values_of(self.session, self._expression, item)
        return found[0][1] if found else MISSING

    def _shown(self, value: Value) -> str:
        if self.single_quote:
            return f"'{to_text(value)}'"
        if self.double_quote:
            return f'"{to_text(value)}"'
        if self.format_string:
            return to_text(format_(self.format_string, [value]))
        return to_text(value)

    def end(self) -> Output:
        between = "," if self.use_culture else separator_text(self)
        text = between.join(self._texts)
        self.write(f"{to_text(self.output_prefix)}{text}{to_text(self.output_suffix)}")
        return None


def separator_text(command: JoinString) -> str:
    """The given separator, otherwise ``$OFS`` if a script has set it, otherwise nothing."""
    if command.is_bound("Separator"):
        return to_text(command.separator)
    return separator() if command.session.get_variable("OFS") is not None else ""
