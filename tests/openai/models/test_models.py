from __future__ import annotations

from ..command import command, ids
from ..conftest import Service


def test_models_are_listed(service: Service) -> None:
    found = service.output("Get-OpenAIModels")
    assert len(found) > 1 and service.emulator.requests[-1].route == "/models"
    assert service.texts("(Get-OpenAIModels)[0].created.GetType().Name") == ["DateTime"]


def test_each_piped_name_is_asked_for_by_itself(service: Service) -> None:
    names = ids(service.output("Get-OpenAIModels"))[:2]
    service.emulator.requests.clear()
    found = service.output(f"'{names[0]}', '{names[1]}' | Get-OpenAIModels")
    assert ids(found) == names
    assert [r.route for r in service.emulator.requests] == [f"/models/{name}" for name in names]


def test_a_failed_name_leaves_the_others_be(service: Service) -> None:
    name = ids(service.output("Get-OpenAIModels"))[0]
    service.emulator.api_key = None
    done = command(service.emulator, "Get-OpenAIModels", stdin=f"none\n{name}\n")
    assert done.returncode == 1 and name in done.stdout and done.stderr.count("\n") == 1
