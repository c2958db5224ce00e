"""The host of a session, and what layers keep with a session."""

from __future__ import annotations

import sys

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
    host.clear()


def test_a_host_runs_a_program() -> None:
    assert Host().run([sys.executable, "-c", "import os, sys; sys.exit(int(os.environ['CODE']))"], {"CODE": "3"}) == 3


def test_a_part_is_made_once_for_each_session() -> None:
    class Part(list[int]):
        pass

    session = new_session()
    session.part(Part).append(1)
    assert session.part(Part) == [1] and new_session().part(Part) == []
