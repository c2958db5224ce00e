"""How files are split into chunks for the search."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateRange, ValidateSet
from ..api import ApiParams


class ChunkingParams(ApiParams):
    """The parameters for chunking."""

    chunking_strategy = Param(
        "string",
        aliases=("chunking_strategy",),
        validators=(ValidateSet(("auto", "static")),),
        help="How files are split into chunks: auto, or static with the sizes below.",
    )
    max_chunk_size_tokens = Param(
        "int",
        aliases=("max_chunk_size_tokens",),
        validators=(ValidateRange(100, 4096),),
        default=800,
        help="The maximum number of tokens of a chunk, if -ChunkingStrategy is static.",
    )
    chunk_overlap_tokens = Param(
        "int",
        aliases=("chunk_overlap_tokens",),
        validators=(ValidateRange(0, 4096),),
        default=400,
        help="How many tokens a chunk shares with the next (at most half of its size), if -ChunkingStrategy is static.",
    )

    def chunking_fields(self) -> dict[str, Any] | None:
        """The field of a body; empty without a strategy; None, after an error, if the sizes do not fit."""
        if not self.is_bound("ChunkingStrategy"):
            return {}
        kind = self.chunking_strategy.lower()
        if kind != "static":
            return {"chunking_strategy": {"type": kind}}
        size, overlap = int(self.max_chunk_size_tokens), int(self.chunk_overlap_tokens)
        if 2 * overlap > size:
            self.fail(
                "System.ArgumentException",
                f"-ChunkOverlapTokens is {overlap}: it must not be more than half of -MaxChunkSizeTokens ({size}).",
                "NotSpecified",
                overlap,
                "System.ArgumentException",
            )
            return None
        sizes = {"max_chunk_size_tokens": size, "chunk_overlap_tokens": overlap}
        return {"chunking_strategy": {"type": kind, "static": sizes}}
