"""Conversations that the service keeps.

May import: `openai`'s shared modules, and `responses` for the items of a message.

- `conversation`: parameters and objects of conversations and their items.
- A cmdlet each: `new_conversation`, `get_conversation`, `set_conversation`, `remove_conversation`,
  `add_conversation_item`, `get_conversation_item`, `remove_conversation_item`.
"""
