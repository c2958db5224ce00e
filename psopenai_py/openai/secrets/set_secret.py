from __future__ import annotations

from ...credentials import SecretNotFound, SecureString, Vault, register_secret
from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...errors import ExitCode, TerminatingError
from ..body import to_table
from .values import kind_of, to_stored
from .vault import vault_faults, vault_param


@cmdlet("Set-Secret")
class SetSecret(Cmdlet):
    """Store a secret in the system's keyring.

    Without a value the shell asks for it and does not show what is typed; a value can also be piped in: several lines
    are one secret. Texts, hashtables, credentials, byte arrays, numbers and dates come back as what they are. The key
    of the API is looked up under the name OPENAI_API_KEY.
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
        stdin="whole",
        help="The secret. On a command line others could read it: leave it out and type it when asked, or pipe it in.",
    )
    metadata = Param("IDictionary", help="Metadata to store with the secret; it is not secret.")
    vault = vault_param()
    no_clobber = Param("switch", help="Fail if a secret of that name exists.")

    examples = (
        Example("Set-Secret OPENAI_API_KEY", "Asks for the key and stores it."),
        Example("Set-Secret -Name OPENAI_API_KEY -Secret (Read-Host -AsSecureString)", "The same in a script."),
    )
    failures = (
        Failure(
            "'' | Set-Secret OPENAI_API_KEY",
            "Set-Secret: The secret OPENAI_API_KEY would be empty, so nothing was stored. Was the variable or file "
            "that was piped in empty?",
            "SecretEmpty,Set-Secret",
        ),
    )
    remarks = """\
    No request is made. The secret is in the system's keyring, which the system protects; it is not in a file of
    psopenai.
    """

    _name: str = ""  # the secret that is being put together
    _values: list[Value] | None = None  # what was piped in for it
    _stored = False

    def process(self) -> Output:
        if self.expects_input and self.secret is not None:
            if self._values is not None and self._name != self.name:
                self._store_piped()
            self._name = self.name
            self._values = [*(self._values or []), self.secret]
        else:
            self._store(self.name, self._value())
        return None

    def end(self) -> Output:
        if self._values is not None:
            self._store_piped()
        elif self.expects_input and not self._stored:
            raise self._empty(self.name)
        return None

    def _store_piped(self) -> None:
        """Store what came through the pipeline under one name: several texts are the lines of one."""
        values, self._values = self._values or [], None
        if len(values) > 1:
            if not all(isinstance(value, str) for value in values):
                raise self._refused(
                    "SecretAmbiguous",
                    f"{len(values)} values were piped in for the secret {self._name}, but it holds one. Only texts are "
                    "put together, as the lines of one.",
                    self._name,
                )
            values = ["\n".join(values)]
        self._store(self._name, values[0])

    def _store(self, name: str, value: Value) -> None:
        self._stored = True
        try:
            text = to_stored(value)
        except ValueError as error:
            raise self.stop_with(
                "SecretTypeNotSupported",
                str(error),
                "InvalidArgument",
                name,
                "System.ArgumentException",
                ExitCode.USAGE,
            ) from error
        if not text.strip():
            raise self._empty(name)
        register_secret(text)
        with vault_faults(self, name):
            vault = Vault(notice=self.warn)
            if self.no_clobber:
                try:
                    vault.info(name)
                except SecretNotFound:
                    pass
                else:
                    raise self.stop_with(
                        "SecretExists",
                        f"There is a secret named {name} already. Leave -NoClobber out to replace it.",
                        "ResourceExists",
                        name,
                        "System.InvalidOperationException",
                    )
            notes = to_table(self.metadata)
            kind = kind_of(value)
            vault.set(name, text, None if notes is None else {k: str(v) for k, v in notes.items()}, kind)

    def _empty(self, name: str) -> TerminatingError:
        why = "would be empty, so nothing was stored. Was the variable or file that was piped in empty?"
        return self._refused("SecretEmpty", f"The secret {name} {why}", name)

    def _refused(self, error_id: str, message: str, name: str) -> TerminatingError:
        return self.stop_with(error_id, message, "InvalidArgument", name, "System.ArgumentException", ExitCode.USAGE)

    def _value(self) -> Value:
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
            return self.secret.strip() if isinstance(self.secret, str) else self.secret
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
        with vault_faults(self, self.name):
            Vault(notice=self.warn).check()  # before a person types a key in vain
        return SecureString(self.session.host.ask(f"{self.name}: ", True))
