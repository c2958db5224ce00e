"""Chat completions, the older text completions, and a chat in the terminal.

May import: `openai`'s shared modules, and `tokens` for words in `-LogitBias`.

- `completion`: the objects of completions, with Message, Answer and History added.
- `messages`: the messages of a request: history, system messages, text, pictures and sound.
- `body`: the body of a request, apart from its messages.
- `function_definition`: a command as the definition of a function that a model may call.
- `tools`: runs the functions that a model calls, and sends their results back.
- A cmdlet each: `request_chat_completion`, `get_chat_completion`, `set_chat_completion`, `remove_chat_completion`,
  `new_chat_completion_function`, `enter_chatgpt`, `request_text_completion`.
"""
