"""Decisions about texts and pictures, answered with probabilities; checks of where content is from.

May import: `openai`'s shared modules.

- A cmdlet each: `request_decision`, `request_content_provenance_check`.
- `questions`: the questions of a decision, from the parameters that ask them.
"""
