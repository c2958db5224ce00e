"""The vault's errors as error records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ...credentials import SecretNotFound, VaultError
from ...engine.pipeline.cmdlet import Cmdlet
from ...errors import ExitCode


@contextmanager
def vault_faults(cmdlet: Cmdlet, name: str | None) -> Iterator[None]:
    """Turn what the vault raises into terminating errors that say what to do."""
    try:
        yield
    except SecretNotFound as error:
        raise cmdlet.stop_with(
            "GetSecretNotFound",
            str(error),
            "ObjectNotFound",
            name,
            "System.Management.Automation.ItemNotFoundException",
        ) from error
    except VaultError as error:
        raise cmdlet.stop_with(
            "VaultUnavailable",
            str(error),
            "ResourceUnavailable",
            name,
            "System.InvalidOperationException",
            ExitCode.NO_KEY,
        ) from error
