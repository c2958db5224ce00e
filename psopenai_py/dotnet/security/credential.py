"""``[pscredential]`` and ``[System.Net.NetworkCredential]``."""

from __future__ import annotations

from functools import lru_cache

from ...errors import NetException
from ..model.core import OBJECT
from ..model.registry import register
from ..model.types import DotNetType, Value
from .securestring import SecureText, make_secure


class NetworkCredential:
    """A user's name, password and domain. The password is kept in a secure string."""

    __slots__ = ("domain", "secret", "user_name")

    def __init__(self, user_name: str = "", secret: SecureText | None = None, domain: str = "") -> None:
        self.user_name = user_name
        self.domain = domain
        self.secret = secret if secret is not None else make_secure("")

    def __repr__(self) -> str:
        return f"<NetworkCredential {self.user_name}>"


class PSCredential:
    """A user's name and password, as PowerShell's cmdlets take them."""

    __slots__ = ("password", "user_name")

    def __init__(self, user_name: str, password: SecureText) -> None:
        if not user_name or password is None:
            raise NetException("System.Management.Automation.PSArgumentException", "A credential needs a user name.")
        self.user_name = user_name
        self.password = password

    def network_credential(self) -> NetworkCredential | None:
        """The same, with the name split at ``DOMAIN\\user`` or ``user@domain``; of the empty credential null."""
        if self.user_name is None:
            return None
        domain, slash, name = self.user_name.partition("\\")
        if slash and name and "\\" not in name:
            return NetworkCredential(name, self.password, domain)
        name, at, domain = self.user_name.partition("@")
        if at and domain and "@" not in domain:
            return NetworkCredential(name, self.password, domain)
        return NetworkCredential(self.user_name, self.password)

    def __repr__(self) -> str:
        return f"<PSCredential {self.user_name}>"


NETWORK_CREDENTIAL = register(DotNetType("System.Net.NetworkCredential", python=NetworkCredential, base=OBJECT))
NETWORK_CREDENTIAL.prop("UserName", "string")(lambda credential: credential.user_name)
NETWORK_CREDENTIAL.prop("Password", "string")(lambda credential: credential.secret.reveal())
NETWORK_CREDENTIAL.prop("SecurePassword", "securestring")(lambda credential: credential.secret)
NETWORK_CREDENTIAL.prop("Domain", "string")(lambda credential: credential.domain)


@NETWORK_CREDENTIAL.setter("UserName")
def _set_user_name(credential: NetworkCredential, name: Value) -> None:
    credential.user_name = str(name or "")


@NETWORK_CREDENTIAL.setter("Password")
def _set_password(credential: NetworkCredential, text: Value) -> None:
    credential.secret = make_secure(str(text or ""))


@NETWORK_CREDENTIAL.setter("SecurePassword")
def _set_secure_password(credential: NetworkCredential, secret: SecureText) -> None:
    credential.secret = secret


@NETWORK_CREDENTIAL.setter("Domain")
def _set_domain(credential: NetworkCredential, domain: Value) -> None:
    credential.domain = str(domain or "")


NETWORK_CREDENTIAL.constructor()(NetworkCredential)


@NETWORK_CREDENTIAL.constructor("string", "securestring")
@NETWORK_CREDENTIAL.constructor("string", "securestring", "string")
def _with_secret(name: str | None, secret: SecureText, domain: str | None = "") -> NetworkCredential:
    return NetworkCredential(name or "", secret, domain or "")


@NETWORK_CREDENTIAL.constructor("string", "string")
@NETWORK_CREDENTIAL.constructor("string", "string", "string")
def _with_text(name: str | None, password: str | None, domain: str | None = "") -> NetworkCredential:
    return NetworkCredential(name or "", make_secure(password or ""), domain or "")


PS_CREDENTIAL = register(
    DotNetType("System.Management.Automation.PSCredential", "pscredential", python=PSCredential, base=OBJECT)
)
PS_CREDENTIAL.prop("UserName", "string")(lambda credential: credential.user_name)
PS_CREDENTIAL.prop("Password", "securestring")(lambda credential: credential.password)
PS_CREDENTIAL.method("GetNetworkCredential", returns=NETWORK_CREDENTIAL.full_name)(PSCredential.network_credential)
PS_CREDENTIAL.constructor("string", "securestring")(PSCredential)


@PS_CREDENTIAL.constructor("psobject")
def _of_object(value: Value) -> PSCredential:
    """A credential of what an object has as UserName and Password."""
    name, password = getattr(value, "UserName", None), getattr(value, "Password", None)
    if password is None or not hasattr(password, "reveal"):
        raise NetException(
            "System.Management.Automation.PSArgumentException",
            "A credential is made of a user name and a secure string: [pscredential]::new($name, $secureString).",
        )
    return PSCredential(str(name or ""), password)


@PS_CREDENTIAL.static_prop("Empty", "pscredential")
@lru_cache(maxsize=1)
def _empty() -> PSCredential:
    """The empty credential: the only one without a name, always the same object."""
    made = PSCredential.__new__(PSCredential)
    made.user_name = made.password = None  # type: ignore[assignment]
    return made
