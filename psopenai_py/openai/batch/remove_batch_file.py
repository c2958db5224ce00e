from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from ...declare.cmdlet import Example, Failure, InSet, Param, cmdlet
from ...declare.validators import ValidateSet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Output
from ...engine.values.objects import PSObject, plain_data, python_value
from ...errors import TerminatingError
from ...http import NotFoundError
from .batch import BatchFacts, BatchTarget, asked_batch, batch_id_param, batch_param

PURPOSES = ("batch", "batch_output")
LARGEST_PAGE = 10000
_AGE = re.compile(r"(\d+(?:\.\d+)?)\s*([smhdw]?)", re.IGNORECASE)
_SPAN = re.compile(r"(?:(\d+)\.)?(\d+):(\d\d)(?::(\d\d)(?:\.\d+)?)?")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "": 86400, "d": 86400, "w": 7 * 86400}


def moment_before(value: Value) -> float:
    """The Unix time that an age or a date stands for. A number is days; raises ValueError for what is neither."""
    plain = python_value(value)
    if isinstance(plain, datetime):
        return plain.timestamp()
    if isinstance(plain, timedelta):
        return time.time() - plain.total_seconds()
    text = str(plain).strip()
    if age := _AGE.fullmatch(text):
        return time.time() - float(age[1]) * _SECONDS[age[2].lower()]
    if span := _SPAN.fullmatch(text):
        days, hours, minutes, seconds = (int(part or 0) for part in span.groups())
        return time.time() - timedelta(days, seconds, 0, 0, minutes, hours).total_seconds()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(
            "An age is 30d, 12h, 2w, a number of days, a TimeSpan, or a date such as 2026-01-31."
        ) from None
    return (found if found.tzinfo is not None else found.astimezone()).astimezone(timezone.utc).timestamp()


@cmdlet("Remove-BatchFile", default_set="Age", should_process=True)
class RemoveBatchFile(BatchTarget):
    """Delete the files of batches: requests and results that are no longer needed.

    With -OlderThan alone, all files for batches of that age are deleted; requests of batches that have not ended stay.
    With a batch, its own files are. -WhatIf shows what would be deleted.
    """

    batch = batch_param("The batch, as Get-Batch and Wait-Batch return it.")
    batch_id = batch_id_param("The id of the batch, such as batch_abc123.")
    older_than = Param(
        "object",
        sets={"Age": InSet(mandatory=True), "Id": InSet(), "Batch": InSet()},
        transform=moment_before,
        help="Only what is older: 30d, 12h, 2w, a number of days, a TimeSpan, or a date.",
    )
    purpose = Param(
        "string[]",
        set="Age",
        validators=(ValidateSet(PURPOSES),),
        completions=PURPOSES,
        help="Only files for this: batch (requests) or batch_output (results).",
    )

    reports_as = "Remove-OpenAIFile"
    examples = (
        Example("Remove-BatchFile -OlderThan 30d -WhatIf", "Shows which files of batches are older than 30 days."),
        Example("Remove-BatchFile batch_abc123", "Deletes the files of a batch."),
        Example("Remove-BatchFile -OlderThan 2w -Purpose batch_output", "Deletes old results, and keeps requests."),
    )
    failures = (
        Failure(
            "Remove-BatchFile -OlderThan soon",
            "Remove-BatchFile: the value of -OlderThan does not fit: An age is 30d, 12h, 2w, a number of days, a "
            "TimeSpan, or a date such as 2026-01-31.",
            "ParameterArgumentTransformationError,Remove-BatchFile",
            exit_code=2,
        ),
    )
    remarks = """\
    Deleting costs nothing. What is deleted cannot be brought back. Without a batch, all pages of the list of files are
    read first.
    """

    def process(self) -> Output:
        if self.set_name == "Age":
            for file in list(self._old_files()):  # all of them first: a list changes while files are deleted
                self._remove(file["id"], f"{file.get('filename') or 'file'} ({file['id']}, {file.get('bytes')} bytes)")
            return None
        for target in self.targets():
            with self.each_on_its_own(target):
                self._remove_of(target)
        return None

    def _old_files(self) -> Iterator[dict[str, object]]:
        in_use: set[str | None] | None = None
        for purpose in dict.fromkeys(self.purpose or PURPOSES):
            for file in self.pages("files", query={"purpose": purpose, "limit": LARGEST_PAGE}):
                if file.get("purpose") != purpose or not self._is_old(file.get("created_at")):
                    continue
                if in_use is None:
                    in_use = self._in_use()
                if file["id"] not in in_use:
                    yield file

    def _in_use(self) -> set[str | None]:
        """The files that batches still need."""
        batches = map(BatchFacts, self.pages("batches", query={"limit": 100}))
        return {facts.input_file_id for facts in batches if not facts.has_ended}

    def _is_old(self, created: object) -> bool:
        if self.older_than is None:
            return True
        return isinstance(created, (int, float)) and created <= self.older_than

    def _remove_of(self, target: PSObject | str) -> None:
        """Delete the files of a batch."""
        data = plain_data(target) if isinstance(target, PSObject) else asked_batch(self, target)
        facts = BatchFacts(data)
        if isinstance(target, PSObject) and not facts.has_ended and facts.id:
            data = asked_batch(self, facts.id)  # the object may be out of date
            facts = BatchFacts(data)
        if not facts.has_ended:
            raise self.stop_with(
                "BatchNotEnded",
                f"The batch {facts.id} is {facts.status}: its files are still needed. Stop-Batch cancels it.",
                "InvalidOperation",
                facts.id,
            )
        if self._is_old(data.get("created_at")):
            ids = [file.id for file in facts.files()]
            ids += [facts.input_file_id] if facts.input_file_id is not None else []
            for file_id in dict.fromkeys(ids):
                self._remove(file_id, f"{file_id} of {facts.id}")

    def _remove(self, file_id: object, shown: str) -> None:
        if not self.should_process(shown):
            return
        with self.each_on_its_own(file_id):
            try:
                self.call("file", {"file_id": file_id}, "DELETE")
            except TerminatingError as error:
                if not isinstance(error.record.exception.__cause__, NotFoundError):
                    raise
            self.verbose(f"Deleted {shown}.")
