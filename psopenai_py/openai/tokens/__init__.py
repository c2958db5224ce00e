"""Text to tokens and back; makes no request.

May import: `engine` and below.

- `tokenizer`: the encodings of models, by the optional package bpe-openai, and the table of `-LogitBias`.
- A cmdlet each: `convert_to_token`, `convert_from_token`.
"""
