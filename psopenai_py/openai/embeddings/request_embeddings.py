from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ...dotnet.model.carriers import Single
from ...dotnet.model.core import SINGLE
from ...dotnet.model.enumerables import TypedArray
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject
from ..api import ApiParams
from ..body import batch_input, bound_fields, to_plain
from ..objects import plain_object
from ..params import batch_params, user_param

FIELDS = {"EncodingFormat": "encoding_format", "Dimensions": "dimensions", "User": "user"}


@cmdlet("Request-Embeddings", gives=Gives(kind="PSOpenAI.Embeddings"))
class RequestEmbeddings(ApiParams):
    """Turn texts into vectors; the distance of two vectors shows how similar the texts are in meaning."""

    text = Param(
        "string[]",
        mandatory=True,
        position=0,
        pipeline="value",
        aliases=("Input",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The texts, or arrays of tokens. All texts of one call are sent together.",
    )
    model = Param(
        "string",
        completions=("text-embedding-ada-002", "text-embedding-3-small", "text-embedding-3-large"),
        default="text-embedding-ada-002",
        help="The model that makes the vectors.",
    )
    encoding_format = Param(
        "string",
        aliases=("Format", "encoding_format"),
        validators=(ValidateSet(("float", "base64")),),
        help="The format of the vectors: numbers, or base64 text.",
    )
    dimensions = Param("int", validators=(ValidateRange(1, 2147483647),), help="How many numbers a vector has.")
    user = user_param()
    as_batch, custom_batch_id = batch_params()

    examples = (
        Example("(Request-Embeddings 'a cat').data[0].embedding.Count", "Shows the length of a vector.", result="1536"),
        Example("'red', 'blue' | Request-Embeddings -AsBatch | Start-Batch", "Computes vectors in a batch."),
        Example(
            "$d = (Request-Embeddings 'a cat', 'a kitten', 'a bridge').data; Get-CosineSimilarity $d[0].embedding "
            "$d[1].embedding",
            "Compares two of three texts that are sent in one call.",
            result="0.467453793058716",
        ),
        Example(
            "(Request-Embeddings 'a cat' -Model text-embedding-3-small -Dimensions 256).data[0].embedding.Count",
            "Asks for shorter vectors.",
            result="256",
        ),
    )
    failures = (
        Failure(
            "Request-Embeddings ''",
            "Request-Embeddings: the value of -Text is not accepted: an element of it is empty; give a value.",
            "ParameterArgumentValidationError,Request-Embeddings",
            exit_code=2,
        ),
    )
    remarks = """\
    The service charges for the tokens of the texts. One call takes 2048 texts, each of 8192 tokens at most, and 300,000
    tokens in all; each piped text is a call of its own. Split longer texts first: ConvertTo-Token counts their tokens.
    In a batch (-AsBatch) they cost half.

    Only the models text-embedding-3 and later take -Dimensions.
    """

    def process(self) -> Objects:
        texts: list[str] = to_plain(as_list(self.text))
        body: dict[str, Any] = {
            "model": self.model,
            "input": texts[0] if len(texts) == 1 else texts,
            **bound_fields(self, FIELDS),
        }
        if self.as_batch:
            yield batch_input(self.batch_url("/v1/embeddings"), self.whole_body(body), self.custom_batch_id)
            return
        data = self.call("embeddings", method="POST", body=body).json()
        made = plain_object(data)
        self._complete(made, texts)
        yield made

    def _complete(self, made: PSObject, texts: list[str]) -> None:
        """Add each text to its vector, and turn the numbers into an array of floats."""
        for place, item in enumerate(as_list(made._props.get("data"))):
            vector: Value = item._props.get("embedding")
            if isinstance(vector, list) and self.encoding_format != "base64":
                item._props["embedding"] = TypedArray(map(Single, vector), SINGLE)
            number = item._props.get("index", place)
            item._props["Text"] = texts[number] if 0 <= number < len(texts) else None
