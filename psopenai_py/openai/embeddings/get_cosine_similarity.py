from __future__ import annotations

import math

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Objects


@cmdlet("Get-CosineSimilarity", outputs="System.Double")
class GetCosineSimilarity(Cmdlet):
    """Compute how similar two vectors are: 1 for the same direction, 0 for unrelated, -1 for opposite ones."""

    vector1 = Param("double[]", mandatory=True, position=0, help="One vector.")
    vector2 = Param("double[]", mandatory=True, position=1, help="The other; of the same length.")

    examples = (Example("Get-CosineSimilarity 1, 2, 3 2, 3, 4", "Compares two vectors.", result="0.99258333397093"),)

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
