from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidatePattern
from ...engine.pipeline.cmdlet import Cmdlet, Objects
from ...engine.session.lookup import lookup, runnable
from .function_definition import function_definition, set_to_describe


@cmdlet(
    "New-ChatCompletionFunction", default_set="PSCommand", outputs="System.Collections.Specialized.OrderedDictionary"
)
class NewChatCompletionFunction(Cmdlet):
    """Describe a command as a function that a model may call, for -Tools.

    The parameters, their types and checks become a JSON schema; the descriptions come from the command's help comment.
    """

    command = Param(
        "string",
        set="PSCommand",
        mandatory=True,
        position=0,
        validators=(ValidatePattern(r"^[a-zA-Z0-9_-]{1,64}$"),),
        help="The name of the function or cmdlet.",
    )
    description = Param("string", set="PSCommand", help="What the command does; by default its help text.")
    include_parameters = Param(
        "string[]",
        set="PSCommand",
        validators=(ValidateNotNullOrEmpty(),),
        help="Include only these parameters.",
    )
    exclude_parameters = Param(
        "string[]",
        set="PSCommand",
        validators=(ValidateNotNullOrEmpty(),),
        help="Leave out these parameters.",
    )
    parameter_set_name = Param(
        "string", set="PSCommand", help="The parameter set to describe; by default the default one."
    )
    strict = Param("switch", help="The model must follow the schema exactly.")

    examples = (
        Example(
            "New-ChatCompletionFunction Get-Date -IncludeParameters Year, Month",
            "Describes a command with two of its parameters.",
        ),
        Example(
            "Request-ChatCompletion 'What day is it?' -Tools (New-ChatCompletionFunction Get-Date) -InvokeTools Auto",
            "Lets the model call Get-Date.",
        ),
    )
    failures = (
        Failure(
            "New-ChatCompletionFunction Get-Wether",
            "New-ChatCompletionFunction: -Command: there is no command Get-Wether.",
            "ParameterArgumentValidationError,New-ChatCompletionFunction",
        ),
    )
    remarks = """\
    No request is made. The description is sent with each request that has it, and its tokens are charged:
    -IncludeParameters keeps it short.
    """

    def process(self) -> Objects:
        found = lookup(self.session, self.command)
        if found is None:
            raise self.stop_with(
                "ParameterArgumentValidationError",
                f"-Command: there is no command {self.command}.",
                "InvalidData",
                self.command,
                "System.Management.Automation.ParameterBindingValidationException",
            )
        if found.spec is None or not runnable(self.session, self.command):
            self.fail("NotACommand", f"{self.command} is not a cmdlet or function.", "InvalidArgument", self.command)
            return
        set_name = set_to_describe(found.spec, self.parameter_set_name)
        if set_name is None:
            self.fail(
                "UnknownParameterSet",
                f"{found.name} has no parameter set {self.parameter_set_name}.",
                "InvalidArgument",
                self.parameter_set_name,
            )
            return
        yield function_definition(
            found,
            set_name,
            self.description,
            include={name.lower() for name in self.include_parameters or ()},
            exclude={name.lower() for name in self.exclude_parameters or ()},
            strict=bool(self.strict),
        )
