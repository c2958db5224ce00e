"""What the parameters of Get-BatchOutput make of each result: media as files, parsed answers, answers alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ...dotnet.model.types import Value
from ...engine.session.services import FLAT_FORMS
from ...errors import ErrorRecord, ExitCode, NetException
from ..api import ApiParams
from ..columns import RESULT_COLUMNS, chooser, result_chooser
from ..reading import read
from ..result_line import Line, LineReader
from .answers import NotParsedError, ParsedColumns, answer_row, answer_text, parse_answer, with_parsed
from .batch import BatchFacts

if TYPE_CHECKING:
    from .media import MediaFolder


ANSWER_COLUMNS = ("custom_id", "answer", "error")


class Shaping:
    """Makes objects of the lines of results.

    ``answers`` is ``text`` or ``rows`` for -AnswerOnly. A result that cannot be parsed, or whose media cannot be read,
    is an error of its own and comes as it is.
    """

    def __init__(
        self,
        cmdlet: ApiParams,
        reader: LineReader,
        parse: bool = False,
        media: MediaFolder | None = None,
        answers: str = "",
    ) -> None:
        self._cmdlet = cmdlet
        self._reader = reader
        self._parse = parse
        self._media = media
        self._answers = answers
        self._columns = ParsedColumns()
        self._without_answer = 0

    @property
    def changes(self) -> bool:
        """Whether results are more, or less, than the lines of the service."""
        return self._parse or self._media is not None or bool(self._answers)

    # -- objects ----------------------------------------------------------------------------------------------------

    def items(self, facts: BatchFacts, lines: Iterable[Line]) -> Iterator[Value]:
        """The objects of a batch's lines."""
        if not self.changes:
            return map(Line.item, lines)
        return self._shaped(facts, (line.text for line in lines))

    def _shaped(self, facts: BatchFacts, lines: Iterable[bytes]) -> Iterator[Value]:
        for line in lines:
            if self._media is not None:
                line = self._moved(facts, line, self._media)
            if self._parse:
                line = self._parsed(facts, line)
            if self._answers == "text":
                text = answer_text(read(line))
                self._without_answer += not text
                yield text
            else:
                yield self._reader.line(line).item()

    def _moved(self, facts: BatchFacts, line: bytes, media: MediaFolder) -> bytes:
        try:
            return media.moved(line)
        except ValueError as error:
            self._report(facts, line, "MediaNotRead", str(error))
            return line

    def _parsed(self, facts: BatchFacts, line: bytes) -> bytes:
        try:
            return with_parsed(line, parse_answer(read(line)))
        except NotParsedError as error:
            self._report(facts, line, "AnswerNotParsed", str(error))
            return with_parsed(line, None, str(error))

    def _report(self, facts: BatchFacts, line: bytes, error_id: str, what: str) -> None:
        custom_id = str(read(line).get("custom_id"))
        message = f"The batch {facts.id}: the result of {custom_id}: {what}"
        net = NetException("System.FormatException", message)
        net.properties.update(BatchId=facts.id, CustomId=custom_id)
        self._cmdlet.write_error(
            ErrorRecord(error_id, message, "InvalidResult", custom_id, net, exit_code=ExitCode.INCOMPLETE)
        )

    # -- rows -------------------------------------------------------------------------------------------------------

    def columns(self, properties: Sequence[str]) -> Sequence[str]:
        """The columns that CSV has whatever the results are; those of parsed answers show in the results alone."""
        columns = ANSWER_COLUMNS if self._answers else RESULT_COLUMNS
        return [*columns, *(path for path in properties if path.lower() not in columns)]

    def rows(self, items: Iterable[Value], form: str, properties: Sequence[str]) -> Iterator[Value]:
        """What a form of output shows of the objects: themselves, or rows of columns."""
        if self._answers == "text":
            return iter(items)
        if self._answers and form not in FLAT_FORMS and not properties:
            return (answer_row(read(item._raw)) for item in items)
        paths, columns = list(properties), ANSWER_COLUMNS if self._answers else ()
        if self._parse and form in FLAT_FORMS:
            items = self._columns.of(items)
            paths += [name for name in self._columns.names or () if name not in paths]
        if columns:
            return map(result_chooser(columns, paths), items)
        choose = chooser(form, paths) if paths or form in FLAT_FORMS else None
        return iter(items) if choose is None else map(choose, items)

    def parsed_columns(self, pairs: Iterable[tuple[Value, str]]) -> tuple[Iterator[tuple[Value, str]], list[str]]:
        """The same objects, each with its batch, and the columns that their parsed answers give a table."""
        if not self._parse:
            return iter(pairs), []
        seen = self._columns.of(pairs, lambda pair: pair[0])
        return seen, list(self._columns.names or ())

    def say_rest(self) -> None:
        """Warn of what the output does not show."""
        if self._columns.late:
            self._cmdlet.warn(
                f"{_results_have(self._columns.late)} members that the first ones did not have; they have no column of "
                "their own and are in the column answer."
            )
        if self._without_answer:
            self._cmdlet.warn(
                f"{_results_have(self._without_answer)} no answer; -Failed shows what failed, and -OutputFormat Jsonl "
                "or Csv shows each with its error."
            )


def _results_have(number: int) -> str:
    return "1 result has" if number == 1 else f"{number:,} results have"
