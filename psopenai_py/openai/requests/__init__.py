"""Requests to any path of the API: for what has no cmdlet of its own, and for what comes next.

May import: `openai`'s shared modules.

- `invoke_openai_request`: Invoke-OpenAIRequest.
"""
