"""The order of a cmdlet's parameters, and the mark of those that PSOpenAI does not have."""

from __future__ import annotations

import pytest

from psopenai_py.declare.cmdlet import Param, cmdlet


class Shared:
    """What several cmdlets have."""

    first = Param("string")
    second = Param("string")
    third = Param("string")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ((), "Own Extra First Second Third"),
        (("First Own",), "Extra First Own Second Third"),
        (("Second Own Extra",), "First Second Own Extra Third"),
        (("Third Own..Extra",), "First Second Third Own Extra"),
        (("Third First", "First Own"), "Extra Second Third First Own"),
    ],
)
def test_parameters_move_to_follow_another(order: tuple[str, ...], expected: str) -> None:
    @cmdlet("Get-Thing", order=order)
    class GetThing(Shared):
        own = Param("string")
        extra = Param("string")

    assert " ".join(p.name for p in GetThing.spec.params.values()) == expected  # type: ignore[attr-defined]


def test_those_of_ours_come_last() -> None:
    @cmdlet("Get-Thing", own=("Second",))
    class GetThing(Shared):
        own = Param("string", own=True)
        extra = Param("string")

    params = GetThing.spec.params.values()  # type: ignore[attr-defined]
    assert [(p.name, p.own) for p in params] == [
        ("Extra", False), ("First", False), ("Third", False), ("Own", True), ("Second", True),
    ]  # fmt: skip
