"""Importing this makes `[securestring]` known to scripts, with the class that carries it."""

from __future__ import annotations

from ..dotnet.security.securestring import carry
from .secure_string import SecureString

SECURE_STRING = carry(SecureString)
