"""XPath 1.0 over the nodes: what SelectNodes, SelectSingleNode and Select-Xml take.

An expression compiles to closures ``run(context) -> value``. A value is a list of nodes, a text, a number or a
boolean, as in the standard.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from ...errors import NetException
from .nodes import XMLNS, Attribute, Comment, Element, Instruction, Node, Text

Result = Any  # list[Node] | str | float | bool
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?|\.\d+)|(?P<text>\"[^\"]*\"|'[^']*')"
    r"|(?P<sign>//|::|\.\.|<=|>=|!=|[/@\[\]().,|+\-*=<>$])"
    r"|(?P<name>[^\W\d][\w.\-]*(?::(?:[^\W\d][\w.\-]*|\*))?(?!:[^:])))"
)
_OPERATORS = ("and", "or", "div", "mod")
_KINDS: dict[str, Callable[[Node], bool]] = {
    "node": lambda node: True,
    "text": lambda node: isinstance(node, Text),
    "comment": lambda node: isinstance(node, Comment),
    "processing-instruction": lambda node: isinstance(node, Instruction),
}


class Context(NamedTuple):
    """Where an expression is evaluated."""

    node: Node
    position: int
    size: int
    namespaces: Mapping[str, str]


Run = Callable[[Context], Result]


def select(node: Node, expression: str, namespaces: Mapping[str, str] | None = None) -> list[Node]:
    """The nodes that an expression finds, in the order of the document. Raises XPathException."""
    found = evaluate(node, expression, namespaces)
    if not isinstance(found, list):
        raise xpath_error(expression, "it does not give nodes")
    return found


def evaluate(node: Node, expression: str, namespaces: Mapping[str, str] | None = None) -> Result:
    """The value of an expression at a node."""
    return _compiled(expression)(Context(node, 1, 1, namespaces or {}))


def xpath_error(expression: str, why: str) -> NetException:
    return NetException("System.Xml.XPath.XPathException", f"'{expression}' is not a valid XPath: {why}.")


@lru_cache(maxsize=128)
def _compiled(expression: str) -> Run:
    return _Parser(expression).whole()


# -- values -----------------------------------------------------------------------------------------------------------


def _text_of(node: Node) -> str:
    return node.text if isinstance(node, Attribute) else node.inner_text


def to_string(value: Result) -> str:
    """A value as a text, by the rules of XPath."""
    if isinstance(value, list):
        return _text_of(value[0]) if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(value) if math.isfinite(value) else str(value)
    return str(value)


def to_number(value: Result) -> float:
    if isinstance(value, (bool, float)):
        return float(value)
    try:
        return float(to_string(value).strip())
    except ValueError:
        return math.nan


def to_boolean(value: Result) -> bool:
    return value == value and bool(value) if isinstance(value, float) else bool(value)


def _compare(left: Result, right: Result, test: Callable[[Any, Any], bool], order: bool) -> bool:
    """A comparison; it is true of a node-set if it is true of one of its nodes."""
    if isinstance(left, list) and isinstance(right, list):
        return any(_compare(_text_of(node), right, test, order) for node in left)
    if isinstance(left, list):
        if isinstance(right, bool):
            return test(to_boolean(left), right)
        return any(_compare(_text_of(node), right, test, order) for node in left)
    if isinstance(right, list):
        if isinstance(left, bool):
            return test(left, to_boolean(right))
        return any(_compare(left, _text_of(node), test, order) for node in right)
    if order or isinstance(left, float) or isinstance(right, float):
        return test(to_number(left), to_number(right))
    if isinstance(left, bool) or isinstance(right, bool):
        return test(to_boolean(left), to_boolean(right))
    return test(left, right)


def _in_order(nodes: list[Node]) -> list[Node]:
    """The nodes once each, in the order of the document."""
    unique = list({id(node): node for node in nodes}.values())
    if len(unique) < 2:
        return unique
    root = unique[0]
    while root.parent is not None:
        root = root.parent
    places = {id(node): at for at, node in enumerate(_everything(root))}
    return sorted(unique, key=lambda node: places.get(id(node), -1))


def _everything(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Element):
        yield from node.attributes
    for child in node.children:
        yield from _everything(child)


# -- axes -------------------------------------------------------------------------------------------------------------


def _ancestors(node: Node) -> Iterator[Node]:
    at = node.parent
    while at is not None:
        yield at
        at = at.parent


def _siblings(node: Node, after: bool) -> list[Node]:
    if node.parent is None or isinstance(node, Attribute):
        return []
    around = node.parent.children
    at = around.index(node)
    return around[at + 1 :] if after else around[:at][::-1]


def _around(node: Node, after: bool) -> Iterator[Node]:
    """The axes following and preceding."""
    for at in (node, *_ancestors(node)):
        for sibling in _siblings(at, after):
            found = [sibling, *sibling.descendants()]
            yield from found if after else reversed(found)


def _attributes(node: Node) -> list[Node]:
    return [each for each in node.attributes if each.uri != XMLNS] if isinstance(node, Element) else []


_AXES: dict[str, Callable[[Node], Any]] = {
    "child": lambda node: node.children,
    "descendant": lambda node: node.descendants(),
    "descendant-or-self": lambda node: (node, *node.descendants()),
    "self": lambda node: (node,),
    "parent": lambda node: () if node.parent is None else (node.parent,),
    "ancestor": _ancestors,
    "ancestor-or-self": lambda node: (node, *_ancestors(node)),
    "attribute": _attributes,
    "following-sibling": lambda node: _siblings(node, True),
    "preceding-sibling": lambda node: _siblings(node, False),
    "following": lambda node: _around(node, True),
    "preceding": lambda node: _around(node, False),
}


# -- functions --------------------------------------------------------------------------------------------------------


def _substring(text: str, start: float, length: float = math.inf) -> str:
    first = _round(start)
    last = first + _round(length)
    return "".join(char for at, char in enumerate(text, 1) if first <= at < last)


def _round(number: float) -> float:
    return math.floor(number + 0.5) if math.isfinite(number) else number


def _translate(text: str, old: str, new: str) -> str:
    table = {char: new[at : at + 1] for at, char in reversed(list(enumerate(old)))}
    return "".join(table.get(char, char) for char in text)


def _first(context: Context, arguments: list[Result]) -> Node | None:
    if not arguments:
        return context.node
    return arguments[0][0] if arguments[0] else None


def _own(convert: Callable[[Result], Result]) -> Callable[[Context, list[Result]], Result]:
    """A function whose argument is the context node where none is given."""
    return lambda context, arguments: convert(arguments[0] if arguments else [context.node])


def _texts(function: Callable[..., Result]) -> Callable[[Context, list[Result]], Result]:
    return lambda context, arguments: function(*map(to_string, arguments))


_FUNCTIONS: dict[str, Callable[[Context, list[Result]], Result]] = {
    "position": lambda context, _: float(context.position),
    "last": lambda context, _: float(context.size),
    "count": lambda _, arguments: float(len(arguments[0])),
    "name": lambda context, arguments: getattr(_first(context, arguments), "name", ""),
    "local-name": lambda context, arguments: getattr(_first(context, arguments), "local", ""),
    "namespace-uri": lambda context, arguments: getattr(_first(context, arguments), "namespace", ""),
    "string": _own(to_string),
    "number": _own(to_number),
    "boolean": lambda _, arguments: to_boolean(arguments[0]),
    "not": lambda _, arguments: not to_boolean(arguments[0]),
    "true": lambda *_: True,
    "false": lambda *_: False,
    "concat": _texts(lambda *texts: "".join(texts)),
    "contains": _texts(lambda text, part: part in text),
    "starts-with": _texts(lambda text, start: text.startswith(start)),
    "substring-before": _texts(lambda text, part: text.partition(part)[0] if part in text else ""),
    "substring-after": _texts(lambda text, part: text.partition(part)[2]),
    "substring": lambda _, arguments: _substring(to_string(arguments[0]), *map(to_number, arguments[1:])),
    "translate": _texts(_translate),
    "string-length": _own(lambda value: float(len(to_string(value)))),
    "normalize-space": _own(lambda value: " ".join(to_string(value).split())),
    "sum": lambda _, arguments: float(sum(to_number(_text_of(node)) for node in arguments[0])),
    "floor": lambda _, arguments: float(math.floor(to_number(arguments[0]))),
    "ceiling": lambda _, arguments: float(math.ceil(to_number(arguments[0]))),
    "round": lambda _, arguments: float(_round(to_number(arguments[0]))),
}


def _divided(left: float, right: float) -> float:
    if right:
        return left / right
    return math.nan if not left or left != left else math.copysign(math.inf, left)


_CALCULATIONS: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "div": _divided,
    "mod": lambda left, right: math.fmod(left, right) if right else math.nan,
}
_COMPARISONS: dict[str, tuple[Callable[[Any, Any], bool], bool]] = {
    "=": (lambda left, right: left == right, False),
    "!=": (lambda left, right: left != right, False),
    "<": (lambda left, right: left < right, True),
    "<=": (lambda left, right: left <= right, True),
    ">": (lambda left, right: left > right, True),
    ">=": (lambda left, right: left >= right, True),
}
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))


# -- the parser -------------------------------------------------------------------------------------------------------


class _Parser:
    def __init__(self, expression: str) -> None:
        self.expression = expression
        self.tokens: list[tuple[str, str]] = []
        at, end = 0, len(expression.rstrip())
        while at < end:
            found = _TOKEN.match(expression, at)
            if found is None:
                raise self.fault(f"'{expression[at:].strip()}' means nothing here")
            kind = str(found.lastgroup)
            self.tokens.append((kind, found[kind]))
            at = found.end()
        self.at = 0

    def fault(self, why: str) -> NetException:
        return xpath_error(self.expression, why)

    def peek(self, ahead: int = 0) -> str:
        """The text of a token, '' at the end; a quoted text keeps its quotes, so it is never taken for a sign."""
        return self.tokens[self.at + ahead][1] if self.at + ahead < len(self.tokens) else ""

    def kind(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        if self.at >= len(self.tokens):
            raise self.fault("it ends too early")
        self.at += 1
        return self.tokens[self.at - 1][1]

    def accept(self, text: str) -> bool:
        if self.peek() != text:
            return False
        self.at += 1
        return True

    def expect(self, text: str) -> None:
        if not self.accept(text):
            raise self.fault(f"'{text}' is missing before '{self.peek()}'" if self.peek() else f"'{text}' is missing")

    def whole(self) -> Run:
        run = self.binary(0)
        if self.at < len(self.tokens):
            raise self.fault(f"'{self.peek()}' means nothing here")
        return run

    def binary(self, level: int) -> Run:
        if level == len(_LEVELS):
            return self.unary()
        left = self.binary(level + 1)
        while self.peek() in _LEVELS[level]:
            left = _binary(self.take(), left, self.binary(level + 1))
        return left

    def unary(self) -> Run:
        if self.accept("-"):
            inner = self.unary()
            return lambda context: -to_number(inner(context))
        left = self.path()
        while self.accept("|"):
            left = _union(left, self.path())
        return left

    def path(self) -> Run:
        if self.accept("/"):
            if self.starts_step():
                return self.steps(_root)
            return _root
        if self.accept("//"):
            return self.steps(_through(_root, _step("descendant-or-self", _KINDS["node"], [])))
        if not self.starts_step() or self.is_call():
            run = self.primary()
            if self.peek() == "[":
                run = _filtered(run, self.predicates())
            if self.accept("/"):
                return self.steps(run)
            if self.accept("//"):
                return self.steps(_through(run, _step("descendant-or-self", _KINDS["node"], [])))
            return run
        return self.steps(_self)

    def is_call(self) -> bool:
        return self.kind() == "name" and self.peek(1) == "(" and self.peek() not in _KINDS

    def starts_step(self) -> bool:
        return self.kind() == "name" or self.peek() in (".", "..", "@", "*")

    def steps(self, run: Run) -> Run:
        while True:
            run = _through(run, self.step())
            if self.accept("//"):
                run = _through(run, _step("descendant-or-self", _KINDS["node"], []))
            elif not self.accept("/"):
                return run

    def step(self) -> Callable[[Context], list[Node]]:
        if self.accept("."):
            return _step("self", _KINDS["node"], [])
        if self.accept(".."):
            return _step("parent", _KINDS["node"], [])
        axis = "child"
        if self.accept("@"):
            axis = "attribute"
        elif self.peek(1) == "::":
            axis = self.take()
            self.at += 1
            if axis not in _AXES:
                raise self.fault(f"there is no axis '{axis}'")
        test = self.node_test(axis)
        return _step(axis, test, self.predicates())

    def node_test(self, axis: str) -> Any:
        if self.kind() != "name" and self.peek() != "*":
            raise self.fault(f"a name should stand before '{self.peek()}'" if self.peek() else "a name is missing")
        name = self.take()
        if name in _KINDS and self.accept("("):
            target = self.take()[1:-1] if self.kind() == "text" else None
            self.expect(")")
            kind = _KINDS[name]
            return kind if target is None else lambda node: kind(node) and node.name == target
        return name

    def predicates(self) -> list[Run]:
        found: list[Run] = []
        while self.accept("["):
            found.append(self.binary(0))
            self.expect("]")
        return found

    def primary(self) -> Run:
        kind, text = self.kind(), self.take()
        if kind == "number":
            number = float(text)
            return lambda context: number
        if kind == "text":
            literal = text[1:-1]
            return lambda context: literal
        if text == "(":
            inner = self.binary(0)
            self.expect(")")
            return inner
        if kind != "name":
            raise self.fault(f"'{text}' means nothing here")
        function = _FUNCTIONS.get(text)
        if function is None:
            raise self.fault(f"there is no function '{text}'")
        return self.call(function)

    def call(self, function: Callable[[Context, list[Result]], Result]) -> Run:
        self.expect("(")
        arguments: list[Run] = []
        if not self.accept(")"):
            arguments.append(self.binary(0))
            while self.accept(","):
                arguments.append(self.binary(0))
            self.expect(")")

        def run(context: Context) -> Result:
            try:
                return function(context, [argument(context) for argument in arguments])
            except (TypeError, IndexError):
                raise self.fault("a function has the wrong arguments") from None

        return run


def _root(context: Context) -> list[Node]:
    at = context.node
    while at.parent is not None:
        at = at.parent
    return [at]


def _self(context: Context) -> list[Node]:
    return [context.node]


def _binary(operator: str, left: Run, right: Run) -> Run:
    if operator == "or":
        return lambda context: to_boolean(left(context)) or to_boolean(right(context))
    if operator == "and":
        return lambda context: to_boolean(left(context)) and to_boolean(right(context))
    if operator in _COMPARISONS:
        test, order = _COMPARISONS[operator]
        return lambda context: _compare(left(context), right(context), test, order)
    calculate = _CALCULATIONS[operator]
    return lambda context: calculate(to_number(left(context)), to_number(right(context)))


def _union(left: Run, right: Run) -> Run:
    return lambda context: _in_order([*left(context), *right(context)])


def _through(run: Run, step: Callable[[Context], list[Node]]) -> Run:
    """A step from each node of a set."""

    def value(context: Context) -> list[Node]:
        found = [node for at in run(context) for node in step(Context(at, 1, 1, context.namespaces))]
        return _in_order(found)

    return value


def _step(axis: str, test: Any, predicates: list[Run]) -> Callable[[Context], list[Node]]:
    go = _AXES[axis]

    def step(context: Context) -> list[Node]:
        fits = test if callable(test) else _name_test(test, axis, context.namespaces)
        return _kept([node for node in go(context.node) if fits(node)], predicates, context)

    return step


def _filtered(run: Run, predicates: list[Run]) -> Run:
    return lambda context: _kept(run(context), predicates, context)


def _kept(nodes: list[Node], predicates: list[Run], context: Context) -> list[Node]:
    """The nodes for which the predicates are true; a number is a position."""
    for predicate in predicates:
        size, kept = len(nodes), []
        for at, node in enumerate(nodes, 1):
            found = predicate(Context(node, at, size, context.namespaces))
            if found == at if isinstance(found, float) else to_boolean(found):
                kept.append(node)
        nodes = kept
    return nodes


def _name_test(name: str, axis: str, namespaces: Mapping[str, str]) -> Callable[[Node], bool]:
    kind: type[Node] = Attribute if axis == "attribute" else Element
    if name == "*":
        return lambda node: isinstance(node, kind)
    prefix, colon, local = name.rpartition(":")
    if colon and prefix not in namespaces:
        raise xpath_error(name, f"the prefix '{prefix}' is not declared")
    uri = namespaces[prefix] if colon else ""
    if local == "*":
        return lambda node: isinstance(node, kind) and node.namespace == uri
    return lambda node: isinstance(node, kind) and node.local == local and node.namespace == uri
