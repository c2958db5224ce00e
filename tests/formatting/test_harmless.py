from psopenai_py.formatting import harmless


def test_control_characters_are_shown_instead_of_obeyed() -> None:
    assert harmless("\x1b]0;title\x07 \x9b31m\u202egnp") == "␛]0;title␇ \\u009b31m\\u202egnp"


def test_tabs_and_line_breaks_stay() -> None:
    assert harmless("a\tb\r\nc") == "a\tb\nc"
    assert harmless("a\rb") == "a␍b"
