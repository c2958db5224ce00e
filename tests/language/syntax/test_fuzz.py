"""Whatever the text: a tree or a ParseError, and tokens always."""

from hypothesis import given, settings
from hypothesis import strategies as st

from psopenai_py.language.syntax.errors import ParseError
from psopenai_py.language.syntax.parser.parse import parse, tokenize

_PIECES = st.sampled_from(
    [
        *"$(){}[]@'\"`,;|&.:=+-*/%!?<>#\n\r\t \0_aA19",
        *("$(", "@{", "@(", '@"\n', '\n"@', "::", "?.", "&&", "if", "param", "class ", "switch ", "-eq", "--%", "${"),
        *("<#", "#>", "[int]", "using ", "function ", "try{", "[a(", "`u{", "enum A{", "foreach($x in ", "1e", "0x"),
        *("\u201c", "\u2019", "\u2013", "\u00e9", "\U0001f600"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=40))
def test_any_text_parses_or_raises_a_parse_error(pieces: list[str]) -> None:
    text = "".join(pieces)
    tokens = tokenize(text)
    assert all(0 <= token.start <= token.end <= len(text) + 1 for token in tokens)
    try:
        parse(text)
    except ParseError as error:
        assert str(error)
        assert error.errors[0].line >= 1
        assert error.errors[0].column >= 1
