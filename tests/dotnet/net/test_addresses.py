"""Addresses of machines and of people."""

from __future__ import annotations

from ...language.running import error_ids, output, texts


def test_ip_addresses() -> None:
    assert texts("([ipaddress]'::1').AddressFamily; ([ipaddress]'10.0.0.1').GetAddressBytes() -join '.'") == [
        "InterNetworkV6",
        "10.0.0.1",
    ]
    assert output("[ipaddress]::IsLoopback('127.0.0.1'); [ipaddress]::TryParse('x', [ref]$null)") == [True, False]
    assert error_ids("[ipaddress]'x'") == ["InvalidCastParseTargetInvocation"]


def test_mail_addresses() -> None:
    assert texts("$m = [mailaddress]'Ann <a@b.c>'; $m.DisplayName; $m.User; $m.Host; $m") == [
        "Ann",
        "a",
        "b.c",
        '"Ann" <a@b.c>',
    ]
    assert error_ids("[mailaddress]'nobody'") == ["InvalidCastConstructorException"]
