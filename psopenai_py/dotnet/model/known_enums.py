"""The enums of .NET and PowerShell that scripts name, where no other module here owns them."""

from __future__ import annotations

from .enum_names import ENUMS
from .enums import make_enum

for _full_name, (_flags, _members) in ENUMS.items():
    make_enum(_full_name, _members, _flags)
