from typing import Any

from psopenai_py.formatting.output import format_objects


def test_five_properties_make_a_list(make: Any) -> None:
    assert format_objects([make(A=1, Bb=2, C=None, D="x", E=True)]) == (
        "\nA  : 1\nBb : 2\nC  : \nD  : x\nE  : True\n\n"
    )


def test_a_list_goes_on_with_other_shapes_and_text(make: Any) -> None:
    objects = [make(A=1, B=2, C=3, D=4, E=5), make(A=1), "text", make(Z=26)]
    assert format_objects(objects) == "\nA : 1\nB : 2\nC : 3\nD : 4\nE : 5\n\nA : 1\n\ntext\nZ : 26\n\n"


def test_long_values_go_on_under_the_value(make: Any) -> None:
    text = format_objects([make(A="one two three four", B=1, C=1, D=1, E=1)], 16)
    assert text.startswith("\nA : one two \n    three four\nB : 1\n")


def test_nested_objects_are_told_one_level_deep(make: Any) -> None:
    deep = make(Deep=make(a=make(b=1), c=[1, 2]), Z=[make(k=1)], X=1, Y=2, W=3)
    lines = format_objects([deep]).split("\n")
    assert lines[1:3] == ["Deep : @{a=; c=System.Object[]}", "Z    : {@{k=1}}"]
