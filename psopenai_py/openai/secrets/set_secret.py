from __future__ import annotations

from ...credentials import SecretNotFound, SecureString, Vault
from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.text import to_text
from ...errors import ExitCode
from ..body import to_table
from .vault import vault_faults


@cmdlet("Set-Secret")
class SetSecret(Cmdlet):
    """Store a secret in the system's keyring.

    Without a value the shell asks for it and does not show what is typed; a value can also be piped in. The key of the
    API is looked up under the name OPENAI_API_KEY.
    """

    name = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="property",
        validators=(ValidateNotNullOrEmpty(),),
        help="The name of the secret, such as OPENAI_API_KEY.",
    )
    secret = Param(
        "object",
        position=1,
        pipeline="value property",
        aliases=("SecureStringSecret",),
        help="The secret. On a command line others could read it: leave it out and type it when asked, or pipe it in.",
    )
    metadata = Param("IDictionary", help="Metadata to store with the secret; it is not secret.")
    no_clobber = Param("switch", help="Fail if a secret of that name exists.")

    examples = (
        Example("Set-Secret OPENAI_API_KEY", "Asks for the key and stores it.", run=False),
        Example(
            "Set-Secret -Name OPENAI_API_KEY -Secret (Read-Host -AsSecureString)", "The same in a script.", run=False
        ),
    )

    def process(self) -> Output:
        secret = self._value()
        with vault_faults(self, self.name):
            vault = Vault()
            if self.no_clobber:
                try:
                    vault.info(self.name)
                except SecretNotFound:
                    pass
                else:
                    raise self.stop_with(
                        "SecretExists",
                        f"There is a secret named {self.name} already. Leave -NoClobber out to replace it.",
                        "ResourceExists",
                        self.name,
                        "System.InvalidOperationException",
                    )
            notes = to_table(self.metadata)
            vault.set(self.name, secret, None if notes is None else {k: str(v) for k, v in notes.items()})
        return None

    def _value(self) -> SecureString:
        if isinstance(self.secret, SecureString):
            return self.secret
        if self.secret is not None:
            if self.session.mode.public_arguments and not self.expects_input:
                raise self.stop_with(
                    "SecretOnCommandLine",
                    "-Secret: a secret on the command line can be read by others on this machine (process list, "
                    "history). Leave it out and type it when asked, or pipe it in.",
                    "SecurityError",
                    self.name,
                    "System.ArgumentException",
                    ExitCode.USAGE,
                )
            return SecureString(to_text(self.secret).strip())
        if not self.session.host.interactive:
            raise self.stop_with(
                "SecretMissing",
                f'The secret {self.name} cannot be asked for here. Pipe it in: printf %s "$KEY" | psopenai '
                f"Set-Secret {self.name}",
                "InvalidArgument",
                self.name,
                "System.ArgumentException",
                ExitCode.USAGE,
            )
        return SecureString(self.session.host.ask(f"{self.name}: ", True))
