from __future__ import annotations

import math

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Objects


@cmdlet("Get-CosineSimilarity", outputs="System.Double")
class GetCosineSimilarity(Cmdlet):
    """Compute how similar two vectors are: 1 for the same direction, 0 for unrelated, -1 for opposite ones."""

    vector1 = Param("double[]", mandatory=True, position=0, help="A list of numbers, such as an embedding.")
    vector2 = Param("double[]", mandatory=True, position=1, help="The other; of the same length.")

    examples = (
        Example("Get-CosineSimilarity 1, 2, 3 2, 3, 4", "Compares two vectors.", result="0.99258333397093"),
        Example(
            "$d = (Request-Embeddings 'a cat', 'A cat').data; [Math]::Round((Get-CosineSimilarity $d[0].embedding "
            "$d[1].embedding), 6)",
            "Compares the embeddings of two texts.",
            result="1",
        ),
    )
    failures = (
        Failure(
            "Get-CosineSimilarity 1, 2 1, 2, 3",
            "Get-CosineSimilarity: The vectors differ in length: 2 and 3.",
            "DifferentLengths,Get-CosineSimilarity",
        ),
    )
    remarks = "It is computed here; no request is made."

    def process(self) -> Objects:
        one, other = [float(x) for x in self.vector1], [float(x) for x in self.vector2]
        if len(one) != len(other):
            self.fail(
                "DifferentLengths", f"The vectors differ in length: {len(one)} and {len(other)}.", "InvalidArgument",
                None, "System.ArgumentException",
            )  # fmt: skip
            return
        lengths = math.hypot(*one) * math.hypot(*other)
        yield math.fsum(a * b for a, b in zip(one, other, strict=True)) / lengths if lengths else 0.0
