"""The host of a session, and what layers keep with a session."""

from __future__ import annotations

import pytest

from psopenai_py.engine.session.host import Host
from psopenai_py.errors import TerminatingError

from ..cmdlets import new_session


def test_a_host_without_a_user_answers_no() -> None:
    host = Host(width=80)
    assert (host.interactive, host.width, host.confirm("Delete it?")) == (False, 80, "no")
    with pytest.raises(TerminatingError) as caught:
        host.ask("Name: ")
    assert caught.value.record.error_id == "InvalidOperation"
    assert caught.value.script, "a loop that asks again must end"
    with pytest.raises(TerminatingError):
        host.choose("", "Which?", [("&One", ""), ("&Two", "")], 0)
    host.clear()
    host.settle()
    assert host.program_output() is None


def test_a_part_is_made_once_for_each_session() -> None:
    class Part(list[int]):
        pass

    session = new_session()
    session.part(Part).append(1)
    assert session.part(Part) == [1] and new_session().part(Part) == []
