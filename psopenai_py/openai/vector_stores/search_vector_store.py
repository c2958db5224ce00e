from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects
from ...engine.values.enumeration import as_list
from ..body import bound_fields, to_plain, to_table
from ..objects import rows, to_object
from .store import StoreTarget, store_id_param, store_param

TYPE_NAME = "PSOpenAI.VectorStore.SearchResult"


@cmdlet("Search-VectorStore", default_set="Id", outputs=TYPE_NAME, gives=Gives("list"))
class SearchVectorStore(StoreTarget):
    """Search a vector store.

    Each result is a file with the passages that fit and a score from 0 to 1; Text has the passages as one text.
    """

    vector_store = store_param("VectorStore")
    vector_store_id = store_id_param("Id")
    query = Param(
        "string[]",
        mandatory=True,
        position=1,
        validators=(ValidateNotNullOrEmpty(),),
        help="What to look for; several texts are searched for together.",
    )
    max_num_results = Param(
        "int",
        aliases=("max_num_results", "Limit"),
        validators=(ValidateRange(1, 50),),
        default_text="10, the service's",
        help="How many results to return at most, 1 to 50.",
    )
    filters = Param("IDictionary", help="Search only files whose attributes fit: type, key and value of a comparison.")
    ranker = Param(
        "string",
        completions=("auto", "none", "default-2024-11-15"),
        help="What puts the results in order; auto is the service's choice.",
    )
    score_threshold = Param(
        "double",
        aliases=("score_threshold",),
        validators=(ValidateRange(0, 1),),
        help="Leave out results with a lower score: 0 to 1.",
    )
    rewrite_query = Param(
        "switch", aliases=("rewrite_query",), help="Let the service put the question into words that are found better."
    )

    examples = (
        Example("Search-VectorStore vs_abc123 'How do I cancel?' -MaxNumResults 3", "Finds three files."),
        Example(
            "Get-VectorStore vs_abc123 | Search-VectorStore -Query price -Filters "
            "@{ type = 'eq'; key = 'year'; value = 2026 }",
            "Searches the files of a year only.",
        ),
    )
    failures = (
        Failure(
            "Search-VectorStore vs_gone 'How do I cancel?'",
            "Search-VectorStore: The service answered 404: No vector store found with id 'vs_gone'.",
            "NotFoundException,Search-VectorStore",
        ),
    )
    remarks = "A search returns 50 results at most. It is one call; nothing is polled."

    def process(self) -> Objects:
        store_id = self.store_id()
        with self.each_on_its_own(store_id):
            answer = self.call("vector_store.search", {"vector_store_id": store_id}, "POST", body=self._body())
            yield from map(_result, rows(answer.json()))

    def _body(self) -> dict[str, Any]:
        texts: list[str] = to_plain(as_list(self.query))
        body: dict[str, Any] = {"query": texts[0] if len(texts) == 1 else texts}
        body.update(bound_fields(self, {"MaxNumResults": "max_num_results"}))
        if self.is_bound("Filters"):
            body["filters"] = to_table(self.filters)
        ranking = bound_fields(self, {"Ranker": "ranker", "ScoreThreshold": "score_threshold"})
        if ranking:
            body["ranking_options"] = ranking
        if self.rewrite_query:
            body["rewrite_query"] = True
        return body


def _result(data: dict[str, Any]) -> Value:
    made = to_object(data, TYPE_NAME)
    parts = data.get("content") or ()
    texts = [str(part["text"]) for part in parts if isinstance(part, dict) and part.get("text")]
    made._props["Text"] = "\n".join(texts)
    return made
