"""Web requests; they use the client of `http`.

May import: `builtin`'s shared modules, and `http`.

- `requests`: the parameters of both cmdlets, and what an answer becomes.
- A cmdlet each: `invoke_rest_method`, `invoke_web_request`.
"""
