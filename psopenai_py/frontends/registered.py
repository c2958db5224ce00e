"""What scripts offer at a Tab: for parameters (Register-ArgumentCompleter, [ArgumentCompleter]), and for the words of
programs."""

from __future__ import annotations

from ..declare.cmdlet import CmdletSpec, ParamSpec
from ..dotnet.collections.dictionaries import Hashtable
from ..dotnet.model.types import DotNetType, Value
from ..engine.binding.parameters import parameters_of
from ..engine.members.invocation import invoke
from ..engine.members.methods import construct
from ..engine.session.completers import Completers, CompletionResult
from ..engine.session.scriptblock import ScriptBlock
from ..engine.session.session import Session
from ..engine.values.enumeration import as_list
from ..engine.values.objects import unwrap
from ..engine.values.text import to_text
from ..errors import ControlFlow, NetException, TerminatingError
from ..language.syntax.tokens import Token
from .offers import find_parameter

MOST = 1000  # offers that are listed at most


def of_parameter(
    session: Session, spec: CmdletSpec, param: ParamSpec, text: str, command: list[Token]
) -> list[tuple[str, str]]:
    """The offers of a script block for a parameter, or of a class that completes it."""
    block = session.part(Completers).of_parameter(spec.name, param.name) or param.completer
    if not isinstance(block, ScriptBlock | DotNetType):
        return []
    given = Hashtable()
    names = parameters_of(spec)
    for token, following in zip(command[1:], [*command[2:], None], strict=False):
        known = find_parameter(names, token) if token.kind == "parameter" else None
        if known is not None and known is not param:
            given[known.name] = True if names.is_switch(known) or following is None else _plain(following)
    return _offers(block, [spec.name, param.name, text.strip("'\""), None, given])


def of_program(session: Session, left: str, word: Token, command: list[Token]) -> list[tuple[str, str]]:
    """The offers of a script block for the words of a program (-Native)."""
    name = command[0].text
    block = session.part(Completers).of_program(name.rpartition("/")[2])
    start = command[0].start
    return [] if block is None else _offers(block, [word.text, left[start:], len(left) - start])


def _offers(block: ScriptBlock | DotNetType, arguments: list[Value]) -> list[tuple[str, str]]:
    """What a block offers, or the CompleteArgument of a class; one that fails, or leaves by `exit` or `break`, offers
    nothing."""
    try:
        if isinstance(block, DotNetType):
            found = as_list(invoke(construct(block, []), "CompleteArgument", arguments))
        else:
            found = block.values(*arguments)
    except (TerminatingError, NetException, ControlFlow):
        return []
    offers = [unwrap(each) for each in found]
    return [
        (each.text, each.kind) if isinstance(each, CompletionResult) else (to_text(each), "ParameterValue")
        for each in offers
    ][:MOST]


def _plain(token: Token) -> Value:
    return token.value if isinstance(token.value, str) else token.text
