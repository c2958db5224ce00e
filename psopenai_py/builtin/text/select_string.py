from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateCount, ValidateNotNullOrEmpty, ValidateRange
from ...dotnet.io.info import FileSystemInfo
from ...dotnet.model.carriers import UInt64
from ...dotnet.model.types import Value
from ...dotnet.regex.compile import NetRegex, compile_net
from ...dotnet.regex.match import Match
from ...dotnet.regex.regex import find_match, find_matches
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...errors import NetException
from ..file_text import encoding_param
from ..files.common import ItemCmdlet, literal_path_param
from ..files.reading import lines_of
from ..records import COMMANDS
from .context import ContextTracker
from .match_info import INPUT_STREAM, MatchInfo, make_match

_IGNORE_CASE = 1
_INVALID = "System.InvalidOperationException"
_TURKISH = re.compile(r"(?:tr|az)\b", re.IGNORECASE)


def _turkish_lower(text: str) -> str:
    """Lower case as in Turkish: the i with a dot and the one without are different letters."""
    return text.replace("I", "\u0131").replace("\u0130", "i").lower()


@cmdlet(
    "Select-String",
    default_set="File",
    outputs=(COMMANDS + "MatchInfo", "System.Boolean", "System.String"),
    error_name="Microsoft.PowerShell.Commands.SelectStringCommand",
)
class SelectString(ItemCmdlet):
    """Find text in strings and files."""

    culture = Param("string", default="Ordinal", help="How -SimpleMatch compares; Ordinal by default.")
    input_object = Param(
        "psobject",
        set=("Object", "ObjectRaw"),
        mandatory=True,
        pipeline="value",
        allow_empty_string=True,
        allow_null=True,
        stdin="lines",
        help="The text to search.",
    )
    pattern = Param("string[]", mandatory=True, position=0, help="Regular expressions, or texts with -SimpleMatch.")
    path = Param(
        "string[]",
        set=("File", "FileRaw"),
        mandatory=True,
        position=1,
        pipeline="property",
        help="The files to search; wildcards are allowed.",
    )
    literal_path = literal_path_param("files", set=("LiteralFile", "LiteralFileRaw"))
    raw = Param("switch", set=("ObjectRaw", "FileRaw", "LiteralFileRaw"), mandatory=True, help="Return the lines only.")
    simple_match = Param("switch", help="Treat the patterns as plain text.")
    case_sensitive = Param("switch", help="Distinguish upper and lower case.")
    quiet = Param("switch", set=("Object", "File", "LiteralFile"), help="Return only whether there is a match.")
    first_only = Param("switch", name="List", help="Return only the first match in each file.")
    no_emphasis = Param("switch", help="Accepted for compatibility; matches are not highlighted.")
    include = Param("string[]", validators=(ValidateNotNullOrEmpty(),), help="Include only names like one of these.")
    exclude = Param("string[]", validators=(ValidateNotNullOrEmpty(),), help="Leave out names like one of these.")
    not_match = Param("switch", help="Find the lines that do not match.")
    all_matches = Param("switch", help="Find all matches in a line, not only the first.")
    encoding = encoding_param("The encoding of files without a byte order mark.")
    context = Param(
        "int[]",
        validators=(ValidateRange(0, 2147483647), ValidateCount(1, 2), ValidateNotNullOrEmpty()),
        help="How many lines before and after a match to include: one number, or two.",
    )
    examples = (
        Example(
            "Select-String error *.log -Context 1",
            "The lines with 'error', and the lines around them.",
            result="  run.log:1:begin\n> run.log:2:an error\n  run.log:3:end",
        ),
        Example("'id=1;id=22' | Select-String 'id=(\\d+)' -AllMatches", "All matches in a text.", result="id=1;id=22"),
    )

    def begin(self) -> None:
        given = [int(number) for number in self.context or (0,)]
        self._around = (given[0], given[-1])
        self._tracker = ContextTracker(*self._around)
        self._count = 0
        self._done = False
        if self.is_bound("Culture") and not self.simple_match:
            text = "-Culture says how plain texts are compared; give it together with -SimpleMatch."
            raise self.stop_with("CannotSpecifyCultureWithoutSimpleMatch", text, "InvalidArgument", None, _INVALID)
        ignore_case = not self.case_sensitive
        self._tests = [(str(pattern), self._test(str(pattern), ignore_case)) for pattern in self.pattern]

    def _test(self, pattern: str, ignore_case: bool) -> Callable[[str], list[Match] | None]:
        """The function that finds a pattern: its matches in a line, or None if there are none."""
        if self.simple_match:
            lower = _turkish_lower if _TURKISH.match(to_text(self.culture)) else str.lower
            wanted = lower(pattern) if ignore_case else pattern
            return lambda line: [] if wanted in (lower(line) if ignore_case else line) else None
        try:
            regex = compile_net(pattern, options=_IGNORE_CASE if ignore_case else 0)
        except NetException as error:
            raise self.stop_with(
                "InvalidRegex",
                f"'{pattern}' is not a regular expression: {error.message}",
                "InvalidArgument",
                None,
                "System.ArgumentException",
            ) from error
        return self._regex_test(regex)

    def _regex_test(self, regex: NetRegex) -> Callable[[str], list[Match] | None]:
        if self.all_matches:
            return lambda line: list(find_matches(regex, line)) or None

        def first(line: str) -> Any:
            if regex.search(line) is None:
                return None
            return [find_match(regex, line)]

        return first

    def process(self) -> Iterator[Value]:
        if self._done:
            return
        value = unwrap(self.input_object)
        if self.path is not None or self.literal_path is not None:
            yield from self._files(self.given_paths(), self.is_literal)
        elif isinstance(value, FileSystemInfo):
            yield from self._files([value.full_name], True)
        else:
            yield from self._input(value)

    def _input(self, value: Value) -> Iterator[Value]:
        self._count += 1
        line = value.Line if isinstance(value, MatchInfo) else to_text(self.input_object)
        found = self._match(line, self._count, INPUT_STREAM)
        for match in self._tracker.line(line, found):
            yield self._shown(match)
            if self.quiet:
                self._done = True
                return

    def end(self) -> Iterator[Value]:
        if not self._done:
            for match in self._tracker.end():
                yield self._shown(match)
                if self.quiet:
                    return

    def _files(self, paths: Sequence[str], literal: bool) -> Iterator[Value]:
        found = False
        for path in paths:
            for place in self.places_of(path, literal):
                if place.drive is not None or place.is_container:
                    continue
                for match in self._in_file(place.path):
                    found = True
                    yield self._shown(match)
                    if self.quiet:
                        return
                    if self.first_only:
                        break
        if self.quiet and not found:
            yield False

    def _in_file(self, path: str) -> Iterator[MatchInfo]:
        tracker = ContextTracker(*self._around)
        try:
            with open(path, "rb") as file:
                for number, line in enumerate(lines_of(file, self.encoding), 1):
                    yield from tracker.line(line, self._match(line, number, path))
                yield from tracker.end()
        except OSError as error:
            self.file_fault("ProcessingFile", error, path, "NotSpecified")

    def _match(self, line: str, number: int, path: str) -> MatchInfo | None:
        matches: list[Match] | None = None
        pattern = self._tests[0][0]
        for written, test in self._tests:
            matches = test(line)
            if matches is not None:
                pattern = written
                break
        if (matches is None) != bool(self.not_match):
            return None
        return make_match(
            IgnoreCase=not self.case_sensitive,
            LineNumber=UInt64(number),
            Line=line,
            Filename=os.path.basename(path),
            Path=path,
            Pattern=pattern,
            Context=None,
            Matches=matches or [],
        )

    def _shown(self, match: MatchInfo) -> Value:
        return True if self.quiet else match.Line if self.raw else match
