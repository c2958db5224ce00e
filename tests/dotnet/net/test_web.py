"""Web encodings and query strings."""

from __future__ import annotations

from ..calling import call, read, static


def test_web_encodings() -> None:
    web = "System.Net.WebUtility"
    assert static(web, "UrlEncode", "a b&c=é/~(1)") == "a+b%26c%3D%C3%A9%2F%7E(1)"
    assert static(web, "UrlDecode", "a+b%26c") == "a b&c"
    assert static(web, "HtmlEncode", "<a href='x'>é&</a>") == "&lt;a href=&#39;x&#39;&gt;&#233;&amp;&lt;/a&gt;"
    assert static(web, "HtmlDecode", "&lt;&#233;&amp;&hearts;") == "<é&♥"
    assert static("System.Web.HttpUtility", "UrlEncode", "é") == "%c3%a9"


def test_a_query_is_taken_apart_and_written_again() -> None:
    query = static("System.Web.HttpUtility", "ParseQueryString", "?a=1&b=x+y&a=2")
    assert call(query, "get_Item", "A") == "1,2"
    call(query, "set_Item", "c", "ü")
    assert call(query, "ToString") == "a=1&a=2&b=x+y&c=%c3%bc"
    assert read(query, "Count") == 3
