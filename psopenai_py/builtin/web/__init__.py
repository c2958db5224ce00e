"""Web requests; they use the client of `http`.

May import: `builtin`'s shared modules, `credentials` (for masking) and `http`.

- `http_client`: `[System.Net.Http.HttpClient]`, for scripts that use .NET's own.
- `web_client`: `[System.Net.WebClient]`, of older scripts.
- `web_request`: `[System.Net.WebRequest]`, of the oldest.
- `requests`: the parameters of both cmdlets, and what an answer becomes.
- A cmdlet each: `invoke_rest_method`, `invoke_web_request`.
"""
