"""Where the settings of a cmdlet's calls come from: its parameters, the context, a profile, variables, the vault."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from .. import configuration
from ..configuration import Configuration, ConfigurationError, Profile
from ..credentials import CredentialError, Key, Lookup, SecureString, Setting
from ..errors import ExitCode, TerminatingError
from ..http import DEFAULT_API_BASE
from .context_state import OpenAIState, state_of

if TYPE_CHECKING:
    from ..engine.pipeline.cmdlet import Cmdlet
    from ..engine.session.session import Session

KEY_SECRET = "OPENAI_API_KEY"  # the secret in the vault that holds the key
CERTIFICATE_VARIABLES = ("PSOPENAI_CLIENT_CERT", "PSOPENAI_CLIENT_KEY")

#: what the parameters of every cmdlet of the service can set
SETTINGS = (
    "api_key",
    "api_base",
    "api_type",
    "api_version",
    "auth_type",
    "organization",
    "project",
    "timeout_sec",
    "max_retry_count",
)

#: the ways to give a key, in the syntax of each door
_WAYS = {
    "script": (
        "Put it into $env:OPENAI_API_KEY, keep it with Set-Secret OPENAI_API_KEY, set it for the session with "
        "Set-OpenAIContext -ApiKey, or give it with -ApiKey."
    ),
    "shell": (
        "Set OPENAI_API_KEY in the environment, name a file that holds it in OPENAI_API_KEY_FILE, have a profile's "
        "key_command print it, or keep it in the system's keyring: psopenai Set-Secret OPENAI_API_KEY"
    ),
    "python": (
        "Set OPENAI_API_KEY in the environment, keep the key in the system's keyring with "
        "set_secret('OPENAI_API_KEY', ...), call set_openai_context(api_key=...), or give it with api_key=..."
    ),
}


class CallSettings(NamedTuple):
    """What was found for a cmdlet. `option` answers for what no variable holds."""

    cmdlet: Cmdlet
    given: Mapping[str, Any]
    lookup: Lookup
    key: Key
    base: Setting | None
    organization: str | None
    project: str | None
    certificate: tuple[str, str | None] | None

    def option(self, name: str) -> Any:
        """A setting from the parameter, the context or the profile."""
        parameter = "".join(word.title() for word in name.split("_"))
        if self.cmdlet.is_bound(parameter):
            return self.given[name]
        of_context = getattr(state_of(self.cmdlet.session).context, name)
        return self.lookup.option(name) if of_context is None else of_context

    @property
    def sources(self) -> Mapping[str, str]:
        """Where the key and the address come from, for messages."""
        named = (("api_key", self.key), ("api_base", self.base))
        return {name: found.source for name, found in named if found is not None}


def find_settings(cmdlet: Cmdlet, given: Mapping[str, Any]) -> CallSettings:
    """The settings of a cmdlet's calls; ``given`` has the values of its parameters, by the names in `SETTINGS`.

    Raises the cmdlet's error if there is no key, or it must not be sent.
    """
    session = cmdlet.session
    state = state_of(session)
    try:
        configured = configuration_of(session)
        lookup = Lookup(
            context=lambda name: getattr(state.context, name),
            variable=session.globals.get,
            environment=session.environ,
            profile=configured.select(session.environ),
            profile_key=lambda profile: _profile_key(cmdlet, profile),
            vault=lambda: _secret(cmdlet, KEY_SECRET),
            spelling=cmdlet.runtime.mode.variable,
        )
        base = lookup.address(given["api_base"])
        key = lookup.key(given["api_key"], cmdlet.is_bound("ApiKey"))
    except ConfigurationError as error:
        raise configuration_fault(cmdlet, error) from error
    except CredentialError as error:
        raise _no_key(cmdlet, str(error)) from error
    if key is None:
        raise _no_key(cmdlet, f"No API key was found. {_WAYS[cmdlet.runtime.mode.door]}")
    _guard(cmdlet, base, configured, state)
    organization = lookup.text("organization", given["organization"])
    project = lookup.text("project", given["project"])
    return CallSettings(
        cmdlet,
        given,
        lookup,
        key,
        base,
        organization.text if organization is not None else None,
        project.text if project is not None else None,
        certificate_of(lookup, session.environ),
    )


def configuration_of(session: Session) -> Configuration:
    """The configuration file's content, read again when the file has changed. Raises ConfigurationError."""
    state = state_of(session)
    path = configuration.path_of(session.environ)
    try:
        found = os.stat(path)
        stamp = (path, found.st_mtime_ns, found.st_size)
    except OSError:
        stamp = (path, 0, 0)
    if state.configuration is None or state.configuration[0] != stamp:
        state.configuration = stamp, configuration.read(session.environ)
    return state.configuration[1]


