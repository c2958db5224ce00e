"""A fault of the service on one input, in scripts: as in a PowerShell function, the others are still done."""

from __future__ import annotations

from ..conftest import Service


def test_outside_of_try_the_other_inputs_are_still_done(service: Service) -> None:
    service.emulator.add_file("content", id="file-1")
    result = service.run("'file-none', 'file-1' | Get-OpenAIFile | ForEach-Object id")
    assert result.output == ["file-1"] and result.terminated_by is None
    (error,) = result.errors
    assert error.fully_qualified_error_id == "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest"


def test_in_try_a_fault_ends_the_pipeline(service: Service) -> None:
    service.emulator.add_file("content", id="file-1")
    assert service.output("try { 'file-none', 'file-1' | Get-OpenAIFile } catch { 'caught' }") == ["caught"]


def test_the_error_action_holds_for_faults_too(service: Service) -> None:
    script = "Get-OpenAIFile file-none -ErrorAction SilentlyContinue -ErrorVariable bad; $bad.Count"
    result = service.run(script)
    assert result.output == [1] and result.errors == []
