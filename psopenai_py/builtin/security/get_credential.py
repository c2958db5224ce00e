from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNull, ValidateNotNullOrEmpty
from ...dotnet.model.registry import get_type
from ...engine.members.methods import construct
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ..streams.common import secure

_CREDENTIAL = "System.Management.Automation.PSCredential"


@cmdlet("Get-Credential", default_set="CredentialSet", error_name="Microsoft.PowerShell.Commands.GetCredentialCommand")
class GetCredential(Cmdlet):
    """Ask the user for a name and a password."""

    credential = Param(
        "object",
        set="CredentialSet",
        position=0,
        validators=(ValidateNotNull(),),
        help="A name to ask the password for, or a credential to return.",
    )
    message = Param(
        "string", set="MessageSet", validators=(ValidateNotNullOrEmpty(),), help="A message to show before asking."
    )
    user_name = Param(
        "string",
        set="MessageSet",
        position=0,
        validators=(ValidateNotNullOrEmpty(),),
        help="The name; only the password is asked for.",
    )
    title = Param("string", set="MessageSet", validators=(ValidateNotNullOrEmpty(),), help="A headline.")
    examples = (
        Example(
            "Get-Credential -UserName me",
            "Asks for the password of 'me'.",
            result=(
                "UserName                     Password\n"
                "--------                     --------\n"
                "me       System.Security.SecureString"
            ),
        ),
    )

    def process(self) -> Output:
        given = unwrap(self.credential)
        type_ = get_type(_CREDENTIAL)
        if getattr(given, "dotnet_type", None) is type_:
            self.write(given)
            return None
        host = self.session.host
        before = "".join(f"{to_text(line)}\n" for line in (self.title, self.message) if line)
        name = to_text(self.user_name or given)
        if not name:
            name, before = host.ask(f"{before}User: "), ""
        self.write(construct(type_, [name, secure(host.ask(f"{before}Password for user {name}: ", True))]))
        return None
