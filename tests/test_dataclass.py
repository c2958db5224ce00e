"""The dataclasses that are cheap at start do what the standard library's do."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace
from typing import Any

import pytest

from psopenai_py import dataclass as ours


def classes(module: Any) -> Any:
    """The same classes by either module."""

    @module.dataclass(slots=True)
    class Base:
        name: str
        tags: list[str] = module.field(default_factory=list)

    @module.dataclass(slots=True)
    class Derived(Base):
        size: int = 3
        secret: str = module.field(default="s", repr=False)
        table: dict[str, int] = module.field(default_factory=dict, init=False, compare=False)

    @module.dataclass(frozen=True, slots=True)
    class Frozen:
        x: int
        y: int = module.field(default=2, compare=False)

    @module.dataclass(eq=False, repr=False, slots=True)
    class Bare:
        pass

    return SimpleNamespace(Base=Base, Derived=Derived, Frozen=Frozen, Bare=Bare)


@pytest.fixture(params=[dataclasses, ours], ids=["the standard library's", "ours"])
def made(request: pytest.FixtureRequest) -> Any:
    return classes(request.param)


def test_fields_and_defaults(made: Any) -> None:
    value = made.Derived("n", size=4)
    assert (value.name, value.tags, value.size, value.secret, value.table) == ("n", [], 4, "s", {})
    assert made.Derived("n").tags is not value.tags
    assert made.Base("n", ["t"]).tags == ["t"]
    assert repr(value).endswith("Derived(name='n', tags=[], size=4, table={})")


@pytest.mark.parametrize(
    "arguments", [((), {}), (("n", [], 1, "s", {}), {}), (("n",), {"name": "m"}), (("n",), {"no": 1})]
)
def test_wrong_arguments(made: Any, arguments: Any) -> None:
    for _ in range(2):  # the first call of a class and the others
        with pytest.raises(TypeError):
            made.Derived(*arguments[0], **arguments[1])


def test_equality_and_hashes(made: Any) -> None:
    first, second = made.Derived("n"), made.Derived("n")
    second.table["a"] = 1
    assert first == second and first != made.Derived("m") and first != made.Base("n")
    with pytest.raises(TypeError):
        hash(first)
    assert made.Frozen(1, 5) == made.Frozen(1) and hash(made.Frozen(1, 5)) == hash(made.Frozen(1))
    assert made.Bare() != made.Bare() and hash(made.Bare())


def test_frozen_and_slots(made: Any) -> None:
    frozen = made.Frozen(1)
    with pytest.raises(AttributeError):
        frozen.x = 2
    with pytest.raises(AttributeError):
        del frozen.x
    with pytest.raises(AttributeError):
        made.Base("n").other = 1


@pytest.mark.parametrize("replace", [dataclasses.replace, ours.replace], ids=["the standard library's", "ours"])
def test_a_copy_with_changes(replace: Any) -> None:
    made = classes(ours)
    assert replace(made.Derived("n", ["t"], 5), size=6) == made.Derived("n", ["t"], 6)
    assert replace(made.Frozen(1), y=7).y == 7
    assert [field.name for field in dataclasses.fields(made.Base)] == ["name", "tags"]
    with pytest.raises(TypeError):
        replace(made.Frozen(1), z=1)
