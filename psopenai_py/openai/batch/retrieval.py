"""From a batch to its results: which files hold them, whether all are there, and what to report if not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ...errors import ErrorRecord, ExitCode, NetException
from ...http import Request, download_bytes, download_line_blocks
from ..api import ApiParams
from .batch import BatchFacts, Waiter
from .items import InputIndex, custom_id_of, with_input

if TYPE_CHECKING:
    from ...engine.values.objects import PSObject
    from ...http import Cancel

LATE_POLLS = 5  # polls for an output file that appears after the state "completed"
LATE_PAUSE = 0.5  # seconds before the first of them; each next pause is twice as long


class Retrieval:
    """Gets the results of batches for a cmdlet. ``usage`` adds up the tokens if ``count_tokens`` is set."""

    def __init__(
        self,
        cmdlet: ApiParams,
        wait: bool = False,
        include_input: bool = False,
        count_tokens: bool = False,
    ) -> None:
        self.cmdlet = cmdlet
        self.wait = wait
        self.include_input = include_input
        self.count_tokens = count_tokens
        self.usage: dict[str, int] = {}

    # -- the batch --------------------------------------------------------------------------------------------------

    def facts(self, target: PSObject | str, cancel: Cancel | None = None) -> BatchFacts | None:
        """The batch with files to read, after waiting if requested; None, after an error, if it has no results."""
        sleep = self.cmdlet.client.retry.sleep if cancel is None else cancel.sleep
        facts = BatchFacts(self._ask(target) if isinstance(target, str) else target)
        if not facts.has_ended and not self.wait and not isinstance(target, str) and facts.id:
            facts = BatchFacts(self._ask(facts.id))  # the object may be out of date
        if self.wait and not facts.has_ended:
            for data in Waiter(self.cmdlet, sleep=sleep).wait([facts.id]):
                facts = BatchFacts(data)
        if not facts.has_ended:
            self._fail(
                facts,
                f"The batch {facts.id} has no results yet: it is {facts.status or 'in an unknown state'}. "
                "Wait for it with -Wait or Wait-Batch.",
            )
            return None
        facts = self._until(facts, lambda now: not now.lacks_output, sleep)
        self._report(facts)
        if facts.output_file_id is None and facts.error_file_id is None:
            if facts.expected_items:
                self._incomplete(facts, 0)
            elif facts.status != "failed" or not facts.problems():
                self._fail(
                    facts, f"The batch {facts.id} has no results: it is {facts.status} and names no result file."
                )
            return None
        return facts

    def _ask(self, batch_id: str) -> dict[str, Any]:
        data: dict[str, Any] = self.cmdlet.call("batch", {"batch_id": batch_id}).json()
        return data

    def _until(
        self, facts: BatchFacts, is_there: Callable[[BatchFacts], bool], sleep: Callable[[float], None]
    ) -> BatchFacts:
        """``completed`` can appear before the files' ids: poll again for a while."""
        pause = LATE_PAUSE
        for _ in range(LATE_POLLS):
            if is_there(facts) or not facts.id:
                break
            self.cmdlet.verbose(
                f"The batch {facts.id} is completed but does not name all of its result files yet; looking again."
            )
            sleep(pause)
            pause *= 2
            facts = BatchFacts(self._ask(facts.id))
        return facts

    def late_errors(self, facts: BatchFacts, count: int) -> BatchFacts | None:
        """The batch with only its error file, if ``count`` results are too few and no such file was named."""
        if count >= (facts.expected_items or 0) or not facts.lacks_errors:
            return None
        now = self._until(facts, lambda now: not now.lacks_errors, self.cmdlet.client.retry.sleep)
        now.output_file_id = None
        return None if now.error_file_id is None else now

    def _report(self, facts: BatchFacts) -> None:
        """Report the batch's own errors, and warn that what follows is only a part."""
        for problem in facts.problems():
            line = f"line {problem['line']}: " if problem.get("line") is not None else ""
            self._fail(facts, f"The batch {facts.id}: {line}{problem.get('message')}", str(problem.get("code") or ""))
        if facts.status != "completed" and (facts.output_file_id or facts.error_file_id):
            done = f"{facts.completed} of {facts.total} requests were done" if facts.total else "not all may be there"
            self.cmdlet.warn(f"The batch {facts.id} is {facts.status}; its results are partial: {done}.")

    def _fail(self, facts: BatchFacts, message: str, code: str = "") -> None:
        exception = "System.InvalidOperationException"
        record = ErrorRecord(code or exception, message, "NotSpecified", facts.id, NetException(exception, message))
        self.cmdlet.write_error(record)

    # -- its results ------------------------------------------------------------------------------------------------

    def files(self, facts: BatchFacts) -> list[str]:
        """The files that hold results: of the successful requests, then of the others."""
        return [file_id for file_id in (facts.output_file_id, facts.error_file_id) if file_id]

    def blocks(self, facts: BatchFacts, cancel: Cancel | None = None) -> Iterator[list[bytes]]:
        """The results as the service's own lines, from both files, in blocks as they arrive.

        Blank lines are not results. Raises `http.HttpError` if a download cannot be completed.
        """
        if not self.include_input or facts.input_file_id is None:
            yield from self._plain_blocks(facts, cancel)
            return
        requests = (line for block in self._content(facts.input_file_id, cancel) for line in block)
        with InputIndex(requests) as index:
            for block in self._plain_blocks(facts, cancel):
                yield [with_input(line, index.find(custom_id_of(line))) for line in block]

    def raw(self, facts: BatchFacts, cancel: Cancel | None = None) -> Iterator[bytes]:
        """The results' text as it arrives, byte for byte; each file's last line gets a line end."""
        for file_id in self.files(facts):
            chunk = b"\n"
            request = Request("file.content", {"file_id": file_id})
            for chunk in download_bytes(self.cmdlet.client, self.cmdlet.config(), request, lines=True, cancel=cancel):
                yield chunk
            if not chunk.endswith(b"\n"):
                yield b"\n"

    def _plain_blocks(self, facts: BatchFacts, cancel: Cancel | None) -> Iterator[list[bytes]]:
        for file_id in self.files(facts):
            for block in self._content(file_id, cancel):
                yield [line for line in block if line and not line.isspace()]

    def _content(self, file_id: str, cancel: Cancel | None) -> Iterator[list[bytes]]:
        request = Request("file.content", {"file_id": file_id})
        return download_line_blocks(self.cmdlet.client, self.cmdlet.config(), request, cancel=cancel)

    def check(self, facts: BatchFacts, count: int) -> None:
        """Report an error if there are too few results."""
        expected = facts.expected_items
        if expected is not None and count < expected:
            self._incomplete(facts, count)

    def _incomplete(self, facts: BatchFacts, count: int) -> None:
        exception = "System.IO.InvalidDataException"
        message = (
            f"The batch {facts.id} counts {facts.expected_items} results, but its files hold {count}. "
            "Ask again later; if it stays so, the service has lost some."
        )
        record = ErrorRecord(
            "IncompleteBatchOutput", message, "InvalidResult", facts.id, NetException(exception, message)
        )
        record.exit_code = ExitCode.INCOMPLETE
        self.cmdlet.write_error(record)

    def add_usage(self, lines: Iterable[bytes]) -> None:
        """Add the token counts of results to the total, if ``count_tokens`` is set."""
        for line in lines if self.count_tokens else ():
            try:
                usage = json.loads(line)["response"]["body"]["usage"]
            except (ValueError, KeyError, TypeError):
                continue
            for name, value in usage.items() if isinstance(usage, dict) else ():
                if isinstance(value, int):
                    self.usage[name] = self.usage.get(name, 0) + value
