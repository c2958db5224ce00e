from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ..conftest import Recorded

FILE = "[pscustomobject]@{ PSTypeName = 'PSOpenAI.Container.File'; id = 'cfile_1'; container_id = 'cntr_1' }"
CONTENT = b"container file content\n"


def test_new_container_sends_what_is_asked_for(recorded: Recorded) -> None:
    recorded.output("New-Container work -ExpiresAfterMinutes 10 -FileId file-1, file-2 -MemoryLimit 4g")
    assert recorded.body == {
        "name": "work",
        "file_ids": ["file-1", "file-2"],
        "memory_limit": "4g",
        "expires_after": {"anchor": "last_active_at", "minutes": 10},
    }


def test_the_anchor_alone_is_not_sent(recorded: Recorded) -> None:
    recorded.output("New-Container work -ExpiresAfterAnchor last_active_at")
    assert recorded.body == {"name": "work"}


def test_files_are_listed_in_the_largest_pages(recorded: Recorded) -> None:
    recorded.output("Get-ContainerFile cntr_1")
    assert recorded.query == {"limit": "100", "order": "asc"}
    recorded.output("Get-Container -Limit 5")
    assert recorded.query == {"limit": "5", "order": "asc"}


def test_a_container_that_is_not_there_does_not_end_the_others(recorded: Recorded) -> None:
    ids = recorded.error_ids("'cntr__s404x', 'cntr_1' | Get-Container")
    assert len(ids) == 1 and recorded.calls == ["GET /containers/cntr__s404x", "GET /containers/cntr_1"]


def test_a_file_of_this_machine_is_uploaded(recorded: Recorded, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    recorded.output(f"Add-ContainerFile cntr_1 '{tmp_path}/a.txt'")
    (part,) = recorded.service.requests[0]["body"]["parts"]
    assert (part["name"], part["filename"], part["text"]) == ("file", "a.txt", "x")
    recorded.output(f"Add-ContainerFile cntr_1 (Get-Item '{tmp_path}/a.txt')")
    assert recorded.service.requests[0]["body"]["parts"][0]["filename"] == "a.txt"


def test_an_uploaded_file_is_named_by_its_id(recorded: Recorded) -> None:
    recorded.output("Add-ContainerFile cntr_1 file-1")
    assert recorded.body == {"file_id": "file-1"}
    recorded.output("Add-ContainerFile cntr_1 ([pscustomobject]@{ PSTypeName = 'PSOpenAI.File'; id = 'file-2' })")
    assert recorded.body == {"file_id": "file-2"}


def test_a_path_to_nothing_is_an_error_of_its_own(recorded: Recorded) -> None:
    assert recorded.error_ids("Add-ContainerFile cntr_1 ./none.txt, file-1") == ["FileNotFound,Add-ContainerFile"]
    assert recorded.body == {"file_id": "file-1"}


def test_a_file_object_tells_both_ids(recorded: Recorded) -> None:
    recorded.output(f"{FILE} | Remove-ContainerFile")
    assert recorded.calls == ["DELETE /containers/cntr_1/files/cfile_1"]
    recorded.output("Remove-ContainerFile cntr_2 cfile_2; Remove-Container cntr_2")
    assert recorded.calls == ["DELETE /containers/cntr_2/files/cfile_2", "DELETE /containers/cntr_2"]


def test_content_comes_as_bytes_or_into_a_file(recorded: Recorded, tmp_path: Path) -> None:
    assert bytes(recorded.output(f"{FILE} | Get-ContainerFileContent")) == CONTENT
    assert recorded.calls == ["GET /containers/cntr_1/files/cfile_1/content"]
    target = tmp_path / "out.txt"
    assert recorded.output(f"Get-ContainerFileContent cntr_1 cfile_1 -OutFile '{target}'") == []
    assert target.read_bytes() == CONTENT and list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("words", "field", "sent"),
    [
        ("-NetworkPolicy Disabled", "network_policy", {"type": "disabled"}),
        ("-AllowedDomains a.org, b.org", "network_policy",
         {"type": "allowlist", "allowed_domains": ["a.org", "b.org"]}),
        ("-network_policy @{ type = 'allowlist'; allowed_domains = , 'a.org' }", "network_policy",
         {"type": "allowlist", "allowed_domains": ["a.org"]}),
        ("-Skills skill_1, @{ skill_id = 'skill_2'; version = '3' }, @{ type = 'inline'; name = 'n' }", "skills",
         [{"type": "skill_reference", "skill_id": "skill_1"},
          {"type": "skill_reference", "skill_id": "skill_2", "version": "3"}, {"type": "inline", "name": "n"}]),
    ],
)  # fmt: skip
def test_a_container_may_be_shut_off_and_have_skills(recorded: Recorded, words: str, field: str, sent: Any) -> None:
    recorded.output(f"New-Container work {words}")
    assert recorded.body == {"name": "work", field: sent}


@pytest.mark.parametrize(
    "words",
    ["-NetworkPolicy open", "-NetworkPolicy @{ a = 1 }", "-NetworkPolicy disabled -AllowedDomains a.org", "-Skills 1"],
)
def test_a_policy_that_says_nothing_is_an_error(recorded: Recorded, words: str) -> None:
    assert recorded.error_ids(f"New-Container work {words}") == ["InvalidArgument,New-Container"]
    assert recorded.calls == []
