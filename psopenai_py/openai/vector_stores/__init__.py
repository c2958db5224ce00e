"""Vector stores: files that a model can search.

May import: `openai`'s shared modules.

- `store`: parameters and objects of vector stores; making and changing them.
- `chunking`: how files are split into chunks for the search.
- `file`: parameters and objects of the files in a vector store.
- `file_batches`: parameters, states and objects of batches of files; waiting for them.
- A cmdlet each: `new_vector_store`, `get_vector_store`, `set_vector_store`, `remove_vector_store`,
  `search_vector_store`,
  `add_vector_store_file`, `get_vector_store_file`, `remove_vector_store_file`, `start_vector_store_file_batch`,
  `get_vector_store_file_batch`, `stop_vector_store_file_batch`, `wait_vector_store_file_batch`,
  `get_vector_store_file_in_batch`.
"""
