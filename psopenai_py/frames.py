"""Objects as tables: pyarrow, pandas and polars (``pip install 'psopenai-py[frames]'``), and Parquet files.

::

    from psopenai_py import get_batch_output
    from psopenai_py.frames import record_batches, write_parquet
    frame = get_batch_output("batch_abc123").to_frame()
    write_parquet(get_batch_output("batch_abc123"), "answers.parquet")

Results of a batch have fixed columns, whatever their bodies are: custom_id, status_code, answer, error, input_tokens,
output_tokens, total_tokens, model, request_id, body. Other objects have their fields as columns, dates as timestamps
with a zone; a field that holds an object or a list is JSON text. `openai.tables` makes the rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .openai.tables import MissingLibraryError, need, record_batches, write_parquet

if TYPE_CHECKING:
    import pyarrow

__all__ = ["MissingLibraryError", "record_batches", "to_arrow", "to_frame", "write_parquet"]


def to_arrow(objects: Iterable[Any]) -> pyarrow.Table:
    """A table of pyarrow, a row for each object. Raises ImportError where pyarrow is missing."""
    return record_batches(objects).read_all()


def to_frame(objects: Iterable[Any], library: str = "pandas") -> Any:
    """A data frame of pandas or polars. Raises ImportError where it is missing, ValueError for another library."""
    if library == "pandas":
        need("pandas")
        return to_arrow(objects).to_pandas()
    if library == "polars":
        return need("polars").from_arrow(to_arrow(objects))
    raise ValueError(f"to_frame() makes frames of 'pandas' or 'polars', not of {library!r}")
