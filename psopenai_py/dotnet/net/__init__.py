"""URIs, addresses, and the helpers of System.Web. Nothing here makes a connection: that is the part of `http`.

May import: the rooms from `culture` to `io`.

- `uri`: `[uri]` and UriBuilder. A base address given as `-ApiBase` is a `[uri]`.
- `addresses`: `[ipaddress]` and `[mailaddress]`.
- `messages`: HttpResponseMessage, which the errors of web requests carry, and which HttpClient returns.
- `http_headers`: HttpMethod, and the headers of HttpClient's requests and answers.
- `http_content`: HttpRequestMessage and its contents (StringContent and the like). HttpClient is in `builtin/web`.
- `web_session`: WebRequestSession, CookieContainer and Cookie.
- `web`: WebUtility and HttpUtility (encoding for HTML and URLs), and ServicePointManager, which older scripts set up
  before a call and which has no effect here.
"""
