"""The TLS context of a connection: whose certificates are trusted, and the client's own certificate.

SSL_CERT_FILE, SSL_CERT_DIR, REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE replace the system's certificates, in this order, as
they do in OpenSSL, requests and curl. Without them the system's store counts, where companies put their own roots;
on Linux it is what OpenSSL looks at, elsewhere `truststore` asks the system. A system without a store (a slim
container) gets the certificates of `certifi`, which comes with httpx.

ssl takes time to load: nothing imports this module before the first https connection.
"""

from __future__ import annotations

import os
import ssl
import sys

from .errors import ConfigError

_BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
# Where systems keep their bundle if OpenSSL was not built for this system (a portable Python): Alpine, Fedora, RHEL,
# Debian, SUSE.
_SYSTEM_BUNDLES = (
    "/etc/ssl/cert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/cert.pem",
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/ssl/ca-bundle.pem",
)


def tls_context(certificate: str | None = None, key: str | None = None) -> ssl.SSLContext:
    """A verifying context; `certificate` and `key` are PEM files with the client's own certificate, if it has one.

    Raises ConfigError if a file that was named cannot be used.
    """
    context = _named_trust() or _system_trust()
    if certificate is not None:
        try:
            # An encrypted key would be asked for on the terminal, in the middle of other output.
            context.load_cert_chain(certificate, key, password=lambda: "")
        except (OSError, ValueError) as error:
            files = certificate if key is None else f"{certificate}, {key}"
            raise ConfigError(f"The client certificate ({files}) cannot be used: {_reason(error)}.") from error
    return context


def _named_trust() -> ssl.SSLContext | None:
    """A context with the certificates that the environment names; None if it names none."""
    found = {name: path for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if (path := os.environ.get(name))}
    if not found:
        found = next(({name: path} for name in _BUNDLES if (path := os.environ.get(name))), {})
    if not found:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    for name, path in found.items():
        try:
            if os.path.isdir(path):
                context.load_verify_locations(capath=path)
            else:
                context.load_verify_locations(cafile=path)
        except OSError as error:
            raise ConfigError(
                f"{name} names certificates that cannot be loaded: {path}: {_reason(error)}. "
                "Correct it, or unset it to trust the system's certificates."
            ) from error
    return context


def _system_trust() -> ssl.SSLContext:
    if sys.platform != "linux":
        try:
            import truststore
        except ImportError:  # a system for which it is not declared
            pass
        else:
            return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    places = ssl.get_default_verify_paths()
    if places.cafile or (places.capath and _has_certificates(places.capath)):
        context.set_default_verify_paths()
        return context
    bundle = next((path for path in _SYSTEM_BUNDLES if os.path.isfile(path)), None)
    if bundle is None:
        import certifi

        bundle = certifi.where()
    context.load_verify_locations(cafile=bundle)
    return context


def _has_certificates(folder: str) -> bool:
    """Whether OpenSSL finds anything in a folder: it looks for names such as 3f2a1b9c.0."""
    try:
        return any(len(name) == 10 and name[8] == "." and name[9].isdecimal() for name in os.listdir(folder))
    except OSError:
        return False


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return (
            "it is not a file of PEM certificates" if error.reason is None else error.reason.replace("_", " ").lower()
        )
    return (isinstance(error, OSError) and error.strerror) or str(error)