def configuration_fault(cmdlet: Cmdlet, error: ConfigurationError) -> TerminatingError:
    """The cmdlet's error for a configuration file that cannot be used."""
    return cmdlet.stop_with(
        "ConfigurationInvalid", str(error), "InvalidData", None, "System.IO.InvalidDataException", ExitCode.USAGE
    )


def _profile_key(cmdlet: Cmdlet, profile: Profile) -> SecureString | None:
    from ..credentials import ProfileKeys  # noqa: PLC0415 (only where a profile is used)

    session = cmdlet.session
    return session.part(ProfileKeys).find(profile, session.environ, lambda name: _secret(cmdlet, name))


def _secret(cmdlet: Cmdlet, name: str) -> SecureString | None:
    """A secret of the vault as a key; None if the vault has none of that name, or there is no vault."""
    from ..credentials import VaultError, key_from_vault  # noqa: PLC0415 (only where no other place has a key)

    try:
        return key_from_vault(name, notice=cmdlet.warn)
    except VaultError as error:
        raise CredentialError(str(error)) from error


def _no_key(cmdlet: Cmdlet, message: str) -> TerminatingError:
    error = cmdlet.stop_with(
        "ApiKeyNotFound", message, "AuthenticationError", None, "System.ArgumentException", ExitCode.NO_KEY
    )
    error.record.ends_all = True
    error.script = True  # as in PSOpenAI: without a key the script cannot go on
    return error


def certificate_of(lookup: Lookup, environ: Mapping[str, str]) -> tuple[str, str | None] | None:
    """The files with the client's own certificate and its key: the profile's, or those that the environment names."""
    profile = lookup.profile
    if profile is not None and "client_cert" in profile.settings:
        folder = os.path.dirname(profile.path)
        files = [profile.settings.get(name) for name in ("client_cert", "client_key")]
        found = [None if file is None else os.path.join(folder, os.path.expanduser(file)) for file in files]
    elif profile is not None and lookup.is_whole:
        return None
    else:
        found = [environ.get(name, "").strip() or None for name in CERTIFICATE_VARIABLES]
    return None if found[0] is None else (found[0], found[1])


# -- a key in clear ---------------------------------------------------------------------------------------------------


def _guard(cmdlet: Cmdlet, base: Setting | None, configured: Configuration, state: OpenAIState) -> None:
    """Warn once a run that the key travels unencrypted; an error if the configuration requires TLS."""
    address = base.text if base is not None else DEFAULT_API_BASE
    exposure = exposure_of(address)
    if exposure is None:
        return
    source = f" (from {base.source})" if base is not None else ""
    if configured.require_tls:
        raise cmdlet.stop_with(
            "TlsRequired",
            f"The key is not sent to {exposure}{source}: {configured.path} says require_tls. Use an address that "
            "begins with https://.",
            "SecurityError",
            address,
            "System.Security.SecurityException",
            ExitCode.USAGE,
        )
    if address not in state.warned_of:
        state.warned_of.add(address)
        cmdlet.warn(f"The API key travels unencrypted to {exposure}{source}. Use https:// if the service has it.")


def exposure_of(address: str) -> str | None:
    """What a key passes unencrypted on the way to an address; None if it is encrypted or stays on this machine."""
    if not address.lower().startswith("http://"):
        return None
    from ..http import ConfigError, proxy_for  # noqa: PLC0415 (few addresses are unencrypted)

    try:
        parts = urlsplit(address)
        shown = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        proxy = proxy_for(address)
        parts.hostname.encode("ascii")  # type: ignore[union-attr]
    except (ValueError, AttributeError, ConfigError):  # the call reports it
        return None
    if any(char.isspace() for char in parts.netloc):
        return None
    if proxy is not None and not (_is_here(proxy.host) and _is_here(parts.hostname)):
        return f"{shown} through the proxy {proxy}"
    return None if _is_here(parts.hostname) else shown


def _is_here(host: str | None) -> bool:
    """Whether a host is this machine."""
    from ipaddress import ip_address  # noqa: PLC0415 (few addresses are unencrypted)

    name = (host or "").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
