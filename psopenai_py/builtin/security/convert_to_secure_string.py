from __future__ import annotations

from collections.abc import Iterator

from ...credentials import EncryptionUnavailable, SecureString, decrypt, from_hex, key_bytes
from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet
from ...errors import NetException


@cmdlet(
    "ConvertTo-SecureString",
    default_set="Secure",
    outputs="System.Security.SecureString",
    error_name="Microsoft.PowerShell.Commands.ConvertToSecureStringCommand",
)
class ConvertToSecureString(Cmdlet):
    """Create a secure string from plain text, or from the output of ConvertFrom-SecureString."""

    string = Param("string", mandatory=True, position=0, pipeline="value", help="The text.")
    as_plain_text = Param("switch", set="PlainText", position=1, help="The text is the secret itself.")
    force = Param("switch", set="PlainText", position=2, help="Accepted for compatibility; has no effect.")
    secure_key = Param("securestring", set="Secure", position=1, help="The key that the text was encrypted with.")
    key = Param("byte[]", set="Open", help="The key that the text was encrypted with, as bytes.")
    examples = (
        Example(
            "ConvertTo-SecureString 'secret' -AsPlainText",
            "A secure string from a text.",
            result="System.Security.SecureString",
        ),
    )

    def process(self) -> Iterator[SecureString]:
        text = str(self.string)
        if self.as_plain_text:
            yield SecureString(text)
            return
        key = self.secure_key if self.key is None else bytes(self.key)
        if key is None:
            try:
                yield from_hex(text)
            except ValueError as error:
                raise NetException("System.FormatException", str(error)) from error
            return
        try:
            key_bytes(key)
        except ValueError as error:
            raise self.stop_with("Argument", str(error), "InvalidArgument", None, "System.ArgumentException") from error
        try:
            yield decrypt(text, key)
        except ValueError as error:
            error_id = "ImportSecureString_InvalidArgument_CryptographicError"
            exception = "System.Security.Cryptography.CryptographicException"
            self.fail(error_id, str(error), "InvalidArgument", None, exception)
        except EncryptionUnavailable as error:
            raise self.stop_with("NotSupported", str(error), "NotInstalled") from error
