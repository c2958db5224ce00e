"""Request-TextCompletion."""

from __future__ import annotations

from ..conftest import Service


def test_text_completions_have_their_prompts_and_answers(service: Service) -> None:
    assert service.texts("$r = Request-TextCompletion a, b -Model m; $r.Prompt; $r.Answer") == ["a", "b", "a", "b"]
    assert service.body == {"model": "m", "prompt": ["a", "b"], "max_tokens": 2048}
    assert "".join(service.texts("Request-TextCompletion 'one two' -Stream -Model m -Suffix s")) == "one two"
    assert service.body["n"] == 1 and service.body["suffix"] == "s"
    assert len(service.run("Request-TextCompletion a -BestOf 2 -n 2 -Model m").errors) == 1
