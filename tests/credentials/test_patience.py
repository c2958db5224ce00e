"""A keyring that does not answer, or that is not there at all: no D-Bus, as in containers and over ssh."""

from __future__ import annotations

import threading

import pytest

from psopenai_py.credentials import VaultSilent, backend
from psopenai_py.credentials.backend import patiently


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend, "NOTICE_SECONDS", 0.02)
    monkeypatch.setattr(backend, "LIMIT_SECONDS", 0.06)


def test_an_answer_and_an_error_pass_through() -> None:
    assert patiently(lambda: "answer", None, True) == "answer"
    with pytest.raises(ZeroDivisionError):
        patiently(lambda: 1 // 0, None, True)


def test_after_a_while_the_user_is_told_what_is_waited_for(short: None) -> None:
    notices: list[str] = []
    told = threading.Event()

    def notice(text: str) -> None:
        notices.append(text)
        told.set()

    assert patiently(lambda: "late" if told.wait(60) else "", notice, False) == "late"
    assert len(notices) == 1 and "keyring has not answered yet" in notices[0]


def test_without_a_terminal_a_silent_keyring_is_given_up(short: None) -> None:
    never = threading.Event()
    with pytest.raises(VaultSilent, match=r"has not answered.*OPENAI_API_KEY_FILE"):
        patiently(never.wait, None, True)
    never.set()
