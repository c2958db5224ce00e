from __future__ import annotations

import math

from ..conftest import Service


def test_one_text_is_sent_alone_and_several_as_a_list(service: Service) -> None:
    service.output("Request-Embeddings a")
    assert service.body == {"model": "text-embedding-ada-002", "input": "a"}
    service.output("Request-Embeddings a, b -Dimensions 8 -EncodingFormat float -Model m")
    assert service.body == {"model": "m", "input": ["a", "b"], "dimensions": 8, "encoding_format": "float"}


def test_each_vector_stands_beside_its_text(service: Service) -> None:
    script = "$r = Request-Embeddings a, b -Model m; $r.data.Text; $r.data[0].embedding.GetType().Name"
    assert service.texts(script) == ["a", "b", "Single[]"]


def test_as_batch_sends_nothing(service: Service) -> None:
    (made,) = service.output("Request-Embeddings a -AsBatch")
    assert made.url == "/v1/embeddings" and not service.emulator.requests


def test_similarity_is_the_cosine(service: Service) -> None:
    (same,) = service.output("Get-CosineSimilarity 1,2,3 2,3,4")
    assert math.isclose(same, 20 / math.sqrt(14 * 29))
    assert len(service.run("Get-CosineSimilarity 1,2 1,2,3").errors) == 1
