"""Names with several values."""

from __future__ import annotations

from ..calling import call, new, read


def test_names_with_several_values() -> None:
    values = new("System.Collections.Specialized.NameValueCollection")
    call(values, "Add", "a", "1")
    call(values, "Add", "A", "2")
    assert list(read(values, "AllKeys")) == ["a"]
    assert call(values, "GetValues", "a") == ["1", "2"]
    call(values, "Set", "a", "3")
    assert call(values, "Get", "a") == "3"
