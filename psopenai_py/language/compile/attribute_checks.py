"""Which attributes there are, and which arguments they take."""

from __future__ import annotations

from ...errors import TerminatingError, terminating
from ..runtime.frame import Frame
from ..syntax import ast

#: attributes by short name that take named arguments
_ARGUMENTS = {
    "parameter": "mandatory position parametersetname valuefrompipeline valuefrompipelinebypropertyname "
    "valuefromremainingarguments helpmessage helpmessagebasename helpmessageresourceid dontshow experimentname "
    "experimentaction",
    "cmdletbinding": "supportsshouldprocess confirmimpact defaultparametersetname positionalbinding helpuri "
    "supportspaging supportstransactions remotingcapability",
    "outputtype": "parametersetname providercmdlet",
    "validateset": "ignorecase errormessage",
    "validatepattern": "options errormessage",
    "validatescript": "errormessage",
    "suppressmessage": "scope target messageid justification category checkid",
    "obsolete": "diagnosticid urlformat",
    "psdefaultvalue": "help value",
}
#: those that take none
_BARE = (
    "alias allowemptycollection allowemptystring allownull argumentcompletions credential experimental flags hidden "
    "norunspaceaffinity pstypename supportswildcards validatecount validatedrive validatelength validatenotnull "
    "validatenotnullorempty validatenotnullorwhitespace validaterange validatetrusteddata validateuserdrive"
)
#: those without effect here, whatever they say
_FREE = frozenset({"argumentcompleter", "dscproperty", "dscresource"})
_KNOWN = {name: frozenset(arguments.split()) for name, arguments in _ARGUMENTS.items()}
_KNOWN |= dict.fromkeys(_BARE.split(), frozenset())


def check_attribute(frame: Frame, node: ast.AttributeAst, name: str) -> None:
    """Refuse an attribute that there is not, or an argument that it does not take."""
    if name in _FREE:
        return
    known, written = _KNOWN.get(name), node.type_name.full_name
    if known is None:
        from .type_names import find_named

        if find_named(frame, written) is None:  # a class of the script may be an attribute, without effect here
            raise _refused("CustomAttributeTypeNotFound", f"There is no attribute [{written}].", written)
        return
    for argument in node.named:
        if argument.name.lower() not in known:
            text = f"The attribute [{written}] has no argument {argument.name}."
            raise _refused("PropertyNotFoundForType", text, argument.name)


def _refused(error_id: str, text: str, target: str) -> TerminatingError:
    name = "System.Management.Automation.RuntimeException"
    return terminating(error_id, text, "InvalidOperation", target, name)
