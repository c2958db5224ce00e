from __future__ import annotations

import json
from typing import Any

import pytest

from psopenai_py.http import ApiConfig, Client, InvalidResponseError, Request

from .server import Reply, ScriptedServer, reply


def page(ids: str, **more: Any) -> Reply:
    return reply(json.dumps({"object": "list", "data": [{"id": item} for item in ids], **more}).encode())


def test_pages_follow_each_other(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [
        page("ab", has_more=True, last_id="b"),
        page("cd", has_more=True),
        page("e", has_more=False, last_id="e"),
    ]
    pages = list(client.paginate(config, Request("batches", query={"limit": 2})))
    assert [item["id"] for found in pages for item in found["data"]] == list("abcde")
    assert [dict(seen.query).get("after") for seen in server.seen] == [None, "b", "d"]
    assert {dict(seen.query)["limit"] for seen in server.seen} == {"2"}


def test_no_page_is_asked_for_before_it_is_wanted(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [page("a", has_more=True)]
    next(client.paginate(config, Request("batches")))
    assert len(server.seen) == 1


def test_a_list_that_names_the_same_end_again_is_left(
    server: ScriptedServer, client: Client, config: ApiConfig
) -> None:
    server.script = [
        page("a", has_more=True, last_id="a"),
        page("b", has_more=True, last_id="b"),
        page("a", has_more=True),
    ]
    with pytest.raises(InvalidResponseError, match="does not end"):
        list(client.paginate(config, Request("batches")))
    assert len(server.seen) == 3


def test_a_list_that_does_not_say_where_it_goes_on_is_left(
    server: ScriptedServer, client: Client, config: ApiConfig
) -> None:
    server.script = [page("", has_more=True)]
    with pytest.raises(InvalidResponseError, match="where"):
        list(client.paginate(config, Request("batches")))


def test_something_else_than_a_list_is_refused(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [reply(b"[1]")]
    with pytest.raises(InvalidResponseError):
        list(client.paginate(config, Request("batches")))
