"""What the cmdlets for secrets share: the name of a secret, and the vault's errors as error records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ...credentials import SecretNotFound, VaultError
from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Cmdlet
from ...errors import ExitCode


def name_param() -> Any:
    return Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value property",
        validators=(ValidateNotNullOrEmpty(),),
        help="The name under which it is kept, such as OPENAI_API_KEY.",
    )


def vault_param() -> Any:
    return Param("string", help="Accepted for compatibility: there is one vault, the system's keyring.")


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
