from __future__ import annotations

from collections.abc import Iterator

from ...credentials import EncryptionUnavailable, encrypt, to_hex
from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet


@cmdlet(
    "ConvertFrom-SecureString",
    default_set="Secure",
    outputs="System.String",
    error_name="Microsoft.PowerShell.Commands.ConvertFromSecureStringCommand",
)
class ConvertFromSecureString(Cmdlet):
    """Turn a secure string into text: encrypted with a key, or plain.

    Without a key the text is not encrypted outside of Windows, only encoded.
    """

    secure_string = Param("securestring", mandatory=True, position=0, pipeline="value", help="The secure string.")
    as_plain_text = Param("switch", set="AsPlainText", help="Return the secret itself.")
    secure_key = Param("securestring", set="Secure", position=1, help="The key to encrypt with.")
    key = Param("byte[]", set="Open", help="The key to encrypt with, as bytes.")
    examples = (Example("$key | ConvertFrom-SecureString -Key (1..32) > key.txt", "Stores a secret."),)
    remarks = (
        "Without -Key and -SecureKey the text is only encoded, as in PowerShell outside of Windows. It can be read"
        " by everyone."
    )

    def process(self) -> Iterator[str]:
        secret = self.secure_string
        key = self.secure_key if self.key is None else bytes(self.key)
        if self.as_plain_text:
            yield secret.reveal()
        elif key is None:
            yield to_hex(secret)
        else:
            try:
                yield encrypt(secret, key)
            except ValueError as error:
                exception = "System.ArgumentException"
                raise self.stop_with("Argument", str(error), "InvalidArgument", None, exception) from error
            except EncryptionUnavailable as error:
                raise self.stop_with("NotSupported", str(error), "NotInstalled") from error
