"""Tokens for highlighting and completion."""

from psopenai_py.language.syntax.parser.parse import tokenize


def test_tokens_of_a_valid_text() -> None:
    kinds = [(token.kind, token.text) for token in tokenize("if ($x -eq 1) { Get-Item 'a' -Name b }")]
    assert kinds == [
        ("if", "if"),
        ("(", "("),
        ("variable", "$x"),
        ("-eq", "-eq"),
        ("number", "1"),
        (")", ")"),
        ("{", "{"),
        ("generic", "Get-Item"),
        ("string", "'a'"),
        ("parameter", "-Name"),
        ("identifier", "b"),
        ("}", "}"),
    ]


def test_tokens_of_an_unfinished_text() -> None:
    assert [token.text for token in tokenize("Get-Item -Name (foo $x ")] == ["Get-Item", "-Name", "(", "foo", "$x"]


def test_an_open_quote_is_one_token_to_the_end() -> None:
    tokens = tokenize("echo 'a b")
    assert [(token.kind, token.text) for token in tokens] == [("identifier", "echo"), ("error", " 'a b")]


def test_tokens_go_on_after_an_error() -> None:
    assert [token.text for token in tokenize("1 ) foo -bar")][-2:] == ["foo", "-bar"]
