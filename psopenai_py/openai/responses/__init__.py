"""Responses: the newer way to ask a model, with the service's own tools.

May import: `openai`'s shared modules.

- `response`: the object of a response, with output_text and History added.
- `input_items`: the parameters and items of the input; conversations use them too.
- `tools`: the tools of the service: a switch for each, its settings, and what is sent.
- `body`: the body of a request, apart from its input.
- `chat_input`: a chat request as a request for a response, to count its tokens.
- A cmdlet each: `request_response`, `get_response`, `get_response_input_item`, `remove_response`, `stop_response`,
  `measure_response_input`, `request_response_compaction`.
"""
