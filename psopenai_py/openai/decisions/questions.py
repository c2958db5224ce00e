"""The questions of a decision, from the parameters that ask them: names and options belong to instructions by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...declare.cmdlet import Param
from ...dotnet.collections.dictionaries import Hashtable, NetDictionary
from ...engine.values.enumeration import as_list
from ...engine.values.objects import unwrap
from ..api import ApiParams
from ..body import to_plain

Question = dict[str, Any]


class QuestionParams(ApiParams):
    """The parameters that ask questions."""

    predicate_question_name = Param("string[]", help="A name for each predicate, by which its answer is found.")
    predicate_question_instructions = Param("string[]", help="What is or is not so, a text for each predicate.")
    choice_question_name = Param("string[]", help="A name for each choice question, by which its answer is found.")
    choice_question_instructions = Param("string[]", help="What is to be chosen, a text for each choice question.")
    choice_question_choices = Param(
        "object[]",
        help="The choices, an entry for each choice question: a dictionary of choices and descriptions, or a list.",
    )
    score_question_name = Param("string[]", help="A name for each score question, by which its answer is found.")
    score_question_instructions = Param("string[]", help="What is to be scored, a text for each score question.")
    score_question_levels = Param(
        "object[]",
        help="The levels from low to high, an entry for each score question: an ordered dictionary of labels and "
        "descriptions, or a list.",
    )

    warned = False  # of levels without an order, once a command


def questions(cmdlet: QuestionParams) -> list[Question]:
    """The questions that the service is asked: predicates, then choices, then scores.

    What is wrong with a kind or a question is an error, and that one is left out.
    """
    return [*_predicates(cmdlet), *_choices(cmdlet), *_scores(cmdlet)]


def _predicates(cmdlet: QuestionParams) -> Iterator[Question]:
    names = cmdlet.predicate_question_name
    for _, asked in _asked("predicate", names, cmdlet.predicate_question_instructions):
        yield asked


def _choices(cmdlet: QuestionParams) -> Iterator[Question]:
    given = as_list(cmdlet.choice_question_choices)
    instructions = cmdlet.choice_question_instructions
    if not _fit(cmdlet, "ChoiceQuestionChoices", given, instructions):
        return
    for place, asked in _asked("choice", cmdlet.choice_question_name, instructions):
        choices = list(_entries(given[place], "value"))
        if len(choices) < 2:
            _refuse(
                cmdlet, "TooFewChoices", f"The choice question '{asked['instructions']}' needs at least two choices."
            )
            continue
        yield {**asked, "choices": choices}


def _scores(cmdlet: QuestionParams) -> Iterator[Question]:
    given = as_list(cmdlet.score_question_levels)
    instructions = cmdlet.score_question_instructions
    if not _fit(cmdlet, "ScoreQuestionLevels", given, instructions):
        return
    for place, asked in _asked("score", cmdlet.score_question_name, instructions):
        entry = unwrap(given[place])
        if type(entry) is Hashtable and len(entry) > 1 and not cmdlet.warned:
            cmdlet.warned = True
            cmdlet.warn(
                "-ScoreQuestionLevels: the order of levels counts, and a hashtable has none. Use [ordered]@{...} or an "
                "array."
            )
        levels = list(_entries(entry, "label"))
        if not levels:
            _refuse(cmdlet, "NoLevels", f"The score question '{asked['instructions']}' needs at least one level.")
            continue
        yield {**asked, "levels": levels}


def _asked(kind: str, names: Any, instructions: Any) -> Iterator[tuple[int, Question]]:
    """The questions of a kind without their options, each with its place; blank instructions ask nothing."""
    named = as_list(names)
    for place, text in enumerate(as_list(instructions)):
        if not str(text or "").strip():
            continue
        name = str(named[place] or "") if place < len(named) else ""
        yield place, {"type": kind, **({"name": name} if name.strip() else {}), "instructions": str(text)}


def _fit(cmdlet: QuestionParams, parameter: str, given: list[Any], instructions: Any) -> bool:
    """Whether there is an entry of options for each instruction."""
    asked = len(as_list(instructions))
    if asked == len(given):
        return True
    kind = parameter.partition("Question")[0]
    _refuse(
        cmdlet,
        "OptionsDoNotFit",
        f"-{parameter} has {len(given)} entries for {asked} questions of -{kind}QuestionInstructions; each question "
        "needs one entry, a dictionary or a list. The list of a single question is written as an array in an array: "
        ", @('a', 'b').",
    )
    return False


def _entries(options: Any, field: str) -> Iterator[dict[str, Any]]:
    """The choices or levels of one question: a dictionary, a list of values, or a list of objects with descriptions."""
    options = unwrap(options)
    if isinstance(options, Mapping | NetDictionary) and field not in to_plain(options):
        pairs = [(to_plain(key), to_plain(text)) for key, text in options.items()]
    else:
        pairs = [_pair(to_plain(entry), field) for entry in as_list(options)]
    for value, described in pairs:
        if value is not None:
            shown = value if isinstance(value, bool) and field == "value" else _text(value)
            yield {field: shown, **({"description": described} if described else {})}


def _pair(entry: Any, field: str) -> tuple[Any, Any]:
    """A value and its description: an entry is the value itself or has both."""
    return (entry.get(field), entry.get("description")) if isinstance(entry, Mapping) else (entry, None)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _refuse(cmdlet: QuestionParams, error_id: str, message: str) -> None:
    cmdlet.fail(error_id, message, "InvalidArgument", None, "System.ArgumentException")
